"""`warraq import`: seeds become content files."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import click

from generator.cli.console import say, say_lines
from generator.cli.json_output import write_json
from generator.cli.options import JSON, SITE, WORKERS, exit_with, print_problems
from generator.cli.progress import show_progress
from generator.cli.summary import Summary, append_summary
from generator.config.site_yaml import load_settings
from generator.errors import UsageError
from generator.ingest.options import ImportOptions, ImportServices
from generator.ingest.pipeline import ingest
from generator.ingest.results import Imported
from generator.ingest.review.writing import report_to
from generator.workers import Workers


@click.command("import")
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
@SITE
@click.option("--format", "format_", default="", help="Read all files as this format instead of detecting it.")
@click.option("--publisher", default="", help="The outlet that published all of the articles.")
@click.option("--since", default="", help="Skip articles dated before this day, such as 2011-02-25.")
@click.option("--limit", default=0, type=click.IntRange(0), help="Stop after this many new articles.")
@click.option(
    "--report", "report_file", type=click.Path(path_type=Path), help="Write a report to FILE.html, .json or .csv."
)
@click.option(
    "--summary",
    "summary_file",
    type=click.Path(path_type=Path),
    help="Add a summary for editors to FILE (-: standard output): Markdown, in the site's language.",
)
@click.option("--dry-run", is_flag=True, help="Show what would be written, but write nothing.")
@click.option("--retag", is_flag=True, help="Propose new tags, people and places for articles that nobody has edited.")
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
    summary_file: Path | None,
    dry_run: bool,
    retag: bool,
    write: bool,
    workers: int | None,
    as_json: bool,
) -> None:
    """Turn seeds (texts, web pages, exports, archives; default: all of seeds/) into content files."""
    is_detailed = as_json or report_file is not None or bool(paths)
    keeps_lines = report_file is not None and report_file.suffix.lower() == ".html"
    if write and not retag:
        raise UsageError("--write requires --retag", "an import without --retag always writes")
    is_trying = dry_run or (retag and not write)
    options = ImportOptions(
        format_, publisher, _day(since), limit, is_trying, is_detailed or retag, keeps_lines=keeps_lines, retags=retag
    )
    settings, summary = load_settings(root), Summary()
    reporting = report_to(root, report_file, write_json if as_json else None)
    with Workers(workers or 0) as pool, show_progress(is_quiet=as_json) as progress, reporting as add:
        takes = _both(summary.add, add if as_json else _showing_diffs(add))
        services = ImportServices(pool, takes, progress)
        report = ingest(root, paths, settings, options, services)
    if summary_file:
        append_summary(summary_file, summary.text(report.problems, settings.language))
    if not as_json:
        for pair in report.versions if dry_run else ():
            say(str(pair))
        say(report.summary())
    print_problems(report.problems)
    exit_with(report.problems)


def _both(one: Callable[[Imported], None], other: Callable[[Imported], None]) -> Callable[[Imported], None]:
    def take(article: Imported) -> None:
        one(article)
        other(article)

    return take


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
        raise UsageError(f"--since `{since}` is not a date", "write a date such as 2011-02-25") from problem
