"""The line model: what each line of a text is, decided for all lines together, and how sure that is.

A linear-chain conditional random field. Its weights are whole numbers in one file, written by
benchmarks/imports/train_lines.py; sums go forward and backward in a fixed order over a table of powers, so that every
machine gives the same numbers.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from generator.disk.files import read_bytes
from generator.importers.raw_text.labelling.features import Features

WEIGHTS = Path(__file__).parent / "data" / "line_weights.tsv"
# Above the title, the title, paragraphs, lists and verse among them, what is no part of them, and what is below the last.
LABELS = ("above", "title", "body", "list", "beside", "below")
ABOVE, TITLE, BODY, LIST, BELOW = 0, 1, 2, 3, 5
REACH = 3  # lines away that count for a line
EDGE = "edge"  # the word of the lines that would stand before the first and after the last
UNIT = 64  # steps of a weight of one
_STEP = 0.9844964370054085  # e to the power of -1/64
_MOST = 40 * UNIT  # so many steps behind another a label is as good as impossible
_WIDTH = len(LABELS)
_ALL = range(_WIDTH)
_NEAR_WIDTH = (2 * REACH + 1) * _WIDTH
_RANKED = ("title", "publisher", "author")
Row = tuple[float, ...]


class Model(NamedTuple):
    """Weights by word: `own` by label, `near` by label for a line from REACH lines further down to as many further up.

    `titles`, `publishers` and `authors` are of words of candidates for them.
    """

    own: Mapping[str, tuple[int, ...]]
    near: Mapping[str, tuple[int, ...]]
    moves: tuple[Row, ...]  # factors from label to label
    titles: Mapping[str, int]
    publishers: Mapping[str, int]
    authors: Mapping[str, int]


def factors(features: Sequence[Features], model: Model) -> list[Row]:
    """What each line says for each label, by itself and by what is near it."""
    return [powers(row) for row in _scores(features, model)]


def titled(rows: Sequence[Row], index: int) -> list[Row]:
    """The same where the title is known: no other line is one, and nothing below it is above it. -1: none has a title."""
    found = [tuple(0.0 if label == TITLE else one for label, one in enumerate(row)) for row in rows]
    if index >= 0:
        found[index] = tuple(float(label == TITLE) for label in _ALL)
        found[index + 1 :] = [(0.0, *row[ABOVE + 1 :]) for row in found[index + 1 :]]
    return found


def marginals(rows: Sequence[Row], model: Model) -> list[Row]:
    """How likely each line has each label, by their factors; a row sums to one."""
    return _both_ways(rows, model.moves) if rows else []


def body_chance(row: Row) -> float:
    return row[BODY] + row[LIST]


@lru_cache(maxsize=1)
def line_model() -> Model:
    return parse_model(read_bytes(WEIGHTS).decode("utf-8"))


def parse_model(text: str) -> Model:
    """Of rows that say the kind of weights, the word they are of, and the weights themselves."""
    kinds: dict[str, dict[str, tuple[int, ...]]] = {kind: {} for kind in ("own", "near", "move", *_RANKED)}
    for line in text.splitlines():
        kind, word, values = line.split("\t")
        kinds[kind][word] = tuple(map(int, values.split(" ")))
    most = max(map(max, kinds["move"].values()))
    moves = tuple(tuple(_POWERS[min(_MOST, most - one)] for one in kinds["move"][label]) for label in LABELS)
    ranked = ({word: weight for word, (weight,) in kinds[kind].items()} for kind in _RANKED)
    return Model(kinds["own"], kinds["near"], moves, *ranked)


def _scores(features: Sequence[Features], model: Model) -> list[list[int]]:
    edge: Sequence[int] = model.near.get(EDGE, (0,) * _NEAR_WIDTH)
    around: list[Sequence[int]] = [edge] * REACH
    around += [_sum(model.near, words.near, _NEAR_WIDTH) for words in features]
    around += [edge] * REACH
    scores = [_sum(model.own, words.own, _WIDTH) for words in features]
    for place in range(2 * REACH + 1):
        first = place * _WIDTH
        for row, other in zip(scores, around[place:], strict=False):
            for label in _ALL:
                row[label] += other[first + label]
    return scores


def _sum(weights: Mapping[str, tuple[int, ...]], words: Sequence[str], width: int) -> list[int]:
    rows = [weights[word] for word in words if word in weights]
    return list(map(sum, zip(*rows, strict=True))) if rows else [0] * width


def _table() -> Row:
    """Powers by multiplication alone, which IEEE 754 rounds alike everywhere; `math.exp` is the C library's."""
    powers = [1.0]
    while len(powers) <= _MOST:
        powers.append(powers[-1] * _STEP)
    return tuple(powers)


_POWERS = _table()


def powers(row: Sequence[int]) -> Row:
    most = max(row)
    return tuple([_POWERS[min(_MOST, most - one)] for one in row])


def _both_ways(rows: Sequence[Row], moves: Sequence[Row]) -> list[Row]:
    into = tuple(zip(*moves, strict=True))
    forward = [_share(rows[0])]
    for row in rows[1:]:
        before = forward[-1]
        forward.append(_share([one * _dot(before, column) for one, column in zip(row, into, strict=True)]))
    backward: Row = (1.0,) * _WIDTH
    found = [forward[-1]]
    for index in range(len(rows) - 2, -1, -1):
        weighed = [one * other for one, other in zip(rows[index + 1], backward, strict=True)]
        backward = _share([_dot(weighed, row) for row in moves])
        found.append(_share([one * other for one, other in zip(forward[index], backward, strict=True)]))
    return found[::-1]


def _dot(one: Sequence[float], other: Sequence[float]) -> float:
    """Written out for speed, and for one order of adding: `sum` rounds as the version of Python does."""
    a, b, c, d, e, f = one
    g, h, i, j, k, l = other  # noqa: E741
    return a * g + b * h + c * i + d * j + e * k + f * l


def _share(row: Sequence[float]) -> Row:
    a, b, c, d, e, f = row
    whole = a + b + c + d + e + f
    return (a / whole, b / whole, c / whole, d / whole, e / whole, f / whole)
