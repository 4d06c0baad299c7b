"""Names of one thing share one page: what folds alike, what terms.yaml says; pages of the other names lead there."""

from __future__ import annotations

from urllib.parse import quote

import pytest
from support import SITE_YAML, SiteFolder, differing

TERMS = """\
terms:
  - id: putin
    kind: person
    name:
      en: Vladimir Putin
      ar: فلاديمير بوتين
    variants: [بوتين, بوتن, Putin]
"""


@pytest.fixture
def named(site: SiteFolder) -> SiteFolder:
    site.write("site.yaml", SITE_YAML)
    site.article("one", "2024-03-01", tags="[أوكرانيا, بوتن]", people="[بوتين]", places="[كييف]")
    site.article("two", "2024-03-02", tags="[اوكرانيا, Putin]")
    site.article("three", "2024-03-03", tags="[أوكرانيا]", people="[Putin]")
    return site


def is_redirect(site: SiteFolder, path: str, to: str) -> bool:
    page = site.page(path)
    return f"/archive{to}" in page and 'http-equiv="refresh"' in page


def test_spellings_that_fold_alike_are_one_page_under_the_commonest(named: SiteFolder) -> None:
    named.build()
    page = named.page("tags/أوكرانيا/index.html")
    assert all(f"مقال {name}" in page for name in ("one", "two", "three"))
    assert is_redirect(named, "tags/اوكرانيا/index.html", "/tags/أوكرانيا/")
    assert "اوكرانيا" not in named.page("tags/index.html")
    assert 'href="/archive/tags/أوكرانيا/"' in named.page("2024/03/مقال-two/index.html")


def test_the_article_before_a_word_makes_another_term_unless_the_authority_says_so(named: SiteFolder) -> None:
    named.article("four", "2024-04-01", tags="[قاهرة]")
    named.article("five", "2024-04-02", tags="[القاهرة]")
    named.build()
    assert "مقال five" not in named.page("tags/قاهرة/index.html")
    named.write("terms.yaml", "terms:\n  - id: cairo\n    name:\n      ar: القاهرة\n    variants: [قاهرة]\n")
    named.build()
    assert "مقال four" in named.page("tags/القاهرة/index.html")
    assert is_redirect(named, "tags/قاهرة/index.html", "/tags/القاهرة/")


def test_the_authority_joins_names_under_the_one_of_the_sites_language(named: SiteFolder) -> None:
    named.write("terms.yaml", TERMS)
    named.build()
    page = named.page("tags/فلاديمير-بوتين/index.html")
    assert "مقال one" in page and "مقال two" in page
    assert "مقال three" in named.page("people/فلاديمير-بوتين/index.html")
    for other in ("بوتين", "بوتن", "putin", "vladimir-putin"):
        assert is_redirect(named, f"tags/{other}/index.html", "/tags/فلاديمير-بوتين/"), other
    assert ">فلاديمير بوتين<" in named.page("2024/03/مقال-two/index.html")


def test_people_and_places_have_pages_and_lists_like_tags(named: SiteFolder) -> None:
    named.build()
    article = named.page("2024/03/مقال-one/index.html")
    assert 'href="/archive/places/كييف/"' in article and 'href="/archive/people/بوتين/"' in article
    assert "كييف" in named.page("places/index.html") and "مقال one" in named.page("places/كييف/index.html")
    assert 'href="/archive/places/"' in named.page("tags/index.html")
    assert f"/places/{quote('كييف')}/" in named.page("sitemaps/pages.xml")


def test_a_site_without_people_has_no_empty_list_of_them(site: SiteFolder) -> None:
    site.write("site.yaml", SITE_YAML)
    site.article("one")
    site.build()
    assert not (site.output / "people").exists() and "/people/" not in site.page("tags/index.html")


def test_a_name_that_two_terms_share_joins_neither(named: SiteFolder) -> None:
    shared = "  - id: bout\n    kind: person\n    name:\n      ar: فيكتور بوت\n    variants: [بوتن]\n"
    named.write("terms.yaml", TERMS + shared)
    named.build()
    assert "مقال two" not in named.page("tags/بوتن/index.html")
    assert "مقال two" in named.page("tags/فلاديمير-بوتين/index.html")


def test_ranges_of_a_joined_name_lead_to_the_same_time_of_the_other(site: SiteFolder) -> None:
    site.write("site.yaml", SITE_YAML)
    for number in range(90):
        name = "[أميركا]" if number % 2 else "[أمريكا]"
        site.article(f"a{number}", f"{2003 + number % 20}-0{1 + number % 9}-11", tags=name)
    site.build()
    before = {path for path in site.files() if path.startswith("tags/أميركا/")}
    assert len(before) > 3
    site.write("terms.yaml", "terms:\n  - id: us\n    name:\n      ar: أمريكا\n    variants: [أميركا]\n")
    site.build()
    for path in before:
        place = path.removesuffix("index.html").replace("أميركا", "أمريكا")
        assert is_redirect(site, path, f"/{place}") and (site.output / place / "index.html").is_file()
    assert differing(site.files(), site.clean_files()) == []


@pytest.mark.parametrize(
    "edit",
    [
        TERMS.replace("بوتن, ", ""),
        TERMS.replace("ar: فلاديمير بوتين", "ar: بوتين"),
        TERMS.replace("id: putin", "id: other"),
        TERMS.replace("      ar: فلاديمير بوتين\n", ""),
        "",
    ],
)
def test_an_edit_of_the_authority_equals_a_clean_build(named: SiteFolder, edit: str) -> None:
    named.write("terms.yaml", TERMS)
    named.build()
    named.write("terms.yaml", edit)
    named.build()
    assert differing(named.files(), named.clean_files()) == []


def test_an_article_of_another_spelling_leaves_the_articles_of_its_term_alone(named: SiteFolder) -> None:
    named.build()
    named.article("four", "2025-05-01", tags="[اوكرانيا]")
    written = named.build().written
    assert not [path for path in written if path.startswith("2024/03/مقال-one")]
