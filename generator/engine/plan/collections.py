"""Collections: a page each, oldest article first, after the editor's introduction; and one that lists them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import partial

from generator.archive.archive import Archive, Collection, Term
from generator.archive.listings import BRIEF_FACTOR, stretches
from generator.archive.permalinks import COLLECTIONS, output_path
from generator.archive.statistics import timeline
from generator.digest import digest
from generator.engine.plan.context import BuildContext
from generator.engine.plan.images import image_targets
from generator.engine.plan.target import Group, Target, page_target
from generator.engine.plan.terms import Listed, stretch_targets
from generator.engine.site import Site
from generator.model import Link
from generator.theme.page_kinds import PAGE_KINDS

TEMPLATE, LISTING = PAGE_KINDS["collection"].template, PAGE_KINDS["listing"].template
PAGE = "/collections/"


def collections_of(archive: Archive, context: BuildContext) -> tuple[Collection, ...]:
    """None for a theme without such pages."""
    return archive.collections if TEMPLATE in context.theme.templates else ()


def collections_by_url(archive: Archive) -> Mapping[str, tuple[Link, ...]]:
    """Of each article that is in any, by its URL."""
    found: dict[str, tuple[Link, ...]] = {}
    for one in archive.collections:
        for item in one.members:
            found[item.article.url] = (*found.get(item.article.url, ()), Link(one.title, one.url))
    return found


def plan_collections(archive: Archive, site: Site, context: BuildContext) -> Iterator[Group]:
    found = collections_of(archive, context)
    for one in found:
        digests = [digest(one.url, one.title, one.page, context.settings.range_limit)]
        expand = partial(_targets, one, context.settings.range_limit, str(site.root))
        digests += [item.brief_digest for item in one.members]
        yield context.group(f"collections{one.url}", (TEMPLATE, LISTING), digests, expand)
    if found:
        links = [
            {
                "link": Link(one.title, one.url, len(one.members)),
                "description": one.page.description if one.page else "",
            }
            for one in found
        ]
        yield context.single(page_target("collections", PAGE, {"collections": links}), "collections")


def _targets(one: Collection, limit: int, root: str) -> Iterator[Target]:
    """A long one shows its oldest articles, and the rest by ranges."""
    parts = stretches(one.members, limit) if len(one.members) > limit * BRIEF_FACTOR else ()
    shown = one.members[:limit] if parts else one.members
    link = Link(one.title, one.url, len(one.members))
    inputs = {
        "article": one.page,
        "collection": link,
        "cards": [item.brief for item in shown],
        "ranges": [part.range(one.url) for part in parts],
        "timeline": timeline(one.members),
    }
    bodies = (one.page.source.path,) if one.page else ()
    yield Target(output_path(one.url), "collection", inputs, TEMPLATE, bodies)
    if one.page:  # an introduction is at the collection's URL, whatever its own file says
        yield from image_targets(one.page, one.url, root)
    slug = one.url.strip("/").rpartition("/")[2]
    term = Term(COLLECTIONS, slug, one.title, one.members, url=one.url)
    yield from stretch_targets(Listed(term, has_whole_cards=False), one.url, parts)
