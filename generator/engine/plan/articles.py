"""The pages of articles, a group a month; standalone pages."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial

from generator.archive.archive import Archive, ArchiveItem
from generator.archive.coverage import coverage_by_url, thread_of
from generator.archive.moved_links import MovedLinks
from generator.archive.permalinks import output_path
from generator.digest import digest
from generator.engine.load.loaded import Loaded
from generator.engine.plan.article_inputs import (
    ARTICLE_INPUTS,
    ArticleContext,
    article_context,
    article_digests,
    term_keys,
)
from generator.engine.plan.context import BuildContext
from generator.engine.plan.images import image_targets
from generator.engine.plan.target import Group, Target
from generator.engine.site import Site
from generator.model import Article
from generator.theme.page_kinds import PAGE_KINDS

TEMPLATE, STANDALONE_TEMPLATE = PAGE_KINDS["article"].template, PAGE_KINDS["page"].template


def plan_articles(archive: Archive, site: Site, context: BuildContext) -> Iterator[Group]:
    shared = article_context(archive, context)
    for period, members in archive.periods.items():
        expand = partial(_month_targets, members, shared, str(site.root))
        digests = article_digests(members, shared)
        yield context.group(f"articles/{period or 'undated'}", (TEMPLATE,), digests, expand)


def _month_targets(members: Sequence[ArchiveItem], shared: ArticleContext, root: str) -> Iterator[Target]:
    for item in members:
        yield _article_target(item, shared)
        if card := shared.social_cards.url(item):
            yield shared.social_cards.target(item, card)
        yield from image_targets(item.article, item.article.url, root)


def _article_target(item: ArchiveItem, shared: ArticleContext) -> Target:
    inputs = {name: value for one in ARTICLE_INPUTS for name, value in one.values(item, shared).items()}
    path, body = output_path(item.article.url), item.article.source.path
    return Target(path, "article", inputs, TEMPLATE, (body,))


def article_target(item: ArchiveItem, before: ArchiveItem, archive: Archive, shared: ArticleContext) -> Target | None:
    """The page of one article as it is now; None where a term of it has no page in the archive yet.

    `before` is the article as the archive has it, at the same URL and date; `shared` is the archive's.
    """
    if not all(key in shared.links for key in term_keys(item)):
        return None
    if item.article.links != before.article.links:
        shared = shared._replace(moved_links=MovedLinks([item], archive.articles))
    if thread_of(item) != thread_of(before):
        shared = shared._replace(coverage=coverage_by_url(_thread_around(item, archive)))
    return _article_target(item, shared)


def _thread_around(item: ArchiveItem, archive: Archive) -> Iterator[ArchiveItem]:
    """The articles of an article's story thread as they are, and the article as it is now."""
    thread, url = thread_of(item), item.article.url
    urls = {url, *(one.article.url for one in archive.terms[thread[0]][thread[1]].members)} if thread else {url}
    return (item if one.article.url == url else one for one in archive.articles if one.article.url in urls)


def plan_pages(loaded: Loaded, site: Site, context: BuildContext) -> Iterator[Group]:
    """content/pages/*.md: about and the like, with their images."""
    for page in loaded.pages:
        expand = partial(_page_targets, page, str(site.root))
        yield context.group(f"page{page.url}", (STANDALONE_TEMPLATE,), [digest(page)], expand)


def _page_targets(page: Article, root: str) -> Iterator[Target]:
    path, body = output_path(page.url), page.source.path
    yield Target(path, "standalone_page", {"article": page}, STANDALONE_TEMPLATE, (body,))
    yield from image_targets(page, page.url, root)
