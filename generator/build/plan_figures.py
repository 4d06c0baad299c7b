"""The archive in figures: one page that depends on all articles, and no page depends on it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import partial

from generator.archive.arrange import Archive, Term
from generator.archive.figures import LENGTHS, Axis, Row, axis, by_length, by_month, by_year
from generator.archive.permalinks import AUTHORS, OUTLETS, PEOPLE, PLACES, SECTIONS, TAGS, output_path
from generator.build.frame import Frame
from generator.build.targets import Group, Target
from generator.digest import digest

TEMPLATE = "figures.html"
PAGE = "/figures/"
MOST_TERMS = 12  # of a taxonomy, the largest
SHOWN = (SECTIONS, TAGS, PEOPLE, PLACES, AUTHORS, OUTLETS)


def has_figures(archive: Archive, frame: Frame) -> bool:
    """A theme may do without, and so does an archive without dates."""
    return TEMPLATE in frame.theme.templates and any(archive.periods)


def plan_figures(archive: Archive, frame: Frame) -> Iterator[Group]:
    span = axis({period[:4] for period in archive.periods if period})
    if span is None or not has_figures(archive, frame):
        return
    terms = {taxonomy: _rows(archive.terms[taxonomy].values(), span) for taxonomy in SHOWN}
    inputs = {
        "kind": "figures",
        "url": PAGE,
        "title": "",
        "count": len(archive.articles),
        "undated": len(archive.periods.get("", ())),
        "years": span.years,
        "labels": span.labels,
        "months": by_month(archive.periods, span),
        "terms": {taxonomy: rows for taxonomy, rows in terms.items() if rows},
        "lengths": by_length(archive.articles),
        "bounds": LENGTHS,
    }
    target = Target(output_path(PAGE), "page", inputs, TEMPLATE)
    yield frame.group("figures", (TEMPLATE,), [digest(inputs)], partial(iter, [target]))


def _rows(terms: Iterable[Term], span: Axis) -> list[Row]:
    """The largest first; those of one size in the order of their names."""
    largest = sorted(terms, key=lambda term: (-len(term.members), term.name))[:MOST_TERMS]
    return [Row(term.link_with_count, by_year(term.members, span)) for term in largest if term.members]
