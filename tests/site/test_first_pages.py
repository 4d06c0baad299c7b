"""A term's first page shows its newest articles; ranges of older ones have pages of their own."""

from __future__ import annotations

import re

from support import SITE_YAML, SiteFolder, differing

from generator.archive.listings import FEW, TERM_FACTOR

LIMIT = 4
WHOLE_CARDS = "whole_cards: [tags]\n"  # of which a page holds no more than the limit


def write_years(site: SiteFolder, years: range) -> None:
    """Two articles a year, and whole cards of them."""
    site.write("themes/jarida/theme.yaml", WHOLE_CARDS)
    for year in years:
        for half in ("03", "09"):
            site.article(f"{year}-{half}", date=f"{year}-{half}-05", tags="[موسكو]", section="")


def listings(site: SiteFolder) -> dict[str, list[str]]:
    """By range of the tag, the articles on its page; "" is the first one."""
    found = {}
    for path in site.files():
        if path.startswith("tags/موسكو/"):
            key = path.removeprefix("tags/موسكو/").removesuffix("index.html").strip("/")
            found[key] = re.findall(r"مقال (\d{4}-\d\d)<", site.page(path))
    return found


def test_a_range_that_the_first_page_shows_whole_has_no_page_of_its_own(site: SiteFolder) -> None:
    site.write("site.yaml", SITE_YAML + f"range_limit: {LIMIT}\n")
    write_years(site, range(2020, 2025))
    site.build()
    assert listings(site) == {
        "": ["2024-09", "2024-03", "2023-09", "2023-03"],
        "2020-2024": [],
        "2020": ["2020-09", "2020-03"],
        "2021": ["2021-09", "2021-03"],
        "2022": ["2022-09", "2022-03"],
    }


def test_a_span_of_years_leads_to_the_first_page_for_those_that_it_shows(site: SiteFolder) -> None:
    site.write("site.yaml", SITE_YAML + f"range_limit: {LIMIT}\n")
    write_years(site, range(2020, 2025))
    site.build()
    span = site.page("tags/موسكو/2020-2024/index.html")
    first = "/archive/tags/موسكو/"
    parts = re.findall(r'<li><a href="([^"]*)">(\d{4})</a>', span)
    assert parts == [(first, "2024"), (first, "2023")] + [
        (f"{first}{year}/", year) for year in ("2022", "2021", "2020")
    ]
    assert re.findall(r'rel="next" href="([^"]*)"', site.page("tags/موسكو/2022/index.html")) == [first]


def test_a_range_comes_and_goes_with_the_articles_that_push_it_off_the_first_page(site: SiteFolder) -> None:
    site.write("site.yaml", SITE_YAML + f"range_limit: {LIMIT}\n")
    write_years(site, range(2020, 2025))
    site.build()
    before = site.files()
    added = site.article("new", date="2024-11-05", tags="[موسكو]", section="")
    site.build()
    assert listings(site)["2023"] == ["2023-09", "2023-03"]
    assert "2024" not in listings(site)
    assert differing(site.files(), site.clean_files()) == []
    added.unlink()
    site.build()
    assert site.files() == before


def test_a_day_of_more_articles_than_the_first_page_shows_has_them_all(site: SiteFolder) -> None:
    site.write("site.yaml", SITE_YAML + f"range_limit: {LIMIT}\n")
    site.write("themes/jarida/theme.yaml", WHOLE_CARDS)
    for number in range(LIMIT + 3):
        site.article(f"2024-{10 + number}", date="2024-05-05", tags="[موسكو]", section="")
    site.build()
    shown = listings(site)
    assert len(shown[""]) == LIMIT
    assert len(shown["2024-05-05"]) == LIMIT + 3


def test_every_dated_and_undated_article_of_a_term_stands_on_its_first_page_or_in_one_range(site: SiteFolder) -> None:
    site.write("site.yaml", SITE_YAML + f"range_limit: {LIMIT}\n")
    write_years(site, range(2003, 2025))
    site.article("1900-00", date="", tags="[موسكو]", section="")
    site.article("2010-00", date="2010", tags="[موسكو]", section="")
    site.build()
    shown = listings(site)
    first = shown.pop("")
    in_ranges = [name for names in shown.values() for name in names]
    assert len(in_ranges) == len(set(in_ranges))
    assert len({*first, *in_ranges}) == 2 * 22 + 2


def test_titles_alone_stand_on_one_page_six_times_as_long(site: SiteFolder) -> None:
    site.write("site.yaml", SITE_YAML + f"range_limit: {LIMIT}\n")
    for number in range(LIMIT * TERM_FACTOR):
        site.article(f"20{10 + number}-01", date=f"20{10 + number}-01-05", tags="[موسكو]", section="")
    site.build(now="2040-01-01T00:00:00+00:00")
    assert {key: len(names) for key, names in listings(site).items()} == {"": LIMIT * TERM_FACTOR}
    site.article("2010-02", date="2010-02-05", tags="[موسكو]", section="")
    site.build(now="2040-01-01T00:00:00+00:00")
    shown = listings(site)
    assert len(shown[""]) == LIMIT and {"2010-2014", "2015-2019"} <= shown.keys()


def test_the_few_articles_of_a_span_stand_on_the_first_page_until_there_are_more(site: SiteFolder) -> None:
    site.write("site.yaml", SITE_YAML + f"range_limit: {LIMIT}\n")
    write_years(site, range(2020, 2025))
    site.build()
    for number in range(FEW):
        site.article(f"1998-{10 + number}", date=f"1998-0{1 + number}-05", tags="[موسكو]", section="")
        written = site.build().written
        assert [path for path in written if path.startswith("tags/موسكو/")] == ["tags/موسكو/index.html"]
    assert listings(site)[""][LIMIT:] == ["1998-12", "1998-11", "1998-10"]
    site.article("1998-13", date="1998-09-05", tags="[موسكو]", section="")
    site.build()
    assert len(listings(site)[""]) == LIMIT
    assert listings(site)["1995-1999"] == ["1998-13", "1998-12", "1998-11", "1998-10"]
    assert differing(site.files(), site.clean_files()) == []
