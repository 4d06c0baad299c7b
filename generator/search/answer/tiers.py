"""Postings in two tiers read again: those of a word that very many articles repeat, as index/tiers.py writes them.

Writing needs numpy, reading does not. client/answer/tiers.js is the twin; it fetches parts only when it needs them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import chain

from generator.search.index.partition import leaves_of
from generator.search.index.posting_codec import CELL, LETTERS, OPEN, SKIPS, STATES, read_fields, read_values


def read_tiers(first: str, part_of: Callable[[str], str]) -> list[list[tuple[int, int]]]:
    """(number, count) of each document by field; `part_of` reads a part of the second tier."""
    low, _, parts, cells, known, others = first.split(" ")
    known_counts = read_values(known)
    open_counts = chain.from_iterable(read_values(part_of(part)) for part in leaves_of(parts))
    body = [
        (number, next(open_counts) + int(low) if is_open else next(known_counts) + 1)
        for number, is_open in read_cells(cells)
    ]
    return [body, *read_fields(others)]


def read_cells(cells: str) -> Iterator[tuple[int, bool]]:
    """Each body that has the word, and whether its count is left open."""
    cell, skipped = 0, 0
    for index in map(LETTERS.index, cells):
        if index < SKIPS:
            skipped = skipped * 10 + index
            continue
        cell, skipped, states = cell + skipped, 0, index - SKIPS + 1
        for number in range(cell * CELL, cell * CELL + CELL):
            states, state = divmod(states, STATES)
            if state:
                yield number, state == OPEN
        cell += 1
