"""Addresses and comments that archives leave, and the days in addresses."""

from __future__ import annotations

import pytest

from generator.importers.web.dates.address_dates import in_address
from generator.importers.web.declared.web_archives import capture_of, original

HOME = "http://www.sarw.example/news/12"


@pytest.mark.parametrize(
    ("address", "moment"),
    [
        (f"http://web.archive.org/web/20110301120000id_/{HOME}", "2011-03-01T12:00:00Z"),
        (f"https://web.archive.org/web/20110301120000/{HOME}", "2011-03-01T12:00:00Z"),
        (f"//web.archive.org/web/20110301120000im_/{HOME}", "2011-03-01T12:00:00Z"),
        ("https://web.archive.org/web/20110301120000/http:/www.sarw.example/news/12", "2011-03-01T12:00:00Z"),
        ("https://web.archive.org/web/20110301/www.sarw.example/news/12", "2011-03-01"),
        (f"https://archive.ph/20110301120000/{HOME}", "2011-03-01T12:00:00Z"),
        (f"https://archive.today/2011.03.01-120000/{HOME}", "2011-03-01T12:00:00Z"),
        (f"https://arquivo.example/wayback/20110301120000/{HOME}", "2011-03-01T12:00:00Z"),
        (f"https://wayback.archive-it.org/1234/20110301120000/{HOME}", "2011-03-01T12:00:00Z"),
        (f"https://webarchive.example.gov/ukgwa/20110301120000mp_/{HOME}", "2011-03-01T12:00:00Z"),
    ],
)
def test_an_archives_address_names_the_original_and_the_moment(address: str, moment: str) -> None:
    found = original(address)
    assert (found.address, found.moment) == (HOME, moment)


@pytest.mark.parametrize(
    "address", [HOME, "https://sarw.example/news/20190314/55", "https://sarw.example/20110301120000/"]
)
def test_any_other_address_is_left_as_it_is(address: str) -> None:
    assert original(address) == (address, "", "")


@pytest.mark.parametrize(
    ("text", "address", "moment"),
    [
        (f"<!-- saved from url=(0031){HOME} -->", HOME, ""),
        (
            f"<!-- saved from url=(0078)https://web.archive.org/web/20110301120000/{HOME} -->",
            HOME,
            "2011-03-01T12:00:00Z",
        ),
        (
            f"<!--\n Page saved with SingleFile \n url: {HOME} \n"
            " saved date: Thu Mar 14 2019 10:00:00 GMT+0300 (Arabian Standard Time)\n-->",
            HOME,
            "2019-03-14T10:00:00+03:00",
        ),
        (f"<!-- Saved from {HOME} at 2019-03-14T10:00:00Z using monolith v2.8.1 -->", HOME, "2019-03-14T10:00:00Z"),
        (
            "<!-- Mirrored from www.sarw.example/news/12 by HTTrack Website Copier/3.x [XR&CO'2014],"
            " Thu, 14 Mar 2019 10:00:00 GMT -->",
            HOME,
            "2019-03-14T10:00:00Z",
        ),
        (
            f'<script>__wm.wombat("{HOME}","20110301120000","https://web.archive.org/")</script>',
            HOME,
            "2011-03-01T12:00:00Z",
        ),
        (
            f"<!-- BEGIN WAYBACK TOOLBAR INSERT --><p>https://web.archive.org/web/20110301120000/{HOME}</p>",
            HOME,
            "2011-03-01T12:00:00Z",
        ),
        ("<p>…</p><!-- FILE ARCHIVED ON 12:00:00 Mar 01, 2011 AND RETRIEVED FROM -->", "", "2011-03-01T12:00:00Z"),
        ("<p>a page of its own</p>", "", ""),
    ],
)
def test_a_page_says_how_it_was_saved(text: str, address: str, moment: str) -> None:
    found = capture_of(text)
    assert (found.address, found.moment) == (address, moment)


@pytest.mark.parametrize(
    ("path", "wanted"),
    [
        ("2016/12/22/slug/", "2016-12-22"),
        ("2016/11/25", "2016-11-25"),
        ("2016/11/05/slug/", "2016-11-05"),
        ("2016/1/2/slug", "2016-01-02"),
        ("2016/12/slug/", "2016-12"),
        ("2016/nov/05/slug/", "2016-11-05"),
        ("2016/november/5/slug/", "2016-11-05"),
        ("news/2016/1122/", "2016-11-22"),
        ("news/20161122/1/", "2016-11-22"),
        ("p/20161122103000.html", "2016-11-22"),
        ("2016-11-30-slug/", "2016-11-30"),
        ("a/t20161122_44.html", "2016-11-22"),
        ("archives/201612/55/", "2016-12"),
        ("22/11/2016/slug", "2016-11-22"),
        ("fa/news/1398/12/24/222", "2020-03-14"),
        ("?date=2016-11-22", "2016-11-22"),
        ("news/20161345/1/", ""),
        ("news/20161122345/", ""),
        ("news/201612", ""),
        ("story/2016/12", ""),
        ("topic/12-best-films-of-2016", ""),
    ],
)
def test_the_day_in_an_address(path: str, wanted: str) -> None:
    found = in_address(f"https://sarw.example/{path}")
    assert (found.value if found else "") == wanted
