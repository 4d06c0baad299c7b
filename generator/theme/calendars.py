"""Weeks as a wall calendar prints them, beginning with the day with which they begin where the site is read."""

from __future__ import annotations

from calendar import Calendar
from collections.abc import Mapping
from functools import lru_cache
from typing import NamedTuple

SATURDAY, SUNDAY, MONDAY = 5, 6, 0
# As CLDR's weekData has it for most countries that name the months alike.
FIRST_DAYS = {
    "egyptian": SATURDAY,
    "levantine": SATURDAY,
    "maghrebi": MONDAY,
    "moroccan": MONDAY,
    "mauritanian": MONDAY,
}
MOST_LEVEL = 4  # a step for each doubling: 1, 2-3, 4-7, 8 and more


class Weekday(NamedTuple):
    letter: str
    name: str


def first_day(language: str, month_names: str) -> int:
    """Monday is 0."""
    family = language.partition("-")[0]
    if family == "ar":
        return FIRST_DAYS[month_names]
    return {"fa": SATURDAY, "ur": SUNDAY, "he": SUNDAY, "en": SUNDAY}.get(family, MONDAY)


@lru_cache(maxsize=4096)
def weeks(month: str, first: int) -> list[list[int]]:
    """The days of `2025-02` by week; 0 where a week reaches beyond the month."""
    return Calendar(first).monthdayscalendar(int(month[:4]), int(month[5:7]))


def weekdays(letters: Mapping[int, str], names: Mapping[int, str], first: int) -> list[Weekday]:
    order = [(first + number) % 7 for number in range(7)]
    return [Weekday(letters[day], names[day]) for day in order]


def level(count: int) -> int:
    """How strongly a day is shown: the same for all archives, so that years compare and one article changes little."""
    return min(count.bit_length(), MOST_LEVEL)
