"""Which line is the title, among those that the line model finds likely: compared with each other, not each alone.

The body that was found says a title's words; breadcrumbs and tabs repeat it; it is near, and the last of its kind.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from math import fsum, sqrt
from typing import NamedTuple

from generator.importers.raw_text.labelling.features import Features, Page
from generator.importers.raw_text.labelling.model import TITLE, Row, body_chance, powers
from generator.importers.raw_text.lines import LETTERS, Line
from generator.importers.vocabulary.newsroom import looks_like_outlet

MOST_LIKELY, MOST_OTHERS = 7, 4  # lines of a text that are compared
MOST_WORDS = 45
PROVEN, SURE = 0.82, 0.9
LEAD_WORDS = 12
OUTLET_WORDS = 3  # of a line that is nothing but the name of an outlet
_SHARES = (0.01, 0.15, 0.3, 0.45, 0.6, 0.8, 0.99)
_COUNTS = (1, 2, 3, 4, 6, 9, 14, 25)
_LIKELY = (0.001, 0.01, 0.05, 0.15, 0.3, 0.5, 0.7, 0.85, 0.95)
_AROUND = (-3, -2, -1, 1, 2, 3)


class Candidate(NamedTuple):
    """A line, or none of them, and the words that weights are for."""

    line: Line | None
    words: tuple[str, ...]


def title_of(page: Page, likely: Sequence[Row], weights: Mapping[str, int]) -> tuple[Line | None, float]:
    """The title, None where likelier no line is it, and how likely that is.

    It is sure where the line by itself is likely, too: of the two words on it the more doubtful counts.
    """
    found = candidates_of(page, likely)
    odds = chances(found, weights)
    best = max(range(len(found)), key=odds.__getitem__)
    line = found[best].line
    return line, _measured(min(odds[best], sqrt(sqrt(likely[line.index][TITLE])))) if line else odds[best]


def _measured(chance: float) -> float:
    """Stretched so that .9 and more are right in 99 of a hundred, as they are from PROVEN on (composed.py --confidence)."""
    if chance < PROVEN:
        return chance * SURE / PROVEN
    return SURE + (chance - PROVEN) * (1 - SURE) / (1 - PROVEN)


def candidates_of(page: Page, likely: Sequence[Row]) -> list[Candidate]:
    """The likeliest lines, in their order; and that there is none."""
    lines = page.lines
    body = [line for line, row in zip(lines, likely, strict=True) if body_chance(row) > 0.5]
    first = _first(page, likely)
    may_be = [
        line for line in lines if 0 < line.words <= MOST_WORDS and LETTERS.search(line.folded) and not _is_outlet(line)
    ]
    order = sorted(may_be, key=lambda line: (-likely[line.index][TITLE], line.index))
    head = [line for line in order[MOST_LIKELY:] if line.index <= first]
    head.sort(key=lambda line: (-min(page.echoes[line.index], 2), -min(line.words, 12), -line.index))
    found = sorted(order[:MOST_LIKELY] + head[:MOST_OTHERS], key=lambda line: line.index)
    whole = bisect_right(_LIKELY, fsum(row[TITLE] for row in likely))
    none = Candidate(None, ("none", f"none{whole}", f"none{min(4, len(found))}", f"none{whole}{min(5, len(lines))}"))
    return [*_with_words(found, page, likely, body), none]


def _is_outlet(line: Line) -> bool:
    return line.words <= OUTLET_WORDS and looks_like_outlet(line.text)


def _first(page: Page, likely: Sequence[Row]) -> int:
    """Where the heaviest run of likely paragraphs begins."""
    best, found, weight, start = 0.0, len(page.lines), 0.0, 0
    for line, row in zip(page.lines, likely, strict=True):
        if weight <= 0:
            weight, start = 0.0, line.index
        weight += (body_chance(row) - 0.5) * min(line.words, MOST_WORDS)
        if weight > best:
            best, found = weight, start
    return found


def _with_words(
    found: Sequence[Line],
    page: Page,
    likely: Sequence[Row],
    body: Sequence[Line],
) -> list[Candidate]:
    first = _first(page, likely)
    shares = page.shares_said(found, body)
    leads = page.shares_said(found, [line for line in body if line.words >= LEAD_WORDS][:2])
    by_share = sorted(range(len(found)), key=lambda at: -shares[at])
    by_likely = sorted(range(len(found)), key=lambda at: -likely[found[at].index][TITLE])
    return [
        Candidate(
            line,
            (
                *_of_place(line, page.features),
                f"m{bisect_right(_LIKELY, likely[line.index][TITLE])}",
                f"mr{by_likely.index(at)}",
                f"o{bisect_right(_SHARES, shares[at])}",
                f"or{by_share.index(at)}",
                f"ol{bisect_right(_SHARES, leads[at])}",
                f"ow{bisect_right(_SHARES, shares[at])}w{min(5, line.words // 3)}",
                f"on{bisect_right(_COUNTS, round(shares[at] * len(page.words[line.index])))}",
                f"d{bisect_right(_COUNTS, first - line.index)}",
                f"dd{_dates_between(line.index, first, page.features)}",
                f"lo{min(4, sum(one.words > 3 for one in found[at + 1 :]))}",
                f"hi{min(4, sum(one.words > 3 for one in found[:at]))}",
                f"in{min(3, page.echoes[line.index])}{min(4, line.words // 3)}",
                f"pa{min(3, page.echoes[line.index])}{_is_last(line, found)}{line.words > 3}",
                f"of{first > line.index}{body_chance(likely[line.index]) > 0.5}",
                f"n{min(4, len(found))}{at == 0}",
                f"nx{_beside(line, shares[at], found, shares, at + 1)}",
                f"pv{_beside(line, shares[at], found, shares, at - 1)}",
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


def _beside(line: Line, share: float, found: Sequence[Line], shares: Sequence[float], at: int) -> str:
    """How the candidate below or above compares: a deck is longer than its title, a kicker shorter."""
    if not 0 <= at < len(found) or found[at].words < 3:
        return ""
    other = found[at]
    near = min(3, abs(other.index - line.index))
    length = bisect_right((0.6, 0.95, 1.1, 1.7), other.words / line.words)
    return f"{near}{length}{bisect_right((-0.2, 0.0, 0.2), shares[at] - share)}"


def _dates_between(index: int, first: int, features: Sequence[Features]) -> int:
    return min(3, sum(words.near[1] == "rdate" for words in features[index + 1 : first]))


def _is_last(line: Line, found: Sequence[Line]) -> bool:
    return not any(one.folded == line.folded for one in found if one.index > line.index)


def chances(candidates: Sequence[Candidate], weights: Mapping[str, int]) -> list[float]:
    """How likely each is the title, if one of them is."""
    scores = [sum(weights[word] for word in one.words if word in weights) for one in candidates]
    factors = powers(scores)
    whole = fsum(factors)
    return [one / whole for one in factors]
