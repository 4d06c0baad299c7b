"""The words of an archive as its vocabulary lists them, and how near they are to one another.

client/answer/words.js is the twin in JavaScript.
"""

from __future__ import annotations

from typing import NamedTuple


class Word(NamedTuple):
    """`rank` is the octave of a term's frequency."""

    term: str
    rank: int


def word_of(line: str) -> Word:
    term, rank, *_ = line.split("|")
    return Word(term, int(rank))


def by_rank(word: Word) -> tuple[int, bytes]:
    """A key for sorting: the commonest first, then as JavaScript sorts."""
    return -word.rank, word.term.encode("utf-16-be", "surrogatepass")


def is_near(one: str, other: str) -> bool:
    """Whether one letter more, less, other, or two neighbours swapped make one word of the other."""
    if abs(len(one) - len(other)) > 1:
        return False
    start = 0
    while start < min(len(one), len(other)) and one[start] == other[start]:
        start += 1
    left, right = one[start:], other[start:]
    is_swapped = len(left) > 1 and left[:2] == right[1::-1] and left[2:] == right[2:]
    return left == right or left[1:] == right[1:] or left[1:] == right or left == right[1:] or is_swapped
