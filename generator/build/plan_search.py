"""The search index and what results show: one stock Lunr file for a small archive, shards for a larger one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial

import msgspec

from generator.archive.arrange import Archive, Placed
from generator.build.frame import Frame
from generator.build.memory import Memory
from generator.build.targets import Group, Target
from generator.digest import digest_of_digests
from generator.search.counts import WordCounts
from generator.search.shards import MANIFEST, Document, shard_files

SMALL_ARCHIVE = 300  # articles; up to here one file is fetched whole and ranks at once
INDEX, DOCUMENTS = "search/index.json", "search/documents.json"


def plan_search(archive: Archive, memory: Memory, frame: Frame) -> Iterator[Group]:
    """One group: what any article says is in the index of all."""
    if not frame.settings.search:
        return
    marks = [digest_of_digests([item.mark, item.card_mark]) for item in archive.articles]
    small = len(archive.articles) <= SMALL_ARCHIVE
    expand = partial(_whole, archive.articles) if small else partial(_shards, archive.articles, memory)
    yield frame.group("search", (), marks, expand)


def _whole(articles: Sequence[Placed]) -> Iterator[Target]:
    newest_first = articles[::-1]
    inputs = {
        "cards": [item.card for item in newest_first],
        "sources": [item.article.source for item in newest_first],
    }
    paths = tuple(item.article.source.path for item in newest_first)
    yield Target(INDEX, "search_index", inputs, "", paths)
    yield Target(DOCUMENTS, "search_documents", inputs, "", paths)
    yield Target(MANIFEST, "bytes", {"data": b'{"kind":"whole"}'})


def _shards(articles: Sequence[Placed], memory: Memory) -> Iterator[Target]:
    """Made while planning: which shards there are depends on what stands in them."""
    documents = [Document(item.article.source.path, item.card) for item in articles]
    for path, data in shard_files(documents, partial(_words, memory)):
        yield Target(path, "bytes", {"data": data})


_decode = msgspec.msgpack.Decoder(WordCounts).decode


def _words(memory: Memory, paths: Sequence[str]) -> Iterator[WordCounts]:
    return map(_decode, memory.words(paths))
