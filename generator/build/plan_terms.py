"""The listings of sections, tags, people, places and authors, paged by time: a group a term.

A term's first page shows its newest articles; a range that it shows whole has no page of its own, and is found there.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from typing import NamedTuple

import msgspec

from generator.archive.arrange import Alias, Archive, Placed, Term, chronological
from generator.archive.figures import timeline
from generator.archive.listings import Stretch, stretches
from generator.archive.permalinks import output_path, term_url
from generator.archive.related import related_tags
from generator.build.frame import Frame
from generator.build.targets import Group, Target
from generator.digest import digest
from generator.model import Card, Link, Range

TEMPLATE, REDIRECT_TEMPLATE = "listing.html", "redirect.html"


class Listed(NamedTuple):
    """A term as its pages show it: whole cards if the theme wants them there, else titles and dates.

    `newest` are the articles on its first page, newest first.
    """

    term: Term
    has_whole_cards: bool
    related: tuple[Link, ...] = ()
    newest: Sequence[Placed] = ()

    def cards(self, members: Sequence[Placed]) -> list[Card]:
        return [item.card if self.has_whole_cards else item.brief for item in members]

    def marks(self) -> list[bytes]:
        return [item.card_mark if self.has_whole_cards else item.brief_mark for item in self.term.members]

    def has_page(self, part: Stretch) -> bool:
        """Whether the part holds an article older than those on the first page."""
        if not self.newest:
            return True
        return chronological(part.members[0].article) < chronological(self.newest[-1].article)

    def range(self, part: Stretch, base: str) -> Range:
        return part.range(base) if self.has_page(part) else Range(part.key, base)


def plan_terms(archive: Archive, frame: Frame) -> Iterator[Group]:
    limit = frame.settings.range_limit
    for taxonomy, terms in archive.terms.items():
        for key, term in terms.items():
            newest = term.members[: -limit - 1 : -1]
            listed = Listed(term, taxonomy in frame.theme.whole_cards, related_tags(term, key, archive), newest)
            former = term.aliases if term.has_page else (Alias(term.slug, term.members), *term.aliases)
            redirects = [redirect for alias in former for redirect in _redirects(listed, alias, limit)]
            marks = [digest(taxonomy, term.slug, term.name, limit, redirects, listed.related), *listed.marks()]
            expand = partial(_term_targets, listed, limit, redirects)
            templates = (TEMPLATE, REDIRECT_TEMPLATE) if redirects else (TEMPLATE,)
            yield frame.group(f"{taxonomy}/{term.slug}", templates, marks, expand)


def _redirects(listed: Listed, alias: Alias, limit: int) -> list[tuple[str, str]]:
    """From every page that an alias had or would have, with its ranges, to the term's page of the same time.

    A term without a page of its own was perhaps one once: what led to it leads to its place on its letter's.
    """
    term = listed.term
    there = term.link.url
    here = term_url(term.taxonomy, alias.slug)
    keys = [part.key for part in _walk(_parts(alias.members, limit))]
    if not (keys and term.has_page):
        return [(here, there), *((f"{here}{key}/", there) for key in keys)]
    places = {part.key: listed.range(part, there).url for part in _walk(_parts(term.members, limit))}
    return [(here, there), *((f"{here}{key}/", places[key]) for key in keys)]


def _parts(members: Sequence[Placed], limit: int) -> tuple[Stretch, ...]:
    return stretches(members, limit) if len(members) > limit else ()


def _walk(parts: Sequence[Stretch]) -> Iterator[Stretch]:
    return (one for part in parts for one in part.walk())


def _term_targets(listed: Listed, limit: int, redirects: list[tuple[str, str]]) -> Iterator[Target]:
    if listed.term.has_page:
        yield from _pages(listed, limit)
    for old, new in redirects:
        yield Target(output_path(old), "redirect", {"url": new}, REDIRECT_TEMPLATE)


def _pages(listed: Listed, limit: int) -> Iterator[Target]:
    term = listed.term
    base = term_url(term.taxonomy, term.slug)
    parts = _parts(term.members, limit)
    below = [part.range(base) for part in reversed(parts) if listed.has_page(part)]
    first = _listing(listed, listed.newest, below, None, (None, None))
    more = {"timeline": timeline(term.members), "related": listed.related}
    yield msgspec.structs.replace(first, inputs={**first.inputs, **more})
    yield from stretch_targets(listed, base, parts)


def stretch_targets(listed: Listed, base: str, parts: Sequence[Stretch]) -> Iterator[Target]:
    """A page a stretch; `older` and `newer` lead to the stretches beside it in the same split.

    Spans of years go without: a first article of five years would change the page of the next in each of its terms.
    """
    ranges = [listed.range(part, base) for part in parts]
    for part, older, here, newer in zip(parts, [None, *ranges], ranges, [*ranges[1:], None], strict=False):
        if not listed.has_page(part):
            return  # nor have newer ones
        below = [listed.range(deeper, base) for deeper in reversed(part.parts)]
        beside = (None, None) if part.is_span else (newer, older)
        yield _listing(listed, part.own[::-1], below, here, beside)
        yield from stretch_targets(listed, base, part.parts)


def _listing(
    listed: Listed,
    members: Sequence[Placed],
    ranges: list[Range],
    here: Range | None,
    beside: tuple[Range | None, Range | None],
) -> Target:
    newer, older = beside
    term = listed.term
    url = here.url if here else term.link.url
    inputs = {
        "kind": "listing",
        "url": url,
        "title": term.name,
        "taxonomy": term.taxonomy,
        "term": term.link_with_count if here is None else term.link,
        "cards": listed.cards(members),
        "ranges": ranges,
        "range": here,
        "newer": newer,
        "older": older,
        "timeline": None,
        "related": (),
    }
    return Target(output_path(url), "page", inputs, TEMPLATE)
