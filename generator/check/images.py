"""Images as they are published: whole, and without what cameras and people noted in them."""

from __future__ import annotations

from collections.abc import Iterator

from generator.check.findings import Finding, Place, finding
from generator.images.kinds import FlawedImageError
from generator.images.notes import notes_in

SUFFIXES = ("jpg", "jpeg", "png", "gif", "webp", "avif", "bmp", "ico")


def check_image(path: str, data: bytes) -> Iterator[Finding]:
    """Those beside articles were stripped; what is in static/ and in themes is their owner's affair."""
    try:
        told = notes_in(data)
    except FlawedImageError as problem:
        yield finding(Place(path), "K331", str(problem), "replace the file, or remove it")
        return
    if told:
        hint = "take it out (`exiftool -all= FILE`), or save the picture again without its notes"
        yield finding(Place(path), "K330", f"tells {', '.join(told)}", hint)
