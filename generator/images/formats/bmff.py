"""AVIF (ISO/IEC 23008-12 over 14496-12) with everything blanked that does not draw, so that no offset moves."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from generator.images.formats.bmff_items import Item, items_of
from generator.images.formats.kinds import FlawedImageError, broken

_TOP = {b"ftyp", b"meta", b"moov", b"mdat"}
_OF_META = {b"hdlr", b"pitm", b"iloc", b"iinf", b"iref", b"iprp", b"idat", b"grpl", b"dinf"}
_OF_A_FILM = {
    *b"mvhd trak tkhd edts elst mdia mdhd hdlr minf vmhd nmhd dinf stbl stsd stts ctts stss stsc stsz stco".split(),
    *b"co64 sgpd sbgp sdtp tref mvex mehd trex stz2".split(),
}
_PROPERTIES = set(
    b"ispe pixi av1C colr irot imir clap pasp auxC a1op a1lx lsel clli mdcv cclv amve reve ndwt free".split()
)
_HOLDERS = {b"moov", b"trak", b"mdia", b"minf", b"stbl"}
_TIMED = {b"mvhd", b"tkhd", b"mdhd"}
_USUAL_NAMES = (b"Color", b"Alpha")  # that most programs give the parts of an image
_DRAWN_TRACKS = (b"pict", b"auxv")


class Box(NamedTuple):
    """`start` is the offset of its contents, `name` that of its four letters."""

    kind: bytes
    name: int
    start: int
    end: int


def stripped_avif(data: bytes) -> bytes:
    """The same image, not decoded."""
    out = bytearray(data)
    top = list(boxes(data, 0, len(data)))
    meta = next((box for box in top if box.kind == b"meta"), None)
    film = next((box for box in top if box.kind == b"moov"), None)
    if meta is None and film is None:
        raise broken("contains no image")
    for box in top:
        if box.kind not in _TOP:
            _blank(out, box)
    if film is not None:
        _strip_film(out, data, film)
    if meta is not None:
        items = _strip_meta(out, data, meta)
        if film is None:
            _blank_unused(out, top, items)
    return bytes(out)


def is_animated_avif(data: bytes) -> bool:
    return data[8:12] == b"avis"


def boxes(data: bytes, at: int, end: int) -> Iterator[Box]:
    """The boxes of a stretch; one that ends after it is a sign that bytes are missing."""
    while at + 8 <= end:
        size, kind, start = int.from_bytes(data[at : at + 4], "big"), data[at + 4 : at + 8], at + 8
        if size == 1:
            size, start = int.from_bytes(data[at + 8 : at + 16], "big"), at + 16
        stop = at + size if size else end
        if stop > end or stop < start:
            raise broken("is cut off: a part extends past the end of the file")
        yield Box(kind, at + 4, start, stop)
        at = stop
    if at != end:
        raise broken("is cut off, or damaged at its end")


def _blank(out: bytearray, box: Box) -> None:
    out[box.name : box.name + 4] = b"free"
    _clear(out, box.start, box.end)


def _clear(out: bytearray, start: int, end: int) -> None:
    out[start:end] = bytes(max(0, end - start))


def _strip_meta(out: bytearray, data: bytes, meta: Box) -> tuple[Item, ...]:
    found = {box.kind: box for box in boxes(data, meta.start + 4, meta.end)}
    for box in boxes(data, meta.start + 4, meta.end):
        if box.kind not in _OF_META:
            _blank(out, box)
    if not found.keys() >= {b"pitm", b"iloc", b"iinf"}:
        raise broken("does not say where its image is")
    if b"hdlr" in found:
        _clear(out, found[b"hdlr"].start + 24, found[b"hdlr"].end)
    if b"iprp" in found:
        _strip_properties(out, data, found[b"iprp"])
    items = items_of(data, {kind.decode("latin-1"): (box.start, box.end) for kind, box in found.items()})
    for item in items:
        _strip_item(out, item, len(data))
    return items


def _strip_item(out: bytearray, item: Item, size: int) -> None:
    if any(end > size for _, end in item.extents):
        raise broken("is cut off: a part extends past the end of the file")
    if not item.is_drawn:
        out[item.type_at : item.type_at + 4] = b"free"
        for start, end in item.extents:
            _clear(out, start, end)
    if out[item.type_at + 4 : item.entry_end].rstrip(b"\0") not in _USUAL_NAMES:
        _clear(out, item.type_at + 4, item.entry_end)


def _strip_properties(out: bytearray, data: bytes, holder: Box) -> None:
    for container in boxes(data, holder.start, holder.end):
        if container.kind == b"ipco":
            for one in boxes(data, container.start, container.end):
                if one.kind not in _PROPERTIES:
                    _blank(out, one)


def _strip_film(out: bytearray, data: bytes, holder: Box) -> None:
    for box in boxes(data, holder.start, holder.end):
        if box.kind not in _OF_A_FILM or (box.kind == b"trak" and not _is_drawn(data, box)):
            _blank(out, box)
        elif box.kind in _HOLDERS:
            _strip_film(out, data, box)
        elif box.kind in _TIMED:  # when it was made and changed
            _clear(out, box.start + 4, box.start + (20 if data[box.start] else 12))
        elif box.kind == b"hdlr":
            _clear(out, box.start + 24, box.end)


def _is_drawn(data: bytes, track: Box) -> bool:
    media = next((box for box in boxes(data, track.start, track.end) if box.kind == b"mdia"), None)
    if media is None:
        return False
    handlers = [box for box in boxes(data, media.start, media.end) if box.kind == b"hdlr"]
    return any(data[box.start + 8 : box.start + 12] in _DRAWN_TRACKS for box in handlers)


def _blank_unused(out: bytearray, top: Iterable[Box], items: Iterable[Item]) -> None:
    """What lies between images in the data and belongs to none of them."""
    used = sorted(extent for item in items if item.is_drawn for extent in item.extents)
    if not used:
        raise FlawedImageError("E210", "contains no image", "save it as JPEG, PNG or WebP")
    for box in top:
        if box.kind == b"mdat":
            at = box.start
            for start, end in used:
                if start >= box.end:
                    break
                _clear(out, at, min(start, box.end))
                at = max(at, end)
            _clear(out, at, box.end)
