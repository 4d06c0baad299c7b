"""Postings as text: one letter for most documents, so that gzip finds little to add.

A document is written as its distance from the one before. Letters after it add 1, 2 or 3 each to its count of one. All
of them are letters that JSON does not escape. client/index/posting_codec.js reads this text.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, compress, count, islice
from operator import eq, sub

COUNT_BITS = 7
MOST_TIMES = (1 << COUNT_BITS) - 1  # a form that an article repeats more often counts as this often

LETTERS = "".join(chr(code) for code in range(ord("#"), ord("~") + 1) if chr(code) != "\\")
LAST, LEADS, ADDS = 78, 10, 3  # how many letters end a distance, lead the last one, and add to a count
FIELD_END = "!"
POSTING_BYTES = 4  # of a posting in the cache: a document's number, and how often the form occurs in it

# For words in two tiers, see tiers.py.
MANY = 12_288  # bodies that repeat a word: from here on its counts take more bytes than its documents
OPEN, KNOWN = 1, 2  # state of a body in the first tier: its count is open, or known; 0 without the word
STATES, CELL = 3, 4  # numbers whose states are one letter, so that gzip finds little to add
SKIPS = 10  # letters for decimal digits: how many cells have no body with the word
MOST_PIECES = 50_000  # kept by a process


def gap_text(gap: int) -> str:
    """The remainder by LAST comes last; before it the quotient, in digits of LEADS."""
    rest, last = divmod(gap, LAST)
    text = LETTERS[last]
    while rest:
        rest, lead = divmod(rest - 1, LEADS)
        text = LETTERS[LAST + lead] + text
    return text


def count_text(times: int) -> str:
    """What follows a document in which a term occurs so often."""
    threes, rest = divmod(times - 1, ADDS)
    return LETTERS[-1] * threes + (LETTERS[LAST + LEADS + rest - 1] if rest else "")


class _Pieces(dict[int, str]):
    """A posting as text by its distance and its count, packed into 32 bits."""

    def __missing__(self, step: int) -> str:
        if len(self) >= MOST_PIECES:
            self.clear()
        piece = self[step] = gap_text(step >> COUNT_BITS) + count_text(step & MOST_TIMES)
        return piece


_PIECE = _Pieces().__getitem__
_WITHOUT_COUNT = (-1 << COUNT_BITS).__and__


def fields_text(fields: Iterable[Sequence[array[int]]]) -> str:
    """By field, the postings of a term's forms; empty fields at the end are left out."""
    return FIELD_END.join(map(_summed, fields)).rstrip(FIELD_END)


def _summed(several: Sequence[array[int]]) -> str:
    """The postings of several forms as one; nearly all terms have a single form."""
    if len(several) == 1:
        return _text(several[0])
    values = sorted(chain.from_iterable(several))
    numbers = list(map(_WITHOUT_COUNT, values))
    by_number = dict(zip(numbers, values, strict=True))
    if len(by_number) == len(values):
        return _text(values)
    totals: dict[int, int] = {}
    for index in compress(count(1), map(eq, islice(numbers, 1, None), numbers)):
        number = numbers[index]
        totals[number] = totals.get(number, values[index - 1] & MOST_TIMES) + (values[index] & MOST_TIMES)
    if max(totals.values()) > MOST_TIMES:
        return _long_text((number, totals.get(number, value & MOST_TIMES)) for number, value in by_number.items())
    by_number |= {number: number | total for number, total in totals.items()}
    return _text(list(by_number.values()))


def _text(values: Sequence[int]) -> str:
    """Each value minus the document before it is a distance and a count. Patches spend most of their time here."""
    return "".join(map(_PIECE, map(sub, values, chain((0,), map(_WITHOUT_COUNT, values)))))


def _long_text(postings: Iterable[tuple[int, int]]) -> str:
    """For counts over MOST_TIMES: (number, shifted as in a value; count)."""
    found: list[str] = []
    last = 0
    for number, times in postings:
        found.append(gap_text(number - last >> COUNT_BITS) + count_text(times))
        last = number
    return "".join(found)


_NOT_LAST = (LETTERS[LAST:] + FIELD_END).encode()
_INDEX = {letter: index for index, letter in enumerate(LETTERS)}


def read_fields(text: str) -> list[list[tuple[int, int]]]:
    """(number, count) of each document by field."""
    return [list(_read(own)) for own in text.split(FIELD_END)]


def _read(text: str) -> Iterator[tuple[int, int]]:
    number, lead, times = 0, 0, 0
    for index in map(_INDEX.__getitem__, text):
        if index < LAST:
            if times:
                yield number, times
            number, lead, times = number + lead * LAST + index, 0, 1
        elif index < LAST + LEADS:
            lead = lead * LEADS + index - LAST + 1
        else:
            times += index - LAST - LEADS + 1
    if times:
        yield number, times


def values_text(values: Iterable[int]) -> str:
    """Numbers in no order, each written as a distance is."""
    return "".join(map(gap_text, values))


def read_values(text: str) -> Iterator[int]:
    lead = 0
    for index in map(_INDEX.__getitem__, text):
        if index < LAST:
            yield lead * LAST + index
            lead = 0
        else:
            lead = lead * LEADS + index - LAST + 1


def count_postings(text: str) -> int:
    """How many postings a text holds, all fields together."""
    return len(text.encode().translate(None, _NOT_LAST))
