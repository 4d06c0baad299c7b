"""The lines of a raw text on their way to a role."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Sequence

import msgspec

from generator.importers.vocabulary import newsroom
from generator.text.encodings import lines_of

PARAGRAPH_WORDS = 26  # as many words are a paragraph, however the line ends
LEAD_WORDS = 19  # headlines are shorter
SUBHEAD_WORDS = 16
NAME_WORDS = 5
VERSE_LINES = 3  # as many short lines in a row are verse or a list, not subheads
MENU_LINES = 4  # as many short lines in one block are a menu
MASTHEAD_LINES = 7
LETTERS = re.compile(r"[^\W\d_]{3,}|[\u3040-\u30ff\u4e00-\u9fff]")
# Scripts without spaces: two signs make about a word.
_UNSPACED = re.compile("[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff]")

_ENTITY = re.compile(
    r"&(?:quot|amp|lt|gt|nbsp|[nm]dash|hellip|[lr]aquo|[lr][sd]quo|zwn?j|[lr]lm|#\d{2,5}|#x[0-9a-fA-F]{2,4});"
)


class Line(msgspec.Struct):
    """A line that says something; `block` counts the stretches between blank lines, `folded` is for comparing."""

    number: int
    text: str
    block: int
    folded: str
    words: int
    role: str = ""
    reason: str = ""

    def give(self, role: str, reason: str) -> None:
        self.role, self.reason = role, reason


def cut(text: str) -> list[Line]:
    lines, block, was_blank = [], 0, True
    for number, written in enumerate(lines_of(text.lstrip("\ufeff")), 1):
        raw = _ENTITY.sub(lambda match: html.unescape(match.group()), written) if "&" in written else written
        plain = newsroom.plain(raw)
        if not plain:
            was_blank = True
            continue
        block += was_blank
        was_blank = False
        lines.append(Line(number, raw.strip(), block, newsroom.folded(raw), _count(plain)))
    return lines


def open_ones(lines: Iterable[Line]) -> list[Line]:
    """Those that nothing has told yet."""
    return [line for line in lines if not line.role]


def with_role(lines: Iterable[Line], *roles: str) -> list[Line]:
    return [line for line in lines if line.role in roles]


def blocks_of(lines: Sequence[Line]) -> dict[int, list[Line]]:
    found: dict[int, list[Line]] = {}
    for line in lines:
        found.setdefault(line.block, []).append(line)
    return found


def is_of_masthead(line: Line, lines: Sequence[Line]) -> bool:
    """Beside a date, an editor or the number of an issue in one block."""
    block = [one for one in lines if one.block == line.block]
    if line.words > NAME_WORDS or any(one.role == "button" for one in block) or len(block) > MASTHEAD_LINES:
        return False
    return any(one.role in ("date", "updated", "captured", "issue", "editor", "editor label") for one in block)


def _count(plain: str) -> int:
    unspaced = len(_UNSPACED.findall(plain)) if not plain.isascii() else 0
    return len(plain.split()) + unspaced // 2
