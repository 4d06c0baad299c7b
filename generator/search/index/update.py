"""The index of an archive brought up to date: patched where articles changed, with the result of building it anew.

Anew it is made in two rounds of workers' tasks: articles are inverted in batches, their postings parted by the hash
of skeletons; then each part is finished by itself. A patch opens the shards of the words that changed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from functools import partial
from importlib import import_module
from itertools import islice, zip_longest
from operator import itemgetter
from typing import TYPE_CHECKING, NamedTuple, Protocol

import msgspec

from generator.search.analysis.lexicon import Lexicon, Variants, lexicon_of
from generator.search.index.counts import SearchedText, WordCounts, count_words
from generator.search.index.numbering import Month, MonthLengths, Shape, lengths_of, letters_of, shape_of
from generator.search.index.partition import Entry, Leaves, Packed, Sums, bits_of, change, cut, pack, put, unpack
from generator.search.index.posting_codec import POSTING_BYTES, fields_text
from generator.search.index.postings import FIELDS, Long, Posting, Revision, Said, Word, revision_of, said_of, shown
from generator.search.index.shards import LEAF_BYTES, SHARD_BYTES, key_of, skeleton_hash, vocabulary_entry
from generator.workers import MapBatches

if TYPE_CHECKING:
    from generator.search.index.inversion import Merged

LARGEST_PATCH = 0.2  # of the archive: with more changed articles the index is quicker built anew
BATCH_DOCUMENTS = 2500  # inverted together: a form is analysed and its postings handed on once a batch
PART_DOCUMENTS = 1000  # for so many more the hash space is parted once more
LEAVES_BATCH = 48  # shards that a worker revises at a time
MANY_POSTINGS = 100_000  # more of them numpy writes sooner, though it takes a while to come

NO_LENGTHS = MonthLengths((), (), ())
NO_WORDS = WordCounts({}, {}, {})

Changes = dict[str, list[Posting]]


class Index(Protocol):
    """What is remembered of the index between two builds."""

    @property
    def shards(self) -> Leaves: ...

    @property
    def terms(self) -> Leaves:
        """The postings of long terms, each file a leaf of its own."""

    @property
    def vocabulary(self) -> Leaves: ...

    def shape(self) -> Shape | None: ...

    def months(self) -> dict[str, MonthLengths]: ...

    def put_month(self, name: str, lengths: MonthLengths | None) -> None: ...

    def clear(self, shape: Shape) -> None: ...

    def hold(self, batch: int, parts: Sequence[bytes]) -> None:
        """Put aside what a batch of articles has for each part of the hash space, until the index is made."""

    def held(self, part: int) -> list[bytes]:
        """What was put aside for a part, in the order of the batches."""

    def transaction(self) -> AbstractContextManager[None]: ...


class LostWordsError(Exception):
    """What an article said when it was indexed is not known any more."""


class Speech(NamedTuple):
    """How articles are read.

    `words` gives what is searched of the articles with these marks, encoded; `spread` has workers begin at once;
    `variants` are the site's own; `maker` is the digest of code and lexicon.
    """

    words: Callable[[Sequence[bytes]], Iterable[bytes]]
    spread: MapBatches
    variants: Variants
    maker: bytes


def prepare(variants: Variants) -> None:
    """A worker's task: load what its other ones need, while there is nothing else to do."""
    import_module("generator.search.index.inversion")
    lexicon_of(variants)


def update(index: Index, months: Sequence[Month], speech: Speech) -> Callable[[], None] | None:
    """Bring the index up to date: a patch where few articles changed, else anew, with the same result.

    What there is to do is begun; the call that comes back waits for it and writes.
    """
    shape = shape_of(months, speech.maker)
    known = index.months() if index.shape() == shape else {}
    changed = [month for month in months if month.name not in known or known[month.name].marks != month.marks]
    names = {month.name for month in months}
    changed += [Month(name, ()) for name in known if name not in names]
    if not changed and known:
        return None
    if known and _distance(changed, known) < LARGEST_PATCH * sum(len(month.marks) for month in months):
        try:
            return _patch(index, shape, changed, speech)
        except LostWordsError:
            pass  # Another output's build forgot them: built anew the index does not ask.
    return _build(index, shape, months, speech)


def _distance(changed: Sequence[Month], known: Mapping[str, MonthLengths]) -> int:
    """How many places hold another article than before."""
    pairs = [(month.marks, known[month.name].marks if month.name in known else ()) for month in changed]
    return sum(
        abs(len(new) - len(old)) + sum(one != other for one, other in zip(new, old, strict=False)) for new, old in pairs
    )


# Anew


def _build(index: Index, shape: Shape, months: Sequence[Month], speech: Speech) -> Callable[[], None]:
    depth = max(2, (sum(len(month.marks) for month in months) // PART_DOCUMENTS).bit_length())
    batches = list(_month_batches(months))
    tasks = (
        (
            [(month, shape.first_number(month.name), list(speech.words(month.marks))) for month in batch],
            depth,
            speech.variants,
        )
        for batch in batches
    )
    inverted = speech.spread(invert, tasks, len(batches), ahead=1)  # each holds the texts of thousands of articles

    def write() -> None:
        with index.transaction():
            index.clear(shape)
            for number, (lengths, by_part) in enumerate(inverted):
                index.hold(number, by_part)
                for name, row in lengths:
                    index.put_month(name, row)
            parts = ((f"{part:0{depth}b}", index.held(part), speech.variants) for part in range(1 << depth))
            _put_finished(index, speech.spread(finish, parts, 1 << depth))

    return write


def _month_batches(months: Sequence[Month]) -> Iterator[list[Month]]:
    """Of like sizes and even in number, so that two workers end together."""
    documents = sum(len(month.marks) for month in months)
    size = documents / (2 * -(-documents // (2 * BATCH_DOCUMENTS))) if documents else 0
    batch: list[Month] = []
    before = 0.0
    for month in months:
        batch.append(month)
        before += len(month.marks)
        if before >= size:
            yield batch
            batch, before = [], before - size
    if batch:
        yield batch


Finished = tuple[list[tuple[str, Packed]], list[Word], Long]


def _put_finished(index: Index, finished: Iterable[Finished]) -> None:
    """Leaves of a part that is too big for one are final; small ones may merge with others."""
    sizes: dict[str, tuple[int, int]] = {}
    small: dict[str, Packed] = {}
    listed: list[tuple[str, Entry]] = []
    for leaves, words, long in finished:
        _put_long(index, long)
        for prefix, leaf in leaves:
            sizes[prefix] = (leaf.size, leaf.entries)
            if len(leaves) > 1:
                index.shards.write(prefix, leaf)
            else:
                small[prefix] = leaf
        listed += map(vocabulary_entry, words)
    put(index.shards, small, Sums(sizes), SHARD_BYTES)
    for prefix, entries in cut(sorted(listed), LEAF_BYTES) if listed else ():
        index.vocabulary.write(prefix, pack(entries))


def _put_long(index: Index, long: Long) -> None:
    for key, data in long.items():
        if data is None:
            index.terms.remove(key)
        else:
            index.terms.write(key, Packed(data, b"", 1))


_decode = msgspec.msgpack.Decoder(SearchedText).decode
_encode = msgspec.msgpack.Encoder().encode


def invert(
    months: Sequence[tuple[Month, int, Sequence[bytes]]], depth: int, variants: Variants
) -> tuple[list[tuple[str, MonthLengths]], list[bytes]]:
    """A worker's task: lengths of these months, and their postings by form in 2 ** depth parts of the hash space."""
    from generator.search.index.inversion import Batch  # brings numpy, which a small patch does without

    batch = Batch()
    for _, first, said in months:
        for number, one in enumerate(map(_decode, said), first):
            batch.add(one, number)
    parts = batch.parted(depth, lexicon_of(variants).skeleton, skeleton_hash)
    letters = map(letters_of, batch.lengths())
    by_month = [(month.name, lengths_of(month.marks, list(islice(letters, len(said))))) for month, _, said in months]
    return by_month, list(map(_encode, parts))


def finish(prefix: str, parts: Sequence[bytes], variants: Variants) -> Finished:
    """A worker's task: the leaves of a part of the hash space, and the words that stand in them."""
    from generator.search.index.inversion import Merged, Part

    lexicon = lexicon_of(variants)
    found = Merged([msgspec.msgpack.decode(part, type=Part) for part in parts])
    by_key = _said_by_key(found, lexicon)
    texts = _texts(found, by_key)
    entries: list[tuple[str, Entry]] = []
    words: list[Word] = []
    long: Long = {}
    for key, said in by_key:
        one = shown(said, texts, lexicon)
        entries.append((key, one.entry))
        words += one.words
        long |= one.long
    leaves = cut(entries, SHARD_BYTES, prefix) if entries else ()
    return [(leaf, pack(own)) for leaf, own in leaves], words, long


def _said_by_key(found: Merged, lexicon: Lexicon) -> list[tuple[str, Said]]:
    by_key = ((key_of(skeleton), said_of(postings, lexicon)) for skeleton, postings in found.entries())
    return sorted(by_key, key=itemgetter(0))


def _texts(found: Merged, by_key: Sequence[tuple[str, Said]]) -> dict[str, str]:
    """What a shard says of the documents of each term."""
    terms = {term: forms for _, said in by_key for term, forms in said.by_term.items()}
    number = {form: number for number, forms in enumerate(terms.values()) for form in forms}
    return dict(zip(terms, found.texts([number[form] for form in found.forms], len(terms)), strict=True))


# Patched


def _patch(index: Index, shape: Shape, changed: Sequence[Month], speech: Speech) -> Callable[[], None]:
    known = index.months()
    changes: Changes = {}
    lengths: dict[str, MonthLengths | None] = {}
    for month in changed:
        before = known.get(month.name, NO_LENGTHS)
        moved = [
            (old, new, number)
            for number, (old, new) in enumerate(zip_longest(before.marks, month.marks), shape.first_number(month.name))
            if old != new
        ]
        distinct = list(dict.fromkeys(mark for old, new, _ in moved for mark in (old, new) if mark is not None))
        counts = {None: NO_WORDS, **dict(zip(distinct, map(_counted, speech.words(distinct)), strict=True))}
        for old, new, number in moved:
            _compare(counts[old], counts[new], number, changes)
        letters = [
            letters_of(_lengths(counts[mark])) if mark in counts else before.letters_at(place)
            for place, mark in enumerate(month.marks)
        ]
        lengths[month.name] = lengths_of(month.marks, letters) if letters else None
    by_key: dict[str, Changes] = {}
    key = lexicon_of(speech.variants).skeleton
    for form, found in changes.items():
        by_key.setdefault(key_of(key(form)), {})[form] = found
    vocabulary: dict[str, Entry | None] = {}
    write_shards = change(index.shards, by_key, partial(_revised_shards, index, speech, vocabulary), SHARD_BYTES)

    def write() -> None:
        with index.transaction():
            for name, row in lengths.items():
                index.put_month(name, row)
            write_shards()
            change(index.vocabulary, vocabulary, _replaced, LEAF_BYTES)()

    return write


def _counted(said: bytes) -> WordCounts:
    return count_words(_decode(said))


def _lengths(counts: WordCounts) -> list[int]:
    return [sum(getattr(counts, field).values()) for field in FIELDS]


def _compare(old: WordCounts, new: WordCounts, number: int, changes: Changes) -> None:
    """Note each form whose count differs at a document's number."""
    for field, name in enumerate(FIELDS):
        was: Mapping[str, int] = getattr(old, name)
        now: Mapping[str, int] = getattr(new, name)
        for form, _ in was.items() ^ now.items():
            changes.setdefault(form, []).append((field, number, now.get(form, 0)))


def _revised_shards(
    index: Index,
    speech: Speech,
    vocabulary: dict[str, Entry | None],
    leaves: Sequence[tuple[Packed, Mapping[str, Changes]]],
) -> Iterator[Packed]:
    """Shards with their words brought up to date; long terms are put, changes of the vocabulary noted on the way."""
    batches = [leaves[start : start + LEAVES_BATCH] for start in range(0, len(leaves), LEAVES_BATCH)]
    revised = speech.spread(revise, ((batch, speech.variants) for batch in batches), len(batches))

    def noted() -> Iterator[Packed]:
        for new, gone, found, long in revised:
            vocabulary.update((bits_of(word.term), None) for word in gone)
            vocabulary.update(map(vocabulary_entry, found))
            _put_long(index, long)
            yield from new

    return noted()


def revise(
    leaves: Sequence[tuple[Packed, Mapping[str, Changes]]], variants: Variants
) -> tuple[list[Packed], list[Word], list[Word], Long]:
    """A worker's task: each shard after its changes; the words that are not listed so any more, and those that are."""
    lexicon = lexicon_of(variants)
    opened = [
        (leaf, {key: revision_of(leaf.pop(key, None), changes, lexicon) for key, changes in by_key.items()})
        for leaf, by_key in ((unpack(packed), by_key) for packed, by_key in leaves)
    ]
    texts = _texts_of_stale([revision for _, revisions in opened for revision in revisions.values()], lexicon)
    long: Long = {}
    gone, found = dict[Word, None](), dict[Word, None]()
    for leaf, revisions in opened:
        for key, revision in revisions.items():
            after, before = shown(revision.said, texts, lexicon, revision.before), revision.words
            long |= after.long
            gone |= dict.fromkeys(word for word in before if word not in after.words)
            found |= dict.fromkeys(word for word in after.words if word not in before)
            if after.words:
                leaf[key] = after.entry
    return [pack(leaf) for leaf, _ in opened], list(gone), list(found), long


def _texts_of_stale(revisions: Sequence[Revision], lexicon: Lexicon) -> dict[str, str]:
    """What a shard says of each term that must be written: by numpy where it is much, as a month numbered anew is."""
    stale = [(revision.said.postings, revision.stale(lexicon)) for revision in revisions]
    size = sum(len(values) for postings, terms in stale if terms for values in postings.values)
    if size < MANY_POSTINGS * POSTING_BYTES:
        return {term: fields_text(postings.lists(own)) for postings, terms in stale for term, own in terms.items()}
    from generator.search.index.inversion import texts_of

    terms = {term: own for _, by_term in stale for term, own in by_term.items()}
    number = {form: number for number, own in enumerate(terms.values()) for form in own}
    entries = [
        (postings, [number.get(form, len(terms)) for form in postings.forms]) for postings, by_term in stale if by_term
    ]
    return dict(zip(terms, texts_of(entries, len(terms)), strict=True))


def _replaced(leaves: Sequence[tuple[Packed, Mapping[str, Entry | None]]]) -> Iterator[Packed]:
    for packed, changes in leaves:
        leaf = {**unpack(packed), **changes}
        yield pack({key: entry for key, entry in leaf.items() if entry is not None})
