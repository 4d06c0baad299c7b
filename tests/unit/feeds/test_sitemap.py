"""Sitemaps keep to the limits of sitemaps.org, and a page that comes in touches one of them."""

from __future__ import annotations

from xml.etree import ElementTree

import pytest

from generator.feeds.sitemap import MOST_BYTES, MOST_URLS, Entry, parts, sitemap, sitemap_index
from generator.model import SiteView

SITE = SiteView("أرشيف", "ar", "rtl", "https://example.org/archive/", "/archive/")
PLACE = "{http://www.sitemaps.org/schemas/sitemap/0.9}loc"


def pages(count: int, length: int = 20) -> list[Entry]:
    return [Entry(f"/2025/02/{number}-{'م' * length}/", "2025-02-13") for number in range(count)]


def test_what_fits_is_one_file() -> None:
    entries = pages(MOST_URLS)
    assert list(parts(SITE, "2025-02", entries)) == [("2025-02", entries)]


def test_more_urls_than_the_limit_are_split_and_none_is_lost() -> None:
    entries = pages(MOST_URLS + 1)
    found = dict(parts(SITE, "2025-02", entries))
    assert set(found) == {f"2025-02-{letter}" for letter in "0123456789abcdef"}
    assert sorted(entry for part in found.values() for entry in part) == sorted(entries)


@pytest.mark.parametrize("length", [125, 400])
def test_no_file_is_larger_than_the_limit(length: int) -> None:
    files = [sitemap(SITE, part) for _, part in parts(SITE, "2025-02", pages(30_000, length))]
    assert max(map(len, files)) <= MOST_BYTES
    assert sum(len(list(ElementTree.fromstring(file).iter(PLACE))) for file in files) == 30_000


def test_a_part_that_is_still_too_long_is_split_by_its_own_entries() -> None:
    found = dict(parts(SITE, "tags", pages(1000), most_urls=50))
    assert max(map(len, found.values())) <= 50
    assert any(len(name) == len("tags-0a") for name in found)


def test_a_page_that_comes_in_touches_one_part() -> None:
    before = dict(parts(SITE, "tags", pages(1000), most_urls=100))
    after = dict(parts(SITE, "tags", [*pages(1000), Entry("/2025/02/new/", "")], most_urls=100))
    assert before.keys() == after.keys()
    assert [name for name in after if after[name] != before[name]] == [
        next(n for n, p in after.items() if Entry("/2025/02/new/", "") in p)
    ]


def test_a_page_stands_in_the_part_of_the_one_that_it_is_beside() -> None:
    beside = Entry("/2025/02/", "", beside="/2025/02/7-مممممممممممممممممممم/")
    found = dict(parts(SITE, "articles", [beside, *pages(1000)], most_urls=100))
    (part,) = (part for part in found.values() if beside in part)
    assert beside.beside in {entry.url for entry in part}


def test_characters_that_xml_lengthens_stay_within_the_limit() -> None:
    entries = [Entry(f"/{number}{'&' * 40}/", "") for number in range(200)]
    limit = 20_000
    for _, part in parts(SITE, "pages", entries, most_bytes=limit):
        assert len(sitemap(SITE, part)) <= limit


def test_the_index_names_each_part_with_its_last_change() -> None:
    text = sitemap_index(SITE, [Entry("/sitemaps/2025-02.xml", "2025-02-13")]).decode()
    assert "<loc>https://example.org/archive/sitemaps/2025-02.xml</loc><lastmod>2025-02-13</lastmod>" in text
