"""The search index and what results show: one stock Lunr file for a small archive, shards for a larger one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from itertools import groupby
from typing import Any

import msgspec

from generator.archive.arrange import Archive, Placed
from generator.archive.permalinks import AUTHORS, SECTIONS, TAGS
from generator.build.frame import Frame
from generator.build.memory import IndexMemory, LeavesMemory, Memory
from generator.build.targets import Group, Target
from generator.digest import digest, digest_of_digests
from generator.search.counts import WordCounts
from generator.search.facets import facets_of
from generator.search.index import MANIFEST, shown, whole_index
from generator.search.leaves import cut, joined
from generator.search.lexicon import packaged_lexicon
from generator.search.names import named_entries
from generator.search.shards import (
    LEAF_BYTES,
    LostWordsError,
    Month,
    Shape,
    Speech,
    leaf_path,
    manifest,
    update,
)

SMALL_ARCHIVE = 300  # articles; up to here one file is fetched whole and ranks at once
DOCUMENTS_PER_FILE = 16
INDEX, DOCUMENTS = "search/index.json", "search/documents.json"


def plan_search(archive: Archive, memory: Memory, frame: Frame) -> Iterator[Group]:
    if not frame.settings.search:
        return
    names = dict(cut(named_entries(_names(archive)), LEAF_BYTES))
    for prefix, leaf in names.items():
        yield _file(leaf_path("n", prefix), joined(leaf.values(), b"[", b"]"))
    marks = memory.words_marks()
    if len(archive.articles) <= SMALL_ARCHIVE:
        yield _whole(archive, memory, marks, list(names), frame)
    else:
        yield from _shards(archive, memory, marks, list(names), frame)


def _names(archive: Archive) -> list[tuple[str, str, str]]:
    """(kind, name, URL) of what a reader may be looking for besides articles."""
    kinds = {SECTIONS: "section", TAGS: "tag", AUTHORS: "author"}
    return [
        (kind, term.name, term.link.url)
        for taxonomy, kind in kinds.items()
        for term in archive.terms[taxonomy].values()
        if term.members
    ]


def _file(path: str, data: bytes) -> Group:
    return Group(path, digest(data), partial(iter, [Target(path, "bytes", {"data": data})]))


# A small archive


def _whole(archive: Archive, memory: Memory, marks: dict[str, bytes], names: list[str], frame: Frame) -> Group:
    newest_first = archive.articles[::-1]
    digests = [digest(names), *(digest_of_digests([marks[_path(item)], item.mark]) for item in newest_first)]
    expand = partial(_whole_targets, newest_first, memory, marks, names, archive)
    return frame.group("search", (), digests, expand)


def _whole_targets(
    newest_first: Sequence[Placed], memory: Memory, marks: dict[str, bytes], names: list[str], archive: Archive
) -> Iterator[Target]:
    counts = list(counts_of(memory, [marks[_path(item)] for item in newest_first]))
    index, about = whole_index(counts, packaged_lexicon(), names)
    rows = [shown(item.card) | _facets(item, archive) for item in newest_first]
    yield Target(INDEX, "bytes", {"data": index})
    yield Target(DOCUMENTS, "json", {"rows": rows})
    yield Target(MANIFEST, "bytes", {"data": about})


def _facets(item: Placed, archive: Archive) -> dict[str, Any]:
    """Under which names results can be filtered, one spelling for each term."""
    names = {
        "tags": [archive.terms[TAGS][slug].name for slug in item.tags],
        "authors": [archive.terms[AUTHORS][slug].name for slug in item.authors],
    }
    return {key: found for key, found in names.items() if found}


# A larger archive


def _shards(
    archive: Archive, memory: Memory, marks: dict[str, bytes], names: list[str], frame: Frame
) -> Iterator[Group]:
    index = memory.index()
    months = [
        Month(period, tuple(marks[_path(item)] for item in members)) for period, members in archive.periods.items()
    ]
    speech = Speech(partial(counts_of, memory), packaged_lexicon(), frame.code_mark)
    with index.transaction():
        if update(index, months, speech):
            index.forget_words()
    yield from _leaves(index.shards, "t", (b"{", b"}"))
    yield from _leaves(index.vocabulary, "v", (b"[", b"]"))
    for period, members in archive.periods.items():
        expand = partial(_document_targets, period, members)
        yield frame.group(f"search/d/{period}", (), [item.card_mark for item in members], expand)
    yield from _facet_groups(archive, index)
    yield _file(MANIFEST, manifest(index, DOCUMENTS_PER_FILE, names, packaged_lexicon()))


def _leaves(leaves: LeavesMemory, folder: str, brackets: tuple[bytes, bytes]) -> Iterator[Group]:
    for prefix, mark in leaves.marks().items():
        path = leaf_path(folder, prefix)
        yield Group(path, mark, partial(_leaf_target, leaves, prefix, path, brackets))


def _leaf_target(leaves: LeavesMemory, prefix: str, path: str, brackets: tuple[bytes, bytes]) -> Iterator[Target]:
    yield Target(path, "bytes", {"data": joined(leaves.read(prefix).values(), *brackets)})


def _document_targets(period: str, members: Sequence[Placed]) -> Iterator[Target]:
    for start in range(0, len(members), DOCUMENTS_PER_FILE):
        rows = [shown(item.card) for item in members[start : start + DOCUMENTS_PER_FILE]]
        yield Target(f"search/d/{period or 'undated'}-{start // DOCUMENTS_PER_FILE}.json", "json", {"rows": rows})


def _facet_groups(archive: Archive, index: IndexMemory) -> Iterator[Group]:
    """A file a year: which articles stand under which name."""
    shape = index.shape() or Shape(1, 0, b"")
    for year, periods in groupby(archive.periods.items(), key=lambda row: row[0][:4]):
        numbered = [
            (number, item)
            for period, members in periods
            for number, item in enumerate(members, shape.first_number(period))
        ]
        path = f"search/f/{year or 'undated'}.json"
        facets = facets_of(
            (number, {"section": [item.card.section], "publisher": [item.card.publisher], **_plural(item, archive)})
            for number, item in numbered
        )
        yield _file(path, msgspec.json.encode(facets))


def _plural(item: Placed, archive: Archive) -> dict[str, list[str]]:
    found = _facets(item, archive)
    return {"author": found.get("authors", []), "tag": found.get("tags", [])}


_decode = msgspec.msgpack.Decoder(WordCounts).decode


def counts_of(memory: Memory, marks: Sequence[bytes]) -> Iterator[WordCounts]:
    for data in memory.words(marks):
        if data is None:
            raise LostWordsError
        yield _decode(data)


def _path(item: Placed) -> str:
    return item.article.source.path
