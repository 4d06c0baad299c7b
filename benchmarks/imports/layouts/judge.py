"""What a reader made of a composed text, against its gold: fields, words of the body, what was lost and what was left."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby

import msgspec

from benchmarks.imports.layouts.composed_text import BODY, CAPTION, DECK, KICKER, TITLE, Composed
from generator.importers.raw_text.read import read_raw_text
from generator.model import RawArticle, Source
from generator.text.arabic import fold

RIGHT, MISSING, TOLD, SILENT = "right", "missing", "told", "silent"
FIELDS = ("title", "date", "publisher", "authors", "body")
BODY_RIGHT = 0.95  # a body with this F1 is one
# Problems that ask a person to look at a field. For the others: any that is neither the date's nor the bytes'.
_OF_DATES = frozenset(("I110", "I111", "I112"))
_OF_BYTES = frozenset(("I101", "I104"))
_WORD = re.compile("[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff]|[^\\W_\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff]+")


class Verdicts(msgspec.Struct, frozen=True):
    """`None` where a field cannot be judged. A verdict is right, missing, or wrong: told by a problem, or silent."""

    found: Mapping[str, str]
    verdicts: Mapping[str, str | None]
    sure: Mapping[str, float]
    is_flagged: bool
    is_refused: bool
    f1: float


class Judged(Verdicts, frozen=True):
    """Of a composed text: the paragraphs that were lost, and the lines of the body that are none of its."""

    text: Composed
    lost: tuple[str, ...]
    left: tuple[str, ...]


def judge(text: Composed) -> Judged:
    return judged(text, read_raw_text(Source(text.name, "0"), text.data))


def judged(text: Composed, article: RawArticle) -> Judged:
    f1, lost, left = _body(text, article)
    authors = None if text.authors is None else _names(text.authors)
    wanted = {"title": text.title or None, "date": text.date, "publisher": text.publisher, "authors": authors}
    if not text.date and text.visited and text.visited == str(article.fields.get("date", ""))[:10]:
        wanted["date"] = None
    verdicts = verdicts_of(article, wanted, f1)
    return Judged(*(getattr(verdicts, field) for field in Verdicts.__struct_fields__), text, lost, left)


def verdicts_of(article: RawArticle, wanted: Mapping[str, str | None], f1: float) -> Verdicts:
    """On title, date and publisher as they are wanted (`None`: not to be judged), and on a body with this F1."""
    codes = {problem.code for problem in article.problems}
    found = {field: _names(article.fields.get(field, "")) for field in wanted}
    found |= {"date": found["date"][:10]}
    doubts = codes - _OF_DATES - _OF_BYTES
    verdicts = {
        field: None if value is None else _verdict(same(found[field], value), found[field], doubts)
        for field, value in wanted.items()
    }
    if wanted["date"] is not None:
        verdicts["date"] = _date_verdict(found["date"], wanted["date"], codes & {"I110", "I112"})
    verdicts["body"] = _verdict(f1 >= BODY_RIGHT, article.body, doubts)
    sure = {field: _confidence(article, field) for field in FIELDS}
    is_refused = not article.body or any(problem.level == "error" for problem in article.problems)
    return Verdicts(found, verdicts, sure, bool(codes - _OF_BYTES - {"I111"}), is_refused, f1)


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


def _names(value: str | Sequence[str]) -> str:
    """Several values in the order of the alphabet, so that sets compare."""
    return value if isinstance(value, str) else ", ".join(sorted(value))


def _verdict(is_right: bool, found: str, doubts: set[str]) -> str:
    if is_right:
        return RIGHT
    if not found:
        return MISSING
    return TOLD if doubts else SILENT


def _date_verdict(found: str, wanted: str, doubts: set[str]) -> str:
    """A month or a year alone that holds the day is missing, not wrong."""
    is_vague = bool(found) and found != wanted and wanted.startswith(found)
    return _verdict(found == wanted, "" if is_vague else found, doubts)


def _confidence(article: RawArticle, field: str) -> float:
    return next((one.confidence for one in article.evidence if one.field == field), 0.0)


def _body(text: Composed, article: RawArticle) -> tuple[float, tuple[str, ...], tuple[str, ...]]:
    """F1 over words, paragraphs that are not in the body, lines of it that are no part of the text.

    Decks, kickers and captions belong to an article, in its body or beside it: they count for neither.
    """
    around = set(_around(text))
    mine = [line.removeprefix("## ").replace("\\", "") for line in article.body.split("\n") if line.strip()]
    own = [line for line in mine if _joined(line) not in around]
    f1 = f1_of(Counter(words("\n".join(text.paragraphs))), Counter(words("\n".join(own))))
    whole, printed = _joined("\n".join(mine)), "".join(_joined(line.text) for line in text.lines if line.role == BODY)
    lost = tuple(paragraph for paragraph in text.paragraphs if _joined(paragraph) not in whole)
    left = tuple(line for line in own if _joined(line) not in printed)
    return f1, lost, left


def _around(text: Composed) -> Iterator[str]:
    """Titles, kickers, decks and captions, by line and whole where they were broken into several."""
    for (role, _), found in groupby(text.lines, lambda line: (line.role, line.kind)):
        if role in (TITLE, KICKER, DECK, CAPTION):
            parts = [_joined(line.text) for line in found]
            yield from (*parts, "".join(parts))


def _joined(text: str) -> str:
    return "".join(words(text))
