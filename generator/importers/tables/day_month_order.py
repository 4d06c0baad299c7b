"""How a column of a table writes its days, read over many rows before the first is an article.

One row 25/02/2011 settles what 03/04/2011 means in all the others. Spreadsheets that lost the format of a cell leave
the number of days since the end of 1899: a column of nothing but such numbers counts days, a number alone does not.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta

from generator.importers.vocabulary.columns import order_key
from generator.text.dates.day_order import order_among
from generator.text.dates.machine import LONGEST, machine_date
from generator.text.dates.parse import FoundDate

SERIAL = "serial days"
_NUMERIC = re.compile(r"\d{1,2}\s?[/-]\s?\d{1,2}\s?[/-]\s?\d{2,4}")
_SERIAL = re.compile(r"[2-7]\d{4}(?:\.\d{1,16})?")  # 1954 to 2118
_EPOCH = datetime(1899, 12, 30)


def column_orders(header: Sequence[str], rows: Iterable[Sequence[str]]) -> Mapping[str, str]:
    """For a piece's `origin`: the order of day and month in each column of dates, or that it counts days."""
    dates: dict[str, list[FoundDate]] = {}
    serial: dict[str, bool] = {}
    for row in rows:
        for column, cell in zip(header, row, strict=False):
            if cell.strip():
                serial[column] = serial.get(column, True) and _SERIAL.fullmatch(cell.strip()) is not None
            if len(cell) <= LONGEST and _NUMERIC.search(cell) and (found := machine_date(cell)) is not None:
                dates.setdefault(column, []).append(found)
    orders: dict[str, str] = {column: order_among(found) for column, found in dates.items()}
    orders |= {column: SERIAL for column, is_serial in serial.items() if is_serial}
    return {order_key(column): order for column, order in orders.items() if order}


def day_of_serial(text: str) -> str:
    """`43538` is 2019-03-14, `43538.4375` half past ten of it."""
    if not _SERIAL.fullmatch(text.strip()):
        return ""
    found = _EPOCH + timedelta(minutes=round(float(text) * 24 * 60))
    return (
        found.isoformat(timespec="minutes")
        if "." in text and (found.hour or found.minute)
        else found.date().isoformat()
    )
