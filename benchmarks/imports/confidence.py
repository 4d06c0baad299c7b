"""How far the importer of raw texts can be believed: dates, datelines, bodies and its own word of how sure it is.

python benchmarks/imports/confidence.py        over the corpus; exits with 1 where a figure misses its mark
"""

from __future__ import annotations

import html
import json
import sys
from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import NamedTuple

sys.path.append(str(Path(__file__).parents[2]))

from benchmarks.common.corpus import CORPUS
from benchmarks.imports.mastheads import Printed, are_dates_right, day_of, printed
from generator.importers.raw_text.lines import cut
from generator.importers.raw_text.read import read_raw_text
from generator.importers.vocabulary.newsroom import field_text
from generator.model import RawArticle, Source
from generator.text.arabic import fold
from generator.text.dates.parse import find_dates
from generator.text.encodings import decode, lines_of

DATELINES = Path(__file__).with_name("datelines.json")
DOUBTS = {"I110", "I112"}  # problems that ask a person to look at the date
SURE = 0.9


class Judged(NamedTuple):
    """A value against the truth: how sure the importer claims to be, and whether a problem warned of it."""

    where: str
    field: str
    is_right: bool
    confidence: float
    is_warned: bool


def main() -> None:
    mastheads = [
        (one, _read(f"{one.row['id']}.txt", one.text.encode())) for one in printed(CORPUS / "articles_dev.jsonl")
    ]
    judged = [*_judge_mastheads(mastheads), *_judge_pages(), *_judge_bbc()]
    checks = [
        are_dates_right(mastheads),
        _doubt(judged),
        _calibration(judged),
        _datelines(mastheads),
        _hijri_pairs(),
        _paragraphs(mastheads),
        _every_line(),
    ]
    sys.exit(0 if all(checks) else 1)


def _read(name: str, data: bytes) -> RawArticle:
    return read_raw_text(Source(name, "0"), data)


def _judge_mastheads(read: list[tuple[Printed, RawArticle]]) -> Iterator[Judged]:
    for one, article in read:
        day = day_of(one.row)
        yield from _judge(
            one.row["id"],
            article,
            {"date": day.isoformat() if day else "", "title": one.row["title"], "publisher": one.publisher},
        )


def _judge_pages() -> Iterator[Judged]:
    for page in sorted((CORPUS / "pages").glob("*.expected.json")):
        wanted = json.loads(page.read_text(encoding="utf-8"))
        for ending in (".txt", ".full.txt"):
            file = page.with_name(wanted["name"] + ending)
            yield from _judge(
                file.name, _read(file.name, file.read_bytes()), {"date": wanted["date"], "title": wanted["title"]}
            )


def _judge_bbc() -> Iterator[Judged]:
    """Crawled texts: the stamp on line 2 is the crawler's, no date was printed."""
    for file in sorted((CORPUS / "formats" / "rawtxt_bbc").rglob("*.txt")):
        yield from _judge(file.name, _read(file.name, file.read_bytes()), {"date": ""})


def _judge(where: str, article: RawArticle, truth: dict[str, str]) -> Iterator[Judged]:
    is_warned = any(problem.code in DOUBTS for problem in article.problems)
    for field, wanted in truth.items():
        text = str(article.fields.get(field, ""))
        sure = next((one.confidence for one in article.evidence if one.field == field), 0.0)
        is_right = text[:10] == wanted if field == "date" else _same(text, wanted)
        yield Judged(where, field, is_right, sure, is_warned)


def _same(text: str, wanted: str) -> bool:
    return fold(field_text(text)).split() == fold(field_text(_unescaped(wanted))).split()


def _unescaped(text: str) -> str:
    return html.unescape(text)


def _doubt(judged: list[Judged]) -> bool:
    """A date that is not found is reported as missing (I111), which is a warning where one was printed."""
    dates = [one for one in judged if one.field == "date"]
    wrong = [one for one in dates if not one.is_right and not one.is_warned and one.confidence]
    missed = [one for one in dates if not one.is_right and not one.confidence]
    flagged = [one for one in dates if one.is_warned]
    _say(
        f"dates over all sets: {len(dates)}, wrong without a warning {len(wrong) / len(dates):.2%}, "
        f"flagged for review {len(flagged) / len(dates):.1%}, reported as missing though known {len(missed)}",
        *(f"{one.where}: flagged" for one in flagged[:20]),
        *(f"{one.where}: wrong" for one in wrong),
    )
    return len(wrong) <= 0.005 * len(dates) and len(flagged) <= 0.08 * len(dates)


def _calibration(judged: list[Judged]) -> bool:
    claimed = [one for one in judged if one.confidence]
    print("calibration: claimed confidence | values | right")
    for low, high in ((0.0, 0.7), (0.7, 0.8), (0.8, 0.9), (0.9, 0.95), (0.95, 1.01)):
        band = [one for one in claimed if low <= one.confidence < high]
        if band:
            print(
                f"    {low:.2f}-{min(high, 1):.2f} | {len(band):4} | {sum(one.is_right for one in band) / len(band):.1%}"
            )
    sure = [one for one in claimed if one.confidence >= SURE]
    right = sum(one.is_right for one in sure) / len(sure)
    _say(
        f"of values claimed at least {SURE} sure {right:.2%} are right",
        *(f"{one.where}:{one.field}" for one in sure if not one.is_right),
    )
    return right >= 0.99


def _datelines(read: list[tuple[Printed, RawArticle]]) -> bool:
    if not DATELINES.exists():
        return True
    wanted: dict[str, str] = json.loads(DATELINES.read_text(encoding="utf-8"))
    found = {one.row["id"]: str(article.fields.get("dateline", "")) for one, article in read}
    wrong = [key for key in wanted if _signs(found[key]) != _signs(wanted[key])]
    _say(
        f"datelines: {len(wanted) - len(wrong)}/{len(wanted)} right",
        *(f"{key}: «{found[key]}» not «{wanted[key]}»" for key in wrong),
    )
    return len(wrong) <= 0.03 * len(wanted)


def _signs(dateline: str) -> list[str]:
    return "".join(sign if sign.isalnum() else " " for sign in fold(dateline)).split()


def _hijri_pairs() -> bool:
    """As printed: the Hijri date read, beside the Gregorian one. Three of the pairs are their authors' slips."""
    rows = [
        line.split("\t") for line in (CORPUS / "hijri_gregorian_pairs.tsv").read_text(encoding="utf-8").splitlines()[1:]
    ]
    apart = Counter(_apart(hijri, other) for hijri, other, *_ in rows)
    near = sum(apart[days] for days in (0, 1))
    _say(
        f"Hijri pairs: {apart[0] / len(rows):.1%} exact, {near / len(rows):.1%} within a day of {len(rows)}",
        str(dict(apart)),
    )
    return apart[0] >= 0.93 * len(rows) and near >= 0.97 * len(rows)


def _apart(hijri: str, other: str) -> int | None:
    pair = [find_dates(hijri), find_dates(other)]
    if not all(pair):
        return None
    first, second = (date.fromisoformat(found[0].value) for found in pair)
    return abs((first - second).days)


def _paragraphs(read: list[tuple[Printed, RawArticle]]) -> bool:
    """Every line of a row's text is in the body, a field, or reported with a reason; few of them are not in the body."""
    whole = outside = lost = 0
    reasons: Counter[str] = Counter()
    for one, article in read:
        body = "".join(_words(article.body))
        kept = {"".join(_words(line.text)): line for line in article.lines}
        for line in lines_of(_unescaped(one.row["text"])):
            text = "".join(_words(line))
            if not text:
                continue
            whole += 1
            if text in body:
                continue
            outside += 1
            left = kept.get(text)
            lost += left is None or not left.reason
            reasons[f"{left.role}: {left.reason[:40]}" if left else "nowhere"] += 1
    _say(
        f"paragraphs of mastheads: {whole}, {outside} outside the body with a reason, {lost} without",
        str(reasons.most_common(12)),
    )
    return lost == 0


def _words(line: str) -> list[str]:
    return "".join(sign if sign.isalnum() else " " for sign in fold(line)).split()


def _every_line() -> bool:
    files = sorted(
        file
        for folder in ("messy", "encodings", "pages", "formats/rawtxt_bbc")
        for file in (CORPUS / folder).rglob("*.txt")
    )
    refused, wrong = [], []
    for file in files:
        data = file.read_bytes()
        article = _read(file.name, data)
        if any(problem.level == "error" for problem in article.problems):
            refused.append(f"{file.name}: {article.problems[0].what}")
        there = len(cut(decode(data).text or ""))  # lines that were cut to a width count as one
        out = sum(bool(line.strip()) for line in article.body.split("\n")) + len(article.lines)
        wrong += [file.name] * (there != out)
    _say(
        f"lines in = lines out + reported: {len(files) - len(wrong)}/{len(files)} files; refused {len(refused)}",
        *refused,
        *wrong,
    )
    return not wrong


def _say(first: str, *rest: str) -> None:
    print(first, *(f"\n    {line}" for line in rest), sep="")


if __name__ == "__main__":
    main()
