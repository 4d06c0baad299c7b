"""`export --to csv`: the front matter of articles as a table, one row per article."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from generator.config.settings import Settings
from generator.editing.catalogue import entries
from generator.editing.cells import cell
from generator.editing.sheet import COLUMNS, FIXED, dump_sheet
from generator.errors import UsageError
from generator.export.selection import Selection
from generator.model import Problem

DEFAULT = ("title", "date", "date_range", "section", "tags", "authors", "publisher", "status", "url")


def export_table(
    root: Path, settings: Settings, selection: Selection, columns: str, problems: list[Problem]
) -> Iterator[str]:
    """The table, text by text; files that cannot be read are added to `problems` and stay out."""
    wanted = _columns(columns)
    return dump_sheet(wanted, _rows(root, settings, selection, wanted, problems))


def _columns(columns: str) -> tuple[str, ...]:
    """`all`, or names with commas between them; none means the default ones."""
    names = COLUMNS if columns.strip() == "all" else [one.strip() for one in columns.split(",") if one.strip()]
    for name in names:
        if name not in COLUMNS:
            raise UsageError(f"`{name}` is not a column", f"choose from {', '.join(COLUMNS)}, or `all`")
    return (*FIXED, *dict.fromkeys(name for name in names or DEFAULT if name not in FIXED))


def _rows(
    root: Path, settings: Settings, selection: Selection, columns: Sequence[str], problems: list[Problem]
) -> Iterator[list[str]]:
    for found in entries(root, settings):
        if isinstance(found, Problem):
            problems.append(found)
        elif selection.holds(found.article):
            yield [cell(found, column) for column in columns]
