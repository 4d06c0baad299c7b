"""The newest articles as an Atom feed (RFC 4287)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

import msgspec

from generator.model import Article, Card, SiteView
from generator.text.markup import absolute, xml_text
from generator.text.moments import rfc3339


class Entry(msgspec.Struct, frozen=True):
    """An article for feed readers; times are RFC 3339, `html` is its body."""

    id: str
    url: str
    title: str
    summary: str
    html: str
    published: str
    updated: str
    authors: tuple[str, ...]
    lang: str
    dir: str


def entry_of(article: Article, card: Card, html: str, timezone: str) -> Entry:
    """The id is the article's own, so it outlives a new title, URL or address of the site."""
    return Entry(
        id=f"urn:warraq:{article.id}",
        url=article.url,
        title=article.title,
        summary=card.lede,
        html=html,
        published=rfc3339(article.date, timezone),
        updated=rfc3339(article.lastmod or article.date, timezone),
        authors=article.authors or tuple(filter(None, (article.publisher,))),
        lang=card.lang,
        dir=card.dir,
    )


def atom_feed(site: SiteView, entries: Sequence[Entry], path: str) -> bytes:
    """`updated` is the newest entry's: a feed changes with its articles, not with the clock."""
    updated = max((entry.updated for entry in entries), key=datetime.fromisoformat, default="1970-01-01T00:00:00+00:00")
    home = absolute(site.base_url, "/")
    lines = [
        '<?xml version="1.0" encoding="utf-8"?>',
        f'<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="{xml_text(site.language)}">',
        f"<id>{xml_text(home)}</id>",
        f"<title>{xml_text(site.title)}</title>",
        f"<subtitle>{xml_text(site.tagline)}</subtitle>" if site.tagline else "",
        f"<updated>{updated}</updated>",
        f"<author><name>{xml_text(site.title)}</name></author>",
        f'<link rel="alternate" type="text/html" href="{xml_text(home)}"/>',
        f'<link rel="self" type="application/atom+xml" href="{xml_text(absolute(site.base_url, path))}"/>',
        f"<rights>{xml_text(site.rights)}</rights>" if site.rights else "",
        f'<generator version="{site.version}">Warraq</generator>',
        *(_entry(site, entry) for entry in entries),
        "</feed>\n",
    ]
    return "\n".join(filter(None, lines)).encode()


def _entry(site: SiteView, entry: Entry) -> str:
    url = xml_text(absolute(site.base_url, entry.url))
    body = f'<div lang="{entry.lang}" dir="{entry.dir}">{entry.html}</div>'
    lines = [
        f'<entry xml:lang="{xml_text(entry.lang)}">',
        f"<id>{xml_text(entry.id)}</id>",
        f"<title>{xml_text(entry.title)}</title>",
        f'<link rel="alternate" type="text/html" href="{url}"/>',
        f"<published>{entry.published}</published>",
        f"<updated>{entry.updated}</updated>",
        *(f"<author><name>{xml_text(name)}</name></author>" for name in entry.authors),
        f"<summary>{xml_text(entry.summary)}</summary>" if entry.summary else "",
        f'<content type="html" xml:base="{url}">{xml_text(body)}</content>',
        "</entry>",
    ]
    return "\n".join(filter(None, lines))
