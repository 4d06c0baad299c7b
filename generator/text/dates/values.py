"""Dates in fields: ISO 8601, and other spellings if they are unambiguous."""

from __future__ import annotations

import re
from calendar import month_name, monthrange
from datetime import date, datetime

EXAMPLE = "2025-02-13, 2025-02 or 2025"
MOMENT_EXAMPLE = "2025-02-13T14:30:00+02:00"
_DIGITS = {ord(digit): str(value) for digits in ("٠١٢٣٤٥٦٧٨٩", "۰۱۲۳۴۵۶۷۸۹") for value, digit in enumerate(digits)}
_DAY = re.compile(r"(\d{4})(\d{2})(\d{2})|(\d{4})(?:([-/.])(\d{1,2})(?:\5(\d{1,2}))?)?")
_TIME = re.compile(
    r"(?:[Tt]| +)(?:(\d{1,2}):(\d{2})(?::(\d{2})([.,]\d+)?)?|(\d{2})(\d{2})(?:(\d{2})([.,]\d+)?)?)"
    r" ?(Z|UTC|GMT|[+-]\d{2}(?::?\d{2})?)?",
    re.IGNORECASE,
)
# As dump_front_matter writes it, the common case: the text is the value.
_PLAIN = re.compile(r"\d{4}(?:-\d{2}(?:-\d{2}(?:T\d{2}:\d{2}(?::\d{2}(?:\.\d{1,6})?)?(?:Z|[+-]\d{2}:\d{2})?)?)?)?")
_ANY_ORDER = re.compile(r"(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})(?:\D.*)?", re.DOTALL)


class DateValueError(ValueError):
    """Why a text is not a date; `is_impossible` if it looks like one, but the day does not exist."""

    def __init__(self, text: str, hint: str, *, is_impossible: bool) -> None:
        reason = "does not exist in the calendar" if is_impossible else "is not a date"
        super().__init__(f"date `{text}` {reason}")
        self.hint, self.is_impossible = hint, is_impossible


def read_date(text: str) -> str:
    """`2025`, `2025-02`, `2025-02-13` or a moment, from any digits and separators."""
    given = text if text.isascii() else text.translate(_DIGITS)
    found = given if _PLAIN.fullmatch(given) else _written_plainly(text, given)
    _check_calendar(text, found)
    return found


def _written_plainly(text: str, given: str) -> str:
    day = _DAY.match(given)
    if day is None:
        raise DateValueError(text, _other_order(given), is_impossible=False)
    year, month, number = day[1] or day[4], day[2] or day[6], day[3] or day[7]
    plain = "-".join([year, *(part.zfill(2) for part in (month, number) if part)])
    rest = given[day.end() :]
    if not rest:
        return plain
    time = _TIME.fullmatch(rest)
    if time is None or not number:
        raise DateValueError(text, f"write a date such as {MOMENT_EXAMPLE}", is_impossible=False)
    return f"{plain}T{_clock(time)}{_offset(time[9] or '')}"


def _clock(time: re.Match[str]) -> str:
    hour, minute, second = time[1] or time[5], time[2] or time[6], time[3] or time[7]
    fraction = f".{(time[4] or time[8])[1:7]}" if time[4] or time[8] else ""
    return f"{hour.zfill(2)}:{minute}" + (f":{second}{fraction}" if second else "")


def _offset(written: str) -> str:
    if written[:1] not in ("+", "-"):
        return "Z" if written else ""
    digits = written[1:].replace(":", "").ljust(4, "0")
    return f"{written[0]}{digits[:2]}:{digits[2:]}"


def _check_calendar(text: str, found: str) -> None:
    try:
        date.fromisoformat(found[:10] + "-01" * (2 - found[:10].count("-")))
        if "T" in found:
            datetime.fromisoformat(found)
    except ValueError as problem:
        raise DateValueError(text, _calendar_hint(found), is_impossible=True) from problem


def _calendar_hint(found: str) -> str:
    year, month = int(found[:4]), int(found[5:7] or 0)
    if not year or not 1 <= month <= 12:
        return "months run from 01 to 12, hours from 00 to 23"
    last = monthrange(year, month)[1]
    if int(found[8:10] or 1) <= last and "T" in found:
        return "hours run from 00 to 23, minutes and seconds from 00 to 59"
    return f"{month_name[month]} {year} has {last} days"


def _other_order(given: str) -> str:
    """A hint for `10-02-2024`, which may be in February or in October."""
    match = _ANY_ORDER.fullmatch(given)
    if match is None:
        return f"write a date such as {EXAMPLE}"
    orders = ((match[2], match[1]), (match[1], match[2]))
    days = [
        f"{match[3]}-{month:0>2}-{day:0>2}" for month, day in orders if 1 <= int(month) <= 12 and 1 <= int(day) <= 31
    ]
    return f"write the year first: {' or '.join(dict.fromkeys(days))}" if days else f"write a date such as {EXAMPLE}"
