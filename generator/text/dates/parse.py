"""Dates as newspapers print them: digits of three scripts, months in many languages, four calendars."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date as day
from functools import lru_cache
from typing import Literal

import msgspec

from generator.text.arabic import fold
from generator.text.dates.calendars import (
    Calendar,
    calendar_of,
    gregorian,
    hebrew_month,
    hebrew_month_names,
    hebrew_number,
    month_names,
    weekdays,
)

Order = Literal["", "day first", "month first"]
SOLAR_PIVOT = 20  # the same of the Solar Hijri calendar: 1400 was 2021
PIVOT = 70  # two-digit years from here on are in the twentieth century
TIMED_WORDS = 3  # and so many more where a time of day is beside the date
ROW_PARTS = 4  # beside a date in a row of short parts
SPOKEN_WORDS = 4  # a date line may have this many words beside its dates


class FoundDate(msgspec.Struct, frozen=True):
    """A date in a text: its Gregorian day, the weekday beside it (Monday is 0, or None), and its position.

    `time` is HH:MM in 24 hours, or ""; `is_sure` is false if the order of day and month or the century is a guess.
    `order` is the order that its numbers imply; if they imply none (03/04/2021), `other` is the day with the month
    first. `is_english_clock` is for a machine's date with AM or PM: a program set to English wrote it. `solar` is the
    day if its year of two digits is of the Solar Hijri calendar («95/03/07»).
    """

    value: str
    weekday: int | None
    start: int
    stop: int
    calendar: Calendar = "gregorian"
    time: str = ""
    zone: str = ""
    is_sure: bool = True
    order: Order = ""
    other: str = ""
    is_english_clock: bool = False
    solar: str = ""

    @property
    def day(self) -> day:
        return day.fromisoformat(self.value)

    @property
    def stamp(self) -> str:
        zone = self.zone if self.zone[:1] in ("+", "-") else "Z" if self.zone else ""
        return f"{self.value}T{self.time}{zone}" if self.time else self.value

    @property
    def is_weekday_right(self) -> bool:
        return self.weekday is None or self.day.weekday() == self.weekday


def find_dates(text: str) -> list[FoundDate]:
    """Full dates (day, month and year) in the order of the text, with positions in the folded text."""
    return dates_of_folded(fold(text))


def dates_of_folded(folded: str) -> list[FoundDate]:
    if not _COULD_BE.search(folded):
        return []
    taken: list[FoundDate] = []
    for found in sorted(_candidates(folded), key=lambda one: (one.start, -one.stop)):
        if not taken or found.start >= taken[-1].stop:
            taken.append(found)
    return taken


def date_line(text: str) -> FoundDate | None:
    """The date of a line that has little else; the Gregorian one if there are several calendars."""
    found = dates_in_line(text)
    return next((one for one in found if one.calendar == "gregorian"), found[0]) if found else None


def dates_in_line(text: str) -> tuple[FoundDate, ...]:
    """All dates of a line that has little else; a label or a place may come first."""
    return dates_of_folded_line(fold(text))


@lru_cache(maxsize=1 << 10)
def dates_of_folded_line(folded: str) -> tuple[FoundDate, ...]:
    found = dates_of_folded(folded)
    words = words_beside(folded, found) if found else []
    days = {(one.calendar, one.value) for one in found}
    if len(days) > len({one.calendar for one in found}) and not words:
        return ()  # from one day to another
    more = TIMED_WORDS if found and found[0].time else 0
    is_short = len(words) < SPOKEN_WORDS + len(found) + more or (bool(found) and _is_row(folded, found))
    return tuple(found) if is_short and not _OF_A_DAY.intersection(words) else ()


def _is_row(folded: str, found: Sequence[FoundDate]) -> bool:
    """«town – name of four words – date – time»: short parts between signs, one of them the date."""
    before, after = folded[: found[0].start], folded[found[-1].stop :]
    parts = [part for part in _ROW_SIGN.split(f"{before} | {after}") if part.strip()]
    is_apart = not before.strip() or _ROW_SIGN.search(before[-3:] + " ") is not None
    return is_apart and 1 < len(parts) <= ROW_PARTS and all(len(part.split()) <= SPOKEN_WORDS + 1 for part in parts)


def words_beside(folded: str, found: Sequence[FoundDate]) -> list[str]:
    """The words of a line beside its dates, without weekdays and abbreviations of calendars and times."""
    rest, at = "", 0
    for one in found:
        rest, at = f"{rest} {folded[at : one.start]}", one.stop
    return [word for word in _WORD.findall(rest + " " + folded[at:]) if word not in weekdays() and word not in _SIGNS]


def stated_weekday(folded: str) -> tuple[int, int] | None:
    """(weekday, days before publication) from «اليوم الأربعاء», «أمس الثلاثاء» or «היום (ראשון)»."""
    is_likely = any(word in folded for word in (*_TODAY, *_YESTERDAY))
    match = _stated_pattern().search(folded) if is_likely else None
    if match is None:
        return None
    return _stated_days()[match["weekday"]], 0 if match["when"] in _TODAY else 1


_TODAY = ("اليوم", "today", "היום")
_YESTERDAY = ("امس", "yesterday", "אתמול")


@lru_cache(maxsize=1)
def _stated_days() -> Mapping[str, int]:
    """Weekdays, also without «יום» as in Hebrew papers: «היום (ראשון)»."""
    short = {name.removeprefix("יום "): number for name, number in weekdays().items() if name.startswith("יום ")}
    return {name: number for name, number in weekdays().items() if len(name) > 3} | short


@lru_cache(maxsize=1)
def _stated_pattern() -> re.Pattern[str]:
    days = _alternatives(name for name in _stated_days() if len(name) > 2)
    when = "|".join((*_TODAY, *_YESTERDAY))
    return re.compile(rf"\b(?P<when>{when}),?\s+(?:on\s+|يوم\s+)?\(?(?:יום\s+)?(?P<weekday>{days})\b")


def _candidates(text: str) -> Iterator[FoundDate]:
    for match in _patterns()["named"].finditer(text):
        yield from _named(match)
    for name in ("month_first", "year_first_named"):
        for match in _patterns()[name].finditer(text):
            yield from _named(match)
    for match in _EAST_ASIAN.finditer(text):
        yield from _dated(match, "gregorian", (int(match["year"]), int(match["month"])))
    for match in _YEAR_FIRST.finditer(text):
        yield from _numeric_year_first(match)
    for match in _DAY_FIRST.finditer(text):
        yield from _numeric_day_first(match)
    for match in _SHORT_YEAR_FIRST.finditer(text):
        yield from _short_year_first(match)
    if _HEBREW_LETTER.search(text):
        yield from _hebrew(text)


def _named(match: re.Match[str]) -> Iterator[FoundDate]:
    year = year_of(match["year"])
    known = calendar_of(year, " ".join(match["month"].split()).rstrip("."))
    if known is not None:
        yield from _dated(match, known[0], (year, known[1]), is_sure=len(match["year"]) == 4)


def _numeric_year_first(match: re.Match[str]) -> Iterator[FoundDate]:
    year, month = int(match["year"]), int(match["month"])
    if year >= 1700:
        yield from _dated(match, "gregorian", (year, month))
    elif match["era"] or year >= 1420:
        yield from _dated(match, "solar" if match["era"] in _SOLAR_ERAS else "hijri", (year, month))
    else:
        yield from _dated(match, "solar", (year, month))


def _numeric_day_first(match: re.Match[str]) -> Iterator[FoundDate]:
    year, month, number = year_of(match["year"]), int(match["month"]), int(match["day"])
    if year < 1700:
        yield from _dated(match, "hijri", (year, month))
        return
    solar = _solar(number, month, year % 100) if len(match["year"]) == 2 else ""
    for found in _of_day_first(match, year, month, number):
        yield msgspec.structs.replace(found, solar=solar) if solar else found


def _of_day_first(match: re.Match[str], year: int, month: int, number: int) -> Iterator[FoundDate]:
    if month > 12 >= number:  # 11/25/2020
        for found in _dated(match, "gregorian", (year, number, month), is_sure=False):
            yield msgspec.structs.replace(found, order="month first")
    else:
        is_sure = len(match["year"]) == 4 or not (match["sep"] == "." and ":" in match.string[match.end() :])
        for found in _dated(match, "gregorian", (year, month), is_sure=is_sure and len(match["year"]) == 4):
            yield _in_either_order(found, match["sep"])


def _short_year_first(match: re.Match[str]) -> Iterator[FoundDate]:
    """«95/03/07»: of 1995, or of 1395 in a Persian text."""
    parts = (year_of(match["year"]), int(match["month"]), int(match["day"]))
    for found in _dated(match, "gregorian", parts, is_sure=False):
        yield msgspec.structs.replace(found, solar=_solar(*parts))


def _solar(year: int, month: int, number: int) -> str:
    """The day if the last two digits of its year are of the Solar Hijri calendar, of today or of the century before."""
    short = year % 100
    found = gregorian("solar", short + (1400 if short < SOLAR_PIVOT else 1300), month, number)
    return found.isoformat() if found else ""


def _in_either_order(found: FoundDate, separator: str) -> FoundDate:
    """With dots, the day always comes first; such dates imply nothing for the outlet's others."""
    day_ = found.day
    if separator == "." or day_.day == day_.month:
        return found
    if day_.day > 12:
        return msgspec.structs.replace(found, order="day first")
    return msgspec.structs.replace(found, other=day_.replace(day=day_.month, month=day_.day).isoformat())


def _hebrew(text: str) -> Iterator[FoundDate]:
    for match in _hebrew_pattern().finditer(text):
        month, year, number = hebrew_month(match["month"]), hebrew_number(match["year"]), hebrew_number(match["day"])
        if month and 5500 <= year < 6000 and 1 <= number <= 30:
            yield from _dated(match, "hebrew", (year, month, number))


def _dated(
    match: re.Match[str], calendar: Calendar, parts: tuple[int, ...], *, is_sure: bool = True
) -> Iterator[FoundDate]:
    """The date of year, month and day; the day comes from the match if there are only two parts."""
    year, month, number = parts if len(parts) == 3 else (*parts, int(match["day"]))
    found = gregorian(calendar, year, month, number)
    if found is None:
        return
    text, start, stop = match.string, match.start(), match.end()
    weekday, start = _weekday_before(text, start)
    time, zone, stop = _time_after(text, stop)
    yield FoundDate(found.isoformat(), weekday, start, stop, calendar, time, zone, is_sure)


def _weekday_before(text: str, start: int) -> tuple[int | None, int]:
    match = _patterns()["weekday"].search(text, max(0, start - 24), start)
    if match is None:
        return None, start
    return weekdays()[match["weekday"]], match.start()


def _time_after(text: str, stop: int) -> tuple[str, str, int]:
    match = _TIME.match(text, stop)
    if match is None or int(match["hour"]) > 23 or int(match["minute"]) > 59:
        return "", "", stop
    hour = int(match["hour"])
    half = (match["half"] or "").replace(".", "")
    if half in _AFTERNOON and hour < 12:
        hour += 12
    elif half in _MORNING and hour == 12:
        hour = 0
    return f"{hour:02}:{match['minute']}", (match["zone"] or "").upper(), match.end()


def year_of(digits: str) -> int:
    """Of two digits the year of the nearest century."""
    year = int(digits)
    return year if len(digits) == 4 else year + (1900 if year >= PIVOT else 2000)


def _alternatives(names: Iterator[str] | frozenset[str]) -> str:
    """Longest first; the parts of Persian compounds may have a space, a joiner (folded away) or nothing between them."""
    ordered = sorted(set(names), key=lambda name: (-len(name), name))
    return "|".join(re.escape(name).replace(r"\ ", r"[\s\-]*") for name in ordered)


@lru_cache(maxsize=1)
def _patterns() -> dict[str, re.Pattern[str]]:
    months = rf"(?P<month>(?:{_alternatives(month_names())}))\.?"
    second = r"(?:\s*[/(\-–]\s*[^\W\d_]{2,9}(?:\s(?:الاول|الثاني|اول|ثاني))?\s*\)?)?"
    between = r"(?:\s+|\s*[/\-–،,.]\s*|\s+من\s+(?:شهر\s+)?|\s+شهر\s+|(?:st|nd|rd|th|er|º)\s+(?:of\s+)?|\.?\s+(?:de|ב|do)\s+|\s*ב)"
    to_year = r"(?:\s+|\s*[/،,\-–.]\s*|\s+(?:من\s+)?(?:عام|سنه|لعام|لسنه|de|del|of|سال)\s+)"
    year = r"(?P<year>1[2-9]\d\d|20\d\d|(?<![\d:])\d\d(?=\s*(?:$|[|\-–،,])))"
    first = rf"(?<![\d/.:])(?P<day>[0-3]?\d){between}{months}{second}{to_year}{year}(?!\d){_ERA}"
    month_first = (
        rf"(?<!\w){months}{second}\s+(?P<day>[0-3]?\d)(?:st|nd|rd|th)?[,،]?\s+(?P<year>1[7-9]\d\d|20\d\d)(?!\d)"
    )
    year_first = rf"(?<!\d)(?P<year>1[2-9]\d\d|20\d\d)[\s،,.]+{months}\s+(?P<day>[0-3]?\d)(?!\d)"
    days = _alternatives(frozenset(weekdays()))
    return {
        "named": re.compile(first),
        "month_first": re.compile(month_first),
        "year_first_named": re.compile(year_first),
        "weekday": re.compile(rf"(?<![^\W_])(?P<weekday>{days})\.?(?:\s+(?:the|le|den|في|الموافق)\s+|[\s،,:/|\-–)]*)$"),
    }


@lru_cache(maxsize=1)
def _hebrew_pattern() -> re.Pattern[str]:
    months = "|".join(sorted(hebrew_month_names(), key=lambda name: -len(name)))
    mark = "[׳״'\"`’]"
    day_ = rf"(?P<day>[א-ל]{mark}?[א-ט]?{mark}?)"
    return re.compile(
        rf"(?<![א-ת]){day_}\s+ב?(?P<month>(?:{months}){mark}?)\s+(?P<year>ה?{mark}?ת[א-ת]{{0,3}}{mark}?[א-ת])(?![א-ת])"
    )


_ERA = r"(?:\s*(?P<era>ه\.?\s?ش|ه\.?\s?ق|هجريه?|هجري شمسي|شمسي|ه|ميلاديه?|م)(?!\w))?\.?"
_SOLAR_ERAS = ("ه ش", "هش", "ه.ش", "شمسي", "هجري شمسي")
_COULD_BE = re.compile(r"\d\d\d\d|\d\d?[./\-]\d\d?[./\-]\d\d|\d\d?\s+[^\W\d_]{2,}\s+\d\d|[א-ת][\"״]")
_YEAR_FIRST = re.compile(
    rf"(?<![\d/.\-:])(?P<year>1[2-9]\d\d|20\d\d)\s?(?P<sep>[/\-.])\s?(?P<month>\d{{1,2}})\s?(?P=sep)\s?(?P<day>\d{{1,2}})(?![\d/])[t]?{_ERA}"
)
_DAY_FIRST = re.compile(
    rf"(?<![\d/.\-:,])(?P<day>\d{{1,2}})\s?(?P<sep>[/\-.])\s?(?P<month>\d{{1,2}})\s?(?:(?P=sep)|\s)\s?(?P<year>1[2-9]\d\d|20\d\d|\d\d)(?![\d/]|[.,]\d){_ERA}"
)
_SHORT_YEAR_FIRST = re.compile(
    r"(?<![\d/.\-:])(?P<year>3[2-9]|[4-9]\d)(?P<sep>[/\-])(?P<month>0?[1-9]|1[0-2])(?P=sep)(?P<day>0?[1-9]|[12]\d|3[01])(?![\d/])"
)
_EAST_ASIAN = re.compile(r"(?P<year>\d{4})\s?[年년]\s?(?P<month>\d{1,2})\s?[月월]\s?(?P<day>\d{1,2})\s?[日일]")
_TIME = re.compile(
    r"[\s،,\-–|/(]*(?:في\s+)?(?:t|الساعه|بتوقيت|علي الساعه|ساعت|saat|at|a las|a|à|um|בשעה|в)?\s*"
    r"(?P<hour>\d{1,2})(?:[:.]|\s?[h時]\s?)(?P<minute>\d\d)(?::\d\d(?:\.\d+)?)?(?!\d)分?\s*"
    r"(?P<half>[صم](?!\w)|[ap]\.?m(?!\w)\.?|صباحا|مساء|ظهرا|قبل الظهر|بعد الظهر)?\s*(?P<zone>gmt(?![+\-])|utc|z(?!\w)|[+\-]\d\d:?\d\d)?"
)
_AFTERNOON = ("م", "pm", "مساء", "بعد الظهر", "ظهرا")
_MORNING = ("ص", "am", "صباحا", "قبل الظهر")
_HEBREW_LETTER = re.compile("[א-ת]")
_ROW_SIGN = re.compile(r"\s[|•·–—\-/:]+\s|[|•·]")
# Words that make a date part of a title.
_OF_A_DAY = frozenset("ليوم حتي منذ بين قبل بعد خلال".split())
_WORD = re.compile(r"[^\W\d_]+")
_SIGNS = frozenset(
    "هـ ه م ص ميلادي ميلاديه هجري هجريه الموافق الساعه gmt utc cet cest يوم יום at le h شمسي مساء صباحا".split()
)
