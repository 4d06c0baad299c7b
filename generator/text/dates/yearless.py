"""Days printed without their year, as on news sites: «14 апреля, 09:05», «الثلاثاء 14 أبريل - 18:12»."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date as day
from functools import lru_cache

import msgspec

from generator.text.dates.calendars import gregorian, gregorian_months, weekdays

MOST_WORDS = 5  # beside the day
WITHOUT_SIGN = 0  # as many where neither a time nor a weekday says that it is a date line
_TIME = re.compile(r"(?<!\d)(?P<hour>[01]?\d|2[0-3])[:.](?P<minute>[0-5]\d)(?!\d)")
_WORD = re.compile(r"[^\W\d_]+")
_AFTERNOON = re.compile(r"(?<!\w)(?:م|مساء|p\.?m\.?)(?!\w)")
YEARS_AROUND = 3


class DayOfYear(msgspec.Struct, frozen=True):
    """A day and a month; the weekday beside it (Monday is 0) or None, the time or ""."""

    month: int
    number: int
    weekday: int | None
    time: str


def day_in_line(folded: str) -> DayOfYear | None:
    """The day of a line that has little else; a time, a weekday, or nothing beside it says that it dates something."""
    matches = list(_pattern().finditer(folded))
    if len(matches) != 1:
        return None
    match = matches[0]
    number = int(match["day"] or match["day_behind"])
    rest = f"{folded[: match.start()]} {folded[match.end() :]}"
    words = _WORD.findall(rest)
    named = [weekdays()[word] for word in words if word in weekdays()]
    time = _time(rest)
    others = len(words) - len(named)
    if not 1 <= number <= 31 or others > (MOST_WORDS if time or named else WITHOUT_SIGN) or re.search(r"\d{3}", rest):
        return None
    return DayOfYear(gregorian_months()[_month(match)], number, named[0] if named else None, time)


def in_year(found: DayOfYear, years: Iterable[int]) -> day | None:
    """The day in the first of these years in which it exists and falls on its weekday."""
    for year in years:
        candidate = gregorian("gregorian", year, found.month, found.number)
        if candidate is not None and found.weekday in (None, candidate.weekday()):
            return candidate
    return None


def _time(rest: str) -> str:
    match = _TIME.search(rest)
    if match is None:
        return ""
    hour = int(match["hour"])
    hour += 12 if hour < 12 and _AFTERNOON.search(rest, match.end()) else 0
    return f"{hour:02}:{match['minute']}"


def _month(match: re.Match[str]) -> str:
    return " ".join((match["month"] or match["month_before"]).split())


@lru_cache(maxsize=1)
def _pattern() -> re.Pattern[str]:
    names = "|".join(sorted(map(re.escape, gregorian_months()), key=lambda name: (-len(name), name)))
    return re.compile(
        rf"(?<![\d/.:])(?P<day>[0-3]?\d)\.?\s+(?:de\s+)?(?P<month>{names})\.?(?![^\W_])(?!\s*,?\s*\d{{4}})"
        rf"|(?<!\w)(?P<month_before>{names})\.?\s+(?P<day_behind>[0-3]?\d)(?![\d:./])(?!\s*,?\s*\d{{4}})"
    )
