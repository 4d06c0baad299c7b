"""What stands around the body beside its masthead: a kicker, the image's words, who filed it, a deck."""

from __future__ import annotations

import re
from collections.abc import Sequence

from generator.importers.raw_text.dateline import dateline_of_line
from generator.importers.raw_text.lines import (
    LEAD_WORDS,
    NAME_WORDS,
    VERSE_LINES,
    Line,
    Roles,
)
from generator.importers.raw_text.role import Role
from generator.importers.vocabulary import newsroom

DATELINE_WORDS = 9
_BREADCRUMB = re.compile(r"\s[|»>›/·•]\s|[|»>›/]$")
_ITEM = re.compile(r"\s*[-–•*\d]")


def assign_header(lines: Sequence[Line], roles: Roles) -> None:
    """Around title and body and what names outlet and authors, all known: a kicker, the image's words, a deck."""
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
        elif newsroom.looks_like_caption(line.text) and not any(roles[one] is Role.IMAGE_CAPTION for one in pair):
            roles.assign(line, Role.IMAGE_CAPTION, "is about a picture")
        elif line is first and line.words > NAME_WORDS:
            roles.assign(line, Role.DESCRIPTION, "a line between title and body")
        elif line.words > LEAD_WORDS:
            roles.assign(line, Role.BODY)
        else:
            roles.assign(line, Role.UNPLACED, "is outside the article, and it is unclear what it is")
