"""robots.txt: all may read; where the sitemap is."""

from __future__ import annotations

from generator.model import SiteView
from generator.text.markup import absolute


def robots_txt(site: SiteView) -> bytes:
    return f"User-agent: *\nAllow: /\n\nSitemap: {absolute(site.base_url, '/sitemap.xml')}\n".encode()
