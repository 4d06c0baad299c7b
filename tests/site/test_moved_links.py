"""Links to where articles first stood lead to them here, and only pages that link to an article hang on it."""

from __future__ import annotations

import pytest
from support import SiteFolder, differing

from generator.text.addresses.web_links import copy_of, page_key, with_places

OLD = "http://www.news.example/2011/خبر.html?id=7"


@pytest.fixture
def linked(ten_articles: SiteFolder) -> SiteFolder:
    ten_articles.article("target", date="2011-02-25", source_url=OLD, url="2011/02/target/")
    body = (
        "[قديم](https://news.example/2011/%D8%AE%D8%A8%D8%B1.html?id=7&utm_source=x#part) و"
        "[نسخة](https://web.archive.org/web/20120301000000/http://news.example/2011/خبر.html?id=7) و"
        "[غيره](https://other.example/a) و[نسخة غيره](https://web.archive.org/web/20120301/http://other.example/b) و"
        '<a href="http://news.example/2011/خبر.html?id=7">بوسم</a> و[هنا](/archive/2015/) و[بريد](mailto:a@b.example)\n'
    )
    ten_articles.article("source", date="2011-03-01", body=body, url="2011/03/source/", captured="2011-03-05")
    ten_articles.build()
    return ten_articles


def body_of(site: SiteFolder) -> str:
    return site.page("2011/03/source/index.html").partition('<div class="body">')[2].partition("</div>")[0]


def test_links_to_the_original_of_an_article_lead_to_it(linked: SiteFolder) -> None:
    body = body_of(linked)
    assert body.count('href="/archive/2011/02/target/"') == 3
    assert 'data-originalurl="http://news.example/2011/' in body
    assert 'href="https://other.example/a" data-versiondate="2011-03-05"' in body
    assert 'href="/archive/2015/">' in body and 'href="mailto:a@b.example">' in body
    copy = 'http://other.example/b" data-originalurl="http://other.example/b" data-versiondate="2012-03-01"'
    assert copy in body
    assert linked.files() == linked.clean_files()


def test_only_pages_that_link_to_an_article_change_with_its_address(linked: SiteFolder) -> None:
    before = linked.files()
    linked.article("target", date="2011-02-25", source_url=OLD, url="2011/02/elsewhere/", aliases="[/2011/02/target/]")
    linked.build()
    assert body_of(linked).count('href="/archive/2011/02/elsewhere/"') == 3
    pages = {path for path in differing(linked.files(), before) if path[:3] == "201" and path.count("/") == 3}
    leading = {path for path in pages & before.keys() if b"/2011/02/target/" in before[path]}
    assert pages == leading | {"2011/02/elsewhere/index.html"}
    assert linked.files() == linked.clean_files()


def test_an_edit_of_the_article_behind_a_link_leaves_the_page_alone(linked: SiteFolder) -> None:
    linked.article("target", date="2011-02-25", source_url=OLD, url="2011/02/target/", body="كلام آخر.\n")
    assert "2011/03/source/index.html" not in linked.build().written


@pytest.mark.parametrize("status", ["draft", "withdrawn", ""])
def test_what_is_not_shown_here_keeps_its_old_link(linked: SiteFolder, status: str) -> None:
    place = linked.article("target", date="2011-02-25", source_url=OLD, url="2011/02/target/", status=status)
    if not status:
        place.unlink()
    linked.build()
    assert "/archive/2011/02/target/" not in body_of(linked) and 'href="http' in body_of(linked)
    assert linked.files() == linked.clean_files()


def test_an_article_that_comes_later_is_found_by_older_links(linked: SiteFolder) -> None:
    linked.article("late", date="2020-01-01", source_url="https://other.example/a/", url="2020/01/late/")
    linked.build()
    assert 'href="/archive/2020/01/late/" data-originalurl="https://other.example/a"' in body_of(linked)
    assert linked.files() == linked.clean_files()


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("http://www.a.example/x/", "https://a.example/x"),
        ("http://a.example:80/x", "https://user@a.example:443/x"),
        ("https://a.example/%D8%AE", "https://a.example/خ#part"),
        ("https://a.example/?id=1&utm_source=b", "http://A.example/?id=1"),
        ("https://web.archive.org/web/20110225101112id_/http://a.example/x", "http://a.example/x"),
    ],
)
def test_addresses_of_one_page_are_known_to_be(one: str, other: str) -> None:
    assert page_key(one) == page_key(other) != ""


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("https://a.example/x?id=1", "https://a.example/x?id=2"),
        ("https://a.example:8080/x", "https://a.example/x"),
        ("https://a.example/x", "https://b.example/x"),
    ],
)
def test_addresses_of_two_pages_are_not_taken_for_one(one: str, other: str) -> None:
    assert page_key(one) != page_key(other)


def test_what_is_no_address_of_the_web_means_no_page() -> None:
    assert [
        page_key(url) for url in ("", "mailto:a@b", "/2015/", "x.html", "javascript:x", "http://", "http://#x")
    ] == [""] * 7
    assert copy_of("https://a.example/20110225/x") is None
    assert with_places('<a href="https://a.example/?a=1&amp;b=2">x</a>', {"https://a.example/?a=1&b=2": "/y/"}, "") == (
        '<a href="/y/" data-originalurl="https://a.example/?a=1&amp;b=2">x</a>'
    )
