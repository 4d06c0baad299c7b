"""Feeds in three formats, and the months behind them: valid, whole, readable, and as local as pages are."""

from __future__ import annotations

import json
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from urllib.parse import unquote

import feedparser
import pytest
from lxml import etree
from lxml.html import fragment_fromstring
from support import SITE_YAML, SiteFolder

BASE = "https://example.org/archive/"
ATOM, HISTORY = "{http://www.w3.org/2005/Atom}", "{http://purl.org/syndication/history/1.0}"
XHTML = 'xmlns="http://www.w3.org/1999/xhtml"'
SCHEMA = etree.RelaxNG(etree.parse(Path(__file__).parent.parent / "schemas" / "atom.rng"))
SETTINGS = SITE_YAML + "feed_articles: 4\nrange_limit: 1\nfeeds: [atom, rss, json]\nterm_feeds: [atom, rss, json]\n"


@pytest.fixture
def built(ten_articles: SiteFolder) -> SiteFolder:
    """Ten dated articles in ten months of ten years, one of a year alone, one undated; the feed holds four."""
    ten_articles.write("site.yaml", SETTINGS)
    ten_articles.article("undated", date="")
    ten_articles.article("vague", date="2014")
    ten_articles.article("b3", date="2018-04-20")
    ten_articles.article(
        "english",
        date="2025-01-01T10:00",
        lang="en",
        title="Tea & <biscuits>",
        body="A [link](../other/) and ![a cup](cup.png).\n",
        lastmod="2025-03-01",
    )
    ten_articles.build()
    return ten_articles


def xml_feeds(site: SiteFolder) -> dict[str, bytes]:
    return {
        path: data
        for path, data in site.files().items()
        if path.endswith(("feed.xml", "rss.xml")) or path.startswith("feeds/")
    }


def links(root: etree._Element) -> dict[str, str]:
    return {link.get("rel"): link.get("href") for link in root.findall(f"{ATOM}link")}


def document(site: SiteFolder, address: str) -> etree._Element:
    assert address.startswith(BASE)
    return etree.fromstring(site.files()[unquote(address.removeprefix(BASE))])


def history(site: SiteFolder) -> Iterator[etree._Element]:
    """The feed and each archive document, as `prev-archive` leads to them."""
    address: str | None = BASE + "feed.xml"
    while address:
        root = document(site, address)
        yield root
        address = links(root).get("prev-archive")


def ids(root: etree._Element) -> list[str]:
    return [entry.findtext(f"{ATOM}id") for entry in root.findall(f"{ATOM}entry")]


def test_every_feed_is_read_without_complaint(built: SiteFolder) -> None:
    feeds = xml_feeds(built)
    expected = {"feed.xml", "rss.xml", "sections/سياسة/feed.xml", "sections/سياسة/rss.xml", "feeds/2010-2014.xml"}
    assert expected <= feeds.keys()
    for path, data in feeds.items():
        parsed = feedparser.parse(data)
        assert not parsed.bozo, (path, parsed.get("bozo_exception"))
        assert parsed.feed.title and parsed.feed.link, path
        assert all(entry.id.startswith("urn:warraq:") and entry.link.startswith(BASE) for entry in parsed.entries)


def test_atom_feeds_and_their_archives_are_valid(built: SiteFolder) -> None:
    found = [data for path, data in xml_feeds(built).items() if not path.endswith("rss.xml")]
    assert len(found) > 8
    for data in found:
        SCHEMA.assertValid(etree.fromstring(data))


def test_the_schema_refuses_what_atom_forbids() -> None:
    whole = "<id>x</id><title>t</title><updated>2025-02-13T00:00:00Z</updated>"
    for broken in (
        "<title>t</title>",
        "<id>x</id><title>t</title><updated>2025-02-13</updated>",
        f'{whole}<subtitle type="xhtml">words</subtitle>',
        f"{whole}<subtitle><div {XHTML}>words</div></subtitle>",
    ):
        feed = f'<feed xmlns="http://www.w3.org/2005/Atom"><author><name>n</name></author>{broken}</feed>'
        assert not SCHEMA.validate(etree.fromstring(feed))


def test_following_the_archives_visits_each_dated_article_once(built: SiteFolder) -> None:
    visited = [id_ for root in history(built) for id_ in ids(root)]
    assert len(visited) == len(set(visited)) == 13
    assert "undated" not in str(visited)
    dates = [entry.findtext(f"{ATOM}published") for root in history(built) for entry in root.findall(f"{ATOM}entry")]
    assert dates == sorted(dates, reverse=True)


def documents(site: SiteFolder) -> list[str]:
    return sorted(path for path in site.files() if path.startswith("feeds/"))


def test_archives_lead_back_and_to_the_feed(built: SiteFolder) -> None:
    feed, *archives = history(built)
    assert feed.find(f"{HISTORY}archive") is None and len(archives) == len(documents(built)) == 7
    for newer, older in pairwise(archives):
        assert links(older)["next-archive"] == links(newer)["self"]
    for archive in archives:
        assert archive.find(f"{HISTORY}archive") is not None
        assert links(archive)["current"] == links(feed)["self"]
    assert "next-archive" not in links(archives[0]) and "prev-archive" not in links(archives[-1])


def test_a_full_time_is_split_and_a_sparse_one_shares_a_document(built: SiteFolder) -> None:
    for number in range(5):
        built.article(f"full{number}", date=f"2018-04-{number + 1:02}")
    built.article("half", date="2018")
    built.build()
    found = [path.removeprefix("feeds/").removesuffix(".xml") for path in documents(built)]
    assert {"2010-2014", "2017", "2018", "2018-04-01", "2018-04-b", "2019", "2020-2024"} <= set(found)
    visited = [id_ for root in history(built) for id_ in ids(root)]
    assert len(visited) == len(set(visited)) == 19


def touched(site: SiteFolder) -> set[str]:
    report = site.build()
    assert site.files() == site.clean_files()
    return {path for path in (*report.written, *report.removed) if path.startswith("feeds/")}


def test_a_late_arrival_touches_its_document_alone(built: SiteFolder) -> None:
    built.article("late", date="2018-06-30")
    assert touched(built) == {"feeds/2018.xml"}


def test_the_first_article_of_a_time_touches_its_neighbours(built: SiteFolder) -> None:
    built.article("early", date="1998-06-01")
    assert touched(built) == {"feeds/1995-1999.xml", "feeds/2010-2014.xml"}


def test_a_new_article_moves_one_from_the_feed_to_the_archives(built: SiteFolder) -> None:
    before = {id_ for root in history(built) for id_ in ids(root)}
    built.article("newest", date="2025-06-01")
    assert touched(built) == {"feeds/2020-2024.xml"}
    after = [id_ for root in history(built) for id_ in ids(root)]
    assert len(after) == len(set(after)) == len(before) + 1 and before < set(after)


def test_an_edited_body_leaves_the_archives_alone(built: SiteFolder) -> None:
    built.article("b3", date="2018-04-20", body="نص آخر.\n")
    assert not [path for path in built.build().written if path.startswith(("feed", "rss"))]


def test_all_formats_say_the_same(built: SiteFolder) -> None:
    files = built.files()
    atom, rss = (feedparser.parse(files[name]) for name in ("feed.xml", "rss.xml"))
    feed = json.loads(files["feed.json"])
    assert [entry.id for entry in atom.entries] == [entry.id for entry in rss.entries]
    assert [entry.id for entry in atom.entries] == [item["id"] for item in feed["items"]]
    assert [entry.title for entry in atom.entries] == [item["title"] for item in feed["items"]]
    assert [entry.link for entry in rss.entries] == [item["url"] for item in feed["items"]]
    assert [entry.published_parsed for entry in atom.entries] == [entry.published_parsed for entry in rss.entries]


def test_a_json_feed_has_the_fields_of_version_one_point_one(built: SiteFolder) -> None:
    files = built.files()
    for path in ("feed.json", "sections/سياسة/feed.json", "sections/ثقافة/feed.json"):
        feed = json.loads(files[path])
        assert feed["version"] == "https://jsonfeed.org/version/1.1" and feed["title"] and feed["language"] == "ar"
        assert feed["feed_url"].startswith(BASE) and unquote(feed["feed_url"]).endswith(path)
        assert feed["home_page_url"].isascii() and "author" not in feed
        for item in feed["items"]:
            assert item["id"] and item["content_html"] and item["url"].isascii()
            assert all(author["name"] for author in item.get("authors", []))
            assert item["date_published"][-6] in "+-" and item["date_modified"] >= item["date_published"]
    assert json.loads(files["sections/ثقافة/feed.json"])["items"] == []


def test_an_article_in_a_feed_keeps_its_direction_and_leads_out_whole(built: SiteFolder) -> None:
    files = built.files()
    newest = feedparser.parse(files["feed.xml"]).entries[0]
    assert newest.title == "Tea & <biscuits>"
    html = json.loads(files["feed.json"])["items"][0]["content_html"]
    assert html.startswith('<div lang="en" dir="ltr">')
    assert f'href="{BASE}2025/01/other/"' in html and f'src="{BASE}2025/01/tea-biscuits/cup.png"' in html
    assert '<div lang="ar" dir="rtl">' in json.loads(files["feed.json"])["items"][1]["content_html"]


def test_a_feed_of_cards_says_their_words_once(built: SiteFolder) -> None:
    """In a direction of their own, since readers' pages run as they like."""
    built.article("tagged", date="2025-04-01", tags="[وسم]", body="لِمَ <؟> & «كذا».\n")
    built.write("site.yaml", SETTINGS + "feeds_of: [tags]\n")
    built.build()
    files = built.files()
    atom, rss = (files[f"tags/وسم/{name}"].decode() for name in ("feed.xml", "rss.xml"))
    text = "لِمَ &lt;؟&gt; &amp; «كذا»."
    assert f'<summary type="xhtml"><div {XHTML}><div lang="ar" dir="rtl">{text}</div></div></summary>' in atom
    for feed in (atom, rss, files["tags/وسم/feed.json"].decode()):
        assert feed.count("«كذا»") == 1
    for entry in (feedparser.parse(feed).entries[0] for feed in (atom, rss)):
        assert "content" not in entry
        shown = fragment_fromstring(entry.summary)
        assert (shown.get("lang"), shown.get("dir"), shown.text) == ("ar", "rtl", "لِمَ <؟> & «كذا».")
    (item,) = json.loads(files["tags/وسم/feed.json"])["items"]
    assert item["content_html"] == f'<div lang="ar" dir="rtl">{text}</div>' and "summary" not in item


def test_a_card_without_words_is_told_by_its_title(built: SiteFolder) -> None:
    built.article("silent", date="2025-04-01", tags="[وسم]", title="بلا متن", body="\n")
    built.write("site.yaml", SETTINGS + "feeds_of: [tags]\n")
    built.build()
    files = built.files()
    for name in ("feed.xml", "rss.xml"):
        (entry,) = feedparser.parse(files[f"tags/وسم/{name}"]).entries
        assert entry.title == "بلا متن" and not entry.get("summary")
    (item,) = json.loads(files["tags/وسم/feed.json"])["items"]
    assert item["content_html"] == '<div lang="ar" dir="rtl">بلا متن</div>'


def test_addresses_are_written_as_each_format_wants_them(built: SiteFolder) -> None:
    """Atom takes IRIs, a third of the bytes; what people click leans on the host."""
    built.article("spaced", date="2025-04-01", url="2025/04/قال «نعم» {1}/")
    built.build()
    files = built.files()
    entry = next(etree.fromstring(files["feed.xml"]).iter(f"{ATOM}entry"))
    path = "2025/04/قال%20«نعم»%20%7B1%7D/"
    assert links(entry) == {"alternate": BASE + path}
    item = next(etree.fromstring(files["rss.xml"]).iter("item"))
    for shown in (entry, item):
        assert shown.xpath("string(*[local-name()='a']/@href)") == f"/archive/{path}"
    whole = "2025/04/%D9%82%D8%A7%D9%84%20%C2%AB%D9%86%D8%B9%D9%85%C2%BB%20%7B1%7D/"
    assert item.findtext("link") == json.loads(files["feed.json"])["items"][0]["url"] == BASE + whole


def test_an_entry_names_its_language_where_it_is_not_the_feeds(built: SiteFolder) -> None:
    english, arabic = (etree.fromstring(built.files()["feed.xml"]).findall(f"{ATOM}entry"))[:2]
    lang = "{http://www.w3.org/XML/1998/namespace}lang"
    assert english.get(lang) == "en" and arabic.get(lang) is None
    assert [item.get("language") for item in json.loads(built.files()["feed.json"])["items"][:2]] == ["en", None]


def test_an_id_outlives_a_new_title_and_a_new_address(built: SiteFolder) -> None:
    built.article("named", date="2026-01-01", id="0001", title="قبل", url="2026/01/x/")
    built.build()
    before = feedparser.parse(built.files()["feed.xml"]).entries[0].id
    built.article("named", date="2026-01-01", id="0001", title="بعد", url="2026/01/y/")
    built.build(base_url="https://other.example/")
    after = feedparser.parse(built.files()["feed.xml"]).entries[0]
    assert after.title == "بعد" and after.id == before == "urn:warraq:0001"


def test_a_site_asks_for_the_feeds_it_wants(built: SiteFolder) -> None:
    built.write("site.yaml", SITE_YAML + "feeds: [json]\nterm_feeds: [json]\nfeeds_of: [tags, authors]\n")
    built.build()
    feeds = {path for path in built.files() if path.endswith(("feed.xml", "rss.xml", "feed.json"))}
    authors = {f"authors/كاتب-{number}/feed.json" for number in range(3)}
    assert feeds == {"feed.json", "tags/موسكو/feed.json", "tags/تراث/feed.json"} | authors
    assert not [path for path in built.files() if path.startswith("feeds/")]
    assert 'href="/archive/tags/موسكو/feed.json"' in built.page("tags/موسكو/index.html")
    assert "سياسة/feed" not in built.page("sections/سياسة/index.html")


def test_a_site_without_feeds_names_none(built: SiteFolder) -> None:
    built.write("site.yaml", SITE_YAML + "feeds: []\nterm_feeds: []\n")
    built.build()
    assert not [path for path in built.files() if "feed" in path and path != "assets/feed.css"]
    assert not [path for path in built.files() if path.endswith(".html") and "feed." in built.page(path)]


def test_pages_lead_to_their_own_feeds(built: SiteFolder) -> None:
    front, section = built.page("index.html"), built.page("sections/سياسة/index.html")
    for name in ("feed.xml", "rss.xml", "feed.json"):
        assert f'href="/archive/{name}"' in front
        assert f'href="/archive/sections/سياسة/{name}"' in section


def entries(site: SiteFolder, path: str) -> list[str]:
    return [title.text or "" for title in etree.fromstring(site.files()[path]).iter(f"{ATOM}title")][1:]


def test_a_days_articles_go_over_to_the_past_together(site: SiteFolder) -> None:
    site.write("site.yaml", SITE_YAML + "feed_articles: 3\n")
    for name, date in {
        "a": "2025-01-01",
        "b": "2025-01-02",
        "c": "2025-01-02",
        "d": "2025-01-02",
        "e": "2025-01-04",
    }.items():
        site.article(name, date=date)
    site.build()
    assert len(entries(site, "feed.xml")) == 4
    site.article("f", date="2025-01-05")
    assert "feeds/2025-2029.xml" not in site.build().written
    site.article("g", date="2025-01-06")
    site.build()
    assert entries(site, "feed.xml") == ["مقال g", "مقال f", "مقال e"]
    assert len(entries(site, "feeds/2025-2029.xml")) == 4


def test_a_day_of_many_articles_does_not_swell_the_feed(site: SiteFolder) -> None:
    site.write("site.yaml", SITE_YAML + "feed_articles: 3\n")
    for number in range(9):
        site.article(f"a{number}", date="2025-01-01")
    site.build()
    assert len(entries(site, "feed.xml")) == 3
