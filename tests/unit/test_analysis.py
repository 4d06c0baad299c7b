"""The analysis in Python and its twin in JavaScript, over the same vectors and over any text."""

from __future__ import annotations

import csv
import random
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from playwright.sync_api import Page

from generator.search.analysis import skeleton, stem, tokens, words
from generator.text.arabic import fold

VECTORS = Path(__file__).parent.parent / "vectors" / "analysis.tsv"
CLIENT = Path(__file__).parent.parent.parent / "generator" / "search" / "client"


def vectors() -> list[list[str]]:
    return [line.split("\t") for line in VECTORS.read_text(encoding="utf-8").split("\n") if line]


def test_python_gives_the_vectors() -> None:
    wrong = [
        form
        for form, token, word, key in vectors()
        if [" ".join(found) for found in (tokens(form), map(stem, tokens(form)), map(skeleton, tokens(form)))]
        != [token, word, key]
    ]
    assert not wrong


@pytest.fixture
def twin(page: Page, host: Callable[[Path, str], str]) -> Callable[[list[str]], list[list[str]]]:
    """The JavaScript module in a real browser: texts in, words out."""
    page.goto(host(CLIENT, "/") + "analysis.js")
    script = "async texts => { const m = await import('/analysis.js'); return texts.map(t => [m.tokens(t).join(' '), m.words(t).join(' '), m.tokens(t).map(m.skeleton).join(' ')]) }"
    return lambda texts: page.evaluate(script, texts)


def test_javascript_gives_the_vectors(twin: Callable[[list[str]], list[list[str]]]) -> None:
    known = vectors()
    found = twin([form for form, *_ in known])
    assert list(found) == [rest for _, *rest in known]


def test_both_agree_on_random_texts(twin: Callable[[list[str]], list[list[str]]]) -> None:
    chance = random.Random(7)
    ranges = [
        (0x20, 0x7F),
        (0xA0, 0x24F),
        (0x370, 0x3FF),
        (0x400, 0x4FF),
        (0x590, 0x5FF),
        (0x600, 0x6FF),
        (0xFB50, 0xFDFF),
        (0xFE70, 0xFEFF),
    ]
    texts = ["".join(chr(chance.randint(*chance.choice(ranges))) for _ in range(12)) for _ in range(4000)]
    assert twin(texts) == [
        [" ".join(tokens(text)), " ".join(words(text)), " ".join(map(skeleton, tokens(text)))] for text in texts
    ]


@given(st.text())
def test_folding_twice_changes_nothing_more(text: str) -> None:
    assert tokens(fold(text)) == tokens(text)


def test_most_open_cases_are_solved_without_a_lexicon(corpus: Path) -> None:
    """The lexicon comes later; until then a floor that must not sink."""
    with (corpus.parent / "search" / "cases.tsv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    right = [bool(set(words(row["query"])) & set(words(row["text"]))) == (row["should_match"] == "1") for row in rows]
    assert sum(right) >= 60
