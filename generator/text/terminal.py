"""Untrusted text on a terminal: control characters are shown as escapes (`\\x1b`).

A title, a file name or an answer from git may contain escape sequences that recolour lines, set the clipboard or rename
the window, line breaks that imitate our own lines, and direction marks that reverse a path.
"""

from __future__ import annotations

import re

# C0, DEL and C1, line and paragraph separators, everything with the property Bidi_Control, the byte order mark,
# interlinear and tag characters that no font shows, and lone surrogates.
UNSEEN = "\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff\ufff9-\ufffb\ud800-\udfff\U000e0001-\U000e007f"
_STEERING = re.compile(f"[\x00-\x1f{UNSEEN}]")
_NAMED = {"\n": "\\n", "\r": "\\r", "\t": "\\t"}
_BYTES = range(0xDC80, 0xDD00)  # bytes of a file name that is not UTF-8, as Python represents them


def shown(text: str) -> str:
    """The text on one line, with control characters as escapes."""
    return _STEERING.sub(_escape, text)


def shown_lines(text: str) -> str:
    """As `shown`, for text with line breaks of our own."""
    return "\n".join(map(shown, text.split("\n")))


def _escape(match: re.Match[str]) -> str:
    char = match.group()
    code = ord(char)
    if code in _BYTES:
        return f"\\x{code - 0xDC00:02x}"
    short = f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"
    return _NAMED.get(char, short)
