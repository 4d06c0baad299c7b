"""Printed dates in machine-readable formats, never more precise than they were printed.

All offsets are in whole minutes. Before standard time, clocks used local time (`+03:06:52` in Riyadh until 1947,
`+02:05:09` in Cairo until 1900), which RFC 3339, RFC 822 and W3C dates cannot express. As in RFC 3339 (5.8) for
Amsterdam, the instant stays and its offset is rounded up to the next minute, or down if that would change the day. So a
printed day never becomes the day before.
"""

from __future__ import annotations

from datetime import datetime, timedelta, timezone
from functools import lru_cache
from zoneinfo import ZoneInfo

DAY = len("2025-02-13")
_MINUTE = timedelta(minutes=1)


@lru_cache(maxsize=16384)
def moment(date: str, zone: str) -> datetime:
    """The first moment of a printed date, in the site's time zone unless it has an offset."""
    padded = date if len(date) >= DAY else date + "-01" * (2 - date.count("-"))
    found = datetime.fromisoformat(padded)
    return found if found.tzinfo else found.replace(tzinfo=ZoneInfo(zone))


def written(found: datetime) -> str:
    """A moment as all output formats write it: with seconds, and an offset in whole minutes."""
    return with_whole_minutes(found).isoformat(timespec="seconds")


def with_whole_minutes(found: datetime) -> datetime:
    """The same instant with an offset in hours and minutes."""
    offset = found.utcoffset()
    if offset is None or not offset % _MINUTE:
        return found
    clock, below = found.replace(tzinfo=None), offset // _MINUTE * _MINUTE
    above = below + _MINUTE
    later = clock + (above - offset)
    if later.date() == clock.date():
        return later.replace(tzinfo=timezone(above))
    return (clock - (offset - below)).replace(tzinfo=timezone(below))


def rfc3339(date: str, zone: str) -> str:
    """The date for feeds, which require a time."""
    return written(moment(date, zone))


def w3c_date(date: str, zone: str) -> str:
    """The date with the printed precision: a year, month or day, or a time with its offset."""
    return rfc3339(date, zone) if len(date) > DAY else date


def slashed(date: str) -> str:
    """2025/02/13, as in citations."""
    return date[:DAY].replace("-", "/")
