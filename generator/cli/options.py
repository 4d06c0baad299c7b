"""Options that several verbs share, and how verbs end."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from generator.cli.console import say_lines
from generator.disk.links import consent_to_links
from generator.errors import UsageError

if TYPE_CHECKING:
    from generator.model import Problem

_ROOT = click.option(
    "--site", "root", type=click.Path(path_type=Path, file_okay=False), default=Path(), help="The site's folder."
)
_FOLLOW_LINKS = click.option(
    "--follow-links",
    is_flag=True,
    expose_value=False,
    callback=lambda _context, _option, is_given: consent_to_links() if is_given else None,
    help="Follow links that lead out of the site.",
)
OUTPUT = click.option("--output", type=click.Path(path_type=Path), help="Where the pages go (default: SITE/output).")
BUILT = click.option("--output", type=click.Path(path_type=Path), help="Where the pages are (default: SITE/output).")
BASE_URL = click.option("--base-url", help="The address of the published site, instead of site.yaml's.")
DRAFTS = click.option("--drafts", is_flag=True, help="Also publish drafts.")
NOW = click.option("--now", help="Build for this time, ISO 8601 (default: SOURCE_DATE_EPOCH, else now).")
NO_IMPORT = click.option("--no-import", is_flag=True, help="Do not import seeds/ first.")
WORKERS = click.option(
    "--workers", type=click.IntRange(1, 1024), help="Number of processes (default: one per processor)."
)
JSON = click.option("--json", "as_json", is_flag=True, help="Print one JSON value to standard output.")


def SITE(verb: Callable[..., Any]) -> Callable[..., Any]:
    """The site's folder, and whether links may lead out of it."""
    return _ROOT(_FOLLOW_LINKS(verb))


def checked_day(text: str, option: str) -> str:
    """A day, a month or a year that the calendar has; "" stays."""
    full = text + "0000-01-01"[len(text) :] if len(text) in (4, 7) else text
    try:
        if text:
            datetime.strptime(full, "%Y-%m-%d")
    except ValueError as problem:
        raise UsageError(f"{option} `{text}` is not a date", "write a date such as 2011-02-25") from problem
    return text


def print_problems(problems: Iterable[Problem]) -> None:
    for problem in sorted(set(problems)):
        say_lines(str(problem), err=True)


def exit_with(problems: Iterable[Problem], *, is_strict: bool = False) -> None:
    if any(is_strict or problem.level == "error" for problem in problems):
        sys.exit(1)
