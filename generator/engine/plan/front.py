"""The front page and the pages of which a site has one: archive, search, 404.

How many cards the front page has is `front_page_articles` in config/settings.py.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import chain
from typing import Any

from generator.archive.anniversaries import calendar_bits
from generator.archive.archive import Archive
from generator.archive.not_found_index import entries_of, files_of, width_for
from generator.archive.permalinks import OUTLETS, SECTIONS, period_url
from generator.archive.statistics import statistics_of
from generator.engine.plan.collections import collections_of
from generator.engine.plan.context import BuildContext
from generator.engine.plan.on_this_day import days_of
from generator.engine.plan.target import Group, Target, page_target
from generator.model import Link

SECTION_CARDS = 4
NOT_FOUND_SCRIPT = "assets/missing.js"
FIGURES = "figures.html"  # what shows them on the archive page: a theme may do without


def plan_front_page(archive: Archive, context: BuildContext) -> Iterator[Group]:
    dated = [item.card for item in archive.articles[-context.settings.front_page_articles :] if item.article.date]
    newest = dated[::-1] or [item.card for item in archive.articles[-context.settings.front_page_articles :]]
    shown = {card.url for card in newest}
    sections = []
    for term in archive.terms[SECTIONS].values():
        recent = term.members[-SECTION_CARDS - len(shown) :][::-1]
        cards = [item.card for item in recent if item.card.url not in shown][:SECTION_CARDS]
        if cards:
            sections.append({"link": term.link, "cards": cards})
    inputs = {
        "lead": newest[0] if newest else None,
        "latest": newest[1:],
        "sections": sections,
        "years": _year_links(archive),
        "days": calendar_bits(days_of(archive, context)),
    }
    yield _page(context, "front", "/", inputs)


def plan_indexes(archive: Archive, context: BuildContext) -> Iterator[Group]:
    sections = [term.link_with_count for term in archive.terms[SECTIONS].values()]
    inputs = {
        "count": len(archive.articles),
        "years": _years(archive),
        "undated": len(archive.periods.get("", ())),
        "sections": sections,
        "has_days": bool(days_of(archive, context)),
        "has_outlets": bool(archive.terms[OUTLETS]),
        "has_collections": bool(collections_of(archive, context)),
        "figures": statistics_of(archive) if FIGURES in context.theme.templates else None,
    }
    yield _page(context, "archive", "/archive/", inputs)
    if context.settings.search:
        yield _page(context, "search", "/search/", {"years": _year_links(archive)})
    yield _page(context, "missing", "/404.html", {"width": width_for(len(archive.articles))})


def plan_not_found_index(archive: Archive, context: BuildContext) -> Iterator[Group]:
    """The files by which the 404 page finds the article that a wrong address meant."""
    if not any(asset.path == NOT_FOUND_SCRIPT for asset in context.theme.static):
        return
    entries = chain.from_iterable(entries_of(item.article) for item in archive.articles)
    for path, rows in sorted(files_of(entries, width_for(len(archive.articles)))):
        yield context.single(Target(path, "json", {"rows": rows}))


def _year_links(archive: Archive) -> list[Link]:
    """Newest first."""
    return [Link(year, period_url(year)) for year in sorted({period[:4] for period in archive.periods if period})[::-1]]


def _years(archive: Archive) -> list[dict[str, Any]]:
    """Newest year first, its months in order."""
    years: dict[str, dict[str, Any]] = {}
    for period, members in archive.periods.items():
        if not period:
            continue
        year = years.setdefault(period[:4], {"count": 0, "months": []})
        year["count"] += len(members)
        if len(period) > len("2025"):
            year["months"].append(Link(period, period_url(period), len(members)))
    return [
        {"link": Link(name, period_url(name), year["count"]), "months": year["months"]}
        for name, year in sorted(years.items(), reverse=True)
    ]


def _page(context: BuildContext, kind: str, url: str, inputs: Mapping[str, Any]) -> Group:
    return context.single(page_target(kind, url, inputs), f"page{url}")
