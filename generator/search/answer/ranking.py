"""The scores of a Lunr index that holds the whole archive, from the postings of a query's words alone.

client/answer/ranking.js is the twin in JavaScript; there scores are in typed arrays, with upper bounds.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from math import floor, log, sqrt
from typing import NamedTuple

K1 = 1.2
B = 0.75

# By field: (a document's number, its score for a term).
Scores = Sequence[Sequence[tuple[int, float]]]


class Asked(NamedTuple):
    """A word of the query with the terms of the index that it stands for; `field` is "" for all."""

    terms: tuple[str, ...]
    field: str
    presence: str
    text: str


class Rank(NamedTuple):
    """The number of matched words comes before the score."""

    words: int
    score: float


def term_scores(
    counts: Sequence[Sequence[tuple[int, int]]],
    share: Callable[[int, int], float],
    documents: int,
    boosts: Sequence[float],
) -> Scores:
    """From (number, count) of a term by field; `share` is a document's length in a field, divided by the average."""
    frequency = sum(map(len, counts))
    idf = log(1 + abs((documents - frequency + 0.5) / (frequency + 0.5)))
    return [
        [
            (number, _rounded((idf * ((K1 + 1) * count)) / (K1 * (1 - B + B * share(field, number)) + count) * boost))
            for number, count in own
        ]
        for field, (own, boost) in enumerate(zip(counts, boosts, strict=False))
    ]


def _rounded(score: float) -> float:
    """As JavaScript's Math.round does, which rounds halves up."""
    return floor(score * 1000 + 0.5) / 1000


def ranked(asked: Sequence[Asked], fields: Sequence[str], scores: Mapping[str, Scores]) -> dict[int, Rank]:
    """Number -> rank of each document that has a wanted word, all required ones and no prohibited one."""
    boosts = [_boosts(one for one in asked if one.field in ("", name)) for name in fields]
    sizes = [sqrt(sum(boost * boost for boost in found.values())) or 1 for found in boosts]
    found: dict[int, float] = {}
    for term, by_field in scores.items():
        for field, own in enumerate(by_field):
            boost = boosts[field].get(term)
            if boost:
                for number, score in own:
                    found[number] = found.get(number, 0) + boost * score / sizes[field]
    matched: dict[int, int] = {}
    for one in asked:
        hits = _documents(one, fields, scores)
        if one.presence == "prohibited":
            found = {number: score for number, score in found.items() if number not in hits}
            continue
        if one.presence == "required":
            found = {number: score for number, score in found.items() if number in hits}
        for number in hits:
            matched[number] = matched.get(number, 0) + 1
    return {number: Rank(matched[number], score) for number, score in found.items()}


def _boosts(asked: Iterable[Asked]) -> dict[str, int]:
    found: dict[str, int] = {}
    for one in asked:
        if one.presence != "prohibited":
            for term in one.terms:
                found[term] = found.get(term, 0) + 1
    return found


def _documents(one: Asked, fields: Sequence[str], scores: Mapping[str, Scores]) -> set[int]:
    return {
        number
        for term in one.terms
        for name, own in zip(fields, scores.get(term, ()), strict=False)
        if one.field in ("", name)
        for number, _ in own
    }
