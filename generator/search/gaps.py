"""Postings as text: what a shard says of a term's documents, in one letter for most, so that gzip finds little to add.

A document is written as its distance from the one before, and behind it marks that add 1, 2 or 3 to its count of one.
JSON takes every letter as it is. client/shards.js reads the same.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain

COUNT_BITS = 7
MOST_TIMES = (1 << COUNT_BITS) - 1  # a form that an article repeats more often counts as this often
SUM_BITS = 32  # for the forms of a term together

LETTERS = "".join(chr(code) for code in range(ord("#"), ord("~") + 1) if chr(code) != "\\")
LAST, LEADS, MARKS = 78, 10, 3  # how many letters end a distance, stand before the last, and add to a count
FIELD_END = "!"
FEW = 4096  # distances that are looked up


def gap_text(gap: int) -> str:
    """Its remainder by LAST is written last; what is left of it before that, by LEADS."""
    rest, last = divmod(gap, LAST)
    text = LETTERS[last]
    while rest:
        rest, lead = divmod(rest - 1, LEADS)
        text = LETTERS[LAST + lead] + text
    return text


def marks_text(times: int) -> str:
    """Behind a document in which a term stands so often."""
    threes, rest = divmod(times - 1, MARKS)
    return LETTERS[-1] * threes + (LETTERS[LAST + LEADS + rest - 1] if rest else "")


_GAPS = [gap_text(gap) for gap in range(FEW)]
_MARKS = ["", *map(marks_text, range(1, MOST_TIMES + 1))]


def fields_text(fields: Iterable[Sequence[array[int]]]) -> str:
    """By field, the postings of a term's forms; empty fields at the end say nothing."""
    return FIELD_END.join(map(_together, fields)).rstrip(FIELD_END)


def _together(several: Sequence[array[int]]) -> str:
    """Nearly all terms have postings of one form."""
    return _text(several[0], COUNT_BITS) if len(several) == 1 else _text(_added(several), SUM_BITS)


def _text(values: Iterable[int], count_bits: int) -> str:
    """What indexing spends its time on."""
    found: list[str] = []
    last, most = 0, (1 << count_bits) - 1
    for value in values:
        number = value >> count_bits
        gap = number - last
        found.append(_GAPS[gap] if gap < FEW else gap_text(gap))
        last = number
        times = value & most
        if times != 1:
            found.append(_MARKS[times] if times <= MOST_TIMES else marks_text(times))
    return "".join(found)


def _added(several: Sequence[array[int]]) -> list[int]:
    """The postings of several forms in the order of the documents, those of one document added up."""
    found: list[int] = []
    last = -1
    for value in sorted(chain.from_iterable(several)):
        number, times = value >> COUNT_BITS, value & MOST_TIMES
        if number == last:
            found[-1] += times
        else:
            found.append(number << SUM_BITS | times)
        last = number
    return found


_NOT_LAST = (LETTERS[LAST:] + FIELD_END).encode()
_PLACE = {letter: place for place, letter in enumerate(LETTERS)}


def read_fields(text: str) -> list[list[tuple[int, int]]]:
    """(number, count) of each document by field."""
    return [list(_read(own)) for own in text.split(FIELD_END)]


def _read(text: str) -> Iterator[tuple[int, int]]:
    number, lead, times = 0, 0, 0
    for place in map(_PLACE.__getitem__, text):
        if place < LAST:
            if times:
                yield number, times
            number, lead, times = number + lead * LAST + place, 0, 1
        elif place < LAST + LEADS:
            lead = lead * LEADS + place - LAST + 1
        else:
            times += place - LAST - LEADS + 1
    if times:
        yield number, times


def documents(text: str) -> int:
    """How many postings a text holds, all fields together."""
    return len(text.encode().translate(None, _NOT_LAST))
