"""When a wire was sent: the stamp at its end, the hour in Greenwich time, the day in its dateline."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import datetime

from generator.importers.raw_text.dateline import Dateline, dateline_of_paragraph
from generator.importers.raw_text.lines import Line
from generator.importers.vocabulary.labels import pattern, pattern_as_written
from generator.model import Evidence
from generator.text.arabic import fold
from generator.text.dates.parse import FoundDate, find_dates

_MONTHS = {name: number for number, name in enumerate("jan feb mar apr may jun jul aug sep oct nov dec".split(), 1)}
# «AP-WF-11-13-13 1509GMT»
_AMERICAN = re.compile(
    r"\b(?P<agency>[A-Z]{2,5})-[A-Z]{2}-(?P<month>\d\d)-(?P<day>\d\d)-(?P<year>\d\d)\s+(?P<hour>\d\d)(?P<minute>\d\d)\s?(?P<zone>GMT|UTC|[A-Z]{3})?"
)
# «242200 GMT Jun 17», «KUNA 051430 Mar 20NNNN»
_IPTC = re.compile(
    r"\b(?P<day>\d\d)(?P<hour>\d\d)(?P<minute>\d\d)\s*(?P<zone>GMT|UTC|Z)?\s*(?P<name>[A-Za-z]{3})[a-z]*\s+(?P<year>\d{4}|\d\d)(?!\d)"
)
_GREENWICH = f"(?:{pattern('greenwich')})"
_HOUR = re.compile(
    rf"{_GREENWICH}\s*[:/]?\s*(?P<hour>\d\d)[:.]?(?P<minute>\d\d)(?!\d)|(?<!\d)(?P<first>\d\d)[:.]?(?P<second>\d\d)\s*{_GREENWICH}",
    re.IGNORECASE,
)
_DAY = r"\d{1,2}\s?[-/.]\s?\d{1,2}(?:\s?[-/.]\s?\d{2,4})?|\d{1,2}\s+[^\W\d_]+(?:\s?/\s?[^\W\d_]+)?(?:\s+\d{4})?"
_DATED_HEAD = re.compile(
    rf"(?P<place>[^\W\d_][^\d(/:،,]{{1,38}}?)[\s،,–-]+(?:(?:{pattern_as_written('on a day')})\s+)?(?P<date>{_DAY})\s*(?P<rest>\S.*)",
    re.DOTALL,
)
_BARE = re.compile(r"^([^\W\d_]{2,12})\s?[-–—:]\s*")
_SLASHED = re.compile(r"^/\s*([^/]{2,24}?)\s*/")


_STAMP = "the stamp of the wire"


def stamp_in(lines: Iterable[tuple[int, str]]) -> Iterator[Evidence]:
    """The time in the last lines of a message, with its zone if they name one."""
    for number, line in lines:
        match = _AMERICAN.search(line) or _IPTC.search(line)
        text = _moment(match.groupdict()) if match else ""
        if text:
            yield Evidence("date", text, _STAMP, 0.93, (number,))
            yield Evidence("publisher", match.groupdict().get("agency") or "" if match else "", _STAMP, 0.7, (number,))
            return


def _moment(parts: dict[str, str]) -> str:
    month = int(parts["month"]) if parts.get("month") else _MONTHS.get(parts.get("name", "").lower(), 0)
    year = int(parts["year"]) + (0 if len(parts["year"]) == 4 else 2000 if int(parts["year"]) < 70 else 1900)
    try:
        found = datetime(year, month, int(parts["day"]), int(parts["hour"]), int(parts["minute"]))
    except ValueError:
        return ""
    return found.isoformat() + ("Z" if parts.get("zone") in ("GMT", "UTC", "Z") else "")


def hour_in(line: str) -> str:
    """`T14:30:00Z` of «GMT 1430» and its like, "" for any other line."""
    match = _HOUR.search(fold(line))
    if match is None:
        return ""
    hour, minute = match["hour"] or match["first"], match["minute"] or match["second"]
    return f"T{hour}:{minute}:00Z" if int(hour) < 24 and int(minute) < 60 else ""


def dated_dateline(line: Line) -> tuple[FoundDate | None, Dateline | None]:
    """The day (None if it is incomplete) and the dateline of «دمشق 14-3-2010 (سانا)- بحث …»."""
    match = _DATED_HEAD.match(line.text)
    if match is None or len(match["place"].split()) > 4:
        return None, None
    rest = _BARE.sub(r"، \1 - ", _SLASHED.sub(r"(\1) -", match["rest"]))
    dateline = dateline_of_paragraph(f"{match['place'].strip(' -–')} {rest}")
    if dateline is None:
        return None, None
    found = find_dates(match["date"])
    printed = Dateline(dateline.text.replace(" ، ", " - "), dateline.authors)
    return (found[0] if found else None), printed
