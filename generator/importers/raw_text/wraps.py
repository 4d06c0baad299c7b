"""Texts whose lines were cut to a width: told by the first word of each line, which had no room on the line before.

So verse, lists, tables and results stay as they are: there a line ends where it will, whatever comes next.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

import msgspec

from generator.importers.vocabulary.newsroom import ends_sentence
from generator.text.arabic import fold
from generator.text.dates.parse import dates_of_folded, dates_of_folded_line

NARROWEST, WIDEST = 45, 120  # letters: lines of verse and of menus are shorter, paragraphs longer
LEAST_CUT = 3  # lines without room for the next word, before a text counts as cut
LEAST_SHARE = 0.6  # of lines that no sentence ends, and of those that are long
LEAST_ALONE = 3  # lines of a block that is cut in a page that is not
LONG = 0.6  # of the width: a shorter line is a title, a name, the end of a paragraph
LONGEST_TITLE = 300  # letters: a longer line alone is a whole article
HEAD_WORDS = 40  # among which the date of such a line is looked for
_ITEM = re.compile(r"\s*(?:[-–—•*·▪◦]\s|[\d٠-٩۰-۹]{1,3}\s?[.)\-–]\s|[^\W\d_]{1,3}\s?[:：]\s)")
_COLUMNS = re.compile(r"\S(?:\t| {2,})\s*\S|\|")
_UNSPACED = re.compile("[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\u3001\u3002\uff0c\uff01\uff1f]")
_HYPHEN = re.compile(r"[^\W\d_][-\u2010]$")


class WrittenLine(msgspec.Struct, frozen=True):
    """A line or a paragraph of several: the numbers of its first and last line in the file, and its text."""

    number: int
    last: int
    text: str


def joined(written: Sequence[str]) -> list[WrittenLine]:
    """The lines of a file, with those that were cut joined again."""
    width = max(map(len, written), default=0)
    if width <= WIDEST:
        is_cut = width >= NARROWEST and _is_cut(list(_pairs(written)), width)
        widths = dict.fromkeys(range(len(written)), width) if is_cut else {}
    else:
        widths = _widths_of_blocks(written)
    return list(_joined(written, widths)) if widths else [_alone(index, text) for index, text in enumerate(written)]


def parted(lines: Sequence[WrittenLine]) -> list[WrittenLine]:
    """A page that came on one line, parted at the date behind its title: «title 14 April 2020 text …»."""
    written = [line for line in lines if line.text.strip()]
    if len(written) != 1 or len(written[0].text) < LONGEST_TITLE:
        return list(lines)
    words = written[0].text.split()
    head = fold(" ".join(words[:HEAD_WORDS]))
    found = next((one for one in dates_of_folded(head) if head[: one.start].strip()), None)
    if found is None:
        return list(lines)
    cuts = (len(head[: found.start].split()), len(head[: found.stop].split()))
    parts = (words[: cuts[0]], words[cuts[0] : cuts[1]], words[cuts[1] :])
    number = written[0].number
    return [WrittenLine(number, number, " ".join(part)) for part in parts if part]


def _alone(index: int, text: str) -> WrittenLine:
    return WrittenLine(index + 1, index + 1, text)


def _joined(written: Sequence[str], widths: dict[int, int]) -> Iterator[WrittenLine]:
    held: WrittenLine | None = None
    for index, text in enumerate(written):
        before = written[index - 1] if index else ""
        goes_on = index - 1 in widths and _has_no_room(before, text, widths[index - 1])
        if (
            held is not None
            and goes_on
            and not dates_of_folded_line(fold(text))
            and not dates_of_folded_line(fold(before))
        ):
            held = WrittenLine(held.number, index + 1, _put_together(held.text, text.strip()))
            continue
        if held is not None:
            yield held
        held = _alone(index, text)
    if held is not None:
        yield held


def _put_together(before: str, text: str) -> str:
    before = before.rstrip()
    is_unspaced = _UNSPACED.match(before[-1:]) and _UNSPACED.match(text[:1])
    return before + text if is_unspaced or _HYPHEN.search(before[-2:]) else f"{before} {text}"


def _has_no_room(before: str, text: str, width: int) -> bool:
    """Whether a line goes on in the next because the next word did not fit."""
    if not before.strip() or not text.strip() or _ITEM.match(text) or _COLUMNS.search(before) or _COLUMNS.search(text):
        return False
    word = text.strip()[:1] if _UNSPACED.match(text.strip()) else text.split(maxsplit=1)[0]
    is_joint = _UNSPACED.match(text.strip()) or _HYPHEN.search(before.rstrip()[-2:])
    return len(before.rstrip()) + (0 if is_joint else 1) + len(word) > width


def _pairs(written: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Lines that follow each other without a blank line between them."""
    return (pair for pair in pairwise(written) if pair[0].strip() and pair[1].strip())


def _is_cut(pairs: Sequence[tuple[str, str]], width: int) -> bool:
    """Enough lines have no room for the next word, hardly a long one has, and sentences end anywhere in them."""
    long = [pair for pair in pairs if len(pair[0].strip()) >= LONG * width and not _COLUMNS.search(pair[0])]
    cut = [pair for pair in long if _has_no_room(*pair, width)]
    open_ = [pair for pair in long if not ends_sentence(pair[0])]
    within = [pair for pair in cut if not ends_sentence(pair[0])]
    is_enough = len(cut) >= LEAST_CUT and len(within) >= LEAST_SHARE * len(cut)
    return is_enough and len(within) >= LEAST_SHARE * len(open_)


def _widths_of_blocks(written: Sequence[str]) -> dict[int, int]:
    """In a page with longer lines too: blocks of which each is cut to a width of its own."""
    widths: dict[int, int] = {}
    start = 0
    for index in range(len(written) + 1):
        if index < len(written) and written[index].strip():
            continue
        block = written[start:index]
        width = max(map(len, block), default=0)
        if len(block) >= LEAST_ALONE and NARROWEST <= width <= WIDEST:
            pairs = list(_pairs(block))
            if _is_cut(pairs, width) and all(_has_no_room(*pair, width) for pair in pairs):
                widths |= dict.fromkeys(range(start, index), width)
        start = index + 1
    return widths
