"""Terms that are likely one are proposed, with the reason; those that are not stay apart."""

from __future__ import annotations

import pytest

from generator.terms.similar_names import Name, likely_same, surnames


@pytest.mark.parametrize(
    ("first", "second", "why"),
    [
        ("الانتخابات", "انتخابات", "the same except for the definite article"),
        ("حقوق الإنسان", "حقوق انسان", "the same except for the definite article"),
        ("مظاهرات", "مظاهرة", "the same except for an ending"),
        ("أميركا", "أمريكا", "one letter differs"),
        ("شكسبير", "شكسبيير", "one letter differs"),
        ("نيويورك", "نيوورك", "one letter differs"),
        ("دونالد ترامب", "دونلد ترمب", "the same consonants"),
        ("موسكو", "تراث", None),
        ("مصر", "قصر", None),
        ("2024", "2025", None),
    ],
)
def test_a_pair_is_told_with_its_reason(first: str, second: str, why: str | None) -> None:
    found = likely_same([Name("tags", first, 9), Name("tags", second, 2)])
    assert [(one.kept, one.gone, one.why) for one in found] == ([(first, second, why)] if why else [])


def test_terms_of_two_taxonomies_are_not_compared() -> None:
    assert likely_same([Name("tags", "الانتخابات", 9), Name("authors", "انتخابات", 2)]) == []


def test_a_last_name_alone_is_the_one_person_of_that_name() -> None:
    names = [Name("people", "فلاديمير بوتين", 3), Name("tags", "بوتين", 5), Name("people", "محمد علي", 1)]
    assert [(one.kept, one.gone) for one in surnames(names)] == [("فلاديمير بوتين", "بوتين")]
    assert surnames([*names, Name("people", "ماريا بوتين", 1)]) == []


def test_the_order_of_names_changes_nothing() -> None:
    names = [Name("tags", name, 3) for name in ("مظاهرات", "مظاهرة", "المظاهرة", "موسكو")]
    assert likely_same(names) == likely_same(names[::-1])
