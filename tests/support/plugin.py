"""A format as a plugin adds it: the first line is the title, the rest the text."""

from __future__ import annotations

from collections.abc import Iterable

from generator.importers.formats import Format
from generator.importers.piece import Piece, SiteContext
from generator.model import Evidence, RawArticle


def read_piece(piece: Piece, _paper: SiteContext) -> Iterable[RawArticle]:
    title, _, body = piece.data.decode().partition("\n")
    yield RawArticle(
        piece.source, {"title": title}, f"{body}\n", evidence=(Evidence("title", title, "first line", 1.0),)
    )


ROW = Format("shout", "shouts (.shout)", lambda path, _: path.endswith(".shout"), "support.plugin:read_piece")
