"""Collections that an editor curates («ملف: …»)."""

from __future__ import annotations

import re

from support import SiteFolder

PAGE = "---\ntitle: ملف الميناء\ndescription: سنوات من الترميم\n{}\n---\nمقدمة **المحرر**.\n"


def shown(site: SiteFolder, path: str = "collections/port/index.html") -> list[str]:
    return re.findall(r"<bdi>مقال (.+?)</bdi>", site.page(path))


def test_a_collection_names_articles_by_id_and_url_and_lists_them_oldest_first(site: SiteFolder) -> None:
    site.article("new", date="2025-03-01", id="n1")
    site.article("old", date="1999-03-01")
    site.article("other", date="2001-01-01")
    site.write("content/collections/port.md", PAGE.format("articles: [n1, 1999/03/مقال-old]"))
    site.build()
    assert shown(site) == ["old", "new"]
    page = site.page("collections/port/index.html")
    assert "<strong>المحرر</strong>" in page
    assert "سنوات من الترميم" in page
    assert 'href="/archive/collections/port/"' in site.page("2025/03/مقال-new/index.html")
    assert "collections" not in site.page("2001/01/مقال-other/index.html")
    assert "ملف الميناء" in site.page("collections/index.html")
    assert 'href="/archive/collections/"' in site.page("archive/index.html")
    assert "/collections/port/</loc>" in site.page("sitemaps/pages.xml")


def test_a_query_finds_articles_by_tag_section_and_time(site: SiteFolder) -> None:
    site.article("early", date="2019-01-01")
    site.article("in", date="2020-06-01")
    site.article("untagged", date="2020-06-02", tags="[موسكو]")
    site.article("elsewhere", date="2020-06-03", section="ثقافة")
    site.article("late", date="2022-01-01")
    query = "query: {tag: تراث, section: سياسة, from: '2020', to: '2021'}"
    site.write("content/collections/port.md", PAGE.format(query))
    site.build()
    assert shown(site) == ["in"]


def test_an_article_joins_a_collection_by_its_title_or_makes_one_of_its_own(site: SiteFolder) -> None:
    site.write("content/collections/port.md", PAGE.format(""))
    site.article("a", collections="[ملف الميناء, سيرة الخطاط]")
    site.article("b", collections="[port]", date="2024-01-01")
    site.build()
    assert shown(site) == ["b", "a"]
    assert shown(site, "collections/سيرة-الخطاط/index.html") == ["a"]


def test_a_long_collection_is_split_by_time_and_shows_every_article(site: SiteFolder) -> None:
    site.write("site.yaml", "title: x\nrange_limit: 2\n")
    for year in range(2011, 2019):
        site.article(f"a{year}", date=f"{year}-01-01", collections="[port]")
    site.write("content/collections/port.md", PAGE.format(""))
    site.build()
    assert shown(site) == ["a2011", "a2012"]
    pages = [path for path in site.files() if path.startswith("collections/port/")]
    assert {name for path in pages for name in shown(site, path)} == {f"a{year}" for year in range(2011, 2019)}


def test_an_article_nobody_has_and_a_query_nobody_understands_are_told(site: SiteFolder) -> None:
    site.article("a")
    site.write("content/collections/port.md", PAGE.format("articles: [nobody]\nquery: {tags: x}"))
    report = site.build()
    told = [(one.code, one.path) for one in report.problems]
    assert told == [("E211", "content/collections/port.md"), ("E212", "content/collections/port.md")]


def test_a_collection_is_the_same_after_edits_as_built_anew(site: SiteFolder) -> None:
    site.article("a", id="n1")
    site.article("b", collections="[port]")
    site.write("content/collections/port.md", PAGE.format("articles: [n1]"))
    site.build()
    site.article("b", title="آخر")
    site.write("content/collections/port.md", PAGE.format("query: {tag: تراث}"))
    site.build()
    assert site.files() == site.clean_files()
