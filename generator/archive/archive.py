"""The archive as plain values: its articles in their order, its terms, its collections."""

from __future__ import annotations

from collections.abc import Mapping

import msgspec

from generator.archive.permalinks import term_url
from generator.model import Article, Card, Link, Problem, Version


class ArchiveItem(msgspec.Struct, frozen=True):
    """An article in its archive. `brief` is its card with title and date alone.

    `digest` is that of the whole article, the other digests are those of its cards. `section` is a slug, the rest are
    keys of terms.
    """

    article: Article
    card: Card
    brief: Card
    digest: bytes
    card_digest: bytes
    brief_digest: bytes
    section: str
    tags: tuple[str, ...]
    authors: tuple[str, ...]
    people: tuple[str, ...]
    places: tuple[str, ...]
    outlet: str

    def keys(self, taxonomy: str) -> tuple[str, ...]:
        found: tuple[str, ...] = getattr(self, taxonomy)
        return found


class Alias(msgspec.Struct, frozen=True):
    """Another name of a term: the slug that its page would have, and the articles that use it."""

    slug: str
    members: tuple[ArchiveItem, ...]


class Term(msgspec.Struct, frozen=True):
    """A value of a taxonomy and its articles, oldest first; pages of its other names lead to its own.

    `spellings` counts the names that articles use. A term without a page of its own has the `url` of its entry on the
    page of its letter.
    """

    taxonomy: str
    slug: str
    name: str
    members: tuple[ArchiveItem, ...]
    aliases: tuple[Alias, ...] = ()
    spellings: Mapping[str, int] = {}
    url: str = ""
    has_page: bool = True

    @property
    def link(self) -> Link:
        return Link(self.name, self.url or term_url(self.taxonomy, self.slug))

    @property
    def link_with_count(self) -> Link:
        return Link(self.name, self.url or term_url(self.taxonomy, self.slug), len(self.members))


class Collection(msgspec.Struct, frozen=True):
    """Articles that belong together, oldest first, and the page of content/collections/ that introduces them."""

    url: str
    title: str
    members: tuple[ArchiveItem, ...]
    page: Article | None = None


class Archive(msgspec.Struct, frozen=True):
    """Every published article, undated ones first, then oldest to newest.

    `terms` are by taxonomy and key; a section's key is its slug. `versions` holds, by URL, the other versions
    of an article, where there are any.
    """

    articles: tuple[ArchiveItem, ...]
    terms: Mapping[str, Mapping[str, Term]]
    periods: Mapping[str, tuple[ArchiveItem, ...]]
    problems: tuple[Problem, ...]
    versions: Mapping[str, tuple[Version, ...]] = {}
    collections: tuple[Collection, ...] = ()
