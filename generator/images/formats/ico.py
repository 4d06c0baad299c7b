"""Icons (ICO) and cursors (CUR): of each image in them the bytes that draw, and none between or after them."""

from __future__ import annotations

import struct
from typing import NamedTuple

from generator.images.formats.kinds import broken
from generator.images.formats.png import stripped_png

_HEAD, _ENTRY = 6, 16
_PNG = b"\x89PNG"
_BITMAP_HEAD = 40
_MOST = 256  # images: an icon has a dozen
_PLAIN, _WITH_MASKS = 0, 3  # ways in which a bitmap is packed


class _Entry(NamedTuple):
    """Eight bytes on its width, height and colours; of its image the number of bytes, and where they begin."""

    head: bytes
    size: int
    start: int


def stripped_ico(data: bytes) -> bytes:
    """The same images in the same order, one after another from the directory on."""
    entries = _entries(data)
    moved: dict[tuple[int, int], tuple[int, int]] = {}
    parts, at = [], _HEAD + _ENTRY * len(entries)
    for start, size in sorted({(one.start, one.size) for one in entries}):
        image = _image(data[start : start + size])
        moved[start, size] = (len(image), at)
        parts.append(image)
        at += len(image)
    directory = (one.head + struct.pack("<II", *moved[one.start, one.size]) for one in entries)
    return b"".join([data[:_HEAD], *directory, *parts])


def _entries(data: bytes) -> list[_Entry]:
    count = int.from_bytes(data[4:6], "little")
    if not 0 < count <= _MOST:
        raise broken("contains no image" if not count else f"claims to contain {count} images")
    end = _HEAD + _ENTRY * count
    if end > len(data):
        raise broken("is cut off: its last bytes are missing")
    found = [_Entry(data[at : at + 8], *struct.unpack_from("<II", data, at + 8)) for at in range(_HEAD, end, _ENTRY)]
    if any(one.start < end or one.start + one.size > len(data) for one in found):
        raise broken("is cut off: a part extends past the end of the file")
    return found


def _image(data: bytes) -> bytes:
    return stripped_png(data, keeps_profile=False) if data.startswith(_PNG) else _bitmap(data)


def _bitmap(data: bytes) -> bytes:
    """Head, colours, image and, where there is one, its mask."""
    if len(data) < _BITMAP_HEAD or int.from_bytes(data[:4], "little") != _BITMAP_HEAD:
        raise broken("contains an image that is neither PNG nor a bitmap")
    width, height, _, depth, packing, _, _, _, colours = struct.unpack_from("<iiHHIIiiI", data, 4)
    if width <= 0 or height == 0 or depth not in (1, 4, 8, 16, 24, 32) or packing not in (_PLAIN, _WITH_MASKS):
        raise broken("contains a bitmap with a compression that browsers do not support")
    table = 4 * (colours or (1 << depth if depth <= 8 else 0)) + (12 if packing == _WITH_MASKS else 0)
    rows = abs(height) // 2  # it counts those of the mask too
    end = _BITMAP_HEAD + table + rows * _row_bytes(width * depth)
    if end > len(data):
        raise broken("is cut off: its last bytes are missing")
    end += _mask_bytes(len(data) - end, width, rows)
    return data[:end] if any(data[end:]) else data  # zeros tell nothing, and some programs write too many


def _mask_bytes(left: int, width: int, rows: int) -> int:
    """Of what is left, the mask of one bit a pixel. Some programs write none, or do not fill up its rows."""
    mask, unfilled = rows * _row_bytes(width), rows * ((width + 7) // 8)
    return mask if left >= mask else unfilled if left == unfilled else 0


def _row_bytes(bits: int) -> int:
    """Rows are filled up to four bytes."""
    return (bits + 31) // 32 * 4
