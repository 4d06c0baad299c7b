"""Where paragraphs begin in plain text whose lines were cut to a width: at blank lines, or where a line is indented."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from generator.importers.vocabulary.newsroom import ends_with_stop

WIDE = 100  # letters: a longer line was not cut, it is a paragraph
NARROW = 45  # of which all lines of a stretch are: a table, a list or verse
SHORT = 0.75  # of the longest line: so short and ending a sentence, a line ends its paragraph
_SPACES = re.compile(r"[ \t\n]+")
_INDENTED = re.compile(r"(?:\t|[ \xa0]{2,})[ \t\xa0]*\S")


def paragraphs(lines: Sequence[str]) -> Iterator[list[int]]:
    """The places of the lines of each paragraph."""
    for stretch in _stretches(lines):
        indented = [index for index in stretch if _INDENTED.match(lines[index])]
        is_marked = bool(indented) and not (len(indented) == len(stretch) > 1 or indented == stretch[1:])
        longest = max(len(lines[index].strip()) for index in stretch)
        if longest <= NARROW and len(stretch) > 2 and not is_marked:
            yield from ([index] for index in stretch)
            continue
        held: list[int] = []
        for index in stretch:
            if held and (index in indented if is_marked else _has_ended(lines[held[-1]], longest)):
                yield held
                held = []
            held.append(index)
        yield held


def _has_ended(before: str, longest: int) -> bool:
    text = before.strip()
    return len(text) > WIDE or (len(text) < SHORT * longest and ends_with_stop(text))


def _stretches(lines: Sequence[str]) -> Iterator[list[int]]:
    held: list[int] = []
    for index, line in enumerate(lines):
        if line.strip():
            held.append(index)
        elif held:
            yield held
            held = []
    if held:
        yield held


def unwrapped(text: str) -> list[str]:
    """Paragraphs of a text, a string each."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return [_SPACES.sub(" ", " ".join(lines[index] for index in indexes)).strip(" ") for indexes in paragraphs(lines)]
