"""The pages of years and months; of days where a month is too full for one page; of undated articles."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from itertools import groupby
from typing import Any, NamedTuple

from generator.archive.archive import Archive, ArchiveItem
from generator.archive.listings import BRIEF_FACTOR
from generator.archive.missing_issues import gaps_of, missing_days
from generator.archive.permalinks import period_url
from generator.config.settings import Missing
from generator.digest import digest
from generator.engine.plan.context import BuildContext
from generator.engine.plan.data import files_of
from generator.engine.plan.target import Group, Target, page_target
from generator.model import Card, Link, Range
from generator.theme.page_kinds import PAGE_KINDS

TEMPLATES = (PAGE_KINDS["month"].template, PAGE_KINDS["day"].template)


class Month(NamedTuple):
    """A month as its pages show it; above `limit` articles its days have pages of their own."""

    name: str
    members: Sequence[ArchiveItem]
    limit: int
    has_whole_cards: bool

    def digests(self) -> list[bytes]:
        return [item.card_digest if self.has_whole_cards else item.brief_digest for item in self.members]

    def calendar(self, gaps: Sequence[Missing]) -> dict[str, Any]:
        return _calendar_month(self.name, self.members, gaps, self.limit)

    def day(self, day: str, items: Sequence[ArchiveItem]) -> dict[str, Any]:
        cards: list[Card] = [item.card if self.has_whole_cards else item.brief for item in items]
        return {"date": day, "cards": cards}


def plan_periods(archive: Archive, context: BuildContext) -> Iterator[Group]:
    limit = context.settings.range_limit * BRIEF_FACTOR
    months = {period: members for period, members in archive.periods.items() if len(period) == len("2025-02")}
    years = sorted({period[:4] for period in archive.periods if period})
    for year, older, newer in _with_neighbours(years):
        own = archive.periods.get(year, ())
        given = {
            "months": [_link(month, len(members)) for month, members in months.items() if month.startswith(year)],
            "files": files_of(context, year, own),
            "newer": _link(newer),
            "older": _link(older),
        }
        given |= _calendar(year, months, context.settings.missing, limit)
        yield context.single(_year_target(year, own, given), f"year/{year}")
    for month, *beside in _with_neighbours(list(months)):
        older, newer = (other if _is_near(month, other) else "" for other in beside)
        shown = Month(month, months[month], limit, "months" in context.theme.whole_cards)
        gaps = gaps_of(context.settings.missing, month)
        files = files_of(context, month, months[month])
        digests = [digest(month, older, newer, limit, gaps, files), *shown.digests()]
        expand = partial(_month_targets, shown, gaps, _link(newer), _link(older), files)
        yield context.group(f"month/{month}", TEMPLATES, digests, expand)
    undated = archive.periods.get("", ())
    cards, files = [item.brief for item in undated], files_of(context, "", undated)
    yield context.single(page_target("undated", "/undated/", {"cards": cards, "files": files}), "undated")


def _with_neighbours(periods: list[str]) -> Iterator[tuple[str, str, str]]:
    """Each with the ones before and after it that hold articles: neighbours jump over gaps."""
    return zip(periods, ["", *periods], [*periods[1:], ""], strict=False)


def _is_near(month: str, other: str) -> bool:
    """Months lead over gaps, but where a whole year is empty only its neighbours do."""
    return bool(other) and abs(int(month[:4]) - int(other[:4])) <= 1


def _link(period: str, count: int = 0) -> Link | None:
    return Link(period, period_url(period), count) if period else None


def _calendar(
    year: str, months: Mapping[str, Sequence[ArchiveItem]], missing: Sequence[Missing], limit: int
) -> dict[str, Any]:
    """A year's months from the first to the last that anything is known of, each with its articles by day."""
    gaps = gaps_of(missing, year)
    known = [month for month in _months_of(year) if month in months or missing_days(gaps, month)]
    shown = [month for month in _months_of(year) if known and known[0] <= month <= known[-1]]
    return {"calendar": [_calendar_month(month, months.get(month, ()), gaps, limit) for month in shown], "gaps": gaps}


def _months_of(year: str) -> list[str]:
    return [f"{year}-{month:02}" for month in range(1, 13)]


def _calendar_month(month: str, members: Sequence[ArchiveItem], gaps: Sequence[Missing], limit: int) -> dict[str, Any]:
    """A month of the calendar: a day leads to its heading on the month's page, or to a page of its own."""
    days = Counter(item.article.date[:10] for item in members if len(item.article.date) >= len("2025-02-13"))
    has_day_pages = len(members) > limit
    return {
        "month": _link(month, len(members)),
        "days": {str(int(day[8:10])): Link(day, day_url(day, has_day_pages), count) for day, count in days.items()},
        "missing": missing_days(gaps, month),
    }


def day_url(day: str, has_page: bool) -> str:
    return period_url(day) if has_page else f"{period_url(day[:7])}#d{day[8:10]}"


def _year_target(year: str, own: Sequence[ArchiveItem], given: Mapping[str, Any]) -> Target:
    inputs = {"year": year, "cards": [item.brief for item in own], **given}
    return page_target("year", period_url(year), inputs, year)


def _month_targets(
    month: Month, gaps: Sequence[Missing], newer: Link | None, older: Link | None, files: list[Link]
) -> Iterator[Target]:
    days = [(day, list(items)) for day, items in groupby(month.members, key=lambda item: item.article.date[:10])]
    is_split = len(month.members) > month.limit
    ranges = [_day_range(day) for day, _ in days if len(day) == len("2025-02-13")] if is_split else []
    shown = [(day, items) for day, items in days if not is_split or len(day) < len("2025-02-13")]
    inputs = {
        "month": month.name,
        "calendar": month.calendar(gaps),
        "days": [month.day(day, items) for day, items in shown],
        "ranges": ranges,
        "gaps": gaps,
        "files": files,
        "newer": newer,
        "older": older,
    }
    yield page_target("month", period_url(month.name), inputs, month.name)
    by_key = dict(days)
    for older_day, here, newer_day in zip([None, *ranges], ranges, [*ranges[1:], None], strict=False):
        yield _day_target(month, here, by_key[here.key], newer_day, older_day)


def _day_target(
    month: Month, here: Range, items: Sequence[ArchiveItem], newer: Range | None, older: Range | None
) -> Target:
    inputs = {
        "range": here,
        "month": _link(month.name),
        "days": [month.day(here.key, items)],
        "ranges": [],
        "newer": newer,
        "older": older,
    }
    return page_target("day", here.url, inputs, here.key)


def _day_range(day: str) -> Range:
    return Range(day, period_url(day))
