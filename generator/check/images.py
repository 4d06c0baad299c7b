"""Published images: complete, and without metadata of cameras and people."""

from __future__ import annotations

from collections.abc import Iterator

from generator.check.findings import Finding, Location, finding
from generator.images.formats.kinds import FlawedImageError
from generator.images.notes import notes_in

SUFFIXES = ("jpg", "jpeg", "png", "gif", "webp", "avif", "bmp", "ico")


def check_image(path: str, data: bytes) -> Iterator[Finding]:
    """Builds remove metadata, so these images reached output/ in another way, or use an unknown kind of metadata."""
    try:
        notes = notes_in(data)
    except FlawedImageError as problem:
        yield finding(Location(path), "K331", str(problem), "replace the file, or remove it")
        return
    if notes:
        hint = "remove the metadata (`exiftool -all= FILE`), or save the image again without it"
        yield finding(Location(path), "K330", f"contains metadata: {', '.join(notes)}", hint)
