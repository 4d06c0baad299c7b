"""`warraq export`: front matter as a table, or articles in the format of another tool."""

from __future__ import annotations

from pathlib import Path

import click

from generator.cli.build_time import moment
from generator.cli.console import say, say_data
from generator.cli.options import SITE, checked_day, exit_with, print_problems
from generator.errors import UsageError
from generator.export.formats import FORMATS, STDOUT, Request
from generator.export.selection import Selection

STATUS = click.Choice(["published", "draft", "embargoed", "withdrawn"])


@click.command()
@click.argument("path", type=click.Path(path_type=Path), default=Path("-"))
@SITE
@click.option(
    "--to",
    "format_",
    type=click.Choice(tuple(FORMATS)),
    default="csv",
    help="A table (csv), a site for another tool, JSON for agencies (ninjs) or a columnar file (parquet).",
)
@click.option("--columns", default="", help="For csv: front matter keys, separated by commas, or `all`.")
@click.option("--section", default="", help="Only articles in this section.")
@click.option("--tag", default="", help="Only articles with this tag.")
@click.option("--status", default=None, type=STATUS, help="Only articles with this status.")
@click.option("--since", default="", help="Only articles dated on or after this day, such as 2011-02-25.")
@click.option("--until", default="", help="Only articles dated on or before this day.")
@click.option("--doubtful", is_flag=True, help="Only articles with no date or an uncertain one.")
@click.option("--force", is_flag=True, help="Overwrite existing files.")
def export(
    path: Path,
    root: Path,
    format_: str,
    columns: str,
    section: str,
    tag: str,
    status: str | None,
    since: str,
    until: str,
    doubtful: bool,
    force: bool,
) -> None:
    """Export front matter as a table to the file PATH (-: standard output), or articles for another tool."""
    days = checked_day(since, "--since"), checked_day(until, "--until")
    selection = Selection(section, tag, status or "", *days, doubtful)
    row = FORMATS[format_]
    if str(path) == STDOUT and row.usage:
        raise UsageError(row.usage, f"warraq export --to {format_} {row.example}")
    done = row.write(Request(root, path, selection, columns, moment(None), say_data, is_forced=force))
    if done.summary:
        say(f"wrote {done.summary}", err=True)
    print_problems(done.problems)
    exit_with(done.problems)
