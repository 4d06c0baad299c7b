"""What is in output/: pages, feeds and sitemaps as their readers need them."""

from __future__ import annotations

import json
import re
from html.parser import HTMLParser
from urllib.parse import unquote, urlsplit
from xml.etree import ElementTree

import feedparser
import pytest
from support import SiteFolder

ATOM, MAP = "{http://www.w3.org/2005/Atom}", "{http://www.sitemaps.org/schemas/sitemap/0.9}"


class Links(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, _tag: str, attributes: list[tuple[str, str | None]]) -> None:
        self.found += [value for name, value in attributes if name in ("href", "src") and value]


@pytest.fixture
def built(ten_articles: SiteFolder) -> SiteFolder:
    ten_articles.article("undated", date="")
    ten_articles.article("english", date="2020-02-02", lang="en", title="A village theatre", kicker="Culture")
    ten_articles.write("content/pages/about.md", "---\ntitle: عن الموقع\n---\nنص\n")
    ten_articles.build()
    return ten_articles


def test_every_link_of_every_page_leads_somewhere(built: SiteFolder) -> None:
    files = built.files()
    for path, data in files.items():
        if not path.endswith(".html"):
            continue
        parser = Links()
        parser.feed(data.decode())
        for link in parser.found:
            parts = urlsplit(link)
            if parts.netloc not in ("", "example.org") or not parts.path:
                continue
            inner = unquote(parts.path)
            assert inner.startswith("/archive/"), (path, link)
            target = inner.removeprefix("/archive/")
            assert (f"{target}index.html" if target.endswith("/") or not target else target) in files, (path, link)


def test_the_feed_is_valid_and_holds_the_newest_whole(built: SiteFolder) -> None:
    feed = feedparser.parse(built.files()["feed.xml"])
    assert not feed.bozo
    assert len(feed.entries) == 11
    newest = feed.entries[0]
    assert newest.title == "مقال a9" and newest.id.startswith("urn:warraq:")
    assert newest.published == "2024-01-19T00:00:00+02:00"
    assert (
        newest.link.startswith("https://example.org/archive/2024/01/مقال-") and 'dir="rtl"' in newest.content[0].value
    )
    assert feed.feed.updated == newest.updated


def test_the_sitemaps_name_every_page_and_no_other(built: SiteFolder) -> None:
    files = built.files()
    index = ElementTree.fromstring(files["sitemap.xml"])
    parts = [
        unquote(place.text or "").removeprefix("https://example.org/archive/") for place in index.iter(f"{MAP}loc")
    ]
    named = set()
    for part in parts:
        for place in ElementTree.fromstring(files[part]).iter(f"{MAP}loc"):
            assert place.text and place.text.isascii()
            named.add(unquote(place.text).removeprefix("https://example.org/archive/") + "index.html")
    pages = {path for path, data in files.items() if path.endswith("index.html") and b'content="noindex' not in data}
    assert named == pages


def test_articles_say_what_they_are_to_machines(built: SiteFolder) -> None:
    html = built.page("2018/04/مقال-a3/index.html")
    data = json.loads(re.search(r'<script type="application/ld\+json">(.*?)</script>', html)[1])
    assert data["@type"] == "NewsArticle" and data["headline"] == "مقال a3" and data["datePublished"] == "2018-04-13"
    assert data["keywords"] == ["موسكو", "تراث"] and data["author"][0]["name"] == "كاتب 0"
    for said in (
        'property="og:type" content="article"',
        'property="article:published_time" content="2018-04-13"',
        'rel="canonical" href="https://example.org/archive/2018/04/م',
    ):
        assert said in html


def test_pages_forbid_what_they_do_not_need(built: SiteFolder) -> None:
    for path, data in built.files().items():
        if path.endswith(".html") and b'http-equiv="refresh"' not in data:
            html = data.decode()
            assert "default-src 'self'; object-src 'none'; img-src 'self' data: https:; base-uri 'none'" in html
            assert not re.search(r"<script(?![^>]*(?:src=|type=\"application/(?:ld\+)?json\"))", html), path
            assert " style=" not in html and " onclick" not in html


def test_a_hostile_title_is_only_text(site: SiteFolder) -> None:
    site.article("x", title='"</script><img src=x onerror=alert(1)> & «<b>»"')
    site.build()
    for path, data in site.files().items():
        if path.endswith((".html", ".xml")):
            assert b"<img src=x" not in data and b"</script><img" not in data, path


def test_an_english_article_keeps_its_direction_in_an_arabic_site(built: SiteFolder) -> None:
    assert '<article lang="en" dir="ltr">' in built.page("2020/02/a-village-theatre/index.html")
    assert '<bdi lang="en">A village theatre</bdi>' in built.page("2020/02/index.html")


def test_an_undated_article_stands_apart_and_in_no_feed(built: SiteFolder) -> None:
    assert "مقال undated" in built.page("undated/index.html")
    assert "مقال undated".encode() not in built.files()["feed.xml"]


@pytest.mark.parametrize(
    ("digits", "names", "said"),
    [
        ("arabic", "levantine", "١٩ كانون الثاني ٢٠٢٤"),
        ("latin", "maghrebi", "19 جانفي 2024"),
        ("persian", "moroccan", "۱۹ يناير ۲۰۲۴"),
    ],
)
def test_dates_are_printed_with_the_sites_digits_and_months(
    ten_articles: SiteFolder, digits: str, names: str, said: str
) -> None:
    ten_articles.write(
        "site.yaml", (ten_articles.root / "site.yaml").read_text() + f"digits: {digits}\nmonth_names: {names}\n"
    )
    ten_articles.build()
    assert said in ten_articles.page("2024/01/مقال-a9/index.html")


def test_an_english_site_reads_left_to_right(ten_articles: SiteFolder) -> None:
    ten_articles.write("site.yaml", "title: The Archive\nlanguage: en\nbase_url: https://example.org/\n")
    ten_articles.build()
    front = ten_articles.page("index.html")
    assert '<html lang="en" dir="ltr">' in front and "Browse the whole archive" in front
    assert "19 January 2024" in ten_articles.page("2024/01/مقال-a9/index.html")
