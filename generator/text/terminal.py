"""Strangers' words on a terminal: what would steer it is shown as a program would write it (`\\x1b`).

A title, a file name or an answer of git may hold escape sequences that recolour lines, set the clipboard or retitle the
window, line breaks that forge a line of ours, and signs of direction that turn a path around.
"""

from __future__ import annotations

import re

# C0, DEL and C1, line and paragraph separators, everything with the property Bidi_Control, the byte order mark,
# interlinear and tag characters that no font shows, and lone surrogates.
UNSEEN = "\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff\ufff9-\ufffb\ud800-\udfff\U000e0001-\U000e007f"
_STEERING = re.compile(f"[\x00-\x1f{UNSEEN}]")
_NAMED = {"\n": "\\n", "\r": "\\r", "\t": "\\t"}
_BYTES = range(0xDC80, 0xDD00)  # bytes of a file name that is not UTF-8, as Python carries them


def shown(text: str) -> str:
    """One line, whatever stands in the text."""
    return _STEERING.sub(_escape, text)


def shown_lines(text: str) -> str:
    """The same for a text of several lines that are ours."""
    return "\n".join(map(shown, text.split("\n")))


def _escape(match: re.Match[str]) -> str:
    char = match.group()
    code = ord(char)
    if code in _BYTES:
        return f"\\x{code - 0xDC00:02x}"
    short = f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"
    return _NAMED.get(char, short)
