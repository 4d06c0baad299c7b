"""What the search page offers a reader in Chromium, over one whole index and over shards."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from urllib.parse import parse_qs, quote, urlsplit

import pytest
from playwright.sync_api import Browser, Page, expect
from support import NOW, SITE_YAML, SiteFolder

from benchmarks.common.articles import write_site

Host = Callable[[Path, str], str]
ADJACENT = "اجتمع مجلس الأمن الدولي في جلسة طارئة.\n"
APART = "قال ما قال.\n\nإن مجلس القبيلة اجتمع مع رجال الأمن.\n"


def with_own_articles(site: SiteFolder) -> SiteFolder:
    """Articles whose words nothing else says, beside whatever the site holds."""
    site.article("adjacent", date="2019-05-03", title="جلسة الليل", body=ADJACENT, section="سياسة", tags="[أمم]")
    site.article("apart", date="2020-07-04", title="حديث القبيلة", body=APART, section="ثقافة", tags="[قبائل]")
    site.article("kyiv", date="2021-02-01", title="زيارة إلى أوكرانيا", authors="[سوسن الدباغ]", publisher="الضفاف")
    for number in range(24):
        date = f"20{16 + number % 6}-{1 + number % 12:02}-1{number % 9}"
        section = ("سياسة", "ثقافة")[number % 2]
        site.article(f"row{number}", date=date, title=f"قرنفل رقم {number}", body="ورد وقرنفل.\n", section=section)
    site.build(now=NOW, base_url="https://example.org/some/base/")
    return site


@pytest.fixture(scope="module", params=["whole", "shards"])
def archive(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> SiteFolder:
    site = SiteFolder(tmp_path_factory.mktemp(request.param) / "site")
    if request.param == "shards":
        write_site(site.root, 320)
    site.write("site.yaml", SITE_YAML)
    return with_own_articles(site)


@pytest.fixture
def search(archive: SiteFolder, host: Host, page: Page) -> Callable[[str], Page]:
    base = host(archive.output, "/some/base/")

    def open_page(address: str) -> Page:
        page.goto(f"{base}search/{address}")
        return page

    return open_page


def asked(page: Page) -> dict[str, list[str]]:
    return parse_qs(urlsplit(page.url).query)


def titles(page: Page) -> list[str]:
    return page.locator("#search-results h2").all_text_contents()


def test_results_follow_what_is_typed_and_are_marked_as_printed(search: Callable[[str], Page]) -> None:
    page = search("")
    page.keyboard.press("/")
    page.keyboard.type("اوكرانيا", delay=20)
    expect(page.locator("#search-results mark").first).to_have_text("أوكرانيا")
    expect(page.locator("#search-status")).to_have_text("نتيجة واحدة")
    assert asked(page) == {"q": ["اوكرانيا"]}


def test_the_beginning_of_a_word_finds_it_already(search: Callable[[str], Page]) -> None:
    page = search(f"?q={quote('اوكر')}")
    expect(page.locator("#search-results h2").first).to_have_text("زيارة إلى أوكرانيا")
    expect(page.locator("#search-hint")).to_contain_text("اوكر")


def test_a_phrase_finds_articles_that_say_it_word_by_word(search: Callable[[str], Page]) -> None:
    page = search(f"?q={quote('مجلس الامن')}")
    expect(page.locator("#search-results li")).to_have_count(2)
    page = search(f"?q={quote('«مجلس الامن»')}")
    expect(page.locator("#search-results h2")).to_have_text(["جلسة الليل"])
    expect(page.locator("#search-status")).to_have_text("نتيجة واحدة")
    page = search(f"?q={quote('مجلس -«مجلس الامن»')}")
    expect(page.locator("#search-results h2")).to_have_text(["حديث القبيلة"])


def test_articles_that_cannot_be_read_for_a_phrase_are_admitted(search: Callable[[str], Page]) -> None:
    page = search("")
    page.route("**/2020/**", lambda route: route.fulfill(status=404, body=""))
    page.fill("#search-input", "«مجلس القبيله»")
    expect(page.locator("#search-status")).to_contain_text("تعذّرت قراءة 1")


def test_words_are_shown_where_the_article_says_them(archive: SiteFolder, host: Host, page: Page) -> None:
    archive.article("deep", date="2018-01-01", title="تقرير", body=f"{'كلام طويل جدا ' * 20}\n\nثم ظهر زنبق.\n")
    archive.build(now=NOW, base_url="https://example.org/some/base/")
    page.goto(f"{host(archive.output, '/some/base/')}search/?q={quote('زنبق')}")
    expect(page.locator(".result-snippet mark")).to_have_text("زنبق")


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("كاتب:سوسن", ["زيارة إلى أوكرانيا"]),
        ("tag:قبائل", ["حديث القبيلة"]),
        ("title:القبيلة", ["حديث القبيلة"]),
        ("مجلس section:ثقافه", ["حديث القبيلة"]),
        ("مجلس -قسم:ثقافة", ["جلسة الليل"]),
        ("publisher:الضفاف", ["زيارة إلى أوكرانيا"]),
        ("+مجلس القبيلة -جلسة", ["حديث القبيلة"]),
    ],
)
def test_operators_narrow_a_query(search: Callable[[str], Page], query: str, found: list[str]) -> None:
    page = search(f"?q={quote(query)}")
    expect(page.locator("#search-results h2")).to_have_text(found)


def test_names_narrow_results_and_count_what_they_leave(search: Callable[[str], Page]) -> None:
    page = search(f"?q={quote('قرنفل')}")
    expect(page.locator("#search-status")).to_have_text("24 نتيجة")
    group = page.locator("details.choice").filter(has_text="القسم")
    if group.get_attribute("open") is None:
        group.locator("summary").click()
    culture = group.locator("label").filter(has_text="ثقافة")
    expect(culture.locator(".meta")).to_have_text("12")
    culture.locator("input").check()
    expect(page.locator("#search-status")).to_have_text("12 نتيجة")
    assert asked(page)["section"] == ["ثقافة"]
    page.get_by_role("button", name="أزل: ثقافة").click()
    expect(page.locator("#search-status")).to_have_text("24 نتيجة")
    page.go_back()
    expect(page.locator("#search-status")).to_have_text("12 نتيجة")


def test_the_months_narrow_results_by_keys_alone(search: Callable[[str], Page]) -> None:
    page = search(f"?q={quote('قرنفل')}")
    bars = page.get_by_role("listbox", name="زمن النشر")
    bars.focus()
    page.keyboard.press("End")
    page.keyboard.press("Home")
    for _ in range(11):
        page.keyboard.press("Shift+ArrowLeft")
    page.keyboard.press("Enter")
    expect(page.locator(".chip")).to_have_count(1)
    first, last = asked(page)["from"][0], asked(page)["to"][0]
    assert first.endswith("-01") and last == f"{first[:4]}-12"
    page.locator(".ends select").first.select_option("2020-05")
    expect(page.locator(".chip")).to_contain_text("2020")
    bars.focus()
    page.keyboard.press("Escape")
    expect(page.locator("#search-status")).to_have_text("24 نتيجة")


def test_a_link_restores_all_that_was_asked(search: Callable[[str], Page]) -> None:
    page = search(f"?q={quote('قرنفل')}&from=2017-01&to=2021-12&section={quote('ثقافة')}&sort=date")
    expect(page.locator(".chip")).to_have_count(2)
    expect(page.locator("#search-input")).to_have_value("قرنفل")
    expect(page.get_by_role("radio", name="الأحدث")).to_be_checked()
    dates = page.locator(".result time").evaluate_all("times => times.map(time => time.dateTime)")
    assert dates and dates == sorted(dates, reverse=True)
    assert all("2017-01" <= date[:7] <= "2021-12" for date in dates)


def test_results_go_on_without_limit_and_the_address_keeps_how_far(search: Callable[[str], Page]) -> None:
    page = search(f"?q={quote('قرنفل')}")
    for count in (20, 24):
        page.locator("#search-more").click()
        expect(page.locator("#search-results li")).to_have_count(count)
    expect(page.locator("#search-more")).to_be_hidden()
    page.reload()
    expect(page.locator("#search-results li")).to_have_count(24)


def test_suggestions_are_a_combobox_by_keys_alone(search: Callable[[str], Page]) -> None:
    page = search("")
    page.keyboard.press("/")
    page.keyboard.type("سوس", delay=20)
    box = page.get_by_role("combobox", name="ابحث في الأرشيف")
    expect(page.get_by_role("option", name="سوسن الدباغ")).to_be_visible()
    expect(box).to_have_attribute("aria-expanded", "true")
    page.keyboard.press("ArrowDown")
    expect(box).to_have_attribute("aria-activedescendant", "search-option-0")
    page.keyboard.press("Escape")
    expect(box).to_have_attribute("aria-expanded", "false")
    page.keyboard.type("ن")
    expect(page.get_by_role("option", name="سوسن الدباغ")).to_be_visible()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_contain_text("سوسن الدباغ")


COUNT_SEARCHES = """
let made;
Object.defineProperty(globalThis, "warraqTools", {
  get: () => (page) => {
    const { engine } = page;
    globalThis.searches = [];
    for (const [owner, name] of [[engine, "search"], [engine.index, "rank"]]) {
      const own = owner[name].bind(owner);
      owner[name] = (...rest) => {
        globalThis.searches.push(name);
        return own(...rest);
      };
    }
    return made(page);
  },
  set: (value) => (made = value),
});
"""


@pytest.mark.parametrize("typed", ["قرنفل", "قرنف", "جلسة"])
def test_each_key_asks_the_engine_once(archive: SiteFolder, host: Host, page: Page, typed: str) -> None:
    """Results, counts and suggestions share one evaluation, also of a word that is not typed to its end."""
    page.add_init_script(COUNT_SEARCHES)
    page.goto(f"{host(archive.output, '/some/base/')}search/")
    page.keyboard.press("/")
    expect(page.get_by_role("combobox")).to_be_visible()  # the second script has come
    page.keyboard.type(typed[:-1])
    expect(page.locator("#search-results mark").first).to_be_visible()
    page.wait_for_timeout(400)  # longer than the page and its suggestions wait for another key
    page.evaluate("globalThis.searches.length = 0")
    page.keyboard.type(typed[-1])
    expect(page.locator("#search-results mark").first).to_be_visible()
    if typed != "قرنف":
        expect(page.get_by_role("option").first).to_be_visible()
    page.wait_for_timeout(400)
    searches = page.evaluate("globalThis.searches")
    # Titles are ranked by themselves, from the postings that the query has fetched.
    assert searches == ["search", "rank", "rank"][: 2 if typed == "قرنف" else 3]


def test_a_word_mistyped_is_met_with_one_that_is_known(search: Callable[[str], Page]) -> None:
    page = search(f"?q={quote('قرنقل ')}")
    page.locator("#search-hint button").click()
    expect(page.locator("#search-status")).to_have_text("24 نتيجة")


def test_who_asks_nothing_or_finds_nothing_is_shown_the_ways_into_the_archive(search: Callable[[str], Page]) -> None:
    page = search("")
    ways = page.locator("#search-ways")
    expect(ways.get_by_role("link", name="2019", exact=True)).to_be_visible()
    page.locator("#search-input").fill("قرنفل")
    expect(page.locator("#search-results h2").first).to_be_visible()
    expect(ways).to_be_hidden()
    page.locator("#search-input").fill("ظظظظقثث")
    expect(ways).to_be_visible()


def test_what_was_fetched_once_answers_without_a_network(archive: SiteFolder, host: Host, browser: Browser) -> None:
    # A page of its own: the browser itself writes to the console of what it cannot fetch, such as suggestions.
    page = browser.new_context().new_page()
    page.goto(f"{host(archive.output, '/some/base/')}search/?q={quote('قرنفل')}")
    expect(page.locator("#search-status")).to_have_text("24 نتيجة")
    page.fill("#search-input", "")
    expect(page.locator("#search-results li")).to_have_count(0)
    page.context.set_offline(True)
    page.fill("#search-input", "القرنفل")
    expect(page.locator("#search-status")).to_have_text("24 نتيجة")
    page.context.close()


HOSTILE = ["<img src=x onerror=alert(1)>", "«" * 500, '-"', "-", "title:", "+ - * ~", "\u202e«قرنفل\u2066»", "*", "~1"]


def test_hostile_queries_are_text(search: Callable[[str], Page]) -> None:
    page = search("")
    for query in [*HOSTILE, "ا" * 10_000]:
        page.fill("#search-input", query)
        page.wait_for_timeout(300)
        assert page.locator("main img, main script:not([type])").count() == 0
    page.fill("#search-input", "قرنفل")
    expect(page.locator("#search-status")).to_have_text("24 نتيجة")
    page.goto(f"{page.url.partition('?')[0]}?from=x&to=99&sort=y&show=-4&section=%00&q=%E0%A4")
    expect(page.locator("#search-input")).to_be_visible()
