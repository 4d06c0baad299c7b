"""The analysis in Python and its twin in JavaScript, over the same vectors and over any text."""

from __future__ import annotations

import csv
import gzip
import json
import random
import unicodedata
from collections.abc import Callable
from itertools import islice
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from playwright.sync_api import Page

from generator.search.analysis.analyzer import skeleton, stem, tokens, words
from generator.text.arabic import fold

VECTORS = Path(__file__).parents[2] / "vectors" / "analysis.tsv"
BATCH = 20_000  # texts that a browser is handed at once
CLIENT = Path(__file__).parents[3] / "generator" / "search" / "client"


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
    page.goto(host(CLIENT, "/") + "analysis/analyzer.js")
    script = "async texts => { const m = await import('/analysis/analyzer.js'); return texts.map(t => [m.tokens(t).join(' '), m.words(t).join(' '), m.tokens(t).map(m.skeleton).join(' ')]) }"
    return lambda texts: page.evaluate(script, texts)


@pytest.fixture
def folded_twin(twin: object, page: Page) -> Callable[[list[str]], list[str]]:
    """As `twin`, for folding alone."""
    assert twin
    return lambda texts: page.evaluate("async texts => texts.map((await import('/analysis/arabic.js')).fold)", texts)


def test_javascript_gives_the_vectors(twin: Callable[[list[str]], list[list[str]]]) -> None:
    known = vectors()
    assert len(known) > 20_000
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


def check_agreement(twin: Callable[[list[str]], list[list[str]]], texts: list[str]) -> None:
    for start in range(0, len(texts), BATCH):
        batch = texts[start : start + BATCH]
        expected = [
            [" ".join(tokens(text)), " ".join(words(text)), " ".join(map(skeleton, tokens(text)))] for text in batch
        ]
        assert [one for one in zip(batch, twin(batch), expected, strict=True) if one[1] != one[2]] == []


def test_both_agree_on_every_form_of_thousands_of_real_articles(
    corpus: Path, twin: Callable[[list[str]], list[list[str]]], folded_twin: Callable[[list[str]], list[str]]
) -> None:
    with gzip.open(corpus / "jawhara_10k.jsonl.gz", "rt", encoding="utf-8") as lines:
        articles = [json.loads(line) for line in islice(lines, 0, None, 4)]
    written = {chunk for article in articles for chunk in f"{article['title']} {article['text']}".split()}
    assert len(written) > 40_000
    forms = sorted(written)
    check_agreement(twin, forms)
    assert [one for one in zip(forms, folded_twin(forms), map(fold, forms), strict=True) if one[1] != one[2]] == []


def test_both_agree_on_any_sign_of_unicode(
    twin: Callable[[list[str]], list[list[str]]], folded_twin: Callable[[list[str]], list[str]]
) -> None:
    """Signs that both know: the versions of Unicode in Python and the browser differ in what they have."""
    chance = random.Random(13)
    signs = [chr(code) for code in range(0x110000) if unicodedata.category(chr(code)) not in ("Cn", "Cs")]
    texts = ["".join(chance.choice(signs) for _ in range(chance.randint(1, 8))) for _ in range(20_000)]
    check_agreement(twin, texts)
    assert folded_twin(texts) == list(map(fold, texts))


@given(st.text())
def test_folding_twice_changes_nothing_more(text: str) -> None:
    assert tokens(fold(text)) == tokens(text)


def test_most_open_cases_are_solved_without_a_lexicon(corpus: Path) -> None:
    """The lexicon comes later; until then a floor that must not sink."""
    with (corpus.parent / "search" / "cases.tsv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    right = [bool(set(words(row["query"])) & set(words(row["text"]))) == (row["should_match"] == "1") for row in rows]
    assert sum(right) >= 60
