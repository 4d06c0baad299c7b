"""The part of an import that workers do: pieces become raw articles, and no piece stops another."""

from __future__ import annotations

from collections.abc import Sequence

from generator.importers.decisions import decided
from generator.importers.formats import format_named, function_at
from generator.importers.pieces import Paper, Piece
from generator.model import Problem, RawArticle, Source


def read_pieces(pieces: Sequence[Piece | Problem], paper: Paper) -> tuple[tuple[RawArticle, ...], ...]:
    """The articles of each piece, in order; a problem of opening one stands in its place as an article refused."""
    return tuple(read_piece(one, paper) if isinstance(one, Piece) else (_unopened(one),) for one in pieces)


def read_piece(piece: Piece, paper: Paper) -> tuple[RawArticle, ...]:
    """A reader that fails, and be it for a bug of ours, costs its own piece and is named in the report."""
    try:
        read = tuple(function_at(format_named(piece.format).read)(piece, paper))
        has_lines = piece.format in ("raw_text", "wire")
        articles = tuple(decided(one, piece.decision, has_lines=has_lines) for one in read)
    except ImportError:  # of the installation, see installation.py
        raise
    except Exception as problem:
        return (_refused(piece, f"cannot be read: {type(problem).__name__}: {problem}"[:300]),)
    return articles or (_refused(piece, "holds no article"),)


def _unopened(problem: Problem) -> RawArticle:
    return RawArticle(Source(problem.path, ""), {}, "", problems=(problem,))


def _refused(piece: Piece, what: str) -> RawArticle:
    hint = "look into it, or take it out of the seeds"
    return RawArticle(piece.source, {}, "", problems=(Problem(piece.source.path, 0, 0, "I106", "error", what, hint),))
