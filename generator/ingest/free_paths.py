"""Paths and URLs for new articles: none that another article has, or had."""

from __future__ import annotations

from collections.abc import Iterable

from generator.model import RawArticle
from generator.text.addresses.permalink import permalink
from generator.text.addresses.slug import slug, unique


class FreePaths:
    """`paths` are those of content files, present and past, `urls` those of articles."""

    def __init__(self, pattern: str, paths: Iterable[str], urls: Iterable[str]) -> None:
        self._pattern = pattern
        self._urls = {url.casefold() for url in urls}
        self._names: dict[str, set[str]] = {}  # by folder
        for path in paths:
            self._add_path(path)

    def choose(self, raw: RawArticle) -> tuple[str, str]:
        """A URL and a content path."""
        date = str(raw.fields.get("date", ""))
        folder = f"content/{date[:4]}/{date[5:7]}" if date[5:7] else f"content/{date[:4] or 'undated'}"
        wanted = slug(str(raw.fields.get("slug") or raw.fields.get("title", "")))
        taken = self._names.get(folder, set())
        while True:
            name = unique(wanted, taken)
            url = permalink(self._pattern, date, name).strip("/") + "/"
            if url.casefold() not in self._urls:
                return url, f"{folder}/{name}.md"
            taken = taken | {name.casefold()}

    def add(self, path: str, url: str) -> None:
        self._add_path(path)
        self._urls.add(url.casefold())

    def _add_path(self, path: str) -> None:
        folder, _, name = path.rpartition("/")
        self._names.setdefault(folder, set()).add(name.removesuffix(".md").casefold())
