"""Articles as an RSS 2.0 feed, for readers and services that support no other format."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from email.utils import format_datetime

from generator.feeds.atom import XHTML, about, link, stylesheet
from generator.feeds.entries import Channel, Entry, directed, last_update
from generator.model import SiteView
from generator.text.markup import absolute, xml_text

NAMESPACES = (
    'xmlns:atom="http://www.w3.org/2005/Atom" xmlns:content="http://purl.org/rss/1.0/modules/content/" '
    f'xmlns:dc="http://purl.org/dc/elements/1.1/" {XHTML}'
)


def rss_feed(site: SiteView, channel: Channel, entries: tuple[Entry, ...]) -> bytes:
    home, own = (xml_text(absolute(site.base_url, path)) for path in (channel.home, channel.path))
    lines = [
        '<?xml version="1.0" encoding="utf-8"?>',
        stylesheet(site, channel),
        f'<rss version="2.0" {NAMESPACES} xml:lang="{xml_text(site.language)}">',
        "<channel>",
        f"<title>{xml_text(channel.title)}</title>",
        about(site, channel),
        f"<link>{home}</link>",
        f"<description>{xml_text(site.description or site.tagline or channel.title)}</description>",
        f"<language>{xml_text(site.language)}</language>",
        f"<copyright>{xml_text(site.rights)}</copyright>" if site.rights else "",
        f"<lastBuildDate>{_rfc822(last_update(entries))}</lastBuildDate>",
        f"<generator>Warraq {site.version}</generator>",
        f'<atom:link rel="self" type="application/rss+xml" href="{own}"/>',
        f'<atom:link rel="hub" href="{xml_text(site.hub)}"/>' if site.hub else "",
        *(_item(site, entry) for entry in entries),
        "</channel>",
        "</rss>\n",
    ]
    return "\n".join(filter(None, lines)).encode()


def _item(site: SiteView, entry: Entry) -> str:
    """Names are in `dc:creator`, since `author` must be an e-mail address."""
    lines = [
        "<item>",
        f"<title>{xml_text(entry.title)}</title>",
        link(site, entry.url, entry.title),
        f"<link>{xml_text(absolute(site.base_url, entry.url))}</link>",
        f'<guid isPermaLink="false">{xml_text(entry.id)}</guid>',
        f"<pubDate>{_rfc822(entry.published)}</pubDate>",
        *(f"<dc:creator>{xml_text(name)}</dc:creator>" for name in entry.authors),
        *(f"<category>{xml_text(tag)}</category>" for tag in entry.tags),
        f"<dc:language>{xml_text(entry.lang)}</dc:language>" if entry.lang != site.language else "",
        *_words(entry),
        "</item>",
    ]
    return "\n".join(filter(None, lines))


def _words(entry: Entry) -> Iterator[str]:
    """The summary of a card, as HTML: RSS has no attribute for the direction of plain text."""
    if entry.summary:
        said = entry.summary if entry.html else directed(entry, xml_text(entry.summary))
        yield f"<description>{xml_text(said)}</description>"
    if entry.html:
        yield f"<content:encoded>{xml_text(entry.html)}</content:encoded>"


def _rfc822(time: str) -> str:
    return format_datetime(datetime.fromisoformat(time))
