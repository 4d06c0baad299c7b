"""A date as people type it into cells and pages; if day and month may be swapped, both readings are kept."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from generator.model import Evidence, Problem, Source
from generator.text.arabic import fold
from generator.text.dates.day_order import order_among, settled
from generator.text.dates.machine import machine_date, month_or_year
from generator.text.dates.parse import FoundDate, Order

DOUBTED = 0.6  # confidence in the day first, if nothing shows the order
OTHER_ORDER = "the month before the day"
HINT = "check the original and correct `date`, or keep `date_range` to show the doubt"
ORDER_HINT = (
    "if you know it, write `numeric_dates: day first` (or `month first`) under the outlet in seeds/outlets.yaml"
)


class Orders(NamedTuple):
    """How days in numbers are written: as other dates of the column or feed show, and as the outlet does as a rule."""

    shown: Order
    usual: Order = ""


def form_of(text: str) -> str:
    """A date's form: `29/06/2016 03:07` is `0/0/0 0:0`, with the words that stand in it."""
    return re.sub(r"\d+", "0", fold(text))


def orders_by_form(texts: Iterable[str]) -> dict[str, Order]:
    """What dates with a day above twelve tell of the others of their form in one feed."""
    found: dict[str, list[FoundDate]] = {}
    for text in texts:
        date = machine_date(text)
        if date is not None and (date.order or date.other):
            found.setdefault(form_of(text), []).append(date)
    return {form: order for form, dates in found.items() if (order := order_among(dates))}


def as_order(text: str) -> Order:
    """An order from a piece's origin."""
    return "day first" if text == "day first" else "month first" if text == "month first" else ""


def typed_date(field: str, text: str, method: str, confidence: float, orders: Orders) -> list[Evidence]:
    """A field's date in any form.

    A clock with AM and PM comes from a program set to English, so what the outlet does as a rule says nothing.
    """
    found = machine_date(text)
    if found is None:
        return [Evidence(field, part, method, confidence)] if (part := month_or_year(text)) else []
    known = settled(found, orders.shown or ("" if found.is_english_clock else orders.usual))
    if known.other:
        return either(field, known.stamp, f"{known.other}{known.stamp[10:]}", method)
    return [Evidence(field, known.stamp, method, confidence)]


def moment(text: str) -> str:
    """A machine's date with its own zone; "" for none, and where day and month may be swapped."""
    found = machine_date(text)
    return found.stamp if found is not None and not found.other else ""


def either(field: str, value: str, other: str, method: str) -> list[Evidence]:
    """Both readings of an open date; of the day of the last change the likelier one does."""
    chosen = Evidence(field, value, method, DOUBTED)
    if field != "date":
        return [chosen]
    early, late = sorted((value[:10], other[:10]))
    return [
        chosen,
        Evidence("date_candidate", other, OTHER_ORDER, 1 - DOUBTED),
        Evidence("date_range", f"{early}/{late}", "day and month may be swapped", DOUBTED),
    ]


def doubts(source: Source, evidence: Iterable[Evidence]) -> Iterator[Problem]:
    """The problem for a person to decide, if both readings are possible."""
    named = {one.field: one for one in evidence}
    candidate = named.get("date_candidate")
    if candidate is not None and candidate.method == OTHER_ORDER:
        text = (
            f"the date is uncertain: it says {named['date'].value[:10]}, or {candidate.value[:10]} with {OTHER_ORDER}"
        )
        yield Problem(source.path, 0, 0, "I110", "warning", text, ORDER_HINT)
