"""The contents of a feed in any format: articles as entries, and the description of the feed."""

from __future__ import annotations

import re
from datetime import datetime
from html import escape, unescape
from urllib.parse import urljoin

import msgspec

from generator.model import Article, Card
from generator.text.dates.iso_dates import rfc3339
from generator.text.markup import absolute

NEVER = "1970-01-01T00:00:00+00:00"
_ADDRESS = re.compile(r'(<[^<>]*? (?:href|src)=")([^"]*)"')


class Entry(msgspec.Struct, frozen=True):
    """An article for feed readers; times are RFC 3339, `url` is its permalink.

    `html` is the body, if the feed has whole articles; an entry of a card has only a `summary`.
    """

    id: str
    url: str
    title: str
    published: str
    updated: str
    lang: str
    dir: str
    summary: str = ""
    html: str = ""
    authors: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()


class Archives(msgspec.Struct, frozen=True, omit_defaults=True):
    """The neighbours of a document in the history of a feed (RFC 5005): paths, "" for none.

    Only an archive document has a `current`.
    """

    current: str = ""
    older: str = ""
    newer: str = ""


class Channel(msgspec.Struct, frozen=True):
    """A feed of the pages at `home`; its file is at `path`. `about` explains it to a person who opens it.

    `stylesheet` is the path of the style in which browsers show it, "" for none.
    """

    title: str
    home: str
    path: str
    about: str
    stylesheet: str = ""
    archives: Archives = Archives()


def entry_of(article: Article, card: Card, html: str, site_timezone: str, base_url: str) -> Entry:
    """An article with its body, in a direction of its own: a reader's page runs as it likes."""
    body = whole_addresses(html, absolute(base_url, article.url))
    entry = card_entry(article.id, article.lastmod, card, site_timezone)
    return msgspec.structs.replace(entry, html=directed(entry, body), tags=article.tags)


def card_entry(id_: str, lastmod: str, card: Card, site_timezone: str) -> Entry:
    """What a listing shows of an article."""
    return msgspec.structs.replace(
        brief_entry(id_, lastmod, card, site_timezone),
        summary=card.lede,
        authors=card.authors or tuple(filter(None, (card.publisher,))),
    )


def directed(entry: Entry, html: str) -> str:
    return f'<div lang="{escape(entry.lang)}" dir="{entry.dir}">{html}</div>'


def brief_entry(id_: str, lastmod: str, card: Card, site_timezone: str) -> Entry:
    """The id is the article's own, so it outlives a new title, URL or address of the site."""
    return Entry(
        id=f"urn:warraq:{id_}",
        url=card.url,
        title=card.title,
        published=rfc3339(card.date, site_timezone),
        updated=rfc3339(lastmod or card.date, site_timezone),
        lang=card.lang,
        dir=card.dir,
    )


def whole_addresses(html: str, base: str) -> str:
    """Links and images with their whole addresses: a feed is read elsewhere."""
    return _ADDRESS.sub(lambda found: f'{found[1]}{escape(urljoin(base, unescape(found[2])))}"', html)


def last_update(entries: tuple[Entry, ...]) -> str:
    """The newest entry's: a feed changes with its articles, not with the clock."""
    return max((entry.updated for entry in entries), key=datetime.fromisoformat, default=NEVER)
