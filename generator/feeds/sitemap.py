"""Sitemaps for crawlers (sitemaps.org 0.9), each within the protocol's limits."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from hashlib import blake2b
from typing import NamedTuple

from generator.model import SiteView
from generator.text.markup import absolute, xml_text

MOST_URLS = 50_000
MOST_BYTES = 50 * 1024 * 1024
LONGEST = 5  # bytes that one of a URL's can become: `&` is `&amp;`, a byte of an Arabic letter `%D9`
AROUND = 100  # bytes of elements and the date around a URL
_HEAD = '<?xml version="1.0" encoding="utf-8"?>'
_NAMESPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"


class Entry(NamedTuple):
    """A page by its permalink, or a sitemap by its path; `changed` is a W3C date or ""."""

    url: str
    changed: str


def parts(
    site: SiteView, name: str, entries: Sequence[Entry], most_urls: int = MOST_URLS, most_bytes: int = MOST_BYTES
) -> Iterator[tuple[str, Sequence[Entry]]]:
    """The entries under `name` while one file holds them, else under sixteen names by the hash of their URLs.

    Each of these is split again by its own entries alone: a page that comes in changes one file and the index.
    """
    limits = (most_urls, most_bytes - AROUND * 2, LONGEST * len(site.base_url) + AROUND)
    yield from _parts(name, entries, 0, limits)


def _parts(
    name: str, entries: Sequence[Entry], depth: int, limits: tuple[int, int, int]
) -> Iterator[tuple[str, Sequence[Entry]]]:
    most_urls, most_bytes, around = limits
    size = sum(len(entry.url.encode()) for entry in entries) * LONGEST + len(entries) * around
    if (len(entries) <= most_urls and size <= most_bytes) or len(entries) < 2:
        yield name, entries
        return
    groups: dict[str, list[Entry]] = {}
    for entry in entries:
        groups.setdefault(blake2b(entry.url.encode(), digest_size=16).hexdigest()[depth], []).append(entry)
    for letter in sorted(groups):
        yield from _parts(f"{name}{'' if depth else '-'}{letter}", groups[letter], depth + 1, limits)


def sitemap(site: SiteView, entries: Sequence[Entry]) -> bytes:
    """Of pages."""
    lines = [f"<url>{_place(site, url, changed)}</url>" for url, changed in entries]
    return "\n".join([_HEAD, f'<urlset xmlns="{_NAMESPACE}">', *lines, "</urlset>\n"]).encode()


def sitemap_index(site: SiteView, entries: Sequence[Entry]) -> bytes:
    """Of sitemaps."""
    lines = [f"<sitemap>{_place(site, url, changed)}</sitemap>" for url, changed in entries]
    return "\n".join([_HEAD, f'<sitemapindex xmlns="{_NAMESPACE}">', *lines, "</sitemapindex>\n"]).encode()


def _place(site: SiteView, url: str, changed: str) -> str:
    lastmod = f"<lastmod>{xml_text(changed)}</lastmod>" if changed else ""
    return f"<loc>{xml_text(absolute(site.base_url, url))}</loc>{lastmod}"
