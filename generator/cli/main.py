"""The entry of the command line: a table of verbs, and an exit code for every way out.

A verb's module loads when the verb runs or its help is asked: `warraq --version` and the list of verbs need none.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from importlib import import_module
from typing import Any, NamedTuple

import click

from generator.cli.console import say, say_lines, speak_any_letters
from generator.deploy.origin import version_line
from generator.disk.disk_errors import disk_error
from generator.errors import ObstaclesError, RefusedError, SettingsError, WarraqError, installation_error


class Verb(NamedTuple):
    """Where a verb is defined, `module:function` below `generator.cli`, and its sentence in the list of verbs."""

    function: str
    help: str


VERBS = {
    "build": Verb("build:build", "Make the site: import new seeds, then bring output/ up to date."),
    "check": Verb(
        "check:check",
        "Check the built site: links, pages, feeds, sitemaps, colours, limits. Exit code 1 if anything is found.",
    ),
    "deploy": Verb(
        "publish:deploy",
        "Publish the built site, to where `deploy:` in site.yaml says: a git branch, a folder, a bucket, a server.",
    ),
    "edit": Verb(
        "editing:edit",
        "Apply the changed cells of a table to the front matter of their articles, or write their addresses there.",
    ),
    "explain": Verb("explain:explain", "Explain a problem CODE: what it means, why it matters and how to fix it."),
    "export": Verb(
        "export:export",
        "Export front matter as a table to the file PATH (-: standard output), or articles for another tool.",
    ),
    "import": Verb(
        "import_seeds:import_",
        "Turn seeds (texts, web pages, exports, archives; default: all of seeds/) into content files.",
    ),
    "init": Verb("starting.scaffold:init", "Make a new site in FOLDER, ready to build."),
    "move": Verb("editing:move", "Give an article another URL; its old one becomes a redirect."),
    "new": Verb("editing:new", "Make a content file for an article, with a permanent id and URL, and print its path."),
    "search": Verb("search:search", "Find articles of the built site as its search page does."),
    "serve": Verb("serve:serve", "Show output/ as a static host would; with --watch, while you edit."),
    "sign": Verb(
        "publish:sign", "Sign the hash of the whole archive, so that readers can tell whose it is (`integrity: true`)."
    ),
    "terms": Verb("terms:terms", "List the terms of articles; merge and rename them in terms.yaml."),
    "why": Verb(
        "build:why", "Explain what the file at PATH in output/ is made from, and why it was or will be rebuilt."
    ),
    "withdraw": Verb(
        "withdraw:withdraw",
        "Take an article down: remove its text, seeds and images, leave a notice, and stop imports from restoring it.",
    ),
}


class Verbs(click.Group):
    """Verbs that load when they are asked for."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 click's signature
        return sorted(VERBS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002 click's signature
        verb = VERBS.get(cmd_name)
        if verb is None:
            return None
        module, _, name = verb.function.partition(":")
        command: click.Command = getattr(import_module(f"generator.cli.{module}"), name)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """From the table, so that no verb is loaded."""
        listed = {name: click.Command(name, help=verb.help) for name, verb in VERBS.items()}
        click.Group(commands=listed).format_commands(ctx, formatter)


@click.group(cls=Verbs, context_settings={"help_option_names": ["-h", "--help"]})
@click.option(
    "--version",
    is_flag=True,
    is_eager=True,
    expose_value=False,
    callback=lambda context, _option, is_asked: _say_version(context) if is_asked else None,
    help="Say which Warraq this is: version, commit, where it was installed from.",
)
def warraq() -> None:
    """Turn raw news texts into a searchable archive for the web."""


def main(arguments: list[str] | None = None, leave: Callable[[int], Any] = sys.exit) -> None:
    """Run the command line; every way out has its exit code."""
    if arguments is None:
        _restart_in_utf8()
    speak_any_letters()
    try:
        leave(warraq.main(args=arguments, standalone_mode=False) or 0)
    except click.exceptions.Exit as end:
        leave(end.exit_code)
    except click.ClickException as problem:
        _show(problem)
        leave(problem.exit_code)
    except (KeyboardInterrupt, click.Abort):
        say("stopped", err=True)
        leave(130)
    except (WarraqError, OSError, MemoryError, ImportError) as problem:
        error = _error_of(problem)
        _report(error)
        leave(error.exit_code)


def _say_version(context: click.Context) -> None:
    say(version_line())
    context.exit()


def _restart_in_utf8() -> None:
    """Start again in UTF-8 mode where the locale (LC_ALL=C) would let Python open no file with an Arabic name."""
    if sys.getfilesystemencoding() != "utf-8" and not sys.flags.utf8_mode:
        os.environ["PYTHONUTF8"] = "1"  # for workers too
        os.execv(sys.executable, [sys.executable, "-X", "utf8", *sys.orig_argv[1:]])


def _error_of(problem: WarraqError | OSError | MemoryError | ImportError) -> WarraqError:
    """What the system or Python refused, as a message with a hint."""
    if isinstance(problem, WarraqError):
        return problem
    if isinstance(problem, OSError):
        return disk_error(problem)
    if isinstance(problem, ImportError):
        return installation_error(problem)
    return WarraqError("out of memory", "use fewer --workers, or a machine with more memory")


def _show(problem: click.ClickException) -> None:
    """As click does, but safe on a terminal: its messages repeat arguments."""
    if isinstance(problem, click.exceptions.NoArgsIsHelpError):
        say_lines(problem.format_message(), err=True)  # the whole help of a verb that was called without arguments
        return
    if isinstance(problem, click.UsageError) and problem.ctx is not None:
        say_lines(problem.ctx.get_usage(), err=True)
    say(f"Error: {problem.format_message()}", err=True)


def _report(error: WarraqError) -> None:
    if isinstance(error, ObstaclesError):
        for one in error.errors:
            _report(one)
        return
    for each in error.problems if isinstance(error, SettingsError) else ():
        say_lines(str(each), err=True)
    say(f"{'refused' if isinstance(error, RefusedError) else 'error'}: {error.what}", err=True)
    if error.hint:
        say(f"  hint: {error.hint}", err=True)
