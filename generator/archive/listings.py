"""Listings paged by time: a range splits while it holds more cards than `range_limit` in
config/settings.py allows, by its own cards alone.

Pages numbered from either end would all change when an article is added at the other. A stretch of time changes only
with its own articles, and its URL stays when it is split.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

import msgspec

from generator.archive.archive import ArchiveItem
from generator.model import Range

UNDATED = "undated"
BRIEF_FACTOR = 3  # titles and dates alone read well on one page for longer than cards with ledes
TERM_FACTOR = 6  # and for longer still where readers want them all: an author, a subject
FEW = 3  # articles of a span that are on the listing's first page, and have no page of their own


class Stretch(msgspec.Struct, frozen=True):
    """A range with its articles (oldest first) and, where it was split, its parts (oldest first).

    `own` are the articles that its page shows itself: all of them, or those too vaguely dated for a part.
    """

    key: str
    members: tuple[ArchiveItem, ...]
    parts: tuple[Stretch, ...]
    own: tuple[ArchiveItem, ...]

    def range(self, base: str) -> Range:
        return Range(self.key, f"{base}{self.key}/")

    @property
    def is_span(self) -> bool:
        """Whether it covers more than one year."""
        return _is_span(self.key)

    @property
    def is_sparse(self) -> bool:
        """Whether first pages show it: so the first article of a time changes one page of each of its listings."""
        return (self.is_span or self.key == UNDATED) and len(self.members) <= FEW

    def walk(self) -> Iterator[Stretch]:
        yield self
        for part in self.parts:
            yield from part.walk()


def stretches(members: Sequence[ArchiveItem], limit: int) -> tuple[Stretch, ...]:
    """A listing's spans of five years, and the undated articles as one stretch, oldest first."""
    return _stretches_of(_grouped(members, _span_key), limit)


def documents(found: Sequence[Stretch]) -> Iterator[tuple[str, Sequence[ArchiveItem]]]:
    """Files that hold each article once, oldest first: a stretch, or its parts after what is too vague for them."""
    for stretch in found:
        if stretch.own:
            yield stretch.key, stretch.own
        yield from documents(stretch.parts)


def _grouped(members: Sequence[ArchiveItem], key: Callable[[str], str]) -> dict[str, list[ArchiveItem]]:
    groups: dict[str, list[ArchiveItem]] = {}
    for item in members:
        groups.setdefault(key(item.article.date), []).append(item)
    return groups


def _stretches_of(groups: Mapping[str, Sequence[ArchiveItem]], limit: int) -> tuple[Stretch, ...]:
    return tuple(_stretch(name, tuple(items), limit) for name, items in groups.items())


def _stretch(key: str, members: tuple[ArchiveItem, ...], limit: int) -> Stretch:
    finer = _finer(key)
    if len(members) <= limit or finer is None:
        return Stretch(key, members, (), members)
    groups = _grouped(members, finer)
    own = tuple(groups.pop("", ()))
    return Stretch(key, members, _stretches_of(groups, limit), own)


def _finer(key: str) -> Callable[[str], str] | None:
    """How the range of this key is split: the function gives a date's part, "" for a date too vague for one."""
    if key == UNDATED or len(key) == len("2025-02-13"):
        return None
    if _is_span(key):
        return _year_key
    if len(key) == len("2025"):
        return _half_key
    if "-h" in key:
        return _quarter_key
    if "-q" in key:
        return _month_key
    return _half_month_key if len(key) == len("2025-02") else _day_key


def _is_span(key: str) -> bool:
    """2020-2024, and not 2025-02-a."""
    return len(key) == len("2020-2024") and key[5:].isdigit()


def _span_key(date: str) -> str:
    if not date:
        return UNDATED
    return f"{date[:3]}0-{date[:3]}4" if date[3] < "5" else f"{date[:3]}5-{date[:3]}9"


def _year_key(date: str) -> str:
    return date[:4]


def _half_key(date: str) -> str:
    return f"{date[:4]}-h{1 if date[5:7] <= '06' else 2}" if date[5:7] else ""


def _quarter_key(date: str) -> str:
    return f"{date[:4]}-q{(int(date[5:7]) + 2) // 3}" if date[5:7] else ""


def _month_key(date: str) -> str:
    return date[:7]


def _half_month_key(date: str) -> str:
    return f"{date[:7]}-{'a' if date[8:10] <= '15' else 'b'}" if date[8:10] else ""


def _day_key(date: str) -> str:
    return date[:10] if date[8:10] else ""
