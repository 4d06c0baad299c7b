"""A page as machines of others read it: lxml its links, extruct its JSON-LD, Zotero's rules its meta tags."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple
from urllib.parse import unquote, urldefrag, urljoin, urlsplit

from extruct.jsonld import JsonLdExtractor
from lxml import html

sys.path.append(str(Path(__file__).parents[2] / "tests"))

from support.structured_data import check_breadcrumbs, check_news_article
from support.zotero import saved_item


class Built(NamedTuple):
    """A site's folder, the address it was built for, and its title."""

    output: Path
    base: str
    title: str

    def path(self, address: str) -> str:
        """The file below output/ that answers an address."""
        path = unquote(address).removeprefix(self.base)
        return f"{path}index.html" if path.endswith("/") or not path else path


class Seen(NamedTuple):
    """What a page leads to, and what it is. `links` are (path, fragment)."""

    path: str
    links: tuple[tuple[str, str], ...]
    names: frozenset[str]
    is_article: bool
    is_dated: bool
    is_listed: bool
    flaws: tuple[str, ...]


def seen(site: Built, path: str) -> Seen:
    data = (site.output / path).read_bytes()
    root = html.fromstring(data, parser=html.HTMLParser(encoding="utf-8"))
    address = site.base + path.removesuffix("index.html")
    meta = {tag.get("name") or tag.get("property"): tag.get("content") for tag in root.iter("meta")}
    refresh = root.xpath("//meta[@http-equiv='refresh']/@content")
    is_article = meta.get("og:type") == "article"
    links = [*_addresses(root), *(text.partition("url=")[2] for text in refresh)]
    flaws = _article_flaws(root, data, site, address) if is_article else _other_flaws(root, data)
    return Seen(
        path,
        tuple(dict.fromkeys(_inside(links, address, site))),
        frozenset(root.xpath("//@id")),
        is_article,
        "article:published_time" in meta,
        path.endswith("index.html") and not refresh and "noindex" not in (meta.get("robots") or ""),
        tuple(f"{path}: {flaw}" for flaw in flaws),
    )


def _addresses(root: html.HtmlElement) -> Iterator[str]:
    for element in root.iter():
        for name in ("href", "src", "action", "poster"):
            if element.get(name):
                yield element.get(name)
        for part in (element.get("srcset") or "").split(","):
            yield from part.split()[:1]


def _inside(links: Iterable[str], address: str, site: Built) -> Iterator[tuple[str, str]]:
    host, inner = urlsplit(site.base).netloc, urlsplit(site.base).path
    for link in links:
        whole, fragment = urldefrag(urljoin(address, link))
        if urlsplit(whole).netloc == host:
            path = unquote(urlsplit(whole).path)
            yield (path.removeprefix(inner) if path.startswith(inner) else f"outside the site: {path}"), fragment


def _article_flaws(root: html.HtmlElement, data: bytes, site: Built, address: str) -> Iterator[str]:
    item = saved_item(data)
    if item["itemType"] != "newspaperArticle":
        yield f"Zotero takes it for a {item['itemType']}"
    try:
        record, *ways = JsonLdExtractor().extract_items(root)
        check_news_article(record, site.base, site.title)
        for way in ways:
            check_breadcrumbs(way, site.base)
        assert record["headline"] == item["title"] == root.findtext(".//h1")
        assert item["url"] == record["mainEntityOfPage"] == address
    except (AssertionError, KeyError, ValueError) as problem:
        yield f"{type(problem).__name__} {problem}"


def _other_flaws(root: html.HtmlElement, data: bytes) -> Iterator[str]:
    types = [record["@type"] for record in JsonLdExtractor().extract_items(root)]
    if "NewsArticle" in types or saved_item(data)["itemType"] == "newspaperArticle":
        yield "is taken for an article"
