"""Which of a text's dates is its publication, and what is said where they disagree."""

from __future__ import annotations

import pytest

from generator.importers.raw_text.read import read_raw_text
from generator.model import RawArticle, Source

TITLE = "المعرض السنوي للكتاب يفتح أبوابه أمام القراء"
PARAGRAPH = (
    "أعلنت إدارة المعرض في بيان وزعته على الصحف أن الدورة الجديدة ستفتح أبوابها للزوار في الموعد المقرر من دون تأخير."
)


def read(*blocks: str) -> RawArticle:
    return read_raw_text(Source("seeds/x.txt", "0"), "\n\n".join(blocks).encode())


def codes(article: RawArticle) -> list[str]:
    return [problem.code for problem in article.problems]


def test_the_date_beside_the_title_wins_over_the_day_of_the_visit() -> None:
    article = read("الخميس 20 مارس 2025", TITLE, "4 مارس 2025", PARAGRAPH, PARAGRAPH)
    assert (article.fields["date"], codes(article)) == ("2025-03-04", [])
    reasons = {line.text: line.reason for line in article.lines}
    assert "visit" in reasons["الخميس 20 مارس 2025"]


@pytest.mark.parametrize("label", ["تاريخ اليوم:", "الوقت الآن", "تاريخ الزيارة:"])
def test_a_day_that_is_called_the_visits_is_no_date(label: str) -> None:
    article = read(f"{label} 20 مارس 2025", TITLE, PARAGRAPH, PARAGRAPH)
    assert "date" not in article.fields
    assert codes(article) == ["I111"]


def test_a_crawlers_stamp_says_when_it_was_captured() -> None:
    article = read(f"{TITLE} - BBC Arabic\nFri, 11 Aug 2017 15:22:39 GMT\n{PARAGRAPH}\n{PARAGRAPH}")
    assert "date" not in article.fields
    assert article.fields["captured"] == "2017-08-11T15:22Z"
    assert (article.fields["title"], article.fields["publisher"]) == (TITLE, "BBC Arabic")


def test_a_label_tells_update_from_publication() -> None:
    article = read(TITLE, "نشر في: 4 مارس 2025 - آخر تحديث: 6 مارس 2025", PARAGRAPH, PARAGRAPH)
    assert (article.fields["date"], article.fields["lastmod"]) == ("2025-03-04", "2025-03-06")


def test_where_hijri_and_gregorian_agree_the_gregorian_is_taken() -> None:
    article = read(TITLE, "14 رمضان 1446 هـ الموافق 14 مارس 2025 م", PARAGRAPH, PARAGRAPH)
    assert (article.fields["date"], codes(article)) == ("2025-03-14", [])


def test_more_than_a_day_between_hijri_and_gregorian_is_a_problem() -> None:
    article = read(TITLE, "14 رمضان 1446 هـ الموافق 24 مارس 2025 م", PARAGRAPH, PARAGRAPH)
    assert (article.fields["date"], article.fields["date_range"]) == ("2025-03-24", "2025-03-14/2025-03-24")
    assert codes(article) == ["I110"]
    assert "Hijri" in article.problems[0].what


def test_a_hijri_date_alone_is_a_date_of_less_certainty() -> None:
    article = read(TITLE, "14 رمضان 1446 هـ", PARAGRAPH, PARAGRAPH)
    (evidence,) = [one for one in article.evidence if one.field == "date"]
    assert (evidence.value, evidence.confidence, evidence.lines) == ("2025-03-14", 0.85, (3,))


def test_an_earlier_date_line_above_another_is_a_doubt() -> None:
    article = read("صحيفة المنارة\nالسبت 1 مارس 2025", TITLE, "4 مارس 2025", PARAGRAPH, PARAGRAPH)
    assert article.fields["date_range"] == "2025-03-01/2025-03-04"
    assert codes(article) == ["I110"]


def test_a_guessed_century_asks_to_be_compared() -> None:
    article = read(TITLE, "4/3/25", PARAGRAPH, PARAGRAPH)
    assert (article.fields["date"], codes(article)) == ("2025-03-04", ["I112"])


def test_a_day_among_the_paragraphs_is_the_articles_only_with_a_doubt() -> None:
    """Some outlets print the date below the lead; others head a part of a chronicle with a day."""
    article = read(TITLE, PARAGRAPH, "11 سبتمبر 2001", PARAGRAPH)
    assert (article.fields["date"], codes(article)) == ("2001-09-11", ["I112"])
    assert read("4 مارس 2025", TITLE, PARAGRAPH, "11 سبتمبر 2001", PARAGRAPH).fields["date"] == "2025-03-04"


def test_dates_of_other_articles_date_nothing() -> None:
    others = ("أخبار ذات صلة", "البلدية تعيد فتح الحديقة القديمة بعد ترميم طويل\n3 مارس 2025")
    assert "date" not in read(TITLE, PARAGRAPH, PARAGRAPH, *others).fields


def test_the_number_of_the_issue_is_a_field() -> None:
    article = read("صحيفة المنارة\nرقم العدد [13278]\nالثلاثاء 4 مارس 2025", TITLE, PARAGRAPH, PARAGRAPH)
    assert (article.fields["issue_number"], article.fields["publisher"]) == ("13278", "صحيفة المنارة")
