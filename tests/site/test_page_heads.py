"""What the head of each page says to search engines, citation managers and social networks."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest
from extruct.dublincore import DublinCoreExtractor
from extruct.jsonld import JsonLdExtractor
from extruct.opengraph import OpenGraphExtractor
from lxml import html
from support import SITE_YAML, SiteFolder
from support.seeds import PNG
from support.structured_data import check_breadcrumbs, check_news_article
from support.zotero import saved_item

BASE = "https://example.org/archive/"


@pytest.fixture
def built(ten_articles: SiteFolder) -> SiteFolder:
    """Ten plain articles, and one for each thing that a head can say."""
    ten_articles.article("undated", date="")
    ten_articles.article(
        "whole",
        date="2011-02-25T14:30",
        lastmod="2011-02-26",
        id="whole",
        publisher="صحيفة الساحل",
        authors="[سوسن الأبطح, كمال طربيه]",
        editor="رئيس التحرير",
        dateline="القاهرة - أ ف ب",
        source_url="https://sahil.example/port.html",
        captured="2024-05-06",
        edition="الأولى",
        issue_number="1234",
        page="7",
        rights="جميع الحقوق محفوظة للناشر",
        corrections='[{date: "2011-02-27", text: الصواب كذا}]',
        image="port.png",
        image_alt="الميناء",
    )
    ten_articles.write("content/2011/02/port.png", PNG)
    ten_articles.article("doubtful", date="2012-02-12", date_range="2012-02-12/2012-02-13")
    ten_articles.article("english", date="2011-03-01", lang="en", title="The port", translation_of="whole")
    ten_articles.article("hidden", date="2013-03-01", robots="noindex")
    ten_articles.build()
    return ten_articles


def pages_of(site: SiteFolder) -> dict[str, bytes]:
    return {path: data for path, data in site.files().items() if path.endswith(".html")}


def articles_of(site: SiteFolder) -> dict[str, bytes]:
    return {path: data for path, data in pages_of(site).items() if b'<body class="on-article">' in data}


def page_titled(site: SiteFolder, title: str) -> html.HtmlElement:
    found = [page for page in map(html.fromstring, articles_of(site).values()) if page.findtext(".//h1") == title]
    assert len(found) == 1, title
    return found[0]


def data_of(page: html.HtmlElement) -> dict[str, Any]:
    """What a page is; the way to an article stands behind it."""
    text, *_ = page.xpath("//script[@type='application/ld+json']/text()")
    return dict(json.loads(text))


def said(page: html.HtmlElement, name: str) -> list[str]:
    return list(page.xpath(f"//head/meta[@property='{name}' or @name='{name}']/@content"))


def test_zotero_saves_every_article_as_one_of_a_newspaper_and_nothing_else_so(built: SiteFolder) -> None:
    for path, data in pages_of(built).items():
        item = saved_item(data)
        assert (item["itemType"] == "newspaperArticle") == (path in articles_of(built)), path
        assert "citation_journal_title" not in data.decode(), path
        if path in articles_of(built):
            assert item["title"] == html.fromstring(data).findtext(".//h1"), path
            assert item["url"] == BASE + path.removesuffix("index.html"), path


def test_zotero_gets_all_that_a_citation_needs(built: SiteFolder) -> None:
    page = page_titled(built, "مقال whole")
    assert saved_item(html.tostring(page, encoding="utf-8")) == {
        "itemType": "newspaperArticle",
        "title": "مقال whole",
        "publicationTitle": "صحيفة الساحل",
        "section": "سياسة",
        "rights": "جميع الحقوق محفوظة للناشر",
        "language": "ar",
        "date": "2011/02/25",
        "url": f"{BASE}2011/02/مقال-whole/",
        "authors": ["سوسن الأبطح", "كمال طربيه"],
        "tags": ["موسكو", "تراث"],
        "abstractNote": "نص المقال هنا.",
    }


def test_every_article_passes_a_checker_of_news_articles(built: SiteFolder) -> None:
    articles = articles_of(built)
    assert len(articles) == 15
    for data in articles.values():
        check_news_article(data_of(html.fromstring(data)), BASE, "أرشيف الاختبار")


def test_public_extractors_read_every_page_without_complaint(built: SiteFolder) -> None:
    """What crawlers of others use: one record a page, the same that the page's own text says."""
    records = JsonLdExtractor()
    for path, data in pages_of(built).items():
        text = data.decode()
        found = records.extract(text)
        if path in articles_of(built):
            record, *ways = found
            for way in ways:
                check_breadcrumbs(way, BASE)
            assert len(ways) == bool(record.get("articleSection"))
            (graph,) = OpenGraphExtractor().extract(text)
            properties = graph["properties"]
            assert record == data_of(html.fromstring(data))
            assert ("og:title", record["headline"]) in properties and ("og:type", "article") in properties, path
            assert ("og:url", BASE + path.removesuffix("index.html")) in properties, path
        else:
            assert [record["@type"] for record in found] in ([], ["WebSite"], ["CollectionPage"]), path
    (core,) = DublinCoreExtractor().extract(built.page("2011/02/مقال-whole/index.html"))
    said_there = {term["URI"].rpartition("/")[2]: term["content"] for term in core["elements"] + core["terms"]}
    assert said_there["source"] == "صحيفة الساحل" and said_there["language"] == "ar"


def test_the_outlet_is_the_publisher_and_the_archive_only_serves(built: SiteFolder) -> None:
    data = data_of(page_titled(built, "مقال whole"))
    assert data["publisher"] == {"@type": "NewsMediaOrganization", "name": "صحيفة الساحل"}
    assert data["sdPublisher"] == {"@type": "Organization", "name": "أرشيف الاختبار", "url": BASE}
    assert data["isBasedOn"] == "https://sahil.example/port.html" and data["sdDatePublished"] == "2024-05-06"
    assert data["datePublished"] == "2011-02-25T14:30:00+02:00" and data["dateModified"] == "2011-02-26"
    assert data["correction"] == [{"@type": "CorrectionComment", "text": "الصواب كذا", "datePublished": "2011-02-27"}]
    assert data["isPartOf"] == {"@type": "PublicationIssue", "issueNumber": "1234"}
    assert data["printPage"] == "7" and data["image"] == [f"{BASE}2011/02/مقال-whole/port.png"]


def test_a_date_in_doubt_is_said_to_be(built: SiteFolder) -> None:
    page = page_titled(built, "مقال doubtful")
    assert data_of(page)["publication"] == {
        "@type": "PublicationEvent",
        "startDate": "2012-02-12",
        "endDate": "2012-02-13",
        "description": "date in doubt (EDTF): 2012-02-12/2012-02-13",
    }
    assert said(page, "DC.date") == ["2012-02-12/2012-02-13"]
    assert "publication" not in data_of(page_titled(built, "مقال whole"))


def test_an_undated_article_gives_no_date(built: SiteFolder) -> None:
    page = page_titled(built, "مقال undated")
    assert "datePublished" not in data_of(page) and not said(page, "citation_publication_date")


def test_social_networks_get_what_opengraph_asks_for(built: SiteFolder) -> None:
    page = page_titled(built, "مقال whole")
    expected = {
        "og:title": ["مقال whole"],
        "og:type": ["article"],
        "og:url": [f"{BASE}2011/02/مقال-whole/"],
        "og:locale": ["ar_AR"],
        "og:site_name": ["أرشيف الاختبار"],
        "og:image:alt": ["الميناء"],
        "article:published_time": ["2011-02-25T14:30:00+02:00"],
        "article:modified_time": ["2011-02-26"],
        "article:author": ["سوسن الأبطح", "كمال طربيه"],
        "article:section": ["سياسة"],
        "article:tag": ["موسكو", "تراث"],
        "twitter:card": ["summary_large_image"],
    }
    assert {name: said(page, name) for name in expected} == expected
    assert said(page, "og:image")[0].isascii() and said(page, "og:image")[0].endswith("/port.png")
    assert said(page_titled(built, "The port"), "og:locale") == ["en_US"]


def test_the_sites_picture_stands_in_where_an_article_has_none(built: SiteFolder) -> None:
    built.write("site.yaml", SITE_YAML + "image: /assets/share.png\n")
    built.build()
    assert said(page_titled(built, "مقال doubtful"), "og:image") == [f"{BASE}assets/share.png"]
    assert said(page_titled(built, "مقال whole"), "og:image")[0].endswith("/port.png")
    assert said(html.fromstring(built.files()["index.html"]), "og:image") == [f"{BASE}assets/share.png"]


def test_translations_name_each_other_and_themselves(built: SiteFolder) -> None:
    found = [
        {link.get("hreflang"): link.get("href") for link in page_titled(built, title).xpath("//head/link[@hreflang]")}
        for title in ("مقال whole", "The port")
    ]
    assert found[0] == found[1] and set(found[0]) == {"ar", "en", "x-default"}
    assert found[0]["x-default"] == found[0]["ar"] and found[0]["en"].endswith("/2011/03/the-port/")
    assert data_of(page_titled(built, "The port"))["translationOfWork"]["@id"] == f"{BASE}2011/02/مقال-whole/"
    assert page_titled(built, "مقال whole").xpath("//article//a[@hreflang='en']/text()") == ["بلغة أخرى: الإنجليزية"]
    assert not page_titled(built, "مقال doubtful").xpath("//head/link[@hreflang]")


def test_a_translation_that_comes_in_touches_its_original(built: SiteFolder) -> None:
    built.article("french", date="2014-01-01", lang="fr", section="", tags="", title="Le port", translation_of="whole")
    written = built.build().written
    assert "2011/02/مقال-whole/index.html" in written and "2011/03/the-port/index.html" in written
    assert "2012/02/مقال-doubtful/index.html" not in written
    assert built.files() == built.clean_files()


def test_the_canonical_address_is_the_originals_where_the_site_says_so(built: SiteFolder) -> None:
    def canonical(title: str) -> list[str]:
        return list(page_titled(built, title).xpath("//head/link[@rel='canonical']/@href"))

    assert canonical("مقال whole") == [f"{BASE}2011/02/مقال-whole/"]
    built.write("site.yaml", SITE_YAML + "canonical: original\n")
    built.build()
    assert canonical("مقال whole") == ["https://sahil.example/port.html"]
    assert canonical("مقال doubtful") == [f"{BASE}2012/02/مقال-doubtful/"]
    assert said(page_titled(built, "مقال whole"), "og:url") == [f"{BASE}2011/02/مقال-whole/"]


def test_an_article_may_keep_robots_away(built: SiteFolder) -> None:
    assert said(page_titled(built, "مقال hidden"), "robots") == ["noindex"]
    assert not said(page_titled(built, "مقال whole"), "robots")
    assert b"hidden" not in b"".join(data for path, data in built.files().items() if "sitemap" in path)


LISTINGS = {
    "tags/موسكو/index.html": ("موسكو", ["أرشيف الاختبار", "الوسوم", "موسكو"]),
    "sections/سياسة/index.html": ("سياسة", ["أرشيف الاختبار", "سياسة"]),
    "tags/index.html": ("الوسوم", ["أرشيف الاختبار", "الوسوم"]),
    "2011/index.html": ("2011", ["أرشيف الاختبار", "الأرشيف", "2011"]),
    "2011/02/index.html": ("2011-02", ["أرشيف الاختبار", "الأرشيف", "2011", "2011-02"]),
    "archive/index.html": ("الأرشيف", ["أرشيف الاختبار", "الأرشيف"]),
    "undated/index.html": ("مقالات بلا تاريخ", ["أرشيف الاختبار", "الأرشيف", "مقالات بلا تاريخ"]),
}


@pytest.mark.parametrize("path", LISTINGS)
def test_listings_are_collections_with_the_way_to_them(built: SiteFolder, path: str) -> None:
    name, trail = LISTINGS[path]
    data = data_of(html.fromstring(built.files()[path]))
    steps = data["breadcrumb"]["itemListElement"]
    assert data["@type"] == "CollectionPage" and data["name"] == name
    assert [step["name"] for step in steps] == trail
    assert steps[-1]["item"] == data["url"] == BASE + path.removesuffix("index.html")
    for step in steps:
        assert (step["item"].removeprefix(BASE) + "index.html") in built.files()


def test_no_head_says_a_thing_twice(built: SiteFolder) -> None:
    """But for those that are lists."""
    lists = {"article:author", "article:tag", "citation_author", "citation_keywords"}
    for path, data in pages_of(built).items():
        names = re.findall(r'<meta[^>]* (?:name|property)="([^"]+)"', data.decode())
        assert not {name for name in names if names.count(name) > 1} - lists, path


def test_arabic_letters_are_fetched_ahead_only_where_the_site_is_set_in_them(site: SiteFolder) -> None:
    site.article("a")
    for language, are_fetched in {"ar": True, "ur": True, "he": False, "he-IL": False, "en": False}.items():
        site.write("site.yaml", f"{SITE_YAML}language: {language}\n")
        site.build()
        assert ("noto-naskh-arabic-arabic" in site.page("index.html")) == are_fetched, language
