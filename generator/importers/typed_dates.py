"""A date as people type it into cells and pages; if day and month may be swapped, both readings are kept."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from generator.model import Evidence, Problem, Source
from generator.text.dates.day_order import settled
from generator.text.dates.parse import FoundDate, Order, find_dates

DOUBTED = 0.6  # confidence in the day first, if nothing shows the order
OTHER_ORDER = "the month before the day"
HINT = "check the original and correct `date`, or keep `date_range` to show the doubt"
ORDER_HINT = (
    "if you know it, write `numeric_dates: day first` (or `month first`) under the outlet in seeds/outlets.yaml"
)


def typed_date(field: str, text: str, method: str, confidence: float, order: Order) -> list[Evidence]:
    found = find_dates(text)
    if not found:
        return []
    known = settled(found[0], order)
    if known.other:
        return either(field, known, method)
    return [Evidence(field, known.value, method, confidence)]


def either(field: str, found: FoundDate, method: str) -> list[Evidence]:
    """Both readings of an open date; of the day of the last change the likelier one does."""
    chosen = Evidence(field, found.value, method, DOUBTED)
    if field != "date":
        return [chosen]
    early, late = sorted((found.value, found.other))
    return [
        chosen,
        Evidence("date_candidate", found.other, OTHER_ORDER, 1 - DOUBTED),
        Evidence("date_range", f"{early}/{late}", "day and month may be swapped", DOUBTED),
    ]


def doubts(source: Source, evidence: Iterable[Evidence]) -> Iterator[Problem]:
    """The problem for a person to decide, if both readings are possible."""
    named = {one.field: one for one in evidence}
    candidate = named.get("date_candidate")
    if candidate is not None and candidate.method == OTHER_ORDER:
        text = f"the date is uncertain: it says {named['date'].value}, or {candidate.value} with {OTHER_ORDER}"
        yield Problem(source.path, 0, 0, "I110", "warning", text, ORDER_HINT)
