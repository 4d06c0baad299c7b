"""The front page and today's date."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page
from support import SiteFolder


@pytest.fixture
def front(site: SiteFolder, host: Callable[[Path, str], str], browser: Browser) -> Callable[[datetime], Page]:
    for year in range(2018, 2024):
        site.article(f"a{year}", date=f"{year}-11-24")
    site.article("last", date="2025-12-31")
    site.build(base_url="https://example.org/")

    def opened(day: datetime) -> Page:
        page = browser.new_page()
        page.clock.set_fixed_time(day)
        page.goto(host(site.output, "/"))
        return page

    return opened


def test_the_front_page_shows_what_stands_under_today(front: Callable[[datetime], Page]) -> None:
    page = front(datetime(2026, 11, 24, 12))
    page.wait_for_selector(".today li")
    assert page.locator(".today li").count() == 4
    assert page.locator(".today li").first.inner_text().split("\n")[0].startswith("مقال a2023")
    link = page.locator(".today h2 a")
    assert link.inner_text() == "في مثل هذا اليوم: 24 نوفمبر"
    assert (link.get_attribute("href") or "").endswith("/on-this-day/11-24/")


@pytest.mark.parametrize("day", [datetime(2026, 11, 25, 12), datetime(2026, 12, 30, 12)])
def test_on_a_day_without_articles_a_link_leads_to_all_days(front: Callable[[datetime], Page], day: datetime) -> None:
    page = front(day)
    page.wait_for_timeout(200)
    assert page.locator(".today li").count() == 0
    assert page.locator(".today h2 a").get_attribute("href") == "/on-this-day/"


def test_the_last_day_of_a_long_month_is_found(front: Callable[[datetime], Page]) -> None:
    page = front(datetime(2026, 12, 31, 12))
    page.wait_for_selector(".today li")
    assert page.locator(".today li").all_inner_texts()[0].startswith("مقال last")
