"""What metadata of a published file reveals: where, with what and by whom it was made, if nobody stripped it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from generator.images.decoder import can_decode, decoded
from generator.images.formats.kinds import FlawedImageError, broken, kind_of
from generator.images.strip import stripped

_POSITION, _MAKE, _MODEL, _COMMENT_OF_USER, _EXIF = 0x8825, 0x010F, 0x0110, 0x9286, 0x8769
_COMMENTS = ("comment", "Comment", "Description", "Author", "Software", "Raw profile type exif")


def notes_in(data: bytes) -> tuple[str, ...]:
    """In words; nothing for a drawing. FlawedImageError for a file that is damaged or not an image."""
    kind = kind_of(data)
    if kind is None:
        raise broken("is not an image, despite its name")
    if not kind.pillow or not can_decode(kind):
        return ()
    if kind.is_shown:
        stripped(data, kind)
    try:
        with decoded(data, kind) as image:
            return tuple(_notes(image))
    except FlawedImageError:
        return ()  # the image is whole: the notes are damaged


def _notes(image: Any) -> Iterator[str]:
    exif = image.getexif()
    if exif.get_ifd(_POSITION):
        yield "location"
    if exif.get(_MAKE) or exif.get(_MODEL):
        yield "camera"
    if any(image.info.get(name) for name in _COMMENTS) or exif.get_ifd(_EXIF).get(_COMMENT_OF_USER):
        yield "comment"
    if image.info.get("xmp") or image.info.get("XML:com.adobe.xmp") or image.info.get("photoshop"):
        yield "editors' notes (XMP, IPTC)"
    if image.format == "MPO":
        yield "second image"
