"""The day that a page was published: declared, printed or in its address; where they differ by days, both are told."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date as day
from datetime import datetime

import msgspec

from generator.importers.typed_dates import DOUBTED, HINT, NO_DATE, doubts, either, no_date
from generator.importers.web.address_dates import AddressDate, in_address
from generator.importers.web.page_data import values
from generator.importers.web.printed_dates import Printed
from generator.model import Evidence, Problem, Source
from generator.text.dates.day_order import settled, settled_by_days
from generator.text.dates.machine import machine_date
from generator.text.dates.parse import FoundDate, Order

SURE = 0.9


class Witness(msgspec.Struct, frozen=True):
    """One place that says when the article was published."""

    found: FoundDate
    method: str
    confidence: float

    @property
    def day(self) -> str:
        return self.found.value


def date_of(
    found: Sequence[Evidence], printed: Sequence[Printed], address: str, source: Source, order: Order
) -> tuple[list[Evidence], list[Problem]]:
    raise NotImplementedError
