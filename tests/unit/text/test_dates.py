from datetime import date

import pytest
from hijridate import Gregorian
from hypothesis import given, settings
from hypothesis import strategies as st
from persiantools.jdatetime import JalaliDate

from generator.text.arabic import fold
from generator.text.dates.calendars import gregorian, hebrew_number
from generator.text.dates.parse import date_line, dates_in_line, find_dates, stated_weekday

LINES = {
    "الخميس 13 فبراير 2025": ("2025-02-13", 3),
    "الجمعة ٢٥ شباط ٢٠١١": ("2011-02-25", 4),
    "25 شباط (فبراير) 2020 - 10:30 م": ("2020-02-25", None),
    "نُشر في: 3 نيسان/أبريل 2021": ("2021-04-03", None),
    "2025/02/13": ("2025-02-13", None),
    "13-2-2025": ("2025-02-13", None),
    "Thursday, 13 February 2025": ("2025-02-13", 3),
    "February 13, 2025": ("2025-02-13", None),
    "١٢ كانون الثاني ٢٠٢٠": ("2020-01-12", None),
    "الأحد، 05 ماي 2019": ("2019-05-05", 6),
    "14 غشت 2023م": ("2023-08-14", None),
    "الاثنين 02 جوان 2017": ("2017-06-02", 0),
    "۲۵ فوریه ۲۰۲۰": ("2020-02-25", None),
    "چهارشنبه / ۶ بهمن ۱۳۹۵ / ۰۹:۴۳": ("2017-01-25", 2),
    "۲۹ بهمن ۱۳۹۸ - ۰۶:۵۵": ("2020-02-18", None),
    "1395/11/06": ("2017-01-25", None),
    "11 شوال 1441هـ - 03 يونيو 2020م": ("2020-06-03", None),
    "١٢/ ١١ / ١٤٣٦هـ": ("2015-08-27", None),
    "12 من ذي القعدة ١٤٣٦هـ": ("2015-08-27", None),
    "12 ربیع‌الاول 1442": ("2020-10-29", None),
    'יום שני 04.03.2024 / כ״ד אדר א התשפ"ד': ("2024-03-04", 0),
    'כ״ד אדר א התשפ"ד': ("2024-03-04", None),
    "4 במרץ 2024": ("2024-03-04", None),
    "جمعرات 13 فروری 2025": ("2025-02-13", 3),
    "14 мая 2025 года": ("2025-05-14", None),
    "Publié le 30 août 2023 à 14h52": ("2023-08-30", None),
    "Bruselas - 15 de octubre de 2024": ("2024-10-15", None),
    "3 Temmuz 2024 - 18:24": ("2024-07-03", None),
    "2025年1月13日 21時37分": ("2025-01-13", None),
    "23/11/15": ("2015-11-23", None),
    "11/25/2020": ("2020-11-25", None),
}


@pytest.mark.parametrize(("line", "wanted"), LINES.items())
def test_a_date_line_is_read_in_every_calendar_and_family_of_months(line: str, wanted: tuple[str, int | None]) -> None:
    found = date_line(line)
    assert found is not None
    assert (found.value, found.weekday) == wanted


TIMES = {
    "25 شباط 2020 - 10:30 م": "2020-02-25T22:30",
    "الإثنين، 24 أغسطس 2020 09:23 ص": "2020-08-24T09:23",
    "13/02/2025 الساعة 12:05 صباحا": "2025-02-13T00:05",
    "2020-06-03T03:01:00+04:00": "2020-06-03T03:01+04:00",
    "Fri, 11 Aug 2017 15:22:39 GMT": "2017-08-11T15:22Z",
    "Sat 24 Feb 2024 12.42 CET": "2024-02-24T12:42",
    "13 فبراير 2025 - 25:99": "2025-02-13",
}


@pytest.mark.parametrize(("line", "wanted"), TIMES.items())
def test_a_time_is_read_on_the_clock_of_24_hours(line: str, wanted: str) -> None:
    assert find_dates(line)[0].stamp == wanted


@pytest.mark.parametrize("line", ["23/11/15", "11/25/2020", "13 فبراير 25"])
def test_a_guessed_century_or_order_is_not_sure(line: str) -> None:
    assert not find_dates(line)[0].is_sure


@pytest.mark.parametrize(
    "line",
    [
        "30 فبراير 2025",
        "34 رجب 1436",
        "في عام 2025",
        "أعلن في 13 فبراير 2025 أن الرئيس قد وصل إلى هنا",
        "أبرز عناوين الأخبار ليوم الاثنين 23 جانفي 2017",
        "11-10-1436هـ 15-10-1436هـ",
        "",
        "500 مليار",
        "1.2.3.4",
    ],
)
def test_what_is_no_date_line_gives_none(line: str) -> None:
    assert date_line(line) is None


def test_two_calendars_in_one_line_are_two_dates() -> None:
    found = dates_in_line("الرياض 25 شوال 1436 هـ الموافق 10 أغسطس 2015 م واس")
    assert [(one.calendar, one.value) for one in found] == [("hijri", "2015-08-10"), ("gregorian", "2015-08-10")]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("أعلن القصر، اليوم الأربعاء، أن", (2, 0)),
        ("قال أمس الثلاثاء", (1, 1)),
        ("הודיע היום (ראשון) על", (6, 0)),
        ("הודיע היום (יום ראשון) על", (6, 0)),
        ("said on Monday", None),
        ("اليوم كان الأربعاء", None),
    ],
)
def test_the_weekday_that_a_text_calls_today_is_found(text: str, wanted: tuple[int, int] | None) -> None:
    assert stated_weekday(fold(text)) == wanted


@pytest.mark.parametrize(("letters", "wanted"), [("כ״ד", 24), ("ט״ו", 15), ('התשפ"ד', 5784), ("תשפ״ד", 5784)])
def test_hebrew_letters_are_numbers(letters: str, wanted: int) -> None:
    assert hebrew_number(letters) == wanted


def test_a_day_that_a_calendar_has_not_is_none() -> None:
    assert gregorian("hijri", 1436, 7, 34) is None
    assert gregorian("solar", 1399, 13, 1) is None
    assert gregorian("hebrew", 5784, 14, 1) is None


@given(st.dates(date(1900, 1, 1), date(2077, 12, 31)), st.sampled_from(("gregorian", "hijri", "solar")))
@settings(deadline=None)
def test_days_come_back_from_every_calendar(day: date, calendar: str) -> None:
    if calendar == "hijri":
        if day < date(1924, 8, 1) or day > date(2077, 11, 16):
            return
        there = Gregorian(day.year, day.month, day.day).to_hijri()
        assert gregorian("hijri", there.year, there.month, there.day) == day
    elif calendar == "solar":
        solar = JalaliDate(day)
        assert gregorian("solar", solar.year, solar.month, solar.day) == day
    else:
        assert find_dates(f"{day.day}/{day.month}/{day.year}")[0].day == day


@given(st.text(max_size=80))
@settings(deadline=None)
def test_any_text_is_searched_for_dates(text: str) -> None:
    assert all(one.start <= one.stop for one in find_dates(text))
