"""A reader in Chromium finds a person under each of the names that terms.yaml gives, in one file and in shards."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from urllib.parse import quote

import pytest
from playwright.sync_api import Page, expect
from support import SITE_YAML, SiteFolder

Host = Callable[[Path, str], str]
TERMS = """\
terms:
  - id: putin
    name:
      ar: فلاديمير بوتين
    variants: [بوتين, بوتن, Putin, Poutine]
"""


@pytest.fixture(scope="module", params=[0, 305], ids=["one file", "shards"])
def built(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> SiteFolder:
    site = SiteFolder(tmp_path_factory.mktemp("variants") / "site")
    site.write("site.yaml", SITE_YAML)
    site.write("terms.yaml", TERMS)
    site.article("arabic", "2024-03-01", "وصل الرئيس وبوتين إلى المدينة.\n", title="وصول")
    site.article("spelled", "2024-04-01", "لبوتن رأي آخر.\n", title="رأي")
    site.article("latin", "2024-05-01", "كتب على اللوحة: Putin.\n", title="لوحة")
    for number in range(request.param):
        site.article(f"f{number}", f"2020-{1 + number % 12:02}-03", f"حشو رقم {number}.\n", title=f"حشو {number}")
    site.build()
    return site


@pytest.mark.parametrize("query", ["بوتين", "لبوتن ", "PUTIN ", "Poutine ", '+Putin -"رأي آخر"', '"الرئيس بوتن"'])
def test_each_name_finds_all_and_marks_them_as_they_are_written(
    built: SiteFolder, host: Host, page: Page, query: str
) -> None:
    page.goto(f"{host(built.output, '/archive/')}search/?q={quote(query)}")
    found = page.locator("#search-results h2")
    wanted = {'+Putin -"رأي آخر"': ["لوحة", "وصول"], '"الرئيس بوتن"': ["وصول"]}.get(query, ["رأي", "لوحة", "وصول"])
    expect(found).to_have_count(len(wanted))
    assert sorted(found.all_text_contents()) == wanted
    written = {"وصول": "وبوتين", "رأي": "لبوتن", "لوحة": "Putin"}
    for title in wanted:
        marks = page.locator("#search-results li", has_text=title).locator("mark")
        expect(marks.filter(has_text=written[title])).to_have_count(1)
