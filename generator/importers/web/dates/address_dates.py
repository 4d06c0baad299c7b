"""The day in a page's address: sites that file by day put it into the path, and mean the day of publication."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple
from urllib.parse import unquote

from generator.text.addresses.absolute import address_parts
from generator.text.dates.calendars import Calendar, gregorian

FILED, NAMED = 0.8, 0.6  # how sure a day is that a folder or the start of a name is, and one inside a name
LONGEST = 2_000
_MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()
_LONG = "january february march april may june july august september october november december".split()
_YEAR = r"(?P<year>(?:19|20)\d\d|1[34]\d\d)"
_MONTH = rf"(?P<month>1[0-2]|0?[1-9]|{'|'.join(_LONG)}|{'|'.join(_MONTHS)})"
_DAY = r"(?P<day>3[01]|[12]\d|0?[1-9])"
_FOLDERS = re.compile(rf"(?<![^/]){_YEAR}/{_MONTH}(?:/{_DAY}(?![\d])|(?=/))")
_MIXED = re.compile(rf"(?<![^/]){_YEAR}/(?P<month>0[1-9]|1[0-2])-?(?P<day>0[1-9]|[12]\d|3[01])(?!\d)")
_DASHED = re.compile(rf"(?P<before>^|[^\d]){_YEAR}(?P<sep>[-_.])(?P<month>1[0-2]|0?[1-9])(?P=sep){_DAY}(?!\d)")
_SOLID = re.compile(
    r"(?P<before>^|[^\d])(?P<year>(?:19|20)\d\d)(?P<month>0[1-9]|1[0-2])(?:(?P<day>0[1-9]|[12]\d|3[01])(?:[0-2]\d[0-5]\d(?:[0-5]\d)?)?)?(?!\d)"
)
_DAY_FIRST = re.compile(rf"(?P<before>^|[^\d]){_DAY}(?P<sep>[-_/]){_MONTH}(?P=sep)(?P<year>20\d\d)(?!\d)")


class AddressDate(NamedTuple):
    """`value` is a day, or a month where the address says no more."""

    value: str
    confidence: float


def in_address(address: str) -> AddressDate | None:
    """The surest day in the address, else the month."""
    parts = address_parts(address[:LONGEST])
    path = unquote(parts.path).lower()
    found = [*_in_folders(path), *_in_names(path, "/"), *_in_names(unquote(parts.query).lower(), "=")]
    return max(found, key=lambda one: (len(one.value), one.confidence), default=None)


def _in_folders(path: str) -> Iterator[AddressDate]:
    for pattern in (_FOLDERS, _MIXED):
        for match in pattern.finditer(path):
            yield from _read(match, FILED)


def _in_names(text: str, separator: str) -> Iterator[AddressDate]:
    """A day at the start of a name is the page's; one among its words may be what the article is about."""
    for pattern in (_DASHED, _SOLID, _DAY_FIRST):
        for match in pattern.finditer(text):
            is_first = match["before"] in ("", separator)
            is_folder = is_first and text[match.end() : match.end() + 1] == "/"
            if match["day"] or is_folder:  # without a day and a folder it is rather a number
                yield from _read(match, FILED if is_first else NAMED)


def _read(match: re.Match[str], confidence: float) -> Iterator[AddressDate]:
    year, name = int(match["year"]), match["month"]
    month = int(name) if name.isdigit() else _MONTHS.index(name[:3]) + 1
    if match["day"] is None:
        if year > 1900:
            yield AddressDate(f"{year}-{month:02}", confidence - 0.1)
        return
    calendar: Calendar = "gregorian" if year > 1900 else "solar" if year < 1420 else "hijri"
    day = gregorian(calendar, year, month, int(match["day"]))
    if day is not None:
        yield AddressDate(day.isoformat(), confidence)
