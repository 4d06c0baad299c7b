"""Whether a column of a table writes the day or the month first, read over many rows before the first is an article."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from generator.importers.vocabulary.columns import order_key
from generator.text.dates.day_order import order_among
from generator.text.dates.parse import FoundDate, find_dates

LONGEST = 60  # a longer cell is a text that names a day, no date
_NUMERIC = re.compile(r"\d{1,2}\s?[/-]\s?\d{1,2}\s?[/-]\s?\d{2,4}")


def column_orders(header: Sequence[str], rows: Iterable[Sequence[str]]) -> Mapping[str, str]:
    """For a piece's `origin`: one row 25/02/2011 settles what 03/04/2011 means in all the others of its column."""
    dates: dict[str, list[FoundDate]] = {}
    for row in rows:
        for column, cell in zip(header, row, strict=False):
            if len(cell) <= LONGEST and _NUMERIC.search(cell):
                dates.setdefault(column, []).extend(find_dates(cell)[:1])
    orders = {column: order_among(found) for column, found in dates.items()}
    return {order_key(column): order for column, order in orders.items() if order}
