"""Values as agencies write them: names in a byline, times without separators, the rest of a header."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, datetime
from typing import Any

from generator.importers.evidence import own_section
from generator.importers.markup.safe_xml import local, words
from generator.importers.piece import SiteContext
from generator.importers.raw_text.dateline import dateline_of_paragraph
from generator.importers.raw_text.names import byline_of
from generator.importers.typed_dates import moment as typed_moment
from generator.model import Evidence, SeedLine
from generator.text.dates.machine import month_or_year

_BY = re.compile(r"^(?:by|par|por|von|di|بقلم|من)\s+", re.IGNORECASE)
_NAMES = re.compile(r"\s*[;،؛]\s*|\s*,\s+|\s+(?:and|et|und|y|e)\s+")
# «gr/bp», «س.ك»: who wrote and who checked, for the desk.
_INITIALS = re.compile(r"(?:[a-z]{1,3}|[\u0621-\u064a]{1,2})(?:\s?[./]\s?(?:[a-z]{1,3}|[\u0621-\u064a]{1,2}))*[./]?\Z")
MOST_NAME = 6  # words
SURE = 0.93


def moment(text: str) -> str:
    """A date as agencies write it (`20170102T222800+0000` too), with its own zone; a year or a month is one as well."""
    return typed_moment(text) or month_or_year(text)


def is_later(one: str, other: str) -> bool:
    """Whether a time is after another; compared by day if one of them is only a day."""
    first, second = _instant(one), _instant(other)
    return first > second if first and second else one[:10] > other[:10]


def _instant(text: str) -> datetime | None:
    try:
        found = datetime.fromisoformat(text) if "T" in text else None
    except ValueError:
        return None
    return (found if found.tzinfo else found.replace(tzinfo=UTC)) if found else None


def names_of(byline: str) -> list[str]:
    """The names in a printed byline; a byline that is not a list of names is kept whole."""
    text = byline_of(byline) or _BY.sub("", byline.strip())
    parts = [part.strip(" .*") for part in _NAMES.split(text) if part.strip(" .*")]
    return parts if all(len(part.split()) <= MOST_NAME for part in parts) else [text]


def is_initials(text: str) -> bool:
    return _INITIALS.match(text.strip()) is not None


def section(names: Iterable[str], method: str, context: SiteContext) -> Iterator[Evidence]:
    """The first of the names that is one of the site's own sections."""
    own = ((name, own_section(name, context)) for name in names)
    found = next((ours for _, ours in own if ours in context.sections), "")
    if found:
        yield Evidence("section", found, method, 0.9)


def dateline_in(text: str) -> Iterator[Evidence]:
    """Place and agency before the first words of the text."""
    dateline = dateline_of_paragraph(text)
    if dateline and dateline.text:
        yield Evidence("dateline", dateline.text, "the start of the first paragraph", 0.85)


def left(element: Any, reason: str, label: str = "") -> SeedLine | None:
    """The text of an element that no field takes; None if it is empty."""
    given = (" ".join(value.split()) for key, value in element.attrib.items() if not str(key).startswith("{"))
    text = " | ".join(filter(None, (*given, words(element))))
    return SeedLine(0, f"{label or local(element)}: {text}"[:2000], "unplaced", reason) if text else None


def first_of_each(evidence: Iterable[Evidence], others: Iterable[Evidence]) -> list[Evidence]:
    """Others are heard only on fields that nothing was said of."""
    first = [one for one in evidence if one.value]
    named = {one.field for one in first}
    return [*first, *(one for one in others if one.value and one.field not in named)]


def of_day(value: str) -> str:
    """A time of midnight is a day: printed editions have no hour."""
    return value[:10] if re.match(r"\d{4}-\d\d-\d\dT00:00(?::00)?(?:Z|[+-]\d\d:\d\d)?\Z", value) else value


STATUSES: Mapping[str, str] = {"usable": "", "embargoed": "embargoed", "withheld": "draft", "canceled": "draft"}
