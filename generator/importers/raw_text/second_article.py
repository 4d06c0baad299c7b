"""A second article in one file: a title alone, its date or byline, and paragraphs, below the first article's text."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from generator.importers.raw_text.furniture import is_of_signs
from generator.importers.raw_text.lines import LEAD_WORDS, LETTERS, PARAGRAPH_WORDS, Line, Roles, blocks_of
from generator.importers.raw_text.role import Role
from generator.importers.vocabulary import newsroom

WINDOW = 50  # lines in which its text begins
SENTENCE_WORDS, WHOLE_WORDS = 8, 80
LEAST_WORDS = 30  # of its paragraphs: fewer are the teaser of another article
_DIGITS, _LETTERS = re.compile(r"\d+"), re.compile(r"[^\W\d_]+")
_RULE = re.compile(r"(?:[=_\-–—*#~+•·.]\s?){5,}")
_SENTENCE_SIGN = re.compile("[.:,،؛;؟?!۔。、…]")
_OF_POST = re.compile("[@#]")
REASON = "belongs to a second article"


def assign_second_article(lines: Sequence[Line], roles: Roles) -> int:
    """Where the first article ends; the lines from there on have `REASON`."""
    title = _title(lines, roles)
    if title is None:
        return len(lines)
    for line in lines[title.index :]:
        roles.assign(line, Role.BOILERPLATE, REASON)
    return title.index


def _title(lines: Sequence[Line], roles: Roles) -> Line | None:
    """The line from which on the file is another article: above it are a date and paragraphs of the first."""
    sizes = {block: len(members) for block, members in blocks_of(lines).items()}
    dates: list[Line] = []
    words = 0
    for index, line in enumerate(lines[:-2]):
        is_below = words >= LEAST_WORDS
        if is_below and _is_ruled_off(lines, index, sizes, roles):
            return line
        if (
            is_below
            and dates
            and _could_be_title(line, sizes[line.block], roles)
            and roles[lines[index + 1]] is Role.DATE
        ):
            below = lines[index + 2 : index + 2 + WINDOW]
            is_apart = is_of_signs(lines[index - 1]) or _is_alike(lines[index - 1], lines[index + 1], dates[0], sizes)
            if is_apart and _begins(below, roles) and _words_below(below, roles) >= LEAST_WORDS:
                return line
        dates += [line] if roles[line] is Role.DATE else []
        words += line.words if not roles[line] and _is_paragraph(line) else 0
    return None


def _is_paragraph(line: Line) -> bool:
    """Long with a sign of sentences in it, or ending like one."""
    if line.words >= PARAGRAPH_WORDS:
        return line.words >= WHOLE_WORDS or bool(_SENTENCE_SIGN.search(line.text))
    if line.words >= 2 * SENTENCE_WORDS and line.text.endswith((":", "：")):
        return True  # what a list below it is about
    ends = newsroom.ends_with_stop(line.text) and not line.text.endswith(("؟", "?", "!", "？"))
    return ends and line.words >= SENTENCE_WORDS


def _is_ruled_off(lines: Sequence[Line], index: int, sizes: Mapping[int, int], roles: Roles) -> bool:
    """Below a rule of many signs: a title alone, and paragraphs under it."""
    is_title = _RULE.fullmatch(lines[index - 1].text) and _could_be_title(
        lines[index], sizes[lines[index].block], roles
    )
    below = lines[index + 1 : index + 1 + WINDOW]
    return bool(is_title) and _begins(below, roles) and _words_below(below, roles) >= LEAST_WORDS


def _is_alike(above: Line, date: Line, first: Line, sizes: Mapping[int, int]) -> bool:
    """Without a sign between two articles: a text has ended, and both dates are printed alike, each alone."""
    is_same = _shape(date.folded) == _shape(first.folded) and sizes[date.block] == sizes[first.block] == 1
    return is_same and above.words >= PARAGRAPH_WORDS // 2 and newsroom.ends_with_stop(above.text)


def _shape(folded: str) -> str:
    """A date line without its words and numbers: their order and the signs between them."""
    return _LETTERS.sub("a", _DIGITS.sub("0", folded))


def _could_be_title(line: Line, size: int, roles: Roles) -> bool:
    is_open = not roles[line] and 1 < line.words < LEAD_WORDS and bool(LETTERS.search(line.folded))
    return is_open and size <= 2 and not newsroom.ends_sentence(line.text) and not _OF_POST.search(line.text)


def _begins(below: Sequence[Line], roles: Roles) -> bool:
    """Whether paragraphs begin below a date, at most a byline between: not buttons, not the rest of a list."""
    return any(
        _is_paragraph(line) and not roles[line]
        for line in (below[:2] if below and roles[below[0]] in (Role.NONE, Role.BYLINE) else below[:1])
    )


def _words_below(below: Sequence[Line], roles: Roles) -> int:
    """Words of the paragraphs up to the first line that ends an article."""
    words = 0
    for line in below:
        if roles[line] in (Role.END, Role.DATE):
            break
        words += line.words if not roles[line] and _is_paragraph(line) else 0
    return words
