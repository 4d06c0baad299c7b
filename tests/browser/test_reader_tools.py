"""What readers take along: citations that other programs read, addresses, paper; and how they like to read."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import bibtexparser
import pytest
import rispy
from playwright.sync_api import Browser, BrowserContext, Page
from support import SiteFolder

Host = Callable[[Path, str], str]
TITLE = "«بطل» 50% من {الناس} | a_b & c$ #1 ~ ^"
ADDRESS = "https://example.org/archive/2025/02/%D8%AD%D8%A8%D8%B1/"
FORMATS = {"bibtex": "BibTeX", "ris": "RIS", "csl": "CSL-JSON", "ar": "ويكيبيديا العربية", "en": "ويكيبيديا الإنجليزية"}


@pytest.fixture
def kept(site: SiteFolder) -> SiteFolder:
    origin = {"publisher": "صحيفة الساحل", "page": '"4"', "issue_number": '"311"', "id": "01hx3k"}
    names = {"authors": "[ليلى and الحداد, Jane Q. Public]", "url": "/2025/02/حبر/"}
    site.article("a", date="2025-02-13T08:30:00+03:00", title=f"'{TITLE}'", **origin, **names)
    site.article("month", date="2011-02", title="شهر", url="/2011/02/month/", lang="en")
    site.article("doubt", date="2011-02-12", date_range="2011-02-12/2011-02-14", url="/2011/02/doubt/")
    site.article("undated", date="", url="/undated/none/")
    site.build()
    return site


@pytest.fixture
def reader(browser: Browser) -> Iterator[BrowserContext]:
    context = browser.new_context(
        viewport={"width": 390, "height": 800}, permissions=["clipboard-read", "clipboard-write"], accept_downloads=True
    )
    context.set_default_timeout(10_000)
    yield context
    context.close()


def cited(page: Page, address: str) -> dict[str, str]:
    page.goto(address)
    page.get_by_role("button", name="الاستشهاد بالمقال").click()
    found = {}
    for key, name in FORMATS.items():
        page.get_by_role("radio", name=name).check()
        found[key] = page.get_by_role("textbox", name="نصّ الاستشهاد").input_value()
    return found


def test_programs_read_the_citations_as_they_were_meant(kept: SiteFolder, host: Host, page: Page) -> None:
    base = host(kept.output, "/archive/")
    found = cited(page, base + "2025/02/حبر/")
    (entry,) = bibtexparser.parse_string(found["bibtex"]).entries
    fields = {name: field.value for name, field in entry.fields_dict.items()}
    assert (entry.entry_type, entry.key) == ("article", "01hx3k")
    assert fields["entrysubtype"] == "newspaper" and fields["langid"] == "arabic"
    assert fields["author"] == "{ليلى and الحداد} and {Jane Q. Public}"
    assert fields["date"] == "2025-02-13" and fields["journaltitle"] == "صحيفة الساحل"
    assert fields["url"] == ADDRESS and fields["pages"] == "4"
    latex = (
        r"{«بطل» 50\% من \textbraceleft{}الناس\textbraceright{} | a\_b \& c\$ \#1 \textasciitilde{} \textasciicircum{}}"
    )
    assert fields["title"] == latex
    (record,) = rispy.loads(found["ris"])
    assert record["type_of_reference"] == "NEWS" and record["authors"] == ["ليلى and الحداد", "Jane Q. Public"]
    assert record["title"] == TITLE and record["secondary_title"] == "صحيفة الساحل"
    assert record["date"] == "2025/02/13/" and record["urls"] == [ADDRESS]
    (item,) = json.loads(found["csl"])
    assert item["type"] == "article-newspaper" and item["title"] == TITLE and item["URL"] == ADDRESS
    assert item["author"] == [{"literal": "ليلى and الحداد"}, {"literal": "Jane Q. Public"}]
    assert item["issued"] == {"date-parts": [[2025, 2, 13]]}


def test_a_device_that_shares_is_offered_it(kept: SiteFolder, host: Host, page: Page) -> None:
    address = host(kept.output, "/archive/") + "2025/02/حبر/"
    page.add_init_script("navigator.share = undefined")
    page.goto(address)
    assert not page.get_by_role("button", name="مشاركة").is_visible()
    page.add_init_script("navigator.share = async (what) => { self.shared = what; }")
    page.goto(address)
    page.get_by_role("button", name="مشاركة").click()
    assert page.evaluate("self.shared") == {"title": TITLE, "url": ADDRESS}


def test_wikipedia_is_given_its_own_templates(kept: SiteFolder, host: Host, page: Page) -> None:
    base = host(kept.output, "/archive/")
    found = cited(page, base + "2025/02/حبر/")
    title = "«بطل» 50% من &#123;الناس&#125; &#124; a_b & c$ #1 ~ ^"
    assert found["ar"].startswith("{{استشهاد بخبر |مؤلف1=ليلى and الحداد |مؤلف2=Jane Q. Public |عنوان=" + title)
    assert f"|مسار={ADDRESS} |صحيفة=صحيفة الساحل |تاريخ=2025-02-13 |صفحة=4 |لغة=ar |تاريخ الوصول=20" in found["ar"]
    assert found["en"].startswith("{{cite news |author1=") and found["en"].endswith("|via=أرشيف الاختبار}}\n")
    month = cited(page, base + "2011/02/month/")
    assert "|تاريخ=فبراير 2011 |" in month["ar"] and "|date=February 2011 |" in month["en"]
    assert "|newspaper=أرشيف الاختبار |" in month["en"] and "|language=en |" in month["en"] and "via" not in month["en"]


def test_doubt_about_a_date_is_cited_and_no_date_is_made_up(kept: SiteFolder, host: Host, page: Page) -> None:
    base = host(kept.output, "/archive/")
    doubtful = cited(page, base + "2011/02/doubt/")
    assert "date = {2011-02-12/2011-02-14}" in doubtful["bibtex"]
    assert json.loads(doubtful["csl"])[0]["issued"] == {"date-parts": [[2011, 2, 12], [2011, 2, 14]], "circa": True}
    undated = cited(page, base + "undated/none/")
    assert "issued" not in json.loads(undated["csl"])[0] and "DA  -" not in undated["ris"]
    assert " date =" not in undated["bibtex"] and "|date=" not in undated["en"]


def test_a_citation_is_copied_and_saved_by_keyboard_alone(kept: SiteFolder, host: Host, reader: BrowserContext) -> None:
    page = reader.new_page()
    page.goto(host(kept.output, "/archive/") + "2025/02/حبر/")
    opener = page.get_by_role("button", name="الاستشهاد بالمقال")
    opener.focus()
    page.keyboard.press("Enter")
    page.get_by_role("dialog", name="الاستشهاد بهذا المقال").wait_for()
    assert page.evaluate("document.activeElement.type") == "radio"
    page.keyboard.press("ArrowDown")
    assert page.get_by_role("radio", name="RIS").is_checked()
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.get_by_role("status").filter(has_text="نُسخ").wait_for(state="attached")
    copied = page.evaluate("navigator.clipboard.readText()")
    assert rispy.loads(copied)[0]["title"] == TITLE
    page.keyboard.press("Tab")
    with page.expect_download() as started:
        page.keyboard.press("Enter")
    assert started.value.suggested_filename == "01hx3k.ris"
    assert rispy.loads(Path(started.value.path()).read_text(encoding="utf-8"))[0]["title"] == TITLE
    page.keyboard.press("Escape")
    assert not page.get_by_role("dialog").is_visible()
    assert page.evaluate("document.activeElement.textContent") == "الاستشهاد بالمقال"


def test_the_link_is_copied_whole_and_said_to_be(kept: SiteFolder, host: Host, reader: BrowserContext) -> None:
    page = reader.new_page()
    page.goto(host(kept.output, "/archive/") + "2025/02/حبر/")
    page.get_by_role("button", name="نسخ الرابط").click()
    page.get_by_role("status").filter(has_text="نُسخ").wait_for(state="attached")
    assert page.evaluate("navigator.clipboard.readText()") == ADDRESS


def test_paper_shows_the_address_and_how_to_cite_and_no_navigation(kept: SiteFolder, host: Host, page: Page) -> None:
    page.goto(host(kept.output, "/archive/") + "2025/02/حبر/")
    page.emulate_media(media="print")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    printed = page.locator("body").inner_text()
    citation = "ليلى and الحداد، Jane Q. Public، «" + TITLE + "»، صحيفة الساحل، الخميس 13 فبراير 2025."
    assert f"{citation} https://example.org/archive/2025/02/حبر/" in printed
    assert page.get_by_role("navigation").count() == 0 and page.get_by_role("button").count() == 0
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"


def test_without_scripts_nothing_is_offered_that_does_not_work(kept: SiteFolder, host: Host, browser: Browser) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(host(kept.output, "/archive/") + "2025/02/حبر/")
    assert page.locator("button:visible").all_inner_texts() == ["ابحث"]
    context.close()


def test_text_size_and_colours_are_there_before_the_first_paint(
    kept: SiteFolder, host: Host, reader: BrowserContext
) -> None:
    page, base = reader.new_page(), host(kept.output, "/archive/")
    page.goto(base)
    page.get_by_role("button", name="العرض").click()
    page.get_by_role("radio", name="أكبر").check()
    page.get_by_role("radio", name="داكنة").check()
    page.keyboard.press("Escape")
    page.add_init_script(
        "new PerformanceObserver((list) => { globalThis.painted ||= list.getEntries().map(() => ["
        "getComputedStyle(document.documentElement).fontSize, document.documentElement.dataset.theme]); })"
        ".observe({ type: 'paint', buffered: true })"
    )
    page.route("**/assets/jarida.js", lambda route: route.abort())
    page.goto(base + "2025/02/حبر/")
    painted = page.evaluate(
        "new Promise((done) => { const look = () => globalThis.painted ? done(painted) : setTimeout(look, 20); look(); })"
    )
    assert painted[0] == ["21.6px", "dark"]
