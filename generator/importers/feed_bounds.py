"""Feeds made bearable for feedparser, which compares each category of an entry with all the others."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from html import escape
from typing import Any

from lxml import etree

from generator.importers.markup.safe_xml import local, parse
from generator.importers.unpacking import TooLargeError
from generator.text.markup import tagless

MOST_ALIKE = 501  # children of one name in an entry: one more than an article keeps, so that the rest is reported
MAX_DEPTH = 100
MAX_ENTRIES = 20_000
MAX_ATTRIBUTES = 500
_LONG_TAG = re.compile(rb"<[a-zA-Z][^<>]{3000,}")
MAX_SIGNS = 5_000  # `<` and `&` of a text, if there is one in LETTERS_A_SIGN letters
LETTERS_A_SIGN = 20
MIN_SIGNS = 100  # fewer do no harm, however many texts there are
MANY_SIGNS = 50_000  # of a feed: what has fewer costs little
_TEXTS = ("content", "summary", "description", "encoded", "title")
_ATOM = "http://www.w3.org/2005/Atom"
_BREAK = re.compile(r"<(?:br|/p|/div|/li|/h[1-6]|p|div)\b[^<>]*>", re.IGNORECASE)
_MANY = 500  # tags of an entry that make it worth a look
_ENTRY = re.compile(rb"<(?:[\w.-]{1,20}:)?(?:item|entry)[\s/>]", re.IGNORECASE)


def thinned(data: bytes) -> bytes:
    """The same bytes, but for a feed with an entry that no program wrote for readers."""
    data = _plainer(data) if _signs(data) > max(MANY_SIGNS, len(data) // LETTERS_A_SIGN) else data
    if any(tag.group().count(b"=") > MAX_ATTRIBUTES for tag in _LONG_TAG.finditer(data)):
        raise TooLargeError(f"has an element of more than {MAX_ATTRIBUTES} attributes")
    if sum(1 for _ in _ENTRY.finditer(data)) > MAX_ENTRIES:
        raise TooLargeError(f"has more than {MAX_ENTRIES:,} entries")
    if not any(part.count(b"<") > _MANY for part in _ENTRY.split(data)):
        return data
    root = parse(data)
    if root is None:
        return data
    extra = [*_surplus(root), *_deep(root)]
    for element in extra:
        above = element.getparent()
        if above is not None:
            above.remove(element)
    return etree.tostring(root, encoding="utf-8") if extra else data


def _signs(text: bytes) -> int:
    """Tags that feedparser handles one by one, also if they are escaped (`&lt;br&gt;`)."""
    return text.count(b"<") + text.count(b"&")


def _plainer(data: bytes) -> bytes:
    """Texts that are more markup than words become plain text, in paragraphs: feedparser cleans HTML tag by tag."""
    root = parse(data)
    if root is None:
        if _signs(data) > max(MANY_SIGNS, len(data) // 8):
            raise TooLargeError("is more markup than text, and not well-formed")
        return data
    dense = [(element, signs) for element in root.iter(etree.Element) if (signs := _signs_beyond(element))]
    is_many = sum(signs for _, signs in dense) > max(2 * MANY_SIGNS, len(data) // LETTERS_A_SIGN)
    chosen = [element for element, signs in dense if is_many or signs > MAX_SIGNS]
    kept = sum(_flatten(element) for element in chosen)
    if kept > 2 * MANY_SIGNS:
        raise TooLargeError("is more markup than text")
    return etree.tostring(root, encoding="utf-8") if chosen else data


def _signs_beyond(element: Any) -> int:
    """How many signs a text has that is more markup than words; 0 for any other element."""
    if len(element) and local(element) not in _TEXTS:
        return 0
    if len(element):
        signs, length = 2 * sum(1 for _ in element.iter()), sum(map(len, element.itertext()))
    else:
        text = element.text or ""
        signs, length = text.count("<") + text.count("&"), len(text)
    return signs if signs > MIN_SIGNS and signs > length // LETTERS_A_SIGN else 0


def _flatten(element: Any) -> int:
    """Leave its words alone, as HTML without a tag; how many signs they still hold."""
    plain, tail = _words_of(element), element.tail
    others = {key: value for key, value in element.items() if key != "type"}
    element.clear()
    element.attrib.update(others)
    element.text, element.tail = escape(plain, quote=False), tail
    if etree.QName(element).namespace == _ATOM:
        element.set("type", "html")
    return plain.count("<") + plain.count("&")


def _words_of(element: Any) -> str:
    if len(element):
        return "\n\n".join(filter(None, map(str.strip, element.itertext())))
    paragraphs = _BREAK.sub("\n\n", element.text or "").split("\n\n")
    return "\n\n".join(filter(None, map(tagless, paragraphs)))


def _surplus(root: Any) -> Iterator[Any]:
    for entry in [root, *root.iter(etree.Element)]:
        if len(entry) <= MOST_ALIKE or local(entry) not in ("item", "entry", "channel", "feed", "rss", "RDF"):
            continue
        counts: Counter[str] = Counter()
        for child in entry:
            name = local(child)
            counts[name] += 1
            if counts[name] > MOST_ALIKE and name not in ("item", "entry"):
                yield child


def _deep(root: Any) -> Iterator[Any]:
    depth = 0
    for event, element in etree.iterwalk(root, events=("start", "end")):
        depth += 1 if event == "start" else -1
        if event == "start" and depth == MAX_DEPTH + 1:
            yield element
