"""Checks each feed and sitemap, with one row per kind of document."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

import msgspec
from lxml import etree

from generator.check.addresses import Base, address_of
from generator.check.dates import CODE as DATE
from generator.check.dates import is_date, is_moment, is_rfc_822
from generator.check.findings import Finding, Location, Sighting, finding
from generator.check.links import Target
from generator.check.pages import Element, line_of

ATOM, MAP = "{http://www.w3.org/2005/Atom}", "{http://www.sitemaps.org/schemas/sitemap/0.9}"
NEWS = "{http://www.google.com/schemas/sitemap-news/0.9}"
XHTML = "{http://www.w3.org/1999/xhtml}"
IMAGE = "{http://www.google.com/schemas/sitemap-image/1.1}"
MOST_URLS, MOST_BYTES, MOST_NEWS, LONGEST_LOC = 50_000, 50 * 1024 * 1024, 1000, 2048
PARSER = etree.XMLParser(resolve_entities=False, no_network=True)
AGAIN = "build again; if the problem persists, report it"


class Document(msgspec.Struct, frozen=True, array_like=True):
    """What the site checks need of a feed or sitemap: `kind` is its root element, `urls` are those in a sitemap."""

    path: str
    kind: str
    findings: tuple[Finding, ...] = ()
    links: tuple[tuple[Target, Sighting], ...] = ()
    urls: tuple[str, ...] = ()


def parse_xml(path: str, data: bytes, base: Base) -> Document:
    try:
        root = etree.fromstring(data, PARSER)
    except etree.XMLSyntaxError as problem:
        location = Location(path, problem.lineno or 0)
        return Document(path, "", (finding(location, "K301", f"is not well-formed XML: {problem.msg}", AGAIN),))
    kind = str(root.tag)
    flaws = tuple(finding(location, code, what, AGAIN) for location, code, what in _flaws(path, data, root))
    links = tuple(_links(path, root, base))
    locs = tuple((loc.text or "").strip() for loc in root.iter(f"{MAP}loc")) if kind == f"{MAP}urlset" else ()
    return Document(path, kind, flaws, links, locs)


Flaw = tuple[Location, str, str]


def _flaws(path: str, data: bytes, root: Element) -> Iterator[Flaw]:
    rule = RULES.get(str(root.tag))
    if rule is not None:
        yield from rule(path, root)
    if MAP in str(root.tag) and len(data) > MOST_BYTES:
        yield Location(path), "K303", f"has {len(data):,} bytes, but a sitemap may have at most {MOST_BYTES:,}"


def _atom(path: str, root: Element) -> Iterator[Flaw]:
    yield from _missing(path, root, ("id", "title", "updated"), ATOM)
    has_author, seen = root.find(f"{ATOM}author") is not None, set[str]()
    if not any(link.get("rel") == "self" for link in root.iter(f"{ATOM}link")):
        yield Location(path), "K302", "the feed has no link to itself"
    for entry in root.iter(f"{ATOM}entry"):
        yield from _missing(path, entry, ("id", "title", "updated"), ATOM)
        location = Location(path, line_of(entry))
        if entry.find(f"{ATOM}content") is None and entry.find(f"{ATOM}link") is None:
            yield location, "K302", "an entry has neither content nor link"
        if not has_author and entry.find(f"{ATOM}author") is None:
            yield location, "K302", "an entry has no author, and neither has its feed"
        yield from _repeated(location, entry.findtext(f"{ATOM}id") or "", seen)
    for time in root.iter(f"{ATOM}updated", f"{ATOM}published"):
        if not is_moment(time.text):
            yield Location(path, line_of(time)), DATE, f"`{time.text}` is not a time with an offset"


def _rss(path: str, root: Element) -> Iterator[Flaw]:
    channel = root.find("channel")
    if channel is None:
        yield Location(path), "K302", "an RSS feed has no channel"
        return
    yield from _missing(path, channel, ("title", "link", "description"))
    seen = set[str]()
    for item in channel.iter("item"):
        location = Location(path, line_of(item))
        if not (item.findtext("title") or item.findtext("description")):
            yield location, "K302", "an item has neither title nor description"
        yield from _repeated(location, item.findtext("guid") or "", seen)
    for time in channel.iter("pubDate", "lastBuildDate"):
        if not is_rfc_822(time.text or ""):
            yield Location(path, line_of(time)), DATE, f"`{time.text}` is not an RFC 822 date"


def _sitemap(path: str, root: Element) -> Iterator[Flaw]:
    entries = root.findall(f"{MAP}url") or root.findall(f"{MAP}sitemap")
    if len(entries) > MOST_URLS:
        yield Location(path), "K303", f"has {len(entries):,} addresses, but a sitemap may have at most {MOST_URLS:,}"
    for entry in entries:
        location, loc = Location(path, line_of(entry)), (entry.findtext(f"{MAP}loc") or "").strip()
        if not loc.isascii() or not loc.startswith(("http://", "https://")) or len(loc) >= LONGEST_LOC:
            what = f"`{loc[:120]}` must be a full address, percent-encoded and shorter than {LONGEST_LOC:,} characters"
            yield location, "K303", what
        changed = entry.findtext(f"{MAP}lastmod")
        if changed is not None and not is_date(changed):
            yield location, DATE, f"lastmod `{changed}` is not a W3C date"
    news = root.findall(f".//{NEWS}news")
    if len(news) > MOST_NEWS:
        yield Location(path), "K303", f"has {len(news):,} news entries, but Google accepts at most {MOST_NEWS:,}"
    for one in news:
        written = one.findtext(f".//{NEWS}publication_date")
        if written and not is_date(written):
            yield Location(path, line_of(one)), DATE, f"publication_date `{written}` is not a W3C date"
        for name in ("name", "language", "publication_date", "title"):
            if not one.findtext(f".//{NEWS}{name}"):
                yield Location(path, line_of(one)), "K303", f"a news entry has no `{name}`"


Rule = Callable[[str, Element], Iterator[Flaw]]
RULES: Mapping[str, Rule] = {
    f"{ATOM}feed": _atom,
    "rss": _rss,
    f"{MAP}urlset": _sitemap,
    f"{MAP}sitemapindex": _sitemap,
}


def _missing(path: str, parent: Element, names: tuple[str, ...], space: str = "") -> Iterator[Flaw]:
    for name in names:
        if not (parent.findtext(f"{space}{name}") or "").strip():
            kind = str(parent.tag).removeprefix(ATOM)
            yield Location(path, line_of(parent)), "K302", f"`<{kind}>` has no `<{name}>`"


def _repeated(location: Location, identity: str, seen: set[str]) -> Iterator[Flaw]:
    if identity and identity in seen:
        yield location, "K302", f"the feed uses the id `{identity}` twice"
    seen.add(identity)


def _links(path: str, root: Element, base: Base) -> Iterator[tuple[Target, Sighting]]:
    """Everything that a feed or sitemap links to, including images."""
    if str(root.tag) not in RULES:
        return
    around = root.get("{http://www.w3.org/XML/1998/namespace}base") or ""
    for element in root.iter(f"{ATOM}link", f"{MAP}loc", f"{IMAGE}loc", f"{XHTML}a", "link"):
        written = element.get("href") or (element.text or "").strip()
        is_whole = written.startswith("/") or "://" in written
        address = written if is_whole or not around else around + written
        kind, target, fragment = address_of(base, path, address)
        is_asset = element.tag == f"{IMAGE}loc"
        yield Target(kind, target, fragment, is_asset), Sighting(Location(path, line_of(element)))
