"""The articles beside each article: the one before it, the one after it, and its translations."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from generator.archive.archive import ArchiveItem
from generator.model import Link


class Neighbours(NamedTuple):
    earlier: ArchiveItem | None
    later: ArchiveItem | None


def neighbours_by_url(articles: Sequence[ArchiveItem]) -> dict[str, Neighbours]:
    """The dated articles before and after each; an undated one has none."""
    dated = [item for item in articles if item.article.date]
    found = {item.article.url: Neighbours(None, None) for item in articles if not item.article.date}
    for earlier, item, later in zip([None, *dated], dated, [*dated[1:], None], strict=False):
        found[item.article.url] = Neighbours(earlier, later)
    return found


def translations_by_url(articles: Sequence[ArchiveItem]) -> dict[str, tuple[Link, ...]]:
    """For each article that has any: languages with their pages, itself among them, the original first."""
    translated = [item for item in articles if item.article.translation_of]
    wanted = {item.article.translation_of for item in translated}
    originals = {item.article.id: item for item in articles if item.article.id in wanted}
    families: dict[str, list[ArchiveItem]] = {}
    for item in translated:
        original = originals.get(item.article.translation_of)
        if original is not None and original is not item:
            families.setdefault(original.article.id, [original]).append(item)
    found: dict[str, tuple[Link, ...]] = {}
    for family in families.values():
        links = tuple(Link(item.card.lang, item.article.url) for item in family)
        found |= {item.article.url: links for item in family}
    return found
