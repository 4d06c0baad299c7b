"""A composed text and what is known about it: the role of every line, the fields, the paragraphs."""

from __future__ import annotations

import msgspec

TITLE, BODY, FURNITURE, DATE, BYLINE, KICKER, DECK, CAPTION = "TBFDAKLC"


class ComposedLine(msgspec.Struct, frozen=True):
    """A line of the file, blank ones with the role "". `kind` names the furniture, or what a line of the body is."""

    text: str
    role: str = ""
    kind: str = ""


Part = list[ComposedLine]  # lines that belong together: no blank line within, as a rule


class Composed(msgspec.Struct, frozen=True):
    """The bytes of a file and what a reader should find in them.

    Line `n` of the file, counted from 1, is `lines[n - 1]`. `title` is "" where none is printed on a line of its own,
    and then `loose_title` says what the article is called. `date` is "" where none is printed; `visited` is a day of the
    masthead that nothing calls the day of the visit, which counts for neither then. `publisher` and
    `authors` are None where only the small print or a card names them.
    """

    name: str
    data: bytes
    lines: tuple[ComposedLine, ...]
    title: str
    loose_title: str
    authors: tuple[str, ...] | None
    date: str
    visited: str
    publisher: str | None
    paragraphs: tuple[str, ...]
    language: str
    kinds: tuple[str, ...]
    layout: str
    article: str
    is_set_aside: bool

    @property
    def text(self) -> str:
        """As it was before its bytes were damaged."""
        return "\n".join(line.text for line in self.lines)
