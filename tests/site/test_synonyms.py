"""Names that terms.yaml gives one thing find each other, by `warraq search`; an edit of it equals a clean build."""

from __future__ import annotations

import pytest
from support import SITE_YAML, SiteFolder, differing, warraq

from generator.search.analysis.lexicon import lexicon_of
from generator.search.answer.answer import ask
from generator.search.answer.engine import Engine

TERMS = """\
terms:
  - id: putin
    kind: person
    name:
      ar: فلاديمير بوتين
    variants: [بوتين, بوتن, Putin, Poutine]
  - id: qadarif
    kind: place
    name:
      ar: القضارف
    variants: [الجضارف, Gedaref]
"""
FILLERS = 305


def with_terms(site: SiteFolder, fillers: int, terms: str = TERMS) -> SiteFolder:
    site.write("site.yaml", SITE_YAML)
    if terms:
        site.write("terms.yaml", terms)
    site.article("arabic", "2024-03-01", "وصل الرئيس وبوتين إلى المدينة.\n", title="وصول")
    site.article("spelled", "2024-04-01", "لبوتن رأي آخر.\n", title="رأي")
    site.article("latin", "2024-05-01", "كتب على اللوحة: Putin.\n", title="لوحة")
    site.article("town", "2024-06-01", "أمطار على القضارف.\n", title="أمطار")
    for number in range(fillers):
        site.article(f"f{number}", f"2020-{1 + number % 12:02}-03", f"حشو رقم {number}.\n", title=f"حشو {number}")
    return site


@pytest.fixture(params=[0, FILLERS], ids=["one file", "shards"])
def built(request: pytest.FixtureRequest, site: SiteFolder) -> SiteFolder:
    with_terms(site, request.param).build()
    return site


def titles(site: SiteFolder, query: str) -> list[str]:
    return sorted(one.row["title"] for one in ask(Engine(site.output), query).matches)


def test_each_name_finds_all(built: SiteFolder) -> None:
    for query in ("بوتين", "بوتن ", "Putin", "putin ", "لبوتن ", "+Putin", 'title:"x" -غغغ بوتين'):
        found = titles(built, query)
        assert found == sorted(["وصول", "رأي", "لوحة"]), query


def test_a_name_that_no_article_writes_finds_them_too(built: SiteFolder) -> None:
    for query in ("Poutine ", "POUTINE"):
        assert titles(built, query) == sorted(["وصول", "رأي", "لوحة"])
    for query in ("Gedaref", "الجضارف ", "بالجضارف ", "القضارف"):
        assert titles(built, query) == ["أمطار"], query


def test_an_edit_of_terms_equals_a_clean_build(built: SiteFolder) -> None:
    edits = (
        TERMS.replace("Putin, Poutine", "Putin"),
        TERMS.replace(", Gedaref", ", Gedaref, حشو"),
        TERMS.replace("بوتن, ", ""),
        "",
        TERMS,
    )
    for text in edits:
        built.write("terms.yaml", text)
        report = built.build()
        assert [problem for problem in report.problems if problem.code.startswith("E")] == []
        assert any(path.startswith("search/") for path in report.written)
        assert {path.partition("/")[0] for path in report.written} == {"search"}
        assert differing(built.files(), built.clean_files()) == []


def test_a_removed_file_is_noticed(built: SiteFolder) -> None:
    (built.root / "terms.yaml").unlink()
    built.build()
    assert titles(built, "Putin") == ["لوحة"]
    assert differing(built.files(), built.clean_files()) == []


def test_what_is_no_name_writes_nothing(built: SiteFolder) -> None:
    built.write("terms.yaml", TERMS.replace("kind: person", "kind: topic\n    sameAs: [https://example.org/x]"))
    assert built.build().written == ()


def test_a_spelling_that_an_article_gains_and_loses_leaves_what_a_clean_build_gives(built: SiteFolder) -> None:
    """Aliases of spellings that nobody wrote, and of those that somebody did, stand in the same shard."""
    place = built.article("new", "2024-07-01", "من الجضارف إلى Poutine.\n", title="جديد")
    built.build()
    assert titles(built, "Gedaref") == ["أمطار", "جديد"]
    assert differing(built.files(), built.clean_files()) == []
    place.unlink()
    built.build()
    assert titles(built, "الجضارف ") == ["أمطار"]
    assert differing(built.files(), built.clean_files()) == []


def test_packaged_spellings_find_words_that_an_archive_writes_in_one_way_only(site: SiteFolder) -> None:
    site.article("a", body="قالت أمريكا والأمريكيون.\n", title="قول")
    site.build()
    for query in ("أميركا ", "لأميركا ", "اميركا "):
        assert titles(site, query) == ["قول"], query


def test_names_of_several_words_leave_the_words_in_them_apart(site: SiteFolder) -> None:
    terms = "terms:\n  - id: un\n    name:\n      ar: الأمم المتحدة\n    variants: [هيئة الأمم, منظمة الأمم]\n"
    with_terms(site, 0, terms).article("un", body="الأمم المتحدة.\n", title="أمم")
    site.article("body", body="هيئة التحرير.\n", title="هيئة")
    site.build()
    assert titles(site, "هيئة") == ["هيئة"]
    assert titles(site, "المتحدة") == ["أمم"]


def test_a_mistake_in_terms_stops_the_build_with_its_place(site: SiteFolder) -> None:
    with_terms(site, 0, TERMS.replace("variants", "varaints", 1))
    done = warraq("build", "--site", str(site.root))
    assert done.returncode == 3
    assert (
        "terms.yaml:6:5: S102 `varaints` is not a known key of terms.0\n  hint: did you mean `variants`?" in done.stderr
    )


def test_every_spelling_means_its_term_once_an_archive_writes_it() -> None:
    """What a shard says of spellings that nobody wrote is what the lexicon would decide if somebody did."""
    lexicon = lexicon_of((("القضارف", "الجضارف", "Gedaref"), ("بوتين", "بوتن", "Putin")))
    words = ("قضارف", "جضارف", "gedaref", "putin", "بوتن", "اميركا", "امريكا", "بورما")
    for form, term in zip(words, map(lexicon.terms_of, ({word: 1} for word in words)), strict=True):
        assert form in lexicon.spellings(term[form])
        assert lexicon.skeleton(form) == lexicon.skeleton(term[form])
