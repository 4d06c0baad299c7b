"""The articles before and after an article in its story thread.

The thread of an article is the first of its tags, else the first person, place, or its section. Only articles of one
thread know each other, and only the nearest ones, no more than a season apart: one more article changes at most two
others. The whole thread is a click away, on the page of its term.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from generator.archive.archive import ArchiveItem
from generator.archive.permalinks import PEOPLE, PLACES, SECTIONS, TAGS

Thread = tuple[str, str]  # a taxonomy, and the key of a term
MOST_MONTHS = 3  # a season


class Coverage(NamedTuple):
    """The nearest articles of a story thread around one article."""

    thread: Thread
    earlier: ArchiveItem | None
    later: ArchiveItem | None


def coverage_by_url(articles: Iterable[ArchiveItem]) -> Mapping[str, Coverage]:
    """For dated articles, given oldest first, those that are not alone in their thread."""
    threads: dict[Thread, list[ArchiveItem]] = {}
    for item in articles:
        thread = thread_of(item)
        if thread and item.article.date:
            threads.setdefault(thread, []).append(item)
    found: dict[str, Coverage] = {}
    for thread, members in threads.items():
        for earlier, item, later in zip([None, *members], members, [*members[1:], None], strict=False):
            coverage = Coverage(thread, _near(item, earlier), _near(item, later))
            if coverage.earlier or coverage.later:
                found[item.article.url] = coverage
    return found


def _near(item: ArchiveItem, other: ArchiveItem | None) -> ArchiveItem | None:
    """The other article, unless more than MOST_MONTHS lie between: it belongs to another story then."""
    return other if other and abs(_month(item) - _month(other)) <= MOST_MONTHS else None


def _month(item: ArchiveItem) -> int:
    """The number of the month since year 0; of a date without a month the middle of its year."""
    year, month = item.article.date[:4], item.article.date[5:7]
    return int(year) * 12 + int(month or 6)


def thread_of(item: ArchiveItem) -> Thread | None:
    for taxonomy in (TAGS, PEOPLE, PLACES):
        keys = item.keys(taxonomy)
        if keys:
            return taxonomy, keys[0]
    return (SECTIONS, item.section) if item.section else None
