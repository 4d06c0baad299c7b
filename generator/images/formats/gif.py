"""GIF without comments and what programs note in it; an animation keeps its frames, times and turns."""

from __future__ import annotations

from generator.images.formats.kinds import broken

_EXTENSION, _IMAGE, _TRAILER = 0x21, 0x2C, 0x3B
_CONTROL, _APPLICATION = 0xF9, 0xFF
_LOOPS = (b"NETSCAPE2.0", b"ANIMEXTS1.0")  # how often an animation repeats


def stripped_gif(data: bytes) -> tuple[bytes, int]:
    """The same image, not decoded, and its number of frames."""
    at = 13 + _table_size(data, 10)
    _require(data, at)
    parts, frames, control = [data[:at]], 0, b""
    while at < len(data) and data[at] != _TRAILER:  # an end without its mark is common, and harmless
        start = at
        if data[at] == _EXTENSION:
            _require(data, at + 2)
            label, end = data[at + 1], _end_of_blocks(data, at + 2)
            if label == _CONTROL:
                control = data[start:end]
            elif label == _APPLICATION and data[at + 3 : at + 14] in _LOOPS:
                parts.append(_loop(data[start:end]))
        elif data[at] == _IMAGE:
            _require(data, at + 10)
            end = _end_of_blocks(data, at + 11 + _table_size(data, at + 9))
            parts += [control, data[start:end]]
            control, frames = b"", frames + 1
        else:
            raise broken(f"is damaged at byte {at}")
        at = end
    if not frames:
        raise broken("contains no image")
    return b"".join([*parts, b"\x3b"]), frames


def _table_size(data: bytes, at: int) -> int:
    """The size of the colour table, from the flags at this offset."""
    _require(data, at)
    return 3 << ((data[at] & 7) + 1) if data[at] & 0x80 else 0


def _end_of_blocks(data: bytes, at: int) -> int:
    while True:
        _require(data, at)
        size = data[at]
        at += size + 1
        if not size:
            return at


def _loop(extension: bytes) -> bytes:
    """The number of turns alone."""
    turns = extension[14:18]
    return extension[:14] + turns + b"\0" if turns[:2] == b"\x03\x01" and len(turns) == 4 else b""


def _require(data: bytes, at: int) -> None:
    if at >= len(data):
        raise broken("is cut off: its last bytes are missing")
