"""The row of raw texts in the table of formats."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from generator.importers.piece import Piece, SiteContext
from generator.importers.raw_text.read import read_with_lines
from generator.model import RawArticle


def read_piece(piece: Piece, context: SiteContext) -> Iterable[RawArticle]:
    raw, lines = read_with_lines(piece.source, piece.data, context, piece.decision)
    yield msgspec.structs.replace(raw, source_lines=tuple(lines)) if context.keeps_lines else raw
