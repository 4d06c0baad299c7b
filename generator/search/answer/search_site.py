"""What `warraq search` says of a built site: the best articles, each with the text that holds the words."""

from __future__ import annotations

from itertools import islice
from pathlib import Path

from generator.model import Findings, Result
from generator.search.analysis.analyzer import tokens
from generator.search.answer.answer import Answer, Archive, Found
from generator.search.answer.pages import read_page
from generator.search.answer.snippet import snippet


def search_site(output: Path, text: str, limit: int) -> Findings:
    """The best articles of a built site for a query."""
    archive = Archive(output)
    answer = archive.ask(text)
    found = list(islice(answer.found, limit + 1))
    results = tuple(_result(one, answer, archive) for one in found[:limit])
    if answer.total is None:
        return Findings(len(results), len(found) > limit, answer.unknown, answer.begun, results)
    return Findings(answer.total, False, answer.unknown, answer.begun, results)


def _result(found: Found, answer: Answer, archive: Archive) -> Result:
    row, rank = found.row, found.rank
    shown = snippet(_richest(found, answer, archive), answer.wanted, archive.means)
    date, section = row.get("date", ""), row.get("section", "")
    return Result(row["url"], row["title"], date, section, rank.words, round(rank.score, 9), shown)


def _richest(found: Found, answer: Answer, archive: Archive) -> str:
    """The block of the article that says most of what is wanted; the first of equals."""
    printed = read_page(archive.output, found.row["url"])
    texts = printed.blocks if printed and printed.blocks else (found.row.get("text", ""),)
    return max(texts, key=lambda text: len(answer.wanted & {archive.means(form) for form in tokens(text)}))
