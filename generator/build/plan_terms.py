"""The listings of sections, tags, people, places and authors, paged by time: a group a term."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from typing import NamedTuple

import msgspec

from generator.archive.arrange import Alias, Archive, Placed, Term
from generator.archive.figures import timeline
from generator.archive.listings import Stretch, stretches
from generator.archive.permalinks import AUTHORS, OUTLETS, TAGS, TAXONOMIES, index_url, output_path, term_url
from generator.build.frame import Frame
from generator.build.targets import Group, Target
from generator.digest import digest
from generator.model import Card, Link, Range

TEMPLATE, INDEX_TEMPLATE, REDIRECT_TEMPLATE = "listing.html", "terms.html", "redirect.html"


class Listed(NamedTuple):
    """A term as its pages show it: whole cards if the theme wants them there, else titles and dates."""

    term: Term
    has_whole_cards: bool

    def cards(self, members: Sequence[Placed]) -> list[Card]:
        return [item.card if self.has_whole_cards else item.brief for item in members]

    def marks(self) -> list[bytes]:
        return [item.card_mark if self.has_whole_cards else item.brief_mark for item in self.term.members]


def plan_terms(archive: Archive, frame: Frame) -> Iterator[Group]:
    limit = frame.settings.range_limit
    for taxonomy, terms in archive.terms.items():
        for term in terms.values():
            listed = Listed(term, taxonomy in frame.theme.whole_cards)
            redirects = [redirect for alias in term.aliases for redirect in _redirects(term, alias, limit)]
            marks = [digest(taxonomy, term.slug, term.name, limit, redirects), *listed.marks()]
            expand = partial(_term_targets, listed, limit, redirects)
            templates = (TEMPLATE, REDIRECT_TEMPLATE) if redirects else (TEMPLATE,)
            yield frame.group(f"{taxonomy}/{term.slug}", templates, marks, expand)
    others = indexed(archive)
    for taxonomy in others:
        links = [term.link_with_count for term in archive.terms[taxonomy].values()]
        target = _index_target(taxonomy, links, others)
        yield frame.group(taxonomy, (INDEX_TEMPLATE,), [digest(links, others)], partial(iter, [target]))


def indexed(archive: Archive) -> list[str]:
    """Taxonomies with a page of all their terms: tags and authors in any case, since menus lead to them."""
    return [taxonomy for taxonomy in (*TAXONOMIES, OUTLETS) if archive.terms[taxonomy] or taxonomy in (TAGS, AUTHORS)]


def _redirects(term: Term, alias: Alias, limit: int) -> list[tuple[str, str]]:
    """From every page that an alias had or would have, with its ranges, to the term's page of the same time."""
    there = term_url(term.taxonomy, term.slug)
    here = term_url(term.taxonomy, alias.slug)
    parts = stretches(alias.members, limit) if len(alias.members) > limit else ()
    keys = [stretch.key for part in parts for stretch in part.walk()]
    return [(here, there), *((f"{here}{key}/", f"{there}{key}/") for key in keys)]


def _index_target(taxonomy: str, links: list[Link], others: list[str]) -> Target:
    inputs = {
        "kind": "terms",
        "url": index_url(taxonomy),
        "title": "",
        "taxonomy": taxonomy,
        "terms": links,
        "taxonomies": others,
    }
    return Target(f"{taxonomy}/index.html", "page", inputs, INDEX_TEMPLATE)


def _term_targets(listed: Listed, limit: int, redirects: list[tuple[str, str]]) -> Iterator[Target]:
    term = listed.term
    base = term_url(term.taxonomy, term.slug)
    parts = stretches(term.members, limit) if len(term.members) > limit else ()
    newest = term.members[: -limit - 1 : -1]
    first = _listing(listed, newest, [part.range(base) for part in reversed(parts)], None, (None, None))
    yield msgspec.structs.replace(first, inputs={**first.inputs, "timeline": timeline(term.members)})
    yield from stretch_targets(listed, base, parts)
    for old, new in redirects:
        yield Target(output_path(old), "redirect", {"url": new}, REDIRECT_TEMPLATE)


def stretch_targets(listed: Listed, base: str, parts: Sequence[Stretch]) -> Iterator[Target]:
    """A page a stretch; `older` and `newer` lead to the stretches beside it in the same split.

    Spans of years go without: a first article of five years would change the page of the next in each of its terms.
    """
    ranges = [part.range(base) for part in parts]
    for part, older, here, newer in zip(parts, [None, *ranges], ranges, [*ranges[1:], None], strict=False):
        below = [deeper.range(base) for deeper in reversed(part.parts)]
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
    }
    return Target(output_path(url), "page", inputs, TEMPLATE)
