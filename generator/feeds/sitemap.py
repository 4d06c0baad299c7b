"""Sitemaps for crawlers (sitemaps.org 0.9), each within the protocol's limits."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from hashlib import blake2b
from typing import NamedTuple

from generator.model import SiteView
from generator.text.markup import absolute, xml_text

MOST_URLS = 50_000
MOST_NEWS = 1000
MOST_BYTES = 50 * 1024 * 1024
LONGEST = 5  # bytes that one of a URL's can become: `&` is `&amp;`, a byte of an Arabic letter `%D9`
AROUND = 100  # bytes of elements and the date around a URL
_HEAD = '<?xml version="1.0" encoding="utf-8"?>'
_NAMESPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"
_IMAGES = "http://www.google.com/schemas/sitemap-image/1.1"
_NEWS = "http://www.google.com/schemas/sitemap-news/0.9"


class Entry(NamedTuple):
    """A page by its permalink, or a sitemap by its path; `changed` is a W3C date or "", `image` a path or "".

    `beside` is the page whose part of the sitemap lists this one too; "" for a part of its own.
    """

    url: str
    changed: str
    image: str = ""
    beside: str = ""


class News(NamedTuple):
    """An article of the last days: `published` is a W3C date."""

    url: str
    title: str
    published: str
    lang: str


def parts(
    site: SiteView, name: str, entries: Sequence[Entry], most_urls: int = MOST_URLS, most_bytes: int = MOST_BYTES
) -> Iterator[tuple[str, Sequence[Entry]]]:
    """The entries under `name` while one file holds them, else under sixteen names by the hash of their URLs.

    Each of these is split again by its own entries alone: a page that comes in changes one file, and a URL stays in its
    file whatever becomes of its date.
    """
    around = 2 * (LONGEST * len(site.base_url) + AROUND)
    sizes = [len((entry.url + entry.image).encode()) * LONGEST + around for entry in entries]
    limits = _Limits(most_urls, most_bytes - AROUND * 3)
    if limits.hold(sizes):
        yield name, entries
        return
    hashes = (blake2b((entry.beside or entry.url).encode(), digest_size=16).hexdigest() for entry in entries)
    yield from _parts(f"{name}-", list(zip(hashes, sizes, entries, strict=True)), 0, limits)


class _Limits(NamedTuple):
    urls: int
    size: int

    def hold(self, sizes: Sequence[int]) -> bool:
        return (len(sizes) <= self.urls and sum(sizes) <= self.size) or len(sizes) < 2


def _parts(
    name: str, hashed: Sequence[tuple[str, int, Entry]], depth: int, limits: _Limits
) -> Iterator[tuple[str, Sequence[Entry]]]:
    groups: dict[str, list[tuple[str, int, Entry]]] = {}
    for one in hashed:
        groups.setdefault(one[0][depth], []).append(one)
    for letter, group in sorted(groups.items()):
        if limits.hold([size for _, size, _ in group]):
            yield name + letter, [entry for _, _, entry in group]
        else:
            yield from _parts(name + letter, group, depth + 1, limits)


def sitemap(site: SiteView, entries: Sequence[Entry]) -> bytes:
    """Of pages."""
    lines = [f"<url>{_place(site, entry)}{_image(site, entry)}</url>" for entry in entries]
    images = f' xmlns:image="{_IMAGES}"' if any(entry.image for entry in entries) else ""
    return "\n".join([_HEAD, f'<urlset xmlns="{_NAMESPACE}"{images}>', *lines, "</urlset>\n"]).encode()


def news_sitemap(site: SiteView, entries: Sequence[News]) -> bytes:
    """Of the last days' articles, for Google News."""
    lines = [f"<url>{_place(site, Entry(entry.url, ''))}{_news(site, entry)}</url>" for entry in entries]
    return "\n".join([_HEAD, f'<urlset xmlns="{_NAMESPACE}" xmlns:news="{_NEWS}">', *lines, "</urlset>\n"]).encode()


def sitemap_index(site: SiteView, entries: Sequence[Entry]) -> bytes:
    """Of sitemaps."""
    lines = [f"<sitemap>{_place(site, entry)}</sitemap>" for entry in entries]
    return "\n".join([_HEAD, f'<sitemapindex xmlns="{_NAMESPACE}">', *lines, "</sitemapindex>\n"]).encode()


def _place(site: SiteView, entry: Entry) -> str:
    lastmod = f"<lastmod>{xml_text(entry.changed)}</lastmod>" if entry.changed else ""
    return f"<loc>{xml_text(absolute(site.base_url, entry.url))}</loc>{lastmod}"


def _image(site: SiteView, entry: Entry) -> str:
    if not entry.image:
        return ""
    return f"<image:image><image:loc>{xml_text(absolute(site.base_url, entry.image))}</image:loc></image:image>"


def _news(site: SiteView, entry: News) -> str:
    name, lang = xml_text(site.title), xml_text(entry.lang.partition("-")[0])
    publication = f"<news:name>{name}</news:name><news:language>{lang}</news:language>"
    dated = f"<news:publication_date>{xml_text(entry.published)}</news:publication_date>"
    titled = f"<news:title>{xml_text(entry.title)}</news:title>"
    return f"<news:news><news:publication>{publication}</news:publication>{dated}{titled}</news:news>"
