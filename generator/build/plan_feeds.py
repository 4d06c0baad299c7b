"""The feeds: of the site and, where asked, of its terms; by month, archive documents of what the feed holds no more."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from itertools import groupby

from generator.archive.arrange import Archive, Placed
from generator.archive.permalinks import period_url
from generator.build.frame import Frame
from generator.build.targets import Group, Target
from generator.digest import digest
from generator.feeds.entries import Archives, Channel

STYLE = "assets/feed.css"
ALONE = Archives()


def plan_feeds(archive: Archive, frame: Frame) -> Iterator[Group]:
    """The newest dated articles: an undated one is no news. Whole in the site's feed, cards in those of terms."""
    count = frame.settings.feed_articles
    dated = [item for item in archive.articles if item.article.date]
    older = _by_month(dated[:-count])
    last = _path(max(older)) if older else ""
    for feed in frame.view.feeds:
        archives = Archives(older=last if feed.format == "atom" else "")
        yield _group(frame, channel(frame, frame.settings.title, "/", feed.url, archives), "feed", dated[-count:])
    for taxonomy in frame.settings.feeds_of:
        for term in archive.terms[taxonomy].values():
            newest = [item for item in term.members[-count:] if item.article.date]
            yield from _term_feeds(frame, f"{term.name} - {frame.settings.title}", term.link.url, newest)
    if "atom" in frame.settings.feeds:
        yield from _archives(frame, older)


def _term_feeds(frame: Frame, title: str, home: str, newest: Sequence[Placed]) -> Iterator[Group]:
    for feed in frame.view.feeds:
        yield _group(frame, channel(frame, title, home, home + feed.url[1:]), "card_feed", newest)


def _archives(frame: Frame, months: Mapping[str, Sequence[Placed]]) -> Iterator[Group]:
    """A document depends on its month and on which months stand beside it; months without articles are jumped."""
    names = sorted(months)
    for older, month, newer in zip(["", *names], names, [*names[1:], ""], strict=False):
        archives = Archives("/feed.xml", _path(older), _path(newer))
        title = f"{frame.settings.title} ({month})"
        own = channel(frame, title, period_url(month), _path(month), archives)
        yield _group(frame, own, "feed_archive", months[month])


def channel(frame: Frame, title: str, home: str, path: str, archives: Archives = ALONE) -> Channel:
    about = str(frame.theme.words["feeds.about"])
    style = STYLE if any(asset.path == STYLE for asset in frame.theme.static) else ""
    return Channel(title, home, path, about, style, archives)


def _group(frame: Frame, own: Channel, recipe: str, members: Sequence[Placed]) -> Group:
    target = partial(_target, own, recipe, members[::-1], frame.settings.timezone)
    return frame.group(f"feed{own.path}", (), [digest(own), *(item.mark for item in members)], target)


def _target(own: Channel, recipe: str, members: Sequence[Placed], timezone: str) -> Iterator[Target]:
    """Each is given no more of its articles than it says: only bodies that stand in a feed make it anew."""
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


def _by_month(dated: Sequence[Placed]) -> dict[str, list[Placed]]:
    return {month: list(items) for month, items in groupby(dated, key=lambda item: item.article.date[:7])}


def _path(month: str) -> str:
    return f"/feeds/{month}.xml" if month else ""
