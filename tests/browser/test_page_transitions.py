"""Pages that pass into each other where a reader does not mind motion, by styles alone."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page
from support import SiteFolder

Host = Callable[[Path, str], str]
# On each page: whether it came by a transition, said when that is over, and how far things moved meanwhile.
WATCH = """
window.turn = new Promise((resolve) => addEventListener("pagereveal", async ({ viewTransition }) => {
  if (viewTransition) await viewTransition.finished;
  resolve(Boolean(viewTransition));
}));
// As a reader has it: on a page that was seen.
window.seen = new Promise((resolve) => new PerformanceObserver(() => resolve()).observe({ type: "paint", buffered: true }));
window.shift = 0;
new PerformanceObserver((list) => list.getEntries().forEach((entry) => (window.shift += entry.value)))
  .observe({ type: "layout-shift", buffered: true });
"""


@pytest.mark.parametrize(("motion", "are_passing"), [("no-preference", True), ("reduce", False)])
def test_a_listing_passes_into_its_article_unless_the_reader_minds_motion(
    ten_articles: SiteFolder, browser: Browser, host: Host, motion: str, are_passing: bool
) -> None:
    ten_articles.build(base_url="http://localhost/")
    listing = host(ten_articles.output, "/") + "sections/سياسة/"
    context = browser.new_context(viewport={"width": 390, "height": 844}, reduced_motion=motion)
    context.add_init_script(WATCH)
    page = context.new_page()
    assert turned(page, listing) is are_passing
    page.go_back()
    page.wait_for_selector("body.on-listing")
    context.close()


def turned(page: Page, listing: str) -> bool:
    """Whether the way from a listing to its first article was a passing one; the article is there, and at rest."""
    page.goto(listing)
    assert page.evaluate("seen.then(() => turn)") is False
    link = page.locator("main article a").first
    title = link.inner_text()
    with page.expect_navigation():  # whoever looks into a page before its styles have come ends the passing
        link.click()
    is_passing: bool = page.evaluate("turn")
    assert page.locator("h1").inner_text() == title
    assert page.evaluate("shift") <= 0.02
    return is_passing
