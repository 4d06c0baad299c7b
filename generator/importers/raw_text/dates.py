"""The day an article was published, told from the days of updates, visits and other articles, and how sure that is."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date as day
from datetime import timedelta

import msgspec

from generator.importers.evidence import no_date
from generator.importers.raw_text.lines import NAME_WORDS, RoledLine
from generator.importers.raw_text.role import DATED, OTHER_TITLE, Role
from generator.importers.typed_dates import DOUBTED, HINT, ORDER_HINT, OTHER_ORDER
from generator.importers.vocabulary.labels import pattern
from generator.importers.vocabulary.newsroom import PUBLISHED, UPDATED
from generator.model import Evidence, Problem, Source
from generator.text.arabic import fold
from generator.text.dates.day_order import order_among, settled, settled_by_days
from generator.text.dates.parse import FoundDate, Order, dates_of_folded, dates_of_folded_line, stated_weekday
from generator.text.dates.yearless import day_in_line, in_year

DAYS_BACK = 6  # how far before its print an article can say «today»
SOLAR_LANGUAGES = frozenset({"fa", "ps", "tg"})  # whose years of two digits are of the Solar Hijri calendar
NEAR = 3  # blocks between a title and its date
LABEL_WORDS = 8  # a line that opens with a label of updates and is longer is a sentence
_VISIT = re.compile(rf"(?:{pattern('visit')})")
_ISSUE = re.compile(rf"\b(?:{pattern('issue')})\b|\b(?:{pattern('issue with a dot')})\.|{pattern('issue in a word')}")
_DIGIT = re.compile(r"\d")
_RIGHTS = re.compile(r"(?:©|\(c\)|copyright)\D{0,40}((?:19|20)\d\d)(?:\s*[-–—/]\s*((?:19|20)\d\d))?")
_CAPTURED = re.compile(
    r"(?:[a-z]{3}, )?\d{1,2} [a-z]{3} \d{4} \d\d:\d\d:\d\d gmt|(?:captured|fetched|crawled|date)\s*:?\s*[\d\-]{10}t[\d:.]+z?"
)


class Dated(msgspec.Struct, frozen=True):
    """A date of publication that may be the article's: where it stands and why it is believed."""

    line: RoledLine
    found: FoundDate
    method: str
    confidence: float


class Dates(msgspec.Struct, frozen=True):
    """What the lines say of dates; `lines` are all lines, those with other dates with the reason against them."""

    evidence: tuple[Evidence, ...]
    problems: tuple[Problem, ...]
    lines: Sequence[RoledLine]


def kind_of_date_line(folded: str) -> Role:
    """DATE, UPDATED, CAPTURED or VISIT for a line that says hardly more than dates, NONE for any other."""
    if _CAPTURED.fullmatch(folded):
        return Role.CAPTURED
    found = dates_of_folded_line(folded)
    if not found:
        if _DIGIT.search(folded) and day_in_line(folded):
            return Role.DATE
        is_label = UPDATED.match(folded) and _DIGIT.search(folded) and len(folded.split()) <= LABEL_WORDS
        return Role.UPDATED if is_label else Role.NONE
    kinds = [_kind(_label(folded, found, index)) for index in range(len(found))]
    return next(kind for kind in (Role.DATE, Role.UPDATED, Role.VISIT) if kind in kinds)


def read_dates(source: Source, lines: Sequence[RoledLine], order: Order = "day first", language: str = "") -> Dates:
    """The date with its evidence, or its absence; what speaks against it is kept beside it.

    `order` is how the outlet or the language writes days in numbers; "" where the text must show it.
    """
    ranked = sorted(_without_lists(_candidates(lines, language), lines), key=lambda one: -one.confidence)
    ranked = ranked or list(_without_year(lines))
    if not order and any(
        one.other for line in lines if line.role in DATED for one in dates_of_folded_line(line.folded)
    ):
        order = order_among(one for line in lines for one in dates_of_folded(line.folded))
    ranked = [msgspec.structs.replace(one, found=_settled(one.found, lines, order)) for one in ranked]
    others = (*_fetched(lines), *_updates(lines, order))
    if not ranked:
        return Dates(others, (no_date(source),), lines)
    chosen = ranked[0]
    rival = _contradiction(chosen, ranked, lines)
    lines = _with_reasons(lines, chosen)
    if rival is None:
        evidence = Evidence("date", chosen.found.stamp, chosen.method, chosen.confidence, (chosen.line.number,))
        return Dates((evidence, *others), tuple(_doubt(source, chosen)), lines)
    return Dates((*_in_doubt(chosen, *rival), *others), (_disagreement(source, chosen, *rival),), lines)


def _settled(found: FoundDate, lines: Sequence[RoledLine], order: Order) -> FoundDate:
    """A date in numbers as its weekday, its order or a clear date line of the same text has it."""
    known = settled(found, order)
    if not known.other:
        return known
    clear = (one for line in lines if line.role in DATED for one in dates_of_folded_line(line.folded) if not one.other)
    return settled_by_days(known, (one.value for one in clear))


def _without_year(lines: Sequence[RoledLine]) -> Iterator[Dated]:
    """The first day that lacks its year, in the year that the page names elsewhere: in its foot, in other dates."""
    for line in lines:
        day_ = day_in_line(line.folded) if line.role is Role.DATE else None
        found = in_year(day_, _years(lines)) if day_ else None
        if day_ and found:
            date = FoundDate(found.isoformat(), day_.weekday, 0, 0, time=day_.time, is_sure=False)
            yield Dated(line, date, "a day whose year is named elsewhere on the page", 0.6)
            return


def _years(lines: Sequence[RoledLine]) -> list[int]:
    """Years that the page names: that of its copyright, then those of its dates, outside the body first."""
    rights = [int(year) for line in lines for match in _RIGHTS.finditer(line.folded) for year in match.groups() if year]
    dated = [(line.role is Role.BODY, one.day.year) for line in lines for one in dates_of_folded(line.folded)]
    return list(dict.fromkeys([*rights[::-1], *(year for _, year in sorted(dated, key=lambda one: one[0]))]))


def _in_language(found: FoundDate, language: str) -> FoundDate:
    if language not in SOLAR_LANGUAGES or not found.solar:
        return found
    return msgspec.structs.replace(found, value=found.solar, calendar="solar", other="", weekday=None)


def _candidates(lines: Sequence[RoledLine], language: str) -> Iterator[Dated]:
    first = next((line for line in lines if line.role is Role.BODY), None)
    last = next((line for line in reversed(lines) if line.role is Role.BODY), None)
    title = next((line for line in lines if line.role is Role.TITLE), None)
    ended = next((one.number for one in lines if last and one.number > last.number and one.role is Role.END), 1 << 30)
    for index, line in enumerate(lines):
        if line.role is not Role.DATE or line.number > ended or (last and _is_of_other(lines[index - 1], line, last)):
            continue
        method, confidence = _position(line, title, first, last)
        found = [_in_language(one, language) for one in dates_of_folded_line(line.folded)]
        labels = [_kind(_label(line.folded, found, at)) for at in range(len(found))]
        published = [one for one, kind in zip(found, labels, strict=True) if kind is Role.DATE]
        best = next((one for one in published if one.calendar == "gregorian"), published[0]) if published else None
        if best is not None:
            yield Dated(line, best, method, _confidence(confidence, best, line))


def _without_lists(found: Iterable[Dated], lines: Sequence[RoledLine]) -> list[Dated]:
    """Several days below the text that no label calls the article's are those of other articles, or of comments."""
    last = next((line.number for line in reversed(lines) if line.role is Role.BODY), 1 << 30)
    all_ = list(found)
    below = [one for one in all_ if one.line.number > last and not PUBLISHED.match(one.line.folded)]
    if len({one.found.value for one in below}) < 2:
        return all_
    dropped = {one.line.number for one in below}
    return [one for one in all_ if one.line.number not in dropped]


def _is_of_other(above: RoledLine, line: RoledLine, last: RoledLine) -> bool:
    """Below the body a date right under another title is that article's."""
    return line.number > last.number and above.role in OTHER_TITLE and above.words > NAME_WORDS


def _position(
    line: RoledLine, title: RoledLine | None, first: RoledLine | None, last: RoledLine | None
) -> tuple[str, float]:
    if title is None or first is None or last is None:
        return "the date line", 0.9
    if title.number < line.number < first.number or line.number == first.number - 1:
        return "the date line between title and body", 0.96
    if line.number < title.number:
        is_near = title.block - line.block <= NEAR
        return ("the date line above the title", 0.93) if is_near else ("a date line far above the title", 0.7)
    if line.number > last.number and line.block - last.block <= NEAR:
        return "the date line below the body", 0.91
    if first.number < line.number < last.number:
        return "a date line among the paragraphs", 0.6
    return "a date line far from the article", 0.6


def _confidence(confidence: float, found: FoundDate, line: RoledLine) -> float:
    if PUBLISHED.match(line.folded):
        confidence += 0.03
    if _ISSUE.search(line.folded):
        confidence -= 0.08
    if not found.is_sure:
        confidence = min(confidence, 0.75)
    return round(min(confidence, 0.85 if found.calendar == "hijri" else 0.98), 2)


def _label(folded: str, found: Sequence[FoundDate], index: int) -> str:
    """What a line says between the date before and this one."""
    return folded[found[index - 1].stop if index else 0 : found[index].start]


def _kind(label: str) -> Role:
    if _VISIT.search(label):
        return Role.VISIT
    return Role.UPDATED if UPDATED.search(label) and not PUBLISHED.search(label) else Role.DATE


def _fetched(lines: Sequence[RoledLine]) -> Iterator[Evidence]:
    for line in lines:
        if line.role is Role.CAPTURED:
            found = dates_of_folded(line.folded)
            if found:
                yield Evidence("captured", found[0].stamp, "when the page was fetched", 0.95, (line.number,))
                return


def _updates(lines: Sequence[RoledLine], order: Order) -> Iterator[Evidence]:
    for line in lines:
        found = dates_of_folded_line(line.folded) if line.role in DATED else ()
        for index, one in enumerate(found):
            if _kind(_label(line.folded, found, index)) is Role.UPDATED:
                known = _settled(one, lines, order)
                yield Evidence(
                    "lastmod", known.stamp, "after its label", DOUBTED if known.other else 0.9, (line.number,)
                )
                return


def _contradiction(
    chosen: Dated, ranked: Sequence[Dated], lines: Sequence[RoledLine]
) -> tuple[str, RoledLine, str] | None:
    """A day that speaks against the chosen one: its weekday, the calendar beside it, «today» in the lede, an earlier date line."""
    found, line = chosen.found, chosen.line
    if not found.is_weekday_right and found.weekday is not None:
        back = (found.day.weekday() - found.weekday) % 7
        shift = timedelta(days=-back if back <= 3 else 7 - back)
        return (found.day + shift).isoformat(), line, "its weekday"
    for other in dates_of_folded_line(line.folded):
        if other.calendar != found.calendar and abs((other.day - found.day).days) > 1:
            return other.value, line, f"the {_CALENDARS[other.calendar]} date beside it"
    if found.other:
        return found.other, line, OTHER_ORDER
    stated = _stated(found.day, lines)
    if stated is not None:
        return stated
    for one in ranked[1:]:
        is_earlier = one.found.day < found.day and one.line.number < line.number
        if is_earlier and one.confidence >= 0.9 and chosen.confidence < 0.98:
            return one.found.value, one.line, "another date line"
    return None


def _stated(found: day, lines: Sequence[RoledLine]) -> tuple[str, RoledLine, str] | None:
    for paragraph in [one for one in lines if one.role is Role.BODY][:2]:
        stated = stated_weekday(paragraph.folded)
        if stated is None:
            continue
        weekday, days_before = stated
        # The day of which the text speaks as today lies on the date line or up to six days before it.
        back = (found.weekday() - days_before - weekday) % 7
        if 0 < back <= DAYS_BACK:
            return (found - timedelta(days=back)).isoformat(), paragraph, "its «today» or «yesterday»"
        return None
    return None


_CALENDARS = {"gregorian": "Gregorian", "hijri": "Hijri", "solar": "Solar Hijri", "hebrew": "Hebrew"}


def _in_doubt(chosen: Dated, candidate: str, where: RoledLine, words: str) -> list[Evidence]:
    early, late = sorted((candidate, chosen.found.value))
    numbers = (chosen.line.number, where.number)
    return [
        Evidence("date", chosen.found.stamp, chosen.method, DOUBTED, numbers[:1]),
        Evidence("date_candidate", candidate, words, 0.4, numbers[1:]),
        Evidence("date_range", f"{early}/{late}", "the date line and the text disagree", 0.6, numbers),
    ]


def _disagreement(source: Source, chosen: Dated, candidate: str, where: RoledLine, words: str) -> Problem:
    what = f"the date is uncertain: the date line says {chosen.found.value}, line {where.number} ({words}) says {candidate}"
    hint = ORDER_HINT if words == OTHER_ORDER else HINT
    return Problem(source.path, chosen.line.number, 0, "I110", "warning", what, hint)


def _doubt(source: Source, chosen: Dated) -> Iterator[Problem]:
    if chosen.confidence >= 0.8:
        return
    what = f"the date {chosen.found.value} is uncertain ({chosen.method})"
    yield Problem(source.path, chosen.line.number, 0, "I112", "warning", what, "compare it with the original")


def _with_reasons(lines: Sequence[RoledLine], chosen: Dated) -> list[RoledLine]:
    """Date lines that were not chosen say why."""
    return [
        msgspec.structs.replace(line, reason=_reason_against(line, chosen))
        if line.role is Role.DATE and line is not chosen.line and fold(line.text) != chosen.line.folded
        else line
        for line in lines
    ]


def _reason_against(line: RoledLine, chosen: Dated) -> str:
    is_later = any(one.day >= chosen.found.day for one in dates_of_folded_line(line.folded))
    return "a date line after the publication day, for a visit or an update" if is_later else "another date line"
