"""Strangers' words on a terminal: what would steer it is shown as a program would write it (`\\x1b`).

A title, a file name or an answer of git may hold escape sequences that recolour lines, set the clipboard or retitle the
window, line breaks that forge a line of ours, and signs of direction that turn a path around.
"""

from __future__ import annotations

import json
import re
from typing import Any

import msgspec

# C0, DEL and C1, line and paragraph separators, everything with the property Bidi_Control, the byte order mark,
# interlinear and tag characters that no font shows, and lone surrogates.
_UNSEEN = "\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff\ufff9-\ufffb\ud800-\udfff\U000e0001-\U000e007f"
_STEERING = re.compile(f"[\x00-\x1f{_UNSEEN}]")
_STEERING_IN_JSON = re.compile(f"[{_UNSEEN}]")  # JSON writes the rest of them as escapes already
_NOT_ASCII = re.compile("[^\x00-\x7e]")
_NAMED = {"\n": "\\n", "\r": "\\r", "\t": "\\t"}
_BYTES = range(0xDC80, 0xDD00)  # bytes of a file name that is not UTF-8, as Python carries them


def shown(text: str) -> str:
    """One line, whatever stands in the text."""
    return _STEERING.sub(_escape, text)


def shown_lines(text: str) -> str:
    """The same for a text of several lines that are ours."""
    return "\n".join(map(shown, text.split("\n")))


def shown_json(text: str) -> str:
    """JSON of the same meaning in which nothing steers a terminal."""
    return _STEERING_IN_JSON.sub(_escape_json, text)


def ascii_json(text: str) -> str:
    """JSON of the same meaning in letters that every encoding has."""
    return _NOT_ASCII.sub(_escape_json, text)


def _escape(match: re.Match[str]) -> str:
    char = match.group()
    code = ord(char)
    if code in _BYTES:
        return f"\\x{code - 0xDC00:02x}"
    short = f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"
    return _NAMED.get(char, short)


def _escape_json(match: re.Match[str]) -> str:
    units = match.group().encode("utf-16-be", "surrogatepass")
    return "".join(f"\\u{units[at]:02x}{units[at + 1]:02x}" for at in range(0, len(units), 2))


def json_of(value: Any) -> str:
    """Indented; names that are not UTF-8 stand as the escapes by which Python's json reads them back."""
    try:
        text = msgspec.json.format(msgspec.json.encode(value), indent=2).decode()
    except UnicodeEncodeError:
        text = json.dumps(msgspec.to_builtins(value), ensure_ascii=True, indent=2)
    return shown_json(text)
