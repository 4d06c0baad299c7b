"""What pages tell search engines about themselves: a function for each kind of structured data."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from generator.archive.permalinks import SECTIONS, period_url
from generator.engine.plan.target import RenderContext
from generator.feeds.structured_data import collection_page, news_article, website
from generator.model import Link
from generator.theme.page_kinds import PAGE_KINDS, StructuredData

Inputs = Mapping[str, Any]


def page_data(context: RenderContext, kind: str, inputs: Inputs) -> str:
    """The structured data of a page of this kind, "" where it has none."""
    made = _MADE.get(PAGE_KINDS[kind].structured_data)
    return made(context, inputs) if made else ""


def _article(context: RenderContext, inputs: Inputs) -> str:
    return news_article(context.site, inputs["article"], inputs["authors"], inputs["section"], inputs["translations"])


def _website(context: RenderContext, _inputs: Inputs) -> str:
    return website(context.site)


def _archive(context: RenderContext, inputs: Inputs) -> str:
    return _listing(context, inputs, _archive_link(context).name)


def _named_list(context: RenderContext, inputs: Inputs) -> str:
    name = str(context.theme.messages[f"archive.{inputs['kind']}"])
    return _listing(context, inputs, name, [_archive_link(context)])


def _period(context: RenderContext, inputs: Inputs) -> str:
    return _listing(context, inputs, inputs["title"], [_archive_link(context)])


def _month(context: RenderContext, inputs: Inputs) -> str:
    month = inputs["title"]
    return _listing(context, inputs, month, [_archive_link(context), Link(month[:4], period_url(month[:4]))])


def _terms(context: RenderContext, inputs: Inputs) -> str:
    return _listing(context, inputs, _index_link(context, inputs).name)


def _term(context: RenderContext, inputs: Inputs) -> str:
    trail = [_index_link(context, inputs)] if inputs["taxonomy"] != SECTIONS else []
    return _listing(context, inputs, inputs["title"], trail)


def _collection(context: RenderContext, inputs: Inputs) -> str:
    link: Link = inputs["collection"]
    trail = [Link(str(context.theme.messages["archive.collections"]), "/collections/")]
    return collection_page(context.site, link.url, link.name, trail)


def _listing(context: RenderContext, inputs: Inputs, name: str, trail: Sequence[Link] = ()) -> str:
    return collection_page(context.site, inputs["url"], name or inputs["url"].strip("/"), trail)


def _archive_link(context: RenderContext) -> Link:
    return Link(str(context.theme.messages["archive.title"]), "/archive/")


def _index_link(context: RenderContext, inputs: Inputs) -> Link:
    taxonomy = inputs["taxonomy"]
    return Link(str(context.theme.messages[f"taxonomy.{taxonomy}"]), f"/{taxonomy}/")


_MADE: Mapping[StructuredData, Callable[[RenderContext, Inputs], str]] = {
    "article": _article,
    "website": _website,
    "archive": _archive,
    "named list": _named_list,
    "period": _period,
    "month": _month,
    "terms": _terms,
    "term": _term,
    "collection": _collection,
}
