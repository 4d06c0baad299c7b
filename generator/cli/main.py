"""The command line: arguments become calls, reports become lines, errors become exit codes.

Heavy modules are imported by the verbs that use them: `warraq build` of an unchanged site is mostly start-up.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from generator import __version__
from generator.cli.build_time import moment
from generator.cli.check import check, explain
from generator.cli.console import say, say_findings, say_lines, speak_any_letters, write_json
from generator.cli.editing import DESK_VERBS
from generator.cli.options import JSON, SITE, WORKERS, exit_with, print_json, print_problems
from generator.cli.publish import PUBLISHING_VERBS
from generator.cli.terms import terms
from generator.disk.disk_errors import disk_error
from generator.errors import RefusedError, SettingsError, UsageError, WarraqError, installation_error

if TYPE_CHECKING:
    from generator.engine.site import Site
    from generator.ingest.results import Imported
    from generator.model import Problem
    from generator.workers import Workers

OUTPUT = click.option("--output", type=click.Path(path_type=Path), help="Where the pages go (default: SITE/output).")
BASE_URL = click.option("--base-url", help="The address of the published site, instead of site.yaml's.")
DRAFTS = click.option("--drafts", is_flag=True, help="Publish drafts too.")
NOW = click.option("--now", help="The moment to build for, ISO 8601 (default: SOURCE_DATE_EPOCH, else the clock).")
SCHEDULER = click.option("--scheduler", default="", help="Build on the workers of a Dask scheduler: tcp://HOST:PORT.")
NO_IMPORT = click.option("--no-import", is_flag=True, help="Leave seeds/ alone.")


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="warraq")
def warraq() -> None:
    """Turn raw news texts into a searchable archive for the web."""


@warraq.command()
@click.argument("folder", type=click.Path(path_type=Path))
def init(folder: Path) -> None:
    """Make a new site in FOLDER, ready to build."""
    from generator.cli.scaffold import start_site

    for path in start_site(folder):
        say(f"made {path}")
    say(f"next: cd {folder} && warraq build")


@warraq.command("import")
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
@SITE
@click.option("--format", "format_", default="", help="Read all files as this format instead of guessing.")
@click.option("--publisher", default="", help="The outlet that printed all of it.")
@click.option("--since", default="", help="Leave out what is dated before this day: 2011-02-25.")
@click.option("--limit", default=0, type=click.IntRange(0), help="Stop after so many new articles.")
@click.option("--report", "report_file", type=click.Path(path_type=Path), help="Write FILE.html, .json or .csv on it.")
@click.option("--dry-run", is_flag=True, help="Say what would be written, write nothing.")
@click.option("--retag", is_flag=True, help="Propose tags, people and places anew for articles that nobody edited.")
@click.option("--write", is_flag=True, help="With --retag: write what it proposes.")
@WORKERS
@JSON
def import_(
    paths: tuple[Path, ...],
    root: Path,
    format_: str,
    publisher: str,
    since: str,
    limit: int,
    report_file: Path | None,
    dry_run: bool,
    retag: bool,
    write: bool,
    workers: int | None,
    as_json: bool,
) -> None:
    """Turn seeds (default: all of seeds/) into content files: texts, web pages, exports, archives of them."""
    from generator.cli.console import show_progress
    from generator.config.site_yaml import load_settings
    from generator.ingest.options import ImportOptions, ImportServices
    from generator.ingest.pipeline import ingest
    from generator.ingest.review.writing import report_to
    from generator.workers import Workers

    is_detailed = as_json or report_file is not None or bool(paths)
    keeps_lines = report_file is not None and report_file.suffix.lower() == ".html"
    if write and not retag:
        raise UsageError("--write belongs to --retag", "an import without --retag writes anyway")
    is_trying = dry_run or (retag and not write)
    options = ImportOptions(
        format_, publisher, _day(since), limit, is_trying, is_detailed or retag, keeps_lines=keeps_lines, retags=retag
    )
    settings = load_settings(root)
    reporting = report_to(root, report_file, write_json if as_json else None)
    with Workers(workers or 0) as pool, show_progress(is_quiet=as_json) as progress, reporting as add:
        services = ImportServices(pool, add if as_json else _showing_diffs(add), progress)
        report = ingest(root, paths, settings, options, services)
    if not as_json:
        for pair in report.versions if dry_run else ():
            say(str(pair))
        say(report.summary())
    print_problems(report.problems)
    exit_with(report.problems)


@warraq.command()
@SITE
@OUTPUT
@BASE_URL
@WORKERS
@click.option("--clean", is_flag=True, help="Forget what was built before.")
@click.option("--verify", is_flag=True, help="Read every file of output/ instead of trusting sizes and times.")
@DRAFTS
@NOW
@click.option("--portable", is_flag=True, help="Make a folder that opens from disk (default: SITE/portable).")
@click.option("--strict", is_flag=True, help="Warnings too end with exit code 1.")
@NO_IMPORT
@SCHEDULER
@JSON
def build(
    root: Path,
    output: Path | None,
    base_url: str | None,
    workers: int | None,
    clean: bool,
    verify: bool,
    drafts: bool,
    now: str | None,
    portable: bool,
    strict: bool,
    no_import: bool,
    scheduler: str,
    as_json: bool,
) -> None:
    """Make the site: import new seeds, then bring output/ up to date."""
    from generator.cli.console import build_summary, show_progress
    from generator.engine.pipeline import build as build_site
    from generator.engine.site import portable_site
    from generator.workers import Workers

    site = _open_site(root, output or (root / "portable" if portable else None), base_url, now, drafts)
    site = portable_site(site) if portable else site
    with Workers(workers or 0, scheduler) as pool, show_progress(is_quiet=as_json) as progress:
        problems = () if no_import else _import_seeds(site, pool)
        report = build_site(site, pool, progress, is_clean=clean, is_verifying=verify)
    problems += report.problems
    if as_json:
        print_json(report)
    else:
        say_lines(build_summary(report, site.output))
    print_problems(problems)
    exit_with(problems, is_strict=strict)


@warraq.command()
@click.argument("path")
@SITE
@OUTPUT
@BASE_URL
@DRAFTS
@NOW
def why(path: str, root: Path, output: Path | None, base_url: str | None, drafts: bool, now: str | None) -> None:
    """Say what the file at PATH of output/ is made from, and why it was or would be made."""
    from generator.engine.why import why as explain

    say_lines(str(explain(_open_site(root, output, base_url, now, drafts), path)))


@warraq.command()
@SITE
@OUTPUT
@BASE_URL
@click.option("--watch", is_flag=True, help="Build again when something changes, and reload the pages that show it.")
@click.option("--poll", is_flag=True, help="Watch by looking again and again: for Docker, WSL and network drives.")
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen on.")
@click.option("--port", default=8000, show_default=True, type=click.IntRange(0, 65535), help="0 takes a free one.")
@click.option("--open", "is_opening", is_flag=True, help="Open a browser.")
@DRAFTS
@NOW
@NO_IMPORT
def serve(
    root: Path,
    output: Path | None,
    base_url: str | None,
    watch: bool,
    poll: bool,
    host: str,
    port: int,
    is_opening: bool,
    drafts: bool,
    now: str | None,
    no_import: bool,
) -> None:
    """Show output/ as a static host would; with --watch, while you edit."""
    from generator.serve.session import Wishes, serve_site

    def open_site() -> Site:
        return _open_site(root, output, base_url, now, drafts)

    wishes = Wishes(host, port, is_watching=watch or poll, is_polling=poll, is_opening=is_opening)
    serve_site(open_site, wishes, None if no_import else _import_seeds, say_lines)


@warraq.command()
@click.argument("query")
@SITE
@OUTPUT
@click.option("--limit", default=10, show_default=True, type=click.IntRange(1, 10_000), help="Results at most.")
@JSON
def search(query: str, root: Path, output: Path | None, limit: int, as_json: bool) -> None:
    """Find articles of the built site as its search page does.

    QUERY holds words, "phrases", -without, +must, beginning*, near~, and title: author: section: tag: publisher:
    """
    from generator.search.answer.search_site import search_site

    found = search_site(output or root / "output", query, limit)
    if as_json:
        print_json(found)
    else:
        say_findings(found)


def _open_site(root: Path, output: Path | None, base_url: str | None, now: str | None, drafts: bool) -> Site:
    from generator.engine.site import open_site

    return open_site(root, output, base_url=base_url, now=moment(now), has_drafts=drafts)


def _import_seeds(site: Site, workers: Workers | None = None) -> tuple[Problem, ...]:
    """Imports come first, by the same function as `warraq import`."""
    if not (site.root / "seeds").is_dir():
        return ()
    from generator.ingest.options import DEFAULT_OPTIONS, ImportServices
    from generator.ingest.pipeline import ingest

    services = ImportServices(workers, report=lambda _: None)  # a build reports problems only, and keeps no article
    return tuple(ingest(site.root, (), site.settings, DEFAULT_OPTIONS, services).problems)


def _showing_diffs(report: Callable[[Imported], None]) -> Callable[[Imported], None]:
    def both(article: Imported) -> None:
        if article.diff:
            say_lines(article.diff)
        report(article)

    return both


def _day(since: str) -> str:
    try:
        return datetime.fromisoformat(since).date().isoformat() if since else ""
    except ValueError as problem:
        raise UsageError(f"--since `{since}` is no day", "write it like 2011-02-25") from problem


for verb in (terms, check, explain, *DESK_VERBS, *PUBLISHING_VERBS):
    warraq.add_command(verb)


def main(arguments: list[str] | None = None, leave: Callable[[int], Any] = sys.exit) -> None:
    """Run the command line; every way out has its exit code."""
    if arguments is None:
        _be_in_utf8()
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
    except SettingsError as problem:
        for each in problem.problems:
            say_lines(str(each), err=True)
        _complain(problem)
        leave(problem.exit_code)
    except WarraqError as problem:
        _complain(problem)
        leave(problem.exit_code)
    except OSError as problem:
        _complain(told := disk_error(problem))
        leave(told.exit_code)
    except MemoryError:
        _complain(told := WarraqError("the memory is full", "name fewer --workers, or use a machine with more"))
        leave(told.exit_code)
    except ImportError as problem:
        lacking = installation_error(problem)
        _complain(lacking)
        leave(lacking.exit_code)


def _be_in_utf8() -> None:
    """Start again in UTF-8 mode where the locale (LC_ALL=C) would have Python open no file with an Arabic name."""
    if sys.getfilesystemencoding() != "utf-8" and not sys.flags.utf8_mode:
        os.environ["PYTHONUTF8"] = "1"  # for workers too
        os.execv(sys.executable, [sys.executable, "-X", "utf8", *sys.orig_argv[1:]])


def _show(problem: click.ClickException) -> None:
    """As click does, whatever stands in the arguments that it repeats."""
    if isinstance(problem, click.exceptions.NoArgsIsHelpError):
        say_lines(problem.format_message(), err=True)  # the whole help of a verb that was named without its own
        return
    if isinstance(problem, click.UsageError) and problem.ctx is not None:
        say_lines(problem.ctx.get_usage(), err=True)
    say(f"Error: {problem.format_message()}", err=True)


def _complain(problem: WarraqError) -> None:
    word = "refused" if isinstance(problem, RefusedError) else "error"
    say(f"{word}: {problem.what}", err=True)
    if problem.hint:
        say(f"  hint: {problem.hint}", err=True)
