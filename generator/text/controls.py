"""Characters that no text of an archive contains: control characters and lone surrogates."""

from __future__ import annotations

import re

# C0 except tab and line ends, DEL, C1, lone surrogates and noncharacters.
_UNWANTED = "\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff"
UNWANTED = re.compile(f"[{_UNWANTED}]")
_UNWANTED_BYTES = bytes([*range(9), 0x0B, 0x0C, *range(0x0E, 0x20), 0x7F])
_C1 = re.compile(rb"\xc2[\x80-\x84\x86-\x9f]")


def without_controls(text: str) -> str:
    """The text without invisible characters that break other programs."""
    return text if text.isprintable() else UNWANTED.sub("", text)


def holds_controls(data: bytes) -> bool:
    """Whether UTF-8 text contains any. Searching the bytes is faster."""
    return len(data.translate(None, _UNWANTED_BYTES)) != len(data) or _C1.search(data) is not None


def is_printable(name: str) -> bool:
    """Whether a name contains neither these nor line ends."""
    return name.isprintable() or not (UNWANTED.search(name) or "\n" in name or "\r" in name or "\t" in name)


def printable(name: str) -> str:
    """A name for messages."""
    return "".join(char if char.isprintable() else "\ufffd" for char in name)
