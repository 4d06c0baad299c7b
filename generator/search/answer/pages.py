"""The text of an article's page, in blocks that a phrase cannot cross.

client/answer/pages.js is the twin; there the browser parses the page.
"""

from __future__ import annotations

from html.parser import HTMLParser
from pathlib import Path
from typing import NamedTuple

from generator.disk.files import read_if_there

_BLOCKS = frozenset("h1 h2 h3 h4 h5 p li blockquote figcaption td th dt dd pre".split())
_NAMES = frozenset({"tag", "author"})  # the `rel` of links to where an article is listed
_VOID = frozenset("area base br col embed hr img input link meta source track wbr".split())


class Printed(NamedTuple):
    title: str
    blocks: tuple[str, ...]


def read_page(output: Path, url: str) -> Printed | None:
    """The page of an article; None where there is none."""
    path = url.lstrip("/")
    data = read_if_there(output / (path if path.endswith((".html", ".htm")) else f"{path.rstrip('/')}/index.html"))
    return parse_page(data.decode("utf-8", "replace")) if data is not None else None


def parse_page(html: str) -> Printed:
    reader = _PageReader()
    reader.feed(html)
    reader.close()
    return Printed(reader.title, tuple(dict.fromkeys(reader.blocks)))


class _Element:
    """An open element; `texts` collects its text where it is wanted."""

    def __init__(self, name: str, given: dict[str, list[str]], around: list[_Element]) -> None:
        self.name = name
        self.is_article: bool = name == "article" or any(one.is_article for one in around)
        self.is_facts: bool = "meta" in given.get("class", ()) or any(one.is_facts for one in around)
        self.is_block = self.is_article and name in _BLOCKS
        self.is_innermost = True
        is_name = name == "a" and not _NAMES.isdisjoint(given.get("rel", ()))
        self.texts: list[str] | None = [] if is_name or (self.is_block and not self.is_facts) else None


class _PageReader(HTMLParser):
    """The innermost blocks of the article but its line of facts, and the names around it."""

    def __init__(self) -> None:
        super().__init__()
        self.title = ""
        self.blocks: list[str] = []
        self._open: list[_Element] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _VOID:
            return
        element = _Element(tag, {key: (value or "").split() for key, value in attrs}, self._open)
        if element.is_block:
            for one in self._open:
                one.is_innermost = one.is_innermost and not one.is_block
        self._open.append(element)

    def handle_endtag(self, tag: str) -> None:
        if any(one.name == tag for one in self._open):
            while self._close(self._open.pop()) != tag:
                pass

    def _close(self, element: _Element) -> str:
        if element.texts is not None and element.is_innermost:
            text = " ".join("".join(element.texts).split())
            if element.name == "h1":
                self.title = self.title or text
            else:
                self.blocks.append(text)
        return element.name

    def handle_data(self, data: str) -> None:
        for one in self._open:
            if one.texts is not None:
                one.texts.append(data)
