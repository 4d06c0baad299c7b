"""Text as words: letters and digits, without marks that only affect how they look."""

from __future__ import annotations

import re
from functools import lru_cache

from generator.text.arabic import DROPPED, fold

TOKEN = re.compile(r"[^\W_]+|[^\w\s]|\n")
_MARKS = re.compile(f"[{''.join(map(chr, DROPPED))}]+")  # five times as fast as str.translate


def without_marks(text: str) -> str:
    """The text without tashkeel, tatweel, joiners and direction marks."""
    return _MARKS.sub("", text)


@lru_cache(maxsize=1 << 14)
def words_of(name: str) -> tuple[str, ...]:
    """The words of a name, folded."""
    return tuple(fold(word) for word in TOKEN.findall(without_marks(name)) if word[0].isalnum())
