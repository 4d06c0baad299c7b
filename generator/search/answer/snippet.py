"""The stretch of a text that shows found words, and where they are in it, in the spelling of the original.

client/answer/snippet.js is the twin in JavaScript; there the stretch with the most found words is chosen.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Set

from generator.model import Snippet
from generator.search.analysis.analyzer import tokens

LENGTH = 200
# A written word with all that may stand inside it: marks, tatweel, joiners and direction marks.
_INSIDE = "\u0300-\u036f\u0591-\u05c7\u0610-\u061a\u0640\u064b-\u065f\u0670\u06d6-\u06ed\u200b-\u200f\u061c"
_WRITTEN = re.compile(rf"[^\W_][^\W_{_INSIDE}]*(?:[{_INSIDE}]+[^\W_]*)*")


def snippet(text: str, wanted: Set[str], means: Callable[[str], str | None]) -> Snippet:
    """Cut between words around the first found word."""
    spans = _spans(text, wanted, means)
    if len(text) <= LENGTH:
        return Snippet(text, tuple(spans))
    middle = spans[0][0] if spans else 0
    start = max(0, min(middle - LENGTH // 2, len(text) - LENGTH))
    stop = min(len(text), start + LENGTH)
    if start:
        start = text.find(" ", start) + 1 or start
    if stop < len(text):
        stop = max(text.rfind(" ", 0, stop + 1), start + 1)
    before, after = "… " if start else "", " …" if stop < len(text) else ""
    shift = len(before) - start
    marks = [(first + shift, last + shift) for first, last in spans if start <= first and last <= stop]
    return Snippet(f"{before}{text[start:stop]}{after}", tuple(marks))


def _spans(text: str, wanted: Set[str], means: Callable[[str], str | None]) -> list[tuple[int, int]]:
    return [
        match.span() for match in _WRITTEN.finditer(text) if any(means(token) in wanted for token in tokens(match[0]))
    ]
