"""The listings of sections, tags and authors, paged by time: a group a term."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial

from generator.archive.arrange import Archive, Placed, Term
from generator.archive.listings import Stretch, stretches
from generator.archive.permalinks import AUTHORS, SECTIONS, TAGS, output_path, term_url
from generator.build.frame import Frame
from generator.build.targets import Group, Target
from generator.digest import digest
from generator.model import Card, Link, Range

TEMPLATE, INDEX_TEMPLATE = "listing.html", "terms.html"


def plan_terms(archive: Archive, frame: Frame) -> Iterator[Group]:
    limit = frame.settings.range_limit
    for taxonomy, terms in archive.terms.items():
        for term in terms.values():
            marks = [digest(taxonomy, term.slug, term.name, limit)]
            marks += [item.card_mark if taxonomy == SECTIONS else item.brief_mark for item in term.members]
            expand = partial(_term_targets, term, limit)
            yield frame.group(f"{taxonomy}/{term.slug}", (TEMPLATE,), marks, expand)
    for taxonomy in (TAGS, AUTHORS):
        links = [term.link_with_count for term in archive.terms[taxonomy].values()]
        target = _index_target(taxonomy, links)
        yield frame.group(taxonomy, (INDEX_TEMPLATE,), [digest(links)], partial(iter, [target]))


def _index_target(taxonomy: str, links: list[Link]) -> Target:
    inputs = {"kind": "terms", "url": f"/{taxonomy}/", "title": "", "taxonomy": taxonomy, "terms": links}
    return Target(f"{taxonomy}/index.html", "page", inputs, INDEX_TEMPLATE)


def _term_targets(term: Term, limit: int) -> Iterator[Target]:
    base = term_url(term.taxonomy, term.slug)
    parts = stretches(term.members, limit) if len(term.members) > limit else ()
    newest = term.members[: -limit - 1 : -1]
    yield _listing(term, newest, [part.range(base) for part in reversed(parts)], None, (None, None))
    yield from _stretch_targets(term, base, parts)


def _stretch_targets(term: Term, base: str, parts: Sequence[Stretch]) -> Iterator[Target]:
    """A page a stretch; `older` and `newer` lead to the stretches beside it in the same split.

    Spans of years go without: a first article of five years would change the page of the next in each of its terms.
    """
    ranges = [part.range(base) for part in parts]
    for part, older, here, newer in zip(parts, [None, *ranges], ranges, [*ranges[1:], None], strict=False):
        below = [deeper.range(base) for deeper in reversed(part.parts)]
        beside = (None, None) if part.is_span else (newer, older)
        yield _listing(term, part.own[::-1], below, here, beside)
        yield from _stretch_targets(term, base, part.parts)


def _listing(
    term: Term,
    members: Sequence[Placed],
    ranges: list[Range],
    here: Range | None,
    beside: tuple[Range | None, Range | None],
) -> Target:
    newer, older = beside
    url = here.url if here else term_url(term.taxonomy, term.slug)
    inputs = {
        "kind": "listing",
        "url": url,
        "title": term.name,
        "taxonomy": term.taxonomy,
        "term": term.link_with_count if here is None else term.link,
        "cards": _cards(term.taxonomy, members),
        "ranges": ranges,
        "range": here,
        "newer": newer,
        "older": older,
    }
    return Target(output_path(url), "page", inputs, TEMPLATE)


def _cards(taxonomy: str, members: Sequence[Placed]) -> list[Card]:
    return [item.card if taxonomy == SECTIONS else item.brief for item in members]
