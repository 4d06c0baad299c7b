"""How much an article may hold, at import and in content alike: more than any has, and little enough to be quick."""

from __future__ import annotations

MAX_FIELD = 20_000  # letters of a field
MAX_ITEM = 1_000  # letters of one value of a list
MAX_BODY = 300_000  # letters: a book of 180 pages
MAX_LINES = 20_000
MAX_SIGNS = 30_000  # that may be markup: each costs as much as forty letters
_SIGNS = "*_`[]<|~\\&>"
_SMALL = MAX_SIGNS  # letters: a shorter body is within all limits


def body_excess(body: str) -> str:
    """Which limit a body in Markdown goes beyond; "" for none."""
    if len(body) <= _SMALL:
        return ""
    if len(body) > MAX_BODY:
        return f"the text has more than {MAX_BODY:,} letters"
    if body.count("\n") + body.count("\r") > MAX_LINES:
        return f"the text has more than {MAX_LINES:,} lines"
    if sum(map(body.count, _SIGNS)) > MAX_SIGNS:
        return f"the text has more than {MAX_SIGNS:,} signs of markup"
    return ""
