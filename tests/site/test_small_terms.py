"""A–Z pages, terms of few articles, related tags, and earlier and later coverage."""

from __future__ import annotations

import re
from urllib.parse import quote

import pytest
from support import SITE_YAML, SiteFolder, differing

from generator.archive.alphabet import alphabetical, letter_of
from generator.engine.plan import alphabet as plan_alphabet


@pytest.mark.parametrize(
    ("name", "language", "letter"),
    [
        ("القاهرة", "ar", "ق"),
        ("الله", "ar", "ا"),
        ("أوكرانيا", "ar", "ا"),
        ("إيران", "ar", "ا"),
        ("كأس العالم", "ar", "ك"),
        ("پاریس", "fa", "پ"),
        ("کرمان", "fa", "ک"),
        ("كرمان", "fa", "ک"),
        ("یزد", "fa", "ی"),
        ("یزد", "ar", "ي"),
        ("ہندوستان", "ur", "ہ"),
        ("ڈھاکہ", "ur", "ڈ"),
        ("חיפה", "he", "ח"),
        ("Élysée", "ar", "e"),
        ("«النهار»", "ar", "ن"),
        ("5G", "ar", "0"),
    ],
)
def test_a_name_stands_under_its_letter(name: str, language: str, letter: str) -> None:
    assert letter_of(name, language) == letter


def test_names_are_in_the_order_of_the_alphabet() -> None:
    names = ["Zurich", "يافا", "القدس", "آثار", "قطر", "أثينا", "الهند", "وارسو", "2011"]
    assert sorted(names, key=lambda name: alphabetical(name, "ar")) == [
        "2011", "آثار", "أثينا", "القدس", "قطر", "الهند", "وارسو", "يافا", "Zurich",
    ]  # fmt: skip
    assert sorted(["هند", "وارسو", "گرگان", "کرمان", "لندن"], key=lambda name: alphabetical(name, "fa")) == [
        "کرمان", "گرگان", "لندن", "وارسو", "هند",
    ]  # fmt: skip
    assert sorted(["ہند", "ڈھاکہ", "یمن", "دہلی", "وارسا", "لندن"], key=lambda name: alphabetical(name, "ur")) == [
        "دہلی", "ڈھاکہ", "لندن", "وارسا", "ہند", "یمن",
    ]  # fmt: skip
    assert sorted(["Zurich", "תל אביב", "כנס", "ךא", "חיפה", "مصر"], key=lambda name: alphabetical(name, "he")) == [
        "חיפה", "ךא", "כנס", "תל אביב", "Zurich", "مصر",
    ]  # fmt: skip


@pytest.fixture
def small(site: SiteFolder) -> SiteFolder:
    """«موسكو» has three articles, «تراث» two, «القاهرة» one; terms of fewer than three have no page."""
    site.write("site.yaml", SITE_YAML + "term_page_articles: 3\n")
    site.article("a1", date="2025-01-01", tags="[موسكو, تراث, القاهرة]")
    site.article("a2", date="2025-01-02", tags="[موسكو, تراث]")
    site.article("a3", date="2025-01-03", tags="[موسكو]")
    site.build()
    return site


def test_a_term_of_few_articles_is_a_place_on_its_letters_page(small: SiteFolder) -> None:
    assert 'href="/archive/tags/letters/ق/#القاهرة"' in small.page("2025/01/مقال-a1/index.html")
    page = small.page("tags/letters/ق/index.html")
    assert 'id="القاهرة"' in page
    assert "مقال a1" in page and "مقال a2" not in page
    assert 'href="/archive/tags/موسكو/"' in small.page("2025/01/مقال-a1/index.html")
    assert "tags/letters/م/index.html" not in small.files()
    sitemap = small.page("sitemaps/pages.xml")
    assert f"/tags/letters/{quote('ق')}/</loc>" in sitemap
    assert f"/tags/{quote('موسكو')}/</loc>" in sitemap
    assert f"/tags/{quote('القاهرة')}/" not in sitemap


def test_what_led_to_a_page_that_a_term_once_had_leads_to_its_place(small: SiteFolder) -> None:
    assert "url=/archive/tags/letters/ق/#القاهرة" in small.page("tags/القاهرة/index.html")
    assert "redirect" not in small.page("tags/موسكو/index.html")


def test_a_term_gets_its_page_with_the_article_that_it_lacked(small: SiteFolder) -> None:
    small.article("a4", date="2025-01-04", tags="[تراث]")
    report = small.build()
    assert "<h1><bdi>تراث</bdi></h1>" in small.page("tags/تراث/index.html")
    assert differing(small.files(), small.clean_files()) == []
    assert "2025/01/مقال-a1/index.html" in report.written


def test_the_index_goes_by_letters_and_many_terms_stand_on_their_letters_pages(
    small: SiteFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    index = small.page("tags/index.html")
    assert re.findall(r'<section id="(.)">', index) == ["ت", "ق", "م"]
    assert 'href="/archive/tags/letters/ت/#تراث"' in index
    monkeypatch.setattr(plan_alphabet, "MOST_TERMS", 2)
    small.build(clean=True)
    index = small.page("tags/index.html")
    assert 'href="/archive/tags/letters/م/"' in index and "تراث" not in index
    assert 'href="/archive/tags/موسكو/"' in small.page("tags/letters/م/index.html")


def test_many_terms_show_the_most_used_first_and_none_that_is_rare(site: SiteFolder) -> None:
    for number in range(30):
        site.article(f"a{number}", tags=f"[وسم {number}, شائع, زوج {number // 2}]")
    site.build()
    most = site.page("tags/index.html").split('class="most"')[1].split("</section>")[0]
    assert most.index("شائع") < most.index("زوج")
    assert most.count("<li>") == plan_alphabet.MOST_USED
    assert "وسم" not in most


def test_a_tag_names_those_that_its_articles_share(small: SiteFolder) -> None:
    related = small.page("tags/موسكو/index.html").split('class="related"')[1].split("</nav>")[0]
    assert "تراث" in related
    assert "القاهرة" not in related


def coverage(site: SiteFolder, name: str) -> list[str]:
    page = site.page(f"2025/01/مقال-{name}/index.html")
    return re.findall(r"مقال (\w+)", page.split('class="coverage"')[1].split("</nav>")[0]) if "coverage" in page else []


def test_an_article_names_the_nearest_before_and_after_it_in_its_story(small: SiteFolder) -> None:
    small.article("a5", date="2025-01-05", tags="[تراث, موسكو]")
    small.article("a6", date="2025-01-06", tags="[موسكو, تراث]")
    small.article("a7", date="2025-01-07", tags="[موسكو]")
    small.build()
    assert coverage(small, "a3") == ["a2", "a6"]
    assert coverage(small, "a5") == []


def test_what_was_written_in_another_season_is_another_story(site: SiteFolder) -> None:
    for name, date in {
        "before": "2024-09-30",
        "near": "2024-10-31",
        "here": "2025-01-15",
        "after": "2025-05-01",
    }.items():
        site.article(name, date=date, tags="[موسكو]")
    site.build()
    assert coverage(site, "here") == ["near"]


def test_one_more_article_of_a_story_changes_few_others(site: SiteFolder) -> None:
    for number in range(10, 25):
        site.article(f"a{number}", date=f"2025-01-{number}", tags="[موسكو]")
    site.build()
    site.article("new", date="2025-01-17T12:00:00+02:00", tags="[موسكو]")
    report = site.build()
    changed = [path for path in report.written if path.startswith("2025/01/مقال-a")]
    assert sorted(changed) == [f"2025/01/مقال-a{number}/index.html" for number in (17, 18)]
    assert differing(site.files(), site.clean_files()) == []
