"""Paths from content, archives, the ledger or a theme, which are checked before they are used.

A checked path is relative, in NFC, and only leads down. Joined to a folder it stays in that folder, unless a link on
the disk leads out (`disk/folders.py` checks for those).
"""

from __future__ import annotations

import re
import unicodedata
from typing import NewType

from generator.text.terminal import shown as as_written

RelativePath = NewType("RelativePath", str)

MAX_PART_BYTES = 255  # the limit of file systems
LONGEST_SHOWN = 200  # characters of a path in a message
SUFFIX_BYTES = 32  # room in the last part for suffixes: `.new`, `-400.avif`, `.html`
# Windows gives these names to devices, with any extension.
DEVICE_NAMES = frozenset({"con", "prn", "aux", "nul", *(f"{name}{n}" for name in ("com", "lpt") for n in range(1, 10))})
_UNPRINTABLE = re.compile("[\x00-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
_STEERING = re.compile("[\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff]")
_DRIVE = re.compile(r"[A-Za-z]:")
_NOT_PORTABLE = re.compile(r'[<>:"|?*]')


class PathError(ValueError):
    """A path that could lead elsewhere, or that no disk allows; `hint` is the way out."""

    def __init__(self, what: str, hint: str) -> None:
        super().__init__(what)
        self.what = what
        self.hint = hint


def relative_path(text: str, *, suffix_bytes: int = SUFFIX_BYTES) -> RelativePath:
    """The path in NFC; PathError if it is absolute, leads up, or has a part that no disk allows."""
    if not text:
        raise PathError("the path is empty", "write the path of a file")
    if _UNPRINTABLE.search(text) or "\\" in text:
        raise PathError(
            f"`{shown(text)}` contains a character that is not allowed in paths", "use letters, digits, `-` and `/`"
        )
    if text.startswith("/") or _DRIVE.match(text):
        raise PathError(
            f"`{text}` is not a path inside the site", "write a relative path, without a leading `/` or a drive"
        )
    path = unicodedata.normalize("NFC", text)
    parts = path.split("/")
    if any(part in ("", ".", "..") for part in parts):
        raise PathError(f"`{text}` is not a plain path", "remove `.`, `..` and `//`")
    room = [MAX_PART_BYTES] * (len(parts) - 1) + [MAX_PART_BYTES - suffix_bytes]
    if any(len(part.encode()) > most for part, most in zip(parts, room, strict=True)):
        raise PathError(f"`{text[:60]}…` has a part that is too long for a file name", "shorten it")
    return RelativePath(path)


def published_path(text: str) -> RelativePath:
    """A relative path that works on every system and host: no reserved names of Windows, no direction marks."""
    path = relative_path(text, suffix_bytes=0)  # a page is a folder with an index.html
    for part in path.split("/"):
        if _NOT_PORTABLE.search(part) or _STEERING.search(part) or part[-1] in ". ":
            raise PathError(f"`{shown(text)}` is not a valid file name on some systems", "use letters, digits and `-`")
        if part.partition(".")[0].rstrip().lower() in DEVICE_NAMES:
            raise PathError(f"`{part}` is a reserved device name on Windows", "choose another name")
    return path


def is_relative_path(text: str, *, suffix_bytes: int = SUFFIX_BYTES) -> bool:
    """Whether `relative_path` accepts it."""
    try:
        relative_path(text, suffix_bytes=suffix_bytes)
    except PathError:
        return False
    return True


def shown(text: str) -> str:
    """A path for messages: special characters as escapes, and cut if it is long."""
    visible = as_written(text)
    return visible if len(visible) <= LONGEST_SHOWN else f"{visible[: LONGEST_SHOWN - 1]}…"
