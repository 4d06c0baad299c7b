"""Names of tags, people and sections that a search box completes while a reader types."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from generator.search.analysis.analyzer import tokens, without_article
from generator.search.index.partition import Entry, bits_of

LONGEST_KEY = 4  # words of a name: it is found under each of its first four

_encode = msgspec.json.Encoder().encode


def named_entries(names: Iterable[tuple[str, str, str]]) -> list[tuple[str, Entry]]:
    """Each (kind, name, URL) under each of its words with those that follow, sorted, without the article ال."""
    found = {}
    for kind, name, url in names:
        words = tokens(name)
        for start in range(min(len(words), LONGEST_KEY)):
            key = " ".join([without_article(words[start])[0], *words[start + 1 :]])
            found[bits_of(f"{key}\0{kind}\0{name}")] = Entry(_encode([key, kind, name, url]), b"")
    return sorted(found.items())
