"""What outlets print around articles: learned from a sample of new raw texts before the others are read."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import msgspec

from generator.disk.files import read_if_there, write_atomically
from generator.errors import UsageError
from generator.importers.formats import format_named
from generator.importers.piece import Piece, SiteContext
from generator.importers.raw_text.outlets import OUTLETS, Outlets, folder_of, learn, parse_outlets
from generator.importers.raw_text.outlets_text import with_learned
from generator.importers.raw_text.read import is_read_alike
from generator.importers.reading import read_piece
from generator.model import Problem, RawArticle

STRETCH = 1000  # pieces that are held back until their sample is read
STRETCH_BYTES = 16 << 20
SAMPLE = 64  # of a stretch
OF_FOLDER = 12  # of each folder in it, where there are many
ReadPiece = tuple[RawArticle, ...]  # the articles of a piece of the sample


class BoilerplateLearner:
    """Passes pieces on, a stretch at a time; `context` then holds what recurs in them."""

    def __init__(self, root: Path, context: SiteContext) -> None:
        self._path = root / OUTLETS
        self._known = read_outlets(root)
        self.context = msgspec.structs.replace(context, outlets=self._known)

    def watch(self, pieces: Iterator[Piece | Problem]) -> Iterator[Piece | Problem | ReadPiece]:
        """Pieces of the sample come read, but for those that must be read again with what was learned."""
        for stretch in _stretches(pieces):
            texts = [one for one in stretch if isinstance(one, Piece) and format_named(one.format).learns]
            sample = _sample(texts)
            read = {id(one): read_piece(one, self.context) for one in sample}
            before = self.context.outlets
            learned = learn((article for articles in read.values() for article in articles), before)
            for text in sample if learned != before else ():
                if not is_read_alike(text.source.path, text.data, before, learned):
                    del read[id(text)]
            self.context = msgspec.structs.replace(self.context, outlets=learned)
            for one in stretch:
                yield read.pop(id(one), one)

    def save(self) -> Iterator[Problem]:
        """Only where something was learned, and beside what people wrote there."""
        if self.context.outlets == self._known:
            return
        try:
            text = with_learned((read_if_there(self._path) or b"").decode(), self.context.outlets)
        except ValueError as problem:
            hint = (
                "write each outlet and each of its keys on its own line; this import removed recurring text, "
                "but could not save what it learned"
            )
            yield Problem(OUTLETS, 0, 0, "I147", "warning", str(problem), hint)
        else:
            write_atomically(self._path, text.encode())
            self._known = self.context.outlets


def read_outlets(root: Path) -> Outlets:
    data = read_if_there(root / OUTLETS)
    try:
        return parse_outlets((data or b"").decode())
    except ValueError as problem:
        hint = "correct it, or delete it so that import learns it again"
        raise UsageError(str(problem).splitlines()[0], hint) from problem


def _sample(texts: Sequence[Piece]) -> list[Piece]:
    """Some of all, and enough of each folder to see what recurs in it."""
    folders: dict[str, list[Piece]] = {}
    for text in texts:
        folders.setdefault(folder_of(text.source.path), []).append(text)
    most = max(OF_FOLDER, SAMPLE // max(1, len(folders)))
    chosen = {id(one) for all_ in folders.values() for one in all_[:: max(1, -(-len(all_) // most))]}
    return [text for text in texts if id(text) in chosen]


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
