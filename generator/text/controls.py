"""Signs that no text of an archive holds: control characters and halves of surrogate pairs."""

from __future__ import annotations

import re

# C0 but for tab and the ends of lines, DEL, C1, lone surrogates, and what is no character at all.
_UNWANTED = "\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff"
UNWANTED = re.compile(f"[{_UNWANTED}]")
_UNWANTED_BYTES = bytes([*range(9), 0x0B, 0x0C, *range(0x0E, 0x20), 0x7F])
_C1 = re.compile(rb"\xc2[\x80-\x84\x86-\x9f]")


def without_controls(text: str) -> str:
    """The text without what nobody can see and programs stumble over."""
    return text if text.isprintable() else UNWANTED.sub("", text)


def holds_controls(data: bytes) -> bool:
    """Whether a text in UTF-8 holds any: asked of its bytes, since that is quick."""
    return len(data.translate(None, _UNWANTED_BYTES)) != len(data) or _C1.search(data) is not None


def is_printable(name: str) -> bool:
    """Whether a name holds neither these nor an end of a line."""
    return name.isprintable() or not (UNWANTED.search(name) or "\n" in name or "\r" in name or "\t" in name)


def printable(name: str) -> str:
    """A name as a message shows it."""
    return "".join(char if char.isprintable() else "\ufffd" for char in name)
