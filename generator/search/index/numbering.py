"""Which number a document has, and how long it is, as far as ranking asks.

A document's number is its month's number times the capacity, plus its index in the month: a late article renumbers its
month and no other. client/index/numbering.js reads numbers and lengths.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import log2
from typing import NamedTuple

import msgspec

from generator.errors import WarraqError
from generator.search.index.postings import FIELDS, MOST_NUMBERS

SMALLEST_CAPACITY = 64
MONTHS = 13  # of a year: one for articles of which only the year is known, then the twelve
STEPS = {"body": 4, "title": 2, "names": 2}  # lengths are kept to these parts of an octave, one letter each
FIRST_LETTER = 40


class Month(NamedTuple):
    """The articles of "2025-02", of "2025" where no month is known, or of "" undated, as digests of their text."""

    name: str
    digests: tuple[bytes, ...]


class MonthLengths(msgspec.Struct, frozen=True, array_like=True):
    """A month in the index: a letter for each document's length in each field, and the sums of the lengths."""

    digests: tuple[bytes, ...]
    letters: tuple[str, ...]
    totals: tuple[int, ...]

    def letters_at(self, index: int) -> str:
        """Those of one document."""
        return "".join(letters[index] for letters in self.letters)


class Shape(msgspec.Struct, frozen=True, array_like=True):
    """What the whole index depends on: numbers per month, the century from which months are counted, the code."""

    capacity: int
    century: int
    digest: bytes

    def first_number(self, month: str) -> int:
        """The first number of a month; undated articles come first, as in the archive's order."""
        if not month:
            return 0
        return (1 + (int(month[:4]) - self.century) * MONTHS + int(month[5:7] or 0)) * self.capacity

    def month_of(self, number: int) -> str:
        """The month of a document's number: the way back."""
        block = number // self.capacity - 1
        if block < 0:
            return ""
        year = f"{self.century + block // MONTHS:04}"
        return f"{year}-{block % MONTHS:02}" if block % MONTHS else year


def shape_of(months: Sequence[Month], digest: bytes) -> Shape:
    """The smallest capacity that the longest month fits, in powers of two, so that it rarely changes."""
    most = max((len(month.digests) for month in months), default=0)
    capacity = SMALLEST_CAPACITY
    while capacity < most:
        capacity *= 2
    first = min((int(month.name[:4]) for month in months if month.name), default=0)
    shape = Shape(capacity, first // 100 * 100, digest)
    last = max((shape.first_number(month.name) for month in months), default=0)
    if last + capacity > MOST_NUMBERS:
        what = f"the archive spans too many years for a search index with {most:,} articles in one month"
        raise WarraqError(what, "set `search: false` in site.yaml, or give dates to undated articles")
    return shape


def lengths_of(digests: tuple[bytes, ...], letters: Sequence[str]) -> MonthLengths:
    """`letters` are those of each document of the month."""
    by_field = tuple("".join(of_document[field] for of_document in letters) for field in range(len(FIELDS)))
    totals = tuple(
        sum(LENGTHS[field][ord(letter) - FIRST_LETTER] for letter in own)
        for field, own in zip(FIELDS, by_field, strict=True)
    )
    return MonthLengths(digests, by_field, totals)


def letters_of(lengths: Sequence[int]) -> str:
    """How long a document is in each field, a letter each, from its numbers of words."""
    return "".join(chr(FIRST_LETTER + step) for step in map(length_step, FIELDS, lengths))


def length_step(field: str, length: int) -> int:
    """A length on the logarithmic scale of its field."""
    return round(STEPS[field] * log2(length + 1))


# The length that each step means. Browsers take the table from the manifest, so that no logarithm can differ.
LENGTHS = {field: [round(2 ** (step / steps)) - 1 for step in range(steps * 16)] for field, steps in STEPS.items()}
