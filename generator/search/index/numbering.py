"""Which number a document has, and how long it is, as far as ranking asks.

A document's number is its month's, times the capacity, plus its place in the month: an article that comes in late
renumbers its month and no other.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import log2
from typing import NamedTuple

import msgspec

from generator.errors import WarraqError
from generator.search.index.postings import FIELDS, MOST_NUMBERS

SMALLEST_CAPACITY = 64
MONTHS = 13  # a year's places: one for articles of which only the year is known, then the months
STEPS = {"body": 4, "title": 2, "names": 2}  # lengths are kept to these parts of an octave, one letter each
FIRST_LETTER = 40


class Month(NamedTuple):
    """The articles of "2025-02", of "2025" where no month is known, or of "" undated, as marks of what they say."""

    name: str
    marks: tuple[bytes, ...]


class MonthLengths(msgspec.Struct, frozen=True, array_like=True):
    """A month as it is in the index: a letter for each document's length in each field, and their sums."""

    marks: tuple[bytes, ...]
    letters: tuple[str, ...]
    totals: tuple[int, ...]

    def letters_at(self, place: int) -> str:
        """Those of one document."""
        return "".join(letters[place] for letters in self.letters)


class Shape(msgspec.Struct, frozen=True, array_like=True):
    """What the whole index depends on: places in a month, the century from which months are counted, the code."""

    capacity: int
    century: int
    maker: bytes

    def first_number(self, month: str) -> int:
        """Of a month's documents; undated articles come first, as in the archive's order."""
        if not month:
            return 0
        return (1 + (int(month[:4]) - self.century) * MONTHS + int(month[5:7] or 0)) * self.capacity


def shape_of(months: Sequence[Month], maker: bytes) -> Shape:
    most = max((len(month.marks) for month in months), default=0)
    capacity = SMALLEST_CAPACITY
    while capacity < most:
        capacity *= 2
    first = min((int(month.name[:4]) for month in months if month.name), default=0)
    shape = Shape(capacity, first // 100 * 100, maker)
    last = max((shape.first_number(month.name) for month in months), default=0)
    if last + capacity > MOST_NUMBERS:
        what = f"the search index has no room for {most:,} articles in one month over so many years"
        raise WarraqError(what, "write `search: false` into site.yaml, or give the undated articles dates")
    return shape


def lengths_of(marks: tuple[bytes, ...], letters: Sequence[str]) -> MonthLengths:
    """`letters` are those of each document of the month."""
    by_field = tuple("".join(of_document[place] for of_document in letters) for place in range(len(FIELDS)))
    totals = tuple(
        sum(LENGTHS[field][ord(letter) - FIRST_LETTER] for letter in own)
        for field, own in zip(FIELDS, by_field, strict=True)
    )
    return MonthLengths(marks, by_field, totals)


def letters_of(lengths: Sequence[int]) -> str:
    """How long a document is in each field: a letter each, of its numbers of words."""
    return "".join(chr(FIRST_LETTER + step) for step in map(length_step, FIELDS, lengths))


def length_step(field: str, length: int) -> int:
    return round(STEPS[field] * log2(length + 1))


# What a letter stands for. Browsers take the table from the manifest, so that no logarithm can differ.
LENGTHS = {field: [round(2 ** (step / steps)) - 1 for step in range(steps * 16)] for field, steps in STEPS.items()}
