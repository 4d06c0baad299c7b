"""Texts that were cut to a width come back in their paragraphs; what is short by nature stays as it is."""

from __future__ import annotations

import textwrap

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.importers.raw_text.lines import cut
from generator.importers.raw_text.wraps import joined, parted

WORDS = (
    "قال مدير المرصد البلدي في ندوة عقدت صباحا إن أعمال ترميم السور القديم ستبدأ قريبا وأضاف أن الميزانية أقرت كاملة "
    "بعد نقاش طويل بين الأعضاء وأوضح أن الفرق الهندسية أنهت رفع القياسات مشيرا إلى أن الحي سيبقى مفتوحا أمام الزوار"
).split()
PARAGRAPH = st.lists(st.sampled_from(WORDS), min_size=45, max_size=90).map(lambda words: " ".join(words) + ".")


def texts(written: str) -> list[str]:
    return [line.text for line in joined(written.split("\n")) if line.text]


@given(st.lists(PARAGRAPH, min_size=2, max_size=5), st.integers(60, 100))
@settings(deadline=None, max_examples=60)
def test_paragraphs_cut_to_any_width_come_back(paragraphs: list[str], width: int) -> None:
    assert texts("\n\n".join(textwrap.fill(one, width) for one in paragraphs)) == paragraphs


@given(st.lists(PARAGRAPH, min_size=2, max_size=5), st.integers(60, 100))
@settings(deadline=None, max_examples=40)
def test_no_word_is_lost_without_blank_lines_either(paragraphs: list[str], width: int) -> None:
    written = "\n".join(textwrap.fill(one, width) for one in paragraphs)
    assert " ".join(texts(written)).split() == written.split()
    assert len(texts(written)) <= 2 * len(paragraphs)


@given(st.lists(PARAGRAPH, min_size=1, max_size=6))
@settings(deadline=None, max_examples=30)
def test_paragraphs_on_a_line_each_stay(paragraphs: list[str]) -> None:
    assert texts("\n".join(paragraphs)) == paragraphs


STAY = {
    "verse": "يا دار أهلي على الأيام باقية\nكيف السبيل إلى لقياك يا دار\nمرت عليك سنون لا عداد لها\nوأنت في القلب أشواق وأذكار",
    "results": "النسور   3 - 1   الفهود على ملعب المدينة الكبير\nالصقور   0 - 2   الأسود على ملعب الضاحية\nالنمور   1 - 1   الذئاب",
    "list": "- شراء معدات جديدة لورش الترميم في الحي القديم كله\n- تدريب العمال على الطرق التي اعتمدها المجلس البلدي\n- فتح الطريق أمام الزوار في أيام العطل الرسمية كلها",
    "sentences": "قال المدير إن العمل يبدأ في الربيع المقبل بعد موافقة المجلس.\nوأضاف أن التمويل متوفر كله وأن الفرق جاهزة للعمل فورا.\nوطالب التجار بجدول معلن للعمل وبتعويض لمن يتضرر منهم.",
}


@pytest.mark.parametrize("text", STAY.values(), ids=STAY)
def test_what_ends_its_lines_by_itself_stays(text: str) -> None:
    assert texts(text) == [line.strip() for line in text.split("\n")]


def test_an_english_text_with_hyphens_is_joined_at_them() -> None:
    paragraph = (
        "The well-known builder of the old wall said that work on the half-finished tower starts next spring. " * 4
    )
    assert texts(textwrap.fill(paragraph, 60)) == [paragraph.strip()]


def test_a_joined_paragraph_keeps_the_numbers_of_its_lines() -> None:
    written = textwrap.fill(" ".join(WORDS * 3) + ".", 70)
    (line,) = cut(f"\n{written}")
    assert (line.number, line.last) == (2, 1 + len(written.split("\n")))


def test_a_page_on_one_line_is_parted_at_its_date() -> None:
    text = f"ترميم السور القديم يبدأ في الربيع 14 أبريل 2020 {' '.join(WORDS * 3)}."
    parts = [line.text for line in parted(joined([text]))]
    assert parts == ["ترميم السور القديم يبدأ في الربيع", "14 أبريل 2020", f"{' '.join(WORDS * 3)}."]
