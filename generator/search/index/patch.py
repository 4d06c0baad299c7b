"""An index patched where articles changed: only the shards of the words that they gained or lost are opened."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from itertools import zip_longest

import msgspec

from generator.search.analysis.lexicon import Lexicon, Synonyms, lexicon_of
from generator.search.index.counts import SearchedText, WordCounts, count_words
from generator.search.index.inputs import Index, Inputs, put_long_terms
from generator.search.index.numbering import Month, MonthLengths, Shape, lengths_of, letters_of
from generator.search.index.numpy_parts import numpy_parts
from generator.search.index.partition import Entry, Packed, bits_of, change, pack, unpack
from generator.search.index.posting_codec import POSTING_BYTES, fields_text
from generator.search.index.postings import FIELDS, LongFiles, Posting, Revision, Word, revision_of, write_entry
from generator.search.index.shards import LEAF_BYTES, SHARD_BYTES, key_of, vocabulary_entry

LEAVES_BATCH = 48  # shards that a worker revises at a time
MANY_POSTINGS = 100_000  # from so many on numpy writes them faster, though it takes a while to load

NO_LENGTHS = MonthLengths((), (), ())
NO_WORDS = WordCounts({}, {}, {})

Changes = dict[str, list[Posting]]  # by form

_decode = msgspec.msgpack.Decoder(SearchedText).decode


def patch(index: Index, shape: Shape, changed: Sequence[Month], inputs: Inputs) -> Callable[[], None]:
    """Begin to revise the shards of these months' words; the returned function writes them."""
    known = index.months()
    changes: Changes = {}
    lengths = {
        month.name: _compare_month(known.get(month.name, NO_LENGTHS), month, shape, inputs, changes)
        for month in changed
    }
    by_key: dict[str, Changes] = {}
    skeleton = lexicon_of(inputs.synonyms).skeleton
    for form, own in changes.items():
        by_key.setdefault(key_of(skeleton(form)), {})[form] = own
    vocabulary: dict[str, Entry | None] = {}
    write_shards = change(index.shards, by_key, partial(_revised_shards, index, inputs, vocabulary), SHARD_BYTES)

    def write() -> None:
        with index.transaction():
            for name, row in lengths.items():
                index.put_month(name, row)
            write_shards()
            change(index.vocabulary, vocabulary, _replaced, LEAF_BYTES)()

    return write


def _compare_month(
    before: MonthLengths, month: Month, shape: Shape, inputs: Inputs, changes: Changes
) -> MonthLengths | None:
    """The lengths of a month, None for an empty one; its changed forms are added to the changes."""
    numbered = enumerate(zip_longest(before.digests, month.digests), shape.first_number(month.name))
    moved = [(old, new, number) for number, (old, new) in numbered if old != new]
    distinct = list(dict.fromkeys(digest for old, new, _ in moved for digest in (old, new) if digest is not None))
    counts = {None: NO_WORDS, **dict(zip(distinct, map(_counted, inputs.texts(distinct)), strict=True))}
    for old, new, number in moved:
        _compare(counts[old], counts[new], number, changes)
    letters = [
        letters_of(_lengths(counts[digest])) if digest in counts else before.letters_at(index)
        for index, digest in enumerate(month.digests)
    ]
    return lengths_of(month.digests, letters) if letters else None


def _counted(text: bytes) -> WordCounts:
    return count_words(_decode(text))


def _lengths(counts: WordCounts) -> list[int]:
    return [sum(getattr(counts, field).values()) for field in FIELDS]


def _compare(old: WordCounts, new: WordCounts, number: int, changes: Changes) -> None:
    """Add each form whose count differs at a document's number."""
    for field, name in enumerate(FIELDS):
        was: Mapping[str, int] = getattr(old, name)
        now: Mapping[str, int] = getattr(new, name)
        for form, _ in was.items() ^ now.items():
            changes.setdefault(form, []).append((field, number, now.get(form, 0)))


def _revised_shards(
    index: Index,
    inputs: Inputs,
    vocabulary: dict[str, Entry | None],
    leaves: Sequence[tuple[Packed, Mapping[str, Changes]]],
) -> Iterator[Packed]:
    """Shards after their changes; on the way long terms are written, and changes of the vocabulary added to it."""
    batches = [leaves[start : start + LEAVES_BATCH] for start in range(0, len(leaves), LEAVES_BATCH)]
    revised = inputs.map_batches(revise, ((batch, inputs.synonyms) for batch in batches), len(batches))

    def shards() -> Iterator[Packed]:
        for new, gone, found, files in revised:
            vocabulary.update((bits_of(word.term), None) for word in gone)
            vocabulary.update(map(vocabulary_entry, found))
            put_long_terms(index, files)
            yield from new

    return shards()


def revise(
    leaves: Sequence[tuple[Packed, Mapping[str, Changes]]], synonyms: Synonyms
) -> tuple[list[Packed], list[Word], list[Word], LongFiles]:
    """A worker's task: each shard after its changes; the words that leave the vocabulary, and those that enter it."""
    lexicon = lexicon_of(synonyms)
    opened = [
        (leaf, {key: revision_of(leaf.pop(key, None), changes, lexicon) for key, changes in by_key.items()})
        for leaf, by_key in ((unpack(packed), by_key) for packed, by_key in leaves)
    ]
    texts = _texts_of_stale([revision for _, revisions in opened for revision in revisions.values()], lexicon)
    files: LongFiles = {}
    gone, found = dict[Word, None](), dict[Word, None]()
    for leaf, revisions in opened:
        for key, revision in revisions.items():
            after, before = write_entry(revision.grouped, texts, lexicon, revision.previous), revision.words
            files |= after.files
            gone |= dict.fromkeys(word for word in before if word not in after.words)
            found |= dict.fromkeys(word for word in after.words if word not in before)
            if after.words:
                leaf[key] = after.entry
    return [pack(leaf) for leaf, _ in opened], list(gone), list(found), files


def _texts_of_stale(revisions: Sequence[Revision], lexicon: Lexicon) -> dict[str, str]:
    """The postings of each term that must be written: by numpy where they are many, as in a month numbered anew."""
    stale = [(revision.grouped.postings, revision.stale(lexicon)) for revision in revisions]
    size = sum(len(values) for postings, terms in stale if terms for values in postings.values)
    if size < MANY_POSTINGS * POSTING_BYTES:
        return {term: fields_text(postings.lists(own)) for postings, terms in stale for term, own in terms.items()}
    terms = {term: own for _, by_term in stale for term, own in by_term.items()}
    number = {form: number for number, own in enumerate(terms.values()) for form in own}
    entries = [
        (postings, [number.get(form, len(terms)) for form in postings.forms]) for postings, by_term in stale if by_term
    ]
    return dict(zip(terms, numpy_parts().texts_of(entries, len(terms)), strict=True))


def _replaced(leaves: Sequence[tuple[Packed, Mapping[str, Entry | None]]]) -> Iterator[Packed]:
    for packed, changes in leaves:
        leaf = {**unpack(packed), **changes}
        yield pack({key: entry for key, entry in leaf.items() if entry is not None})
