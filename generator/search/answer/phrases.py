"""Phrases, proven on the pages of the articles: the index has no positions of words.

client/answer/phrases.js is the twin; it reads pages ahead, and stops after a while until the reader wants more.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from generator.search.analysis.analyzer import tokens
from generator.search.answer.pages import Printed, read_page
from generator.search.answer.published import Row
from generator.search.answer.query import Phrase

Means = Callable[[str], str | None]


def has_phrases(phrases: Sequence[Phrase], row: Row, output: Path, means: Means) -> bool:
    """Where its page is missing, an article has a phrase only if its row has it."""
    known = Printed(row["title"], tuple(row.get(key, "") for key in ("text", "section", "publisher")))
    page = read_page(output, row["url"])
    for phrase in phrases:
        is_there = _is_in(phrase, known, means) or (page is not None and _is_in(phrase, page, means))
        if is_there == phrase.is_prohibited or not (is_there or page):
            return False
    return True


def _is_in(phrase: Phrase, printed: Printed, means: Means) -> bool:
    """Whether the words follow each other, each with whatever Arabic writes onto it."""
    terms = [means(form) for form in phrase.forms]
    if None in terms:
        return False
    texts = () if phrase.field == "title" else printed.blocks
    return any(_is_run(terms, list(map(means, tokens(text)))) for text in (printed.title, *texts))


def _is_run(terms: list[str | None], meant: list[str | None]) -> bool:
    return any(meant[start : start + len(terms)] == terms for start in range(len(meant) - len(terms) + 1))
