"""The verbs by which an archive leaves the house, or an article the archive: `deploy`, `sign`, `withdraw`."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from generator.cli.build_time import moment
from generator.cli.console import say, say_lines
from generator.cli.options import SITE, WORKERS
from generator.disk.folders import OutputFolder
from generator.errors import UsageError, WarraqError

if TYPE_CHECKING:
    from generator.config.settings import Settings
    from generator.deploy.branch import Deployed
    from generator.engine.site import Site

DRY_RUN = click.option("--dry-run", is_flag=True, help="Say what would be done, do nothing.")


@click.command()
@SITE
@click.option(
    "--init", "is_beginning", is_flag=True, help="Write what hosts want to find: workflow, CNAME, security.txt."
)
@DRY_RUN
@click.option("--allow-problems", is_flag=True, help="Also when the build reported errors.")
@click.option("--ping", is_flag=True, help="Deploy nothing, tell the hub (`websub:`) of all feeds again.")
@click.option("--output", type=click.Path(path_type=Path), help="Where the pages are (default: SITE/output).")
@click.option("--base-url", help="The address that it was built for, instead of site.yaml's.")
@click.option("--now", help="The moment that it was built for, ISO 8601 (default: SOURCE_DATE_EPOCH, else the clock).")
@WORKERS
def deploy(
    root: Path,
    is_beginning: bool,
    dry_run: bool,
    allow_problems: bool,
    ping: bool,
    output: Path | None,
    base_url: str | None,
    now: str | None,
    workers: int | None,
) -> None:
    """Bring the built site to a branch of a git remote or to a folder, as `deploy:` in site.yaml says."""
    from generator.deploy.deploy import deploy as deploy_site
    from generator.engine.site import open_site
    from generator.workers import Workers

    if is_beginning:
        return _begin(root, moment(now))
    site = open_site(root, output, base_url=base_url, now=moment(now), has_drafts=False)
    if ping:
        return _ping(site)
    with Workers(workers or 0) as pool:
        done, found = deploy_site(site, pool, allows_problems=allow_problems, is_dry_run=dry_run)
    for problem in found.problems:
        say_lines(str(problem), err=True)
    say(_told(done))
    if done.is_written and site.settings.websub:
        _tell_hub(site, done.put)
    return None


@click.command()
@click.argument("which", metavar="ID-OR-PATH")
@click.option("--reason", default="", help="What readers are told at its address.")
@click.option("--rewrite-archives", is_flag=True, help="Write seeds that hold others too again without it.")
@click.option("--undo", "is_undoing", is_flag=True, help="Take the withdrawal back: the text may come in again.")
@click.option("--no-build", is_flag=True, help="Leave output/ and portable/ as they are: they still hold the text.")
@SITE
@DRY_RUN
def withdraw(
    which: str, reason: str, root: Path, rewrite_archives: bool, is_undoing: bool, no_build: bool, dry_run: bool
) -> None:
    """Take an article down: its text, seeds and pictures go, its address says so, no import brings it back."""
    from generator.config.site_yaml import load_settings
    from generator.content.article import clean
    from generator.records.site_lock import locked_to_write

    settings, said = load_settings(root), clean(reason)
    if not said and not is_undoing:
        raise UsageError("--reason is empty", "say why, in a sentence that readers may see")
    with locked_to_write(root, "warraq withdraw"):
        if is_undoing:
            return _undo_withdrawal(root, settings, which, is_dry_run=dry_run)
        _withdraw(root, settings, which, said, rewrites_archives=rewrite_archives, is_dry_run=dry_run)
    if not dry_run:
        _bring_up_to_date(root, is_building=not no_build)
    return None


def _withdraw(
    root: Path, settings: Settings, which: str, reason: str, *, rewrites_archives: bool, is_dry_run: bool
) -> None:
    from generator.deploy.history import past
    from generator.editing.withdraw import plan_withdrawal
    from generator.editing.withdraw import withdraw as take_down
    from generator.engine.memory.cache import forget_cache

    plan = plan_withdrawal(root, settings, which, reason, rewrites_archives=rewrites_archives)
    is_forgotten = True
    if not is_dry_run:
        take_down(root, plan)
        is_forgotten = forget_cache(root)
    said = "would be " if is_dry_run else ""
    say(f"{plan.change.path}: {said}emptied")
    for path in plan.removed:
        say(f"{path}: {said}removed")
    for path, data in plan.rewritten.items():
        say(f"{path}: {said}{'written without it' if data else 'removed: it held nothing else'}")
    for left in plan.left:
        say(str(left))
    if not is_forgotten:
        say(".cache: holds the text, and cannot be removed: remove the folder by hand")
    say_lines(str(past(root, plan.past, plan.change.after)))


def _undo_withdrawal(root: Path, settings: Settings, which: str, *, is_dry_run: bool) -> None:
    from generator.editing.withdraw import plan_undo, undo

    event = plan_undo(root, settings, which)
    if not is_dry_run:
        undo(root, event)
    done = "would be" if is_dry_run else "is"
    say(f"{event.path}: the withdrawal {done} taken back; the page says that it was withdrawn until")
    say(f"  you bring back the text: `git checkout COMMIT -- {event.path}`, or write it there, without `status`")
    if event.seed:
        say(f"  or its seed: put `{event.seed}` back and run `warraq import`")


def _bring_up_to_date(root: Path, *, is_building: bool) -> None:
    """Folders that were built hold the page, its words in the index, its data: they are built anew at once."""
    from generator.engine.pipeline import build
    from generator.engine.site import MARKER, open_site, portable_site
    from generator.workers import Workers, no_progress

    for name in ("output", "portable"):
        if not (root / name / MARKER).exists():
            continue
        verb = "warraq build" if name == "output" else "warraq build --portable"
        if not is_building:
            say(f"{name}/: still holds the text until you run `{verb}`")
            continue
        try:
            site = open_site(root, root / name, base_url=None, now=moment(None), has_drafts=False)
            with Workers(0) as pool:
                report = build(site if name == "output" else portable_site(site), pool, no_progress)
        except WarraqError:
            say(f"{name}/: still holds the text until `{verb}` works")
            raise
        say(f"{name}/: built without it ({report.files_written} files written, {report.files_removed} removed)")
    say("next: warraq deploy, and build anew what you keep in other folders")
    say("a branch with `history: true` keeps the page in its past, and backups keep their copies")


@click.command()
@click.option("--key", type=click.Path(path_type=Path), help="An SSH key: its file, or its .pub file.")
@click.option("--check", "is_checking", is_flag=True, help="Sign nothing, refuse a signature of another state.")
@SITE
@click.option("--output", type=click.Path(path_type=Path), help="Where the pages are (default: SITE/output).")
def sign(key: Path | None, is_checking: bool, root: Path, output: Path | None) -> None:
    """Sign the hash of the whole archive, so that readers can tell whose it is (`integrity: true`)."""
    from generator.deploy.signature import refuse_other_signature
    from generator.deploy.signature import sign as sign_root
    from generator.engine.site import open_site

    site = open_site(root, output, base_url=None, now=moment(None), has_drafts=False)
    if is_checking:
        refuse_other_signature(site, list(OutputFolder(site.output).paths()))
        say("no signature of another state of the archive is there")
        return
    if key is None:
        raise UsageError("--key is missing", "name an SSH key's file, or --check what is signed")
    done = sign_root(site, key)
    if not done.is_new:
        say("the same signature is there already")
        return
    for path in done.paths:
        say(f"made {path}")
    say("next: warraq build, and deploy")


PUBLISHING_VERBS = (deploy, sign, withdraw)


def _begin(root: Path, now: str) -> None:
    from generator.config.site_yaml import load_settings
    from generator.deploy.beginning import begin

    for path, said in begin(root, load_settings(root), now):
        say(f"{path}: {said}" if said else f"made {path}")


def _ping(site: Site) -> None:
    if not site.settings.websub:
        raise UsageError("site.yaml names no hub", "write `websub: https://…` there")
    _tell_hub(site, list(OutputFolder(site.output).paths()))


def _tell_hub(site: Site, paths: Sequence[str]) -> None:
    from generator.deploy.websub import tell_hub

    for topic in tell_hub(site, paths):
        say(f"told {site.settings.websub} of {topic}")


def _told(done: Deployed) -> str:
    if done.is_unchanged:
        return f"{done.place} has this site already: {done.files} files, nothing to do"
    changes = ", ".join(f"{count} {kind}" for kind, count in done.changes.items() if count)
    said = "deployed to" if done.is_written else "would go to"
    return f"{said} {done.place}: {done.files} files, {done.bytes:,} bytes ({changes})"
