"""`warraq build` and `warraq why`: make the site, and say why a file of it was made."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from generator.cli.build_time import moment
from generator.cli.console import say_lines
from generator.cli.json_output import print_json
from generator.cli.new_seeds import import_new_seeds
from generator.cli.options import (
    BASE_URL,
    DRAFTS,
    JSON,
    NO_IMPORT,
    NOW,
    OUTPUT,
    SITE,
    WORKERS,
    exit_with,
    print_problems,
)
from generator.cli.progress import show_progress
from generator.cli.summary import append_summary, content_summary
from generator.engine.pipeline import build as build_site
from generator.engine.site import open_site, portable_site
from generator.engine.why import why as explain
from generator.text.counted import counted
from generator.text.terminal import shown
from generator.workers import Workers

if TYPE_CHECKING:
    from generator.engine.report import Report

NAMED = 3  # articles without `url` that are named; --json names all
SCHEDULER = click.option("--scheduler", default="", help="Build on the workers of a Dask scheduler: tcp://HOST:PORT.")


@click.command()
@SITE
@OUTPUT
@BASE_URL
@WORKERS
@click.option("--clean", is_flag=True, help="Discard the cache and build everything.")
@click.option("--verify", is_flag=True, help="Read every file in output/ instead of relying on sizes and times.")
@DRAFTS
@NOW
@click.option("--portable", is_flag=True, help="Make a folder that opens without a server (default: SITE/portable).")
@click.option("--strict", is_flag=True, help="Exit with code 1 on warnings too.")
@NO_IMPORT
@SCHEDULER
@click.option(
    "--summary", "summary_file", type=click.Path(path_type=Path), help="Add what editors must correct to FILE."
)
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
    summary_file: Path | None,
    as_json: bool,
) -> None:
    """Make the site: import new seeds, then bring output/ up to date."""
    folder = output or (root / "portable" if portable else None)
    site = open_site(root, folder, base_url=base_url, now=moment(now), has_drafts=drafts)
    site = portable_site(site) if portable else site
    with Workers(workers or 0, scheduler) as pool, show_progress(is_quiet=as_json) as progress:
        problems = () if no_import else import_new_seeds(site, pool)
        report = build_site(site, pool, progress, is_clean=clean, is_verifying=verify)
    problems += report.problems
    if summary_file:
        append_summary(summary_file, content_summary(problems, site.settings.language))
    if as_json:
        print_json(report)
    else:
        say_lines(build_summary(report, site.output))
        if report.without_url:
            say_lines(_without_url(report.without_url))
    print_problems(problems)
    exit_with(problems, is_strict=strict)


@click.command()
@click.argument("path")
@SITE
@OUTPUT
@BASE_URL
@DRAFTS
@NOW
def why(path: str, root: Path, output: Path | None, base_url: str | None, drafts: bool, now: str | None) -> None:
    """Explain what the file at PATH in output/ is made from, and why it was or will be rebuilt."""
    site = open_site(root, output, base_url=base_url, now=moment(now), has_drafts=drafts)
    say_lines(str(explain(site, path)))


def _without_url(paths: Sequence[str]) -> str:
    """Which articles move when somebody corrects their title, and how to stop that."""
    named = ", ".join(map(shown, paths[:NAMED])) + (", …" if len(paths) > NAMED else "")
    verb = "has" if len(paths) == 1 else "have"
    return (
        f"{counted(len(paths), 'published article')} {verb} no `url` ({named}): a new title or date moves them\n"
        "  hint: `warraq edit --freeze-urls` writes their present addresses into the files"
    )


def build_summary(report: Report, output: Path) -> str:
    """What was read, made and written, and seconds by stage."""
    total = sum(report.seconds.values())
    stages = ", ".join(f"{name} {seconds:.2f}" for name, seconds in report.seconds.items())
    removed = f", {report.files_removed:,} removed" if report.files_removed else ""
    return (
        f"{counted(report.articles, 'article')} ({counted(report.sources_parsed, 'file')} read)\n"
        f"{report.targets_planned:,} pages and other files: {report.targets_made:,} made, "
        f"{report.files_written:,} written ({counted(report.bytes_written, 'byte')}){removed}\n"
        f"{total:.2f} s ({stages})\n"
        f"output: {shown(str(output))}"
    )
