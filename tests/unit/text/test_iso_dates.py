"""Offsets of whole minutes, the same instant, the same day: for every zone and year."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from email.utils import parsedate_to_datetime
from zoneinfo import available_timezones

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.check.dates import is_moment, is_rfc_822
from generator.feeds.rss import _rfc822
from generator.text.dates.iso_dates import moment, rfc3339, w3c_date

ZONES = sorted(available_timezones())
CLOCK = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d[+-]\d\d:\d\d")
DATES = st.datetimes(datetime(1800, 1, 1), datetime(2100, 12, 31)).map(
    lambda found: found.isoformat(timespec="seconds")
)
FORMS = st.sampled_from([4, 7, 10, 16, 19])


@given(st.sampled_from(ZONES), DATES, FORMS)
@settings(max_examples=400)
def test_every_zone_gives_offsets_that_machines_read_of_the_same_instant_and_day(
    zone: str, date: str, length: int
) -> None:
    printed = date[:length]
    said = rfc3339(printed, zone)
    assert CLOCK.fullmatch(said) and is_moment(said)
    assert said[:10] == f"{printed}-01-01"[:10] if length < 10 else said[:10] == printed[:10]
    found = datetime.fromisoformat(said)
    # By their seconds: in the hour that a clock skips or repeats, Python calls no two zones equal.
    assert found.timestamp() == moment(printed, zone).timestamp()
    assert abs(found.replace(tzinfo=None) - moment(printed, zone).replace(tzinfo=None)) < timedelta(minutes=1)
    assert w3c_date(printed, zone) == (said if length > 10 else printed)
    assert is_rfc_822(_rfc822(said)) and parsedate_to_datetime(_rfc822(said)).timestamp() == found.timestamp()


@pytest.mark.parametrize(
    ("date", "zone", "said"),
    [
        ("1935-12-31", "Asia/Riyadh", "1935-12-31T00:00:08+03:07"),  # +03:06:52
        ("1946-05-02T18:30", "Asia/Riyadh", "1946-05-02T18:30:08+03:07"),
        ("1899-12-31", "Africa/Cairo", "1899-12-31T00:00:51+02:06"),  # +02:05:09
        ("1899-12-31T23:59:30", "Africa/Cairo", "1899-12-31T23:59:21+02:05"),  # above would be the year after
        ("1850-07", "America/New_York", "1850-07-01T00:00:02-04:56"),  # -04:56:02
        ("0999-01-01", "Africa/Cairo", "0999-01-01T00:00:51+02:06"),
        ("0001", "Asia/Baghdad", "0001-01-01T00:00:20+02:58"),  # +02:57:40
        ("2024-03-01", "Africa/Cairo", "2024-03-01T00:00:00+02:00"),
        ("2024-03-01T10:00:00-03:30", "Africa/Cairo", "2024-03-01T10:00:00-03:30"),
        ("2024-03-01T10:00:00Z", "Africa/Cairo", "2024-03-01T10:00:00+00:00"),
    ],
)
def test_old_clocks_are_told_as_rfc_3339_does_it(date: str, zone: str, said: str) -> None:
    assert rfc3339(date, zone) == said
