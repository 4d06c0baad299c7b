"""Texts that a spreadsheet would run as a formula when it opens a table, and the apostrophe that keeps them texts.

Programs look past white space and quotes before the sign, and take full-width signs for their plain ones.
"""

from __future__ import annotations

import re
from unicodedata import normalize

_SIGNS = frozenset("=+-@")
_BEFORE = re.compile(r"[\s'\"\x00-\x1f\x7f-\xa0\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]*")
_CUT_OFF = ("\t", "\r", "\n", "|", "%")  # begin a cell anew in some program, or call another one


def is_formula(text: str) -> bool:
    """The answer for a text is that for the text behind apostrophes, so that guarding twice means two of them."""
    bare = text.lstrip("'")
    if bare[:1].isalnum():
        return False  # most texts, and every cell of a table is asked
    if bare.startswith(_CUT_OFF):
        return True
    first = _BEFORE.sub("", bare, count=1)[:1]
    return bool(first) and normalize("NFKC", first)[:1] in _SIGNS


def guarded(text: str) -> str:
    return f"'{text}" if is_formula(text) else text


def unguarded(cell: str) -> str:
    """`guarded` backwards; an apostrophe before anything else is the text's own."""
    return cell[1:] if cell.startswith("'") and is_formula(cell) else cell
