"""On this day: the articles of a day of the calendar through the years."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from generator.archive.archive import ArchiveItem

DAY = len("2025-02-13")
MOST_CARDS = 12  # on a page: of many years one article each, of few years more


class Anniversary(NamedTuple):
    """A day's articles of one year; `has_more` where not all are shown."""

    year: str
    shown: tuple[ArchiveItem, ...]
    has_more: bool


def members_by_day(articles: Sequence[ArchiveItem]) -> dict[str, list[ArchiveItem]]:
    """By `02-13`, in the order of the calendar. A date in doubt is no anniversary."""
    found: dict[str, list[ArchiveItem]] = {}
    for item in articles:
        if len(item.article.date) >= DAY and not item.article.date_range:
            found.setdefault(item.article.date[5:DAY], []).append(item)
    return dict(sorted(found.items()))


def anniversaries(members: Sequence[ArchiveItem]) -> list[Anniversary]:
    """Newest year first. A page shows the first articles of a year, so that a later one seldom changes it."""
    years: dict[str, list[ArchiveItem]] = {}
    for item in members:
        years.setdefault(item.article.date[:4], []).append(item)
    most = max(1, MOST_CARDS // len(years))
    return [
        Anniversary(year, tuple(items[:most]), len(items) > most) for year, items in sorted(years.items(), reverse=True)
    ]


def calendar_bits(days: Mapping[str, object]) -> str:
    """Which days there are, for a script: a month as eight hexadecimal digits, its first day as the lowest bit."""
    months = [0] * 12
    for day in days:
        months[int(day[:2]) - 1] |= 1 << (int(day[3:]) - 1)
    return "".join(f"{month:08x}" for month in months) if days else ""
