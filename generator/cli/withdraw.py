"""`warraq withdraw`: an article leaves the archive, and the built folders with it."""

from __future__ import annotations

from pathlib import Path

import click

from generator.cli.build_time import moment
from generator.cli.console import say, say_lines
from generator.cli.options import SITE
from generator.config.settings import Settings
from generator.config.site_yaml import load_settings
from generator.content.fields import clean
from generator.deploy.history import history_of
from generator.editing.withdraw import plan_undo, plan_withdrawal, undo
from generator.editing.withdraw import withdraw as take_down
from generator.engine.memory.cache import forget_cache
from generator.engine.pipeline import build
from generator.engine.site import MARKER, open_site, portable_site
from generator.errors import UsageError, WarraqError
from generator.records.site_lock import locked_to_write
from generator.text.counted import counted
from generator.workers import Workers, no_progress


@click.command()
@click.argument("which", metavar="ID-OR-PATH")
@click.option("--reason", default="", help="The reason, which readers see at the article's address.")
@click.option(
    "--rewrite-archives", is_flag=True, help="Also remove it from seeds that contain other articles, by rewriting them."
)
@click.option("--undo", "is_undoing", is_flag=True, help="Undo the withdrawal, so that imports can restore the text.")
@click.option(
    "--no-build", is_flag=True, help="Do not rebuild output/ and portable/, which then still contain the text."
)
@SITE
@click.option("--dry-run", is_flag=True, help="Show what would be done, but do nothing.")
def withdraw(
    which: str, reason: str, root: Path, rewrite_archives: bool, is_undoing: bool, no_build: bool, dry_run: bool
) -> None:
    """Take an article down: remove its text, seeds and images, leave a notice, and stop imports from restoring it."""
    settings, words = load_settings(root), clean(reason)
    if not words and not is_undoing:
        raise UsageError("--reason is empty", "give the reason, in a sentence that readers will see")
    with locked_to_write(root, "warraq withdraw"):
        if is_undoing:
            return _undo_withdrawal(root, settings, which, is_dry_run=dry_run)
        _withdraw(root, settings, which, words, rewrites_archives=rewrite_archives, is_dry_run=dry_run)
    if not dry_run:
        _bring_up_to_date(root, is_building=not no_build)
    return None


def _withdraw(
    root: Path, settings: Settings, which: str, reason: str, *, rewrites_archives: bool, is_dry_run: bool
) -> None:
    plan = plan_withdrawal(root, settings, which, reason, rewrites_archives=rewrites_archives)
    is_forgotten = True
    if not is_dry_run:
        take_down(root, plan)
        is_forgotten = forget_cache(root)
    would = "would be " if is_dry_run else ""
    say(f"{plan.change.path}: {would}emptied")
    for path in plan.removed:
        say(f"{path}: {would}removed")
    for path, data in plan.rewritten.items():
        say(f"{path}: {would}{'written without it' if data else 'removed: it contained nothing else'}")
    for left in plan.left:
        say(str(left))
    if not is_forgotten:
        say(".cache: contains the text and could not be removed: delete the folder yourself")
    say_lines(str(history_of(root, plan.past, plan.change.after)))


def _undo_withdrawal(root: Path, settings: Settings, which: str, *, is_dry_run: bool) -> None:
    event = plan_undo(root, settings, which)
    if not is_dry_run:
        undo(root, event)
    done = "would be" if is_dry_run else "is"
    say(f"{event.path}: the withdrawal {done} undone. The page keeps its notice until you restore")
    say(f"  the text: run `git checkout COMMIT -- {event.path}`, or write it there and remove `status`")
    if event.seed:
        say(f"  or the seed: put `{event.seed}` back and run `warraq import`")


def _bring_up_to_date(root: Path, *, is_building: bool) -> None:
    """Build at once the folders that hold the page, its words in the index, and its data."""
    for name in ("output", "portable"):
        if not (root / name / MARKER).exists():
            continue
        verb = "warraq build" if name == "output" else "warraq build --portable"
        if not is_building:
            say(f"{name}/ still contains the text; run `{verb}` to remove it")
            continue
        try:
            site = open_site(root, root / name, base_url=None, now=moment(None), has_drafts=False)
            with Workers(0) as pool:
                report = build(site if name == "output" else portable_site(site), pool, no_progress)
        except WarraqError:
            say(f"{name}/: still contains the text until `{verb}` works")
            raise
        say(
            f"{name}/: built without it "
            f"({counted(report.files_written, 'file')} written, {report.files_removed:,} removed)"
        )
    say("next: warraq deploy; also rebuild copies of the site in other folders")
    say("a branch deployed with `history: true` keeps the page in its history, and backups still contain it")
