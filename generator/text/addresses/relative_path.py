"""Paths that content, archives, the ledger or a theme name: checked before anything is done with them.

A checked path is relative, in NFC, and leads down: whoever joins it to a folder stays in that folder, unless a link on
the disk leads out (`folders.Folder` looks for those).
"""

from __future__ import annotations

import re
import unicodedata
from typing import NewType

from generator.text.addresses.slug import DEVICE_NAMES
from generator.text.terminal import shown as as_written

RelativePath = NewType("RelativePath", str)

MAX_PART_BYTES = 255  # what file systems take
LONGEST_SHOWN = 200  # letters of a path in a message
SUFFIX_BYTES = 32  # room in the last part for what we add: `.new`, `-400.avif`, `.html`
_UNPRINTABLE = re.compile("[\x00-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
_STEERING = re.compile("[\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff]")
_DRIVE = re.compile(r"[A-Za-z]:")
_NOT_PORTABLE = re.compile(r'[<>:"|?*]')


class PathError(ValueError):
    """A path that could lead somewhere else, or that no disk takes; `hint` says what to do."""

    def __init__(self, what: str, hint: str) -> None:
        super().__init__(what)
        self.what = what
        self.hint = hint


def relative_path(text: str, *, suffix_bytes: int = SUFFIX_BYTES) -> RelativePath:
    """The path in NFC; raises PathError for one that is absolute, leads up, or has a part that no disk takes."""
    if not text:
        raise PathError("the path is empty", "name a file")
    if _UNPRINTABLE.search(text) or "\\" in text:
        raise PathError(f"`{shown(text)}` holds a character that no path may have", "use letters, digits, `-` and `/`")
    if text.startswith("/") or _DRIVE.match(text):
        raise PathError(f"`{text}` is no path inside the site", "write it relative, without a leading `/` or a drive")
    path = unicodedata.normalize("NFC", text)
    parts = path.split("/")
    if any(part in ("", ".", "..") for part in parts):
        raise PathError(f"`{text}` is no plain path", "leave out `.`, `..` and `//`")
    room = [MAX_PART_BYTES] * (len(parts) - 1) + [MAX_PART_BYTES - suffix_bytes]
    if any(len(part.encode()) > most for part, most in zip(parts, room, strict=True)):
        raise PathError(f"`{text[:60]}…` has a part that is too long for a file's name", "shorten it")
    return RelativePath(path)


def published_path(text: str) -> RelativePath:
    """A relative path that every system and host can hold: no names that Windows keeps, nothing that steers writing."""
    path = relative_path(text, suffix_bytes=0)  # a page is a folder with index.html in it
    for part in path.split("/"):
        if _NOT_PORTABLE.search(part) or _STEERING.search(part) or part[-1] in ". ":
            raise PathError(f"`{shown(text)}` cannot be a file's name on every system", "use letters, digits and `-`")
        if part.partition(".")[0].rstrip().lower() in DEVICE_NAMES:
            raise PathError(f"`{part}` is a name that Windows keeps for devices", "choose another name")
    return path


def is_relative_path(text: str, *, suffix_bytes: int = SUFFIX_BYTES) -> bool:
    """Whether `relative_path` takes it."""
    try:
        relative_path(text, suffix_bytes=suffix_bytes)
    except PathError:
        return False
    return True


def shown(text: str) -> str:
    """For messages: what would disguise a path as it is written in code, and a long one cut."""
    visible = as_written(text)
    return visible if len(visible) <= LONGEST_SHOWN else f"{visible[: LONGEST_SHOWN - 1]}…"
