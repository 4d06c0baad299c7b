"""The results of `warraq search`: the best articles of a built site, each with a stretch of text that has the words."""

from __future__ import annotations

from itertools import islice
from pathlib import Path

from generator.model import Result, SearchResults
from generator.search.analysis.analyzer import tokens
from generator.search.answer.answer import Answer, Match, ask
from generator.search.answer.engine import Engine
from generator.search.answer.pages import read_page
from generator.search.answer.snippet import snippet


def search_site(output: Path, text: str, limit: int) -> SearchResults:
    """The best articles of a built site for a query."""
    engine = Engine(output)
    answer = ask(engine, text)
    matches = list(islice(answer.matches, limit + 1))
    results = tuple(_result(one, answer, engine) for one in matches[:limit])
    if answer.total is None:
        return SearchResults(len(results), len(matches) > limit, answer.unknown, answer.begun, results)
    return SearchResults(answer.total, False, answer.unknown, answer.begun, results)


def _result(match: Match, answer: Answer, engine: Engine) -> Result:
    row, rank = match.row, match.rank
    shown = snippet(_richest(match, answer, engine), answer.wanted, engine.means)
    date, section = row.get("date", ""), row.get("section", "")
    return Result(row["url"], row["title"], date, section, rank.words, round(rank.score, 9), shown)


def _richest(match: Match, answer: Answer, engine: Engine) -> str:
    """The block of the article with the most wanted words; the first of equals."""
    page = read_page(engine.output, match.row["url"])
    texts = page.blocks if page and page.blocks else (match.row.get("text", ""),)
    return max(texts, key=lambda text: len(answer.wanted & {engine.means(form) for form in tokens(text)}))
