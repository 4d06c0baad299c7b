"""What robots are asked: robots.txt, by the policy in site.yaml; `noindex` in a page keeps it out of search results.

A policy on AI is said twice: in a `Content-Signal` line (https://contentsignals.org), and by refusing the crawlers that
would act against it, for those that do not read the line.

theme/page_kinds.py decides which kinds of page are indexed (`is_indexed`). `robots: noindex` in front matter does it
for one article.
"""

from __future__ import annotations

from urllib.parse import quote

from generator.feeds.crawlers import refused
from generator.model import SiteView
from generator.text.markup import absolute

SIGNALS = {
    "none": "search=yes, ai-input=no, ai-train=no",
    "search": "search=yes, ai-input=yes, ai-train=no",
    "all": "search=yes, ai-input=yes, ai-train=yes",
}
PLAIN = "/%*$?=&;:@!',()+~"  # signs that robots.txt gives a meaning, or that stand in a path as they are


def robots_txt(site: SiteView) -> bytes:
    """Groups of lines as in RFC 9309; without a policy on AI, nothing is said of it."""
    signal = SIGNALS.get(site.robots_ai)
    base = site.base_path.rstrip("/")
    groups = [
        [
            "User-agent: *",
            *([f"Content-Signal: {signal}"] if signal else []),
            *(f"Disallow: {quote(base + path, safe=PLAIN)}" for path in site.robots_disallow),
            "Allow: /",
        ],
        [*(f"User-agent: {one.name}" for one in refused(site.robots_ai)), "Disallow: /"],
        [f"Sitemap: {absolute(site.base_url, '/sitemap.xml')}"],
    ]
    if not refused(site.robots_ai):
        del groups[1]
    return "".join("\n".join([*lines, ""]) for lines in _apart(groups)).encode()


def _apart(groups: list[list[str]]) -> list[list[str]]:
    """With an empty line after each group but the last."""
    return [[*lines, ""] for lines in groups[:-1]] + groups[-1:]


def robots_meta(*, is_indexed: bool) -> str:
    """The `robots` meta tag of a page that Warraq makes; "" for none."""
    return "" if is_indexed else "noindex, follow"


def has_noindex(robots: str) -> bool:
    """Whether a `robots` meta tag keeps a page out of search results: sitemaps leave it out too."""
    return "noindex" in robots
