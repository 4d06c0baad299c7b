"""An article's words in 512 bytes, by which two articles are compared without either: MinHash over pairs of words.

Pairs of neighbouring words are what other outlets keep of a report: single words recur in all news, and three in a row
do not outlive an editor who changes every fourth. Of two articles that have nothing to do with each other a quarter of
a percent is the same.
"""

from __future__ import annotations

import re
from array import array
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import pairwise
from operator import eq

import msgspec
import rensa

from generator.content.front_matter import split_front_matter
from generator.model import Article
from generator.text.arabic import fold

ROWS = 128
BANDS = 64  # of two rows each: of articles that share a fifth of their pairs, 93 in 100 share one of them
SEED = 42
LEAST_PAIRS = 15  # a shorter text is too short to compare
MAKER = (rensa.RMinHash.ALGORITHM_VERSION, ROWS, SEED, 1)  # sketches of other makers cannot be compared
_WORD = re.compile(r"\w+")
_TARGET = re.compile(r"\]\([^)\n]*\)")


class Sketch(msgspec.Struct, frozen=True, array_like=True):
    """`day` counts from the year 1, 0 where it is unknown; `pairs` says how many pairs of words the article holds."""

    id: str
    day: int
    publisher: str
    pairs: int
    rows: bytes


def sketch(article: Article, text: str) -> Sketch:
    """Compares only the body, because other outlets use other headlines."""
    found = _pairs(split_front_matter(text).body)
    rows = array("I", _rows(found) if len(found) >= LEAST_PAIRS else ())
    return Sketch(article.id, _day(article.date), fold(article.publisher), len(found), rows.tobytes())


def _rows(pairs: list[str]) -> Sequence[int]:
    maker = rensa.RMinHash(ROWS, SEED)
    maker.update(pairs)
    found: Sequence[int] = maker.digest()
    return found


def _pairs(body: str) -> list[str]:
    words = _WORD.findall(fold(_TARGET.sub("]", body)))
    return list({f"{one} {other}" for one, other in pairwise(words)})


def _day(printed: str) -> int:
    try:
        return date.fromisoformat(printed[:10]).toordinal()
    except ValueError:
        return 0


def similarity(one: Sketch, other: Sketch) -> float:
    """The share of their pairs that both have (Jaccard), within about four hundredths."""
    mine, theirs = memoryview(one.rows).cast("I"), memoryview(other.rows).cast("I")
    same: int = sum(map(eq, mine, theirs))
    return same / ROWS


def candidate_pairs(sketches: Sequence[Sketch], known: int, crowd: int) -> Iterator[tuple[int, int]]:
    """Indexes of two sketches that share a band, at least one of them beyond the first `known`; some more than once.

    More than `crowd` in one band share what a site prints under every article, not a text.
    """
    bands = array("Q", b"".join(one.rows for one in sketches))
    for band in range(BANDS):
        column = bands[band::BANDS]
        new: dict[int, list[int]] = {}
        for index, value in enumerate(column[known:], known):
            new.setdefault(value, []).append(index)
        old: dict[int, list[int]] = {}
        if known and not new.keys().isdisjoint(column[:known]):
            for index, value in enumerate(column[:known]):
                if value in new:
                    old.setdefault(value, []).append(index)
        for value, members in new.items():
            here = old.get(value, ())
            if len(members) + len(here) <= crowd:
                yield from ((one, other) for other in members for one in (*here, *members) if one < other)
