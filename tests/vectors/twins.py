"""Calls of the twins in Python and JavaScript beside search words: what a browser reads as Python does.

A row is [module, function, arguments, result]; the names are those of the JavaScript modules in generator/search/client.
Arguments may hold {"map": {}} and {"set": []}, which JSON has not.
"""

from __future__ import annotations

import json
import random
from array import array
from collections.abc import Iterator
from typing import Any
from unittest.mock import patch

from generator.search.analysis.analyzer import stem
from generator.search.analysis.lexicon import Lexicon, term_for
from generator.search.answer.query import parse
from generator.search.answer.tiers import read_tiers
from generator.search.answer.words import Word, by_rank, is_near, word_of
from generator.search.index import tiers
from generator.search.index.documents import packed, unpacked
from generator.search.index.facets import facets_of
from generator.search.index.numbering import Month, Shape, lengths_of, letters_of, shape_of
from generator.search.index.partition import bits_of, leaf_of, leaves_of, leaves_under, tree
from generator.search.index.posting_codec import (
    COUNT_BITS,
    count_postings,
    fields_text,
    read_fields,
    read_values,
    values_text,
)
from generator.search.index.postings import FIELDS
from generator.search.index.shards import leaf_path, manifest, skeleton_hash

Row = tuple[str, str, list[Any], Any]
END_BITS = 16  # of the sign that `bits_of` adds to a key in Python alone
TEXTS = ("", "مصر", "2025", "constructor", "𝐀", "كلمة طويلة جدا", *(chr(code) * 3 for code in range(0x600, 0x700, 5)))
QUERIES = (
    "وزارة الصحة", "+بغداد -لندن", '"مجلس الأمن" عنوان:غزة', "-«جلسة طارئة»", "section:ثقافة كاتب:\"ليلى حداد\"", "كتا*",
    "ترامت~ tarmp~1", "-tag:أمم", "½: x", "a:b:c", '"واحدة"', "title:\"في البيت\"", "   ", "+ - * ~ : ^", "أأ «",
)  # fmt: skip
WORDS = ("كتاب|3|الكتاب", "كتب|3", "مدرسة|5|المدرسة", "كتابة|2", "𝐀|1", "gas|7")


def rows() -> Iterator[Row]:
    """Always the same."""
    yield from _postings()
    yield from _files()
    yield from _documents()
    yield from _terms()
    yield from _queries()
    yield from _tiers()


def lines() -> list[str]:
    return [json.dumps(row, ensure_ascii=False) for row in rows()]


def _text(*fields: dict[int, int]) -> str:
    packed_fields = ([number << COUNT_BITS | times for number, times in sorted(field.items())] for field in fields)
    return fields_text([array("I", values)] if values else [] for values in packed_fields)


def _postings() -> Iterator[Row]:
    chance = random.Random(1)
    module = "index/posting_codec"
    for size in (1, 2, 7, 40):
        fields = [
            {
                chance.randrange(1 << chance.randint(1, 25)): chance.choice((1, 1, 1, 2, 3, 4, 5, 127))
                for _ in range(size)
            }
            for _ in range(chance.randint(1, 3))
        ]
        text = _text(*fields)
        yield module, "readFields", [text], read_fields(text)
        yield module, "countPostings", [text], count_postings(text)
    values = [chance.randrange(1 << chance.randint(1, 7)) for _ in range(50)]
    yield module, "readValues", [values_text(values)], list(read_values(values_text(values)))


def _files() -> Iterator[Row]:
    leaves = ["", *sorted({f"{number:04b}"[: 2 + number % 3] for number in range(16)})][1:]
    walk = tree(leaves)
    yield "index/partition", "leavesOf", [walk], leaves_of(walk)
    yield "index/partition", "leavesOf", [tree([])], leaves_of(tree([]))
    for bits in ("", "0", "01", "0110", "111111"):
        yield "index/partition", "leavesUnder", [bits, leaves], leaves_under(bits, leaves)
        yield "index/partition", "leafOf", [bits, {"set": leaves}], leaf_of(bits, frozenset(leaves))
    for text in TEXTS:
        bits = bits_of(text)[:-END_BITS]
        yield "index/partition", "bitsOf", [text], bits
        yield "index/shards", "skeletonHash", [text], skeleton_hash(text)
        yield "index/shards", "leafPath", ["t", bits[:21]], leaf_path("t", bits[:21]).removeprefix("search/")


def _documents() -> Iterator[Row]:
    months = [Month(name, (b"",) * count) for name, count in (("", 2), ("1987", 1), ("2019-05", 70), ("2025-12", 3))]
    shape = shape_of(months, b"")
    about = {"capacity": shape.capacity, "century": shape.century}
    for month in months:
        first = shape.first_number(month.name)
        yield "index/numbering", "firstNumber", [month.name, about], first
        yield "index/numbering", "monthOf", [first + 1, about], shape.month_of(first + 1)
    yield "index/numbering", "layoutOf", [_manifest(shape, months)], _layout(shape, months)
    found = facets_of((number, {"tag": ["a"]}) for number in (3, 4, 900))["tag"]["a"]
    yield "index/facets", "numbersOf", [found], [3, 4, 900]
    titles = ("خبر  عاجل: غزّة", "A * star", "٢٠٢٥ – ½ “قول”", "")
    rows_ = [{"url": f"/2025/02/{title.replace(' ', '-')}/", "title": title, "text": title[:2]} for title in titles]
    rows_.append({"url": "/2025/02/A-star/", "title": "A star", "date": "2025-02-01"})
    yield "index/documents", "unpacked", [packed(rows_)], unpacked(packed(rows_))


def _lengths(months: list[Month]) -> dict[str, list[list[int]]]:
    return {month.name: [[90 + index, index % 9, index % 4] for index in range(len(month.digests))] for month in months}


def _manifest(shape: Shape, months: list[Month]) -> Any:
    lengths = _lengths(months)
    by_name = {month.name: lengths_of(month.digests, list(map(letters_of, lengths[month.name]))) for month in months}
    kinds: dict[str, list[str]] = {"shards": [""], "vocabulary": [], "names": []}
    return json.loads(manifest(shape, by_name, kinds, 16, Lexicon()))


def _layout(shape: Shape, months: list[Month]) -> dict[str, Any]:
    numbers = [shape.first_number(month.name) + index for month in months for index in range(len(month.digests))]
    letters = [letters_of(own) for month in months for own in _lengths(months)[month.name]]
    steps = [[ord(own[field]) - 40 for own in letters] for field in range(len(FIELDS))]
    return {"numbers": numbers, "positions": list(range(len(numbers))), "steps": steps}


def _terms() -> Iterator[Row]:
    lexicon = Lexicon((("القضارف", "الجضارف", "Gedaref"), ("بوتين", "بوتن", "Putin")))
    forms = ("الكتاب", "وكتابه", "للبنان", "قضارف", "الجضارف", "putin", "بوتن", "وزير", "بلدان", "gas", "ماتش")
    redirects = lexicon.redirects()
    terms = {stem(form): len(form) for form in forms[:6]} | {"وزير": 9, "زير": 2, "لبن": 4}
    aliases = {"بوتن": stem("putin"), "كتبهم": stem("الكتاب")}
    shard = {"postings": {"map": terms}, "aliases": {"map": aliases}}
    for form in (*forms, "ووزير", "والقضارف", "كتبهم"):
        yield "analysis/lexicon", "keyOf", [form, {"map": redirects}], lexicon.skeleton(form)
        yield "analysis/lexicon", "termFor", [form, shard], term_for(form, terms, aliases)


def _queries() -> Iterator[Row]:
    for text in QUERIES:
        query = parse(text)
        phrases = [[list(one.forms), one.field, one.is_prohibited] for one in query.phrases]
        filters = [[one.field, one.is_prohibited] for one in query.filters]
        clauses = [[one.kind, list(one.forms), one.field, one.presence, one.text] for one in query.clauses]
        yield "answer/query", "parse", [text], [clauses, phrases, filters]
    words = list(map(word_of, WORDS))
    yield "answer/words", "byRank", [list(WORDS)], [word.term for word in sorted(words, key=by_rank)]
    for one, other in _pairs(words):
        yield "answer/words", "isNear", [one, other], is_near(one, other)


def _pairs(words: list[Word]) -> Iterator[tuple[str, str]]:
    yield from ((one.term, other.term) for one in words for other in words)
    yield from (
        ("كتاب", "تكاب"),
        ("كتاب", "كتابا"),
        ("كتاب", "كاب"),
        ("كتاب", "غتاب"),
        ("ab", "ba"),
        ("a", ""),
        ("", ""),
    )


def _tiers() -> Iterator[Row]:
    chance = random.Random(3)
    numbers = sorted(chance.sample(range(1 << 14), 400))
    body = {number: min(127, 1 + int(chance.expovariate(0.1))) for number in numbers}
    title = {number: chance.randint(1, 3) for number in numbers[::7]}
    with patch.multiple(tiers, MANY=200, FIRST=30, PART=64):
        files = tiers.files_of(_text(body, title, {}), list(FIELDS.values()))
    yield "answer/tiers", "readTiers", [files, numbers], read_tiers(files[""], files.__getitem__)
