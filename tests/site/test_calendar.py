"""Years as calendars: days that lead to their articles, quiet days, and days known to be missing."""

from __future__ import annotations

import re

import pytest
from support import SITE_YAML, SiteFolder

from generator.config.site_yaml import parse_settings
from generator.errors import SettingsError

MISSING = """
missing:
  - date: 2025-02-14
    issue: "145"
    why: إضراب
  - date: 2025-02-27/2025-03-02
  - date: 2025-05
    why: ضاع المجلد
"""


def cells(page: str, month: str) -> dict[str, str]:
    """The cells of a month's sheet by what a screen reader says of them."""
    sheet = next(one for one in page.split('<table class="sheet">') if f">{month}" in one)
    return {re.sub("<[^>]+>", "", cell).strip(): cell for cell in re.split("(?=<td)", sheet)[1:]}


def weekdays(site: SiteFolder) -> list[str]:
    return re.findall(r'<th scope="col" aria-label="(.+?)">', site.page("2025/index.html"))


def test_a_day_of_the_calendar_leads_to_its_articles_and_says_how_many(site: SiteFolder) -> None:
    for number in range(3):
        site.article(f"a{number}", date="2025-02-13")
    site.build()
    days = cells(site.page("2025/index.html"), "فبراير")
    assert 'class="l2"' in days["13"]
    assert 'href="/archive/2025/02/#d13" aria-label="13، 3 مقالات"' in days["13"]
    assert 'id="d13"' in site.page("2025/02/index.html")
    assert "<a" not in days["12"]


def test_a_month_shows_its_own_sheet_and_how_many_articles_it_has(site: SiteFolder) -> None:
    for number in range(3):
        site.article(f"a{number}", date=f"2025-02-1{number % 2}")
    site.build()
    page = site.page("2025/02/index.html")
    days = cells(page, "3 مقالات")
    assert 'href="/archive/2025/02/#d10" aria-label="10، مقالان"' in days["10"]
    assert "الاثنين 10 فبراير</time>" in page
    site.article("b", date="2025-03", title="بلا يوم")
    site.build()
    assert '<table class="sheet">' not in site.page("2025/03/index.html")


def test_a_day_of_a_full_month_leads_to_its_own_page(site: SiteFolder) -> None:
    site.write("site.yaml", SITE_YAML + "range_limit: 1\n")
    for number in range(4):
        site.article(f"a{number}", date=f"2025-02-1{number}")
    site.build()
    assert 'href="/archive/2025/02/13/"' in cells(site.page("2025/index.html"), "فبراير")["13"]
    assert (site.output / "2025/02/13/index.html").exists()


def test_the_week_begins_where_the_site_is_read(site: SiteFolder) -> None:
    site.article("a")
    site.build()
    assert weekdays(site)[:2] == ["السبت", "الأحد"]
    site.write("site.yaml", SITE_YAML + "month_names: maghrebi\n")
    site.build()
    assert weekdays(site)[0] == "الاثنين"


@pytest.mark.parametrize(("language", "first"), [("fa", "شنبه"), ("ur", "اتوار"), ("he", "יום ראשון")])
def test_the_week_begins_as_the_language_has_it(site: SiteFolder, language: str, first: str) -> None:
    site.write("site.yaml", f"{SITE_YAML}language: {language}\n")
    site.article("a")
    site.build()
    assert weekdays(site)[0] == first


def test_days_known_to_be_missing_are_shown_on_the_year_and_the_month(site: SiteFolder) -> None:
    site.write("site.yaml", SITE_YAML + MISSING)
    site.article("a", date="2025-02-13")
    site.build()
    year, month = site.page("2025/index.html"), site.page("2025/02/index.html")
    february, march = cells(year, "فبراير"), cells(year, "مارس")
    assert [day for day, cell in (february | march).items() if 'class="lost"' in cell] == [
        f"{day}، مفقود" for day in (14, 27, 28, 1, 2)
    ]
    for page in (year, month):
        assert "العدد 145" in page
        assert "إضراب" in page
        assert 'class="lost">14' in page
    assert "ضاع المجلد" in year
    assert "ضاع المجلد" not in month


def test_a_year_without_gaps_says_nothing_of_any(site: SiteFolder) -> None:
    site.write("site.yaml", SITE_YAML + MISSING)
    site.article("a", date="2024-02-13")
    site.build()
    assert "مفقود" not in site.page("2024/index.html")


def test_a_new_gap_remakes_its_year_and_month_alone(site: SiteFolder) -> None:
    for year in (2023, 2024, 2025):
        site.article(f"a{year}", date=f"{year}-02-13")
    site.build()
    site.write("site.yaml", SITE_YAML + "missing:\n  - date: 2024-02-20\n")
    assert sorted(site.build().written) == ["2024/02/index.html", "2024/index.html"]


@pytest.mark.parametrize("date", ["أمس", "2025-02-30", "2025-02-03/2025-02-01", "2025-02/2025-03", "2025-1-2"])
def test_a_gap_at_no_time_is_refused_with_its_place(date: str) -> None:
    _, problems = parse_settings(SITE_YAML + f"missing:\n  - date: {date}\n")
    assert [(problem.code, problem.line) for problem in problems] == [("S114", SITE_YAML.count("\n") + 2)]


def test_a_gap_without_a_date_is_refused(site: SiteFolder) -> None:
    site.write("site.yaml", SITE_YAML + "missing:\n  - issue: 3\n")
    with pytest.raises(SettingsError):
        site.build()


def test_months_lead_over_gaps_and_years_over_empty_years(site: SiteFolder) -> None:
    for name, date in {
        "a": "2019-03-01",
        "b": "2019-12-01",
        "c": "2020-01-01",
        "d": "2021-02-01",
        "e": "2024-05-01",
    }.items():
        site.article(name, date)
    site.build()

    def beside(path: str) -> set[str]:
        return set(re.findall(r'rel="(?:prev|next)" href="/archive/([^"]+)/"', site.page(f"{path}/index.html")))

    assert beside("2019/03") == {"2019/12"}
    assert beside("2020/01") == {"2019/12", "2021/02"}
    assert beside("2021/02") == {"2020/01"} and beside("2024/05") == set()
    assert beside("2020") == {"2019", "2021"} and beside("2024") == {"2021"}
