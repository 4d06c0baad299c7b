"""The pages of articles, a group a month; the pages that stand alone."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from typing import Any, NamedTuple

from generator.archive.arrange import Archive, Placed
from generator.archive.coverage import Coverage, coverage_by_url, story_of
from generator.archive.moved_links import OldLinks
from generator.archive.permalinks import (
    AUTHORS,
    OUTLETS,
    PEOPLE,
    PLACES,
    SECTIONS,
    TAGS,
    TAXONOMIES,
    output_path,
)
from generator.digest import digest
from generator.engine.load.loaded import Loaded
from generator.engine.plan.collections import collections_by_url
from generator.engine.plan.context import BuildContext
from generator.engine.plan.images import picture_targets
from generator.engine.plan.social_cards import SocialCards
from generator.engine.plan.target import Group, Target
from generator.engine.site import Site
from generator.model import Article, Card, Link, Version
from generator.theme.page_kinds import PAGE_KINDS

TEMPLATE, STANDALONE_TEMPLATE = PAGE_KINDS["article"].template, PAGE_KINDS["page"].template


class Neighbours(NamedTuple):
    earlier: Placed | None
    later: Placed | None


class Beside(NamedTuple):
    """What pages of articles show of others, by URL (`kin` are translations), and where terms stand."""

    neighbours: Mapping[str, Neighbours]
    links: Mapping[tuple[str, str], Link]
    kin: Mapping[str, tuple[Link, ...]]
    versions: Mapping[str, tuple[Version, ...]]
    old_links: OldLinks
    collections: Mapping[str, tuple[Link, ...]]
    coverage: Mapping[str, Coverage]
    cards: SocialCards


def beside_of(archive: Archive, context: BuildContext) -> Beside:
    """For the pages of all its articles."""
    articles = archive.articles
    return Beside(
        neighbours=_neighbours(articles),
        links=_term_links(archive),
        kin=translations_of(articles),
        versions=archive.versions,
        old_links=OldLinks(articles, articles),
        collections=collections_by_url(archive),
        coverage=coverage_by_url(articles),
        cards=SocialCards(context),
    )


def plan_articles(archive: Archive, site: Site, context: BuildContext) -> Iterator[Group]:
    beside = beside_of(archive, context)
    neighbours, coverage, kin, collections = beside.neighbours, beside.coverage, beside.kin, beside.collections
    link_digests = {key: digest(link) for key, link in beside.links.items()}
    for period, members in archive.periods.items():
        digests = [beside.cards.digest]
        for item in members:
            digests.append(item.digest)
            digests += [near.brief_digest if near else b"-" for near in neighbours[item.article.url]]
            digests += [link_digests[key] for key in _term_keys(item)]
            digests.append(link_digests.get(_outlet_key(item), b"-"))
            if told := coverage.get(item.article.url):
                digests += [near.brief_digest if near else b"-" for near in (told.earlier, told.later)]
            if item.article.url in kin:
                digests.append(digest("translations", kin[item.article.url]))
            if old := beside.old_links.of(item.article):
                digests.append(digest(old))
            if item.article.url in collections:
                digests.append(digest("collections", collections[item.article.url]))
            if item.article.url in archive.versions:
                digests.append(digest(archive.versions[item.article.url]))
        expand = partial(_month_targets, members, beside, str(site.root))
        yield context.group(f"articles/{period or 'undated'}", (TEMPLATE,), digests, expand)


def _month_targets(members: Sequence[Placed], beside: Beside, root: str) -> Iterator[Target]:
    for item in members:
        yield _article_target(item, beside)
        if card := beside.cards.url(item):
            yield beside.cards.target(item, card)
        yield from picture_targets(item.article, item.article.url, root)


def _article_target(item: Placed, beside: Beside) -> Target:
    article, near, links = item.article, beside.neighbours[item.article.url], beside.links
    inputs = {
        "article": article,
        "lang": item.card.lang,
        "dir": item.card.dir,
        "section": links.get((SECTIONS, item.section)),
        "outlet": links.get(_outlet_key(item)),
        "tags": [links[TAGS, key] for key in item.tags],
        "people": [links[PEOPLE, key] for key in item.people],
        "places": [links[PLACES, key] for key in item.places],
        "authors": [links[AUTHORS, key] for key in item.authors],
        "earlier": _brief(near.earlier),
        "later": _brief(near.later),
        "coverage": _coverage(beside.coverage.get(article.url), links),
        "collections": beside.collections.get(article.url, ()),
        "versions": beside.versions.get(article.url, ()),
        "translations": beside.kin.get(article.url, ()),
        "social_card": beside.cards.url(item),
        "old_links": beside.old_links.of(article),
    }
    return Target(output_path(article.url), "article", inputs, TEMPLATE, (article.source.path,))


def article_target(item: Placed, before: Placed, archive: Archive, beside: Beside) -> Target | None:
    """The page of one article of an archive as it is now; None where a term of it has no page there yet.

    `before` is the article as the archive has it, at the same place; `beside` tells of the archive.
    """
    if not all(key in beside.links for key in _term_keys(item)):
        return None
    if item.article.links != before.article.links:
        beside = beside._replace(old_links=OldLinks([item], archive.articles))
    if story_of(item) != story_of(before):
        beside = beside._replace(coverage=coverage_by_url(_story_around(item, archive)))
    return _article_target(item, beside)


def _story_around(item: Placed, archive: Archive) -> Iterator[Placed]:
    """Those of an article's story as they are, and the article as it is now."""
    story, url = story_of(item), item.article.url
    urls = {url, *(one.article.url for one in archive.terms[story[0]][story[1]].members)} if story else {url}
    return (item if one.article.url == url else one for one in archive.articles if one.article.url in urls)


def _coverage(told: Coverage | None, links: Mapping[tuple[str, str], Link]) -> dict[str, Any] | None:
    if told is None:
        return None
    return {"story": links[told.story], "earlier": _brief(told.earlier), "later": _brief(told.later)}


def _brief(item: Placed | None) -> Card | None:
    return item.brief if item else None


def _neighbours(articles: Sequence[Placed]) -> dict[str, Neighbours]:
    """The dated articles before and after each; an undated one has none."""
    dated = [item for item in articles if item.article.date]
    found = {item.article.url: Neighbours(None, None) for item in articles if not item.article.date}
    for earlier, item, later in zip([None, *dated], dated, [*dated[1:], None], strict=False):
        found[item.article.url] = Neighbours(earlier, later)
    return found


def translations_of(articles: Sequence[Placed]) -> dict[str, tuple[Link, ...]]:
    """Of each article that has any, by URL: languages with their pages, itself among them, the original first."""
    translated = [item for item in articles if item.article.translation_of]
    wanted = {item.article.translation_of for item in translated}
    originals = {item.article.id: item for item in articles if item.article.id in wanted}
    families: dict[str, list[Placed]] = {}
    for item in translated:
        original = originals.get(item.article.translation_of)
        if original is not None and original is not item:
            families.setdefault(original.article.id, [original]).append(item)
    found: dict[str, tuple[Link, ...]] = {}
    for family in families.values():
        links = tuple(Link(item.card.lang, item.article.url) for item in family)
        found |= {item.article.url: links for item in family}
    return found


def _term_links(archive: Archive) -> dict[tuple[str, str], Link]:
    """Names and URLs without counts: a new article of a term leaves the pages of its others alone."""
    return {(taxonomy, key): term.link for taxonomy, terms in archive.terms.items() for key, term in terms.items()}


def _term_keys(item: Placed) -> list[tuple[str, str]]:
    keys = [(taxonomy, key) for taxonomy in TAXONOMIES for key in item.keys(taxonomy)]
    return [(SECTIONS, item.section), *keys] if item.section else keys


def _outlet_key(item: Placed) -> tuple[str, str]:
    return OUTLETS, item.outlet


def plan_pages(loaded: Loaded, site: Site, context: BuildContext) -> Iterator[Group]:
    """content/pages/*.md: about and the like, with their pictures."""
    for page in loaded.pages:
        expand = partial(_page_targets, page, str(site.root))
        yield context.group(f"page{page.url}", (STANDALONE_TEMPLATE,), [digest(page)], expand)


def _page_targets(page: Article, root: str) -> Iterator[Target]:
    path, body = output_path(page.url), page.source.path
    yield Target(path, "standalone_page", {"article": page}, STANDALONE_TEMPLATE, (body,))
    yield from picture_targets(page, page.url, root)
