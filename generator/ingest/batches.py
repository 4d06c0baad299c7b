"""Pieces travel to the workers in batches, and their articles come back in order."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, islice
from typing import Any

from generator.importers.piece import Piece
from generator.importers.reading import read_pieces
from generator.ingest.boilerplate import BoilerplateLearner, ReadPiece
from generator.model import Problem, RawArticle
from generator.workers import Workers

BATCH_PIECES = 32
BATCH_BYTES = 2 << 20  # a batch ends with either: long pages travel in smaller company
GLANCE = 5  # batches looked at before a pool is started: the 127 texts that a sample can be of fill four
_Batch = tuple[Piece | Problem | ReadPiece, ...]


def read_in_batches(
    pieces: Iterator[Piece | Problem], learner: BoilerplateLearner, workers: Workers | None
) -> Iterator[ReadPiece]:
    """The articles of each piece, those that the learner has read among them."""
    sent: deque[_Batch] = deque()  # with the workers, in order

    def tasks() -> Iterator[tuple[Any, ...]]:
        for batch in _batches(learner.watch(pieces)):
            sent.append(batch)
            yield _unread(batch), learner.context

    for results in _mapped(tasks(), workers):
        rest = iter(results)
        for one in sent.popleft():
            yield one if isinstance(one, tuple) else next(rest)


def _mapped(tasks: Iterator[tuple[Any, ...]], workers: Workers | None) -> Iterable[Sequence[tuple[RawArticle, ...]]]:
    if workers is None:
        return (read_pieces(*task) for task in tasks)
    first = list(islice(tasks, GLANCE))
    count = len(first) if len(first) == GLANCE else sum(bool(unread) for unread, _ in first)
    return workers.map_batches(read_pieces, chain(first, tasks), count)


def _unread(batch: _Batch) -> tuple[Piece | Problem, ...]:
    return tuple(one for one in batch if not isinstance(one, tuple))


def _batches(pieces: Iterator[Piece | Problem | ReadPiece]) -> Iterator[_Batch]:
    batch: list[Piece | Problem | ReadPiece] = []
    size = 0
    for piece in pieces:
        batch.append(piece)
        size += len(piece.data) if isinstance(piece, Piece) else 0
        if len(batch) >= BATCH_PIECES or size >= BATCH_BYTES:
            yield tuple(batch)
            batch, size = [], 0
    if batch:
        yield tuple(batch)
