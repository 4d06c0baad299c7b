"""What outlets print around articles, learned from a sample of each stretch of new raw texts before it is read."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import msgspec

from generator.disk.files import read_if_there, write_atomically
from generator.errors import UsageError
from generator.importers.piece import Piece, SiteContext
from generator.importers.raw_text.outlets import OUTLETS, Outlets, learn, parse_outlets
from generator.importers.raw_text.outlets_text import with_learned
from generator.importers.reading import read_piece
from generator.model import Problem

STRETCH = 1000  # pieces that are held back until their sample is read
STRETCH_BYTES = 16 << 20
SAMPLE = 64  # of a stretch


class BoilerplateLearner:
    """Passes pieces on, a stretch at a time; `context` then holds what recurs in them."""

    def __init__(self, root: Path, context: SiteContext) -> None:
        self._path = root / OUTLETS
        self._known = read_outlets(root)
        self.context = msgspec.structs.replace(context, outlets=self._known)
        self._glance = msgspec.structs.replace(context, suggests=False)  # what a text is about teaches nothing

    def watch(self, pieces: Iterator[Piece | Problem]) -> Iterator[Piece | Problem]:
        for stretch in _stretches(pieces):
            texts = [one for one in stretch if isinstance(one, Piece) and one.format == "raw_text"]
            sample = texts[:: max(1, len(texts) // SAMPLE)]
            glance = msgspec.structs.replace(self._glance, outlets=self.context.outlets)
            articles = (article for one in sample for article in read_piece(one, glance))
            self.context = msgspec.structs.replace(self.context, outlets=learn(articles, self.context.outlets))
            yield from stretch

    def save(self) -> Iterator[Problem]:
        """Only where something was learned, and beside what people wrote there."""
        if self.context.outlets == self._known:
            return
        try:
            text = with_learned((read_if_there(self._path) or b"").decode(), self.context.outlets)
        except ValueError as problem:
            hint = "write each outlet and each of its keys on its own line; import left out what recurs all the same"
            yield Problem(OUTLETS, 0, 0, "I147", "warning", str(problem), hint)
        else:
            write_atomically(self._path, text.encode())
            self._known = self.context.outlets


def read_outlets(root: Path) -> Outlets:
    data = read_if_there(root / OUTLETS)
    try:
        return parse_outlets((data or b"").decode())
    except ValueError as problem:
        hint = "correct it, or delete it: import then learns it again"
        raise UsageError(str(problem).splitlines()[0], hint) from problem


def _stretches(pieces: Iterator[Piece | Problem]) -> Iterator[Sequence[Piece | Problem]]:
    held: list[Piece | Problem] = []
    size = 0
    for one in pieces:
        held.append(one)
        size += len(one.data) if isinstance(one, Piece) else 0
        if len(held) >= STRETCH or size >= STRETCH_BYTES:
            yield held
            held, size = [], 0
    yield held
