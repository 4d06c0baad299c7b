"""A wrong address leads to the article that it meant."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from urllib.parse import quote

import pytest
from playwright.sync_api import Page
from support import SITE_YAML, SiteFolder

SLUG = "زيارة-الوفد-إلى-موسكو-تؤجل-إلى-الشهر-القادم-بعد-مشاورات"
RIGHT = f"2011/02/{SLUG}/"


@pytest.fixture(scope="module")
def archives(tmp_path_factory: pytest.TempPathFactory) -> dict[str, SiteFolder]:
    """A small archive, whose map is one file, one of 301 articles, whose map is many, and one whose files are cut on."""
    found = {}
    for name, count in (("small", 5), ("large", 300), ("cut", 300)):
        site = SiteFolder(tmp_path_factory.mktemp(name))
        site.write("site.yaml", SITE_YAML)
        for number in range(count):
            site.article(f"n{number}", title=f"{'ابتثجحخد'[number % 8]}مقال آخر رقم {number}", tags="[]")
        site.article("visit", date="2011-02-13", title="زيارة الوفد إلى موسكو تؤجل", url=RIGHT, tags="[]")
        site.article("numbered", date="2012-02-13", title="ميناء الساحل يعود إلى العمل", url="news/12345/", tags="[]")
        site.article("twin-a", date="2013-02-13", title="خبر يتكرر كل عام", url="2013/02/خبر-يتكرر-كل-عام/")
        site.article("twin-b", date="2014-02-13", title="خبر يتكرر كل عام", url="2014/02/خبر-يتكرر-كل-عام/")
        with pytest.MonkeyPatch.context() as patch:
            if name == "cut":
                patch.setattr("generator.archive.not_found_index.MOST_ROWS", 1)
            site.build(workers=2)
        found[name] = site
    return found


def cut(address: str, length: int) -> str:
    """As WordPress cuts: in the middle of an encoded letter."""
    return address[:length]


WRONG = {
    "encoded twice": quote(quote(RIGHT)),
    "encoded three times": quote(quote(quote(RIGHT))),
    "another day": f"2011/03/17/{SLUG}/",
    "no day": SLUG,
    "a number in front": f"news/98765-{SLUG}.html",
    "a feed behind it": f"2011/02/{SLUG}/feed/",
    "another spelling": RIGHT.replace("زيارة", "زيارةَ").replace("إلى", "الى"),
    "underscores": RIGHT.replace("-", "_"),
}


@pytest.mark.parametrize("size", ["small", "large", "cut"])
@pytest.mark.parametrize("kind", WRONG)
def test_a_wrong_address_leads_to_the_article(
    archives: dict[str, SiteFolder], host: Callable[[Path, str], str], page: Page, size: str, kind: str
) -> None:
    page.goto(host(archives[size].output, "/archive/") + WRONG[kind])
    page.wait_for_url(f"**/{quote(RIGHT)}")
    assert page.locator("h1").inner_text() == "زيارة الوفد إلى موسكو تؤجل"


@pytest.mark.parametrize("size", ["small", "large"])
@pytest.mark.parametrize("length", [110, 111, 112, 113, 200])
def test_an_address_that_was_cut_suggests_the_article(
    archives: dict[str, SiteFolder], host: Callable[[Path, str], str], page: Page, size: str, length: int
) -> None:
    address = "2011/02/" + cut(quote(SLUG).lower(), length)
    page.goto(host(archives[size].output, "/archive/") + address)
    page.locator("#meant a").first.click()
    assert page.locator("h1").inner_text() == "زيارة الوفد إلى موسكو تؤجل"


@pytest.mark.parametrize("size", ["small", "large"])
@pytest.mark.parametrize("address", ["2012/02/ميناء-الساحل-يعود-إلى-العمل/", "old/?s=ميناء الساحل يعود إلى العمل"])
def test_the_words_of_a_title_lead_to_an_article_whose_url_has_none(
    archives: dict[str, SiteFolder], host: Callable[[Path, str], str], page: Page, size: str, address: str
) -> None:
    page.goto(host(archives[size].output, "/archive/") + address)
    page.wait_for_url("**/news/12345/")


def test_of_two_articles_with_one_name_the_reader_chooses(
    archives: dict[str, SiteFolder], host: Callable[[Path, str], str], page: Page
) -> None:
    page.goto(host(archives["large"].output, "/archive/") + "2015/01/خبر-يتكرر-كل-عام/")
    page.locator("#meant a").first.wait_for()
    assert page.locator("#meant a").count() == 2


def test_what_nothing_fits_becomes_a_search(
    archives: dict[str, SiteFolder], host: Callable[[Path, str], str], page: Page
) -> None:
    page.goto(host(archives["large"].output, "/archive/") + "2015/01/تؤجل-زيارة-الوفد/")
    link = page.locator("#search-words")
    assert "تؤجل زيارة الوفد" in link.inner_text()
    link.click()
    page.locator("#search-results a").first.click()
    assert page.locator("h1").inner_text() == "زيارة الوفد إلى موسكو تؤجل"


def test_an_alias_that_was_cut_leads_to_its_article(
    site: SiteFolder, host: Callable[[Path, str], str], page: Page
) -> None:
    site.article("moved", title="عنوان جديد تماما", aliases="[2009/01/عنوان-قديم-طويل-جدا/]")
    site.build()
    base = host(site.output, "/archive/")
    page.goto(base + "2009/01/عنوان-قديم-طويل-جدا/")
    page.wait_for_url("**/2025/02/**")
    page.goto(base + "2009/01/عنوان-قديم-طو/")
    page.locator("#meant a").first.click()
    assert page.locator("h1").inner_text() == "عنوان جديد تماما"


def test_an_article_that_comes_in_changes_one_file_of_the_map(archives: dict[str, SiteFolder]) -> None:
    site = archives["large"]
    site.article("late", title="وصل متأخرا", tags="[]")
    written = [path for path in site.build().written if path.startswith("lost/")]
    assert len(written) == 1 and len(written[0]) == len("lost/ab.json")
    assert site.files() == site.clean_files()
