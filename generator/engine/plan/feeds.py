"""The feeds: of the site, of its terms where asked for, and archive documents of older articles by time.

How many entries a feed has is `feed_articles` in config/settings.py.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial

import msgspec

from generator.archive.archive import Archive, ArchiveItem
from generator.archive.listings import documents, stretches
from generator.archive.permalinks import SECTIONS, period_url, term_url
from generator.digest import digest
from generator.engine.plan.context import BuildContext
from generator.engine.plan.target import Group, Target
from generator.feeds.entries import Archives, Channel

STYLE = "assets/feed.css"
# Months are documents of their own where a quarter holds more than 160 articles; sparse years share one, so that an
# article in a month that had none changes no neighbours.
LIMIT_FACTOR = 4
ALONE = Archives()
FEWER = 3  # times as few in a feed of a tag or an author, which get new articles seldom, as in one of site or section


def plan_feeds(archive: Archive, context: BuildContext) -> Iterator[Group]:
    """The newest dated articles: an undated one is no news. Whole in the site's feed, cards in those of terms."""
    count = context.settings.feed_articles
    dated = [item for item in archive.articles if item.article.date]
    newest = _newest(dated, count)
    past = dated[: len(dated) - len(newest)]
    older = list(documents(stretches(past, context.settings.range_limit * LIMIT_FACTOR)))
    last = _path(older[-1][0]) if older else ""
    for feed in context.view.feeds:
        archives = Archives(older=last if feed.format == "atom" else "")
        yield _group(context, channel(context, context.settings.title, "/", feed.url, archives), "feed", newest)
    for taxonomy in context.view.feeds_of:
        most = count if taxonomy == SECTIONS else max(1, count // FEWER)
        for term in archive.terms[taxonomy].values():
            newest = [item for item in term.members[-most:] if item.article.date]
            title, folder = f"{term.name} - {context.settings.title}", term_url(taxonomy, term.slug)
            yield from _term_feeds(context, channel(context, title, term.link.url, folder), newest)
    if "atom" in context.settings.feeds:
        yield from _archives(context, older)


def _newest(dated: Sequence[ArchiveItem], count: int) -> Sequence[ArchiveItem]:
    """The last `count`, and what else was printed on the first one's day where that is not as many again.

    So the articles of a day go over to the past together, and not one with each that comes in.
    """
    start = first = max(0, len(dated) - count)
    while first and dated[first - 1].article.date[:10] == dated[start].article.date[:10]:
        first -= 1
    return dated[first if start - first < count else start :]


def _term_feeds(context: BuildContext, own: Channel, newest: Sequence[ArchiveItem]) -> Iterator[Group]:
    for feed in context.view.term_feeds:
        yield _group(context, msgspec.structs.replace(own, path=own.path + feed.url[1:]), "card_feed", newest)


def _archives(context: BuildContext, found: Sequence[tuple[str, Sequence[ArchiveItem]]]) -> Iterator[Group]:
    """A document depends on its own articles and on the names of the documents beside it."""
    names = [name for name, _ in found]
    for older, (name, members), newer in zip(["", *names], found, [*names[1:], ""], strict=False):
        archives = Archives("/feed.xml", _path(older), _path(newer))
        own = channel(context, f"{context.settings.title} ({name})", _home(name), _path(name), archives)
        yield _group(context, own, "feed_archive", members)


def _home(name: str) -> str:
    """The page for people nearest to a stretch: its month, its year, the archive."""
    if name[5:].isdigit() and len(name) == len("2020-2024"):
        return "/archive/"
    return period_url(name[:7] if name[5:7].isdigit() else name[:4])


def channel(context: BuildContext, title: str, home: str, path: str, archives: Archives = ALONE) -> Channel:
    about = str(context.theme.messages["feeds.about"])
    style = STYLE if any(asset.path == STYLE for asset in context.theme.static) else ""
    return Channel(title, home, path, about, style, archives)


def _group(context: BuildContext, own: Channel, recipe: str, members: Sequence[ArchiveItem]) -> Group:
    target = partial(_target, own, recipe, members[::-1], context.settings.timezone)
    return context.group(f"feed{own.path}", (), [digest(own), *(item.digest for item in members)], target)


def _target(own: Channel, recipe: str, members: Sequence[ArchiveItem], timezone: str) -> Iterator[Target]:
    """Each is given no more of its articles than it shows: only a feed with bodies changes with them."""
    inputs = {"channel": own, "timezone": timezone}
    if recipe == "feed":
        sources = tuple(item.article.source.path for item in members)
        articles = {"articles": [item.article for item in members], "cards": [item.card for item in members]}
        yield Target(own.path[1:], recipe, inputs | articles, "", sources)
        return
    known = [
        (item.article.id, item.article.lastmod, item.card if recipe == "card_feed" else item.brief) for item in members
    ]
    yield Target(own.path[1:], recipe, inputs | {"entries": known})


def _path(name: str) -> str:
    return f"/feeds/{name}.xml" if name else ""
