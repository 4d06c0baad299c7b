"""The time that a verb works for: the option's, else the environment's, else the clock's."""

from __future__ import annotations

import os
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from generator.errors import UsageError


def moment(now: str | None) -> str:
    """`--now`, else SOURCE_DATE_EPOCH (seconds), else the clock, with its offset."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    try:
        if now:
            found = datetime.fromisoformat(now)
        elif epoch:
            found = datetime.fromtimestamp(int(epoch), UTC)
        else:
            found = datetime.now(UTC)
    except (ValueError, OverflowError, OSError) as problem:
        source = f"--now `{now}`" if now else f"SOURCE_DATE_EPOCH `{epoch}`"
        raise UsageError(f"{source} is not a date and time", "write it as 2025-02-13T12:00:00+02:00") from problem
    return (found if found.tzinfo else found.replace(tzinfo=UTC)).isoformat()


def today(timezone: str) -> str:
    """The day of that time in a time zone."""
    return datetime.fromisoformat(moment(None)).astimezone(ZoneInfo(timezone)).date().isoformat()
