"""What the cache knows of a file that was read, and of a file that was made."""

from __future__ import annotations

import msgspec

from generator.disk.files import FileStamp
from generator.model import Problem


class KnownArticle(msgspec.Struct, frozen=True):
    """A content file as it was read last. `article` is its encoding, b"" for a file that could not be used."""

    stamp: FileStamp
    is_settled: bool
    fingerprint: str
    reader: bytes
    article: bytes
    digest: bytes
    problems: tuple[Problem, ...]


class KnownImage(msgspec.Struct, frozen=True):
    """An image of content/, or a file of static/ or a theme, as it was examined last; `found` is an encoding of what
    was found, b"" for what is no image.
    """

    stamp: FileStamp
    is_settled: bool
    fingerprint: str
    reader: bytes
    found: bytes


class Body(msgspec.Struct, frozen=True):
    """What one pass over an article left for later: HTML, and what is searched, encoded."""

    fingerprint: str
    html: str
    words: bytes


class Made(msgspec.Struct, frozen=True):
    """A file in output/ as the last build left it, and why it was made then."""

    group: str
    digest: bytes
    inputs: bytes
    size: int
    mtime_ns: int
    sha256: bytes
    reason: str
