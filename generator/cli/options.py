"""Options that verbs of the command line share, and how they say what they found."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from generator.cli.console import say_json, say_lines
from generator.disk.files import consent_to_links

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
WORKERS = click.option("--workers", type=click.IntRange(1, 1024), help="Processes (default: one a processor).")
JSON = click.option("--json", "as_json", is_flag=True, help="Print one JSON value to standard output.")


def SITE(verb: Callable[..., Any]) -> Callable[..., Any]:
    """The site's folder, and whether links may lead out of it."""
    return _ROOT(_FOLLOW_LINKS(verb))


def print_json(value: Any) -> None:
    say_json(value)


def print_problems(problems: Iterable[Problem]) -> None:
    for problem in sorted(set(problems)):
        say_lines(str(problem), err=True)


def exit_with(problems: Iterable[Problem], *, is_strict: bool = False) -> None:
    if any(is_strict or problem.level == "error" for problem in problems):
        sys.exit(1)
