"""Decides, for all of content/, what readers may see at the moment that a build is for.

What is kept back leaves no trace: the site is byte for byte the one without the file. It appears, or goes, once its
moment passes: the moment is an input of every build, and nothing else remembers it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime, timedelta
from typing import Literal

import msgspec

from generator.archive.permalinks import term_slug
from generator.engine.load.lines import line_of
from generator.engine.site import Site
from generator.model import Article, Problem
from generator.text.dates.iso_dates import DAY, moment

# More than the distance of two time zones: no date of a newspaper is further ahead of a reader.
AHEAD = timedelta(days=1)
Reason = Literal["", "draft", "embargoed", "withdrawn", "expired", "dated ahead"]


class Released(msgspec.Struct, frozen=True):
    """What is published, what is kept back (drafts, embargoes), and what was withdrawn."""

    articles: tuple[Article, ...]
    pages: tuple[Article, ...]
    collections: tuple[Article, ...]
    kept_back: tuple[Article, ...]
    withdrawn: tuple[Article, ...]
    problems: tuple[Problem, ...]


class Gate:
    """Decides whether readers may see an article now, and if not, why."""

    def __init__(self, site: Site) -> None:
        self._now = datetime.fromisoformat(site.now)
        self._zone = site.settings.timezone
        self._has_drafts = site.has_drafts
        # Days before yesterday are past in every time zone: nearly all articles need no more than this.
        self._past = (self._now - AHEAD if self._now.year > 1 else self._now).date().isoformat()

    def reason(self, article: Article) -> Reason:
        status = article.status
        if status == "withdrawn":
            return "withdrawn"
        if status == "draft":
            return "" if self._has_drafts else "draft"
        if status == "embargoed" and not (article.date and self._is_due(article.date)):
            return "embargoed"
        if article.publish_date and not self._is_due(article.publish_date):
            return "embargoed"
        if article.expiry_date and self._is_due(article.expiry_date):
            return "expired"
        return "dated ahead" if article.date[:DAY] >= self._past and self._is_ahead(article.date) else ""

    def _is_due(self, date: str) -> bool:
        return moment(date, self._zone) <= self._now

    def _is_ahead(self, date: str) -> bool:
        return moment(date, self._zone) - self._now > AHEAD


def released(
    articles: Sequence[Article], pages: Sequence[Article], collections: Sequence[Article], site: Site
) -> Released:
    """Sort all of content/ into what readers see and what they do not."""
    gate = Gate(site)
    reasons: dict[str, Reason] = {}
    for article in (*articles, *pages, *collections):
        if reason := gate.reason(article):
            reasons[article.source.path] = reason
    shown = [[one for one in kind if one.source.path not in reasons] for kind in (articles, pages, collections)]
    hidden = [one for kind in (articles, pages, collections) for one in kind if one.source.path in reasons]
    return Released(
        articles=tuple(_without_hidden(shown[0], [one for one in collections if one.source.path in reasons])),
        pages=tuple(shown[1]),
        collections=tuple(shown[2]),
        kept_back=tuple(one for one in hidden if reasons[one.source.path] != "withdrawn"),
        withdrawn=tuple(one for one in hidden if reasons[one.source.path] == "withdrawn"),
        problems=tuple(_dated_ahead(one, site) for one in hidden if reasons[one.source.path] == "dated ahead"),
    )


def _without_hidden(articles: Iterable[Article], hidden: Sequence[Article]) -> Iterator[Article]:
    """An article that names a collection which is kept back makes no page for it, and does not name it."""
    names = {slug for one in hidden for slug in collection_slugs(one)}
    if not names:
        yield from articles
        return
    for article in articles:
        kept = tuple(name for name in article.collections if term_slug(name) not in names)
        yield article if kept == article.collections else msgspec.structs.replace(article, collections=kept)


def collection_slugs(page: Article) -> tuple[str, str]:
    """By what articles may name the collection that a page introduces: its file, its title."""
    return page.source.path.rpartition("/")[2].removesuffix(".md"), term_slug(page.title)


def _dated_ahead(article: Article, site: Site) -> Problem:
    path, line = article.source.path, line_of(site.root, article.source.path, "date")
    what = (
        f"date `{article.date}` is more than a day after the build (`{site.now[:DAY]}`), so it is held back until then"
    )
    hint = "correct the date; if it is right, do nothing: the first build after it publishes the article"
    return Problem(path, line, 0, "E220", "warning", what, hint)
