"""A title with the name of its site, as tabs and shared links have it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from generator.importers.raw_text.lines import PARAGRAPH_WORDS, Line, Roles
from generator.importers.raw_text.role import Role
from generator.importers.vocabulary import newsroom
from generator.text.arabic import fold

FEWEST_TITLE_WORDS = 2
_SIGN = re.compile(r"\s+[-–—|•·/»«›‹<>:]+\s+|\s*[|•›‹]\s*|\s*::\s*")
_SIGNS = frozenset("-–—|•·/»«›‹<>:")
TAB = "the title with the name of its site"


def assign_tab_titles(lines: Sequence[Line], roles: Roles) -> None:
    """«title | outlet», as tabs and shared links have it: the title is another line, whole."""
    whole = {line.folded for line in lines if line.words >= FEWEST_TITLE_WORDS}
    for line in lines:
        is_short = line.words <= PARAGRAPH_WORDS and not roles[line]
        if (
            is_short
            and not _SIGNS.isdisjoint(line.text)
            and len(parts := _parts(line.text)) > 1
            and _title_part(parts, whole - {line.folded})
        ):
            roles.assign(line, Role.REPEATED, TAB)


def _title_part(parts: Sequence[str], whole: set[str]) -> str:
    return next((part for part in parts if fold(part) in whole and len(part.split()) >= FEWEST_TITLE_WORDS), "")


def _parts(text: str) -> list[str]:
    return [part.strip(" ،,:-–—\"'") for part in _SIGN.split(newsroom.field_text(text)) if part.strip()]
