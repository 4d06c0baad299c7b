"""What `inversion` does with numpy, loaded on first use: the main process and small patches do without it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from generator.search.index.inversion import Batch, Merged, Part
    from generator.search.index.postings import Postings


class NumpyParts(NamedTuple):
    Batch: type[Batch]
    Merged: type[Merged]
    Part: type[Part]
    texts_of: Callable[[Sequence[tuple[Postings, Sequence[int]]], int], Iterator[str]]


@cache
def numpy_parts() -> NumpyParts:
    # Here, since numpy takes longer to load than most builds take to index what changed.
    from generator.search.index.inversion import Batch, Merged, Part, texts_of  # noqa: PLC0415

    return NumpyParts(Batch, Merged, Part, texts_of)
