"""The composer of layouts: what it prints is what its gold says, for every layout, kind and language."""

from __future__ import annotations

import random
from collections import Counter

import pytest

from benchmarks.imports.layouts.compose import compose
from benchmarks.imports.layouts.composed_text import BODY, FURNITURE, TITLE, Composed
from benchmarks.imports.layouts.draw import Draw
from benchmarks.imports.layouts.invented import INVENTED, invented
from benchmarks.imports.layouts.judge import judged, words
from benchmarks.imports.layouts.layout import Layout, all_kinds, drawn_layout, languages_of
from benchmarks.imports.layouts.named import NAMED
from benchmarks.imports.layouts.printed_dates import printer
from benchmarks.imports.layouts.sources import LANGUAGES, Article
from benchmarks.imports.layouts.words import all_variants, outlets, variants
from benchmarks.imports.set_aside import is_set_aside
from generator.model import RawArticle, Source

ARABIC = (
    "ترميم السور القديم يبدأ في الربيع المقبل",
    (
        "قال مدير المتحف في ندوة عقدت صباحا إن أعمال ترميم السور ستبدأ في الربيع، وإن الميزانية أقرت كاملة.",
        "وأوضح أن الفرق أنهت رفع القياسات، مشيرا إلى أن الحي سيبقى مفتوحا أمام الزوار طوال مدة العمل.",
        "من جهتهم طالب التجار بجدول زمني معلن، وقالوا إنهم ينتظرون ردا مكتوبا من المجلس قبل نهاية الشهر.",
    ),
)


def text_of(layout: Layout, language: str = "", seed: int = 1, *, is_aside: bool = False) -> Composed:
    rng = random.Random(seed)
    language = language or (layout.languages[0] if layout.languages else "ar")
    articles = [
        Article(f"{language}-{index}", "x", language, *(invented(language, index) if language in INVENTED else ARABIC))
        for index in range(4)
    ]
    draw = Draw(rng, articles[0], articles[1:], printer(language, rng, layout.date), is_aside)
    return compose("text", layout, draw)


def joined(text: str) -> str:
    return "".join(words(text))


@pytest.mark.parametrize("name", NAMED)
def test_lines_of_a_named_layout_hold_the_gold(name: str) -> None:
    text = text_of(NAMED[name])
    body = joined("".join(line.text for line in text.lines if line.role == BODY))
    for paragraph in text.paragraphs:
        assert joined(paragraph) in body
    titles = [line.text for line in text.lines if line.role == TITLE]
    assert (text.title in " ".join(titles)) if text.title else not titles
    assert not text.publisher or text.publisher in text.text


@pytest.mark.parametrize("kind", all_kinds())
def test_every_kind_can_be_asked_for_and_left_out(kind: str) -> None:
    rng = random.Random(kind)
    language = (languages_of(kind) or ("ar",))[0]
    with_it = {one for seed in range(5) for one in text_of(drawn_layout(rng).having(kind, rng), language, seed).kinds}
    assert kind in with_it or language not in (*INVENTED, "ar")
    without = [text_of(drawn_layout(rng).having(kind, rng).without({kind}), language, seed) for seed in range(5)]
    is_kept = kind == "loose" or kind.startswith("date:")  # the usual style; dates are left out by the printer
    assert is_kept or not any(kind in text.kinds for text in without)


@pytest.mark.parametrize("language", [language for language in LANGUAGES if language in (*INVENTED, "ar")])
def test_a_text_is_the_same_for_the_same_seed(language: str) -> None:
    for seed in range(5):
        layout = drawn_layout(random.Random(seed))
        assert text_of(layout, language, seed) == text_of(layout, language, seed)


@pytest.mark.parametrize("language", LANGUAGES)
def test_open_texts_show_no_outlet_and_no_wording_of_those_set_aside(language: str) -> None:
    assert len(outlets(language, True)) + len(outlets(language, False)) >= 40
    kept = Counter(map(is_set_aside, all_variants(language, "promo")))
    assert kept[True] and not any(map(is_set_aside, variants(language, "promo", False)))


def test_a_reader_is_judged_by_field_paragraph_and_line() -> None:
    text = text_of(NAMED["portal"])
    furniture = next(line.text for line in text.lines if line.role == FURNITURE)
    fields = {"title": text.title, "date": text.date, "publisher": "somebody"}
    body = "\n\n".join([*text.paragraphs[:-1], furniture])
    found = judged(text, RawArticle(Source("text", "0"), fields, body))
    wrong = {field for field, verdict in found.verdicts.items() if verdict not in ("right", None)}
    assert found.verdicts["publisher"] == "silent" and {"title", "date"}.isdisjoint(wrong)
    assert found.lost == text.paragraphs[-1:] and found.left == (furniture,)
