"""What was corrected, newest first, by year, and as a feed; what was withdrawn, as a page that says so."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from itertools import groupby
from typing import NamedTuple

from generator.archive.arrange import Archive
from generator.archive.permalinks import output_path
from generator.digest import digest
from generator.engine.load.loaded import Loaded
from generator.engine.plan.context import BuildContext
from generator.engine.plan.feeds import channel
from generator.engine.plan.target import Group, Target
from generator.model import Article, Card, Link

TEMPLATE, TOMBSTONE = "corrections.html", "withdrawn.html"
PAGE = "/corrections/"


class Corrected(NamedTuple):
    """A correction as the card of its article: the day it was printed, and what it says as the lede."""

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
        title = f"{context.theme.words['archive.corrections']} - {context.settings.title}"
        own = channel(context, title, PAGE, PAGE + feed.url[1:])
        entries = [(one.id, "", one.card) for one in fed]
        inputs = {"channel": own, "timezone": context.settings.timezone, "entries": entries}
        yield _single(context, Target(own.path[1:], "card_feed", inputs))


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
    inputs = {"kind": "corrections", "url": url, "title": "", "year": year, "years": list(years)}
    cards = [one.card for one in members]
    return _single(context, Target(output_path(url), "page", inputs | {"cards": cards}, TEMPLATE))


def _single(context: BuildContext, target: Target) -> Group:
    templates = (target.template,) if target.template else ()
    return context.group(target.path, templates, [digest(target.inputs)], partial(iter, [target]))


# Withdrawn articles


def plan_withdrawn(loaded: Loaded, context: BuildContext) -> Iterator[Group]:
    """A page in the place of each, which says why and nothing that the article said; its redirects still lead there."""
    for article in loaded.withdrawn:
        target = _tombstone(article)
        yield context.group(f"withdrawn{article.url}", (TOMBSTONE,), [digest(target.inputs)], partial(iter, [target]))


def _tombstone(article: Article) -> Target:
    inputs = {
        "kind": "withdrawn",
        "url": article.url,
        "title": "",
        "id": article.id,
        "reason": article.withdrawn_reason,
    }
    return Target(output_path(article.url), "page", inputs, TOMBSTONE)
