"""The calendars that newspapers print, and the names of their months: converted to Gregorian days.

Gregorian names come from CLDR. Hijri is Umm al-Qura, as Saudi papers print it. parse.py finds the dates in a
text.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date as day
from functools import lru_cache
from typing import Any, Literal

from generator.text.arabic import fold

Calendar = Literal["gregorian", "hijri", "solar", "hebrew"]
LOCALES = (
    *("ar_EG", "ar_LB", "ar_TN", "ar_MA", "ar_MR", "fa", "ur", "ckb", "he", "en", "fr", "es", "tr", "ru", "de", "it"),
    *("pt", "id", "el", "ja", "nl", "sv", "nb", "da", "fi", "pl", "cs", "uk", "ro", "hu", "bg", "sk", "lt", "lv", "et"),
    *("bn", "hi", "sq", "bs", "ca"),
)
# Spellings in newspapers that CLDR lacks, folded.
_SPELLINGS: Mapping[str, int] = {
    **{
        "يناير": 1,
        "جانفي": 1,
        "كانون ثاني": 1,
        "كانون الثاني": 1,
        "ك2": 1,
        "فيفري": 2,
        "فبراير": 2,
        "شباط": 2,
        "اشباط": 2,
    },
    **{
        "مارس": 3,
        "اذار": 3,
        "ابريل": 4,
        "افريل": 4,
        "نيسان": 4,
        "مايو": 5,
        "ماي": 5,
        "ايار": 5,
        "يونيو": 6,
        "يونيه": 6,
    },
    **{"جوان": 6, "حزيران": 6, "يوليو": 7, "يوليه": 7, "يوليوز": 7, "جويليه": 7, "تموز": 7, "اغسطس": 8, "اوغسطس": 8},
    **{
        "اوت": 8,
        "غشت": 8,
        "اب": 8,
        "سبتمبر": 9,
        "شتنبر": 9,
        "ايلول": 9,
        "اكتوبر": 10,
        "تشرين اول": 10,
        "تشرين الاول": 10,
    },
    **{"نوفمبر": 11, "نونبر": 11, "تشرين ثاني": 11, "تشرين الثاني": 11, "ديسمبر": 12, "دجنبر": 12, "كانون اول": 12},
    # Months of the same name by their number, as papers of the Levant and Iraq write them: «14 كانون2», «12 ت1».
    **{"كانون 2": 1, "كانون2": 1, "ت 1": 10, "ت1": 10, "تشرين 1": 10, "تشرين1": 10, "ت 2": 11, "ت2": 11},
    **{"تشرين 2": 11, "تشرين2": 11, "كانون 1": 12, "كانون1": 12, "ك 1": 12, "ك1": 12, "ك 2": 1},
    **{"كانون الاول": 12, "sept": 9, "agosto": 8, "setiembre": 9, "juil": 7, "jul": 7, "temmuz": 7},
}
_HIJRI_MONTHS: Mapping[str, int] = {
    **{
        "محرم": 1,
        "المحرم": 1,
        "محرم الحرام": 1,
        "صفر": 2,
        "ربيع الاول": 3,
        "ربيع اول": 3,
        "ربيع الاخر": 4,
        "ربيع الثاني": 4,
    },
    **{"ربيع ثاني": 4, "جمادي الاولي": 5, "جماد الاول": 5, "جمادي الاول": 5, "جمادي الاخره": 6, "جمادي الثانيه": 6},
    **{
        "جماد الثاني": 6,
        "جماد الاخر": 6,
        "جمادي الثاني": 6,
        "رجب": 7,
        "شعبان": 8,
        "رمضان": 9,
        "شوال": 10,
        "ذو القعده": 11,
    },
    **{"ذي القعده": 11, "ذوالقعده": 11, "ذي القعد": 11, "ذيقعده": 11, "ذو الحجه": 12, "ذي الحجه": 12, "ذوالحجه": 12},
    **{"ذيحجه": 12, "ذيالقعده": 11, "ذيالحجه": 12, "ربيعالاول": 3, "ربيعالثاني": 4, "جماديالاول": 5, "جماديالثاني": 6},
}
_SOLAR_MONTHS: Mapping[str, int] = {
    **{"فروردين": 1, "ارديبهشت": 2, "خرداد": 3, "تير": 4, "مرداد": 5, "امرداد": 5, "شهريور": 6, "مهر": 7, "ابان": 8},
    **{"اذر": 9, "دي": 10, "بهمن": 11, "اسفند": 12, "حمل": 1, "ثور": 2, "جوزا": 3, "سرطان": 4, "اسد": 5, "سنبله": 6},
    **{"ميزان": 7, "عقرب": 8, "قوس": 9, "جدي": 10, "دلو": 11, "حوت": 12},
}
# Nisan is 1; Adar is 12, Adar II 13, as in the Bible and in pyluach.
_HEBREW_MONTHS: Mapping[str, int] = {
    **{"ניסן": 1, "אייר": 2, "סיון": 3, "סיוון": 3, "תמוז": 4, "אב": 5, "מנחם אב": 5, "אלול": 6, "תשרי": 7, "חשון": 8},
    **{"חשוון": 8, "מרחשוון": 8, "כסלו": 9, "כסליו": 9, "טבת": 10, "שבט": 11, "אדר": 12, "אדר א": 12, "אדר ב": 13},
}
_NUMERALS = {
    letter: value
    for value, letters in enumerate(("", "א", "ב", "ג", "ד", "ה", "ו", "ז", "ח", "ט"))
    for letter in letters
}
_NUMERALS |= dict(zip("יכלמנסעפצקרשת", (10, 20, 30, 40, 50, 60, 70, 80, 90, 100, 200, 300, 400), strict=True))
_FINALS = str.maketrans("ךםןףץ", "כמנפצ")


def gregorian(calendar: Calendar, year: int, month: int, number: int) -> day | None:
    """The Gregorian day, or None if it does not exist or is beyond the library's tables."""
    try:
        if calendar == "hijri":
            return _from_hijri(year, month, number)
        if calendar == "solar":
            from persiantools.jdatetime import JalaliDate

            solar: Any = JalaliDate
            found: day = solar(year, month, number).to_gregorian()
            return found
        if calendar == "hebrew":
            from pyluach.dates import HebrewDate

            hebrew: day = HebrewDate(year, month, number).to_pydate()
            return hebrew
        return day(year, month, number)
    except (ValueError, OverflowError):
        return None


def _from_hijri(year: int, month: int, number: int) -> day:
    from hijridate import Hijri

    found = Hijri(year, month, number).to_gregorian()
    return day(found.year, found.month, found.day)


def calendar_of(year: int, name: str) -> tuple[Calendar, int] | None:
    """The calendar of a year and a folded month name, and the number of the month."""
    if 1200 <= year < 1500:
        if name in _HIJRI_MONTHS:
            return "hijri", _HIJRI_MONTHS[name]
        return ("solar", _SOLAR_MONTHS[name]) if name in _SOLAR_MONTHS else None
    number = gregorian_months().get(name)
    return ("gregorian", number) if number and 1700 <= year < 2100 else None


def month_names() -> frozenset[str]:
    """The names of all calendars written with a year in digits, folded."""
    return frozenset(gregorian_months()) | frozenset(_HIJRI_MONTHS) | frozenset(_SOLAR_MONTHS)


def hebrew_month(name: str) -> int | None:
    return _HEBREW_MONTHS.get(" ".join(re.sub("[׳״'\"`’]", "", name).split()))


def hebrew_month_names() -> tuple[str, ...]:
    return tuple(_HEBREW_MONTHS)


def hebrew_number(letters: str) -> int:
    """«כ״ד» is 24, «התשפ\"ד» is 5784: the first he of a year is its thousands, and may be left out."""
    plain = re.sub("[^א-ת]", "", letters).translate(_FINALS)
    thousands = 5000 if len(plain) > 2 else 0
    if thousands and plain.startswith("ה"):
        plain = plain[1:]
    return thousands + sum(_NUMERALS.get(letter, 0) for letter in plain)


@lru_cache(maxsize=1)
def gregorian_months() -> Mapping[str, int]:
    names = dict(_SPELLINGS)
    for locale in map(_locale, LOCALES):
        for width in ("wide", "abbreviated"):
            for context in ("format", "stand-alone"):
                for number, name in locale.months[context][width].items():
                    plain = fold(name).rstrip(".")
                    if len(plain) > 1 and not plain[0].isdigit():
                        names.setdefault(plain, number)
    return names


@lru_cache(maxsize=1)
def weekdays() -> Mapping[str, int]:
    """The folded names of the days, Monday is 0."""
    names = {
        "الاثنين": 0,
        "الثلاثاء": 1,
        "الثلاثا": 1,
        "الاربعاء": 2,
        "الاربعا": 2,
        "الخميس": 3,
        "الجمعه": 4,
        "السبت": 5,
    }
    names |= {
        "الاحد": 6,
        "سه شنبه": 1,
        "پنجشنبه": 3,
        "پنج شنبه": 3,
        "چهارشنبه": 2,
        "چهار شنبه": 2,
        "يکشنبه": 6,
        "يک شنبه": 6,
    }
    for locale in map(_locale, LOCALES):
        for width in ("wide", "abbreviated"):
            for number, name in locale.days["format"][width].items():
                plain = fold(name).rstrip(".")
                if len(plain) > (1 if width == "abbreviated" else 2):
                    names.setdefault(plain, number)
    return {fold(name): number for name, number in names.items()}


def short_date_pattern(language: str) -> str:
    """How a language (a BCP 47 tag) writes a date in numbers, as a CLDR pattern, or "" if it is unknown."""
    from babel import Locale, UnknownLocaleError

    try:
        return str(Locale.parse(language, sep="-").date_formats["short"].pattern) if language else ""
    except (ValueError, UnknownLocaleError):
        return ""


def _locale(name: str) -> Any:
    from babel import Locale

    return Locale.parse(name)
