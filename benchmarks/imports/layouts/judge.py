"""What a reader made of a composed text, against its gold: fields, words of the body, what was lost and what was left."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping

import msgspec

from benchmarks.imports.layouts.composed_text import BODY, CAPTION, DECK, KICKER, TITLE, Composed
from generator.importers.raw_text.read import read_raw_text
from generator.model import RawArticle, Source
from generator.text.arabic import fold

RIGHT, MISSING, TOLD, SILENT = "right", "missing", "told", "silent"
FIELDS = ("title", "date", "publisher", "body")
BODY_RIGHT = 0.95  # a body with this F1 is one
# Problems that ask a person to look at a field. For the others: any that is neither the date's nor the bytes'.
_OF_DATES = frozenset(("I110", "I111", "I112"))
_OF_BYTES = frozenset(("I101", "I104"))
_WORD = re.compile("[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff]|[^\\W_\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff]+")


class Judged(msgspec.Struct, frozen=True):
    """`None` where a field cannot be judged. A verdict is right, missing, or wrong: told by a problem, or silent."""

    text: Composed
    found: Mapping[str, str]
    verdicts: Mapping[str, str | None]
    sure: Mapping[str, float]
    is_flagged: bool
    is_refused: bool
    f1: float
    lost: tuple[str, ...]
    left: tuple[str, ...]


def judge(text: Composed) -> Judged:
    return judged(text, read_raw_text(Source(text.name, "0"), text.data))


def judged(text: Composed, article: RawArticle) -> Judged:
    codes = {problem.code for problem in article.problems}
    f1, lost, left = _body(text, article)
    found = {field: str(article.fields.get(field, "")) for field in ("title", "date", "publisher")}
    verdicts = {
        "title": _verdict(same(found["title"], text.title), found["title"], codes - _OF_DATES) if text.title else None,
        "date": _date_verdict(found["date"][:10], text, codes & {"I110", "I112"}),
        "publisher": None if text.publisher is None else _publisher_verdict(found["publisher"], text.publisher, codes),
        "body": _verdict(f1 >= BODY_RIGHT, article.body, codes - _OF_DATES),
    }
    sure = {field: _confidence(article, field) for field in FIELDS}
    is_flagged = bool(codes - _OF_BYTES - {"I111"})
    is_refused = not article.body or any(problem.level == "error" for problem in article.problems)
    return Judged(text, found, verdicts, sure, is_flagged, is_refused, f1, lost, left)


def same(one: str, other: str) -> bool:
    return words(one) == words(other)


def words(text: str) -> list[str]:
    return _WORD.findall(fold(text))


def f1_of(gold: Counter[str], ours: Counter[str]) -> float:
    common = sum((gold & ours).values())
    if not common:
        return 0.0
    precision, recall = common / sum(ours.values()), common / sum(gold.values())
    return 2 * precision * recall / (precision + recall)


def _verdict(is_right: bool, found: str, codes: set[str]) -> str:
    if is_right:
        return RIGHT
    if not found:
        return MISSING
    return TOLD if codes - _OF_BYTES else SILENT


def _date_verdict(found: str, text: Composed, doubts: set[str]) -> str | None:
    """A month or a year alone that holds the day is missing, not wrong."""
    wanted = text.date
    if not wanted and found and found == text.visited:
        return None
    if found == wanted:
        return RIGHT
    if not found or (wanted and wanted.startswith(found)):
        return MISSING
    return TOLD if doubts else SILENT


def _publisher_verdict(found: str, wanted: str, codes: set[str]) -> str:
    return _verdict(same(found, wanted), found, codes - _OF_DATES)


def _confidence(article: RawArticle, field: str) -> float:
    return next((one.confidence for one in article.evidence if one.field == field), 0.0)


def _body(text: Composed, article: RawArticle) -> tuple[float, tuple[str, ...], tuple[str, ...]]:
    """F1 over words, paragraphs that are not in the body, lines of it that are no part of the text.

    Decks, kickers and captions belong to an article, in its body or beside it: they count for neither.
    """
    around = {_joined(line.text) for line in text.lines if line.role in (TITLE, KICKER, DECK, CAPTION)}
    mine = [line.removeprefix("## ").replace("\\", "") for line in article.body.split("\n") if line.strip()]
    own = [line for line in mine if _joined(line) not in around]
    f1 = f1_of(Counter(words("\n".join(text.paragraphs))), Counter(words("\n".join(own))))
    whole, printed = _joined("\n".join(mine)), "".join(_joined(line.text) for line in text.lines if line.role == BODY)
    lost = tuple(paragraph for paragraph in text.paragraphs if _joined(paragraph) not in whole)
    left = tuple(line for line in own if _joined(line) not in printed)
    return f1, lost, left


def _joined(text: str) -> str:
    return "".join(words(text))
