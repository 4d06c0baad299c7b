"""Size limits of an article, during import and in content: more than any article needs, but quick to process."""

from __future__ import annotations

MAX_FIELD = 20_000  # characters of a field
MAX_ITEM = 1_000  # characters of one value of a list
MAX_BODY = 300_000  # characters: a book of 180 pages
MAX_LINES = 20_000
MAX_MARKUP = 30_000  # possible markup characters: each costs as much time as forty others
_MARKUP = "*_`[]<|~\\&>"
_SMALL = MAX_MARKUP  # characters: a shorter body is within all limits


def body_excess(body: str) -> str:
    """The limit that a Markdown body exceeds, or ""."""
    if len(body) <= _SMALL:
        return ""
    if len(body) > MAX_BODY:
        return f"the text has more than {MAX_BODY:,} characters"
    if body.count("\n") + body.count("\r") > MAX_LINES:
        return f"the text has more than {MAX_LINES:,} lines"
    if markup_in(body) > MAX_MARKUP:
        return f"the text has more than {MAX_MARKUP:,} markup characters"
    return ""


def markup_in(body: str) -> int:
    """Letters that may be markup."""
    return sum(map(body.count, _MARKUP))
