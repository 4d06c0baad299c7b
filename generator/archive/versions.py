"""The versions of an article that its page lists: by their dates, its own among them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from generator.model import Article, Version
from generator.records.story_versions import Versions

MOST_SHOWN = 12


def versions_by_url(articles: Sequence[Article], recorded: Versions) -> dict[str, tuple[Version, ...]]:
    """For each article with other versions among these, all of them and itself, and no others."""
    if not recorded.pairs:
        return {}
    by_id = {article.id: article for article in articles}
    others = recorded.others()
    return {
        article.url: tuple(_versions(article, near, by_id))
        for article in articles
        if (near := {id_: alike for id_, alike in others.get(article.id, {}).items() if id_ in by_id})
    }


def _versions(article: Article, near: Mapping[str, float], by_id: Mapping[str, Article]) -> list[Version]:
    nearest = sorted(near, key=lambda id_: (-near[id_], id_))[:MOST_SHOWN]
    shown = sorted((article, *(by_id[id_] for id_ in nearest)), key=lambda one: (one.date or "~", one.id))
    dates = [one.date for one in shown if one.date]
    first, last = (dates[0], dates[-1]) if dates and dates[0][:10] < dates[-1][:10] else ("", "")
    return [_version(one, is_here=one is article, first=first, last=last) for one in shown]


def _version(one: Article, *, is_here: bool, first: str, last: str) -> Version:
    return Version(
        url=one.url,
        title=one.title,
        lang=one.lang,
        date=one.date,
        date_range=one.date_range,
        publisher=one.publisher,
        age="earliest" if one.date and one.date == first else "newest" if one.date and one.date == last else "",
        is_here=is_here,
    )
