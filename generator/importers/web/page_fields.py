"""Of all that a page says of itself, what is believed: the better candidate for each field, and doubts as problems."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date as day
from urllib.parse import unquote

import msgspec

from generator.importers.typed_dates import DOUBTED, HINT, doubts, either
from generator.importers.vocabulary.newsroom import is_boilerplate, is_updated_line
from generator.importers.web.page_data import values
from generator.model import Evidence, Problem, Source
from generator.text.addresses.absolute import address_parts
from generator.text.dates.day_order import settled, settled_by_days
from generator.text.dates.parse import FoundDate, Order, date_line

_ISO = re.compile(
    r"\s*(?P<day>\d{4}-\d\d?-\d\d?)(?:\s*[T ,]\s*(?P<time>\d\d?:\d\d(?::\d\d)?)(?:[.,]\d+)?\s*(?P<zone>Z|UTC|GMT|[+-]\d\d:?\d\d)?)?"
)
_COMPACT = re.compile(r"\s*(\d{4})(\d\d)(\d\d)(?:\D|\d{6}\b|\Z)")
_IN_URL = re.compile(r"(?<!\d)((?:19|20)\d\d)[/-]?(?:(0?[1-9]|1[0-2]|[a-z]{3})[/-]?(0?[1-9]|[12]\d|3[01]))(?!\d)")
_MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()
EARLIEST = "1800"


def iso_date(text: str) -> str:
    """A machine's date as ISO 8601 with its zone; "" for what is none."""
    match = _ISO.match(text)
    if match is None:
        compact = _COMPACT.match(text)
        return _valid("-".join(compact.groups())) if compact else ""
    year, month, number = match["day"].split("-")
    found = _valid(f"{year}-{int(month):02}-{int(number):02}")
    if not found or not match["time"]:
        return found
    hour, *rest = match["time"].split(":")
    if int(hour) > 23 or any(int(part) > 59 for part in rest):
        return found
    zone = (match["zone"] or "").replace("UTC", "Z").replace("GMT", "Z")
    if len(zone) == 5:
        zone = f"{zone[:3]}:{zone[3:]}"
    return f"{found}T{int(hour):02}:{':'.join(rest)}{zone}"


def _valid(text: str) -> str:
    try:
        return text if text[:4] > EARLIEST and day.fromisoformat(text) else ""
    except ValueError:
        return ""


def date_of(
    found: Sequence[Evidence], visible: Sequence[str], address: str, source: Source, order: Order
) -> tuple[list[Evidence], list[Problem]]:
    """The day of publication: declared, printed, or in the address; where they differ by days, both are told."""
    declared = [
        msgspec.structs.replace(one, value=iso) for one in values(found, "date") if (iso := iso_date(one.value))
    ]
    in_url = _in_address(address)
    witnessed = [one.value[:10] for one in (*declared, in_url) if one is not None]
    day_printed = _printed(visible, order, witnessed)
    printed = _printed_evidence(day_printed)
    best = next(iter(declared), None)
    if best is None or (best.confidence < 0.8 and printed):
        best = printed or best or in_url
    if best is None:
        hint = "add `date: 2025-02-13` to the content file if you know it"
        return [], [Problem(source.path, 0, 0, "I111", "warning", "no date was found", hint)]
    if day_printed is not None and best is printed and day_printed.other:
        evidence = either("date", day_printed, best.method)
        return evidence, list(doubts(source, evidence))
    witnesses = [
        one for one in (*declared[1:], printed, in_url) if one is not None and one is not best and one.confidence >= 0.8
    ]
    if best is not printed and printed is not None and _is_day_of_zone(best.value, printed.value):
        best = msgspec.structs.replace(best, value=printed.value[:10], method=f"{best.method}; the day as printed")
    against = next((one for one in witnesses if _days(best.value, one.value) > 1), None)
    if against is None:
        sure = 0.99 if witnesses else best.confidence
        return [msgspec.structs.replace(best, confidence=max(sure, best.confidence))], []
    return _doubted(best, against, source.path)


def _doubted(best: Evidence, against: Evidence, path: str) -> tuple[list[Evidence], list[Problem]]:
    early, late = sorted((best.value[:10], against.value[:10]))
    what = (
        f"the date is uncertain: {best.method} says {best.value[:10]}, but {against.method} says {against.value[:10]}"
    )
    evidence = [
        msgspec.structs.replace(best, confidence=0.7),
        msgspec.structs.replace(against, field="date_candidate", confidence=0.3),
        Evidence("date_range", f"{early}/{late}", "the page gives different dates", 0.7),
    ]
    return evidence, [Problem(path, 0, 0, "I110", "warning", what, HINT)]


def _printed(visible: Sequence[str], order: Order, witnessed: Sequence[str]) -> FoundDate | None:
    """The date line beside the headline; not the day of the last change, nor of the visit."""
    lines = [text for text in visible if not is_updated_line(text) and not is_boilerplate(text)]
    for text in lines:
        found = date_line(text)
        if found is not None:
            return settled_by_days(settled(found, order), witnessed)
    return None


def _printed_evidence(found: FoundDate | None) -> Evidence | None:
    """No witness against what the page declares where its own order is open."""
    if found is None:
        return None
    return Evidence("date", found.value, "printed beside the headline", DOUBTED if found.other else 0.88)


def _in_address(address: str) -> Evidence | None:
    for match in _IN_URL.finditer(unquote(address_parts(address).path).lower()):
        year, month, number = match.groups()
        plain = str(_MONTHS.index(month) + 1) if month in _MONTHS else month
        found = _valid(f"{year}-{plain:0>2}-{number:0>2}") if plain.isdigit() else ""
        if found:
            return Evidence("date", found, "the page's address", 0.8)
    return None


def _days(one: str, other: str) -> int:
    return abs((day.fromisoformat(one[:10]) - day.fromisoformat(other[:10])).days)


def _is_day_of_zone(declared: str, printed: str) -> bool:
    """A moment in UTC on the edge of the printed day: the paper's readers had the printed one."""
    if not declared.endswith("Z") or _days(declared, printed) != 1:
        return False
    return declared[11:13] >= "18" if printed[:10] > declared[:10] else declared[11:13] < "09"


def tags_of(found: Sequence[Evidence]) -> Iterator[Evidence]:
    """Tags that the page's makers chose: article:tag before keywords for search engines, at most eight."""
    ranked = values(found, "tags")
    best = ranked[0].method if ranked else ""
    parts = [part.strip() for one in ranked if one.method == best for part in re.split("[,،;؛、|]", one.value)]
    for part in list(dict.fromkeys(part for part in parts if 1 < len(part) < 60))[:8]:
        yield Evidence("tags", part, best, ranked[0].confidence)
