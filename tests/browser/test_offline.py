"""Reading without a network: what a reader saw stays, updates come through, and it can be switched off."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from time import monotonic

import pytest
from playwright.sync_api import Browser, BrowserContext, Page
from support import SITE_YAML, SiteFolder

Host = Callable[[Path, str], str]
ARTICLE = "2024/05/حريق-في-الميناء/"
PATIENCE = 60_000  # milliseconds: Chromium starts and renews workers when it has time, on a busy machine late
KEPT = """async () => {
  const keys = async (name) => (await (await caches.open(name)).keys()).map(({ url }) => decodeURI(url));
  return (await Promise.all((await caches.keys()).map(keys))).flat();
}"""
# The text of every copy on the device; a worker may remove one between the list and the look.
TEXTS = """async () => {
  const textOf = async (cache, key) => (await (await cache.match(key))?.text()) ?? "";
  const texts = async (name) => {
    const cache = await caches.open(name);
    return Promise.all((await cache.keys()).map((key) => textOf(cache, key)));
  };
  return (await Promise.all((await caches.keys()).map(texts))).flat();
}"""
# Whether the copy of a page holds a text.
HOLDS = """async ([address, text]) => {
  for (const name of await caches.keys()) {
    const copy = await caches.match(encodeURI(address), { cacheName: name });
    if (copy && (await copy.text()).includes(text)) return true;
  }
  return false;
}"""
# The files of the index that this page has asked for.
ASKED = """performance.getEntriesByType("resource").map(({ name }) => decodeURI(name)).filter((name) => /\\/search\\/.*json$/.test(name))"""


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
    context.set_default_timeout(PATIENCE)
    yield context
    context.close()


def wait_until(page: Page, script: str, arg: object = None) -> None:
    """`Page.wait_for_function` does not wait for promises: it takes each for true."""
    end = monotonic() + PATIENCE / 1000
    while not page.evaluate(script, arg):
        assert monotonic() < end, (script, arg, page.evaluate(KEPT))
        page.wait_for_timeout(50)


def wait_until_kept(page: Page, *addresses: str) -> None:
    wait_until(
        page,
        f"async (wanted) => {{ const kept = await ({KEPT})(); return wanted.every((one) => kept.includes(one)); }}",
        [*addresses],
    )


def wait_until_search_is_kept(page: Page, base: str) -> None:
    """The worker keeps a file after it has answered with it."""
    wait_until_kept(page, base + "search/manifest.json", *page.evaluate(ASKED))


def test_a_visited_article_and_a_search_reload_without_a_network(
    offline: SiteFolder, host: Host, reader: BrowserContext
) -> None:
    page, base = reader.new_page(), host(offline.output, "/archive/")
    page.goto(base + ARTICLE)
    wait_until_kept(page, base + ARTICLE, base + "search/", base + "assets/fonts/amiri-arabic-700-normal.woff2")
    page.goto(base + "search/?q=حريق")
    page.get_by_role("link", name="حريق في الميناء").wait_for()
    wait_until_search_is_kept(page, base)
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
    wait_until(page, "caches.keys().then((names) => names.filter((name) => name.includes(' shell ')).length === 1)")
    wait_until(page, HOLDS, [base + ARTICLE, "انطفأ الحريق"])
    wait_until_search_is_kept(page, base)
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
    wait_until(page, f"({KEPT})().then((kept) => !kept.some((url) => url.includes('حريق')))")


def test_what_was_withdrawn_leaves_copies_lists_and_the_index_at_the_next_visit(
    offline: SiteFolder, host: Host, reader: BrowserContext
) -> None:
    page, base = reader.new_page(), host(offline.output, "/archive/")
    page.goto(base + ARTICLE)
    wait_until_kept(page, base + ARTICLE)
    page.goto(base + "2024/05/")
    page.goto(base + "search/?q=المرفأ")
    page.get_by_role("link", name="حريق في الميناء").wait_for()
    wait_until_kept(page, base + ARTICLE, base + "2024/05/")
    wait_until_search_is_kept(page, base)
    place = next(offline.root.glob("content/2024/05/*.md"))
    place.write_text(f"---\nid: x\ntitle: withdrawn x\ndate: 2024-05-02\nurl: /{ARTICLE}\nstatus: withdrawn\n---\n")
    offline.build()
    page.goto(base + "archive/")
    wait_until(page, f"({TEXTS})().then((texts) => texts.every((text) => !/حريق في الميناء|المرفأ/.test(text)))")
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
    wait_until(page, f"{registrations}.then((count) => !count)")
    wait_until(page, "caches.keys().then((names) => !names.length)")
    page.goto(base + ARTICLE)
    wait_until(page, f"{registrations}.then((count) => !count)")
