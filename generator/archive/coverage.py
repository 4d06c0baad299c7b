"""What was written before and after an article about its story.

An article's story is the first of its tags, else the first person, place, or its section. Only articles of one story
know each other, and only the nearest: so one more article changes at most four others.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from generator.archive.arrange import Placed
from generator.archive.permalinks import PEOPLE, PLACES, SECTIONS, TAGS

NEAR = 2  # on either side

Story = tuple[str, str]


class Coverage(NamedTuple):
    """The nearest of a story around one article: the newest of the earlier first, the oldest of the later first."""

    story: Story
    earlier: tuple[Placed, ...]
    later: tuple[Placed, ...]


def coverage_by_url(articles: Iterable[Placed]) -> Mapping[str, Coverage]:
    """Of dated articles, given oldest first, those that are not alone in their story."""
    stories: dict[Story, list[Placed]] = {}
    for item in articles:
        story = story_of(item)
        if story and item.article.date:
            stories.setdefault(story, []).append(item)
    return {
        item.article.url: Coverage(
            story, tuple(members[max(place - NEAR, 0) : place][::-1]), tuple(members[place + 1 : place + 1 + NEAR])
        )
        for story, members in stories.items()
        if len(members) > 1
        for place, item in enumerate(members)
    }


def story_of(item: Placed) -> Story | None:
    for taxonomy in (TAGS, PEOPLE, PLACES):
        keys = item.keys(taxonomy)
        if keys:
            return taxonomy, keys[0]
    return (SECTIONS, item.section) if item.section else None
