"""Articles as a JSON Feed (version 1.1)."""

from __future__ import annotations

from typing import Any

import msgspec

from generator.feeds.entries import Channel, Entry, directed
from generator.model import SiteView
from generator.text.markup import absolute, xml_text

VERSION = "https://jsonfeed.org/version/1.1"


def json_feed(site: SiteView, channel: Channel, entries: tuple[Entry, ...]) -> bytes:
    feed = {
        "version": VERSION,
        "title": channel.title,
        "home_page_url": absolute(site.base_url, channel.home),
        "feed_url": absolute(site.base_url, channel.path),
        "description": site.description or site.tagline,
        "user_comment": channel.about,
        "language": site.language,
        "authors": [{"name": site.title, "url": absolute(site.base_url, "/")}],
        "hubs": [{"type": "WebSub", "url": site.hub}] if site.hub else [],
        "items": [_item(site, entry) for entry in entries],
    }
    return msgspec.json.encode(_kept(feed))


def _item(site: SiteView, entry: Entry) -> dict[str, Any]:
    """Every item needs content: for a card its lede or title, which is not repeated as a summary."""
    item = {
        "id": entry.id,
        "url": absolute(site.base_url, entry.url),
        "title": entry.title,
        "content_html": entry.html or directed(entry, xml_text(entry.summary or entry.title)),
        "summary": entry.summary if entry.html else "",
        "date_published": entry.published,
        "date_modified": entry.updated,
        "authors": [{"name": name} for name in entry.authors],
        "tags": entry.tags,
        "language": entry.lang if entry.lang != site.language else "",
    }
    return _kept(item)


def _kept(values: dict[str, Any]) -> dict[str, Any]:
    """Without empty values; only `items` may be empty."""
    return {key: value for key, value in values.items() if value or key == "items"}
