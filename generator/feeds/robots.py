"""What robots are asked: robots.txt allows them every page; `noindex` in a page keeps it out of search results.

theme/page_kinds.py decides which kinds of page are indexed (`is_indexed`). `robots: noindex` in front matter does it
for one article.
"""

from __future__ import annotations

from generator.model import SiteView
from generator.text.markup import absolute


def robots_txt(site: SiteView) -> bytes:
    return f"User-agent: *\nAllow: /\n\nSitemap: {absolute(site.base_url, '/sitemap.xml')}\n".encode()


def robots_meta(*, is_indexed: bool) -> str:
    """The `robots` meta tag of a page that Warraq makes; "" for none."""
    return "" if is_indexed else "noindex, follow"


def has_noindex(robots: str) -> bool:
    """Whether a `robots` meta tag keeps a page out of search results: sitemaps leave it out too."""
    return "noindex" in robots
