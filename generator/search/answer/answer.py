"""From what a reader asked to the articles that answer it, in order, as the search page shows them.

client/answer/answer.js is the twin in JavaScript; there filters may also be chosen by hand, and each counts what it
would leave.
"""

from __future__ import annotations

from collections.abc import Iterator
from math import floor
from typing import NamedTuple

from generator.search.answer.engine import Engine
from generator.search.answer.phrases import has_phrases
from generator.search.answer.published import Row
from generator.search.answer.query import Query, parse
from generator.search.answer.ranking import Rank


class Match(NamedTuple):
    """An article that matches a query, and how well: rank 0 if the query only excludes terms."""

    number: int
    row: Row
    rank: Rank


class Answer(NamedTuple):
    """The articles, best first, each read when it is asked for; `wanted` are the index's terms of the query.

    `total` is None where phrases must still be proven on the articles. `begun` is the last word where the archive lacks
    it and it was taken for the beginning of one.
    """

    matches: Iterator[Match]
    total: int | None
    unknown: tuple[str, ...]
    wanted: frozenset[str]
    begun: str = ""


def ask(engine: Engine, text: str) -> Answer:
    """The answer of a built site to what a reader typed."""
    query = parse(text)
    if not any(query):
        return Answer(iter(()), 0, (), frozenset())
    ranks, unknown, wanted, begun = engine.search(query, is_ended=text[-1:].isspace())
    numbers = _filtered(sorted(ranks, key=lambda number: _order(engine, number, ranks[number])), query, engine)
    matches = (Match(number, engine.index.row(number), ranks[number]) for number in numbers)
    if not query.phrases:
        return Answer(matches, len(numbers), unknown, wanted, begun)
    proven = (one for one in matches if has_phrases(query.phrases, one.row, engine.output, engine.means))
    return Answer(proven, None, unknown, wanted, begun)


def _order(engine: Engine, number: int, rank: Rank) -> tuple[int, int, int]:
    """Of two that are equally good, but for the last bits of a sum, the newer one comes first."""
    return -rank.words, -floor(rank.score * 1e9 + 0.5), -engine.index.age(number)


def _filtered(numbers: list[int], query: Query, engine: Engine) -> list[int]:
    if not query.filters:
        return numbers
    facets = engine.index.facets(numbers)
    for one in query.filters:
        members = {number for name, own in facets[one.field].items() if one.fits(name) for number in own}
        numbers = [number for number in numbers if (number in members) != one.is_prohibited]
    return numbers
