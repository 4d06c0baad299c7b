"""Dates as programs write them into fields, in any form: ISO, RFC 2822, epochs, other calendars, words of a language.

A field holds one date and nothing else, so more is believed here than in running text: the time may stand before the
day or between day and year, and a bare number may be a moment.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta

import msgspec

from generator.text.arabic import fold
from generator.text.dates.calendars import gregorian
from generator.text.dates.parse import FoundDate, dates_of_folded, year_of
from generator.text.dates.zones import offset_of, time_in

LONGEST = 120  # a longer field is a text that names a day, no date
_EPOCH = re.compile(r"\d{9,10}(?:\.\d+)?|\d{12,13}(?:\.\d+)?|\d{15,16}|\d{18,19}")
_DATE_OBJECT = re.compile(r"\W*date\((?P<number>\d+)(?:[+-]\d{4})?\)\W*")  # `/Date(1552550400000)/`, as ASP.NET has it
_COMPACT = re.compile(
    r"(?P<year>\d{4})(?P<month>\d\d)(?P<day>\d\d)"
    r"(?:t? ?(?P<hour>\d\d):?(?P<minute>\d\d)?:?(?P<second>\d\d)?(?:[.,]\d{1,9})?"
    r"\s*(?P<zone>z|utc|gmt|[+-]\d\d:?\d\d)?)?"
)
_BUDDHIST = re.compile(r"(?<!\d)2[45]\d\d(?!\d)")
_SHORT_YEAR = re.compile(r"(?<![\d.:])(?P<before>[0-3]?\d(?P<sep>[- ])[^\W\d_]{3,12}(?P=sep))(?P<year>\d\d)(?![\d:])")
_BUDDHA = 543  # years before Christ
_MONTH = re.compile(r"(?P<year>1[89]\d\d|20\d\d)(?:[-/.](?P<month>0?[1-9]|1[0-2]))?")
_LATEST_EPOCH = 4_102_444_800  # 2100
_ZERO = datetime(1970, 1, 1, tzinfo=UTC)
_WIDEST = timedelta(hours=14)  # the offset of the zone that is farthest from UTC


def machine_date(text: str) -> FoundDate | None:
    """The date that a field holds, as precise as it is written; None for none, and for what stands for none.

    `other` is set where day and month may be swapped, as for printed dates.
    """
    if len(text) > LONGEST:
        return None
    folded = " ".join(fold(text).split())
    found = _of_number(folded) or _of_words(folded)
    return None if found is None or _is_placeholder(found) else found


def month_or_year(text: str) -> str:
    """`2016-12` or `2016` where a field says no more."""
    match = _MONTH.fullmatch(fold(text).strip())
    if match is None:
        return ""
    return f"{match['year']}-{int(match['month']):02}" if match["month"] else match["year"]


def _of_number(folded: str) -> FoundDate | None:
    compact = _COMPACT.fullmatch(folded)
    found = _compact(compact) if compact else None
    if found is not None:
        return found
    in_object = _DATE_OBJECT.fullmatch(folded)
    number = in_object["number"] if in_object else folded
    return _epoch(number) if _EPOCH.fullmatch(number) else None


def _compact(match: re.Match[str]) -> FoundDate | None:
    year, month, number = int(match["year"]), int(match["month"]), int(match["day"])
    if not 1800 <= year < 2100 or (day_ := gregorian("gregorian", year, month, number)) is None:
        return None
    hour, minute, second = (match[name] or "" for name in ("hour", "minute", "second"))
    is_time = hour and minute and int(hour) < 24 and int(minute) < 60 and int(second or 0) < 60
    time = f"{hour}:{minute}" + (f":{second}" if second else "") if is_time else ""
    return FoundDate(day_.isoformat(), None, 0, 0, time=time, zone=offset_of(match["zone"] or "") if time else "")


def _epoch(number: str) -> FoundDate | None:
    """Seconds since 1970, or thousandths, millionths, milliardths of them: the number of digits tells."""
    digits = len(number.partition(".")[0])
    seconds = float(number) / 10 ** ({12: 3, 13: 3, 15: 6, 16: 6, 18: 9, 19: 9}.get(digits, 0))
    if seconds >= _LATEST_EPOCH:
        return None
    moment = _ZERO + timedelta(seconds=int(seconds))
    return FoundDate(moment.date().isoformat(), None, 0, 0, time=moment.time().isoformat(), zone="Z")


def _of_words(folded: str) -> FoundDate | None:
    """The day in what is left when the time is taken out; of several calendars the Gregorian one."""
    time, rest = time_in(_SHORT_YEAR.sub(_with_century, folded))
    rest = _BUDDHIST.sub(lambda match: str(int(match.group()) - _BUDDHA), rest)
    dates = dates_of_folded(rest)
    if not dates:
        return None
    found = next((one for one in dates if one.calendar == "gregorian"), dates[0])
    if time is None:
        return msgspec.structs.replace(found, zone=found.zone if found.time else "")
    return msgspec.structs.replace(found, time=time.clock, zone=time.offset, is_english_clock=time.is_english)


def _with_century(match: re.Match[str]) -> str:
    """`14-MAR-19 10.30.00 AM`, `14-Mar-19 10:00:00 GMT`: as databases and RFC 850 write it."""
    return f"{match['before']}{year_of(match['year'])}"


def _is_placeholder(found: FoundDate) -> bool:
    """Programs write the zero of their clock, in whatever zone they run, where they know no date."""
    if found.value[:4] not in ("1969", "1970"):
        return False
    moment = datetime.fromisoformat(found.stamp)
    if moment.tzinfo is not None:
        return moment == _ZERO
    away = abs(moment.replace(tzinfo=UTC) - _ZERO)
    return away <= _WIDEST and not away % timedelta(minutes=15)
