"""Dates as newspapers print them: digits of three scripts, the month names of five Arabic families and of English."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date as day
from functools import lru_cache
from typing import Any

import msgspec

from generator.text.arabic import fold

_ARABIC_LOCALES = ("ar_EG", "ar_LB", "ar_TN", "ar_MA", "ar_MR")
_OTHER_LOCALES = ("en", "fr", "es", "fa", "tr")
# Spellings that newspapers use beside CLDR's, folded.
_SPELLINGS = {
    "شباط": 2,
    "اذار": 3,
    "ايار": 5,
    "اب": 8,
    "ايلول": 9,
    "اغسطس": 8,
    "اوغسطس": 8,
    "سبتمبر": 9,
    "ابريل": 4,
    "افريل": 4,
}
_SPELLINGS |= {
    "كانون ثاني": 1,
    "كانون اول": 12,
    "تشرين اول": 10,
    "تشرين ثاني": 11,
    "يناير": 1,
    "جوان": 6,
    "اوت": 8,
    "غشت": 8,
}
_HIJRI = (
    "محرم|صفر|ربيع الاول|ربيع الثاني|ربيع الاخر|جمادي الاولي|جمادي الاخره|جمادي الثانيه|رجب|شعبان|رمضان|شوال|ذو القعده|ذي القعده|"
    "ذو الحجه|ذي الحجه"
)
_ARABIC_DAYS = {
    "الاثنين": 0,
    "الثلاثاء": 1,
    "الثلاثا": 1,
    "الاربعاء": 2,
    "الاربعا": 2,
    "الخميس": 3,
    "الجمعه": 4,
    "السبت": 5,
    "الاحد": 6,
}
_TIME = r"(?:[\s،,\-–|]*(?:الساعه\s*|at\s*)?(?P<hour>\d{1,2}):(?P<minute>\d\d)(?::\d\d)?\s*(?P<half>[صم]\b|[ap]\.?m\.?|صباحا|مساء)?)?"


class FoundDate(msgspec.Struct, frozen=True):
    """A date in a text: its value as ISO 8601, the weekday printed beside it (Monday is 0; None for none), its place."""

    value: str
    weekday: int | None
    start: int
    stop: int

    @property
    def day(self) -> day:
        return day.fromisoformat(self.value[:10])

    @property
    def is_weekday_right(self) -> bool:
        return self.weekday is None or self.day.weekday() == self.weekday


def find_dates(text: str) -> list[FoundDate]:
    """Whole dates (day, month and year) in the order of the text; places count in the folded text."""
    folded = fold(text)
    if not _YEAR.search(folded):
        return []
    taken: list[FoundDate] = []
    for found in sorted(_candidates(folded), key=lambda one: (one.start, -one.stop)):
        if not taken or found.start >= taken[-1].stop:
            taken.append(found)
    return taken


def date_line(text: str) -> FoundDate | None:
    """The date of a line that says hardly more than a date."""
    found = find_dates(text)
    if not found:
        return None
    rest = fold(text)[: found[0].start] + fold(text)[found[-1].stop :]
    words = re.findall(r"[^\W\d_]+", rest)
    # A label such as «تاريخ النشر» or «القاهرة في» may stand before it, a second calendar beside it.
    spoken = [word for word in words if word not in _ARABIC_DAYS and not re.fullmatch(_HIJRI.replace(" ", "|"), word)]
    return found[0] if len(spoken) <= 4 else None


def stated_weekday(text: str) -> tuple[int, int] | None:
    """(weekday, days before publication) where a text says «اليوم الأربعاء» or «أمس الثلاثاء»."""
    match = _stated_pattern().search(fold(text))
    if match is None:
        return None
    return _days()[match["weekday"]], 0 if match["when"] in ("اليوم", "today") else 1


@lru_cache(maxsize=1)
def _stated_pattern() -> re.Pattern[str]:
    days = "|".join(sorted(map(re.escape, _days()), key=len, reverse=True))
    return re.compile(rf"\b(?P<when>اليوم|امس|today|yesterday),?\s+(?:on\s+)?(?P<weekday>{days})\b")


def _candidates(text: str) -> Iterator[FoundDate]:
    for match in _named_pattern().finditer(text):
        month = _months()[_plain(match["month"])]
        yield from _dated(match, match["year"], month, match["day"])
    for match in _english_pattern().finditer(text):
        yield from _dated(match, match["year"], _months()[_plain(match["month"])], match["day"])
    for match in _YEAR_FIRST.finditer(text):
        yield from _dated(match, match["year"], int(match["month"]), match["day"])
    for match in _DAY_FIRST.finditer(text):
        yield from _dated(match, match["year"], int(match["month"]), match["day"])


def _dated(match: re.Match[str], year: str, month: int, number: str) -> Iterator[FoundDate]:
    try:
        found = day(int(year), month, int(number))
    except ValueError:
        return
    groups = match.groupdict()
    named = groups.get("weekday")
    yield FoundDate(found.isoformat(), _days().get(named) if named else None, match.start(), match.end())


_YEAR = re.compile(r"(?:19|20)\d\d")
_DAY_NAMES = rf"(?:(?P<weekday>{'|'.join(_ARABIC_DAYS)}|[a-zçéûâ]+day)[\s،,:\-–]*)?"
_YEAR_FIRST = re.compile(
    rf"{_DAY_NAMES}\b(?P<year>(?:19|20)\d\d)[/\-.](?P<month>\d{{1,2}})[/\-.](?P<day>\d{{1,2}})\b{_TIME}"
)
_DAY_FIRST = re.compile(
    rf"{_DAY_NAMES}\b(?P<day>\d{{1,2}})[/\-.](?P<month>\d{{1,2}})[/\-.](?P<year>(?:19|20)\d\d)\b{_TIME}"
)


@lru_cache(maxsize=1)
def _named_pattern() -> re.Pattern[str]:
    """«الخميس 13 شباط (فبراير) 2025»: day, month in one or two families, year."""
    months = _month_alternatives()
    second = rf"(?:\s*[/(\-–]\s*(?:{months})\s*\)?)?"
    between = r"(?:\s+|\s*[/\-–،,]\s*|\s+من\s+(?:شهر\s+)?|\s+شهر\s+|(?:st|nd|rd|th|er)\s+(?:of\s+)?|\s+de\s+)"
    return re.compile(
        rf"{_DAY_NAMES}\b(?P<day>\d{{1,2}}){between}(?P<month>{months}){second}"
        rf"(?:\s+|\s*[/،,\-–]\s*|\s+(?:عام|سنه|de)\s+)(?P<year>(?:19|20)\d\d)\s*م?\b{_TIME}"
    )


@lru_cache(maxsize=1)
def _english_pattern() -> re.Pattern[str]:
    months = _month_alternatives()
    return re.compile(
        rf"{_DAY_NAMES}\b(?P<month>{months})\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<year>(?:19|20)\d\d)\b{_TIME}"
    )


def _month_alternatives() -> str:
    names = sorted(_months(), key=len, reverse=True)
    return "|".join(re.escape(name).replace(r"\ ", r"\s+") for name in names)


def _plain(name: str) -> str:
    return " ".join(name.split())


@lru_cache(maxsize=1)
def _months() -> dict[str, int]:
    names = dict(_SPELLINGS)
    for locale in (*_ARABIC_LOCALES, *_OTHER_LOCALES):
        data = _locale(locale)
        for width in ("wide", "abbreviated"):
            for number, name in data.months["format"][width].items():
                plain = fold(name).rstrip(".")
                if len(plain) > 1 and not plain.isdigit():
                    names.setdefault(plain, number)
    return names


@lru_cache(maxsize=1)
def _days() -> dict[str, int]:
    names = dict(_ARABIC_DAYS)
    for locale in _OTHER_LOCALES:
        names |= {fold(name): number for number, name in _locale(locale).days["format"]["wide"].items()}
    return names


def _locale(name: str) -> Any:
    from babel import Locale

    return Locale.parse(name)
