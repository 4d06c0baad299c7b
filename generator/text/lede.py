"""The beginning of a text, where space is limited."""

from __future__ import annotations


def shortened(text: str, length: int) -> str:
    """At most `length` characters, cut between words."""
    if len(text) <= length:
        return text
    return text[: length + 1].rpartition(" ")[0].rstrip(" ،,.:؛;") + "…"
