"""A reader takes the whole archive along as one file, put together from its months."""

from __future__ import annotations

import csv
import gzip
import io
import json
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect
from support import SITE_YAML, SiteFolder

Host = Callable[[Path, str], str]


@pytest.fixture
def shared(site: SiteFolder) -> SiteFolder:
    site.write("site.yaml", SITE_YAML + "data: [jsonl, csv]\n")
    for month in range(1, 6):
        site.article(f"a{month}", date=f"2024-0{month}-11", description="'فيه \"اقتباس\", وفاصلة'")
    site.article("none", date="")
    site.build()
    return site


def taken(page: Page, name: str) -> bytes:
    with page.expect_download() as download:
        page.get_by_role("button", name=name).click()
    assert download.value.suggested_filename == name
    expect(page.get_by_role("status")).to_have_text("اكتمل الملف.")
    return Path(download.value.path()).read_bytes()


@pytest.mark.parametrize("theme", ["jarida", "warqa"])
def test_every_line_of_every_month_is_in_the_one_file(shared: SiteFolder, host: Host, page: Page, theme: str) -> None:
    shared.write("site.yaml", (shared.root / "site.yaml").read_text() + f"theme: {theme}\n")
    shared.build()
    page.goto(host(shared.output, "/archive/") + "data/")
    rows = gzip.decompress(taken(page, "articles.jsonl.gz")).splitlines()
    months = sorted((shared.output / "data/months").glob("*.jsonl.gz"))
    assert sorted(rows) == sorted(line for one in months for line in gzip.decompress(one.read_bytes()).splitlines())
    assert {json.loads(row)["title"] for row in rows} == {"مقال none", *(f"مقال a{month}" for month in range(1, 6))}


def test_a_table_of_the_whole_has_one_heading(shared: SiteFolder, host: Host, page: Page) -> None:
    page.goto(host(shared.output, "/archive/") + "data/")
    text = gzip.decompress(taken(page, "articles.csv.gz")).decode()
    rows = list(csv.DictReader(io.StringIO(text, newline="")))
    assert [row["title"] for row in rows].count("title") == 0
    assert len(rows) == 6
    assert {row["description"] for row in rows} == {"", 'فيه "اقتباس", وفاصلة'}


def test_a_month_that_cannot_be_reached_is_told_and_nothing_is_saved(
    shared: SiteFolder, host: Host, page: Page
) -> None:
    page.goto(host(shared.output, "/archive/") + "data/")
    (shared.output / "data/months/2024-03.jsonl.gz").unlink()
    page.get_by_role("button", name="articles.jsonl.gz").click()
    expect(page.get_by_role("status")).to_contain_text("تعذّر الوصول")
    expect(page.get_by_role("button", name="articles.jsonl.gz")).to_be_enabled()


def test_without_scripts_months_lead_to_their_files_all_the_same(
    shared: SiteFolder, host: Host, browser: Browser
) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(host(shared.output, "/archive/") + "data/")
    assert page.get_by_role("button", name="articles.jsonl.gz").count() == 0
    page.goto(host(shared.output, "/archive/") + "2024/03/")
    with page.expect_download() as download:
        page.locator('a[href$="2024-03.jsonl.gz"]').click()
    assert "مقال a3" in gzip.decompress(Path(download.value.path()).read_bytes()).decode()
    context.close()
