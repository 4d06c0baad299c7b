"""The row of raw texts in the table of formats."""

from __future__ import annotations

from collections.abc import Iterable

from generator.importers.pieces import Paper, Piece
from generator.importers.raw_text import read_raw_text
from generator.model import RawArticle


def read_piece(piece: Piece, paper: Paper) -> Iterable[RawArticle]:
    yield read_raw_text(piece.source, piece.data, paper)
