"""Which line is the title, among those that the line model finds likely: compared with each other, not each alone.

The body that was found says a title's words; breadcrumbs and tabs repeat it; it is near, and the last of its kind.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from generator.importers.raw_text.line_features import Features, shares_said, words_of
from generator.importers.raw_text.line_model import BODY, TITLE, Row, powers
from generator.importers.raw_text.lines import LETTERS, Line

MOST_CANDIDATES = 10
MOST_WORDS = 45
LEAD_WORDS = 12
_SHARES = (0.01, 0.15, 0.3, 0.45, 0.6, 0.8, 0.99)
_COUNTS = (1, 2, 3, 4, 6, 9, 14, 25)
_LIKELY = (0.001, 0.01, 0.05, 0.15, 0.3, 0.5, 0.7, 0.85, 0.95)
_AROUND = (-3, -2, -1, 1, 2, 3)


class Candidate(NamedTuple):
    index: int
    words: tuple[str, ...]


def candidates_of(lines: Sequence[Line], features: Sequence[Features], likely: Sequence[Row]) -> list[Candidate]:
    """The likeliest lines, in their order, as words that weights are for."""
    body = [line for line, row in zip(lines, likely, strict=True) if row[BODY] > 0.5]
    first = next((line.index for line in body if line.words >= LEAD_WORDS), body[0].index if body else len(lines))
    may_be = [line for line in lines if 0 < line.words <= MOST_WORDS and LETTERS.search(line.folded)]
    head = [line for line in may_be if line.index <= first] or may_be
    best = sorted(head, key=lambda line: (-likely[line.index][TITLE], line.index))[: MOST_CANDIDATES - 3]
    longest = sorted((line for line in head if line not in best), key=lambda line: (-min(line.words, 12), -line.index))
    best += longest[: MOST_CANDIDATES - len(best)]
    return _with_words(sorted(best, key=lambda line: line.index), lines, features, likely, body, first)


def _with_words(
    found: Sequence[Line],
    lines: Sequence[Line],
    features: Sequence[Features],
    likely: Sequence[Row],
    body: Sequence[Line],
    first: int,
) -> list[Candidate]:
    shares = shares_said(found, body) if body else [0.0] * len(found)
    leads = shares_said(found, [line for line in body if line.words >= LEAD_WORDS][:2])
    head = "\n".join(line.folded for line in lines[: first + 1])
    by_share = sorted(range(len(found)), key=lambda at: -shares[at])
    by_likely = sorted(range(len(found)), key=lambda at: -likely[found[at].index][TITLE])
    return [
        Candidate(
            line.index,
            (
                *_of_place(line, features),
                f"m{bisect_right(_LIKELY, likely[line.index][TITLE])}",
                f"mr{by_likely.index(at)}",
                f"o{bisect_right(_SHARES, shares[at])}",
                f"or{by_share.index(at)}",
                f"ol{bisect_right(_SHARES, leads[at])}",
                f"ow{bisect_right(_SHARES, shares[at])}w{min(5, line.words // 3)}",
                f"on{bisect_right(_COUNTS, round(shares[at] * len(words_of(line))))}",
                f"d{bisect_right(_COUNTS, first - line.index)}",
                f"dd{_dates_between(line.index, first, features)}",
                f"lo{min(4, sum(one.words > 3 for one in found[at + 1 :]))}",
                f"hi{min(4, sum(one.words > 3 for one in found[:at]))}",
                f"in{min(3, head.count(line.folded))}{min(4, line.words // 3)}",
                f"pa{min(3, head.count(line.folded))}{_is_last(line, found)}{line.words > 3}",
                f"n{min(4, len(found))}{at == 0}",
            ),
        )
        for at, line in enumerate(found)
    ]


def _of_place(line: Line, features: Sequence[Features]) -> tuple[str, ...]:
    own = features[line.index]
    around = (
        f"{away}{word}"
        for away in _AROUND
        for word in (features[line.index + away].near if 0 <= line.index + away < len(features) else ("edge",))
    )
    return (*own.near, *own.own, *around)


def _dates_between(index: int, first: int, features: Sequence[Features]) -> int:
    return min(3, sum(words.near[1] == "rdate" for words in features[index + 1 : first]))


def _is_last(line: Line, found: Sequence[Line]) -> bool:
    return not any(one.folded == line.folded for one in found if one.index > line.index)


def chances(candidates: Sequence[Candidate], weights: Mapping[str, int]) -> list[float]:
    """How likely each is the title, if one of them is."""
    if not candidates:
        return []
    scores = [sum(weights[word] for word in one.words if word in weights) for one in candidates]
    factors = powers(scores)
    whole = sum(factors)
    return [one / whole for one in factors]
