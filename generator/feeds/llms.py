"""llms.txt (llmstxt.org): what the site is and where its lists are, for programs that read one file, no site."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from generator.model import Link, SiteView
from generator.text.markup import absolute

_SIGNS = re.compile(r"([\\\[\]])")


def llms_txt(site: SiteView, chapters: Mapping[str, Sequence[Link]]) -> bytes:
    """Markdown: the title, the description of the site, and a list of links under each heading."""
    about = " ".join((site.description or site.tagline).split())
    lines = [f"# {_plain(site.title)}", ""]
    lines += [f"> {about}", ""] if about else []
    lines += [_plain(site.rights), ""] if site.rights else []
    for heading, links in chapters.items():
        if links:
            items = [f"- [{_plain(link.name)}]({absolute(site.base_url, link.url)})" for link in links]
            lines += [f"## {heading}", "", *items, ""]
    return "\n".join(lines).encode()


def _plain(text: str) -> str:
    return _SIGNS.sub(r"\\\1", " ".join(text.split()))
