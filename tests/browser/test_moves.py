"""Old URLs lead readers to the article, however often it moved."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from urllib.parse import unquote

from playwright.sync_api import Page, expect
from support import SiteFolder, warraq

Host = Callable[[Path, str], str]


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
