"""The items of an AVIF file: which of them are drawn, and where their bytes and names are."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from generator.images.formats.kinds import FlawedImageError, broken

_DRAWN = (b"av01", b"grid", b"iovl", b"iden", b"tmap")
_MAX_ITEMS = 4_096
Extents = tuple[tuple[int, int], ...]
Boxes = Mapping[str, tuple[int, int]]  # boxes of `meta`, their contents' first byte and the one after the last


class Item(NamedTuple):
    """`type_at` is the offset of its type (four letters), `entry_end` the end of its entry."""

    is_drawn: bool
    type_at: int
    entry_end: int
    extents: Extents


class _Cursor:
    """Reads numbers one after another."""

    def __init__(self, data: bytes, at: int, end: int) -> None:
        self.at = at
        self._data = data
        self._end = end

    def number(self, size: int) -> int:
        if self.at + size > self._end:
            raise broken("is damaged: its table of parts ends too early")
        value = int.from_bytes(self._data[self.at : self.at + size], "big")
        self.at += size
        return value


def items_of(data: bytes, boxes: Boxes) -> tuple[Item, ...]:
    """All that the file lists, a thumbnail counting as nothing that draws."""
    extents, previews = _extents(data, boxes), _previews(data, boxes)
    primary = _primary(data, boxes)
    found = []
    for number, type_at, end in _entries(data, *boxes["iinf"]):
        is_drawn = data[type_at : type_at + 4] in _DRAWN and number not in previews
        if number == primary and not is_drawn:
            raise FlawedImageError("E210", "stores its image in an unknown form", "save it as JPEG, PNG or WebP")
        found.append(Item(is_drawn, type_at, end, extents.get(number, ())))
    return tuple(found)


def _primary(data: bytes, boxes: Boxes) -> int:
    cursor = _Cursor(data, *boxes["pitm"])
    return cursor.number(2) if cursor.number(4) >> 24 == 0 else cursor.number(4)


def _entries(data: bytes, start: int, end: int) -> Iterator[tuple[int, int, int]]:
    """Number, offset of the type and end of each entry."""
    cursor = _Cursor(data, start, end)
    count = cursor.number(2 if cursor.number(4) >> 24 == 0 else 4)
    for _ in range(min(count, _MAX_ITEMS)):
        entry = cursor.at
        size = cursor.number(4)
        cursor.number(4)
        version = cursor.number(4) >> 24
        if version < 2 or size < 20 or entry + size > end:
            raise broken("is damaged: its list of parts cannot be read")
        number = cursor.number(2 if version == 2 else 4)
        cursor.number(2)
        yield number, cursor.at, entry + size
        cursor.at = entry + size


def _extents(data: bytes, boxes: Boxes) -> dict[int, Extents]:
    cursor = _Cursor(data, *boxes["iloc"])
    version = cursor.number(4) >> 24
    sizes = cursor.number(2)
    offset, length, base, index = sizes >> 12, sizes >> 8 & 15, sizes >> 4 & 15, sizes & 15 if version else 0
    wide = 4 if version == 2 else 2
    found = {}
    for _ in range(min(cursor.number(wide), _MAX_ITEMS)):
        number = cursor.number(wide)
        method = cursor.number(2) & 15 if version else 0
        cursor.number(2)
        origin = _origin(method, boxes) + cursor.number(base)
        found[number] = tuple(
            _extent(cursor, origin, (index, offset, length), len(data)) for _ in range(cursor.number(2))
        )
    return found


def _origin(method: int, boxes: Boxes) -> int:
    if method == 0:
        return 0
    if method == 1 and "idat" in boxes:
        return boxes["idat"][0]
    raise FlawedImageError("E210", "stores its parts in an unknown way", "save it as JPEG, PNG or WebP")


def _extent(cursor: _Cursor, origin: int, sizes: tuple[int, int, int], end: int) -> tuple[int, int]:
    cursor.number(sizes[0])
    start = origin + cursor.number(sizes[1])
    length = cursor.number(sizes[2])
    return start, start + length if length else end


def _previews(data: bytes, boxes: Boxes) -> set[int]:
    """Items that are marked as thumbnails of others."""
    if "iref" not in boxes:
        return set()
    cursor, end = _Cursor(data, *boxes["iref"]), boxes["iref"][1]
    wide = 2 if cursor.number(4) >> 24 == 0 else 4
    found = set()
    while cursor.at + 8 <= end:
        start, size = cursor.at, cursor.number(4)
        kind = data[cursor.at : cursor.at + 4]
        cursor.number(4)
        if size < 8:
            raise broken("is damaged: its references cannot be read")
        if kind == b"thmb":
            found.add(cursor.number(wide))
        cursor.at = start + size
    return found
