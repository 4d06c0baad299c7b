"""What bringing an index up to date works with: the index in the cache, the texts of articles, and workers."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from contextlib import AbstractContextManager
from typing import NamedTuple, Protocol

from generator.search.analysis.lexicon import Synonyms
from generator.search.index.numbering import MonthLengths, Shape
from generator.search.index.partition import Leaves, Packed
from generator.search.index.postings import LongFiles
from generator.workers import MapBatches


class Index(Protocol):
    """The index in the cache, between two builds."""

    @property
    def shards(self) -> Leaves: ...

    @property
    def terms(self) -> Leaves:
        """The postings of long terms, each file a leaf of its own."""

    @property
    def vocabulary(self) -> Leaves: ...

    def shape(self) -> Shape | None: ...

    def months(self) -> dict[str, MonthLengths]: ...

    def put_month(self, name: str, lengths: MonthLengths | None) -> None: ...

    def clear(self, shape: Shape) -> None: ...

    def hold(self, batch: int, parts: Sequence[bytes]) -> None:
        """Put aside the postings of a batch of articles, by part of the hash space, until the index is written."""

    def held(self, part: int) -> list[bytes]:
        """What was put aside for a part, in the order of the batches."""

    def transaction(self) -> AbstractContextManager[None]: ...


class LostWordsError(Exception):
    """The cache no longer has the text that an article had when it was indexed."""


class Inputs(NamedTuple):
    """`texts` gives the encoded texts of the articles with these digests; `map_batches` has workers begin at once.

    `synonyms` are the site's own; `digest` is that of code and lexicon: with another the index is made anew.
    """

    texts: Callable[[Sequence[bytes]], Iterable[bytes]]
    map_batches: MapBatches
    synonyms: Synonyms
    digest: bytes


def put_long_terms(index: Index, files: LongFiles) -> None:
    for key, data in files.items():
        if data is None:
            index.terms.remove(key)
        else:
            index.terms.write(key, Packed(data, b"", 1))
