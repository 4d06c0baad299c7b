"""The report on an import, as an editor meets it: in Chromium, by mouse and by keyboard."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from playwright.sync_api import Page
from support import SiteFolder, warraq

from generator.disk.files import fingerprint

SURE = """\
صحيفة المنارة
الثلاثاء 4 مارس 2025

المعرض السنوي للكتاب يفتح أبوابه أمام القراء

أعلنت إدارة المعرض في بيان وزعته على الصحف أن الدورة الجديدة ستفتح أبوابها للزوار في الموعد المقرر.

وأضافت الإدارة أن الدخول إلى جميع القاعات سيكون بالمجان للطلاب وكبار السن طوال أيام المعرض العشرة.
"""
UNDATED = """\
الصيادون <script>document.title='broken'</script> ينتظرون نهاية الترميم

قال رئيس جمعية الصيادين "إن القوارب ستعود" إلى الميناء <img src=x onerror="document.title='broken'"> بعد انتهاء الأعمال.

ويأمل الصيادون أن تنتهي الأعمال قبل موسم الصيد، لأن نقل الشباك والقوارب يكلفهم وقتا ومالا كثيرا.
"""
HOSTILE = "</script><script>document.title='broken'</script>"


@pytest.fixture
def report(site: SiteFolder, page: Page) -> Page:
    site.write("seeds/sure.txt", SURE)
    site.write("seeds/undated.txt", UNDATED)
    site.write("seeds/decisions.yaml", f'{fingerprint(SURE.encode())}:\n  dateline: "{HOSTILE}"\n')
    done = warraq("import", "--site", str(site.root), "--report", str(site.root / "r.html"))
    assert (site.root / "r.html").is_file(), done.stderr
    page.goto((site.root / "r.html").as_uri())
    return page


def saved(report: Page) -> str:
    with report.expect_download() as waiting:
        report.get_by_role("button", name="Save decisions.yaml").press("Enter")
    return Path(waiting.value.path()).read_text(encoding="utf-8")


def test_the_doubtful_come_first_and_every_line_has_its_role_in_words(report: Page) -> None:
    first, second = report.locator("details.article").all()
    assert first.get_attribute("open") is not None and "check this" in first.locator("summary").inner_text()
    assert second.get_attribute("open") is None
    lines = [line for line in UNDATED.split("\n") if line]
    assert first.locator(".source .text").all_inner_texts() == lines
    assert first.locator(".source .role").all_inner_texts() == ["title", "lede", "body"]


def test_hostile_seeds_run_nothing(report: Page) -> None:
    assert report.title() == "Import report"
    assert report.locator("main script, main img").count() == 0


def test_what_is_decided_by_keyboard_is_saved_and_applied(report: Page, site: SiteFolder) -> None:
    article = report.locator("details.article").first
    article.get_by_label("date", exact=True).focus()
    report.keyboard.type("2011-02-25")
    article.get_by_label("drop line 5").focus()
    report.keyboard.press("Space")
    assert report.locator("#count").inner_text() == "decided on 2"
    said = saved(report)
    assert yaml.safe_load(said)[fingerprint(UNDATED.encode())] == {"date": "2011-02-25", "drop": [5]}
    site.write("seeds/decisions.yaml", said)
    assert "1 changed" in warraq("import", "--site", str(site.root)).stdout
    (place,) = (site.root / "content").rglob("*الصيادون*.md")
    text = place.read_text(encoding="utf-8")
    assert "date: 2011-02-25" in text and "ويأمل الصيادون" not in text


def test_a_field_that_is_right_can_be_said_so_and_what_was_decided_before_is_kept(report: Page) -> None:
    article = report.locator("details.article").first
    article.locator('input[data-accept="title"]').check()
    said = yaml.safe_load(saved(report))
    assert said[fingerprint(UNDATED.encode())]["title"].startswith("الصيادون")
    assert said[fingerprint(SURE.encode())] == {"dateline": HOSTILE}


def test_a_date_that_is_none_is_not_saved(report: Page) -> None:
    article = report.locator("details.article").first
    article.get_by_label("date", exact=True).fill("غدا")
    report.get_by_role("button", name="Save decisions.yaml").click()
    assert article.locator('input[name="date"]').evaluate("input => document.activeElement === input")


@pytest.mark.parametrize("width", [320, 1280])
def test_nothing_hangs_over_the_edge(report: Page, width: int) -> None:
    report.set_viewport_size({"width": width, "height": 800})
    for article in report.locator("details.article").all():
        article.evaluate("one => { one.open = true }")
    assert report.evaluate("document.documentElement.scrollWidth") <= width


def test_of_thousands_of_articles_some_are_shown_in_full_and_all_are_listed(site: SiteFolder, page: Page) -> None:
    rows = (
        f'{{"title": "خبر {number} من الميناء", "date": "2011-02-25", "text": "'
        + f"كلمة {number} عن الميناء " * 12
        + '"}'
        for number in range(1_500)
    )
    site.write("seeds/many.jsonl", "\n".join(rows))
    warraq("import", "--site", str(site.root), "--dry-run", "--report", str(site.root / "r.html"))
    page.goto((site.root / "r.html").as_uri())
    assert (
        "1500 seeds" in page.locator("header").inner_text()
        and "the other 1400 are listed" in page.locator("header").inner_text()
    )
    assert (page.locator("details.article").count(), page.locator("main > table tbody tr").count()) == (100, 1400)
