"""The lines of a raw text, and the table of their roles."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Iterator, Sequence

import msgspec

from generator.importers.raw_text.role import Role
from generator.importers.raw_text.wraps import joined, parted
from generator.importers.vocabulary import newsroom
from generator.model import Evidence
from generator.text.encodings import lines_of

PARAGRAPH_WORDS = 26  # as many words are a paragraph, however the line ends
LEAD_WORDS = 19  # headlines are shorter
SUBHEAD_WORDS = 16
NAME_WORDS = 5
VERSE_LINES = 3  # as many short lines in a row are verse or a list, not subheads
LETTERS = re.compile(r"[^\W\d_]{3,}|[\u3040-\u30ff\u4e00-\u9fff\uac00-\ud7a3]")
# Scripts without spaces: two signs make about a word.
_UNSPACED = re.compile("[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff]")

_ENTITY = re.compile(
    r"&(?:quot|amp|lt|gt|nbsp|[nm]dash|hellip|[lr]aquo|[lr][sd]quo|zwn?j|[lr]lm|#\d{2,5}|#x[0-9a-fA-F]{2,4});"
)


class Line(msgspec.Struct, frozen=True):
    """A line that is not blank; `block` counts the stretches between blank lines, `folded` is for comparing.

    `number` counts from 1 in the file, up to `last` where several lines of it are one; `index` counts from 0 among
    the lines that are not blank.
    """

    number: int
    text: str
    block: int
    folded: str
    words: int
    index: int = 0
    last: int = 0


class RoledLine(Line, frozen=True):
    """A line with its role, why it has that, and how sure that is.

    `names` is what it names beside that, None where nobody compared names.
    """

    role: Role = Role.NONE
    reason: str = ""
    sure: float = 0.9
    names: tuple[Evidence, ...] | None = None


class Roles:
    """The roles of a text's lines while rules assign them, one after the other."""

    __slots__ = ("_reasons", "_roles")

    def __init__(self, count: int) -> None:
        self._roles = [Role.NONE] * count
        self._reasons = [""] * count

    def __getitem__(self, line: Line) -> Role:
        return self._roles[line.index]

    def reason(self, line: Line) -> str:
        return self._reasons[line.index]

    def assign(self, line: Line, role: Role, reason: str = "") -> None:
        self._roles[line.index], self._reasons[line.index] = role, reason

    def without_role(self, lines: Iterable[Line]) -> list[Line]:
        roles = self._roles
        return [line for line in lines if not roles[line.index]]

    def with_role(self, lines: Iterable[Line], role: Role) -> Iterator[Line]:
        roles = self._roles
        return (line for line in lines if roles[line.index] is role)

    def of(self, line: Line) -> RoledLine:
        index = line.index
        values = (line.number, line.text, line.block, line.folded, line.words, index, line.last)
        return RoledLine(*values, self._roles[index], self._reasons[index])


def cut(text: str) -> list[Line]:
    """The lines that are not blank; those that were cut to a width are one, a text on a single line is several."""
    lines: list[Line] = []
    block, last = 0, -1
    for written in parted(joined(lines_of(text.lstrip("\ufeff")))):
        raw = (
            _ENTITY.sub(lambda match: html.unescape(match.group()), written.text)
            if "&" in written.text
            else written.text
        )
        plain = newsroom.field_text(raw)
        if not plain:
            continue
        block += written.number > last + 1 or written.number == last
        last = written.last
        values = (written.number, raw.strip(), block, newsroom.folded(raw), _count(plain), len(lines), last)
        lines.append(Line(*values))
    return lines


def blocks_of(lines: Sequence[Line]) -> dict[int, list[Line]]:
    found: dict[int, list[Line]] = {}
    for line in lines:
        found.setdefault(line.block, []).append(line)
    return found


def _count(plain: str) -> int:
    unspaced = len(_UNSPACED.findall(plain)) if not plain.isascii() else 0
    return len(plain.split()) + unspaced // 2
