"""The forms of the editors: a field for every key that people write, with words in every language of the interface."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from generator.cms.fields import BODY, KEPT, SOURCE, fields_of_articles
from generator.cms.forms import NO_REPOSITORY, cms_files, github_repository
from generator.config.settings import Section, Settings
from generator.content.fields import LISTS, STATUSES
from generator.content.front_matter import DATES, KEYS
from generator.theme.messages import CATALOGUES

LANGUAGES = sorted(file.stem for file in CATALOGUES.glob("*.yaml"))
PAGE = (Path(__file__).parents[3] / "template/cms/index.html").read_text(encoding="utf-8")


def config_of(settings: Settings, repository: str = "a/b") -> dict[str, Any]:
    found = yaml.safe_load(cms_files(settings, PAGE, repository)["static/admin/config.yml"])
    assert isinstance(found, dict)
    return found


def fields_of(settings: Settings, collection: str = "articles") -> dict[str, dict[str, Any]]:
    collections = {one["name"]: one for one in config_of(settings)["collections"]}
    return {field["name"]: field for field in collections[collection]["fields"]}


def test_every_key_is_a_field_or_kept_as_it_is() -> None:
    shown = [
        field["name"] for field in fields_of_articles(Settings("t"), {"correction_date": "", "correction_text": ""}, {})
    ]
    assert sorted(shown) == sorted({*KEYS, BODY, SOURCE} - KEPT) and set(KEYS) >= KEPT
    assert set(fields_of(Settings("t"), "pages")) < set(shown)


def test_fields_ask_for_what_content_files_accept() -> None:
    fields = fields_of(Settings("t", sections=(Section("سياسة"), Section("رأي"))))
    assert {name for name, field in fields.items() if field["widget"] == "list"} == LISTS | {"corrections"}
    assert fields["section"]["options"] == ["سياسة", "رأي"] and fields["status"]["options"] == list(STATUSES)
    assert {name for name, field in fields.items() if "pattern" in field} == set(DATES) - KEPT
    assert [name for name, field in fields.items() if field.get("required")] == ["title"]
    assert fields_of(Settings("t"))["section"]["widget"] == "string"


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_of_the_interface_has_words_for_every_field(language: str) -> None:
    english, own = fields_of(Settings("t", language="en")), fields_of(Settings("t", language=language))
    for name in own.keys() - {SOURCE}:
        assert own[name]["label"] != name, name
        assert language == "en" or own[name]["label"] != english[name]["label"], name
    page = cms_files(Settings("a <b> & c", language=language), PAGE, "")["static/admin/index.html"].decode()
    assert f'<html lang="{language}"' in page and "a &lt;b> &amp; c" in page and "TITLE" not in page


@pytest.mark.parametrize(
    ("remote", "repository"),
    [
        ("https://github.com/nadia/archive.git", "nadia/archive"),
        ("https://github.com/nadia/archive", "nadia/archive"),
        ("https://x:token@github.com/nadia/archive.git", "nadia/archive"),
        ("git@github.com:nadia/archive.git\n", "nadia/archive"),
        ("ssh://git@github.com/nadia/my.archive", "nadia/my.archive"),
        ("https://example.org/nadia/archive.git", NO_REPOSITORY),
        ("https://github.com.example.org/nadia/archive.git", NO_REPOSITORY),
        ("", NO_REPOSITORY),
    ],
)
def test_the_repository_is_that_of_the_remote(remote: str, repository: str) -> None:
    assert github_repository(remote) == repository


def test_a_title_that_yaml_would_misread_stays_a_title() -> None:
    assert config_of(Settings("yes: [no] #1", base_url="https://example.org/a/"))["app_title"] == "yes: [no] #1"
