"""A second article in one file: a title alone, its date or byline, and paragraphs, below the first article's text."""

from __future__ import annotations

from collections.abc import Sequence

from generator.importers.raw_text.body import is_paragraph
from generator.importers.raw_text.lines import LEAD_WORDS, LETTERS, Line, Roles, blocks_of
from generator.importers.raw_text.role import Role
from generator.importers.vocabulary import newsroom

LEAST_WORDS = 40  # of its paragraphs: fewer are the teaser of another article
REACH = 3  # lines below a title in which its date or byline is
REASON = "belongs to a second article"


def assign_second_article(lines: Sequence[Line], roles: Roles) -> None:
    """All of it leaves the body of the first, with `REASON`."""
    title = _title(lines, roles)
    if title is None:
        return
    for line in lines[title.index :]:
        roles.assign(line, Role.BOILERPLATE, REASON)


def _title(lines: Sequence[Line], roles: Roles) -> Line | None:
    """The line from which on the file is another article: above it are a date and paragraphs of the first."""
    sizes = {block: len(members) for block, members in blocks_of(lines).items()}
    dates, words = 0, 0
    for index, line in enumerate(lines):
        if dates and words >= LEAST_WORDS and _could_be_title(line, sizes[line.block], roles):
            head = next((at for at in range(index + 1, index + 1 + REACH) if _is_head(lines, at, roles)), None)
            if head is not None and _words_below(lines[head + 1 :], roles) >= LEAST_WORDS:
                return line
        dates += roles[line] is Role.DATE
        words += line.words if not roles[line] and is_paragraph(line, is_first=False) else 0
    return None


def _could_be_title(line: Line, size: int, roles: Roles) -> bool:
    is_open = not roles[line] and 1 < line.words < LEAD_WORDS and bool(LETTERS.search(line.folded))
    return is_open and size <= 2 and not newsroom.ends_sentence(line.text)


def _is_head(lines: Sequence[Line], index: int, roles: Roles) -> bool:
    return index < len(lines) and roles[lines[index]] is Role.DATE


def _words_below(below: Sequence[Line], roles: Roles) -> int:
    """Words of the paragraphs up to the first line that ends an article."""
    words = 0
    for line in below:
        if roles[line] in (Role.END, Role.DATE):
            break
        words += line.words if not roles[line] and is_paragraph(line, is_first=False) else 0
    return words
