"""Analytics, comments, an embed and a script of one's own, under the policy, in Chromium."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Browser, ConsoleMessage, Page
from support import SITE_YAML, SiteFolder

Host = Callable[..., str]
SNIPPETS = "themes/jarida/templates/snippets"
ARTICLE = "2025/02/مقال-a/"


def elsewhere(folder: Path, host: Host) -> str:
    """Another site, with what people embed."""
    folder.mkdir()
    (folder / "count.js").write_text("window.counted = (window.start || 0) + 1;")
    (folder / "talk.js").write_text("document.querySelector('#talk').textContent = 'three comments';")
    (folder / "talk.css").write_text("#talk { color: rgb(1, 2, 3); }")
    (folder / "video.html").write_text("<!doctype html><title>video</title><h1>played</h1>")
    return host(folder).rstrip("/")


def busy(site: SiteFolder, other: str, settings: str = "") -> None:
    site.write("site.yaml", SITE_YAML + settings)
    site.write("static/own.js", "document.documentElement.dataset.own = 'ran';")
    site.write(
        f"{SNIPPETS}/head.html",
        f'<script>window.start = 41;</script>\n<script defer src="{other}/count.js"></script>\n'
        '<script defer src="{{ "/own.js" | link }}"></script>\n',
    )
    site.write(
        f"{SNIPPETS}/article-end.html",
        f'<link rel="stylesheet" href="{other}/talk.css"><section id="talk"></section>\n'
        f'<script src="{other}/talk.js"></script>\n',
    )
    site.article("a", body=f'نص\n\n<iframe src="{other}/video.html" title="فيلم"></iframe>\n\nنص.\n')
    site.build()


def test_with_the_setting_all_works_and_the_console_is_clean(
    site: SiteFolder, host: Host, page: Page, tmp_path: Path
) -> None:
    other = elsewhere(tmp_path / "other", host)
    busy(site, other, f"content_security:\n  analytics: [{other}]\n  comments: [{other}]\n  embeds: [{other}]\n")
    page.goto(host(site.output, "/archive/") + ARTICLE)
    page.wait_for_function("window.counted === 42")
    assert page.locator("html").get_attribute("data-own") == "ran"
    assert page.locator("#talk").inner_text() == "three comments"
    assert page.locator("#talk").evaluate("one => getComputedStyle(one).color") == "rgb(1, 2, 3)"
    assert page.frame_locator("article iframe").locator("h1").inner_text() == "played"


def test_without_it_nothing_of_another_site_is_loaded(
    site: SiteFolder, host: Host, browser: Browser, tmp_path: Path
) -> None:
    other = elsewhere(tmp_path / "other", host)
    busy(site, other)
    page, blocked, asked = browser.new_page(), list[ConsoleMessage](), list[str]()
    page.on("console", lambda message: blocked.append(message) if "Content Security Policy" in message.text else None)
    page.on("requestfinished", lambda request: asked.append(request.url))
    page.goto(host(site.output, "/archive/") + ARTICLE)
    page.wait_for_load_state("load")
    assert page.evaluate("[window.start, window.counted ?? null]") == [41, None]
    assert page.locator("html").get_attribute("data-own") == "ran" and page.locator("iframe").count() == 0
    assert len(blocked) >= 3 and not [url for url in asked if url.startswith(other)]
    page.close()
