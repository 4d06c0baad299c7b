"""WebP, still or animated, of its chunks those alone that draw."""

from __future__ import annotations

from collections.abc import Iterator

from generator.images.formats.kinds import broken

_DRAWN = frozenset((b"VP8 ", b"VP8L", b"VP8X", b"ALPH", b"ANIM", b"ANMF"))
_OF_A_FRAME = frozenset((b"VP8 ", b"VP8L", b"ALPH"))
_HAS_PROFILE, _HAS_EXIF, _HAS_XMP, _IS_ANIMATED = 0x20, 0x08, 0x04, 0x02
_FRAME_HEAD = 16


def stripped_webp(data: bytes, *, keeps_profile: bool) -> bytes:
    """The same image, not decoded, up to its end."""
    end = 8 + int.from_bytes(data[4:8], "little")
    if end > len(data) + 1:  # the last byte may be filling, which some programs forget
        raise broken("is cut off: its last bytes are missing")
    kept = _DRAWN | {b"ICCP"} if keeps_profile else _DRAWN
    parts = [_cleaned(kind, body, keeps_profile) for kind, body in _chunks(data[12:end]) if kind in kept]
    if not any(part[:4] in (b"VP8 ", b"VP8L", b"ANMF") for part in parts):
        raise broken("contains no image")
    inner = b"WEBP" + b"".join(parts)
    return b"RIFF" + len(inner).to_bytes(4, "little") + inner


def is_animated_webp(data: bytes) -> bool:
    return data[12:16] == b"VP8X" and len(data) > 20 and bool(data[20] & _IS_ANIMATED)


def _cleaned(kind: bytes, body: bytes, keeps_profile: bool) -> bytes:
    if kind == b"VP8X" and body:
        dropped = _HAS_EXIF | _HAS_XMP | (0 if keeps_profile else _HAS_PROFILE)
        body = bytes((body[0] & ~dropped,)) + body[1:10]
    elif kind == b"ANMF":
        inner = (_chunk(name, part) for name, part in _chunks(body[_FRAME_HEAD:]) if name in _OF_A_FRAME)
        body = body[:_FRAME_HEAD] + b"".join(inner)
    return _chunk(kind, body)


def _chunk(kind: bytes, body: bytes) -> bytes:
    return kind + len(body).to_bytes(4, "little") + body + b"\0" * (len(body) % 2)


def _chunks(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    at = 0
    while at + 8 <= len(data):
        size = int.from_bytes(data[at + 4 : at + 8], "little")
        if at + 8 + size > len(data):
            raise broken("is cut off: a part extends past the end of the file")
        yield data[at : at + 4], data[at + 8 : at + 8 + size]
        at += 8 + size + size % 2
