"""Images as they are published: whole, and without what cameras and people noted in them."""

from __future__ import annotations

from collections.abc import Iterator

from generator.check.findings import Finding, Place, finding
from generator.images.formats.kinds import FlawedImageError
from generator.images.notes import notes_in

SUFFIXES = ("jpg", "jpeg", "png", "gif", "webp", "avif", "bmp", "ico")


def check_image(path: str, data: bytes) -> Iterator[Finding]:
    """A build strips all that it publishes: these were put into output/ by somebody else, or note it in a new way."""
    try:
        told = notes_in(data)
    except FlawedImageError as problem:
        yield finding(Place(path), "K331", str(problem), "replace the file, or remove it")
        return
    if told:
        hint = "take it out (`exiftool -all= FILE`), or save the picture again without its notes"
        yield finding(Place(path), "K330", f"tells {', '.join(told)}", hint)
