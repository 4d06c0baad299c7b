"""Who stands beside a date on its line, between signs: a town, an agency, a name."""

from __future__ import annotations

import re
from functools import lru_cache

from generator.importers.raw_text.dateline import Dateline, dateline_of_line
from generator.importers.raw_text.lines import NAME_WORDS
from generator.importers.raw_text.names import byline_of
from generator.importers.vocabulary import newsroom
from generator.text.arabic import fold
from generator.text.dates.calendars import month_names, weekdays

_SIGN = re.compile(r"\s+[-–—|•·/]+\s+|\s*[|•·]\s*")
_DIGIT = re.compile(r"\d")
_WORD = re.compile(r"[^\W\d_]{2,}")


@lru_cache(maxsize=1 << 8)
def parts_beside(text: str) -> tuple[str, ...]:
    """The parts of a date line that hold no number, no day and no label."""
    written = (part.strip() for part in _SIGN.split(newsroom.field_text(text)))
    parts = (part.strip(" ،,-–—") for part in written if not part.endswith((":", "：")))
    return tuple(part for part in parts if _is_other(part))


def _is_other(part: str) -> bool:
    folded = fold(part)
    if not _WORD.search(part) or _DIGIT.search(folded) or len(part.split()) > NAME_WORDS or newsroom.is_label(folded):
        return False
    return not any(word in weekdays() or word in month_names() for word in _WORD.findall(folded))


def who_beside(text: str) -> Dateline | None:
    """Town, agency and names beside the date under a title."""
    parts = parts_beside(text)
    authors = tuple(filter(None, (byline_of(part) for part in parts)))
    found = dateline_of_line(" – ".join(parts[:3])) if len(parts) > 1 else None
    if authors:
        return Dateline("", authors)
    return found
