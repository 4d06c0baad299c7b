"""JSON for a terminal or a pipe: the same value, in letters that steer nothing."""

from __future__ import annotations

import json
import re
from typing import Any

import msgspec

from generator.text.terminal import UNSEEN

_STEERING = re.compile(f"[{UNSEEN}]")  # JSON writes the control characters below U+0020 as escapes already
_NOT_ASCII = re.compile("[^\x00-\x7e]")


def json_of(value: Any) -> str:
    """Indented; names that are not UTF-8 become escapes that Python's json reads back."""
    try:
        text = msgspec.json.format(msgspec.json.encode(value), indent=2).decode()
    except UnicodeEncodeError:
        text = json.dumps(msgspec.to_builtins(value), ensure_ascii=True, indent=2)
    return shown_json(text)


def shown_json(text: str) -> str:
    """JSON of the same meaning in which nothing steers a terminal."""
    return _STEERING.sub(_escape, text)


def ascii_json(text: str) -> str:
    """JSON of the same meaning in letters that every encoding has."""
    return _NOT_ASCII.sub(_escape, text)


def _escape(match: re.Match[str]) -> str:
    units = match.group().encode("utf-16-be", "surrogatepass")
    return "".join(f"\\u{units[at]:02x}{units[at + 1]:02x}" for at in range(0, len(units), 2))
