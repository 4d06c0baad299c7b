"""Machine-readable dates in pages and their data, feeds and sitemaps."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, datetime
from email.utils import parsedate_to_datetime
from typing import Any

import msgspec

from generator.check.findings import Finding, finding
from generator.check.pages import Page

CODE = "K340"
HINT = "check the article's `date` and `lastmod`, and print dates in templates with `| w3c_date`"
META = ("article:published_time", "article:modified_time")
_DAY = re.compile(r"\d{4}(?:-\d{2}(?:-\d{2})?)?")
_CLOCK = re.compile(r"(\d{4}-\d{2}-\d{2})T\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(Z|[+-]\d{2}:\d{2})?")
_RFC_822 = re.compile(
    r"(?:(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun), )?\d{1,2} (?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) \d{4} "
    r"\d{2}:\d{2}(?::\d{2})? (?:GMT|UT|[+-]\d{4})"
)


def is_date(text: object) -> bool:
    """A W3C date: 2011, 2011-02, 2011-02-25, or a time with its offset in hours and minutes."""
    return isinstance(text, str) and (_is_day(text) if _DAY.fullmatch(text) else is_moment(text))


def is_moment(text: object) -> bool:
    """RFC 3339: a day, a time, an offset."""
    found = _CLOCK.fullmatch(text) if isinstance(text, str) else None
    return found is not None and found[2] is not None and _is_real(found)


def is_printed(text: str) -> bool:
    """A date as HTML allows it in `<time>`: the offset is optional."""
    if _DAY.fullmatch(text):
        return _is_day(text)
    found = _CLOCK.fullmatch(text)
    return found is not None and _is_real(found)


def is_rfc_822(text: str) -> bool:
    if not _RFC_822.fullmatch(text.strip()):
        return False
    try:
        return bool(parsedate_to_datetime(text))
    except ValueError:
        return False


def check_dates(page: Page) -> Iterator[Finding]:
    for element in page.root.iter("time"):
        written = element.get("datetime")
        if written is not None and not is_printed(written):
            yield finding(page.location(element), CODE, f"`<time>` contains `{written}`, which is not a date", HINT)
    for element in page.root.iter("meta"):
        if element.get("property") in META and not is_date(element.get("content")):
            what = (
                f"`{element.get('property')}` contains `{element.get('content')}`, which is not a date with an offset"
            )
            yield finding(page.location(element), CODE, what, HINT)
    for script in page.root.iter("script"):
        if script.get("type") == "application/ld+json":
            for key, value in _dates_in(_decoded(script.text or "")):
                yield finding(
                    page.location(script), CODE, f"`{key}` is `{value}`, which is not a date with an offset", HINT
                )


def _dates_in(value: Any) -> Iterator[tuple[str, Any]]:
    """Invalid dates in schema.org properties, at any depth."""
    if isinstance(value, list):
        for one in value:
            yield from _dates_in(one)
    elif isinstance(value, dict):
        for key, one in value.items():
            is_of_date = key.lower().startswith(("date", "sddate")) and key != "dateline"
            if is_of_date and not is_date(one):
                yield key, one
            yield from _dates_in(one)


def _decoded(text: str) -> Any:
    try:
        return msgspec.json.decode(text)
    except msgspec.DecodeError:
        return None


def _is_day(text: str) -> bool:
    try:
        return bool(date.fromisoformat(text + "-01" * (2 - text.count("-"))))
    except ValueError:
        return False


def _is_real(found: re.Match[str]) -> bool:
    try:
        return bool(datetime.fromisoformat(found[0]))
    except ValueError:
        return False
