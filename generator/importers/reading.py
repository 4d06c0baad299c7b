"""The part of an import that workers do: pieces become raw articles, and no piece stops another."""

from __future__ import annotations

from collections.abc import Sequence

from generator.importers.cleaning import cleaned
from generator.importers.decisions import decided
from generator.importers.formats import format_named, function_at
from generator.importers.piece import Piece, SiteContext
from generator.importers.repair import repaired
from generator.importers.unpacking import TooLargeError
from generator.model import Problem, RawArticle, Source
from generator.text.controls import without_controls
from generator.text.limits import MAX_LINES

MAX_CUT_BYTES = 8_000_000  # of a text that its reader cuts into articles
MAX_TEXT_BYTES = 800_000  # MAX_BODY letters of two bytes, and the text around them


def read_pieces(pieces: Sequence[Piece | Problem], context: SiteContext) -> tuple[tuple[RawArticle, ...], ...]:
    """The articles of each piece, in order; a piece that cannot be opened becomes a refused article."""
    return tuple(read_piece(one, context) if isinstance(one, Piece) else (_unopened(one),) for one in pieces)


def read_piece(piece: Piece, context: SiteContext) -> tuple[RawArticle, ...]:
    """A reader that fails, and be it for a bug of ours, costs its own piece and is named in the report."""
    row = format_named(piece.format)
    most = MAX_CUT_BYTES if row.cuts else MAX_TEXT_BYTES
    if row.is_text and (what := _excess(piece.data, most)):
        return (_too_large(piece, what),)
    try:
        read = tuple(function_at(row.read)(piece, context))
        read = read if row.is_text else tuple(map(repaired, read))  # texts are mended when they are decoded
        articles = tuple(cleaned(decided(one, piece.decision, has_lines=row.has_lines)) for one in read)
    except ImportError:  # of the installation, see installation.py
        raise
    except Exception as problem:
        return (_refused(piece, _message(problem)),)
    return articles or (_refused(piece, "contains no article"),)


def _message(problem: Exception) -> str:
    words = without_controls(str(problem)[:300])
    return words if isinstance(problem, TooLargeError) else f"cannot be read: {type(problem).__name__}: {words}"[:300]


def _excess(data: bytes, most: int) -> str:
    """Checked first, before any work on a million lines."""
    if len(data) > most:
        return f"is larger than {most:,} bytes"
    if most > MAX_TEXT_BYTES:
        return ""
    lines = data.count(b"\n") + data.count(b"\r") if len(data) > MAX_LINES else 0
    return f"has more than {MAX_LINES:,} lines" if lines > MAX_LINES + data.count(b"\r\n") else ""


def _too_large(piece: Piece, what: str) -> RawArticle:
    problem = Problem(
        piece.source.path, 0, 0, "I163", "error", f"{what}, which is too much for an article", "split it into articles"
    )
    return RawArticle(piece.source, {}, "", problems=(problem,))


def _unopened(problem: Problem) -> RawArticle:
    return RawArticle(Source(problem.path, ""), {}, "", problems=(problem,))


def _refused(piece: Piece, what: str) -> RawArticle:
    hint = "open it to see what is unusual about it, or remove it from the seeds"
    return RawArticle(piece.source, {}, "", problems=(Problem(piece.source.path, 0, 0, "I106", "error", what, hint),))
