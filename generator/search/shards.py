"""A Lunr index cut by term: a query fetches the shards of its words and ranks exactly as the whole would.

A Lunr score is a sum over terms, so a browser needs the postings of the query's words, the lengths of the
documents, and three numbers for the whole archive. Shards hold counts, never scores: what one more article changes
for all of them (their number, the average lengths) stands in the manifest alone.

A document's number is its month's, times the capacity, plus its place in the month: an article that comes in late
renumbers its month. A shard is a prefix of the skeletons' hash, cut by its own words alone. So the index is brought
up to date where articles changed, and equals the one that is built anew.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from functools import lru_cache
from math import log2
from typing import NamedTuple, Protocol

import msgspec

from generator.search.counts import WordCounts
from generator.search.leaves import Entry, Leaves, bits_of, change, cut, tree
from generator.search.lexicon import Lexicon
from generator.search.postings import FIELDS, Postings, Word, entry_of, revised

LEAF_BYTES = 24_576
SMALLEST_CAPACITY = 64
MONTHS = 13  # a year's places: one for articles of which only the year is known, then the months
STEPS = {"body": 4, "title": 2, "names": 2}  # lengths are kept to these parts of an octave, one letter each
FIRST_LETTER = 40
LARGEST_PATCH = 0.2  # of the archive: with more changed articles the index is quicker built anew

Changes = dict[str, list[tuple[int, int, int]]]
Words = Callable[[Sequence[bytes]], Iterable[WordCounts]]


class Month(NamedTuple):
    """The articles of a month ("2025-02", "2025" where no month is known, "" for undated), as marks of their counts."""

    name: str
    marks: tuple[bytes, ...]


class MonthLengths(msgspec.Struct, frozen=True, array_like=True):
    """A month as it is in the index: a letter for each document's length in each field, and their sums."""

    marks: tuple[bytes, ...]
    letters: tuple[str, ...]
    totals: tuple[int, ...]


class Shape(msgspec.Struct, frozen=True, array_like=True):
    """What the whole index depends on: places in a month, the century from which months are counted, the code."""

    capacity: int
    century: int
    maker: bytes

    def first_number(self, month: str) -> int:
        """Of a month's documents; undated articles come first, as in the archive's order."""
        if not month:
            return 0
        return (1 + (int(month[:4]) - self.century) * MONTHS + int(month[5:7] or 0)) * self.capacity


class Index(Protocol):
    """What is remembered of the index between two builds."""

    @property
    def shards(self) -> Leaves: ...

    @property
    def vocabulary(self) -> Leaves: ...

    def shape(self) -> Shape | None: ...

    def months(self) -> dict[str, MonthLengths]: ...

    def put_month(self, name: str, lengths: MonthLengths | None) -> None: ...

    def clear(self, shape: Shape) -> None: ...


class LostWordsError(Exception):
    """What an article said when it was indexed is not known any more."""


class Speech(NamedTuple):
    """How articles are read: `words` gives the counts with these marks, `maker` is the digest of code and lexicon."""

    words: Words
    lexicon: Lexicon
    maker: bytes


def update(index: Index, months: Sequence[Month], speech: Speech) -> bool:
    """Bring the index up to date: a patch where few articles changed, else anew, with the same result.

    Whether there was anything to do.
    """
    shape = _shape_of(months, speech.maker)
    known = index.months() if index.shape() == shape else {}
    changed = [month for month in months if month.name not in known or known[month.name].marks != month.marks]
    gone = [name for name in known if name not in {month.name for month in months}]
    if not changed and not gone and known:
        return False
    if sum(len(month.marks) for month in months) * LARGEST_PATCH > _distance(changed, gone, known) and known:
        try:
            _patch(index, shape, [*changed, *(Month(name, ()) for name in gone)], speech)
            return True
        except LostWordsError:
            pass  # Another output's build forgot them: built anew the index does not ask.
    _build(index, shape, months, speech)
    return True


def _shape_of(months: Sequence[Month], maker: bytes) -> Shape:
    most = max((len(month.marks) for month in months), default=0)
    capacity = SMALLEST_CAPACITY
    while capacity < most:
        capacity *= 2
    first = min((int(month.name[:4]) for month in months if month.name), default=0)
    return Shape(capacity, first // 100 * 100, maker)


def _distance(changed: Sequence[Month], gone: Sequence[str], known: Mapping[str, MonthLengths]) -> int:
    """How many places hold another article than before."""
    pairs = [(month.marks, known[month.name].marks if month.name in known else ()) for month in changed]
    pairs += [((), known[name].marks) for name in gone]
    return sum(
        abs(len(new) - len(old)) + sum(one != other for one, other in zip(new, old, strict=False)) for new, old in pairs
    )


# Anew


def _build(index: Index, shape: Shape, months: Sequence[Month], speech: Speech) -> None:
    lexicon = speech.lexicon
    postings = Postings()
    index.clear(shape)
    for month in months:
        counted = list(speech.words(month.marks))
        for number, counts in enumerate(counted, shape.first_number(month.name)):
            postings.add(counts, number)
        index.put_month(month.name, lengths_of(month.marks, counted))
    by_key: dict[str, list[str]] = {}
    for form in postings.forms():
        by_key.setdefault(key_of(lexicon.skeleton(form)), []).append(form)
    entries, listed = [], []
    for key in sorted(by_key):
        entry, found = entry_of({form: postings.pop(form) for form in by_key.pop(key)}, lexicon)
        entries.append((key, entry))
        listed += [_vocabulary_entry(word) for word in found]
    for prefix, leaf in cut(entries, LEAF_BYTES):
        index.shards.write(prefix, leaf)
    del entries
    for prefix, leaf in cut(sorted(listed), LEAF_BYTES):
        index.vocabulary.write(prefix, leaf)


def lengths_of(marks: tuple[bytes, ...], counted: Sequence[WordCounts]) -> MonthLengths:
    letters, totals = [], []
    for field in FIELDS:
        steps = [length_step(field, sum(getattr(counts, field).values())) for counts in counted]
        letters.append("".join(chr(FIRST_LETTER + step) for step in steps))
        totals.append(sum(LENGTHS[field][step] for step in steps))
    return MonthLengths(marks, tuple(letters), tuple(totals))


def length_step(field: str, length: int) -> int:
    return round(STEPS[field] * log2(length + 1))


# What a letter stands for. Browsers take the table from the manifest, so that no logarithm can differ.
LENGTHS = {field: [round(2 ** (step / steps)) - 1 for step in range(steps * 16)] for field, steps in STEPS.items()}


# Patched


def _patch(index: Index, shape: Shape, changed: Sequence[Month], speech: Speech) -> None:
    lexicon, known = speech.lexicon, index.months()
    changes: Changes = {}
    lengths: dict[str, MonthLengths | None] = {}
    for month in changed:
        old_marks = known[month.name].marks if month.name in known else ()
        distinct = list(dict.fromkeys([*old_marks, *month.marks]))
        counts = dict(zip(distinct, speech.words(distinct), strict=True))
        new = [counts[mark] for mark in month.marks]
        _compare([counts[mark] for mark in old_marks], new, shape.first_number(month.name), changes)
        lengths[month.name] = lengths_of(month.marks, new) if new else None
    by_key: dict[str, Changes] = {}
    for form, found in changes.items():
        by_key.setdefault(key_of(lexicon.skeleton(form)), {})[form] = found
    vocabulary: dict[str, Entry | None] = {}

    def revise(key: str, before: Entry | None) -> Entry | None:
        entry, gone, found = revised(before, by_key[key], lexicon)
        if gone != found:
            vocabulary.update((bits_of(word.term), None) for word in gone)
            vocabulary.update(map(_vocabulary_entry, found))
        return entry

    change(index.shards, by_key, revise, LEAF_BYTES)
    change(index.vocabulary, vocabulary, lambda key, _: vocabulary[key], LEAF_BYTES)
    for name, row in lengths.items():
        index.put_month(name, row)


def _compare(old: Sequence[WordCounts], new: Sequence[WordCounts], first: int, changes: Changes) -> None:
    """Note each form whose count differs at a document's number."""
    nothing = WordCounts({}, {}, {})
    for place in range(max(len(old), len(new))):
        before = old[place] if place < len(old) else nothing
        after = new[place] if place < len(new) else nothing
        if before == after:
            continue
        for field, name in enumerate(FIELDS):
            was: Mapping[str, int] = getattr(before, name)
            now: Mapping[str, int] = getattr(after, name)
            for form, _ in was.items() ^ now.items():
                changes.setdefault(form, []).append((field, first + place, now.get(form, 0)))


# Files


def key_of(skeleton: str) -> str:
    """Skeletons in the order of their hashes, so that shards fill evenly."""
    return f"{skeleton_hash(skeleton):032b}{skeleton}"


@lru_cache(maxsize=400_000)
def skeleton_hash(skeleton: str) -> int:
    """FNV-1a over UTF-16 code units, 32 bits, its bits mixed once more: the same in client/shards.js."""
    value = 0x811C9DC5
    data = skeleton.encode("utf-16-le", "surrogatepass")
    for place in range(0, len(data), 2):
        value = ((value ^ (data[place] | data[place + 1] << 8)) * 0x01000193) & 0xFFFFFFFF
    value = ((value ^ (value >> 15)) * 0x2C1B3C6D) & 0xFFFFFFFF
    return value ^ (value >> 13)


_encode = msgspec.json.Encoder().encode


def _vocabulary_entry(word: Word) -> tuple[str, Entry]:
    """`term|rank|shown`, in the order of the terms."""
    shown = f"|{word.shown}" if word.shown != word.term else ""
    return bits_of(word.term), Entry(_encode(f"{word.term}|{word.rank}{shown}"), b"")


def leaf_path(folder: str, prefix: str) -> str:
    """The bits of the prefix in hexadecimal, with a 1 before them that keeps their number."""
    return f"search/{folder}/{int('1' + prefix, 2):x}.json"


def manifest(index: Index, per_file: int, names: Collection[str], lexicon: Lexicon) -> bytes:
    """What a browser fetches once: lengths, sums, and which files there are."""
    shape, months = index.shape() or Shape(SMALLEST_CAPACITY, 0, b""), index.months()
    rows = sorted(months.items())
    return _encode(
        {
            "kind": "shards",
            "fields": list(FIELDS),
            "boosts": list(FIELDS.values()),
            "documents": sum(len(row.marks) for _, row in rows),
            "capacity": shape.capacity,
            "century": shape.century,
            "totals": [sum(row.totals[field] for _, row in rows) for field in range(len(FIELDS))],
            "months": [name for name, _ in rows],
            "lengths": [" ".join(row.letters[field] for _, row in rows) for field in range(len(FIELDS))],
            "steps": list(LENGTHS.values()),
            "shards": tree(index.shards.sizes()),
            "vocabulary": tree(index.vocabulary.sizes()),
            "names": tree(names),
            "keys": lexicon.redirects(),
            "per_file": per_file,
        }
    )
