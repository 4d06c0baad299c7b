"""The verbs of the editor's desk: `export`, `edit`, `new`, `move`."""

from __future__ import annotations

import os
from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from generator.cli.console import say, say_data, say_lines
from generator.cli.options import SITE, exit_with, print_problems
from generator.errors import RefusedError, UsageError

if TYPE_CHECKING:
    from generator.config.settings import Settings
    from generator.export.table import Choice
    from generator.model import Problem

DRY_RUN = click.option("--dry-run", is_flag=True, help="Show what would change, write nothing.")
EXPORTS = ("csv", "hugo", "jekyll", "pelican", "eleventy", "zola", "obsidian", "ninjs", "parquet")
STATUS = click.Choice(["published", "draft", "embargoed", "withdrawn"])


@click.command()
@click.argument("place", type=click.Path(path_type=Path), default=Path("-"))
@SITE
@click.option(
    "--to",
    type=click.Choice(EXPORTS),
    default="csv",
    help="A table, another tool's site, agencies' JSON, or what is published as columns.",
)
@click.option("--columns", default="", help="Of a table: keys of front matter, with commas between them, or `all`.")
@click.option("--section", default="", help="Only articles of this section.")
@click.option("--tag", default="", help="Only articles with this tag.")
@click.option("--status", default=None, type=STATUS, help="Only articles with this status.")
@click.option("--since", default="", help="Only articles dated this day or later: 2011-02-25.")
@click.option("--until", default="", help="Only articles dated this day or earlier.")
@click.option("--doubtful", is_flag=True, help="Only articles without a date or with one in doubt.")
@click.option("--force", is_flag=True, help="Write over what is there.")
def export(
    place: Path,
    root: Path,
    to: str,
    columns: str,
    section: str,
    tag: str,
    status: str | None,
    since: str,
    until: str,
    doubtful: bool,
    force: bool,
) -> None:
    """Write front matter as a table into the file PLACE (-: standard output), or articles for another tool."""
    from generator.export.table import Choice

    choice = Choice(section, tag, status or "", _day(since, "--since"), _day(until, "--until"), doubtful)
    if to == "csv":
        _export_table(root, place, choice, columns, is_forced=force)
    elif to == "parquet":
        _export_parquet(root, place, choice, is_forced=force)
    else:
        _export_site(root, place, choice, to, is_forced=force)


def _export_table(root: Path, file: Path, choice: Choice, columns: str, *, is_forced: bool) -> None:
    from generator.config.site_yaml import load_settings
    from generator.disk.files import write_atomically
    from generator.editing.sheet import COLUMNS
    from generator.export.table import export as table_of

    if file.is_dir():
        raise UsageError(f"`{file}` is a folder", "name a file for the table")
    if file.exists() and not is_forced and str(file) != "-":
        hint = "apply what was edited in it first, or write to another file, or add --force"
        raise RefusedError(f"`{file}` is there already", hint)
    names = COLUMNS if columns.strip() == "all" else [one.strip() for one in columns.split(",") if one.strip()]
    problems: list[Problem] = []
    table = table_of(root, load_settings(root), choice, names, problems)
    if str(file) == "-":
        for text in table:
            say_data(text.encode())
    else:
        data = "".join(table).encode()
        write_atomically(file, data)
        say(f"wrote {file}", err=True)
    _end(problems)


def _export_site(root: Path, folder: Path, choice: Choice, to: str, *, is_forced: bool) -> None:
    from generator.config.site_yaml import load_settings
    from generator.export.export_site import check_folder, emigrate
    from generator.export.field_maps import SHAPES
    from generator.export.ninjs import export_ninjs

    if str(folder) == "-":
        raise UsageError(f"a site of {to} is a folder", f"warraq export --to {to} FOLDER")
    check_folder(folder, is_forced=is_forced)
    settings = load_settings(root)
    if to == "ninjs":
        done = export_ninjs(root, settings, choice, folder)
    else:
        done = emigrate(root, settings, choice, SHAPES[to], folder)
    say(
        f"wrote {folder}: {done.articles} articles ({done.drafts} of them drafts, {done.without_date} without a date); "
        f"{done.withdrawn} withdrawn ones {'canceled' if to == 'ninjs' else 'left out'}",
        err=True,
    )
    _end(done.problems)


def _export_parquet(root: Path, place: Path, choice: Choice, *, is_forced: bool) -> None:
    from generator.cli.build_time import moment
    from generator.engine.site import open_site
    from generator.export.export_site import check_folder
    from generator.export.parquet import export_parquet, file_at
    from generator.workers import Workers

    file = file_at(place)
    if str(place) == "-":
        raise UsageError("a table of columns is a file", "warraq export --to parquet FILE.parquet")
    if file != place:
        check_folder(place, is_forced=is_forced)
    elif file.exists() and not is_forced:
        raise RefusedError(f"`{file}` is there already", "write to another file, or add --force")
    site = open_site(root, None, base_url=None, now=moment(None), has_drafts=False)
    with Workers() as workers:
        done = export_parquet(site, choice, file, workers)
    say(f"wrote {file}: {done.articles} articles", err=True)
    _end(done.problems)


@click.command()
@click.option(
    "--apply",
    "file",
    required=True,
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    help="The table that `warraq export` wrote and you changed.",
)
@SITE
@DRY_RUN
def edit(file: Path, root: Path, dry_run: bool) -> None:
    """Bring the changed cells of a table into the front matter of their articles."""
    from generator.config.site_yaml import load_settings
    from generator.disk.files import read_bytes
    from generator.editing.edit import apply_edit, plan_edit
    from generator.editing.sheet import parse_sheet
    from generator.records.site_lock import locked_to_write

    sheet, settings = parse_sheet(read_bytes(file), str(file)), load_settings(root)
    with locked_to_write(root, "warraq edit"):
        planned = plan_edit(root, settings, sheet, str(file))
        for change in planned.changes:
            say_lines("\n".join(change.diff()))
        late = () if dry_run else apply_edit(root, planned)
    changed = len(planned.changes) - len(late)
    said = "would change" if dry_run else "changed"
    problems = (*planned.problems, *late)
    say(f"edit: {changed} files {said}, {planned.unchanged} rows unchanged, {len(problems)} problems")
    _end(problems)


@click.command()
@click.argument("title")
@SITE
@click.option("--date", default=None, help="2011-02-25, 2011-02, 2011 or `none` (default: today).")
@click.option("--section", default="", help="The section it belongs to.")
@click.option("--tag", "tags", multiple=True, help="A tag; may be given again.")
@click.option("--author", "authors", multiple=True, help="An author; may be given again.")
@click.option("--publisher", default="", help="The outlet that printed it.")
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
    """Make a content file for an article, with an id and a URL that last, and print its path."""
    from generator.config.site_yaml import load_settings
    from generator.content.article import clean
    from generator.editing.move import new_article
    from generator.records.site_lock import locked_to_write

    settings, words = load_settings(root), clean(title)
    if not words:
        raise UsageError("a title has words", "warraq new 'Words of the title'")
    day = _today(settings) if date is None else _day("" if date == "none" else date, "--date")
    fields = {"date": day, "section": section, "tags": tags, "authors": authors, "publisher": publisher}
    with locked_to_write(root, "warraq new"):
        say(new_article(root, settings, words, fields | ({"status": "draft"} if draft else {})))


@click.command()
@click.argument("which", metavar="ID-OR-PATH")
@click.argument("new_url")
@SITE
@DRY_RUN
def move(which: str, new_url: str, root: Path, dry_run: bool) -> None:
    """Give an article another URL; its old one becomes a redirect."""
    from generator.config.site_yaml import load_settings
    from generator.editing.move import move as move_article
    from generator.editing.move import plan_move
    from generator.records.site_lock import locked_to_write

    settings = load_settings(root)
    with locked_to_write(root, "warraq move"):
        entry, change = plan_move(root, settings, which, new_url)
        say_lines("\n".join(change.diff()) or f"{entry.path} has this URL already")
        if not dry_run:
            move_article(root, entry, change, new_url)


DESK_VERBS = (export, edit, new, move)


def _day(said: str, option: str) -> str:
    """A day, a month or a year that the calendar has."""
    full = said + "0000-01-01"[len(said) :] if len(said) in (4, 7) else said
    try:
        if said:
            datetime.strptime(full, "%Y-%m-%d")
    except ValueError as problem:
        raise UsageError(f"{option} `{said}` is no day", "write it like 2011-02-25") from problem
    return said


def _today(settings: Settings) -> str:
    from zoneinfo import ZoneInfo

    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    now = datetime.fromtimestamp(int(epoch), UTC) if epoch else datetime.now(UTC)
    return now.astimezone(ZoneInfo(settings.timezone)).date().isoformat()


def _end(problems: Iterable[Problem]) -> None:
    found = list(problems)
    print_problems(found)
    exit_with(found)
