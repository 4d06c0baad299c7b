"""A person who opens a feed in a browser can read it, and gets out of it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page
from support import SITE_YAML, SiteFolder


@pytest.mark.parametrize("name", ["feed.xml", "rss.xml"])
def test_an_opened_feed_shows_articles_and_leads_to_them(
    ten_articles: SiteFolder, host: Callable[[Path, str], str], page: Page, name: str
) -> None:
    ten_articles.write("site.yaml", SITE_YAML + "feeds: [atom, rss]\n")
    base = host(ten_articles.output, "/")
    ten_articles.build(base_url=base)
    page.goto(base + name)
    assert page.get_by_text("انسخ عنوانها إلى برنامجك").is_visible()
    first = page.get_by_text("مقال a9", exact=True).and_(page.locator("a"))
    assert first.is_visible()
    shown = page.evaluate("document.documentElement.innerText || document.documentElement.textContent")
    assert page.evaluate("getComputedStyle(document.documentElement).direction") == "rtl", shown
    assert not page.get_by_text("urn:warraq:").first.is_visible()
    assert not page.get_by_text("<div", exact=False).first.is_visible()
    first.click()
    page.wait_for_url("**/2024/01/**")
    assert page.locator("h1").inner_text() == "مقال a9"


def test_an_opened_archive_document_shows_titles(
    ten_articles: SiteFolder, host: Callable[[Path, str], str], page: Page
) -> None:
    ten_articles.write("site.yaml", "title: أرشيف الاختبار\nfeed_articles: 1\n")
    ten_articles.build()
    page.goto(host(ten_articles.output, "/") + "feeds/2015-2019.xml")
    assert page.get_by_text("مقال a3", exact=True).is_visible()


@pytest.mark.parametrize("name", ["feed.xml", "rss.xml"])
def test_an_opened_feed_of_cards_shows_no_markup(
    ten_articles: SiteFolder, host: Callable[[Path, str], str], page: Page, name: str
) -> None:
    """Its base path is not the host's root, and its site's language does not run as its articles do."""
    ten_articles.article("english", date="2025-01-01", lang="en", title="Tea", body="Tea & biscuits.\n")
    ten_articles.write("site.yaml", SITE_YAML + "term_feeds: [atom, rss]\n")
    base = host(ten_articles.output, "/archive/")
    ten_articles.build(base_url=base)
    page.goto(f"{base}sections/سياسة/{name}")
    assert not page.get_by_text("<div", exact=False).first.is_visible()
    if name == "feed.xml":
        lede = page.get_by_text("Tea & biscuits.", exact=True)
        assert lede.is_visible() and lede.evaluate("element => getComputedStyle(element).direction") == "ltr"
    page.get_by_text("Tea", exact=True).and_(page.locator("a")).click()
    page.wait_for_url("**/archive/2025/01/**")
    assert page.locator("h1").inner_text() == "Tea"
