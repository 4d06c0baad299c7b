"""Which importer reads which seed: a row a format, tried in order."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import msgspec

from generator.importers.raw_text import read_raw_text
from generator.model import RawArticle, Source


class Format(msgspec.Struct, frozen=True):
    """`matches` looks at the path and the first bytes; `read` makes the article of the whole seed."""

    name: str
    matches: Callable[[str, bytes], bool]
    read: Callable[[Source, bytes, Sequence[str]], RawArticle]


def _is_raw_text(path: str, _head: bytes) -> bool:
    name = path.rpartition("/")[2].lower()
    return name.endswith((".txt", ".text")) or "." not in name


FORMATS = (Format("raw_text", _is_raw_text, read_raw_text),)


def format_of(path: str, head: bytes) -> Format | None:
    return next((row for row in FORMATS if row.matches(path, head)), None)
