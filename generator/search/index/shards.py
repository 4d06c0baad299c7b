"""A Lunr index cut by term: a query fetches the shards of its words and ranks exactly as the whole index would.

A Lunr score is a sum over terms, so a browser needs the postings of the query's words, the lengths of the documents,
and three numbers for the whole archive. Shards hold counts, never scores: what one more article changes for all of
them (their number, the average lengths) is in the manifest alone. A shard is a prefix of the skeletons' hashes; its
own words alone decide where it splits. client/index/shards.js finds the files.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from functools import lru_cache

import msgspec

from generator.search.analysis.lexicon import Lexicon
from generator.search.index.numbering import LENGTHS, MonthLengths, Shape
from generator.search.index.partition import Entry, bits_of, tree
from generator.search.index.postings import FIELDS, Word

LEAF_BYTES = 24_576
SHARD_BYTES = 9_000  # less than a leaf, since postings hardly compress

_encode = msgspec.json.Encoder().encode


def key_of(skeleton: str) -> str:
    """Skeletons in the order of their hashes, so that shards fill evenly."""
    return f"{skeleton_hash(skeleton):032b}{skeleton}"


@lru_cache(maxsize=50_000)
def skeleton_hash(skeleton: str) -> int:
    """FNV-1a over UTF-16 code units, 32 bits, its bits mixed once more: the same in client/index/shards.js."""
    value = 0x811C9DC5
    data = skeleton.encode("utf-16-le", "surrogatepass")
    for index in range(0, len(data), 2):
        value = ((value ^ (data[index] | data[index + 1] << 8)) * 0x01000193) & 0xFFFFFFFF
    value = ((value ^ (value >> 15)) * 0x2C1B3C6D) & 0xFFFFFFFF
    return value ^ (value >> 13)


def vocabulary_entry(word: Word) -> tuple[str, Entry]:
    """`term|rank|shown`, under a key that keeps the order of terms; `shown` is left out where it is the term."""
    shown = f"|{word.shown}" if word.shown != word.term else ""
    return bits_of(word.term), Entry(_encode(f"{word.term}|{word.rank}{shown}"), b"")


def leaf_path(folder: str, prefix: str) -> str:
    """The bits of the prefix in hexadecimal, with a 1 before them that keeps their number."""
    return f"search/{folder}/{int('1' + prefix, 2):x}.json"


def manifest(
    shape: Shape,
    months: Mapping[str, MonthLengths],
    trees: Mapping[str, Collection[str]],
    per_file: int,
    lexicon: Lexicon,
) -> bytes:
    """What a browser fetches once: lengths, sums, and which files there are (`trees` are the leaves of each kind)."""
    rows = sorted(months.items())
    return _encode(
        {
            "kind": "shards",
            "fields": list(FIELDS),
            "boosts": list(FIELDS.values()),
            "documents": sum(len(row.digests) for _, row in rows),
            "capacity": shape.capacity,
            "century": shape.century,
            "totals": [sum(row.totals[field] for _, row in rows) for field in range(len(FIELDS))],
            "months": [name for name, _ in rows],
            "lengths": [" ".join(row.letters[field] for _, row in rows) for field in range(len(FIELDS))],
            "steps": list(LENGTHS.values()),
            **{kind: tree(leaves) for kind, leaves in trees.items()},
            "keys": lexicon.redirects(),
            "per_file": per_file,
        }
    )
