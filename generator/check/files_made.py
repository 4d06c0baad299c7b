"""The files in output/, looked up as a static host would."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping
from functools import cached_property

from generator.disk.files import FileStamp


class Made:
    """Paths relative to output/ with their sizes. Indexes over all of them are made on first use.

    `forwarded` are the paths, without a slash at the end, that the host forwards by itself (`_redirects`).
    """

    def __init__(self, files: Iterable[tuple[str, FileStamp]], forwarded: frozenset[str] = frozenset()) -> None:
        self.sizes: Mapping[str, int] = {path: stamp.size for path, stamp in files}
        self._forwarded = forwarded

    def served(self, path: str) -> str | None:
        """The file that a host sends for a path; a folder without its slash redirects to the folder."""
        if path in self.sizes:
            return path
        index = f"{path}/index.html"
        if index in self.sizes:
            return index
        return path if path.removesuffix("index.html").rstrip("/") in self._forwarded else None

    def spelt_otherwise(self, path: str) -> str:
        """The path of a file that only differs in case or Unicode form, or ""."""
        return self._by_letters.get(letters(path), "") or self._by_letters.get(letters(f"{path}/index.html"), "")

    def pages(self) -> list[str]:
        return [path for path in self.sizes if path.endswith(".html")]

    @cached_property
    def _by_letters(self) -> dict[str, str]:
        return {letters(path): path for path in self.sizes}


def letters(path: str) -> str:
    """A path without differences in case and Unicode form."""
    return unicodedata.normalize("NFC", path).casefold()
