"""JPEG without all that is not its first image: notes of the camera, comments, previews, what follows its end."""

from __future__ import annotations

import re

from generator.images.formats.kinds import broken

_END, _SCAN = 0xD9, 0xDA
_JFIF, _PROFILE, _ADOBE = 0xE0, 0xE2, 0xEE
_DRAWN = frozenset((*range(0xC0, 0xD0), *range(0xDA, 0xDE)))  # frames, tables and scans
_ALONE = {0x01, *range(0xD0, 0xD8)}  # markers without a length
# The next marker after coded data: in the data, 0xFF only precedes 0, a restart marker or another 0xFF.
_MARKER = re.compile(rb"\xff[^\x00\xd0-\xd7\xff]")
_PROFILE_NAME = b"ICC_PROFILE\0"


def stripped_jpeg(data: bytes, *, keeps_profile: bool) -> bytes:
    """The same image, not decoded: segments that decoders need, up to the end of the first image."""
    parts, at, has_scan = [b"\xff\xd8"], 2, False
    while True:
        marker, at = _next_marker(data, at)
        if marker == _END:
            break
        if marker in _ALONE:
            continue
        segment = _segment(data, at)
        at += len(segment)
        kept = _kept(marker, segment, keeps_profile)
        if kept:
            parts += [bytes((0xFF, marker)), kept]
        if marker == _SCAN:
            has_scan = True
            end = _MARKER.search(data, at)
            if end is None:
                raise broken("is cut off: its last bytes are missing")
            parts.append(data[at : end.start()])
            at = end.start()
    if not has_scan:
        raise broken("contains no image")
    return b"".join([*parts, b"\xff\xd9"])


def _next_marker(data: bytes, at: int) -> tuple[int, int]:
    """The marker and where its segment begins; more 0xFF before it are filling, and strays between parts are passed."""
    at = data.find(b"\xff", at)
    if at < 0:
        raise broken("is cut off: its last bytes are missing")
    while data[at : at + 1] == b"\xff":
        at += 1
    if at >= len(data):
        raise broken("is cut off: its last bytes are missing")
    return data[at], at + 1


def _segment(data: bytes, at: int) -> bytes:
    """With its length of two bytes."""
    length = int.from_bytes(data[at : at + 2], "big")
    if length < 2 or at + length > len(data):
        raise broken("is cut off: a part extends past the end of the file")
    return data[at : at + length]


def _kept(marker: int, segment: bytes, keeps_profile: bool) -> bytes:
    if marker == _JFIF:
        return _without_thumbnail(segment) if segment[2:7] == b"JFIF\0" and len(segment) >= 16 else b""
    if marker == _ADOBE:
        return _resized(segment[:14]) if segment[2:7] == b"Adobe" else b""  # the coding of colours
    if marker == _PROFILE:
        return segment if keeps_profile and segment[2:14] == _PROFILE_NAME else b""
    return segment if marker in _DRAWN else b""


def _without_thumbnail(segment: bytes) -> bytes:
    return _resized(segment[:14] + b"\0\0")


def _resized(segment: bytes) -> bytes:
    return len(segment).to_bytes(2, "big") + segment[2:]
