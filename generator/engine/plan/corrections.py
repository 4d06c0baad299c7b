"""Corrections, newest first, by year, and as a feed; a page for each withdrawn article."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

from generator.archive.archive import Archive
from generator.engine.load.loaded import Loaded
from generator.engine.plan.context import BuildContext
from generator.engine.plan.feeds import channel
from generator.engine.plan.target import Group, Target, page_target
from generator.model import Card, Link

PAGE = "/corrections/"


class Corrected(NamedTuple):
    """A correction as the card of its article, with the day it was printed and its text as the lede."""

    id: str
    card: Card


def plan_corrections(archive: Archive, context: BuildContext) -> Iterator[Group]:
    """Nothing where nothing was corrected."""
    found = corrections_of(archive)
    if not found:
        return
    count = context.settings.range_limit
    years = [year for year, _ in _by_year(found)]
    links = [Link(year, f"{PAGE}{year}/") for year in years if year] if len(found) > count else []
    yield _page(context, PAGE, "", found[:count], links)
    for year, members in _by_year(found) if links else ():
        if year:
            yield _page(context, f"{PAGE}{year}/", year, members, [])
    fed = [one for one in found[: context.settings.feed_articles] if one.card.date]
    for feed in context.view.feeds:
        title = f"{context.theme.messages['archive.corrections']} - {context.settings.title}"
        own = channel(context, title, PAGE, PAGE + feed.url[1:])
        entries = [(one.id, "", one.card) for one in fed]
        inputs = {"channel": own, "timezone": context.settings.timezone, "entries": entries}
        yield context.single(Target(own.path[1:], "card_feed", inputs))


def corrections_of(archive: Archive) -> list[Corrected]:
    """Newest first; undated ones last."""
    found = []
    for item in archive.articles:
        for number, one in enumerate(item.article.corrections, 1):
            card = Card(item.card.url, item.card.title, item.card.lang, item.card.dir, date=one.date, lede=one.text)
            found.append(Corrected(f"{item.article.id}:correction:{number}", card))
    return sorted(found, key=lambda one: (one.card.date, one.id), reverse=True)


def correction_urls(archive: Archive, limit: int) -> Iterator[str]:
    found = corrections_of(archive)
    if found:
        yield PAGE
    if len(found) > limit:
        yield from (f"{PAGE}{year}/" for year, _ in _by_year(found) if year)


def _by_year(found: Sequence[Corrected]) -> list[tuple[str, list[Corrected]]]:
    return [(year, list(items)) for year, items in groupby(found, key=lambda one: one.card.date[:4])]


def _page(context: BuildContext, url: str, year: str, members: Sequence[Corrected], years: Sequence[Link]) -> Group:
    inputs = {"year": year, "years": list(years), "cards": [one.card for one in members]}
    return context.single(page_target("corrections", url, inputs))


# Withdrawn articles


def plan_withdrawn(loaded: Loaded, context: BuildContext) -> Iterator[Group]:
    """A page at the URL of each, with the reason and nothing of the article; its redirects still lead there."""
    for article in loaded.withdrawn:
        inputs = {"id": article.id, "reason": article.withdrawn_reason}
        yield context.single(page_target("withdrawn", article.url, inputs), f"withdrawn{article.url}")
