"""Pieces travel to the workers in batches, and their articles come back in order."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain, islice
from typing import Any

from generator.importers.piece import Piece
from generator.importers.reading import read_pieces
from generator.ingest.boilerplate import BoilerplateLearner
from generator.ingest.options import Mapper
from generator.model import Problem, RawArticle

BATCH_PIECES = 32
BATCH_BYTES = 2 << 20  # a batch ends with either: long pages travel in smaller company


def read_in_batches(
    pieces: Iterator[Piece | Problem], learner: BoilerplateLearner, workers: Mapper | None
) -> Iterator[tuple[RawArticle, ...]]:
    """The articles of each piece."""
    batches = ((batch, learner.context) for batch in _batches(learner.watch(pieces)))
    if workers is None:
        done: Iterable[Any] = (read_pieces(*batch) for batch in batches)
    else:
        first = list(islice(batches, 2))  # one batch alone is not worth a pool of processes
        done = workers.map_batches(read_pieces, chain(first, batches), len(first))
    for many in done:
        yield from many


def _batches(pieces: Iterator[Piece | Problem]) -> Iterator[tuple[Piece | Problem, ...]]:
    batch: list[Piece | Problem] = []
    size = 0
    for piece in pieces:
        batch.append(piece)
        size += len(piece.data) if isinstance(piece, Piece) else 0
        if len(batch) >= BATCH_PIECES or size >= BATCH_BYTES:
            yield tuple(batch)
            batch, size = [], 0
    if batch:
        yield tuple(batch)
