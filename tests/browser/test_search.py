"""The search page in Chromium: a seed is imported, built, and found as readers write."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import quote

import pytest
from playwright.sync_api import Browser, Page, expect
from support import SiteFolder

from generator.config.site_yaml import load_settings
from generator.ingest.pipeline import ingest

REPOSITORY = Path(__file__).parent.parent.parent
Host = Callable[[Path, str], str]


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SiteFolder]:
    """The demo's seeds under a base path of their own."""
    site = SiteFolder(tmp_path_factory.mktemp("demo"))
    site.write("site.yaml", (REPOSITORY / "site.yaml").read_bytes())
    for seed in sorted((REPOSITORY / "seeds").iterdir()):
        site.write(f"seeds/{seed.name}", seed.read_bytes())
    ingest(site.root, (), load_settings(site.root))
    site.build(base_url="https://example.org/some/base/")
    yield site


TITLE = "بعد مكالمته مع ترامب.. هل يلبي الرئيس الأمريكي دعوة بوتين لزيارة موسكو؟"


@pytest.mark.parametrize(
    "query", ["اوكرانيا", "الرئيس الامريكي", "٢٠٢٥", "لأوكرانيا", "بُوتين", "محادثاتٌ فورية", "tarmp ترامب"]
)
def test_the_users_article_is_found_as_readers_write(demo: SiteFolder, host: Host, page: Page, query: str) -> None:
    page.goto(f"{host(demo.output, '/some/base/')}search/?q={quote(query)}")
    result = page.get_by_role("link", name=TITLE)
    expect(result).to_be_visible()
    result.click()
    expect(page.locator("h1")).to_have_text(TITLE)


def test_what_is_found_is_marked_in_its_own_spelling(demo: SiteFolder, host: Host, page: Page) -> None:
    page.goto(f"{host(demo.output, '/some/base/')}search/")
    page.keyboard.press("/")
    page.keyboard.type("اوكرانيا")
    expect(page.locator("#search-results mark").first).to_have_text("أوكرانيا")
    expect(page.locator("#search-status")).to_contain_text("نتيجة")
    assert "q=" in page.url


def test_the_box_on_every_page_leads_to_the_results(demo: SiteFolder, host: Host, page: Page) -> None:
    page.goto(host(demo.output, "/some/base/"))
    page.keyboard.press("/")
    page.keyboard.type("الشطرنج")
    page.keyboard.press("Enter")
    expect(page.locator("#search-results a").first).to_contain_text("الشطرنج")
    page.keyboard.press("Tab")
    page.go_back()
    expect(page.locator(".name")).to_be_visible()


HOSTILE = [
    "<img src=x onerror=alert(1)>",
    "ا" * 10000,
    "+ - * ~ : ^",
    "ترامب: covid~ a^b",
    "\u202e\u2066ترامب\u2069",
    "constructor __proto__",
    '"',
    "%",
]


@pytest.mark.parametrize("query", HOSTILE, ids=range(len(HOSTILE)))
def test_a_hostile_query_is_harmless(demo: SiteFolder, host: Host, page: Page, query: str) -> None:
    page.goto(f"{host(demo.output, '/some/base/')}search/")
    page.fill("#search-input", query)
    page.wait_for_timeout(400)
    assert page.locator("#search-results img").count() == 0
    assert page.evaluate("document.querySelector('#search-input').value.length > 0")


def test_a_query_without_results_says_so(demo: SiteFolder, host: Host, page: Page) -> None:
    page.goto(f"{host(demo.output, '/some/base/')}search/?q={quote('كلمةلاوجودلها')}")
    expect(page.locator("#search-status")).to_contain_text("لا نتائج")


def test_without_javascript_the_page_is_honest(demo: SiteFolder, host: Host, browser: Browser) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{host(demo.output, '/some/base/')}search/")
    expect(page.get_by_text("البحث يحتاج إلى جافاسكربت")).to_be_visible()
    assert page.locator("main a[href='/some/base/archive/']").count() == 1
    context.close()


def test_a_seed_invented_here_goes_from_import_to_search(site: SiteFolder, host: Host, page: Page) -> None:
    site.write(
        "seeds/new.txt",
        "افتتاح جسر المشاة الجديد فوق نهر الوادي الأخضر\n\n"
        "افتتحت رئيسة البلدية سوسن الدباغ جسر المشاة الجديد بعد أعمال استمرت عامين كاملين على ضفتي النهر في وسط المدينة.\n\n"
        "وقالت الدباغ إن الجسر يصل المدرسة بالسوق، وإن التلاميذ سيعبرونه في خمس دقائق بدل نصف ساعة كل صباح.\n\n"
        "الجمعة ٧ حزيران ٢٠٢٤\nجريدة الضفاف\n",
    )
    ingest(site.root, (), load_settings(site.root))
    site.build(base_url="https://example.org/")
    page.goto(f"{host(site.output, '/')}search/?q={quote('جسر المشاه والتلاميذ')}")
    expect(page.locator("#search-results a").first).to_have_text("افتتاح جسر المشاة الجديد فوق نهر الوادي الأخضر")
    expect(page.locator(".result-meta time").first).to_have_attribute("datetime", "2024-06-07")
