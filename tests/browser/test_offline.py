"""Reading without a network: what a reader saw stays, updates come through, and it can be switched off."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page
from support import SITE_YAML, SiteFolder

Host = Callable[[Path, str], str]
ARTICLE = "2024/05/حريق-في-الميناء/"
KEPT = """async () => {
  const keys = async (name) => (await (await caches.open(name)).keys()).map(({ url }) => decodeURI(url));
  return (await Promise.all((await caches.keys()).map(keys))).flat();
}"""


@pytest.fixture
def offline(site: SiteFolder) -> SiteFolder:
    site.write("site.yaml", SITE_YAML.replace("offline: false\n", ""))
    for number in range(8):
        site.article(f"a{number}", date=f"20{15 + number}-03-11", title=f"خبر رقم {number}", body="نص عن الميناء.\n")
    site.article("harbour", date="2024-05-02", title="حريق في الميناء", body="اندلع حريق في المرفأ القديم.\n")
    site.build()
    return site


@pytest.fixture
def reader(browser: Browser) -> Iterator[BrowserContext]:
    context = browser.new_context(viewport={"width": 390, "height": 800})
    context.set_default_timeout(10_000)
    yield context
    context.close()


def wait_until_kept(page: Page, *addresses: str) -> None:
    kept: list[str] = []
    for _ in range(100):
        kept = page.evaluate(KEPT)
        if set(addresses) <= set(kept):
            return
        page.wait_for_timeout(50)
    raise AssertionError(f"{addresses} were not kept: {kept}")


def test_a_visited_article_and_a_search_reload_without_a_network(
    offline: SiteFolder, host: Host, reader: BrowserContext
) -> None:
    page, base = reader.new_page(), host(offline.output, "/archive/")
    page.goto(base + ARTICLE)
    wait_until_kept(page, base + ARTICLE, base + "search/", base + "assets/fonts/amiri-arabic-700-normal.woff2")
    page.goto(base + "search/?q=حريق")
    page.get_by_role("link", name="حريق في الميناء").wait_for()
    wait_until_kept(page, base + "search/manifest.json")
    reader.set_offline(True)
    page.goto(base + ARTICLE)
    assert page.get_by_role("heading", level=1).inner_text() == "حريق في الميناء"
    assert page.evaluate("document.fonts.check('700 20px Titles')")
    page.goto(base + "search/?q=الميناء")
    page.get_by_role("link", name="حريق في الميناء").wait_for()
    page.reload()
    page.get_by_role("link", name="حريق في الميناء").click()
    assert page.get_by_role("heading", level=1).inner_text() == "حريق في الميناء"


def test_a_page_that_was_never_read_gives_those_that_were(
    offline: SiteFolder, host: Host, reader: BrowserContext
) -> None:
    page, base = reader.new_page(), host(offline.output, "/archive/")
    page.goto(base + ARTICLE)
    wait_until_kept(page, base + ARTICLE)
    reader.set_offline(True)
    page.goto(base + "2024/05/")
    assert page.get_by_role("heading", level=1).inner_text() == "لا اتصال بالإنترنت"
    page.get_by_role("link", name="حريق في الميناء").click()
    assert page.get_by_role("heading", level=1).inner_text() == "حريق في الميناء"


def test_an_update_is_seen_at_once_and_stays_for_later(offline: SiteFolder, host: Host, reader: BrowserContext) -> None:
    page, base = reader.new_page(), host(offline.output, "/archive/")
    page.goto(base + ARTICLE)
    wait_until_kept(page, base + ARTICLE)
    page.goto(base + "search/?q=حريق")
    page.get_by_role("link", name="حريق في الميناء").wait_for()
    old = (offline.output / "sw.js").read_bytes()
    fields = {"url": "/" + ARTICLE, "title": "انطفأ الحريق"}
    next(offline.root.glob("content/2024/05/*.md")).unlink()
    offline.article("harbour", date="2024-05-02", body="انطفأ حريق المرفأ.\n", **fields)
    offline.write("themes/jarida/static/search.css", b"body { margin: 0; }\n")
    offline.build()
    assert (offline.output / "sw.js").read_bytes() != old
    page.goto(base + ARTICLE)
    assert page.get_by_role("heading", level=1).inner_text() == "انطفأ الحريق"
    page.goto(base + "search/?q=انطفأ")
    page.get_by_role("link", name="انطفأ الحريق").wait_for()
    page.wait_for_function(
        "caches.keys().then((names) => names.filter((name) => name.includes(' shell ')).length === 1)"
    )
    reader.set_offline(True)
    page.goto(base + ARTICLE)
    assert page.get_by_role("heading", level=1).inner_text() == "انطفأ الحريق"
    page.goto(base + "search/?q=انطفأ")
    page.get_by_role("link", name="انطفأ الحريق").wait_for()


def test_what_was_taken_down_is_not_kept(offline: SiteFolder, host: Host, reader: BrowserContext) -> None:
    page, base = reader.new_page(), host(offline.output, "/archive/")
    page.goto(base + ARTICLE)
    wait_until_kept(page, base + ARTICLE)
    next(offline.root.glob("content/2024/05/*.md")).unlink()
    offline.build()
    page.goto(base + ARTICLE)
    page.wait_for_function(f"({KEPT})().then((kept) => !kept.some((url) => url.includes('حريق')))")


def test_what_was_withdrawn_leaves_copies_lists_and_the_index_at_the_next_visit(
    offline: SiteFolder, host: Host, reader: BrowserContext
) -> None:
    page, base = reader.new_page(), host(offline.output, "/archive/")
    page.goto(base + ARTICLE)
    wait_until_kept(page, base + ARTICLE)
    page.goto(base + "2024/05/")
    page.goto(base + "search/?q=المرفأ")
    page.get_by_role("link", name="حريق في الميناء").wait_for()
    wait_until_kept(page, base + ARTICLE, base + "2024/05/", base + "search/manifest.json")
    place = next(offline.root.glob("content/2024/05/*.md"))
    place.write_text(f"---\nid: x\ntitle: withdrawn x\ndate: 2024-05-02\nurl: /{ARTICLE}\nstatus: withdrawn\n---\n")
    offline.build()
    page.goto(base + "archive/")
    texts = """async () => (await Promise.all((await caches.keys()).map(async (name) => {
      const cache = await caches.open(name);
      return Promise.all((await cache.keys()).map(async (key) => (await cache.match(key)).text()));
    }))).flat().every((text) => !text.includes("حريق في الميناء") && !text.includes("المرفأ"))"""
    for _ in range(400):  # the browser asks for a new worker when it has time
        if page.evaluate(texts):
            break
        page.wait_for_timeout(50)
    assert page.evaluate(texts)
    reader.set_offline(True)
    page.goto(base + ARTICLE)
    assert "حريق في الميناء" not in page.content() and "المرفأ" not in page.content()


def test_switched_off_it_leaves_the_devices_that_had_it(
    offline: SiteFolder, host: Host, reader: BrowserContext
) -> None:
    page, base = reader.new_page(), host(offline.output, "/archive/")
    page.goto(base)
    wait_until_kept(page, base)
    offline.write("site.yaml", SITE_YAML)
    offline.build()
    page.goto(base)
    registrations = "navigator.serviceWorker.getRegistrations().then((all) => all.length)"
    page.wait_for_function(f"{registrations}.then((count) => !count)")
    page.wait_for_function("caches.keys().then((names) => !names.length)")
    page.goto(base + ARTICLE)
    page.wait_for_function(f"{registrations}.then((count) => !count)")
