"""On this day: pages by day of the calendar, through the years."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

from support import SITE_YAML, SiteFolder

REPOSITORY = Path(__file__).parent.parent.parent


def shown(site: SiteFolder, day: str) -> list[str]:
    return re.findall(r"<bdi>(مقال .+?)</bdi>", site.page(f"on-this-day/{day}/index.html"))


def test_a_day_shows_its_articles_of_all_years_newest_year_first(site: SiteFolder) -> None:
    site.article("a", date="2011-02-13")
    site.article("b", date="2025-02-13T10:00:00+02:00")
    site.article("other", date="2025-02-14")
    site.build()
    assert shown(site, "02-13") == ["مقال b", "مقال a"]
    page = site.page("on-this-day/02-13/index.html")
    assert "<h1>13 فبراير</h1>" in page
    assert 'href="/archive/2011/02/#d13"' in page
    assert '<meta name="robots" content="noindex, follow">' in page


def test_dates_in_doubt_and_months_without_a_day_are_no_anniversaries(site: SiteFolder) -> None:
    site.article("doubtful", date="2025-02-13", date_range="2025-02-12/2025-02-13")
    site.article("vague", date="2025-02")
    site.build()
    assert not (site.output / "on-this-day").exists()
    assert "on-this-day" not in site.page("index.html") + site.page("archive/index.html")


def test_of_a_crowded_day_the_first_articles_stand_there_and_the_rest_behind_a_link(site: SiteFolder) -> None:
    for number in range(15):
        site.article(f"a{number:02}", date="2025-02-13", id=f"a{number:02}")
    site.build()
    assert len(shown(site, "02-13")) == 12
    assert "كل مقالات 13 فبراير 2025" in site.page("on-this-day/02-13/index.html")
    site.article("a99", date="2025-02-13", id="a99")
    assert not [path for path in site.build().written if path.startswith("on-this-day")]


def test_neighbours_jump_over_days_without_articles(site: SiteFolder) -> None:
    for date in ("2024-01-05", "2023-02-29", "2024-02-29", "2020-12-31"):
        site.article(f"a{date}", date=date)
    site.build()
    page = site.page("on-this-day/02-29/index.html")
    assert 'rel="prev" href="/archive/on-this-day/01-05/"' in page
    assert 'rel="next" href="/archive/on-this-day/12-31/"' in page


def test_the_page_of_days_leads_to_those_that_have_articles(site: SiteFolder) -> None:
    site.article("a", date="2024-02-29")
    site.build()
    page = site.page("on-this-day/index.html")
    assert re.findall(r'href="/archive/on-this-day/(.+?)/"', page) == ["02-29"]
    assert 'aria-label="29 فبراير"' in page
    assert "https://example.org/archive/on-this-day/</loc>" in site.page("sitemaps/pages.xml")


def test_another_article_touches_the_pages_of_its_day_alone(site: SiteFolder) -> None:
    for month in range(1, 13):
        site.article(f"a{month}", date=f"2024-{month:02}-13")
    site.build()
    site.article("new", date="2023-05-13")
    assert [path for path in site.build().written if path.startswith("on-this-day")] == ["on-this-day/05-13/index.html"]


def test_a_page_of_a_day_is_the_same_after_edits_as_built_anew(site: SiteFolder) -> None:
    site.article("a", date="2024-02-13")
    site.article("b", date="2023-02-13")
    site.build()
    site.article("a", date="2024-02-14", title="آخر")
    site.build()
    assert site.files() == site.clean_files()


def test_a_theme_without_such_pages_has_none(site: SiteFolder) -> None:
    site.write("site.yaml", SITE_YAML + "theme: plain\n")
    shutil.copytree(REPOSITORY / "themes" / "jarida", site.root / "themes" / "plain")
    (site.root / "themes" / "plain" / "templates" / "on-this-day.html").unlink()
    site.article("a")
    site.build()
    assert not (site.output / "on-this-day").exists()
    assert "on-this-day" not in site.page("index.html") + site.page("archive/index.html")
