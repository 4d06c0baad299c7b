"""`export`: the front matter of articles as a table, a row an article."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import msgspec

from generator.config.settings import Settings
from generator.editing.catalogue import entries
from generator.editing.cells import cell
from generator.editing.sheet import COLUMNS, FIXED, dump_sheet
from generator.errors import UsageError
from generator.model import Article, Problem

USUAL = ("title", "date", "date_range", "section", "tags", "authors", "publisher", "status", "url")


class Choice(msgspec.Struct, frozen=True):
    """Which articles: each says nothing when empty. `since` and `until` are days, both included."""

    section: str = ""
    tag: str = ""
    status: str = ""
    since: str = ""
    until: str = ""
    is_doubtful: bool = False


def export(
    root: Path, settings: Settings, choice: Choice, columns: Sequence[str], problems: list[Problem]
) -> Iterator[str]:
    """The table, text by text; files that cannot be read are added to `problems` and stay out."""
    wanted = _columns(columns)
    return dump_sheet(wanted, _rows(root, settings, choice, wanted, problems))


def _columns(columns: Sequence[str]) -> tuple[str, ...]:
    for column in columns:
        if column not in COLUMNS:
            raise UsageError(f"`{column}` is no column", f"choose among {', '.join(COLUMNS)}, or `all`")
    return (*FIXED, *dict.fromkeys(column for column in columns or USUAL if column not in FIXED))


def _rows(
    root: Path, settings: Settings, choice: Choice, columns: Sequence[str], problems: list[Problem]
) -> Iterator[list[str]]:
    for found in entries(root, settings):
        if isinstance(found, Problem):
            problems.append(found)
        elif is_chosen(found.article, choice):
            yield [cell(found, column) for column in columns]


def is_chosen(article: Article, choice: Choice) -> bool:
    day = article.date[:10]
    return (
        choice.section in ("", article.section)
        and (not choice.tag or choice.tag in article.tags)
        and choice.status in ("", article.status)
        and (not choice.since or (bool(day) and day >= choice.since[: len(day)]))
        and (not choice.until or (bool(day) and day[: len(choice.until)] <= choice.until))
        and (not choice.is_doubtful or not day or bool(article.date_range))
    )
