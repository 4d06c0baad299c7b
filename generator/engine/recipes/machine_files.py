"""How files for machines are made: feeds, sitemaps, data."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from generator.engine.plan.target import RenderContext, Target
from generator.feeds import atom, data, robots, sitemap
from generator.feeds.entries import brief_entry, card_entry, entry_of
from generator.feeds.formats import feed_as
from generator.images.markup import with_published_names
from generator.model import Article


def make_feed(context: RenderContext, target: Target, bodies: Mapping[str, str]) -> bytes:
    inputs = target.inputs
    entries = tuple(
        entry_of(article, card, _shown_elsewhere(article, bodies), inputs["timezone"], context.site.base_url)
        for article, card in zip(inputs["articles"], inputs["cards"], strict=True)
    )
    return feed_as(target.path)(context.site, inputs["channel"], entries)


def _shown_elsewhere(article: Article, bodies: Mapping[str, str]) -> str:
    return with_published_names(bodies[article.source.path], article.images)


def make_card_feed(context: RenderContext, target: Target, bodies: Mapping[str, str]) -> bytes:
    inputs = target.inputs
    entries = tuple(card_entry(id_, lastmod, card, inputs["timezone"]) for id_, lastmod, card in inputs["entries"])
    return feed_as(target.path)(context.site, inputs["channel"], entries)


def make_feed_archive(context: RenderContext, target: Target, bodies: Mapping[str, str]) -> bytes:
    inputs = target.inputs
    entries = tuple(brief_entry(id_, lastmod, card, inputs["timezone"]) for id_, lastmod, card in inputs["entries"])
    return atom.atom_archive(context.site, inputs["channel"], entries)


def make_sitemap(context: RenderContext, target: Target, bodies: Mapping[str, str]) -> bytes:
    return sitemap.sitemap(context.site, target.inputs["entries"])


def make_news_sitemap(context: RenderContext, target: Target, bodies: Mapping[str, str]) -> bytes:
    return sitemap.news_sitemap(context.site, target.inputs["entries"])


def make_sitemap_index(context: RenderContext, target: Target, bodies: Mapping[str, str]) -> bytes:
    return sitemap.sitemap_index(context.site, target.inputs["entries"])


def make_robots(context: RenderContext, target: Target, bodies: Mapping[str, str]) -> bytes:
    return robots.robots_txt(context.site)


def make_data_lines(context: RenderContext, target: Target, bodies: Mapping[str, str]) -> bytes:
    return data.json_lines(context.site, _records(target), [bodies[path] for path in target.bodies])


def make_data_table(context: RenderContext, target: Target, bodies: Mapping[str, str]) -> bytes:
    return data.table(context.site, _records(target))


def _records(target: Target) -> Iterator[data.Record]:
    return map(data.Record, target.inputs["articles"], target.inputs["cards"])


def make_data_schema(context: RenderContext, target: Target, bodies: Mapping[str, str]) -> bytes:
    return data.table_schema(context.site)


def make_data_package(context: RenderContext, target: Target, bodies: Mapping[str, str]) -> bytes:
    return data.data_package(context.site, target.inputs["files"])
