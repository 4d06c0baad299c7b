"""A page as its checks see it, and what is kept of it for those that look at the whole site."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple, cast

import msgspec
from lxml import etree

from generator.check.addresses import Base, page_address
from generator.check.findings import Finding, Place, finding

Element = etree._Element  # lxml names its type so
NAMES = etree.XPath("//@id | //a/@name", smart_strings=False)


def line_of(element: Element) -> int:
    return element.sourceline if isinstance(element.sourceline, int) else 0


class Page(NamedTuple):
    """A parsed page; `path` is relative to output/."""

    path: str
    root: Element
    base: Base
    meta: Mapping[str, str]
    canonical: tuple[Element, ...]

    def place(self, element: Element) -> Place:
        return Place(self.path, line_of(element))

    @property
    def is_redirect(self) -> bool:
        return "refresh" in self.meta

    @property
    def is_hidden(self) -> bool:
        """From search engines."""
        return "noindex" in self.meta.get("robots", "")

    @property
    def title(self) -> str:
        return " ".join((self.root.findtext("head/title") or "").split())


class PageFacts(msgspec.Struct, frozen=True, array_like=True):
    """`is_listed`: it stands under its own address and wants to be found. `names` are ids that a link can lead to."""

    path: str
    title: str
    is_listed: bool
    is_hidden: bool
    names: tuple[str, ...]


def parse_page(path: str, data: bytes, base: Base) -> Page | Finding:
    try:
        data.decode("utf-8-sig")
        root = etree.fromstring(data, etree.HTMLParser(encoding="utf-8"))
    except UnicodeDecodeError as problem:
        line = data.count(b"\n", 0, problem.start) + 1
        return finding(Place(path, line), "K212", "is not UTF-8", "save the template or article as UTF-8")
    except etree.XMLSyntaxError:
        return finding(Place(path), "K212", "is empty", "look at the template that made it")
    if root is None:
        return finding(Place(path), "K212", "is empty", "look at the template that made it")
    canonical = [link for link in root.iter("link") if link.get("rel") == "canonical"]
    return Page(path, root, base, dict(_meta(root)), tuple(canonical))


def _meta(root: Element) -> Iterator[tuple[str, str]]:
    for element in root.iter("meta"):
        for key in ("name", "property", "http-equiv"):
            if name := element.get(key):
                yield name.lower(), element.get("content") or ""


def facts_of(page: Page) -> PageFacts:
    own = page_address(page.base, page.path)
    addresses = [link.get("href") for link in page.canonical]
    is_own = not addresses or addresses == [own]
    is_listed = is_own and not (page.is_hidden or page.is_redirect or page.path == "404.html")
    return PageFacts(page.path, page.title, is_listed, page.is_hidden, tuple(names_of(page.root)))


def names_of(root: Element) -> list[str]:
    """Ids, and names of anchors as old pages have them."""
    return list(cast("list[str]", NAMES(root)))
