"""The questions of `warraq init`, and the settings that answers become."""

from __future__ import annotations

import pytest

from generator.cli.starting.answers import answers
from generator.cli.starting.scaffold import NEW_SITE, files_of
from generator.config.countries import COUNTRIES, FAMILY_OF
from generator.config.site_yaml import parse_settings
from generator.errors import UsageError
from generator.text.yaml.safe import safe_load

WORDS = safe_load((NEW_SITE / "words.yaml").read_text(encoding="utf-8"))


def settings_of(**given: str):  # type: ignore[no-untyped-def]
    text = files_of(answers(given, WORDS, asks=False), WORDS)["site.yaml"].decode()
    settings, problems = parse_settings(text)
    assert not problems
    return settings


@pytest.mark.parametrize("language", [*WORDS, "fr", "fa-AF"])
def test_every_language_gives_a_site_without_a_problem(language: str) -> None:
    found = files_of(answers({"language": language}, WORDS, asks=False), WORDS)
    settings = settings_of(language=language)
    assert settings.language == language and settings.sections and settings.menu
    assert {"content/pages/about.md", "seeds/welcome.txt", ".gitignore", ".gitattributes"} < set(found)


@pytest.mark.parametrize("country", COUNTRIES, ids=lambda one: one.code)
def test_a_country_sets_time_months_and_digits(country) -> None:  # type: ignore[no-untyped-def]
    settings = settings_of(country=country.code)
    assert (settings.timezone, settings.month_names, settings.digits) == country[2:]


@pytest.mark.parametrize("name", ["تونس", "Tunisia", "tn", "TN", "Tunisie", "tunisian"])
def test_a_country_is_known_by_its_names(name: str) -> None:
    assert settings_of(country=name).month_names == "maghrebi"


@pytest.mark.parametrize("name", ["ايران", "إيران", "السودان", "سودان"])
def test_spelling_and_article_do_not_matter(name: str) -> None:
    assert settings_of(country=name).timezone in ("Asia/Tehran", "Africa/Khartoum")


def test_another_country_has_its_time_zone_where_it_has_one_only() -> None:
    assert settings_of(country="Norway").timezone == "Europe/Oslo"
    assert settings_of(country="Brazil").timezone == "UTC"


@pytest.mark.parametrize("people", FAMILY_OF)
def test_month_names_may_be_those_of_a_people(people: str) -> None:
    settings, problems = parse_settings(f"title: x\nmonth_names: {people}\n")
    assert not problems and settings.month_names == FAMILY_OF[people]
    assert settings_of(month_names=people).month_names == FAMILY_OF[people]


def test_a_word_that_names_no_months_is_told_at_its_place() -> None:
    _, (problem,) = parse_settings("title: x\nmonth_names: tunesian\n")
    assert (problem.line, problem.column) == (2, 14)


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("language", "عربي"),
        ("country", "Atlantis"),
        ("timezone", "Africa/Kairo"),
        ("month_names", "martian"),
        ("digits", "roman"),
        ("base_url", "example"),
    ],
)
def test_an_answer_that_is_no_value_is_refused_with_a_hint(key: str, value: str) -> None:
    with pytest.raises(UsageError) as refused:
        settings_of(**{key: value})
    assert value in refused.value.what and refused.value.hint


def test_titles_and_sections_may_hold_anything_that_yaml_reads_otherwise() -> None:
    title = 'yes: "a" #b {c} \\'
    settings = settings_of(title=title, sections="a: b؛ رأي، no ,  , رأي")
    assert settings.title == title and [one.name for one in settings.sections] == ["a: b", "رأي", "no"]
