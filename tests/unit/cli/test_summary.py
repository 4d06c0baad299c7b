"""The summary of an import: what editors read of it, in their language, and nothing that a seed made up."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.check.explain import explanations
from generator.cli.summary import MOST_ROWS, WORDS, Summary, append_summary, content_summary
from generator.errors import UsageError
from generator.ingest.results import Imported
from generator.model import Problem
from generator.text.yaml.safe import safe_load

LANGUAGES = sorted(path.stem for path in WORDS.glob("*.yaml"))


def words(language: str) -> dict[str, str]:
    return safe_load((WORDS / f"{language}.yaml").read_text(encoding="utf-8"))


def article(action: str = "new", title: str = "عنوان", file: str = "seeds/a.txt") -> Imported:
    return Imported(file, "content/a.md", action, {"title": title, "date": "2011"}, "", (), (), ())


def problem(code: str, level: str = "error", path: str = "seeds/a.txt", what: str = "is `odd`") -> Problem:
    return Problem(path, 3, 1, code, level, what, "look")  # type: ignore[arg-type]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_has_the_same_words(language: str) -> None:
    assert set(words(language)) - {"codes"} == set(words("en"))


def test_arabic_has_a_sentence_for_every_code_of_a_seed() -> None:
    codes = {code for code in explanations() if re.match("I1", code)} - {"I190"}  # I190 is of builds alone
    assert codes <= set(words("ar")["codes"])


@pytest.mark.parametrize("language", [*LANGUAGES, "fr"])
def test_new_doubtful_and_refused_are_three_lists(language: str) -> None:
    summary = Summary()
    summary.add(article())
    summary.add(article("unchanged", "قديم"))
    text = summary.text([problem("I111", "warning"), problem("I102", path="seeds/b.pdf")], language)
    said = words(language if language in LANGUAGES else "en")
    order = [text.index(part) for part in (said["new"], "عنوان", said["doubtful"], "I111", said["refused"], "I102")]
    assert order == sorted(order) and "قديم" not in text
    assert text.startswith('<div dir="ltr">' if language in ("en", "fr") else '<div dir="rtl">')


def test_an_error_of_a_seed_whose_article_was_taken_is_no_secret() -> None:
    assert words("ar")["refused"] in Summary().text([problem("I130")], "ar")


def test_nothing_new_is_said() -> None:
    assert words("ar")["nothing"] in Summary().text([], "ar")


@given(st.text(alphabet=st.sampled_from("[](){}<>&`*_#!|~@\\:-+\n\x1b\u202e http/عنوان"), max_size=60))
def test_no_text_of_a_seed_becomes_markup(text: str) -> None:
    summary = Summary()
    summary.add(article(title=text, file=text))
    found = summary.text([problem("I111", "warning", f"seeds/{text}", f"has `{text}`")], "ar")
    for line in found.split("\n")[2:-3]:
        own = line.replace("<sub>I111</sub>", "").removeprefix("- ").replace("**", "").removeprefix("### ")
        assert not re.search(r"[\[\]<>`*\\!~@|\x1b\u202e]", own), line


def test_thousands_of_rows_are_cut() -> None:
    found = Summary().text([problem("I102", path=f"seeds/{number}.txt") for number in range(5000)], "ar")
    assert found.count("\n- ") == MOST_ROWS + 1 and "و4800 غيرها" in found


def test_a_build_names_what_is_left_out_and_nothing_else() -> None:
    assert content_summary([problem("C104", "warning")], "ar") == ""
    text = content_summary([problem("C109", path="content/2011/a.md")], "ar")
    assert words("ar")["content_note"] in text and "content/2011/a.md" in text and "(السطر 3)" in text


def test_a_summary_is_added_to_what_is_there(tmp_path: Path) -> None:
    file = tmp_path / "s.md"
    append_summary(file, "one\n")
    append_summary(file, "")
    append_summary(file, "two\n")
    assert file.read_text() == "one\ntwo\n"
    with pytest.raises(UsageError):
        append_summary(tmp_path, "x")
