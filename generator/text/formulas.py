"""Text that a spreadsheet would run as a formula, and the apostrophe that prevents it.

Programs skip white space and quotes before the first character, and treat full-width characters like plain ones.
"""

from __future__ import annotations

import re
from unicodedata import normalize

_FIRST = frozenset("=+-@")
_BEFORE = re.compile(r"[\s'\"\x00-\x1f\x7f-\xa0\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]*")
_CUT_OFF = ("\t", "\r", "\n", "|", "%")  # start a new cell or call another program in some spreadsheets


def is_formula(text: str) -> bool:
    """Whether a spreadsheet runs the text. Leading apostrophes are ignored, so text that is guarded twice has two."""
    bare = text.lstrip("'")
    if bare[:1].isalnum():
        return False  # the common case, for speed
    if bare.startswith(_CUT_OFF):
        return True
    first = _BEFORE.sub("", bare, count=1)[:1]
    return bool(first) and normalize("NFKC", first)[:1] in _FIRST


def guarded(text: str) -> str:
    return f"'{text}" if is_formula(text) else text


def unguarded(cell: str) -> str:
    """Reverse `guarded`; an apostrophe before any other text belongs to it."""
    return cell[1:] if cell.startswith("'") and is_formula(cell) else cell
