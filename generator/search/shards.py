"""A Lunr index cut by term: a query fetches the shards of its words and ranks exactly as the whole would.

A Lunr score is a sum over terms, so a browser needs the postings of the query's words, the lengths of the
documents, and three numbers for the whole archive. Shards hold counts, never scores: what one more article changes
for all of them (their number, the average lengths) stands in the manifest alone.

A document's number is its month's, times the capacity, plus its place in the month: an article that comes in late
renumbers its month. A shard is a prefix of the terms' hash, split while it is too long by its own terms alone.
"""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import groupby
from math import log2
from typing import Any

import msgspec

from generator.model import Card
from generator.search.counts import WordCounts
from generator.search.index import FIELDS, shown

SHARD_BYTES = 16_384
DOCUMENTS_PER_FILE = 16
SMALLEST_CAPACITY = 64
MONTHS = 13  # a year's places: one for articles of which only the year is known, then the months
LENGTH_STEPS = 8  # lengths are kept to an eighth of an octave, one letter each
FIRST_LETTER = 40
MANIFEST = "search/manifest.json"

# The lists of a term by field, as machine integers: an archive has hundreds of postings for each article.
Postings = dict[str, list["array[int] | None"]]
Words = Callable[[Sequence[str]], Iterable[WordCounts]]


class Document(msgspec.Struct, frozen=True):
    """An article as search knows it: `path` names the content file of which the words are asked."""

    path: str
    card: Card


def shard_files(documents: Sequence[Document], words: Words) -> Iterator[tuple[str, bytes]]:
    """(path, bytes) of the manifest, the shards and the documents; documents come in the archive's order."""
    months = [(month, list(items)) for month, items in groupby(documents, key=lambda item: item.card.date[:7])]
    capacity = _capacity(max((len(items) for _, items in months), default=0))
    postings: Postings = {}
    last: dict[str, list[int]] = {}
    lengths: dict[str, list[str]] = {}
    totals = [0] * len(FIELDS)
    for month, items in months:
        start = month_number(month) * capacity
        letters: list[list[str]] = [[] for _ in FIELDS]
        counted = list(words([item.path for item in items]))
        for number, counts in enumerate(counted, start):
            for field, name in enumerate(FIELDS):
                found: Mapping[str, int] = getattr(counts, name)
                step = length_step(sum(found.values()))
                letters[field].append(chr(FIRST_LETTER + step))
                totals[field] += LENGTHS[step]
                _post(found, field, number, postings, last)
        lengths[month] = ["".join(field) for field in letters]
        yield from _document_files(month, items, counted)
    shards = dict(_shards(postings))
    yield from ((f"search/t/{prefix or '-'}.json", data) for prefix, data in shards.items())
    manifest = {
        "kind": "shards",
        "fields": list(FIELDS),
        "boosts": list(FIELDS.values()),
        "documents": len(documents),
        "capacity": capacity,
        "totals": totals,
        "lengths": lengths,
        "steps": LENGTHS,
        "shards": list(shards),
        "per_file": DOCUMENTS_PER_FILE,
    }
    yield MANIFEST, msgspec.json.encode(manifest)


def month_number(month: str) -> int:
    """Undated articles come first, as in the archive's order."""
    return int(month[:4]) * MONTHS + int(month[5:7] or 0) if month else 0


def length_step(length: int) -> int:
    return round(LENGTH_STEPS * log2(length + 1))


# What a letter stands for. Browsers take the table from the manifest, so that no logarithm can differ.
LENGTHS = [round(2 ** (step / LENGTH_STEPS)) - 1 for step in range(LENGTH_STEPS * 16)]


def _capacity(most: int) -> int:
    capacity = SMALLEST_CAPACITY
    while capacity < most:
        capacity *= 2
    return capacity


def _post(found: Mapping[str, int], field: int, number: int, postings: Postings, last: dict[str, list[int]]) -> None:
    """Append the distance to the term's document before, and minus the count where it is more than one."""
    for term, times in found.items():
        lists = postings.get(term)
        if lists is None:
            lists = postings[term] = [None] * len(FIELDS)
            last[term] = [0] * len(FIELDS)
        posted = lists[field]
        if posted is None:
            posted = lists[field] = array("i")
        before = last[term]
        posted.append(number - before[field])
        before[field] = number
        if times > 1:
            posted.append(-times)


def _shards(postings: Postings) -> Iterator[tuple[str, bytes]]:
    encode = msgspec.json.Encoder().encode
    entries = []
    for term, lists in postings.items():
        plain = [posted.tolist() if posted else [] for posted in lists]
        entries.append((f"{term_hash(term):032b}", term, encode(term) + b":" + encode(plain)))
    entries.sort()
    yield from _split(entries, "")


def _split(entries: Sequence[tuple[str, str, bytes]], prefix: str) -> Iterator[tuple[str, bytes]]:
    """Entries are sorted by hash; a prefix that holds too much is cut in two by the next bit."""
    size = sum(len(entry) + 1 for _, _, entry in entries)
    if size > SHARD_BYTES and len(entries) > 1 and len(prefix) < 32:
        depth = len(prefix)
        middle = next((place for place, entry in enumerate(entries) if entry[0][depth] == "1"), len(entries))
        yield from _split(entries[:middle], prefix + "0")
        yield from _split(entries[middle:], prefix + "1")
    elif entries or not prefix:
        yield prefix, b"{" + b",".join(entry for _, _, entry in entries) + b"}"


@lru_cache(maxsize=400_000)
def term_hash(term: str) -> int:
    """FNV-1a over UTF-16 code units, 32 bits, its bits mixed once more: the same in client/shards.js."""
    value = 0x811C9DC5
    data = term.encode("utf-16-le", "surrogatepass")
    for place in range(0, len(data), 2):
        value = ((value ^ (data[place] | data[place + 1] << 8)) * 0x01000193) & 0xFFFFFFFF
    value = ((value ^ (value >> 15)) * 0x2C1B3C6D) & 0xFFFFFFFF
    return value ^ (value >> 13)


def _document_files(
    month: str, items: Sequence[Document], counted: Sequence[WordCounts]
) -> Iterator[tuple[str, bytes]]:
    rows: list[Any] = [shown(item.card, counts) for item, counts in zip(items, counted, strict=True)]
    for start in range(0, len(rows), DOCUMENTS_PER_FILE):
        name = f"{month or 'undated'}-{start // DOCUMENTS_PER_FILE}"
        yield f"search/d/{name}.json", msgspec.json.encode(rows[start : start + DOCUMENTS_PER_FILE])
