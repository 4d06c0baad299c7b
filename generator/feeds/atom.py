"""Articles as an Atom feed (RFC 4287), and archive documents of all that the feed holds no more (RFC 5005)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from generator.feeds.entries import Channel, Entry, directed, last_update
from generator.model import SiteView
from generator.text.markup import absolute, address, xml_text

_OF_XHTML = "http://www.w3.org/1999/xhtml"
XHTML = f'xmlns:h="{_OF_XHTML}"'
HISTORY = 'xmlns:fh="http://purl.org/syndication/history/1.0"'


def atom_feed(site: SiteView, channel: Channel, entries: tuple[Entry, ...]) -> bytes:
    """Whole articles or cards; browsers follow the XHTML links in it, feed readers leave them out."""
    return _document(site, channel, entries, [_entry(site, entry) for entry in entries])


def atom_archive(site: SiteView, channel: Channel, entries: tuple[Entry, ...]) -> bytes:
    """Titles and links: an article edited later leaves its month's document alone."""
    return _document(site, channel, entries, [_line(site, entry) for entry in entries])


def _document(site: SiteView, channel: Channel, entries: tuple[Entry, ...], parts: Sequence[str]) -> bytes:
    home, own = absolute(site.base_url, channel.home), absolute(site.base_url, channel.path)
    lines = [
        '<?xml version="1.0" encoding="utf-8"?>',
        stylesheet(site, channel),
        f'<feed xmlns="http://www.w3.org/2005/Atom" {XHTML} {HISTORY} xml:lang="{xml_text(site.language)}"'
        f' xml:base="{xml_text(address(site.base_url, "/"))}">',
        f"<id>{xml_text(own if channel.archives.current else home)}</id>",
        f"<title>{xml_text(channel.title)}</title>",
        f"<subtitle>{xml_text(site.tagline)}</subtitle>" if site.tagline else "",
        about(site, channel),
        f"<updated>{last_update(entries)}</updated>",
        f"<author><name>{xml_text(site.title)}</name></author>",
        _alternate(site, channel.home),
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


def about(site: SiteView, channel: Channel) -> str:
    """For the person who opened the feed."""
    return f"<h:p>{xml_text(channel.about)} {link(site, channel.home, channel.title)}</h:p>"


def link(site: SiteView, permalink: str, words: str) -> str:
    """A link for people, in XHTML. It has no host: the browser adds it."""
    return f'<h:a href="{xml_text(address(site.base_path, permalink))}">{xml_text(words)}</h:a>'


def _alternate(site: SiteView, permalink: str) -> str:
    """A full address, since many readers ignore xml:base, as an IRI, which Atom allows."""
    return f'<link rel="alternate" type="text/html" href="{xml_text(address(site.base_url, permalink))}"/>'


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
            whole = xml_text(absolute(site.base_url, path))
            yield f'<link rel="{relation}" type="application/atom+xml" href="{whole}"/>'


def _entry(site: SiteView, entry: Entry) -> str:
    lines = [
        f"<entry{_lang(site, entry)}>",
        f"<id>{xml_text(entry.id)}</id>",
        f"<title>{xml_text(entry.title)}</title>",
        link(site, entry.url, entry.title),
        _alternate(site, entry.url),
        f"<published>{entry.published}</published>",
        f"<updated>{entry.updated}</updated>",
        *(f"<author><name>{xml_text(name)}</name></author>" for name in entry.authors),
        *(f'<category term="{xml_text(tag)}"/>' for tag in entry.tags),
        *_words(entry),
        "</entry>",
    ]
    return "\n".join(filter(None, lines))


def _words(entry: Entry) -> Iterator[str]:
    """The summary of a card, in XHTML, so that browsers show it too. The outermost `div` is not part of the text
    (RFC 4287, 3.1.1.3); it has no prefix, since simple readers look for the letters `<div`.
    """
    summary = xml_text(entry.summary)
    if entry.html:
        yield f"<summary>{summary}</summary>" if summary else ""
        yield f'<content type="html">{xml_text(entry.html)}</content>'
    elif summary:
        yield f'<summary type="xhtml"><div xmlns="{_OF_XHTML}">{directed(entry, summary)}</div></summary>'


def _line(site: SiteView, entry: Entry) -> str:
    """Relative to the site, as an IRI: a third of the bytes."""
    url, title = xml_text(address("", entry.url)), xml_text(entry.title)
    times = f"<published>{entry.published}</published><updated>{entry.updated}</updated>"
    named = f"<id>{xml_text(entry.id)}</id><title>{title}</title>"
    return f'<entry{_lang(site, entry)}>{named}<link href="{url}"/>{times}</entry>'


def _lang(site: SiteView, entry: Entry) -> str:
    return f' xml:lang="{xml_text(entry.lang)}"' if entry.lang != site.language else ""
