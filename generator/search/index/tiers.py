"""The postings of a word that very many articles repeat, in two tiers: a query need not fetch all its counts.

The first tier says who has the word, in titles and names also how often; the exact counts in those bodies that are
likeliest to come first; and between which bounds the other counts lie. Those stand in parts by the documents' numbers,
of which a browser fetches what its first results depend on. client/tiers.js reads the same.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from generator.search.index.partition import tree
from generator.search.index.posting_codec import (
    CELL,
    COUNT_BITS,
    FIELD_END,
    KNOWN,
    LAST,
    LEADS,
    LETTERS,
    MANY,
    OPEN,
    SKIPS,
    STATES,
    values_text,
)

FIRST = 4_096  # bodies whose counts stand in the first tier because they may come first
TAIL = 100  # one of so many counts lies below the bounds, and one above
PART = 2_048  # bodies that a part is for, at most
NUMBER_BITS = 32 - COUNT_BITS
STEPS = 1_000  # of what a count adds to a score, which grows ever less

Numbers = NDArray[Any]


def files_of(text: str, boosts: Sequence[int]) -> dict[str, str]:
    """What the files of a term's postings, as gaps.py writes them, say: "" is the first tier, or all.

    The parts of the second tier stand under the beginnings of their documents' numbers, in bits. All is decided by
    these postings alone.
    """
    fields = text.split(FIELD_END)
    numbers, counts = _read(fields[0])
    if np.count_nonzero(counts > 1) < MANY:
        return {"": text}
    low, high = _bounds(counts)
    is_known = (counts < low) | (counts > high) | _may_be_first(numbers, counts, fields[1:], boosts)
    who = _cells(numbers, np.where(is_known, KNOWN, OPEN))
    prefixes = list(_cut(numbers))
    parts = {prefix: _values(counts[start:stop][~is_known[start:stop]] - low) for prefix, start, stop in prefixes}
    known = _values(counts[is_known] - 1)
    first = f"{low} {high} {tree(parts)} {who} {known} {FIELD_END.join(fields[1:])}"
    return {"": first, **parts}


def _read(text: str) -> tuple[Numbers, Numbers]:
    """Number and count of each document of a field."""
    if not text:
        return np.empty(0, np.int64), np.empty(0, np.int64)
    places = np.frombuffer(text.encode(), np.uint8).astype(np.int64) - ord(LETTERS[0])
    places -= places > ord("\\") - ord(LETTERS[0])
    ends = np.flatnonzero(places < LAST)
    marks = np.where(places >= LAST + LEADS, places - (LAST + LEADS) + 1, 0)
    gaps = places[ends]
    # Before a field's first letter stands none that leads.
    is_lead = np.concatenate(([False], (places >= LAST) & (places < LAST + LEADS)))
    led, before, weight = np.arange(len(ends)), ends, LAST
    while len(led := led[is_lead[before[led]]]):
        gaps[led] += (places[before[led] - 1] - LAST + 1) * weight
        before, weight = before - 1, weight * LEADS
    return np.cumsum(gaps), 1 + np.add.reduceat(marks, ends)


def _bounds(counts: Numbers) -> tuple[int, int]:
    ordered = np.sort(counts)
    return int(ordered[len(ordered) // TAIL]), int(ordered[-1 - len(ordered) // TAIL])


def _may_be_first(numbers: Numbers, counts: Numbers, others: Sequence[str], boosts: Sequence[int]) -> Numbers:
    """Those with most of the word; titles and names weigh as they rank, lengths not: they matter beside an average."""
    most = boosts[0] * (STEPS * counts // (counts + 1))
    for text, boost in zip(others, boosts[1:], strict=False):
        own, times = _read(text)
        place = np.searchsorted(numbers, own)
        is_here = place < len(numbers)
        is_here[is_here] = numbers[place[is_here]] == own[is_here]
        most[place[is_here]] += boost * (STEPS * times[is_here] // (times[is_here] + 1))
    found: Numbers = most > np.sort(most)[max(0, len(most) - FIRST - 1)]
    return found


def _cells(numbers: Numbers, states: Numbers) -> str:
    """Which bodies have the word, several in a letter."""
    cells, first = np.unique(numbers // CELL, return_index=True)
    letters = np.add.reduceat(states * STATES ** (numbers % CELL), first) + SKIPS - 1
    skipped = np.diff(cells, prepend=-1) - 1
    return "".join(
        f"{''.join(LETTERS[int(digit)] for digit in str(skip)) if skip else ''}{LETTERS[letter]}"
        for skip, letter in zip(skipped.tolist(), letters.tolist(), strict=True)
    )


def _values(numbers: Numbers) -> str:
    return values_text(numbers.tolist())


def _cut(numbers: Numbers) -> Iterator[tuple[str, int, int]]:
    """The shortest beginnings of numbers that few enough share, and where these stand: as leaves.py cuts tables."""
    open_ends = [("", 0, len(numbers))]
    while open_ends:
        prefix, start, stop = open_ends.pop()
        if stop - start <= PART:
            if stop > start:
                yield prefix, start, stop
            continue
        middle = int(f"{prefix}1".ljust(NUMBER_BITS, "0"), 2)
        between = start + int(np.searchsorted(numbers[start:stop], middle))
        open_ends += [(f"{prefix}1", between, stop), (f"{prefix}0", start, between)]
