"""The search index and what results show."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from generator.archive.arrange import Archive, Placed
from generator.build.frame import Frame
from generator.build.targets import Group, Target
from generator.digest import digest_of_digests

INDEX, DOCUMENTS = "search/index.json", "search/documents.json"


def plan_search(archive: Archive, frame: Frame) -> Iterator[Group]:
    """One group: what any article says is in the index of all."""
    if not frame.settings.search:
        return
    marks = [digest_of_digests([item.mark, item.card_mark]) for item in archive.articles]
    yield frame.group("search", (), marks, partial(_targets, archive.articles))


def _targets(articles: tuple[Placed, ...]) -> Iterator[Target]:
    newest_first = articles[::-1]
    inputs = {
        "cards": [item.card for item in newest_first],
        "sources": [item.article.source for item in newest_first],
    }
    paths = tuple(item.article.source.path for item in newest_first)
    yield Target(INDEX, "search_index", inputs, "", paths)
    yield Target(DOCUMENTS, "search_documents", inputs, "", paths)
