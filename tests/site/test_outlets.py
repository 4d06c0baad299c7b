"""The pages of outlets, and how a term's articles spread over the years."""

from __future__ import annotations

import re

import pytest
from support import SiteFolder

from generator.theme.charts import doubling


def test_outlets_have_pages_where_there_is_more_than_one(site: SiteFolder) -> None:
    site.article("a", publisher="صحيفة الساحل")
    site.article("none")
    site.build()
    assert not (site.output / "outlets").exists()
    assert "/outlets/" not in site.page("2025/02/مقال-a/index.html") + site.page("archive/index.html")
    site.article("b", publisher="The Valley Post", date="2024-01-01")
    site.build()
    assert '<a href="/archive/outlets/صحيفة-الساحل/"><bdi>صحيفة الساحل</bdi></a>' in site.page(
        "2025/02/مقال-a/index.html"
    )
    assert "مقال b" in site.page("outlets/the-valley-post/index.html")
    assert "مقال a" not in site.page("outlets/the-valley-post/index.html")
    assert "صحيفة الساحل" in site.page("outlets/index.html")
    assert 'href="/archive/outlets/"' in site.page("archive/index.html")
    assert "outlets/the-valley-post/</loc>" in site.page("sitemaps/pages.xml")
    assert site.files() == site.clean_files()


TERMS = """terms:
  - id: coast
    kind: organisation
    name: {ar: صحيفة الساحل}
    variants: [The Coast]
"""


def test_names_of_one_outlet_share_a_page_and_the_others_lead_there(site: SiteFolder) -> None:
    site.article("a", publisher="صحيفة الساحل")
    site.article("b", publisher="The Coast")
    site.article("c", publisher="The Valley Post")
    site.build()
    assert "مقال b" not in site.page("outlets/صحيفة-الساحل/index.html")
    site.write("terms.yaml", TERMS)
    site.build()
    page = site.page("outlets/صحيفة-الساحل/index.html")
    assert "مقال a" in page and "مقال b" in page and "مقال c" not in page
    assert "/outlets/صحيفة-الساحل/" in site.page("outlets/the-coast/index.html")
    assert "The Coast" not in site.page("outlets/index.html")
    assert '<a href="/archive/outlets/صحيفة-الساحل/">' in site.page("2025/02/مقال-b/index.html")
    assert site.files() == site.clean_files()


def years_of(page: str) -> list[tuple[str, str]]:
    return re.findall(r'<th scope="row"><bdi>(\d+)</bdi><td>(.+)', page)


def test_a_term_shows_on_its_first_page_how_its_articles_spread_over_years(site: SiteFolder) -> None:
    for number in range(5):
        site.article(f"a{number}", date="2021-02-13")
    site.article("b", date="2023-02-13")
    site.build()
    for path in ("tags/تراث/index.html", "sections/سياسة/index.html"):
        assert years_of(site.page(path)) == [("2021", "4–7"), ("2022", "0"), ("2023", "1")]


def test_a_term_of_two_years_has_no_timeline(site: SiteFolder) -> None:
    site.article("a", date="2021-02-13")
    site.article("b", date="2022-02-13")
    site.build()
    assert "timeline" not in site.page("tags/تراث/index.html")


def test_an_article_dated_anew_leaves_timelines_that_say_the_same_alone(site: SiteFolder) -> None:
    for number in range(6):
        site.article(f"a{number}", date=f"202{number % 3}-02-1{number}", tags="[تراث]")
    site.write("site.yaml", "title: x\nrange_limit: 1\n")
    for number in range(6, 12):
        site.article(f"a{number}", date="2023-03-13", tags="[تراث]")
    site.build()
    site.article("a0", date="2020-02-20", tags="[تراث]")
    assert "tags/تراث/index.html" not in site.build().written


@pytest.mark.parametrize(("step", "said"), [(0, "0"), (1, "1"), (2, "2–3"), (3, "4–7"), (7, "64–127")])
def test_a_step_says_what_it_stands_for(step: int, said: str) -> None:
    assert doubling(step) == said
