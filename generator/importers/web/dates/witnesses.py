"""All that a page says of the day it was published, brought to one form: declared, printed, in its address, changes."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date as day
from datetime import datetime
from typing import Literal

import msgspec

from generator.importers.web.dates.address_dates import AddressDate
from generator.importers.web.dates.printed_dates import Printed
from generator.importers.web.page.data import values
from generator.model import Evidence
from generator.text.dates.day_order import order_among, settled, settled_by_days
from generator.text.dates.machine import machine_date
from generator.text.dates.parse import Order

_UTC = ("Z", "+00:00")
Kind = Literal["declared", "printed", "address"]


class Witness(msgspec.Struct, frozen=True):
    """One place that names a day: `value` is a day, a moment or a month, `other` the day with the month first.

    `shown` is where a printed day stands; `is_change` for one that the page declares as the day of a change.
    """

    value: str
    kind: Kind
    method: str
    confidence: float
    other: str = ""
    shown: Printed | None = None
    is_change: bool = False

    @property
    def day(self) -> str:
        return self.value[:10]

    @property
    def is_day(self) -> bool:
        return len(self.day) == len("2016-12-31")

    @property
    def weight(self) -> float:
        return self.shown.weight if self.shown else 0.0


class Testimony(msgspec.Struct, frozen=True):
    """Each kind of witness, the surest first; `updates` speak of the last change."""

    declared: Sequence[Witness]
    printed: Sequence[Witness]
    address: Witness | None
    updates: Sequence[Witness]


def testimony(
    found: Sequence[Evidence], printed: Sequence[Printed], in_url: AddressDate | None, order: Order
) -> Testimony:
    """Days in numbers are read in the page's own order, else in the one that another witness bears out."""
    order = order or order_among(one.found for one in printed)
    address = Witness(in_url.value, "address", "the page's address", in_url.confidence) if in_url else None
    sure = [address.day] if address else []
    declared = _declared(found, "date", order, sure)
    sure += [one.day for one in declared if not one.other]
    updates = _declared(found, "lastmod", order, sure)
    changed = {one.day for one in updates} - {one.day for one in declared[:1]}
    shown = [_shown(one, order, [*sure, *changed], changed) for one in printed]
    updates += [one for one in shown if one.shown and one.shown.name == "updated"]
    return Testimony(declared, [one for one in shown if one.shown and one.shown.name != "updated"], address, updates)


def _declared(found: Sequence[Evidence], field: str, order: Order, sure: Sequence[str]) -> list[Witness]:
    read = []
    for one in values(found, field):
        date = machine_date(one.value)
        if date is not None:
            known = settled_by_days(settled(date, "" if date.is_english_clock else order), sure)
            other = known.other and f"{known.other}{known.stamp[10:]}"
            read.append(Witness(known.stamp, "declared", one.method, one.confidence, other))
    return read


def _shown(one: Printed, order: Order, sure: Sequence[str], changed: set[str]) -> Witness:
    known = settled_by_days(settled(one.found, order), sure)
    value = known.stamp if one.is_of_machine else known.value
    confidence = min(0.95, 0.5 + 0.1 * max(one.weight, 0.0))
    is_change = one.name != "published" and known.value in changed
    return Witness(value, "printed", "printed beside the headline", confidence, known.other, one, is_change)


def apart(one: Witness, other: Witness, *, least: int = 1) -> bool:
    """Whether two days are more than a day apart, or not the same with `least=0`; a month holds all its days."""
    if one.is_day and other.is_day:
        return days_between(one, other) > least
    return one.day[:7] != other.day[:7]


def days_between(one: Witness, other: Witness) -> int:
    return abs((day.fromisoformat(one.day) - day.fromisoformat(other.day)).days)


def is_in_zone(one: Witness, utc: Witness) -> bool:
    """Whether a witness names the same moment as one in UTC with the page's own offset."""
    if not utc.value.endswith(_UTC) or one.value.endswith(_UTC) or len(one.value) < len("2016-12-31T10:00+03:00"):
        return False
    there = datetime.fromisoformat(one.value)
    return there.tzinfo is not None and there == datetime.fromisoformat(utc.value)


def is_day_of_zone(declared: Witness, shown: Witness) -> bool:
    """A moment in UTC on the edge of the printed day: the paper's readers had the printed one."""
    if not declared.value.endswith("Z") or days_between(declared, shown) != 1:
        return False
    hour = declared.value[11:13]
    return hour >= "18" if shown.day > declared.day else hour < "09"
