"""Dates of fields: every form in which programs write a moment reads back as the same moment."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone
from email.utils import format_datetime

import pytest
from hijridate import Gregorian
from hypothesis import given, settings
from hypothesis import strategies as st
from persiantools.jdatetime import JalaliDateTime

from generator.text.dates.machine import machine_date, month_or_year

ARABIC_MONTHS = "يناير فبراير مارس أبريل مايو يونيو يوليو أغسطس سبتمبر أكتوبر نوفمبر ديسمبر".split()
HIJRI_MONTHS = "محرم|صفر|ربيع الأول|ربيع الآخر|جمادى الأولى|جمادى الآخرة|رجب|شعبان|رمضان|شوال|ذو القعدة|ذو الحجة".split(
    "|"
)
ARABIC_DIGITS = str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")
PERSIAN_DIGITS = str.maketrans("0123456789", "۰۱۲۳۴۵۶۷۸۹")
MOMENTS = st.datetimes(min_value=datetime(1975, 1, 2), max_value=datetime(2037, 12, 30)).map(
    lambda found: found.replace(microsecond=0)
)
OFFSETS = st.integers(min_value=-11 * 4, max_value=13 * 4).map(lambda quarters: timedelta(minutes=15 * quarters))


def stamp(text: str) -> str:
    found = machine_date(text)
    return found.stamp if found else ""


def half_day(moment: datetime, morning: str, afternoon: str) -> str:
    return f"{moment.hour % 12 or 12}:{moment:%M:%S} {afternoon if moment.hour >= 12 else morning}"


@settings(deadline=None, max_examples=60)
@given(MOMENTS, OFFSETS)
def test_a_moment_with_its_offset_reads_back(moment: datetime, offset: timedelta) -> None:
    there = moment.replace(tzinfo=timezone(offset))
    iso = there.isoformat()
    colonless = iso[:-3] + iso[-2:]
    forms = (
        iso,
        iso.lower(),
        colonless,
        iso.replace("T", " "),
        f"{iso[:19]} {iso[19:]}",
        f"{iso[:19]}.123456{iso[19:]}",
        f"{iso[:19]}.5{colonless[19:]}",
        f"{iso}[Asia/Beirut]",
        f"\u202d{iso}\u202c",
        f"\u200f{iso.translate(ARABIC_DIGITS)}",
        f"{there:%Y%m%dT%H%M%S%z}",
        f"{there:%Y/%m/%d %H:%M:%S %z}",
        f"{there:%a, %d %b %Y %H:%M:%S %z}",
        f"{there:%d %b %Y %H:%M:%S %z}",
        f"{there:%a %b %d %H:%M:%S %z %Y}",
        f"{there:%a %b %d %Y %H:%M:%S GMT%z} (Some Standard Time)",
    )
    for form in forms:
        assert datetime.fromisoformat(stamp(form)) == there, form


@settings(deadline=None, max_examples=60)
@given(MOMENTS)
def test_a_moment_in_utc_reads_back(moment: datetime) -> None:
    there = moment.replace(tzinfo=UTC)
    seconds = int(there.timestamp())
    forms = (
        f"{moment.isoformat()}Z",
        f"{moment.isoformat()}z",
        f"{moment} UTC",
        format_datetime(there, usegmt=True),
        f"{moment:%A, %d-%b-%y %H:%M:%S} GMT",
        f"{moment:%a %b %d %H:%M:%S} UTC {moment:%Y}",
        f"{moment:%Y%m%dT%H%M%S}Z",
        *((f"{seconds}", f"{seconds}.25", f"/Date({seconds}000)/") if seconds > 1e8 else ()),
        *((f"{seconds}000", f"{seconds}123456") if seconds > 1e9 else ()),
    )
    for form in forms:
        if not (form.isdigit() and len(form) == 10 and form.startswith(("19", "20"))):  # a day and an hour
            assert datetime.fromisoformat(stamp(form)) == there, form


@settings(deadline=None, max_examples=60)
@given(MOMENTS)
def test_a_local_moment_keeps_its_clock(moment: datetime) -> None:
    day, month = f"{moment:%Y-%m-%d}", ARABIC_MONTHS[moment.month - 1]
    solar = JalaliDateTime.to_jalali(moment)
    forms = (
        f"{day} {half_day(moment, 'ص', 'م')}",
        f"{day} {half_day(moment, 'AM', 'PM')}",
        f"{day} {half_day(moment, 'صباحًا', 'مساءً')}",
        f"{moment.day} {month} {moment.year} - {moment:%H:%M:%S}",
        f"{moment.day} {month}، {moment.year} {half_day(moment, 'ص', 'م')}".translate(ARABIC_DIGITS),
        f"{moment:%H:%M:%S} - {moment.day} {month} {moment.year}",
        f"{moment:%B} {moment.day}, {moment.year} {half_day(moment, 'a.m.', 'p.m.')}",
        f"{moment:%Y%m%d%H%M%S}",
        f"{moment:%Y.%m.%d. %H:%M:%S}",
        f"{moment:%Y年%m月%d日 %H:%M:%S}",
        f"{solar.year}-{solar.month:02}-{solar.day:02}T{moment:%H:%M:%S}",
        f"{solar.year}/{solar.month:02}/{solar.day:02} - {moment:%H:%M:%S}".translate(PERSIAN_DIGITS),
    )
    for form in forms:
        assert stamp(form) == moment.isoformat(), form


@settings(deadline=None, max_examples=60)
@given(st.dates(min_value=datetime(2000, 1, 1).date(), max_value=datetime(2030, 1, 1).date()))
def test_a_hijri_day_is_told_from_a_solar_one_by_its_year(day: object) -> None:
    there = Gregorian.fromisoformat(str(day)).to_hijri()
    month = HIJRI_MONTHS[there.month - 1]
    numbers = f"{there.year}-{there.month:02}-{there.day:02}"
    for form in (
        numbers,
        f"{there.day} {month} {there.year}",
        f"{there.day} {month} {there.year} هـ",
        f"{day} ({month})",
    ):
        assert stamp(form) == str(day), form


@pytest.mark.parametrize(
    "text",
    [
        "1970-01-01T00:00:00Z",
        "1970-01-01",
        "1970-01-01T03:00:00+03:00",
        "1969-12-31T19:00:00-05:00",
        "Thu, 01 Jan 1970 00:00:00 GMT",
        "1970-01-01 02:00:00",
        "0",
        "0001-01-01T00:00:00",
        "0000-00-00 00:00:00",
        "0000-00-00",
        "-62135596800",
        "/Date(-62135596800000)/",
        "2019-13-45",
        "2019-02-30",
        "9999-12-31",
        "منذ يومين",
        "3 days ago",
        "الآن",
        "null",
        "",
        "43538",
        "2019-03-14 " * 30,
    ],
)
def test_what_stands_for_no_date_is_none(text: str) -> None:
    assert machine_date(text) is None


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Mon, 14 Mar 2019 10:00:00 +0300", "2019-03-14T10:00:00+03:00"),  # it was a Thursday
        ("Thu, 14 Mar 2019 10:00:00 EST", "2019-03-14T10:00:00-05:00"),
        ("Thu, 14 Mar 2019 10:00:00 CEST", "2019-03-14T10:00:00+02:00"),
        ("Thu, 14 Mar 2019 10:00:00 AST", "2019-03-14T10:00:00"),  # Arabia or the Atlantic
        ("Thu, 14 Mar 2019 10:00:00 -0000", "2019-03-14T10:00:00Z"),
        ("الخميس 14 آذار (مارس) 2019 10:30 بتوقيت غرينتش", "2019-03-14T10:30Z"),
        ("14 كانون الثاني 2019", "2019-01-14"),
        ("Tue, 18 Sept 2018 15:53:56 +0300", "2018-09-18T15:53:56+03:00"),
        ("14-MAR-19 10.30.00 AM", "2019-03-14T10:30"),
        ("2019-03-14T24:00:00Z", "2019-03-14"),
        ("2019-03-14T10:00:00:684Z", "2019-03-14T10:00:00Z"),
        ("2562-03-14", "2019-03-14"),
        ("2019년 3월 14일 오후 3:05", "2019-03-14T15:05"),
        ("201903141030", "2019-03-14T10:30"),
        ("20190314", "2019-03-14"),
        ("7 رجب 1440 هـ الموافق 14 مارس 2019 م", "2019-03-14"),
        ("14. huhtikuuta 2020 klo 10:30", "2020-04-14T10:30"),
        ("14 kwietnia 2020", "2020-04-14"),
    ],
)
def test_odd_forms_of_machines(text: str, wanted: str) -> None:
    assert stamp(text) == wanted


def test_two_readings_stay_open_and_an_english_clock_is_told() -> None:
    found = machine_date("09/11/2015 12:00 AM")
    assert found is not None
    assert (found.stamp, found.other, found.is_english_clock) == ("2015-11-09T00:00", "2015-09-11", True)


@pytest.mark.parametrize(
    ("text", "wanted"), [("2016-12", "2016-12"), ("2016/3", "2016-03"), ("2016", "2016"), ("43538", "")]
)
def test_a_month_or_a_year_alone_is_no_more_than_that(text: str, wanted: str) -> None:
    assert month_or_year(text) == wanted
