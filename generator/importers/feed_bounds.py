"""Feeds made bearable for feedparser, which compares each category of an entry with all the others."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import Any

from lxml import etree

from generator.importers.markup.safe_xml import local, parse
from generator.importers.unpacking import TooLargeError

MOST_ALIKE = 501  # children of one name in an entry: one more than an article keeps, so that the rest is told
MAX_DEPTH = 100
MAX_ENTRIES = 20_000
MAX_ATTRIBUTES = 500
_LONG_TAG = re.compile(rb"<[a-zA-Z][^<>]{3000,}")
_MANY = 500  # tags of an entry that make it worth a look
_ENTRY = re.compile(rb"<(?:[\w.-]{1,20}:)?(?:item|entry)[\s/>]", re.IGNORECASE)


def thinned(data: bytes) -> bytes:
    """The same bytes, but for a feed with an entry that no program wrote for readers."""
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
