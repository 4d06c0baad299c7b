"""The postings of a word that very many articles repeat, in two tiers, so that a query need not fetch all its counts.

The first tier has all documents, all counts in titles and names, the exact counts in the bodies that are likeliest to
come first, and bounds of the other counts. The second tier has those, in parts by the documents' numbers: a browser
fetches the parts that its first results depend on. answer/tiers.py and client/answer/tiers.js read both.
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

FIRST = 4_096  # bodies whose counts are in the first tier because they may come first
TAIL = 100  # one of so many counts lies below the bounds, and one above
PART = 2_048  # bodies of a part at most
NUMBER_BITS = 32 - COUNT_BITS
STEPS = 1_000  # of the share that a count adds to a score, which grows less with each repetition

Numbers = NDArray[Any]


def files_of(text: str, boosts: Sequence[int]) -> dict[str, str]:
    """The files of a term, from its postings as `posting_codec` writes them: "" is the first tier, or all of them.

    The parts of the second tier are keyed by the prefixes of their documents' numbers, in bits. These postings alone
    decide everything.
    """
    fields = text.split(FIELD_END)
    numbers, counts = _read(fields[0])
    if np.count_nonzero(counts > 1) < MANY:
        return {"": text}
    low, high = _bounds(counts)
    is_known = (counts < low) | (counts > high) | _may_be_first(numbers, counts, fields[1:], boosts)
    cells = _cells(numbers, np.where(is_known, KNOWN, OPEN))
    prefixes = list(_cut(numbers))
    parts = {prefix: _values(counts[start:stop][~is_known[start:stop]] - low) for prefix, start, stop in prefixes}
    known = _values(counts[is_known] - 1)
    first = f"{low} {high} {tree(parts)} {cells} {known} {FIELD_END.join(fields[1:])}"
    return {"": first, **parts}


def _read(text: str) -> tuple[Numbers, Numbers]:
    """Number and count of each document of a field."""
    if not text:
        return np.empty(0, np.int64), np.empty(0, np.int64)
    letters = np.frombuffer(text.encode(), np.uint8).astype(np.int64) - ord(LETTERS[0])
    letters -= letters > ord("\\") - ord(LETTERS[0])
    ends = np.flatnonzero(letters < LAST)
    added = np.where(letters >= LAST + LEADS, letters - (LAST + LEADS) + 1, 0)
    gaps = letters[ends]
    # No letter leads the first one of a field.
    is_lead = np.concatenate(([False], (letters >= LAST) & (letters < LAST + LEADS)))
    led, before, weight = np.arange(len(ends)), ends, LAST
    while len(led := led[is_lead[before[led]]]):
        gaps[led] += (letters[before[led] - 1] - LAST + 1) * weight
        before, weight = before - 1, weight * LEADS
    return np.cumsum(gaps), 1 + np.add.reduceat(added, ends)


def _bounds(counts: Numbers) -> tuple[int, int]:
    ordered = np.sort(counts)
    return int(ordered[len(ordered) // TAIL]), int(ordered[-1 - len(ordered) // TAIL])


def _may_be_first(numbers: Numbers, counts: Numbers, others: Sequence[str], boosts: Sequence[int]) -> Numbers:
    """Bodies with most of the word. Titles and names weigh as in a score; lengths are left out, as they weigh less."""
    most = boosts[0] * (STEPS * counts // (counts + 1))
    for text, boost in zip(others, boosts[1:], strict=False):
        own, times = _read(text)
        index = np.searchsorted(numbers, own)
        is_here = index < len(numbers)
        is_here[is_here] = numbers[index[is_here]] == own[is_here]
        most[index[is_here]] += boost * (STEPS * times[is_here] // (times[is_here] + 1))
    found: Numbers = most > np.sort(most)[max(0, len(most) - FIRST - 1)]
    return found


def _cells(numbers: Numbers, states: Numbers) -> str:
    """Which bodies have the word, a cell of several in each letter."""
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
    """The shortest prefixes of numbers that few enough share, and their range, as `partition` cuts tables."""
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
