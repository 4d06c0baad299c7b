"""The parts of indexing that need numpy, loaded on first use: small archives and small patches do without it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from generator.search.index.inversion import Batch, Merged, Part
    from generator.search.index.postings import Postings


class NumpyParts(NamedTuple):
    """Classes and functions of `inversion` and `tiers`."""

    Batch: type[Batch]
    Merged: type[Merged]
    Part: type[Part]
    texts_of: Callable[[Sequence[tuple[Postings, Sequence[int]]], int], Iterator[str]]
    files_of: Callable[[str, Sequence[int]], dict[str, str]]


@cache
def numpy_parts() -> NumpyParts:
    # Here, since numpy takes longer to load than most builds take to index what changed.
    from generator.search.index import inversion, tiers  # noqa: PLC0415

    return NumpyParts(inversion.Batch, inversion.Merged, inversion.Part, inversion.texts_of, tiers.files_of)
