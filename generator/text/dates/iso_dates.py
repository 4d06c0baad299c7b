"""A printed date in the notations that machines ask for, never more precise than it was printed.

Offsets have whole minutes everywhere. Before a country had standard time its clocks kept that of a place
(`+03:06:52` in Riyadh until 1947, `+02:05:09` in Cairo until 1900), which RFC 3339, RFC 822 and W3C dates cannot say.
As RFC 3339 (5.8) does it for Amsterdam, the instant stays and the clock is told with an offset that can be written: the
next whole minute above, or the one below where that would name another day. So a printed day never becomes the one
before it.
"""

from __future__ import annotations

from datetime import datetime, timedelta, timezone
from functools import lru_cache
from zoneinfo import ZoneInfo

DAY = len("2025-02-13")
_MINUTE = timedelta(minutes=1)


@lru_cache(maxsize=16384)
def moment(date: str, zone: str) -> datetime:
    """The first moment that a printed date names, in the site's time zone unless it has its own."""
    padded = date if len(date) >= DAY else date + "-01" * (2 - date.count("-"))
    found = datetime.fromisoformat(padded)
    return found if found.tzinfo else found.replace(tzinfo=ZoneInfo(zone))


def written(found: datetime) -> str:
    """A moment as every format of output writes it: seconds, and an offset of whole minutes."""
    return with_whole_minutes(found).isoformat(timespec="seconds")


def with_whole_minutes(found: datetime) -> datetime:
    """The same instant on a clock whose offset can be written in hours and minutes."""
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
    """For feeds, which know no date without a time."""
    return written(moment(date, zone))


def w3c_date(date: str, zone: str) -> str:
    """As printed: a year, a month or a day stays one; a time has its offset."""
    return rfc3339(date, zone) if len(date) > DAY else date


def slashed(date: str) -> str:
    """2025/02/13, as citations write it."""
    return date[:DAY].replace("-", "/")
