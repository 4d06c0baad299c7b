"""A page as page checks see it, and the facts that checks of the whole site need."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple, cast

import msgspec
from lxml import etree

from generator.check.addresses import Base, page_address
from generator.check.findings import Finding, Location, finding

Element = etree._Element  # the public name of the type
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

    def location(self, element: Element) -> Location:
        return Location(self.path, line_of(element))

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
    """`is_listed`: the page is at its canonical address and may be indexed. `names` are ids that a link can lead to."""

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
        return finding(Location(path, line), "K212", "is not UTF-8", "save the template or article as UTF-8")
    except etree.XMLSyntaxError:
        return finding(Location(path), "K212", "is empty", "check the template that made it")
    if root is None:
        return finding(Location(path), "K212", "is empty", "check the template that made it")
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
    """Ids, and the names of anchors on old pages."""
    return list(cast("list[str]", NAMES(root)))
