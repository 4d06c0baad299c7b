"""One stock Lunr index for a small archive: made by lunr.py, ranked in the browser by lunr.js.

The pipeline is empty: words come analysed, since lunr.py and lunr.js stem Arabic differently from each other.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import msgspec
from lunr.builder import Builder

from generator.model import Card
from generator.search.counts import WordCounts

FIELDS = {"title": 4, "names": 3, "body": 1}


def lunr_index(documents: Sequence[WordCounts]) -> bytes:
    """The serialised index; a document's ref is its place in the sequence."""
    # A field that no document fills has no average length to score by.
    fields = [field for field in FIELDS if any(getattr(counts, field) for counts in documents)]
    if not fields:
        return b"null"
    builder = Builder()
    builder.ref("n")
    for field in fields:
        builder.field(field, boost=FIELDS[field])
    for number, counts in enumerate(documents):
        builder.add({"n": str(number), **{field: _spread(getattr(counts, field)) for field in fields}})
    return msgspec.json.encode(builder.build().serialize())


def _spread(counts: Mapping[str, int]) -> list[str]:
    """Words as often as they were counted: ranking asks how often, never where."""
    return [word for word, times in counts.items() for _ in range(times)]


def documents_file(cards: Sequence[Card], documents: Sequence[WordCounts]) -> bytes:
    """What results show, in the order of the index: an object a document, short keys, no empty values."""
    return msgspec.json.encode([shown(card, counts) for card, counts in zip(cards, documents, strict=True)])


def shown(card: Card, counts: WordCounts) -> dict[str, Any]:
    """What a result shows, under short keys and without empty values."""
    shown = {
        "url": card.url,
        "title": card.title,
        "date": card.date,
        "section": card.section,
        "lang": card.lang,
        "text": counts.excerpt,
    }
    return {key: value for key, value in shown.items() if value}
