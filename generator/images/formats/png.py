"""PNG and animated PNG, of their chunks those alone that draw."""

from __future__ import annotations

from zlib import crc32

from generator.images.formats.kinds import broken

_SIGNATURE = b"\x89PNG\r\n\x1a\n"
_PROFILE = b"iCCP"
_DRAWN = frozenset(b"IHDR PLTE IDAT IEND tRNS gAMA cHRM sRGB cICP mDCV cLLI sBIT bKGD pHYs acTL fcTL fdAT".split())


def stripped_png(data: bytes, *, keeps_profile: bool) -> bytes:
    """The same image, not decoded, up to its end."""
    if not data.startswith(_SIGNATURE):
        raise broken("is damaged in its first bytes")
    kept = _DRAWN | {_PROFILE} if keeps_profile else _DRAWN
    parts, at, kinds = [_SIGNATURE], len(_SIGNATURE), set[bytes]()
    while b"IEND" not in kinds:
        end = _end_of_chunk(data, at)
        kind = data[at + 4 : at + 8]
        if kind in kept:  # browsers do not mind what is wrong with others
            _prove(data, at, end)
            parts.append(data[at:end])
        kinds.add(kind)
        at = end
    if b"IDAT" not in kinds:
        raise broken("contains no image")
    return b"".join(parts)


def is_animated_png(data: bytes) -> bool:
    """Its frames are announced before its image."""
    return b"acTL" in data[: data.find(b"IDAT")]


def _end_of_chunk(data: bytes, at: int) -> int:
    if at + 12 > len(data):
        raise broken("is cut off: its last bytes are missing")
    end = at + 12 + int.from_bytes(data[at : at + 4], "big")
    if end > len(data):
        raise broken("is cut off: a part extends past the end of the file")
    return end


def _prove(data: bytes, at: int, end: int) -> None:
    if crc32(memoryview(data)[at + 4 : end - 4]) != int.from_bytes(data[end - 4 : end], "big"):
        raise broken(f"is damaged at byte {at}")
