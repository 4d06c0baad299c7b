"""An archive in numbers: its articles by month, by term and year, and by length."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

import msgspec

from generator.archive.archive import Archive, ArchiveItem, Term
from generator.archive.permalinks import AUTHORS, OUTLETS, PEOPLE, PLACES, SECTIONS, TAGS
from generator.model import Link

MOST_LABELS = 6  # under a chart, on a phone too
STEPS = (1, 2, 5, 10, 20, 25, 50, 100, 200, 500, 1000)
LEAST_YEARS = 3  # of a timeline
SHOWN = (SECTIONS, TAGS, PEOPLE, PLACES, AUTHORS, OUTLETS)
MOST_TERMS = 12  # of a taxonomy, the largest
LENGTHS = (100, 200, 400, 800, 1600)  # words at which one class ends and the next begins


class Axis(msgspec.Struct, frozen=True):
    """Years from one round year to before another, with a label at every `step` of them."""

    first: int
    last: int
    step: int

    @property
    def years(self) -> tuple[int, ...]:
        return tuple(range(self.first, self.last + 1))

    @property
    def labels(self) -> tuple[int, ...]:
        return self.years[:: self.step]


class Row(msgspec.Struct, frozen=True):
    """A term, with how many of its articles each year of the axis has."""

    link: Link
    values: tuple[int, ...]


class Statistics(msgspec.Struct, frozen=True):
    """What the charts of a whole archive show: `labels` are years under `months`, `bounds` are between `lengths`."""

    years: tuple[int, ...]
    labels: tuple[int, ...]
    months: tuple[int, ...]
    terms: Mapping[str, tuple[Row, ...]]
    lengths: tuple[int, ...]
    bounds: tuple[int, ...]


class Timeline(msgspec.Struct, frozen=True):
    """How a term's articles spread over years, in steps of which each is twice as many as the one before.

    So an article that moves to another year seldom changes the page.
    """

    years: tuple[int, ...]
    steps: tuple[int, ...]


def statistics_of(archive: Archive) -> Statistics | None:
    """None where no date is known."""
    span = axis({period[:4] for period in archive.periods if period})
    if span is None:
        return None
    rows = {taxonomy: _rows(archive.terms[taxonomy].values(), span) for taxonomy in SHOWN}
    return Statistics(
        years=span.years,
        labels=span.labels,
        months=by_month(archive.periods, span),
        terms={taxonomy: found for taxonomy, found in rows.items() if found},
        lengths=by_length(archive.articles),
        bounds=LENGTHS,
    )


def timeline(members: Sequence[ArchiveItem]) -> Timeline | None:
    """None for less than three years."""
    span = axis({item.article.date[:4] for item in members if item.article.date})
    if span is None or len(span.years) < LEAST_YEARS:
        return None
    counts = by_year(members, span)
    return Timeline(span.years, tuple(count.bit_length() for count in counts))


def axis(years: Iterable[str]) -> Axis | None:
    """From the first year to the last, or None if no date is known."""
    known = sorted(map(int, years))
    if not known:
        return None
    for step in STEPS:
        first, last = known[0] // step * step, known[-1] // step * step + step - 1
        if (last - first + 1) // step <= MOST_LABELS:
            break
    return Axis(first, last, step)


def by_month(periods: Mapping[str, Sequence[object]], span: Axis) -> tuple[int, ...]:
    """A value for each month of the axis. Articles whose month is unknown are in none."""
    return tuple(len(periods.get(f"{year:04}-{month:02}", ())) for year in span.years for month in range(1, 13))


def by_year(members: Iterable[ArchiveItem], span: Axis) -> tuple[int, ...]:
    counts = Counter(item.article.date[:4] for item in members)
    return tuple(counts[f"{year:04}"] for year in span.years)


def by_length(articles: Iterable[ArchiveItem]) -> tuple[int, ...]:
    """How many articles are shorter than each of LENGTHS and not than the one before, and how many longer."""
    counts = Counter(sum(item.article.words >= length for length in LENGTHS) for item in articles)
    return tuple(counts[number] for number in range(len(LENGTHS) + 1))


def _rows(terms: Iterable[Term], span: Axis) -> tuple[Row, ...]:
    """The largest first; those of one size in the order of their names."""
    largest = sorted(terms, key=lambda term: (-len(term.members), term.name))[:MOST_TERMS]
    return tuple(Row(term.link_with_count, by_year(term.members, span)) for term in largest if term.members)
