"""Sitemaps as crawlers read them: against their schema, with pictures, and with the news of the last two days."""

from __future__ import annotations

from pathlib import Path

import pytest
from lxml import etree
from support import SITE_YAML, SiteFolder
from support.seeds import PNG

SCHEMAS = Path(__file__).parent.parent / "schemas"
SCHEMA = etree.XMLSchema(etree.parse(SCHEMAS / "sitemap.xsd"))
# The protocol's own for a set of pages, as the npm package `sitemap` carries it; ours says more, of the index too.
OFFICIAL = etree.XMLSchema(etree.parse(SCHEMAS / "official-sitemap.xsd"))
MAP, IMAGE = "{http://www.sitemaps.org/schemas/sitemap/0.9}", "{http://www.google.com/schemas/sitemap-image/1.1}"
NEWS = "{http://www.google.com/schemas/sitemap-news/0.9}"
NOW = "2025-02-14T12:00:00+02:00"


@pytest.fixture
def built(ten_articles: SiteFolder) -> SiteFolder:
    ten_articles.article("undated", date="")
    ten_articles.article("vague", date="2014")
    ten_articles.article("timed", date="2016-03-03T10:00", lastmod="2017-01-01T09:30")
    ten_articles.article("pictured", date="2016-03-04", image="cup.png")
    ten_articles.article("lost", date="2016-03-05", image="gone.png")
    ten_articles.write("content/2016/03/cup.png", PNG)
    ten_articles.build()
    return ten_articles


def maps(site: SiteFolder) -> dict[str, etree._Element]:
    files = site.files().items()
    return {path: etree.fromstring(data) for path, data in files if path.startswith("sitemap") and path[-4:] == ".xml"}


def news(site: SiteFolder) -> list[str]:
    found = maps(site)
    index = [place.text or "" for place in found["sitemap.xml"].iter(f"{MAP}loc")]
    assert ("sitemaps/news.xml" in found) is any("news.xml" in place for place in index)
    root = found.get("sitemaps/news.xml")
    return [] if root is None else [title.text or "" for title in root.iter(f"{NEWS}title")]


def test_every_sitemap_is_valid(built: SiteFolder) -> None:
    found = maps(built)
    assert {"sitemap.xml", "sitemaps/pages.xml", "sitemaps/articles.xml"} <= found.keys()
    for path, root in found.items():
        SCHEMA.assertValid(root)
        if path != "sitemap.xml":
            OFFICIAL.assertValid(root)


def test_the_schema_refuses_what_the_protocol_forbids() -> None:
    for url in ("<lastmod>2025-02-13</lastmod>", "<loc>https://x.example/مقال/</loc>", "<loc>/here/</loc>"):
        assert not SCHEMA.validate(etree.fromstring(f'<urlset xmlns="{MAP[1:-1]}"><url>{url}</url></urlset>'))
    for urls in ("", "<url></url>", "<url><loc>https://x.example/</loc><lastmod>13 February</lastmod></url>"):
        assert not OFFICIAL.validate(etree.fromstring(f'<urlset xmlns="{MAP[1:-1]}">{urls}</urlset>'))


def test_lastmod_is_the_articles_own(built: SiteFolder) -> None:
    said = {url[0].text: url.findtext(f"{MAP}lastmod") for url in maps(built)["sitemaps/articles.xml"]}
    found = {
        name: changed for url, changed in said.items() for name in ("timed", "lost", "vague") if name in (url or "")
    }
    assert found == {"timed": "2017-01-01T09:30:00+02:00", "lost": "2016-03-05", "vague": None}


def test_only_pictures_that_are_there_are_named(built: SiteFolder) -> None:
    (image,) = maps(built)["sitemaps/articles.xml"].iter(f"{IMAGE}loc")
    assert image.text is not None and image.text.endswith("-pictured/cup.png")


def test_news_are_of_the_two_days_before_now(built: SiteFolder) -> None:
    for name, date in {
        "old": "2025-02-12",
        "fresh": "2025-02-13",
        "today": "2025-02-14T09:00:00+02:00",
        "coming": "2025-02-15",
        "vague-too": "2025-02",
        "vague-coming": "2025-03",
    }.items():
        built.article(name, date=date)
    built.build(now=NOW)
    assert news(built) == ["مقال today", "مقال fresh"]
    root = maps(built)["sitemaps/news.xml"]
    SCHEMA.assertValid(root)
    OFFICIAL.assertValid(root)
    assert next(root.iter(f"{NEWS}name")).text == "أرشيف الاختبار"
    assert [date.text for date in root.iter(f"{NEWS}publication_date")] == ["2025-02-14T09:00:00+02:00", "2025-02-13"]


def test_when_the_days_have_gone_the_news_are_gone_and_the_index_alone_says_so(built: SiteFolder) -> None:
    built.article("fresh", date="2025-02-13")
    built.build(now=NOW)
    assert built.build(now="2025-02-14T18:00:00+02:00").written == ()
    later = built.build(now="2025-02-20T12:00:00+02:00")
    assert (later.written, later.removed) == (("sitemap.xml",), ("sitemaps/news.xml",))
    assert news(built) == []


def test_news_keep_to_a_thousand(site: SiteFolder) -> None:
    site.write("site.yaml", SITE_YAML + "search: false\n")
    for number in range(1003):
        site.article(f"n{number:04}", date="2025-02-14", tags="[]", section="")
    site.build(now=NOW)
    assert len(news(site)) == 1000


def test_an_article_dated_anew_changes_its_part_alone(site: SiteFolder) -> None:
    site.write("site.yaml", SITE_YAML + "search: false\nfeeds: []\n")
    for number in range(2101):
        year = 2000 + number % 20
        site.article(f"n{number:04}", date=f"{year}-02-14", tags="[]", section="", url=f"/n{number}/")
    site.build()
    parts = [path for path in site.files() if path.startswith("sitemaps/articles-")]
    assert len(parts) == 16
    (site.root / "content/2000/02/n0000.md").unlink()
    site.article("n0000", date="2025-05-05", tags="[]", section="", url="/n0/")
    written = {path for path in site.build().written if path.startswith("sitemap")}
    assert len(written) == 1 and "/2025/05/" in site.page(written.pop())
    urls = [place.text for root in maps(site).values() for place in root.iter(f"{MAP}loc")]
    assert len(urls) == len(set(urls))
