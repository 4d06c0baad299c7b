"""A printed date in the notations that machines ask for, never more precise than it was printed."""

from __future__ import annotations

from datetime import datetime
from functools import lru_cache
from zoneinfo import ZoneInfo

DAY = len("2025-02-13")


@lru_cache(maxsize=16384)
def moment(date: str, timezone: str) -> datetime:
    """The first moment that a printed date names, in the site's time zone unless it has its own."""
    padded = date if len(date) >= DAY else date + "-01" * (2 - date.count("-"))
    found = datetime.fromisoformat(padded)
    return found if found.tzinfo else found.replace(tzinfo=ZoneInfo(timezone))


def rfc3339(date: str, timezone: str) -> str:
    """For feeds, which know no date without a time."""
    return moment(date, timezone).isoformat(timespec="seconds")


def w3c_date(date: str, timezone: str) -> str:
    """As printed: a year, a month or a day stays one; a time has its offset."""
    return rfc3339(date, timezone) if len(date) > DAY else date


def slashed(date: str) -> str:
    """2025/02/13, as citations write it."""
    return date[:DAY].replace("-", "/")
