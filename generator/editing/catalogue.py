"""The articles of content/: each with its text, its file's version, and the paths that it claims."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import msgspec

from generator.config.settings import Settings
from generator.content.article import parse_article
from generator.content.fields import clean
from generator.content.front_matter import parse_front_matter, split_front_matter
from generator.disk.files import fingerprint, read_if_there
from generator.disk.left_alone import problem_of
from generator.disk.walking import walk
from generator.model import Article, Problem, Source
from generator.text.litter import is_litter

PAGES, COLLECTIONS = "pages/", "collections/"


class Entry(msgspec.Struct, frozen=True):
    """An article of content/. `fields` is its front matter as written: texts and lists."""

    path: str
    text: str
    version: str
    article: Article
    fields: dict[str, Any]

    def field(self, key: str) -> str | tuple[str, ...]:
        """The article's value; "" if the file does not give one."""
        if key not in self.fields:
            return self.article.title if key == "title" else ""
        value = getattr(self.article, key, "") if key != "slug" else clean(str(self.fields[key]))
        return value if isinstance(value, tuple) else str(value)


def entries(root: Path, settings: Settings) -> Iterator[Entry | Problem]:
    """Every article in the order of paths, without standing pages; for an unreadable file, its problems."""
    for path, _ in walk(root / "content", root):
        if path.endswith(".md") and not path.startswith((PAGES, COLLECTIONS)) and not is_litter(path):
            yield from read_entry(root, f"content/{path}", settings)


def read_entry(root: Path, path: str, settings: Settings) -> Iterator[Entry | Problem]:
    try:
        data = read_if_there(root / path)
    except PermissionError:
        yield problem_of(path, "unreadable")
        return
    if data is None:
        return
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        yield Problem(path, 0, 0, "E101", "error", "is not UTF-8", "save the file as UTF-8")
        return
    sha = fingerprint(data)
    parsed = parse_article(Source(path, sha), text.removeprefix("\ufeff"), settings)
    if parsed.article is None:
        yield from (problem for problem in parsed.problems if problem.level == "error")
        return
    yield Entry(path, text, version_of(sha), parsed.article, parse_front_matter(split_front_matter(text)).value)


def version_of(sha256: str) -> str:
    """Short, with a letter first: a spreadsheet reads `12345e67` as a number."""
    return f"v{sha256[:16]}"


def claim_of(url: str) -> str:
    """A path as a key for its page: disks ignore case, and hosts add index.html."""
    return url.strip("/").removesuffix("index.html").strip("/").casefold()


class Claims:
    """Which article owns which path, by its URL or an alias."""

    def __init__(self) -> None:
        self._owners: dict[str, str] = {}

    def add(self, article: Article) -> None:
        for url in (article.url, *article.aliases):
            self._owners.setdefault(claim_of(url), article.id)

    def owner(self, url: str) -> str:
        """The id of the article that owns it, "" if it is free."""
        return self._owners.get(claim_of(url), "")

    def take(self, url: str, id_: str) -> None:
        self._owners.setdefault(claim_of(url), id_)


def standing_pages(root: Path, settings: Settings) -> Iterator[str]:
    """Their URLs: /about/ for content/pages/about.md, unless its front matter has another."""
    for path, _ in walk(root / "content" / PAGES, root):
        for found in read_entry(root, f"content/{PAGES}{path}", settings) if path.endswith(".md") else ():
            if isinstance(found, Entry):
                yield found.article.url if "url" in found.fields else f"/{path.removesuffix('.md')}/"


def claims_of(root: Path, settings: Settings, found: Iterable[Entry]) -> Claims:
    claims = Claims()
    for url in standing_pages(root, settings):
        claims.take(url, f"content/{PAGES}")
    for entry in found:
        claims.add(entry.article)
    return claims
