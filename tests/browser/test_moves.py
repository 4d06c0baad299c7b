"""Old URLs lead readers to the article, however often it moved, was retitled or dated anew."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import unquote

import pytest
from playwright.sync_api import Page, expect
from support import SiteFolder, warraq

Host = Callable[[Path, str], str]
SEED = (
    "صحيفة الساحل\n\nالأحد 25 شباط 2011\n\nخبر من بذرة\n\nالقاهرة - أ ف ب: "
    + "كلام كثير في المدينة وأهلها وما جرى فيها. " * 20
)


def test_every_old_url_of_a_moved_article_leads_to_it(site: SiteFolder, host: Host, page: Page) -> None:
    made = warraq("new", "خبر ينتقل", "--date", "2011-02-25", "--site", str(site.root)).stdout.strip()
    for url in ("2011/02/ثان/", "2011/03/ثالث/", "أخبار/رابع/"):
        assert warraq("move", made, url, "--site", str(site.root)).returncode == 0
    site.build(base_url="https://example.org/some/base/")
    base = host(site.output, "/some/base/")
    for old in ("2011/02/خبر-ينتقل/", "2011/02/ثان/", "2011/03/ثالث/", "أخبار/رابع/"):
        page.goto(base + old)
        expect(page.locator("h1").first).to_have_text("خبر ينتقل")
        assert unquote(page.url) == f"{base}أخبار/رابع/"


@pytest.fixture
def written(site: SiteFolder) -> dict[str, Path]:
    """An article of a seed and one of `warraq new`, by the URL that they were given then."""
    site.write("seeds/a.txt", SEED)
    assert warraq("import", "--site", str(site.root)).returncode == 0
    made = warraq("new", "خبر جديد", "--date", "2012-05-01", "--site", str(site.root)).stdout.strip()
    assert made
    paths = sorted((site.root / "content").rglob("*.md"))
    found = {next(urls(path)): path for path in paths}
    assert len(found) == 2
    return found


def urls(path: Path) -> Iterator[str]:
    yield from re.findall(r"^url: (.*)$", path.read_text("utf-8"), re.MULTILINE)


def said(path: Path, key: str, value: str) -> None:
    text, times = re.subn(rf"^{key}: .*$", f"{key}: {value}", path.read_text("utf-8"), flags=re.MULTILINE)
    assert times == 1, text
    path.write_text(text, "utf-8")


def test_no_retitle_and_no_other_date_moves_a_url(
    site: SiteFolder, written: dict[str, Path], host: Host, page: Page
) -> None:
    site.build()
    before = {path for path in site.files() if path.endswith("/index.html") and path[:2] == "20"}
    for title, date in (("عنوان آخر تمامًا", "2013-07-08"), ("Third title", "1999"), ("رابع", "2011-02-25T10:00")):
        for path in written.values():
            said(path, "title", title)
            said(path, "date", date)
        site.build()
        base = host(site.output, "/archive/")  # a new address: of the last one the browser has pages in its cache
        for url in written:
            page.goto(base + url)
            expect(page.locator("h1").first).to_have_text(title)
            assert unquote(page.url) == base + url
        articles = {path for path in site.files() if "NewsArticle" in site.files()[path].decode("utf-8", "ignore")}
        assert {f"{url}index.html" for url in written} == {path for path in articles if path.endswith("/index.html")}
    assert {f"{url}index.html" for url in written} <= before


def test_a_mixture_of_all_keeps_every_url_that_ever_was(
    site: SiteFolder, written: dict[str, Path], host: Host, page: Page
) -> None:
    ever = {url: [url] for url in written}
    for number in range(3):
        for first, path in written.items():
            said(path, "title", f"عنوان {number} {first[:4]}")
            said(path, "date", f"20{20 + number}-01-0{number + 1}")
            ever[first].append(f"{first[:4]}/نقل-{number}/")
            moved = warraq("move", str(path.relative_to(site.root)), ever[first][-1], "--site", str(site.root))
            assert moved.returncode == 0, moved.stderr
    site.build()
    base = host(site.output, "/archive/")
    for first, addresses in ever.items():
        for url in addresses:
            page.goto(base + url)
            expect(page.locator("h1").first).to_have_text(f"عنوان 2 {first[:4]}")
            assert unquote(page.url) == base + addresses[-1]
