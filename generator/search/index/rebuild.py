"""An index made anew, in two rounds of workers' tasks.

First articles are inverted in batches, and the postings of each batch are split by the hash of their skeletons. Then
each part is finished by itself.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice
from operator import itemgetter
from typing import TYPE_CHECKING

import msgspec

from generator.search.analysis.lexicon import Lexicon, Synonyms, lexicon_of
from generator.search.index.counts import SearchedText
from generator.search.index.inputs import Index, Inputs, put_long_terms
from generator.search.index.numbering import Month, MonthLengths, Shape, lengths_of, letters_of
from generator.search.index.numpy_parts import numpy_parts
from generator.search.index.partition import Entry, Packed, Sums, cut, pack, put
from generator.search.index.postings import Grouped, LongFiles, Word, group, write_entry
from generator.search.index.shards import LEAF_BYTES, SHARD_BYTES, key_of, skeleton_hash, vocabulary_entry

if TYPE_CHECKING:
    from generator.search.index.inversion import Merged

BATCH_DOCUMENTS = 2500  # inverted together: a form is analysed and its postings handed over once a batch
PART_DOCUMENTS = 1000  # for each so many more the hash space is split once more

Finished = tuple[list[tuple[str, Packed]], list[Word], LongFiles]

_decode = msgspec.msgpack.Decoder(SearchedText).decode
_encode = msgspec.msgpack.Encoder().encode


def rebuild(index: Index, shape: Shape, months: Sequence[Month], inputs: Inputs) -> Callable[[], None]:
    """Begin to make the index anew; the returned function writes it."""
    depth = max(2, (sum(len(month.digests) for month in months) // PART_DOCUMENTS).bit_length())
    batches = list(_month_batches(months))
    tasks = (
        (
            [(month, shape.first_number(month.name), list(inputs.texts(month.digests))) for month in batch],
            depth,
            inputs.synonyms,
        )
        for batch in batches
    )
    inverted = inputs.map_batches(invert, tasks, len(batches), ahead=1)  # each holds the texts of thousands of articles

    def write() -> None:
        with index.transaction():
            index.clear(shape)
            for number, (lengths, by_part) in enumerate(inverted):
                index.hold(number, by_part)
                for name, row in lengths:
                    index.put_month(name, row)
            parts = ((f"{part:0{depth}b}", index.held(part), inputs.synonyms) for part in range(1 << depth))
            _put_finished(index, inputs.map_batches(finish, parts, 1 << depth))

    return write


def _month_batches(months: Sequence[Month]) -> Iterator[list[Month]]:
    """Of similar sizes and even in number, so that two workers end together."""
    documents = sum(len(month.digests) for month in months)
    size = documents / (2 * -(-documents // (2 * BATCH_DOCUMENTS))) if documents else 0
    batch: list[Month] = []
    before = 0.0
    for month in months:
        batch.append(month)
        before += len(month.digests)
        if before >= size:
            yield batch
            batch, before = [], before - size
    if batch:
        yield batch


def _put_finished(index: Index, finished: Iterable[Finished]) -> None:
    """Leaves of a part that is too big for one are final; small ones may merge with others."""
    sizes: dict[str, tuple[int, int]] = {}
    small: dict[str, Packed] = {}
    listed: list[tuple[str, Entry]] = []
    for leaves, words, files in finished:
        put_long_terms(index, files)
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


def invert(
    months: Sequence[tuple[Month, int, Sequence[bytes]]], depth: int, synonyms: Synonyms
) -> tuple[list[tuple[str, MonthLengths]], list[bytes]]:
    """A worker's task: the lengths of these months, and their postings in 2 ** depth parts of the hash space."""
    batch = numpy_parts().Batch()
    for _, first, texts in months:
        for number, text in enumerate(map(_decode, texts), first):
            batch.add(text, number)
    parts = batch.split(depth, lexicon_of(synonyms).skeleton, skeleton_hash)
    letters = map(letters_of, batch.lengths())
    by_month = [
        (month.name, lengths_of(month.digests, list(islice(letters, len(texts))))) for month, _, texts in months
    ]
    return by_month, list(map(_encode, parts))


def finish(prefix: str, parts: Sequence[bytes], synonyms: Synonyms) -> Finished:
    """A worker's task: the leaves of a part of the hash space, their words, and the files of its long terms."""
    numpy, lexicon = numpy_parts(), lexicon_of(synonyms)
    merged = numpy.Merged([msgspec.msgpack.decode(part, type=numpy.Part) for part in parts])
    by_key = _grouped_by_key(merged, lexicon)
    texts = _texts(merged, by_key)
    entries: list[tuple[str, Entry]] = []
    words: list[Word] = []
    files: LongFiles = {}
    for key, grouped in by_key:
        written = write_entry(grouped, texts, lexicon)
        entries.append((key, written.entry))
        words += written.words
        files |= written.files
    leaves = cut(entries, SHARD_BYTES, prefix) if entries else ()
    return [(leaf, pack(own)) for leaf, own in leaves], words, files


def _grouped_by_key(merged: Merged, lexicon: Lexicon) -> list[tuple[str, Grouped]]:
    by_key = ((key_of(skeleton), group(postings, lexicon)) for skeleton, postings in merged.entries())
    return sorted(by_key, key=itemgetter(0))


def _texts(merged: Merged, by_key: Sequence[tuple[str, Grouped]]) -> dict[str, str]:
    """The postings of each term as text."""
    terms = {term: forms for _, grouped in by_key for term, forms in grouped.by_term.items()}
    number = {form: number for number, forms in enumerate(terms.values()) for form in forms}
    return dict(zip(terms, merged.texts([number[form] for form in merged.forms], len(terms)), strict=True))
