"""Which files output/ holds, asked as a static host would ask."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping
from functools import cached_property

from generator.disk.files import FileStamp


class Made:
    """Paths relative to output/ with their sizes; what depends on all of them is made when it is asked for."""

    def __init__(self, files: Iterable[tuple[str, FileStamp]]) -> None:
        self.sizes: Mapping[str, int] = {path: stamp.size for path, stamp in files}

    def served(self, path: str) -> str | None:
        """The file that a host sends for a path; for a folder without its slash it sends on to the folder."""
        if path in self.sizes:
            return path
        index = f"{path}/index.html"
        return index if index in self.sizes else None

    def spelt_otherwise(self, path: str) -> str:
        """The path of a file that differs in case or Unicode form only, or ""."""
        return self._by_letters.get(letters(path), "") or self._by_letters.get(letters(f"{path}/index.html"), "")

    def pages(self) -> list[str]:
        return [path for path in self.sizes if path.endswith(".html")]

    @cached_property
    def _by_letters(self) -> dict[str, str]:
        return {letters(path): path for path in self.sizes}


def letters(path: str) -> str:
    """What is left where capitals and Unicode forms do not count."""
    return unicodedata.normalize("NFC", path).casefold()
