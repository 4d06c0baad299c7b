"""Every file of output/: read `plan` to learn what a site consists of."""

from __future__ import annotations

from collections.abc import Iterator

from generator.archive.archive import Archive
from generator.engine.load.loaded import Loaded
from generator.engine.own_files import plan_own_files
from generator.engine.plan.alphabet import plan_alphabet
from generator.engine.plan.articles import plan_articles, plan_pages
from generator.engine.plan.collections import plan_collections
from generator.engine.plan.context import BuildContext
from generator.engine.plan.corrections import plan_corrections, plan_withdrawn
from generator.engine.plan.data import plan_data
from generator.engine.plan.feeds import plan_feeds
from generator.engine.plan.files import plan_assets, plan_cms, plan_sitemaps, plan_static
from generator.engine.plan.front import plan_front_page, plan_indexes, plan_not_found_index
from generator.engine.plan.llms import plan_llms
from generator.engine.plan.on_this_day import plan_on_this_day
from generator.engine.plan.periods import plan_periods
from generator.engine.plan.search import Indexing, plan_search
from generator.engine.plan.target import Group
from generator.engine.plan.terms import plan_terms
from generator.engine.site import Site


def plan(archive: Archive, loaded: Loaded, index: Indexing, site: Site, context: BuildContext) -> Iterator[Group]:
    """Every file of output/ but redirects, in groups with a digest each.

    The first to plan a path has it: what people wrote, then their own files, then the pages of the site, then what
    plugins add. Search comes late, since its index may still be made.
    """
    yield from plan_articles(archive, site, context)
    yield from plan_pages(loaded, site, context)
    yield from plan_collections(archive, site, context)
    yield from plan_withdrawn(loaded, context)
    yield from plan_static(loaded, context)
    yield from plan_terms(archive, context)
    yield from plan_alphabet(archive, context)
    yield from plan_periods(archive, context)
    yield from plan_on_this_day(archive, context)
    yield from plan_front_page(archive, context)
    yield from plan_indexes(archive, context)
    yield from plan_feeds(archive, context)
    yield from plan_sitemaps(archive, loaded, context)
    yield from plan_llms(archive, loaded, context)
    yield from plan_data(archive, context)
    yield from plan_not_found_index(archive, context)
    yield from plan_corrections(archive, context)
    yield from plan_search(archive, index, context)
    yield from plan_assets(loaded, context)
    yield from plan_own_files(archive, context)
    yield from plan_cms(loaded, context)
