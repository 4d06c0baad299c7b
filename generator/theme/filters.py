"""What templates may do with values: links, dates, digits, plural forms."""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Mapping
from functools import lru_cache, partial
from typing import Any

import msgspec
from markupsafe import Markup, escape

from generator.model import SiteView
from generator.text.dates.iso_dates import slashed, w3c_date
from generator.text.languages import direction, open_graph_locale
from generator.text.markup import absolute
from generator.theme.calendars import Weekday, first_day, level, weekdays, weeks
from generator.theme.charts import ceiling, columns, doubling
from generator.theme.messages import Messages

DIGITS = {
    "latin": {},
    "arabic": {ord(str(digit)): chr(0x660 + digit) for digit in range(10)},
    "persian": {ord(str(digit)): chr(0x6F0 + digit) for digit in range(10)},
}
# CLDR's locales of the month families that Arabic newspapers print.
MONTH_LOCALES = {
    "egyptian": "ar_EG",
    "levantine": "ar_LB",
    "maghrebi": "ar_TN",
    "moroccan": "ar_MA",
    "mauritanian": "ar_MR",
}


def filters_for(messages: Messages, site: SiteView) -> dict[str, Callable[..., Any]]:
    """The table of filters for one site's language, digits and addresses."""
    interface = _Interface(messages, site)
    return {
        "link": partial(_link, site.base_path),
        "absolute": partial(absolute, site.base_url),
        "date": interface.date,
        "weekday": interface.weekday,
        "month_name": interface.month_name,
        "weeks": partial(weeks, first=interface.first_day),
        "day_of_year": interface.day_of_year,
        "level": level,
        "columns": partial(columns, is_mirrored=site.dir == "rtl"),
        "ceiling": ceiling,
        "doubling": doubling,
        "digits": interface.digits,
        "count": interface.count,
        "interval": interface.interval,
        "range_name": interface.range_name,
        "letter": _letter,
        "direction": direction,
        "locale": open_graph_locale,
        "language_name": interface.language_name,
        "w3c_date": partial(w3c_date, zone=site.timezone),
        "slashed": slashed,
        "t": interface.text,
        "search_words": interface.search_words,
        "words": interface.words,
        "weekdays": interface.weekdays,
    }


@lru_cache(maxsize=8192)
def _link(base_path: str, url: str) -> Markup:
    """A permalink under the site's base path, as UTF-8; addresses elsewhere stay as they are."""
    if url.startswith("/"):
        return Markup(escape(base_path + url[1:]))
    return Markup(escape(url))


def _letter(letter: str) -> str:
    """A letter of an A–Z page as a heading; what is none stands for digits and signs."""
    return letter.upper() if letter.isalpha() else "#"


def _script_safe(words: Mapping[str, Any]) -> Markup:
    text = msgspec.json.encode(words).decode()
    return Markup(text.replace("<", "\\u003c").replace("&", "\\u0026"))


class _Interface:
    """Messages, numbers and dates as this site prints them; each distinct date is formatted once a process."""

    def __init__(self, messages: Messages, site: SiteView) -> None:
        self._messages = messages
        self._table = DIGITS[site.digits]
        self._language = site.language.replace("-", "_")
        self._months = MONTH_LOCALES[site.month_names] if site.language.startswith("ar") else self._language
        self.first_day = first_day(site.language, site.month_names)
        self.date = lru_cache(maxsize=16384)(self._date)

    def text(self, key: str, **values: object) -> str:
        """The catalogue's words for a key, with `{name}`s filled in."""
        found = self._messages[key]
        assert isinstance(found, str), f"`{key}` has plural forms: use the filter `count`"
        return found.format(**values) if values else found

    def digits(self, value: object) -> str:
        return str(value).translate(self._table)

    def count(self, number: int, key: str) -> str:
        """`3 | count("articles")`: the number with its noun in the form that CLDR gives for it."""
        forms = self._messages[f"count.{key}"]
        assert isinstance(forms, Mapping), f"`count.{key}` has no plural forms"
        form = forms.get(_plural_category(self._language, number), forms["other"])
        return form.replace("{n}", self.digits(number))

    def search_words(self) -> Markup:
        """What the search page's scripts say, as JSON that is safe inside a script element."""
        words: dict[str, Any] = self._below("search.") | {"count": self._below("count.")}
        words |= {
            "day": self._messages["date.day"],
            "month": self._messages["date.month"],
            "undated": self.text("undated"),
        }
        words |= {"months": [self._month_in_date(f"{month:02}") for month in range(1, 13)], "zero": self.digits(0)}
        return _script_safe(words)

    def words(self, branch: str) -> Markup:
        """What a script of the theme says: the words below a key of the catalogue."""
        return _script_safe(self._below(f"{branch}."))

    def _below(self, prefix: str) -> dict[str, Any]:
        return {key.removeprefix(prefix): words for key, words in self._messages.items() if key.startswith(prefix)}

    def month_name(self, month: str) -> str:
        """The name of month `02` or `2025-02`, standing by itself."""
        return str(_month_names_alone(self._months)[int(month[-2:])])

    def _month_in_date(self, month: str) -> str:
        return str(_month_names(self._months)[int(month[-2:])])

    def language_name(self, language: str) -> str:
        """The name of a language in the interface's own."""
        return str(_locale(self._language).languages.get(language.partition("-")[0], language))

    def weekday(self, date: str) -> str:
        return str(_day_names(self._language)[datetime.date.fromisoformat(date[:10]).weekday()])

    def weekdays(self) -> list[Weekday]:
        return weekdays(_day_letters(self._language), _day_names(self._language), self.first_day)

    def _date(self, date: str) -> str:
        """A printed date as far as it goes: day, month or year."""
        if len(date) < len("2025-02"):
            return self.digits(date)
        month = self._month_in_date(date[:7])
        if len(date) < len("2025-02-13"):
            return self.digits(self.text("date.month", month=month, year=date[:4]))
        return self.digits(self.text("date.day", day=int(date[8:10]), month=month, year=date[:4]))

    def day_of_year(self, day: str) -> str:
        """`02-13` as a day of any year."""
        name = self.month_name if _ends_with_month_alone(self._language) else self._month_in_date
        return self.digits(self.text("date.day_of_year", day=int(day[3:]), month=name(day[:2])))

    def interval(self, value: str) -> str:
        """Messages for a date in doubt as EDTF writes it: `2025-02-12/2025-02-13`, `2011~`."""
        ends = [self.date(end.strip("~?%")) for end in value.split("/") if re.match("[0-9]{4}", end)]
        if len(ends) < len(("first", "last")):
            return ends[0] if ends else value
        return self.text("doubt.span", first=ends[0], last=ends[1])

    def range_name(self, key: str) -> str:
        """Messages for the key of a Range, such as 2025-h1."""
        year, _, part = key.partition("-")
        if key == "undated":
            return self.text("undated")
        if len(part) == len("2029") and part.isdigit():
            return self.digits(f"{year}\u2013{part}")
        if part[:1] in ("h", "q"):
            return self.digits(self.text(f"range.{part}", year=year))
        if key.endswith(("-a", "-b")):
            return self.text(f"range.{key[-1]}", month=self.date(key[:7]))
        return self.date(key)


@lru_cache(maxsize=1024)
def _plural_category(language: str, number: int) -> str:
    return str(_locale(language).plural_form(number))


@lru_cache(maxsize=8)
def _month_names(locale: str) -> Mapping[int, str]:
    names: Mapping[int, str] = _locale(locale).months["format"]["wide"]
    return names


@lru_cache(maxsize=8)
def _month_names_alone(locale: str) -> Mapping[int, str]:
    """As a heading has them: Persian then lacks the ezafe. Asked only where they differ: Babel remembers such names of
    one language for all those that have none of their own."""
    if not _ends_with_month_alone(locale):
        return _month_names(locale)
    names: Mapping[int, str] = _locale(locale).months["stand-alone"]["wide"]
    return names


@lru_cache(maxsize=8)
def _ends_with_month_alone(language: str) -> bool:
    return "LLLL" in str(_locale(language).datetime_skeletons["MMMMd"].pattern)


@lru_cache(maxsize=8)
def _day_names(locale: str) -> Mapping[int, str]:
    names: Mapping[int, str] = _locale(locale).days["format"]["wide"]
    return names


@lru_cache(maxsize=8)
def _day_letters(locale: str) -> Mapping[int, str]:
    """One a day; where CLDR has Latin ones for lack of others (Urdu), the first of the names."""
    names, letters = _day_names(locale), _locale(locale).days["stand-alone"]["narrow"]
    return {day: names[day][0] if letters[day].isascii() else letters[day] for day in names}


@lru_cache(maxsize=8)
def _locale(name: str) -> Any:
    # Babel is slow to import, and pages that did not change need none of it.
    from babel import Locale

    return Locale.parse(name)
