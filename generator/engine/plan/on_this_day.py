"""On this day: a page for each day of the calendar that has articles in any year, and one that leads to them all.

The front page leads to today's in the browser: a build does not know the day on which it is read.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from typing import Any

from generator.archive.anniversaries import Anniversary, anniversaries, members_by_day
from generator.archive.archive import Archive, ArchiveItem
from generator.archive.listings import BRIEF_FACTOR
from generator.digest import digest
from generator.engine.plan.context import BuildContext
from generator.engine.plan.periods import day_url
from generator.engine.plan.target import Group, Target, page_target
from generator.model import Link
from generator.theme.page_kinds import PAGE_KINDS

TEMPLATE = PAGE_KINDS["anniversary"].template
PAGE = "/on-this-day/"
LEAP_YEAR = 2024


def days_of(archive: Archive, context: BuildContext) -> Mapping[str, Sequence[ArchiveItem]]:
    """None for a theme without such pages."""
    return members_by_day(archive.articles) if TEMPLATE in context.theme.templates else {}


def plan_on_this_day(archive: Archive, context: BuildContext) -> Iterator[Group]:
    days = days_of(archive, context)
    if not days:
        return
    limit = context.settings.range_limit * BRIEF_FACTOR
    full = {month for month, members in archive.periods.items() if len(members) > limit}
    links = [_link(day) for day in days]
    for link, older, newer in zip(links, [None, *links], [*links[1:], None], strict=False):
        found = anniversaries(days[link.name])
        shown = [(one.year, f"{one.year}-{link.name[:2]}" in full, one.has_more) for one in found]
        digests = [digest(link, older, newer, shown), *(item.brief_digest for one in found for item in one.shown)]
        expand = partial(_day_targets, link, found, full, (newer, older))
        yield context.group(f"on-this-day/{link.name}", (TEMPLATE,), digests, expand)
    yield context.single(page_target("days", PAGE, {"months": _months(days)}), "on-this-day")


def _months(days: Mapping[str, Sequence[ArchiveItem]]) -> list[dict[str, Any]]:
    """Every day of a leap year; one without articles leads nowhere."""
    found = []
    for month in range(1, 13):
        every = [f"{month:02}-{day:02}" for day in range(1, monthrange(LEAP_YEAR, month)[1] + 1)]
        links = [_link(day) if day in days else Link(day, "") for day in every]
        found.append({"name": f"{month:02}", "days": links})
    return found


def _day_targets(
    link: Link, found: Sequence[Anniversary], full: set[str], beside: tuple[Link | None, Link | None]
) -> Iterator[Target]:
    newer, older = beside
    years = [
        {
            "link": Link(one.year, day_url(f"{one.year}-{link.name}", f"{one.year}-{link.name[:2]}" in full)),
            "cards": [item.brief for item in one.shown],
            "has_more": one.has_more,
        }
        for one in found
    ]
    inputs = {"day": link.name, "years": years, "newer": newer, "older": older}
    yield page_target("anniversary", link.url, inputs, link.name)


def _link(day: str) -> Link:
    return Link(day, f"{PAGE}{day}/")
