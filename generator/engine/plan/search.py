"""The search index and what results show: one stock Lunr file for a small archive, shards for a larger one."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from itertools import groupby
from typing import Any, NamedTuple

import msgspec

from generator.archive.archive import Archive, ArchiveItem
from generator.archive.permalinks import AUTHORS, PEOPLE, PLACES, SECTIONS, TAGS
from generator.digest import digest, digest_of_digests
from generator.engine.load.loaded import Loaded
from generator.engine.memory.index import IndexMemory, LeavesMemory
from generator.engine.memory.memory import LEAF, Memory
from generator.engine.plan.context import BuildContext
from generator.engine.plan.target import Group, Target
from generator.search.analysis.lexicon import lexicon_of
from generator.search.index.counts import SearchedText, WordCounts, count_words
from generator.search.index.documents import packed, shown
from generator.search.index.facets import facets_of
from generator.search.index.inputs import Inputs, LostWordsError
from generator.search.index.names import named_entries
from generator.search.index.numbering import SMALLEST_CAPACITY, Month, Shape
from generator.search.index.partition import cut, pack
from generator.search.index.shards import LEAF_BYTES, leaf_path, manifest
from generator.search.index.update import prepare, update
from generator.search.index.whole import MANIFEST, whole_index
from generator.workers import Workers

SMALL_ARCHIVE = 300  # articles; up to here one file is fetched whole and ranks at once
LARGE_ARCHIVE = 20_000  # articles whose index leaves much in the memory of those who make it
DOCUMENTS_PER_FILE = 16
FACETED = (TAGS, PEOPLE, PLACES, AUTHORS)
INDEX, DOCUMENTS = "search/index.json", "search/documents.json"


class Indexing(NamedTuple):
    """The remembered index, and the call that ends what was begun to bring it up to date."""

    memory: Memory
    end: Callable[[], None]


def prepare_index(loaded: Loaded, context: BuildContext, workers: Workers) -> None:
    """Where articles came or went a month is numbered anew: workers load what that needs meanwhile.

    A very large archive's index is made by others.
    """
    if context.settings.search and loaded.has_moved and SMALL_ARCHIVE < len(loaded.articles) <= LARGE_ARCHIVE:
        workers.prepare(prepare, context.synonyms)


def update_index(archive: Archive, memory: Memory, context: BuildContext, workers: Workers) -> Indexing:
    """Begin to bring the remembered index of a larger archive up to date; the rest may be planned, and made, meanwhile.

    A very large archive's index is made at once, by other workers.
    """
    if not context.settings.search:
        return Indexing(memory, _nothing)
    if _is_small(archive):
        memory.forget_words()  # of few articles it costs nothing, and what was withdrawn is not kept
        return Indexing(memory, _nothing)
    digests = memory.words_digests()
    months = [
        Month(period, tuple(digests[_path(item)] for item in members)) for period, members in archive.periods.items()
    ]
    made_by = digest_of_digests([context.code_digest, digest(context.synonyms)])
    inputs = Inputs(partial(_words, memory), workers.map_batches, context.synonyms, made_by)
    if len(archive.articles) > LARGE_ARCHIVE:
        with workers.aside() as others:
            _end(update(memory.index(), months, inputs._replace(map_batches=others.map_batches)), memory)
        return Indexing(memory, _nothing)
    return Indexing(memory, partial(_end, update(memory.index(), months, inputs), memory))


def _end(write: Callable[[], None] | None, memory: Memory) -> None:
    if write is not None:
        write()
        memory.forget_words()


def _nothing() -> None:
    """All is done."""


def plan_search(archive: Archive, index: Indexing, context: BuildContext) -> Iterator[Group]:
    if not context.settings.search:
        return
    names = {prefix: pack(leaf) for prefix, leaf in cut(named_entries(_names(archive)), LEAF_BYTES)}
    for prefix, leaf in names.items():
        yield _file(leaf_path("n", prefix), b"[" + leaf.data + b"]")
    if _is_small(archive):
        yield _whole(archive, index.memory, list(names), context)
    else:
        index.end()
        yield from _shards(archive, index.memory.index(), list(names), context)


def _is_small(archive: Archive) -> bool:
    return len(archive.articles) <= SMALL_ARCHIVE


def _names(archive: Archive) -> list[tuple[str, str, str]]:
    """(kind, name, URL) of what a reader may be looking for besides articles."""
    kinds = {SECTIONS: "section", TAGS: "tag", PEOPLE: "tag", PLACES: "tag", AUTHORS: "author"}
    return [
        (kind, term.name, term.link.url)
        for taxonomy, kind in kinds.items()
        for term in archive.terms[taxonomy].values()
        if term.members
    ]


def _file(path: str, data: bytes) -> Group:
    return Group(path, digest(data), partial(iter, [Target(path, "bytes", {"data": data})]))


# A small archive


def _whole(archive: Archive, memory: Memory, names: list[str], context: BuildContext) -> Group:
    newest_first, words = archive.articles[::-1], memory.words_digests()
    digests = [
        digest(names, context.synonyms),
        *(
            digest_of_digests([words[_path(item)], item.digest, digest(_facets(item, archive))])
            for item in newest_first
        ),
    ]
    counts = partial(counts_of, memory, [words[_path(item)] for item in newest_first])
    expand = partial(_whole_targets, newest_first, counts, names, archive, context)
    return context.group("search", (), digests, expand)


def _whole_targets(
    newest_first: Sequence[ArchiveItem],
    counts: Callable[[], Iterator[WordCounts]],
    names: list[str],
    archive: Archive,
    context: BuildContext,
) -> Iterator[Target]:
    index, about = whole_index(list(counts()), lexicon_of(context.synonyms), names)
    rows = [shown(item.card) | _facets(item, archive) for item in newest_first]
    yield Target(INDEX, "bytes", {"data": index})
    yield Target(DOCUMENTS, "json", {"rows": rows})
    yield Target(MANIFEST, "bytes", {"data": about})


def _facets(item: ArchiveItem, archive: Archive) -> dict[str, Any]:
    """Under which names results can be filtered, one spelling for each term; who asks for a tag means people too."""
    tagged = [archive.terms[kind][key].name for kind in (TAGS, PEOPLE, PLACES) for key in item.keys(kind)]
    authors = [archive.terms[AUTHORS][key].name for key in item.authors]
    names = {"tags": list(dict.fromkeys(tagged)), "authors": authors}
    return {key: found for key, found in names.items() if found}


# A larger archive


def _shards(archive: Archive, index: IndexMemory, names: list[str], context: BuildContext) -> Iterator[Group]:
    yield from _leaves(index.shards, "t", "{}")
    yield from _leaves(index.terms, "p", '""')
    yield from _leaves(index.vocabulary, "v", "[]")
    for period, members in archive.periods.items():
        expand = partial(_document_targets, period, members)
        yield context.group(f"search/d/{period}", (), [item.card_digest for item in members], expand)
    shape = index.shape() or Shape(SMALLEST_CAPACITY, 0, b"")
    yield from _facet_groups(archive, shape, context)
    trees = {"shards": index.shards.sizes(), "vocabulary": index.vocabulary.sizes(), "names": names}
    yield _file(MANIFEST, manifest(shape, index.months(), trees, DOCUMENTS_PER_FILE, lexicon_of(context.synonyms)))


def _leaves(leaves: LeavesMemory, folder: str, brackets: str) -> Iterator[Group]:
    for prefix, published in leaves.digests().items():
        inputs = {"entries": published, "brackets": brackets}
        target = Target(leaf_path(folder, prefix), "shard", inputs, bodies=(f"{LEAF}{leaves.kind}/{prefix}",))
        yield Group(target.path, digest_of_digests([published]), partial(iter, [target]))


def _document_targets(period: str, members: Sequence[ArchiveItem]) -> Iterator[Target]:
    for start in range(0, len(members), DOCUMENTS_PER_FILE):
        rows = [shown(item.card) for item in members[start : start + DOCUMENTS_PER_FILE]]
        yield Target(
            f"search/d/{period or 'undated'}-{start // DOCUMENTS_PER_FILE}.json", "json", {"rows": packed(rows)}
        )


def _facet_groups(archive: Archive, shape: Shape, context: BuildContext) -> Iterator[Group]:
    """A file a year: the articles of each name."""
    names = digest([(kind, key, term.name) for kind in FACETED for key, term in archive.terms[kind].items()])
    for year, periods in groupby(archive.periods.items(), key=lambda row: row[0][:4]):
        numbered = [
            (number, item)
            for period, members in periods
            for number, item in enumerate(members, shape.first_number(period))
        ]
        path = f"search/f/{year or 'undated'}.json"
        keys = [
            (number, item.card_digest, item.tags, item.people, item.places, item.authors) for number, item in numbered
        ]
        yield context.group(path, (), [names, digest(keys)], partial(_facet_targets, path, numbered, archive))


def _facet_targets(path: str, numbered: Sequence[tuple[int, ArchiveItem]], archive: Archive) -> Iterator[Target]:
    facets = facets_of(
        (number, {"section": [item.card.section], "publisher": [item.card.publisher], **_plural(item, archive)})
        for number, item in numbered
    )
    yield Target(path, "bytes", {"data": msgspec.json.encode(facets)})


def _plural(item: ArchiveItem, archive: Archive) -> dict[str, list[str]]:
    found = _facets(item, archive)
    return {"author": found.get("authors", []), "tag": found.get("tags", [])}


_decode = msgspec.msgpack.Decoder(SearchedText).decode


def counts_of(memory: Memory, digests: Sequence[bytes]) -> Iterator[WordCounts]:
    return (count_words(_decode(text)) for text in _words(memory, digests))


def _words(memory: Memory, digests: Sequence[bytes]) -> Iterator[bytes]:
    for data in memory.words(digests):
        if data is None:
            raise LostWordsError
        yield data


def _path(item: ArchiveItem) -> str:
    return item.article.source.path
