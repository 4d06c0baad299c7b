"""Urdu papers are read as Arabic ones are: who wrote it, from where, what the site put around it."""

from __future__ import annotations

import pytest

from generator.importers.language_and_section import section_named
from generator.importers.raw_text import names
from generator.importers.raw_text.dateline import dateline_of_paragraph
from generator.importers.raw_text.read import read_raw_text
from generator.importers.vocabulary import surroundings
from generator.importers.vocabulary.labels import labels, pattern
from generator.model import Source
from generator.text.arabic import fold

TITLE = "پرانی بندرگاہ کے پتھریلے گھاٹوں کی مرمت کی تیاری مکمل کر لی گئی"
PARAGRAPHS = (
    "پرانی بندرگاہ کی انتظامیہ نے اخبارات کو جاری کیے گئے ایک بیان میں کہا ہے کہ مرمت کا کام آئندہ بہار کے آغاز میں شروع ہو گا اور چھوٹی کشتیوں کو دوسرے گھاٹ پر منتقل کر دیا جائے گا۔",
    "بندرگاہ کے ڈائریکٹر کا کہنا تھا کہ پہلے مرحلے میں ان گھاٹوں کی مرمت کی جائے گی جن کی تعمیر کو ایک سو سال سے زیادہ کا عرصہ ہو چکا ہے، اس کے بعد قریبی گوداموں کی باری آئے گی۔",
    "ماہی گیروں کو امید ہے کہ یہ کام مچھلی کے موسم سے پہلے ختم ہو جائے گا کیونکہ جال اور کشتیاں منتقل کرنے پر ان کا وقت اور پیسہ دونوں خرچ ہوتے ہیں۔",
)
SEED = f"""روزنامہ ساحل
جمعہ 25 فروری 2011

{TITLE}

تحریر: سلمیٰ حداد

کراچی (ویب ڈیسک) {PARAGRAPHS[0]}

یہ بھی پڑھیں: مچھلی منڈی میں قیمتیں بڑھ گئیں

{PARAGRAPHS[1]}

{PARAGRAPHS[2]}

ٹیگز: بندرگاہ، مرمت

شیئر کریں
فیس بک واٹس ایپ

متعلقہ خبریں
مچھلی منڈی میں قیمتیں بڑھ گئیں اور خریدار پریشان
"""


def test_an_article_in_urdu_is_told_from_what_stands_around_it() -> None:
    article = read_raw_text(Source("seeds/x.txt", "0"), SEED.encode())
    fields = article.fields
    assert (fields["title"], fields["date"], fields["lang"]) == (TITLE, "2011-02-25", "ur")
    assert (fields["publisher"], fields["authors"], fields["tags"]) == (
        "روزنامہ ساحل",
        ("سلمیٰ حداد",),
        ("بندرگاہ", "مرمت"),
    )
    assert fields["dateline"] == "کراچی (ویب ڈیسک)"
    assert article.body.split("\n\n") == [
        f"کراچی (ویب ڈیسک) {PARAGRAPHS[0]}",
        PARAGRAPHS[1],
        f"{PARAGRAPHS[2]}\n",
    ]
    left = {line.role for line in article.lines if "مچھلی منڈی" in line.text}
    assert left and left <= {"boilerplate", "unplaced"}


@pytest.mark.parametrize(
    ("paragraph", "wanted"),
    [
        ("لاہور: پولیس نے شہر کے پرانے حصے میں گھڑیاں چرانے والے گروہ کو گرفتار کر لیا ہے۔", "لاہور"),
        ("اسلام آباد (نمائندہ خصوصی) وزیر نے کہا ہے کہ کام جلد شروع ہو گا۔", "اسلام آباد (نمائندہ خصوصی)"),
        ("نئی دہلی (اے ایف پی) وزیر نے کہا ہے کہ کام جلد شروع ہو گا۔", "نئی دہلی (اے ایف پی)"),
        ("کوئٹہ - این این آئی: وزیر نے کہا ہے کہ کام جلد شروع ہو گا۔", "کوئٹہ - این این آئی"),
    ],
)
def test_the_head_of_a_first_paragraph_is_its_dateline(paragraph: str, wanted: str) -> None:
    dateline = dateline_of_paragraph(paragraph)
    assert dateline is not None and dateline.text == wanted


@pytest.mark.parametrize(
    "paragraph",
    ["وزیر (صحت) نے کہا ہے کہ کام ہو گا۔", "لاہور: أعلنت الشركة عن المشروع", "انہوں نے کہا: کام جلد شروع ہو گا۔"],
)
def test_a_sentence_is_no_dateline(paragraph: str) -> None:
    assert dateline_of_paragraph(paragraph) is None


def test_a_byline_needs_its_sign() -> None:
    assert names.byline_of("رپورٹ: احمد علی") == "احمد علی"
    assert names.byline_of("رپورٹ میں نئے انکشافات") is None


@pytest.mark.parametrize("line", ["شیئر کریں", "فیس بک | ٹوئٹر | واٹس ایپ", "ہمیں فالو کریں", "تبصرہ کریں"])
def test_buttons_are_known(line: str) -> None:
    assert surroundings.is_button(fold(line), len(line.split()))


@pytest.mark.parametrize("line", ["متعلقہ خبریں", "سب سے زیادہ پڑھی جانے والی خبریں", "جملہ حقوق محفوظ ہیں"])
def test_what_follows_articles_is_known(line: str) -> None:
    assert surroundings.ends_article(fold(line), len(line.split()))


def test_a_site_that_speaks_of_itself_is_known() -> None:
    line = "ہمارے نیوز لیٹر کو سبسکرائب کریں اور رازداری کی پالیسی سے اتفاق کریں"
    assert surroundings.is_site_talk(fold(line), len(line.split()))


def test_sections_have_names_in_urdu() -> None:
    assert section_named("کھیل", ("سياسة", "رياضة")) == "رياضة"
    assert section_named("کاروبار", ("اقتصاد",)) == "اقتصاد"


def test_a_kind_that_no_language_names_says_nothing() -> None:
    assert labels("no such kind") == ""
    assert pattern("byline with a sign").startswith("تحرير|")
