"""The search page of an archive whose interface is English and whose articles are Arabic."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from support import SITE_YAML, SiteFolder

Host = Callable[[Path, str], str]


@pytest.fixture
def results(site: SiteFolder, host: Host, page: Page) -> Page:
    site.write("site.yaml", SITE_YAML + "language: en\n")
    site.article("arabic", title="زيارة إلى موسكو", body="قال الوزير إن الزيارة ستتم قريبا جدا.\n", lang="ar")
    site.article("english", title="A visit to موسكو", body="The minister was there.\n")
    site.build()
    page.goto(f"{host(site.output, '/archive/')}search/?q=موسكو")
    expect(page.locator("#search-status")).to_have_text("2 results")
    return page


def test_a_title_stands_on_the_side_of_its_text(results: Page) -> None:
    for title, side in (("زيارة إلى موسكو", "rtl"), ("A visit to موسكو", "ltr")):
        result = results.locator("#search-results li", has_text=title)
        for part in ("h2", ".result-snippet"):
            expect(result.locator(part)).to_have_css("direction", side)


def test_names_to_narrow_by_stand_beside_their_boxes(results: Page) -> None:
    results.set_viewport_size({"width": 1280, "height": 900})
    label = results.locator(".choice label", has_text="سياسة")
    expect(label).to_be_visible()
    box, name = label.locator("input").bounding_box(), label.locator("bdi").bounding_box()
    assert box is not None
    assert name is not None
    assert 0 < name["x"] - (box["x"] + box["width"]) < 20
    assert name["width"] < 100
