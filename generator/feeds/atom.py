"""Articles as an Atom feed (RFC 4287), and archive documents of all that the feed holds no more (RFC 5005)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from generator.feeds.entries import Channel, Entry, last_update
from generator.model import SiteView
from generator.text.markup import absolute, address, xml_text

XHTML = 'xmlns:h="http://www.w3.org/1999/xhtml"'
HISTORY = 'xmlns:fh="http://purl.org/syndication/history/1.0"'


def atom_feed(site: SiteView, channel: Channel, entries: tuple[Entry, ...]) -> bytes:
    """Whole articles; browsers follow the XHTML links in it, feed readers leave them out."""
    return _document(site, channel, entries, [_entry(site, entry) for entry in entries])


def atom_archive(site: SiteView, channel: Channel, entries: tuple[Entry, ...]) -> bytes:
    """Titles and links: an article edited later leaves its month's document alone."""
    return _document(site, channel, entries, [_line(site, entry) for entry in entries])


def _document(site: SiteView, channel: Channel, entries: tuple[Entry, ...], parts: Sequence[str]) -> bytes:
    home = xml_text(absolute(site.base_url, channel.home))
    own = absolute(site.base_url, channel.path)
    lines = [
        '<?xml version="1.0" encoding="utf-8"?>',
        stylesheet(site, channel),
        f'<feed xmlns="http://www.w3.org/2005/Atom" {XHTML} {HISTORY} xml:lang="{xml_text(site.language)}"'
        f' xml:base="{xml_text(address(site.base_url, "/"))}">',
        f"<id>{xml_text(own) if channel.archives.current else home}</id>",
        f"<title>{xml_text(channel.title)}</title>",
        f"<subtitle>{xml_text(site.tagline)}</subtitle>" if site.tagline else "",
        about(channel, home),
        f"<updated>{last_update(entries)}</updated>",
        f"<author><name>{xml_text(site.title)}</name></author>",
        f'<link rel="alternate" type="text/html" href="{home}"/>',
        f'<link rel="self" type="application/atom+xml" href="{xml_text(own)}"/>',
        f'<link rel="hub" href="{xml_text(site.hub)}"/>' if site.hub and not channel.archives.current else "",
        *_history(site, channel),
        f"<rights>{xml_text(site.rights)}</rights>" if site.rights else "",
        f'<generator version="{site.version}">Warraq</generator>',
        *parts,
        "</feed>\n",
    ]
    return "\n".join(filter(None, lines)).encode()


def stylesheet(site: SiteView, channel: Channel) -> str:
    """In CSS: browsers give up XSLT."""
    path = channel.stylesheet and xml_text(site.base_path + channel.stylesheet)
    return f'<?xml-stylesheet type="text/css" href="{path}"?>' if path else ""


def about(channel: Channel, home: str) -> str:
    """For the person who opened the feed."""
    link = f'<h:a href="{home}">{xml_text(channel.title)}</h:a>'
    return f"<h:p>{xml_text(channel.about)} {link}</h:p>"


def _history(site: SiteView, channel: Channel) -> Iterator[str]:
    archives = channel.archives
    if archives.current:
        yield "<fh:archive/>"
    for relation, path in (
        ("current", archives.current),
        ("prev-archive", archives.older),
        ("next-archive", archives.newer),
    ):
        if path:
            address = xml_text(absolute(site.base_url, path))
            yield f'<link rel="{relation}" type="application/atom+xml" href="{address}"/>'


def _entry(site: SiteView, entry: Entry) -> str:
    url = xml_text(absolute(site.base_url, entry.url))
    lines = [
        f'<entry xml:lang="{xml_text(entry.lang)}">',
        f"<id>{xml_text(entry.id)}</id>",
        f"<title>{xml_text(entry.title)}</title>",
        f'<h:a href="{url}">{xml_text(entry.title)}</h:a>',
        f'<link rel="alternate" type="text/html" href="{url}"/>',
        f"<published>{entry.published}</published>",
        f"<updated>{entry.updated}</updated>",
        *(f"<author><name>{xml_text(name)}</name></author>" for name in entry.authors),
        *(f'<category term="{xml_text(tag)}"/>' for tag in entry.tags),
        f"<summary>{xml_text(entry.summary)}</summary>" if entry.summary else "",
        f'<content type="html">{xml_text(entry.html)}</content>',
        "</entry>",
    ]
    return "\n".join(filter(None, lines))


def _line(site: SiteView, entry: Entry) -> str:
    """Relative to the site, as an IRI: a third of the bytes."""
    url, title = xml_text(entry.url.removeprefix("/")), xml_text(entry.title)
    times = f"<published>{entry.published}</published><updated>{entry.updated}</updated>"
    lang = f' xml:lang="{xml_text(entry.lang)}"' if entry.lang != site.language else ""
    return f'<entry{lang}><id>{xml_text(entry.id)}</id><title>{title}</title><link href="{url}"/>{times}</entry>'
