"""The verbs of an editor: `edit`, `new`, `move`."""

from __future__ import annotations

from pathlib import Path

import click

from generator.cli.build_time import moment, today
from generator.cli.console import say, say_lines
from generator.cli.options import SITE, checked_day, exit_with, print_problems
from generator.config.site_yaml import load_settings
from generator.content.fields import clean
from generator.disk.files import read_bytes
from generator.editing.edit import apply_edit, plan_edit
from generator.editing.freeze import plan_freeze
from generator.editing.move import move as move_article
from generator.editing.move import new_article, plan_move
from generator.editing.sheet import parse_sheet
from generator.engine.site import open_site
from generator.errors import UsageError
from generator.records.site_lock import locked_to_write
from generator.text.counted import counted

DRY_RUN = click.option("--dry-run", is_flag=True, help="Show what would change, but write nothing.")


@click.command()
@click.option(
    "--apply",
    "file",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    help="The table that `warraq export` wrote and you changed.",
)
@click.option("--freeze-urls", is_flag=True, help="Write `url` into published articles that have none.")
@SITE
@DRY_RUN
def edit(file: Path | None, freeze_urls: bool, root: Path, dry_run: bool) -> None:
    """Apply the changed cells of a table to the front matter of their articles, or write their addresses there."""
    if (file is None) != freeze_urls:
        raise UsageError("give either --apply FILE or --freeze-urls", "`warraq edit --help` explains both")
    settings = load_settings(root)
    with locked_to_write(root, "warraq edit"):
        if file is None:
            site = open_site(root, None, base_url=None, now=moment(None), has_drafts=False)
            planned, rest = plan_freeze(site), "article"
        else:
            planned, rest = plan_edit(root, settings, parse_sheet(read_bytes(file), str(file)), str(file)), "row"
        for change in planned.changes:
            say_lines("\n".join(change.diff()))
        late = () if dry_run else apply_edit(root, planned)
    changed = len(planned.changes) - len(late)
    done = "would change" if dry_run else "changed"
    problems = (*planned.problems, *late)
    say(
        f"edit: {counted(changed, 'file')} {done}, {counted(planned.unchanged, rest)} unchanged, "
        f"{counted(len(problems), 'problem')}"
    )
    print_problems(problems)
    exit_with(problems)


@click.command()
@click.argument("title")
@SITE
@click.option("--date", default=None, help="2011-02-25, 2011-02, 2011 or `none` (default: today).")
@click.option("--section", default="", help="The section it belongs to.")
@click.option("--tag", "tags", multiple=True, help="A tag; can be repeated.")
@click.option("--author", "authors", multiple=True, help="An author; can be repeated.")
@click.option("--publisher", default="", help="The outlet that published it.")
@click.option("--draft", is_flag=True, help="Do not publish it yet.")
def new(
    title: str,
    root: Path,
    date: str | None,
    section: str,
    tags: tuple[str, ...],
    authors: tuple[str, ...],
    publisher: str,
    draft: bool,
) -> None:
    """Make a content file for an article, with a permanent id and URL, and print its path."""
    settings, words = load_settings(root), clean(title)
    if not words:
        raise UsageError("the title is empty", "warraq new 'Words of the title'")
    day = today(settings.timezone) if date is None else checked_day("" if date == "none" else date, "--date")
    fields = {"date": day, "section": section, "tags": tags, "authors": authors, "publisher": publisher}
    with locked_to_write(root, "warraq new"):
        say(new_article(root, settings, words, fields | ({"status": "draft"} if draft else {})))


@click.command()
@click.argument("which", metavar="ARTICLE")
@click.argument("new_url")
@SITE
@DRY_RUN
def move(which: str, new_url: str, root: Path, dry_run: bool) -> None:
    """Give an article another URL; its old one becomes a redirect.

    ARTICLE is its address, its id, or the path of its content file.
    """
    settings = load_settings(root)
    with locked_to_write(root, "warraq move"):
        entry, change = plan_move(root, settings, which, new_url)
        say_lines("\n".join(change.diff()) or f"{entry.path} already has this URL")
        if not dry_run:
            move_article(root, settings, entry, change, new_url)
