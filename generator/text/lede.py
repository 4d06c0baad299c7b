"""The beginning of a text, for where there is no room for more."""

from __future__ import annotations


def shortened(text: str, length: int) -> str:
    """At most so many characters, cut between words."""
    if len(text) <= length:
        return text
    return text[: length + 1].rpartition(" ")[0].rstrip(" ،,.:؛;") + "…"
