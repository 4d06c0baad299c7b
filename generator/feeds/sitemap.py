"""Sitemaps for crawlers (sitemaps.org 0.9)."""

from __future__ import annotations

from collections.abc import Iterable

from generator.model import SiteView
from generator.text.markup import absolute, xml_text

SITEMAP_LIMIT = 50_000  # URLs a file; at 200 bytes each this stays far below the limit of 50 MB
_HEAD = '<?xml version="1.0" encoding="utf-8"?>'
_NAMESPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"


def sitemap(site: SiteView, entries: Iterable[tuple[str, str]]) -> bytes:
    """(permalink, last change as a W3C date or "") of each page."""
    lines = [f"<url>{_place(site, url, changed)}</url>" for url, changed in entries]
    return "\n".join([_HEAD, f'<urlset xmlns="{_NAMESPACE}">', *lines, "</urlset>\n"]).encode()


def sitemap_index(site: SiteView, parts: Iterable[tuple[str, str]]) -> bytes:
    """(path, last change) of each sitemap."""
    lines = [f"<sitemap>{_place(site, url, changed)}</sitemap>" for url, changed in parts]
    return "\n".join([_HEAD, f'<sitemapindex xmlns="{_NAMESPACE}">', *lines, "</sitemapindex>\n"]).encode()


def _place(site: SiteView, url: str, changed: str) -> str:
    lastmod = f"<lastmod>{xml_text(changed)}</lastmod>" if changed else ""
    return f"<loc>{xml_text(absolute(site.base_url, url))}</loc>{lastmod}"
