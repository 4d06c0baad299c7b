"""Redirects never beat pages: who wants a place that another has is named with it, and the page stays."""

from __future__ import annotations

import pytest
from support import SiteFolder

# Aliases that would take something away, and what readers see there.
HARMFUL = {
    "index.html": "`/index.html`",
    "/404.html": "`/404.html`",
    "/404.HTML": "`/404.html`",
    "sw.js": "`/sw.js`",
    "/robots.txt": "`/robots.txt`",
    "/robots.txt/": "`/robots.txt`",
    "/robots.txt/x.html": "`/robots.txt`",
    "/feed.xml": "`/feed.xml`",
    "/sitemap.xml": "`/sitemap.xml`",
    "/search/": "`/search/index.html`",
    "/search": "`/search/index.html`",
    "/Search/index.html": "`/search/index.html`",
    "/archive": "`/archive/index.html`",
    "/tags/تراث/": "`/tags/تراث/index.html`",
    "/2025/02/": "`/2025/02/index.html`",
    "/2025/02/مقال-9/": "`content/2025/02/9.md`",
    "/2025/02/مقال-9/index.html": "`content/2025/02/9.md`",
    "/about/": "`content/pages/about.md`",
    "/About": "`content/pages/about.md`",
    "/collections/port/": "`content/collections/port.md`",
    "/own.html": "`static/own.html`",
    "/own/file.html": "`static/own/file.html`",
    "/assets/search.js": "`/assets/search.js`",
    "/gone/": "`content/2025/02/gone.md`",
    "/data/datapackage.json/": "`/data/datapackage.json`",
}


@pytest.fixture
def site(ten_articles: SiteFolder) -> SiteFolder:
    settings = ten_articles.root / "site.yaml"
    text = settings.read_text(encoding="utf-8").replace("offline: false\n", "")
    settings.write_text(text + "data: [csv]\n", encoding="utf-8")
    ten_articles.article("9")
    ten_articles.write("content/pages/about.md", "---\ntitle: عن الموقع\n---\nنص.\n")
    ten_articles.write("content/collections/port.md", "---\ntitle: الميناء\n---\nنص.\n")
    ten_articles.write("static/own.html", "mine")
    ten_articles.write("static/own/file.html", "mine")
    ten_articles.article("gone", status="withdrawn", url="gone/")
    return ten_articles


def told(site: SiteFolder, code: str, **options: object) -> list[str]:
    return [str(problem) for problem in site.build(**options).problems if problem.code == code]


def test_an_alias_never_takes_the_place_of_anything_and_both_are_named(site: SiteFolder) -> None:
    site.build()
    before = site.files()
    shown = list(HARMFUL)
    site.article("8", aliases=f"[{', '.join(f'{chr(34)}{alias}{chr(34)}' for alias in shown)}, /free/]")
    problems = told(site, "E202")
    for alias, holder in HARMFUL.items():
        (said,) = [one for one in problems if f"the alias `{alias}` is the path" in one]
        assert said.startswith("content/2025/02/8.md:6: E202")
        assert holder in said.partition("\n")[0] and "readers see" in said and holder in said.partition("hint")[2]
    after = site.files()
    assert "free/index.html" in after
    assert before.keys() - after.keys() == set()
    assert told(site, "E202") == problems
    assert told(site, "E202", clean=True) == problems
    assert site.files() == after


def test_what_an_alias_hits_may_come_later_and_go_again(site: SiteFolder) -> None:
    """Incremental is clean in both directions: the page takes its place, the redirect comes back."""
    site.article("8", aliases="[/Later/, /later-too.html, /shop.html]")
    assert told(site, "E202") == []
    assert "Later/index.html" in site.files()
    page = site.write("content/pages/later.md", "---\ntitle: لاحقا\n---\nنص.\n")
    folder = site.write("static/shop.html/x.css", "mine")
    file = site.write("static/later-too.html", "mine")
    assert len(told(site, "E202")) == 3
    assert site.files() == site.clean_files()
    assert "later/index.html" in site.files() and "Later/index.html" not in site.files()
    assert site.files()["later-too.html"] == b"mine"
    for one in (page, folder, file):
        one.unlink()
    folder.parent.rmdir()
    assert told(site, "E202") == []
    assert site.files() == site.clean_files()


def test_of_two_articles_with_one_alias_the_first_has_it_and_the_other_is_told(site: SiteFolder) -> None:
    site.article("7", date="2025-02-11", aliases="[/old/]")
    site.article("8", date="2025-02-12", aliases="[/OLD/index.html]")
    (said,) = told(site, "E202")
    assert said.startswith("content/2025/02/8.md:6: E202 the alias `/OLD/index.html` is the path of another redirect")
    assert "مقال-7" in site.page("old/index.html")


def test_an_alias_that_means_its_own_page_is_no_trouble(site: SiteFolder) -> None:
    site.article("8", aliases="[/2025/02/مقال-8/, /2025/02/مقال-8/index.html, 2025/02/مقال-8]")
    assert told(site, "E202") == []


def test_pages_and_collections_have_redirects_too(site: SiteFolder) -> None:
    site.write("content/pages/about.md", "---\ntitle: عن الموقع\naliases: [/old-about.html]\n---\nنص.\n")
    site.write("content/collections/port.md", "---\ntitle: الميناء\naliases: [/old-port/]\n---\nنص.\n")
    site.build()
    assert "/about/" in site.page("old-about.html")
    assert "/collections/port/" in site.page("old-port/index.html")


@pytest.mark.parametrize("name", ["search", "archive", "tags/x", "2025", "2025/02", "assets/x", "index.html", "robots.txt", "Search", "data", "sw.js", "404.html"])  # fmt: skip
def test_a_page_that_wants_a_place_of_the_sites_own_is_named_and_the_sites_own_stays(
    site: SiteFolder, name: str
) -> None:
    site.build()
    before = site.files()
    site.write(f"content/pages/{name}.md", "---\ntitle: صفحة\n---\nنص.\n")
    (said,) = told(site, "E221")
    assert said.startswith(f"content/pages/{name}.md:1: E221") and "is reserved for " in said
    assert site.files() == before


def test_a_url_that_ends_in_index_html_is_that_of_its_folder(site: SiteFolder) -> None:
    site.article("8", url="/x/y/index.html")
    site.build()
    assert "x/y/index.html" in site.files() and "x/y/index.html/index.html" not in site.files()


def test_an_owners_own_file_is_published_in_place_of_what_would_be_made(site: SiteFolder) -> None:
    site.build()
    before = site.files()
    for name in ("robots.txt", "404.html", "assets/search.js", "CNAME", "favicon.ico"):
        site.write(f"static/{name}", "mine")
    said = told(site, "E222")
    assert [one.split(":")[0] for one in said] == ["static/404.html", "static/assets/search.js", "static/robots.txt"]
    assert "the line `Sitemap: https://example.org/archive/sitemap.xml`" in said[2]
    assert all(site.files()[name] == b"mine" for name in ("robots.txt", "404.html", "assets/search.js"))
    assert told(site, "E222") == said
    assert site.files() == site.clean_files()
    site.write("static/robots.txt", "User-agent: *\nSitemap: https://example.org/s.xml\n")
    assert "nothing to do" in told(site, "E222")[2]
    for name in ("robots.txt", "404.html", "assets/search.js", "CNAME", "favicon.ico"):
        (site.root / "static" / name).unlink()
    (site.root / "static/assets").rmdir()
    site.build()
    assert site.files() == before


def test_a_static_file_never_beats_an_article_nor_the_folder_of_one(site: SiteFolder) -> None:
    site.build()
    before = site.files()
    site.write("static/2025/02/مقال-9/index.html", "mine")
    site.write("static/about", "mine")
    said = told(site, "E202")
    assert said[0].startswith("static/2025/02/مقال-9/index.html: E202") and "`content/2025/02/9.md`" in said[0]
    assert said[1].startswith("static/about: E202") and "`content/pages/about.md`" in said[1]
    assert site.files() == before
