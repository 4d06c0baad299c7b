"""Which of two numbers is the day: «03/04/2021» is in April for most papers, in March for some English ones."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

import msgspec

from generator.text.dates.calendars import short_date_pattern
from generator.text.dates.parse import FoundDate, Order


@lru_cache(maxsize=64)
def usual_order(language: str) -> Order:
    """The order of a language in CLDR, or "" if its countries differ (English) or it is unknown.

    `en-US` is ignored, because programs set it by default.
    """
    pattern = short_date_pattern(language)
    if not pattern or (pattern.find("M") < pattern.find("d") < pattern.find("y")):
        return ""
    return "day first"


def order_among(found: Iterable[FoundDate]) -> Order:
    """The order shown by dates with a number above twelve, or "" if there are none or they disagree."""
    orders = {one.order for one in found if one.order}
    return orders.pop() if len(orders) == 1 else ""


def settled(found: FoundDate, order: Order) -> FoundDate:
    """The date that matches its weekday, else in this order; unchanged if neither decides."""
    if not found.other:
        return found
    other = msgspec.structs.replace(found, value=found.other, other="")
    if found.weekday is not None and found.is_weekday_right != other.is_weekday_right:
        order = "day first" if found.is_weekday_right else "month first"
    if order == "month first":
        return other
    return msgspec.structs.replace(found, other="") if order else found


def settled_by_days(found: FoundDate, days: Iterable[str]) -> FoundDate:
    """The reading that is among the given days, if only one of the two is."""
    known = set(days)
    if not found.other or (found.value in known) == (found.other in known):
        return found
    return settled(found, "day first" if found.value in known else "month first")
