"""What site.yaml lists as missing: days and issues of the newspaper that the archive does not hold."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from generator.config.settings import Missing

DAY = len("2025-02-13")


def gaps_of(missing: Iterable[Missing], period: str) -> list[Missing]:
    """Those that touch a year or month, in the order of their dates."""
    found = [gap for gap in missing if _touches(gap, period)]
    return sorted(found, key=lambda gap: (gap.date, gap.issue))


def missing_days(gaps: Sequence[Missing], month: str) -> list[int]:
    """The missing days of a month; an entry with only a month or year names no days."""
    days = {day for gap in gaps for day in _days(gap) if day.startswith(month)}
    return sorted(int(day[8:10]) for day in days)


def _touches(gap: Missing, period: str) -> bool:
    first, last = _ends(gap)
    return first[: len(period)] <= period and last[: len(period)] >= period[: len(last)]


def _days(gap: Missing) -> list[str]:
    first, last = _ends(gap)
    if len(first) < DAY or len(last) < DAY:
        return []
    start, end = date.fromisoformat(first), date.fromisoformat(last)
    return [(start + timedelta(days=number)).isoformat() for number in range((end - start).days + 1)]


def _ends(gap: Missing) -> tuple[str, str]:
    first, _, last = gap.date.partition("/")
    return first, last or first
