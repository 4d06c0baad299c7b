"""What stands around the body: menus, the masthead, who wrote it, the title, the image's words, a deck."""

from __future__ import annotations

import re
from collections.abc import Sequence

from generator.importers.raw_text import names
from generator.importers.raw_text.beside_dates import outlet_beside
from generator.importers.raw_text.dateline import dateline_of_line
from generator.importers.raw_text.lines import (
    LEAD_WORDS,
    NAME_WORDS,
    VERSE_LINES,
    Line,
    Roles,
    is_of_masthead,
)
from generator.importers.raw_text.role import NOISE, NOT_ABOVE_AUTHOR, Role
from generator.importers.vocabulary import newsroom

DATELINE_WORDS = 9
_NO_NAME = re.compile(r"[:：]\s*$|\d\s?[:.]\s?\d|@|https?:|www\.")  # of an outlet: a label, an hour, an address
LEAST_NOISE = 3  # buttons and menu lines make it a copied page
_BREADCRUMB = re.compile(r"\s[|»>›/·•]\s|[|»>›/]$")
_ITEM = re.compile(r"\s*[-–•*\d]")


def assign_header(lines: Sequence[Line], roles: Roles) -> None:
    """Around title and body, which are known: the publisher, a kicker, the image's words, a deck."""
    _assign_author(lines, roles)
    rest = roles.without_role(lines)
    named = next((one.index for one in lines if roles[one] is Role.DATE and outlet_beside(one.text)), len(lines))
    for line in rest:
        if line.index < named and _is_publisher(line, lines, rest, roles):
            roles.assign(line, Role.PUBLISHER, "is in the masthead")
            break
    title = next(roles.with_role(lines, Role.TITLE), None)
    if title is None:
        return
    rest = roles.without_role(lines)
    for line in rest:
        if line.index == title.index - 1 and _is_kicker(line, title):
            roles.assign(line, Role.KICKER, "a short line above the title")
        elif line.index < title.index:
            roles.assign(line, Role.UNPLACED, "is above the title")
    _assign_image(title, [line for line in rest if line.index > title.index], roles)


def _is_kicker(line: Line, title: Line) -> bool:
    return line.words > 1 and title.block - line.block <= 1 and not _BREADCRUMB.search(line.text)


def _assign_author(lines: Sequence[Line], roles: Roles) -> None:
    """A name between title and date line is who wrote it; a paper's name there is the paper."""
    for above, line, below in zip(lines, lines[1:], lines[2:], strict=False):
        is_name = not roles[line] and 1 < line.words <= NAME_WORDS and not any(sign.isdigit() for sign in line.text)
        is_own_block = line.block == below.block and above.block != line.block
        if (
            is_name
            and is_own_block
            and roles[below] is Role.DATE
            and above.words > NAME_WORDS
            and roles[above] not in NOT_ABOVE_AUTHOR
        ):
            if not newsroom.looks_like_outlet(line.text):
                roles.assign(line, Role.AUTHOR, "a name between title and date")
            return


def _is_publisher(line: Line, lines: Sequence[Line], rest: Sequence[Line], roles: Roles) -> bool:
    if line.words > NAME_WORDS or newsroom.ends_sentence(line.text) or _NO_NAME.search(line.text):
        return False
    if newsroom.looks_like_outlet(line.text):
        return len(rest) > 1 or any(roles[one] is Role.BODY for one in lines)
    if is_of_masthead(line, lines, roles):
        return _has_other_title(line, lines, rest, roles)
    if sum(roles[line] in NOISE for line in lines) >= LEAST_NOISE:
        return False
    around = [one for one in lines if abs(one.block - line.block) == 1]
    is_alone = sum(one.block == line.block for one in lines) == 1
    first = next((one.number for one in lines if roles[one] is Role.BODY), line.number)
    follows = [one for one in rest if line.number < one.number < first and one.words > line.words]
    return is_alone and line.words <= 3 and any(roles[one] is Role.DATE for one in around) and bool(follows)


def _has_other_title(line: Line, lines: Sequence[Line], rest: Sequence[Line], roles: Roles) -> bool:
    """Whether a line above the body, or one that its label made the title, can be the title instead of this one."""
    first = next((one.number for one in lines if roles[one] is Role.BODY), None)
    if first is None or line.number > first or any(roles.with_role(lines, Role.TITLE)):
        return True
    return any(one is not line and one.words > 1 and one.number < first for one in rest)


def _assign_image(title: Line, below: Sequence[Line], roles: Roles) -> None:
    """Two lines in one block are an image's alternative text and caption; one line is one of them or a deck."""
    if not below:
        return
    if len([line for line in below if _ITEM.match(line.text)]) >= VERSE_LINES:
        for line in below:
            roles.assign(line, Role.BODY)
        return
    first = below[0]
    pair = [line for line in below if line.block == first.block]
    if len(pair) == 2 and first.block != title.block and not any(dateline_of_line(line.text) for line in pair):
        roles.assign(pair[0], Role.IMAGE_ALT, "the first of two lines under the title")
        roles.assign(pair[1], Role.IMAGE_CAPTION, "the second of two lines under the title")
        below = below[2:]
    for line in below:
        if line.words <= DATELINE_WORDS and dateline_of_line(line.text):
            roles.assign(line, Role.DATELINE, "says who filed it, and from where")
        elif names.is_name(line.text):
            roles.assign(line, Role.AUTHOR, "a name between title and body")
        elif newsroom.looks_like_caption(line.text) and not any(roles[one] is Role.IMAGE_CAPTION for one in pair):
            roles.assign(line, Role.IMAGE_CAPTION, "is about a picture")
        elif line is first and line.words > NAME_WORDS:
            roles.assign(line, Role.DESCRIPTION, "a line between title and body")
        elif line.words > LEAD_WORDS:
            roles.assign(line, Role.BODY)
        else:
            roles.assign(line, Role.UNPLACED, "is outside the article, and it is unclear what it is")
