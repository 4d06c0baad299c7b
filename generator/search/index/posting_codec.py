"""Postings as text: what a shard says of a term's documents, in one letter for most, so that gzip finds little to add.

A document is written as its distance from the one before, and behind it marks that add 1, 2 or 3 to its count of one.
JSON takes every letter as it is. client/shards.js reads the same.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, compress, count, islice
from operator import eq, sub

COUNT_BITS = 7
MOST_TIMES = (1 << COUNT_BITS) - 1  # a form that an article repeats more often counts as this often

LETTERS = "".join(chr(code) for code in range(ord("#"), ord("~") + 1) if chr(code) != "\\")
LAST, LEADS, MARKS = 78, 10, 3  # how many letters end a distance, stand before the last, and add to a count
FIELD_END = "!"
POSTING_BYTES = 4  # of a posting as it is kept: a document's number, and how often the form stands in it

# Of words in two tiers, see tiers.py.
MANY = 12_288  # bodies that repeat a word: from here on its counts weigh more than what tells who has it
OPEN, KNOWN = 1, 2  # what the first tier says of a body: its count is open, or known; 0 of one without the word
STATES, CELL = 3, 4  # numbers whose states are one letter, so that gzip finds little to add
SKIPS = 10  # letters that say how many cells have no body with the word, as decimal digits
MOST_PIECES = 50_000  # remembered by a process


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


class _Pieces(dict[int, str]):
    """A posting as text by its distance and its count, as they stand in 32 bits."""

    def __missing__(self, step: int) -> str:
        if len(self) >= MOST_PIECES:
            self.clear()
        piece = self[step] = gap_text(step >> COUNT_BITS) + marks_text(step & MOST_TIMES)
        return piece


_PIECE = _Pieces().__getitem__
_WITHOUT_COUNT = (-1 << COUNT_BITS).__and__


def fields_text(fields: Iterable[Sequence[array[int]]]) -> str:
    """By field, the postings of a term's forms; empty fields at the end say nothing."""
    return FIELD_END.join(map(_together, fields)).rstrip(FIELD_END)


def _together(several: Sequence[array[int]]) -> str:
    """Nearly all terms have postings of one form; what several forms have in one document is added up."""
    if len(several) == 1:
        return _text(several[0])
    values = sorted(chain.from_iterable(several))
    numbers = list(map(_WITHOUT_COUNT, values))
    by_number = dict(zip(numbers, values, strict=True))
    if len(by_number) == len(values):
        return _text(values)
    totals: dict[int, int] = {}
    for place in compress(count(1), map(eq, islice(numbers, 1, None), numbers)):
        number = numbers[place]
        totals[number] = totals.get(number, values[place - 1] & MOST_TIMES) + (values[place] & MOST_TIMES)
    if max(totals.values()) > MOST_TIMES:
        return _long_text((number, totals.get(number, value & MOST_TIMES)) for number, value in by_number.items())
    by_number |= {number: number | total for number, total in totals.items()}
    return _text(list(by_number.values()))


def _text(values: Sequence[int]) -> str:
    """What patching spends its time on: each value less the document before it is a distance and a count."""
    return "".join(map(_PIECE, map(sub, values, chain((0,), map(_WITHOUT_COUNT, values)))))


def _long_text(postings: Iterable[tuple[int, int]]) -> str:
    """Of counts that need more room: (number, shifted as in a value; count)."""
    found: list[str] = []
    last = 0
    for number, times in postings:
        found.append(gap_text(number - last >> COUNT_BITS) + marks_text(times))
        last = number
    return "".join(found)


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


def values_text(values: Iterable[int]) -> str:
    """Numbers in no order, as distances are written."""
    return "".join(map(gap_text, values))


def read_values(text: str) -> Iterator[int]:
    lead = 0
    for place in map(_PLACE.__getitem__, text):
        if place < LAST:
            yield lead * LAST + place
            lead = 0
        else:
            lead = lead * LEADS + place - LAST + 1


def documents(text: str) -> int:
    """How many postings a text holds, all fields together."""
    return len(text.encode().translate(None, _NOT_LAST))
