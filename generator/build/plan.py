"""Every file of output/: read `plan` to learn what a site consists of."""

from __future__ import annotations

from collections.abc import Iterator

from generator.archive.arrange import Archive
from generator.build.frame import Frame
from generator.build.loaded import Loaded
from generator.build.plan_alphabet import plan_alphabet
from generator.build.plan_articles import plan_articles, plan_pages
from generator.build.plan_collections import plan_collections
from generator.build.plan_corrections import plan_corrections, plan_withdrawn
from generator.build.plan_data import plan_data
from generator.build.plan_feeds import plan_feeds
from generator.build.plan_files import plan_assets, plan_sitemaps, plan_static
from generator.build.plan_front import plan_front_page, plan_indexes
from generator.build.plan_llms import plan_llms
from generator.build.plan_on_this_day import plan_on_this_day
from generator.build.plan_periods import plan_periods
from generator.build.plan_search import Indexing, plan_search
from generator.build.plan_terms import plan_terms
from generator.build.plan_whereabouts import plan_whereabouts
from generator.build.site import Site
from generator.build.targets import Group


def plan(archive: Archive, loaded: Loaded, index: Indexing, site: Site, frame: Frame) -> Iterator[Group]:
    """Every file of output/ but redirects, in groups with a digest each.

    Who comes first has a path: what people wrote, their own files, what the site makes of itself. Search comes
    late, since its index may still be made.
    """
    yield from plan_articles(archive, site, frame)
    yield from plan_pages(loaded, site, frame)
    yield from plan_collections(archive, site, frame)
    yield from plan_withdrawn(loaded, frame)
    yield from plan_static(loaded, frame)
    yield from plan_terms(archive, frame)
    yield from plan_alphabet(archive, frame)
    yield from plan_periods(archive, frame)
    yield from plan_on_this_day(archive, frame)
    yield from plan_front_page(archive, frame)
    yield from plan_indexes(archive, frame)
    yield from plan_feeds(archive, frame)
    yield from plan_sitemaps(archive, loaded, frame)
    yield from plan_llms(archive, loaded, frame)
    yield from plan_data(archive, frame)
    yield from plan_whereabouts(archive, frame)
    yield from plan_corrections(archive, frame)
    yield from plan_search(archive, index, frame)
    yield from plan_assets(loaded, frame)
