"""What stands around the body: menus, the masthead, who wrote it, the title, the image's words, a deck."""

from __future__ import annotations

import re
from collections.abc import Sequence

from generator.importers.raw_text.dateline import dateline_of_line
from generator.importers.raw_text.lines import (
    LEAD_WORDS,
    MENU_LINES,
    NAME_WORDS,
    VERSE_LINES,
    Line,
    blocks_of,
    is_of_masthead,
    open_ones,
)
from generator.importers.raw_text.title import NOISE, noise, title_of
from generator.importers.vocabulary import newsroom

FILED_WORDS = 9
NEAR = 12  # blocks above the body in which a title is looked for
_ITEM = re.compile(r"\s*[-–•*\d]")


def mark_head(lines: Sequence[Line]) -> None:
    """What is left stands around the body: menus, publisher, kicker, title, the image's words, a deck."""
    _mark_menus(lines)
    _reopen_title(lines)
    _mark_author(lines)
    rest = open_ones(lines)
    for line in rest:
        if _is_publisher(line, lines, rest):
            line.give("publisher", "stands in the masthead")
            break
    rest = open_ones(lines)
    title = title_of(rest, lines)
    if title is None:
        return
    title.give("title", "the headline above the body")
    above = rest[: rest.index(title)]
    for line in above:
        if line.words > 1 and title.block - line.block <= 1 and line is above[-1]:
            line.give("kicker", "a short line above the title")
        else:
            line.give("kicker" if len(above) == 1 else "unplaced", "stands above the title")
    below = rest[rest.index(title) + 1 :]
    _mark_image(title, [line for line in below if not _is_of_body(line, title, lines)])


def _reopen_title(lines: Sequence[Line]) -> None:
    """«شاهد: …» above the body is no pointer to another article where no other line can be the title."""
    first = next((line.number for line in lines if line.role == "body"), 0)
    head = [line for line in lines if line.number < first]
    if any(line.words > 1 and not newsroom.looks_like_outlet(line.text) for line in open_ones(head)):
        return
    for line in head:
        if line.role == "read also" and not newsroom.is_read_also_label(line.text):
            line.give("", "")


def _mark_author(lines: Sequence[Line]) -> None:
    """A name between title and date line is who wrote it; a paper's name there is the paper."""
    for above, line, below in zip(lines, lines[1:], lines[2:], strict=False):
        is_name = not line.role and 1 < line.words <= NAME_WORDS and not any(sign.isdigit() for sign in line.text)
        is_own_block = line.block == below.block and above.block != line.block
        if (
            is_name
            and is_own_block
            and below.role == "date"
            and above.words > NAME_WORDS
            and not above.role.startswith("b")
        ):
            if not newsroom.looks_like_outlet(line.text):
                line.give("author", "a name between title and date")
            return


def _is_of_body(line: Line, title: Line, lines: Sequence[Line]) -> bool:
    """A line below the title goes with the body where no blank line parts them, and the title stands apart."""
    first = next((one for one in lines if one.role == "body" and one.number > line.number), None)
    if first is None or first.block != line.block or title.block == line.block or newsroom.is_name(line.text):
        return False
    if dateline_of_line(line.text) and line.words <= FILED_WORDS:
        return False
    line.give("body", "")
    return True


def _mark_menus(lines: Sequence[Line]) -> None:
    """Stretches of short lines above the body, where the page has more of them than a masthead can have."""
    first = next((line for line in lines if line.role == "body"), None)
    head = [line for line in open_ones(lines) if first is None or line.number < first.number]
    whole = blocks_of(lines)
    for block, members in blocks_of(head).items():
        is_far = first is not None and first.block - block > NEAR
        has_masthead = any(line.role in ("date", "issue", "editor", "editor label") for line in whole[block])
        is_menu = _is_menu(whole[block]) and (len(head) > 2 * MENU_LINES or not has_masthead)
        if is_menu or (is_far and len(head) > 1):
            for line in members:
                line.give("boilerplate", "stands among links above the article")


def _is_menu(block: Sequence[Line]) -> bool:
    links = [line for line in block if line.role in ("", "button", "end", "section", "repeated")]
    return len(links) >= MENU_LINES and 4 * sum(line.words <= NAME_WORDS for line in links) >= 3 * len(links)


def _is_publisher(line: Line, lines: Sequence[Line], rest: Sequence[Line]) -> bool:
    if line.words > NAME_WORDS or newsroom.ends_sentence(line.text):
        return False
    if is_of_masthead(line, lines) or newsroom.looks_like_outlet(line.text):
        return len(rest) > 1 or any(one.role == "body" for one in lines)
    if noise(lines) >= NOISE:
        return False
    around = [one for one in lines if abs(one.block - line.block) == 1]
    is_alone = sum(one.block == line.block for one in lines) == 1
    follows = [one for one in rest if one.number > line.number and one.words > line.words]
    return is_alone and line.words <= 3 and any(one.role == "date" for one in around) and bool(follows)


def _mark_image(title: Line, below: Sequence[Line]) -> None:
    """Two lines in one block are an image's alternative text and caption; one line is one of them or a deck."""
    if not below:
        return
    if len([line for line in below if _ITEM.match(line.text)]) >= VERSE_LINES:
        for line in below:
            line.give("body", "")
        return
    first = below[0]
    pair = [line for line in below if line.block == first.block]
    if len(pair) == 2 and first.block != title.block and not any(dateline_of_line(line.text) for line in pair):
        pair[0].give("image_alt", "the first of two lines under the title")
        pair[1].give("image_caption", "the second of two lines under the title")
        below = below[2:]
    for line in below:
        if line.words <= FILED_WORDS and dateline_of_line(line.text):
            line.give("filed", "says who filed it, and from where")
        elif newsroom.is_name(line.text):
            line.give("author", "a name between title and body")
        elif newsroom.looks_like_caption(line.text) and not any(one.role == "image_caption" for one in pair):
            line.give("image_caption", "speaks of a picture")
        elif line is first and line.words > NAME_WORDS:
            line.give("description", "a line between title and body")
        elif line.words > LEAD_WORDS:
            line.give("body", "")
        else:
            line.give("unplaced", "stands around the article, and nothing tells what it is")
