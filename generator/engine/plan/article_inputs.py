"""What the page of an article is made from: one list, of values for its page and of digests for its group."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from generator.archive.archive import Archive, ArchiveItem
from generator.archive.coverage import Coverage, coverage_by_url
from generator.archive.moved_links import MovedLinks
from generator.archive.neighbours import Neighbours, neighbours_by_url, translations_by_url
from generator.archive.permalinks import AUTHORS, OUTLETS, PEOPLE, PLACES, SECTIONS, TAGS, TAXONOMIES
from generator.digest import digest
from generator.engine.plan.collections import collections_by_url
from generator.engine.plan.context import BuildContext
from generator.engine.plan.social_cards import SocialCards
from generator.model import Card, Link, Version

TermKey = tuple[str, str]  # a taxonomy, and the key of a term in it
NONE = b"-"  # where there is nothing to take a digest of


class LinkDigests(dict[TermKey, bytes]):
    """The digest of each term's link, or of its absence, taken when it is first asked for."""

    def __init__(self, links: Mapping[TermKey, Link]) -> None:
        super().__init__()
        self._links = links

    def __missing__(self, key: TermKey) -> bytes:
        link = self._links.get(key)
        self[key] = found = digest(link) if link else NONE
        return found


class ArticleContext(NamedTuple):
    """What the pages of articles show besides the articles themselves: by URL, or by the term."""

    neighbours: Mapping[str, Neighbours]
    links: Mapping[TermKey, Link]
    link_digests: LinkDigests
    translations: Mapping[str, tuple[Link, ...]]
    versions: Mapping[str, tuple[Version, ...]]
    moved_links: MovedLinks
    collections: Mapping[str, tuple[Link, ...]]
    coverage: Mapping[str, Coverage]
    social_cards: SocialCards


def article_context(archive: Archive, context: BuildContext) -> ArticleContext:
    """For the pages of all articles. Links are without counts: a new article of a term leaves its others alone."""
    articles = archive.articles
    links = {(taxonomy, key): term.link for taxonomy, terms in archive.terms.items() for key, term in terms.items()}
    return ArticleContext(
        neighbours=neighbours_by_url(articles),
        links=links,
        link_digests=LinkDigests(links),
        translations=translations_by_url(articles),
        versions=archive.versions,
        moved_links=MovedLinks(articles, articles),
        collections=collections_by_url(archive),
        coverage=coverage_by_url(articles),
        social_cards=SocialCards(context),
    )


class ArticleInput(NamedTuple):
    """One or more inputs of an article's page.

    `digests` are of what the values are made from. They are taken for every article at each build, and so are put
    together from digests that are known; values are taken only for pages to make. An input that no article of the
    archive has, by `is_used`, is left out of the digests.
    """

    values: Callable[[ArchiveItem, ArticleContext], Mapping[str, Any]]
    digests: Callable[[ArchiveItem, ArticleContext], Iterable[bytes]]
    is_used: Callable[[ArticleContext], bool] = lambda _shared: True


def article_digests(members: Sequence[ArchiveItem], shared: ArticleContext) -> list[bytes]:
    """All that the pages of these articles depend on."""
    used = [one.digests for one in ARTICLE_INPUTS if one.is_used(shared)]
    return [found for item in members for digests in used for found in digests(item, shared)]


def term_keys(item: ArchiveItem) -> list[TermKey]:
    keys = [(taxonomy, key) for taxonomy in TAXONOMIES for key in item.keys(taxonomy)]
    return [(SECTIONS, item.section), *keys] if item.section else keys


def _article(item: ArchiveItem, _shared: ArticleContext) -> Mapping[str, Any]:
    return {"article": item.article, "lang": item.card.lang, "dir": item.card.dir}


def _terms(item: ArchiveItem, shared: ArticleContext) -> Mapping[str, Any]:
    links = shared.links
    return {
        "section": links.get((SECTIONS, item.section)),
        "outlet": links.get((OUTLETS, item.outlet)),
        "tags": [links[TAGS, key] for key in item.tags],
        "people": [links[PEOPLE, key] for key in item.people],
        "places": [links[PLACES, key] for key in item.places],
        "authors": [links[AUTHORS, key] for key in item.authors],
    }


def _term_digests(item: ArchiveItem, shared: ArticleContext) -> Iterable[bytes]:
    return [shared.link_digests[key] for key in (*term_keys(item), (OUTLETS, item.outlet))]


def _neighbours(item: ArchiveItem, shared: ArticleContext) -> Mapping[str, Any]:
    found = shared.neighbours[item.article.url]
    return {"earlier": _brief(found.earlier), "later": _brief(found.later)}


def _neighbour_digests(item: ArchiveItem, shared: ArticleContext) -> Iterable[bytes]:
    earlier, later = shared.neighbours[item.article.url]
    return earlier.brief_digest if earlier else NONE, later.brief_digest if later else NONE


def _coverage(item: ArchiveItem, shared: ArticleContext) -> Mapping[str, Any]:
    found = shared.coverage.get(item.article.url)
    if found is None:
        return {"coverage": None}
    thread = shared.links[found.thread]
    return {"coverage": {"thread": thread, "earlier": _brief(found.earlier), "later": _brief(found.later)}}


def _coverage_digests(item: ArchiveItem, shared: ArticleContext) -> Iterable[bytes]:
    """Without the thread, which is one of the article's terms."""
    found = shared.coverage.get(item.article.url)
    if found is None:
        return ()
    return (near.brief_digest if near else NONE for near in (found.earlier, found.later))


def _moved_links(item: ArchiveItem, shared: ArticleContext) -> Mapping[str, Any]:
    return {"moved_links": shared.moved_links.of(item.article)}


def _moved_link_digests(item: ArchiveItem, shared: ArticleContext) -> Iterable[bytes]:
    found = shared.moved_links.of(item.article)
    return (digest("moved_links", found),) if found else ()


def _by_url(name: str) -> ArticleInput:
    """An input that few articles have, by the URLs of those that do."""

    def found(item: ArchiveItem, shared: ArticleContext) -> Any:
        return getattr(shared, name).get(item.article.url, ())

    return ArticleInput(
        values=lambda item, shared: {name: found(item, shared)},
        digests=lambda item, shared: (digest(name, value),) if (value := found(item, shared)) else (),
        is_used=lambda shared: bool(getattr(shared, name)),
    )


def _brief(item: ArchiveItem | None) -> Card | None:
    return item.brief if item else None


ARTICLE_INPUTS = (
    ArticleInput(_article, lambda item, _shared: (item.digest,)),
    ArticleInput(_terms, _term_digests),
    ArticleInput(_neighbours, _neighbour_digests),
    ArticleInput(_coverage, _coverage_digests),
    _by_url("collections"),
    _by_url("versions"),
    _by_url("translations"),
    ArticleInput(
        lambda item, shared: {"social_card": shared.social_cards.url(item)},
        lambda _item, shared: (shared.social_cards.digest,),
        lambda shared: shared.social_cards.are_wanted,
    ),
    ArticleInput(_moved_links, _moved_link_digests, lambda shared: bool(shared.moved_links)),
)
