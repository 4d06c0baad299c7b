"""`warraq search` over built sites, as one types it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner
from support import SITE_YAML, SiteFolder

from generator.cli.main import main, warraq
from generator.search.answer.answer import ask
from generator.search.answer.engine import Engine

FILLERS = 305  # more than the articles of one stock index


@pytest.fixture(scope="module", params=[0, FILLERS], ids=["one file", "shards"])
def built(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> SiteFolder:
    site = SiteFolder(tmp_path_factory.mktemp("verb") / "site")
    site.write("site.yaml", SITE_YAML)
    site.article("a", "2024-03-01", "وقّعت وزارة الصحة اتفاقا جديدا.\n\nقال الوزير إن المستشفى سيفتح.\n", title="اتفاق")
    site.article("b", "2024-05-02", "الصحة قبل كل شيء، تقول وزارة البيئة.\n", title="بيئة", section="ثقافة")
    site.article("c", "2011", "زار الرئيس أوكرانيا، وَكِتابُه معه.\n", title="زيارة", authors="[ليلى حداد]")
    for number in range(request.param):
        site.article(f"f{number}", f"2020-{1 + number % 12:02}-03", f"حشو رقم {number}.\n", title=f"حشو {number}")
    for name, date in (("older", "2015-01-01"), ("newer", "2016-01-01"), ("undated", "")):
        site.article(name, date, "قرنفل.\n", title=name)
    site.build()
    return site


def titles(site: SiteFolder, query: str) -> list[str]:
    return [one.row["title"] for one in ask(Engine(site.output), query).matches]


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("اوكرانيا", ["زيارة"]),
        ("الكتاب", ["زيارة"]),
        ("وزارة الصحة", ["بيئة", "اتفاق"]),
        ('"وزارة الصحة"', ["اتفاق"]),
        ("«وزارة البيئة»", ["بيئة"]),
        ('وزارة -"وزارة الصحة"', ["بيئة"]),
        ('"اتفاقا جديدا قال"', []),
        ("+وزارة +مستشفى", ["اتفاق"]),
        ("وزارة -مستشفى", ["بيئة"]),
        ("title:اتفاق", ["اتفاق"]),
        ("title:وزارة", []),
        ("section:ثقافة", ["بيئة"]),
        ("وزارة -section:ثقافة", ["اتفاق"]),
        ('author:"ليلى حداد"', ["زيارة"]),
        ("المستش*", ["اتفاق"]),
        ("مستشفئ~", ["اتفاق"]),
        ("", []),
        ("+ - * ~ : ^", []),
    ],
)
def test_what_is_asked_is_titles(built: SiteFolder, query: str, names: list[str]) -> None:
    assert sorted(titles(built, query)) == sorted(names)


def test_of_equals_the_newer_comes_first(built: SiteFolder) -> None:
    assert titles(built, "قرنفل") == ["newer", "older", "undated"]


def test_results_are_shown_with_the_hit_marked(built: SiteFolder) -> None:
    said = CliRunner().invoke(warraq, ["search", "المستشفى والوزير", "--site", str(built.root)])
    assert said.exit_code == 0
    assert "اتفاق\n  2024-03-01  /2024/03/" in said.output
    assert "قال *الوزير* إن *المستشفى* سيفتح." in said.output
    assert said.output.endswith("1 article\n")


def test_json_holds_count_and_results(built: SiteFolder) -> None:
    said = CliRunner().invoke(warraq, ["search", "وزارة غغغغ", "--json", "--limit", "1", "--site", str(built.root)])
    value = json.loads(said.output)
    assert (value["count"], len(value["results"]), value["unknown"]) == (2, 1, ["غغغغ"])
    assert value["results"][0]["score"] > 0
    start, stop = value["results"][0]["snippet"]["marks"][0]
    assert value["results"][0]["snippet"]["text"][start:stop] == "وزارة"


def test_an_unknown_last_word_is_taken_as_a_beginning_and_that_is_said(built: SiteFolder) -> None:
    assert titles(built, "أوكر") == ["زيارة"]
    assert titles(built, "أوكر ") == []
    said = CliRunner().invoke(warraq, ["search", "وزارة البيئة", "--site", str(built.root)])
    assert "searched as the beginning of a word" not in said.output
    said = CliRunner().invoke(warraq, ["search", "أوكر", "--site", str(built.root)])
    assert said.output.endswith("searched as the beginning of a word: اوكر\n\n1 article\n")


def test_a_site_without_an_index_says_what_to_do(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    codes: list[object] = []
    main(["search", "مصر", "--site", str(tmp_path)], codes.append)
    assert codes == [1]
    assert "has no search index" in capsys.readouterr().err
