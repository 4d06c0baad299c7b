"""Files of agencies cut into items, a piece each; one in which the file is broken is refused with its line."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import IO, Any, NamedTuple

from lxml import etree

from generator.importers.archives import read_whole
from generator.importers.markup.safe_xml import Document, document, local
from generator.importers.piece import Piece, piece
from generator.model import Problem


class Items(NamedTuple):
    """The complete items of a file, and the problems of the rest."""

    whole: tuple[Any, ...]
    problems: tuple[Problem, ...]


def items_in(stream: IO[bytes], name: str, kinds: Sequence[str], what: str) -> Items:
    """`kinds` are names of elements, `what` describes such a file."""
    found = document(read_whole(stream))
    all_items = [] if found.root is None else [one for one in found.root.iter() if local(one) in kinds]
    if not all_items:
        text = f": {_flaw_text(found.flaws[0])}" if found.flaws else ""
        problem = Problem(name, _line(found), 0, "I102", "error", f"contains no {what}{text}"[:300], _AGAIN)
        return Items((), (*_notes(name, found), problem))
    broken = _broken(all_items, found.flaws)
    whole = tuple(item for item in all_items if item not in broken)
    refused = (
        Problem(name, line, 0, "I130", "error", f"has an error in {_named(item)}: {text}"[:300], _OTHERS)
        for item, (line, text) in broken.items()
    )
    return Items(whole, (*_notes(name, found), *refused))


_AGAIN = "get it again from its source"
_OTHERS = "get it again from its source; the other items of the file are imported"


def _broken(items: Sequence[Any], flaws: Iterable[tuple[int, str]]) -> Mapping[Any, tuple[int, str]]:
    """The item that had begun last before each flaw, with the first of its flaws."""
    begins = [item.sourceline or 0 for item in items]
    found: dict[Any, tuple[int, str]] = {}
    for line, text in flaws:
        found.setdefault(items[max(0, bisect_right(begins, line) - 1)], (line, text))
    return found


def _named(item: Any) -> str:
    return f"`{item.get('guid') or local(item)}`"[:120]


def _flaw_text(flaw: tuple[int, str]) -> str:
    return f"{flaw[1]} in line {flaw[0]}"


def _line(found: Document) -> int:
    return found.flaws[0][0] if found.flaws else 0


def _notes(name: str, found: Document) -> Iterator[Problem]:
    for note in found.notes:
        yield Problem(name, 0, 0, "I104", "warning", note, "check the result, or save the seed as UTF-8")
    if found.entities:
        text = f"declares its own entities, which are not expanded: {', '.join(found.entities)}"[:240]
        yield Problem(name, 0, 0, "I153", "warning", text, "replace them in the file with their text")


def piece_of(name: str, key: str, format_: str, item: Any, origin: Mapping[str, str] | None = None) -> Piece:
    """The bytes of one element."""
    return piece(name, key, format_, etree.tostring(item, encoding="utf-8", with_tail=False), origin)
