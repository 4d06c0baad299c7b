"""The listings of sections, tags, people, places and authors, paged by time: a group a term.

A term's first page shows its newest articles, and those of spans that hold few; a range that it shows whole has no page
of its own, and is found there.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from typing import NamedTuple

import msgspec

from generator.archive.archive import Alias, Archive, ArchiveItem, Term
from generator.archive.items import chronological
from generator.archive.listings import TERM_FACTOR, Stretch, stretches
from generator.archive.permalinks import output_path, term_url
from generator.archive.related import related_tags
from generator.archive.statistics import timeline
from generator.digest import digest
from generator.engine.plan.context import BuildContext
from generator.engine.plan.target import Group, Target, page_target
from generator.model import Card, Link, Range
from generator.theme.page_kinds import PAGE_KINDS

TEMPLATE, REDIRECT_TEMPLATE = PAGE_KINDS["listing"].template, PAGE_KINDS["redirect"].template


class Listed(NamedTuple):
    """A term as its pages show it: whole cards if the theme wants them there, else titles and dates.

    `newest` are the articles on its first page, newest first; a page holds `most` before it is split.
    """

    term: Term
    has_whole_cards: bool
    related: tuple[Link, ...] = ()
    newest: Sequence[ArchiveItem] = ()
    most: int = 0

    def parts(self) -> tuple[Stretch, ...]:
        return _parts(self.term.members, self.most)

    def cards(self, members: Sequence[ArchiveItem]) -> list[Card]:
        return [item.card if self.has_whole_cards else item.brief for item in members]

    def digests(self) -> list[bytes]:
        return [item.card_digest if self.has_whole_cards else item.brief_digest for item in self.term.members]

    def has_page(self, part: Stretch) -> bool:
        """Whether the part holds an article that is not on the first page."""
        if not self.newest:
            return True
        return not part.is_sparse and _is_older(part.members[0], self.newest[-1])

    def first(self, parts: Sequence[Stretch]) -> list[ArchiveItem]:
        """The articles on the first page, newest first."""
        sparse = (item for part in reversed(parts) if part.is_sparse for item in reversed(part.members))
        return [*self.newest, *(item for item in sparse if _is_older(item, self.newest[-1]))]

    def range(self, part: Stretch, base: str) -> Range:
        return part.range(base) if self.has_page(part) else Range(part.key, base)


def plan_terms(archive: Archive, context: BuildContext) -> Iterator[Group]:
    limit = context.settings.range_limit
    for taxonomy, terms in archive.terms.items():
        for key, term in terms.items():
            has_whole_cards = taxonomy in context.theme.whole_cards
            most = limit if has_whole_cards else limit * TERM_FACTOR
            newest = term.members[: -limit - 1 : -1] if len(term.members) > most else term.members[::-1]
            listed = Listed(term, has_whole_cards, related_tags(term, key, archive), newest, most)
            former = term.aliases if term.has_page else (Alias(term.slug, term.members), *term.aliases)
            redirects = [redirect for alias in former for redirect in _redirects(listed, alias)]
            digests = [digest(taxonomy, term.slug, term.name, limit, redirects, listed.related), *listed.digests()]
            expand = partial(_term_targets, listed, redirects)
            templates = (TEMPLATE, REDIRECT_TEMPLATE) if redirects else (TEMPLATE,)
            yield context.group(f"{taxonomy}/{term.slug}", templates, digests, expand)


def _redirects(listed: Listed, alias: Alias) -> list[tuple[str, str]]:
    """From every page that an alias had or would have, with its ranges, to the term's page of the same time.

    A term without a page of its own may have had one: links to it lead to the page of its letter.
    """
    term = listed.term
    there = term.link.url
    here = term_url(term.taxonomy, alias.slug)
    keys = [part.key for part in _walk(_parts(alias.members, listed.most))]
    if not (keys and term.has_page):
        return [(here, there), *((f"{here}{key}/", there) for key in keys)]
    urls = {part.key: listed.range(part, there).url for part in _walk(listed.parts())}
    return [(here, there), *((f"{here}{key}/", urls[key]) for key in keys)]


def _parts(members: Sequence[ArchiveItem], most: int) -> tuple[Stretch, ...]:
    return stretches(members, most) if len(members) > most else ()


def _is_older(item: ArchiveItem, other: ArchiveItem) -> bool:
    return chronological(item.article) < chronological(other.article)


def _walk(parts: Sequence[Stretch]) -> Iterator[Stretch]:
    return (one for part in parts for one in part.walk())


def _term_targets(listed: Listed, redirects: list[tuple[str, str]]) -> Iterator[Target]:
    if listed.term.has_page:
        yield from _pages(listed)
    for old, new in redirects:
        yield Target(output_path(old), "redirect", {"url": new}, REDIRECT_TEMPLATE)


def _pages(listed: Listed) -> Iterator[Target]:
    term = listed.term
    base = term_url(term.taxonomy, term.slug)
    parts = listed.parts()
    below = [part.range(base) for part in reversed(parts) if listed.has_page(part)]
    first = _listing(listed, listed.first(parts), below, None, (None, None))
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
            continue
        below = [listed.range(deeper, base) for deeper in reversed(part.parts)]
        beside = (None, None) if part.is_span else (newer, older)
        yield _listing(listed, part.own[::-1], below, here, beside)
        yield from stretch_targets(listed, base, part.parts)


def _listing(
    listed: Listed,
    members: Sequence[ArchiveItem],
    ranges: list[Range],
    here: Range | None,
    beside: tuple[Range | None, Range | None],
) -> Target:
    newer, older = beside
    term = listed.term
    url = here.url if here else term.link.url
    inputs = {
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
    return page_target("listing", url, inputs, term.name)
