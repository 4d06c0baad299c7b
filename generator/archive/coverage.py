"""What was written before and after an article about its story.

An article's story is the first of its tags, else the first person, place, or its section. Only articles of one story
know each other, and only the nearest, where no season lies between: so one more article changes at most two others. The
whole story is a click away, on the page of its term.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from generator.archive.arrange import Placed
from generator.archive.permalinks import PEOPLE, PLACES, SECTIONS, TAGS

Story = tuple[str, str]
MOST_MONTHS = 3


class Coverage(NamedTuple):
    """The nearest of a story around one article."""

    story: Story
    earlier: Placed | None
    later: Placed | None


def coverage_by_url(articles: Iterable[Placed]) -> Mapping[str, Coverage]:
    """Of dated articles, given oldest first, those that are not alone in their story."""
    stories: dict[Story, list[Placed]] = {}
    for item in articles:
        story = story_of(item)
        if story and item.article.date:
            stories.setdefault(story, []).append(item)
    found: dict[str, Coverage] = {}
    for story, members in stories.items():
        for earlier, item, later in zip([None, *members], members, [*members[1:], None], strict=False):
            told = Coverage(story, _near(item, earlier), _near(item, later))
            if told.earlier or told.later:
                found[item.article.url] = told
    return found


def _near(item: Placed, other: Placed | None) -> Placed | None:
    """The other, unless more than MOST_MONTHS lie between: what was written then is another story."""
    return other if other and abs(_month(item) - _month(other)) <= MOST_MONTHS else None


def _month(item: Placed) -> int:
    """Of all time; a date that says the year alone counts as the year's middle."""
    year, month = item.article.date[:4], item.article.date[5:7]
    return int(year) * 12 + int(month or 6)


def story_of(item: Placed) -> Story | None:
    for taxonomy in (TAGS, PEOPLE, PLACES):
        keys = item.keys(taxonomy)
        if keys:
            return taxonomy, keys[0]
    return (SECTIONS, item.section) if item.section else None
