"""terms.yaml is read as strictly as site.yaml, and its names become groups of words that find each other."""

from __future__ import annotations

import pytest

from generator.records.authority import Authority, Term, parse_authority
from generator.search.analysis.synonyms import synonyms_of

PUTIN = """\
terms:
  - id: putin
    kind: person
    name:
      ar: فلاديمير بوتين
      en: Vladimir Putin
    variants: [بوتين, بوتن, Putin]
    sameAs: [https://www.wikidata.org/entity/Q7747]
    broader: russia
  - id: russia
    kind: place
    name:
      ar: روسيا
      en: Russia
"""
BROKEN = {
    "terms:\n  - id: a\n    name:\n      ar: x\n    varaints: [y]": ["terms.yaml:5:5: S102"],
    "trems: []": ["terms.yaml:1:1: S102"],
    "terms:\n  - id: a": ["terms.yaml:2:5: S104"],
    "terms:\n  - id: a\n    kind: man\n    name: x": ["terms.yaml:3:11: S105", "terms.yaml:4:11: S103"],
    "terms:\n  - id: a\n    name:\n      ar: x\n  - id: a\n    name:\n      ar: y": ["terms.yaml:5:9: S111"],
    "terms:\n  - id: a\n    name:\n      عربي: x": ["terms.yaml:4:7: S108"],
    "terms:\n  - id: a\n    name:\n      ar: x\n    sameAs: [Q7747]": ["terms.yaml:5:14: S106"],
    "terms:\n  - id: rome\n    name:\n      ar: x\n    broader: rom": ["terms.yaml:5:14: S112"],
    "terms:\n  - id: a\n    name:\n      ar: x\n    broader: a": ["terms.yaml:5:14: S113"],
    "terms: [": ["terms.yaml:2:1: S101"],
}


@pytest.mark.parametrize(("text", "said"), BROKEN.items())
def test_every_problem_is_told_with_its_place(text: str, said: list[str]) -> None:
    _, problems = parse_authority(text)
    assert [str(problem)[: len(wanted)] for problem, wanted in zip(problems, said, strict=True)] == said


def test_terms_that_hold_each_other_are_told() -> None:
    entry = "  - id: {}\n    name:\n      ar: x\n    broader: {}\n"
    _, problems = parse_authority("terms:\n" + "".join(entry.format(*ids) for ids in ("ab", "bc", "cb")))
    assert [(problem.line, problem.code) for problem in problems] == [(9, "S113"), (13, "S113")]


def test_a_file_is_read_whole() -> None:
    authority, problems = parse_authority(PUTIN)
    assert not problems
    assert [term.id for term in authority.terms] == ["putin", "russia"]
    term = authority.terms[0]
    assert (term.name["en"], term.broader, term.kind) == ("Vladimir Putin", "russia", "person")
    assert term.same_as == ("https://www.wikidata.org/entity/Q7747",)


@pytest.mark.parametrize("text", ["", "# later\n", "\ufeff", "terms:\n"])
def test_an_empty_file_has_no_terms(text: str) -> None:
    assert parse_authority(text) == (Authority(), ())


def test_single_words_are_joined_and_names_of_several_words_are_not() -> None:
    assert synonyms_of(parse_authority(PUTIN)[0]) == (("بوتين", "بوتن", "Putin"), ("روسيا", "Russia"))


def test_a_word_that_two_terms_are_called_by_joins_neither() -> None:
    oman = Term("oman", {"ar": "عُمان"}, variants=("Oman", "سلطنة عمان"))
    amman = Term("amman", {"ar": "عمّان"}, variants=("Amman", "عَمّان البلقاء", "Amaan"))
    assert synonyms_of(Authority((oman, amman))) == (("Amman", "Amaan"),)


def test_what_is_no_name_changes_no_group() -> None:
    before = synonyms_of(parse_authority(PUTIN)[0])
    edited = PUTIN.replace("    broader: russia\n", "").replace("kind: person", "kind: topic")
    assert synonyms_of(parse_authority(edited)[0]) == before
