"""Raw texts of kinds that no rule was written for by example: each test is a kind, with invented names."""

from __future__ import annotations

import pytest

from generator.importers.piece import Piece, SiteContext
from generator.importers.raw_text.outlets import learn
from generator.importers.raw_text.read import read_raw_text
from generator.importers.reading import read_piece
from generator.model import RawArticle, Source

TITLE = "ترميم الجسر الخشبي يبدأ في الخريف المقبل"
FIRST = (
    "قال رئيس لجنة الجسور في مؤتمر صحفي إن أعمال ترميم الجسر الخشبي ستبدأ في الخريف المقبل، وأضاف أن المبالغ "
    "اللازمة رصدت كلها بعد نقاش طويل في اللجنة."
)
SECOND = (
    "وأوضح أن المهندسين فرغوا من القياسات، وأن المارة سيعبرون على جسر مؤقت طوال مدة العمل، وأن الأسواق القريبة لن تغلق."
)
TEXT = f"{FIRST}\n\n{SECOND}"


def read(text: str) -> RawArticle:
    return read_raw_text(Source("seeds/x.txt", "0"), text.encode())


def articles(text: str) -> tuple[RawArticle, ...]:
    return read_piece(Piece(Source("seeds/x.txt", "0"), "raw_text", text.encode()), SiteContext())


DATES = {
    "14 كانون2 2010": "2010-01-14",
    "12 تشرين 1 2011": "2011-10-12",
    "3 ت2 2012": "2012-11-03",
    "5 كانون الثاني 2013": "2013-01-05",
    "الصباح الجديد | محليات | 14.4.2020 | 21:10": "2020-04-14T21:10",
    "صنعاء – سلمى بنت حمد العامري – 14 أبريل 2020 – 06:12 م": "2020-04-14T18:12",
    "الثلاثاء، أبريل 14، 2020 - 12:05 ص": "2020-04-14T00:05",
    "21 شعبان 1441هـ": "2020-04-14",
    "تم التعديل 16 أبريل 2020 | نشر 14 أبريل 2020": "2020-04-14",
}


@pytest.mark.parametrize(("line", "date"), DATES.items())
def test_a_date_is_read_in_whatever_row_it_is(line: str, date: str) -> None:
    assert read(f"{TITLE}\n\n{line}\n\n{TEXT}").fields.get("date") == date


PERSIAN = "مرمت پل چوبی شهر از پاییز آغاز می‌شود\n\n{}\n\nرئیس کارگروه پل‌ها گفت که بودجه مرمت پل چوبی تصویب شده است و کار از پاییز آینده آغاز می‌شود.\n\nاو گفت که پیاده‌روی موقت برای گذر مردم ساخته می‌شود و بازار باز خواهد ماند."


def test_years_of_two_digits_are_solar_in_a_persian_text() -> None:
    assert read(PERSIAN.format("95/03/07 :: 02:20")).fields["date"][:10] == "2016-05-27"
    assert read(PERSIAN.format("۰۲/۰۱/۲۶")).fields["date"][:10] == "2023-04-15"


def test_a_day_without_its_year_takes_that_of_the_page() -> None:
    article = read(f"{TITLE}\n\nسلمى العامري 14 أبريل، 09:05\n\n{TEXT}\n\n© 2018-2020 صحيفة الجسر")
    assert article.fields["date"] == "2020-04-14T09:05"
    assert [problem.code for problem in article.problems] == ["I112"]


def test_the_days_of_a_programme_are_not_the_articles() -> None:
    days = "السبت 18 أبريل 2020 عند الثامنة صباحا\nالأحد 19 أبريل 2020 عند التاسعة صباحا"
    article = read(f"{TITLE}\n\n{FIRST}\n\n{days}\n\n{SECOND}")
    assert "date" not in article.fields and "19 أبريل 2020" in article.body


def test_the_days_of_comments_are_not_the_articles() -> None:
    comments = "التعليقات (2)\n\nهند الراوي\n15 أبريل 2020 - 12:18 م\nأتمنى أن يبدأ العمل قريبا.\n\nسامر\n16 أبريل 2020 - 09:58 ص\nفكرة طيبة."
    article = read(f"عودة الجسر\n\n14 أبريل 2020\n\n{TEXT}\n\n{comments}")
    assert (article.fields["title"], article.fields["date"]) == ("عودة الجسر", "2020-04-14")
    assert "أتمنى" not in article.body


HEADS = {
    "a path of sections": "Start / Heimat / Brücken\n\n{}",
    "a path with the title begun": "الرئيسية » أخبار » محليات » ترميم الجسر الخشبي...\n\n{}",
    "the title in a tab": "{} | محليات | صدى الجسر\n\n{}",
    "a ticker of lines": "عاجل\nالمنتخب يفوز في المباراة الأخيرة\nأسعار الخضار تتراجع من جديد\nافتتاح معرض الكتاب السنوي\nأعمال جديدة في السوق القديم\n\n{}",
    "a ticker on one line": "آخر الأخبار\nوزارة الزراعة: خطة جديدة لتوزيع البذور في القرى البعيدة افتتاح معرض الكتاب بحضور كبير المنتخب يفوز في المباراة الأخيرة أسعار الخضار تتراجع من جديد مؤتمر عن المياه\n\nمحليات\n\n{}",
    "the title behind an hour": "11:05 {}\nعاجل {}\n\n{}",
    "its label": "العنوان: {}",
}


@pytest.mark.parametrize("head", HEADS.values(), ids=HEADS)
def test_what_is_above_the_title_is_not_taken_for_it(head: str) -> None:
    article = read(f"{head.replace('{}', TITLE)}\n\n14 أبريل 2020\n\n{TEXT}")
    assert article.fields["title"] == TITLE
    assert article.body == f"{FIRST}\n\n{SECOND}\n"


PROMOS = (
    "حمّل تطبيقنا الآن من متجر آبل وجوجل بلاي",
    "تابع آخر الأخبار عبر قناتنا على واتساب",
    "للاستفسار والإعلان: 0500000000",
    "Folgen Sie uns auf Instagram und Facebook",
    "Join our WhatsApp channel for more",
)


@pytest.mark.parametrize("promo", PROMOS)
def test_what_a_site_says_of_its_channels_leaves_the_body(promo: str) -> None:
    assert promo not in read(f"{TITLE}\n\n{FIRST}\n\n{promo}\n\n{SECOND}").body


def test_verses_between_lone_signs_stay() -> None:
    verses = "يا جسر أهلي على الأيام باقية\nكيف السبيل إلى لقياك يا دار\n>\nمرت عليك سنون لا عداد لها\nوأنت في القلب أشواق وأذكار"
    article = read(f"{TITLE}\n\n14 أبريل 2020\n\n{FIRST}\n\n>\n{verses}\n>")
    assert all(line in article.body for line in verses.split("\n") if line != ">")


def test_a_second_article_is_imported_on_its_own_and_reported() -> None:
    other = "معرض الزهور يفتح أبوابه في القاعة الكبرى"
    text = f"{TITLE}\n\n14 أبريل 2020\n\n{TEXT}\n\n* * *\n\n{other}\n\n15 أبريل 2020\n\n{SECOND}\n\n{FIRST}"
    first, second = articles(text)
    assert (first.fields["title"], first.body) == (TITLE, f"{FIRST}\n\n{SECOND}\n")
    assert (second.fields["title"], second.fields["date"]) == (other, "2020-04-15")
    assert "I113" in [problem.code for problem in first.problems]


def test_a_text_without_a_title_gets_its_first_words() -> None:
    article = read(f"و ك م\n\n{FIRST}\n{SECOND}")
    assert article.fields["title"].startswith("قال رئيس لجنة الجسور") and len(article.fields["title"]) <= 81
    assert [problem.level for problem in article.problems if problem.code == "I103"] == ["warning"]


@pytest.mark.parametrize("text", [FIRST, f"{FIRST}\n{SECOND}", f"{TITLE}. {FIRST} {SECOND}", SECOND * 40])
def test_a_text_with_a_paragraph_is_never_refused(text: str) -> None:
    (article,) = articles(text)
    assert article.body and article.fields["title"]
    assert not [problem for problem in article.problems if problem.level == "error"]


@pytest.mark.parametrize("between", ["\n\n", "\n", " "])
def test_a_text_over_the_limits_is_cut_into_parts_and_no_word_is_lost(between: str) -> None:
    text = between.join(f"{sentence} ({number})." for number in range(1100) for sentence in (FIRST[:-1], SECOND[:-1]))
    found = articles(f"{TITLE}\n\n14 أبريل 2020\n\n{text}")
    assert len(found) > 1 and not [one for article in found for one in article.problems if one.level == "error"]
    assert " ".join(article.body for article in found).split() == text.split()
    assert {article.fields["date"] for article in found} == {"2020-04-14"}
    assert len({article.seed.path for article in found}) == len(found)


def test_lines_of_lost_letters_are_reported_and_left_out() -> None:
    article = read(f"{TITLE}\n\n14 أبريل 2020\n\n{FIRST}\n\n{chr(0xFFFD) * 40}\n\n{SECOND}")
    assert article.body == f"{FIRST}\n\n{SECOND}\n"
    assert "1 lines cannot be read and were left out" in [problem.what for problem in article.problems]


def test_an_outlet_is_known_by_how_often_its_page_says_its_name() -> None:
    article = read(
        f"{TITLE} - محليات - صدى الجسر\n\nصدى الجسر\n\n{TITLE}\n\n14 أبريل 2020\n\n{TEXT}\n\n© 2020 صدى الجسر"
    )
    assert (article.fields["publisher"], article.fields["title"]) == ("صدى الجسر", TITLE)


def files(folder: str, titles: list[str], last: str) -> list[RawArticle]:
    texts = [f"{title}\n\n{FIRST.replace('الجسر', title)}\n\n{SECOND} {title}.\n\n{last}" for title in titles]
    return [
        read_raw_text(Source(f"seeds/{folder}/{index}.txt", "0"), text.encode()) for index, text in enumerate(texts)
    ]


def test_what_recurs_in_a_folder_is_learned_without_a_name() -> None:
    titles = [f"{word} المدينة القديمة يعود إلى الحياة" for word in "جسر سور ميناء متحف سوق مسرح برج".split()]
    line = "عودة إلى فهرس الأعداد السابقة من الدفتر"
    learned = learn(files("دفتر", titles, line))
    assert [outlet.boilerplate for outlet in learned.by_name.values()] == [(line,)]
    context = SiteContext(outlets=learned)
    text = f"{TITLE}\n\n{TEXT}\n\n{line}".encode()
    there, elsewhere = (
        read_raw_text(Source(f"seeds/{folder}/9.txt", "0"), text, context) for folder in ("دفتر", "آخر")
    )
    assert line not in there.body and reason(there, line).startswith("recurs")
    assert not reason(elsewhere, line).startswith("recurs")


def reason(article: RawArticle, text: str) -> str:
    return "".join(line.reason for line in article.lines if line.text == text)


def test_an_article_that_is_there_several_times_is_no_boilerplate() -> None:
    same = files("نسخ", [TITLE] * 8, "خاتمة النص التي تعود في كل نسخة منه.")
    assert not learn(same).by_name
