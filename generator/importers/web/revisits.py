"""Pages that a web archive met again: each stands for the one it repeats, wherever in the pile that is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from generator.importers.piece import Piece, Revisit
from generator.model import Problem


def resolved(found: Iterable[Piece | Problem | Revisit], known: Iterable[str] = ()) -> Iterator[Piece | Problem]:
    """Pieces and problems as they come; then, in their places, word of the revisits whose page is nowhere.

    `known` are names of seeds of earlier imports: `crawl.warc#https://…`.
    """
    seen: set[str] = set()
    waiting: list[Revisit] = []
    for one in found:
        if isinstance(one, Revisit):
            waiting.append(one)
            continue
        if isinstance(one, Piece) and "record" in one.origin:
            seen.update(_keys(one))
        yield one
    if waiting:
        seen.update(name.partition("#")[2] for name in known)
        yield from (_lost(one) for one in waiting if seen.isdisjoint(one.keys))


def _keys(page: Piece) -> Iterator[str]:
    """What a revisit may call a page; warcio's own records carry brackets around ids."""
    yield from (page.origin[name].strip("<>") for name in ("record", "payload", "source_url") if name in page.origin)


def _lost(one: Revisit) -> Problem:
    what = f"`{one.address[:200]}` is recorded as unchanged since an earlier capture, but that capture is not here"
    return Problem(one.path, 0, 0, "I143", "warning", what, "also import the web archive that contains it")
