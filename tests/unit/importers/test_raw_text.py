"""The importer of raw texts over texts written for it, and over all that the corpus holds."""

from __future__ import annotations

import html
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.content.markdown import render
from generator.importers.markup.verbatim import escaped
from generator.importers.piece import SiteContext
from generator.importers.raw_text.lines import Line, cut
from generator.importers.raw_text.read import read_raw_text
from generator.importers.vocabulary.newsroom import field_text
from generator.model import RawArticle, Source
from generator.text.encodings import decode, lines_of

SECTIONS = ("سياسة", "اقتصاد", "ثقافة", "رياضة")
PARAGRAPH = (
    "أعلنت إدارة المعرض في بيان وزعته على الصحف أن الدورة الجديدة ستفتح أبوابها للزوار في الموعد المقرر من دون تأخير."
)
TITLE = "المعرض السنوي للكتاب يفتح أبوابه أمام القراء"


def read(text: str) -> RawArticle:
    return read_raw_text(Source("seeds/x.txt", "0"), text.encode(), SiteContext(SECTIONS))


SHAPES = {
    "masthead first": f"صحيفة المنارة\nالثلاثاء 4 مارس 2025\nرئيس التحرير\nسامي الحلبي\n\n{TITLE}\n\n{PARAGRAPH}\n\n{PARAGRAPH}",
    "masthead last": f"{TITLE}\n\n{PARAGRAPH}\n\n{PARAGRAPH}\n\nصحيفة المنارة\nالثلاثاء 4 مارس 2025\nرئيس التحرير: سامي الحلبي",
    "title above the masthead": f"{TITLE}\n\nالثلاثاء ٤ آذار ٢٠٢٥\nصحيفة المنارة\nرئيس التحرير\nسامي الحلبي\n\n{PARAGRAPH}\n\n{PARAGRAPH}",
    "no blank lines in the masthead": f"الثلاثاء 4 مارس 2025\nصحيفة المنارة\nرئيس التحرير: سامي الحلبي\n{TITLE}\n{PARAGRAPH}\n{PARAGRAPH}",
}


@pytest.mark.parametrize("text", SHAPES.values(), ids=SHAPES)
def test_the_masthead_is_told_wherever_it_stands(text: str) -> None:
    article = read(text)
    wanted = {"title": TITLE, "date": "2025-03-04", "publisher": "صحيفة المنارة", "editor": "سامي الحلبي"}
    assert {key: article.fields.get(key) for key in wanted} == wanted
    assert article.body == f"{PARAGRAPH}\n\n{PARAGRAPH}\n"
    assert "authors" not in article.fields


LINES = {
    "كتبت: منى الشامي": ("authors", ("منى الشامي",)),
    "بقلم سعيد عمر": ("authors", ("سعيد عمر",)),
    "By Jane Doe": ("authors", ("Jane Doe",)),
    "القسم: ثقافة": ("section", "ثقافة"),
    "Sports": ("section", "رياضة"),
    "كلمات دلالية: كتب، معارض": ("tags", ("كتب", "معارض")),
}


@pytest.mark.parametrize(("line", "wanted"), LINES.items())
def test_a_label_gives_its_field(line: str, wanted: tuple[str, object]) -> None:
    article = read(f"{TITLE}\n\n{line}\n\n{PARAGRAPH}\n\n{PARAGRAPH}")
    assert article.fields[wanted[0]] == wanted[1]
    assert line not in article.body


@pytest.mark.parametrize(
    "line",
    ["تم نسخ الرابط", "شارك الخبر", "اقرأ أيضًا: خبر آخر في المدينة", "// انتهى //", "طباعة", "Share this", "المزيد"],
)
def test_what_outlets_put_around_articles_is_left_out_with_its_reason(line: str) -> None:
    article = read(f"{TITLE}\n\n{PARAGRAPH}\n\n{PARAGRAPH}\n\n{line}")
    assert line not in article.body
    assert [(left.text, left.role) for left in article.lines if left.role == "boilerplate"] == [(line, "boilerplate")]


def test_the_same_words_inside_a_sentence_stay() -> None:
    sentence = "وقال المصدر: إن المزيد من التفاصيل سينشر غدا، وإن الطباعة بدأت فعلا في الموعد المحدد لها."
    assert sentence in read(f"{TITLE}\n\n{PARAGRAPH}\n\n{sentence}").body


def test_two_short_lines_under_the_title_are_the_pictures_words() -> None:
    article = read(
        f"{TITLE}\n\nرواد المعرض\nرواد المعرض في يومه الأول\n\n{PARAGRAPH}\n\nسؤال اليوم الأول\n\n{PARAGRAPH}"
    )
    assert (article.fields["image_alt"], article.fields["image_caption"]) == (
        "رواد المعرض",
        "رواد المعرض في يومه الأول",
    )
    assert "\n\n## سؤال اليوم الأول\n\n" in article.body


def test_a_dateline_is_a_field_and_stays_in_the_text() -> None:
    article = read(f"{TITLE}\n\nالقاهرة - أ ش أ: {PARAGRAPH}\n\n{PARAGRAPH}")
    assert article.fields["dateline"] == "القاهرة - أ ش أ"
    assert article.body.startswith("القاهرة - أ ش أ: ")


def test_a_text_that_contradicts_its_date_line_leaves_a_doubt() -> None:
    article = read(
        f"الخميس 6 مارس 2025\nصحيفة المنارة\n\n{TITLE}\n\nقالت الوزارة، اليوم الأربعاء، {PARAGRAPH}\n\n{PARAGRAPH}"
    )
    assert (article.fields["date"], article.fields["date_range"]) == ("2025-03-06", "2025-03-05/2025-03-06")
    assert [problem.code for problem in article.problems] == ["I110"]
    assert {one.value for one in article.evidence if one.field in ("date", "date_candidate")} == {
        "2025-03-05",
        "2025-03-06",
    }


def test_a_weekday_that_is_not_the_dates_leaves_a_doubt() -> None:
    article = read(f"الأربعاء 6 مارس 2025\nصحيفة المنارة\n\n{TITLE}\n\n{PARAGRAPH}\n\n{PARAGRAPH}")
    assert article.fields["date_range"] == "2025-03-05/2025-03-06"


def test_a_text_without_date_says_so_and_gets_none() -> None:
    article = read(f"{TITLE}\n\n{PARAGRAPH}\n\n{PARAGRAPH}")
    assert "date" not in article.fields
    assert [problem.code for problem in article.problems] == ["I111"]


def test_names_are_found_by_titles_places_and_how_often_they_are_said() -> None:
    text = "التقى الوزير السابق كريم سلطاني وفدا من اليابان في طوكيو. وقال سلطاني إن اليابان مهمة. وأضاف سلطاني أن اليابان قريبة من كندا."
    article = read(f"سلطاني في اليابان: زيارة أولى\n\n{text}\n\n{text}")
    assert article.fields["people"] == ("كريم سلطاني",)
    assert article.fields["places"] == ("اليابان", "طوكيو", "كندا")


@given(st.text(alphabet="ابت .\n[]()*_`#->1)+=~|&;<!\\:^\"'", max_size=80))
@settings(max_examples=300, deadline=None)
def test_news_text_is_shown_verbatim(text: str) -> None:
    for line in lines_of(text):
        said = " ".join(line.split())
        if said:
            assert " ".join(render(escaped(said)).text.split()) == said


def accounted(article: RawArticle) -> int:
    return sum(bool(line.strip()) for line in article.body.split("\n")) + len(article.lines)


def words_of(lines: list[Line]) -> list[str]:
    return [word for line in lines for word in field_text(line.text).split()]


def unescaped(text: str) -> str:
    return html.unescape(text)


def test_no_line_of_the_corpus_is_lost(corpus: Path) -> None:
    files = sorted(corpus.rglob("*.txt"))
    assert len(files) > 100
    for file in files:
        data = file.read_bytes()
        text = decode(data).text
        assert text is not None
        there = len(cut(text))
        assert words_of(cut(text)) == field_text(unescaped(text)).split(), file.name
        article = read_raw_text(Source(file.name, "0"), data, SiteContext(SECTIONS))
        assert accounted(article) == there, file.name


@given(
    st.lists(
        st.sampled_from(
            [
                TITLE,
                PARAGRAPH,
                "",
                "رئيس التحرير",
                "سامي",
                "4 مارس 2025",
                "سياسة",
                "شارك الخبر",
                "اقرأ أيضا:",
                "نص",
                "# x",
                "- y",
            ]
        ),
        max_size=14,
    )
)
@settings(deadline=None)
def test_no_line_is_lost_whatever_the_order(lines: list[str]) -> None:
    article = read("\n".join(lines))
    assert accounted(article) == sum(map(bool, lines))
    kept = Counter(line.text for line in article.lines)
    assert all(kept[line] or line in article.body.replace("\\", "") for line in lines if line)


@given(st.binary(max_size=400))
@settings(deadline=None)
def test_no_bytes_crash_the_importer(data: bytes) -> None:
    read_raw_text(Source("seeds/x.txt", "0"), data, SiteContext(SECTIONS))


SCRAPS = [
    "4 مارس 2025",
    "14 / 10 / 1436هـ",
    "اقرأ أيضا:",
    "©",
    "| a | b | c |",
    "القاهرة - أ ش أ:",
    "د. س ص*",
    "٠٩:٤٣",
    "&quot;",
    "\u2028",
    "\n",
    "\r",
]


@given(st.lists(st.one_of(st.sampled_from(SCRAPS), st.text(max_size=30)), max_size=30).map(" \n".join))
@settings(max_examples=200, deadline=None)
def test_no_text_crashes_the_importer_and_none_is_lost(text: str) -> None:
    data = text.encode("utf-8", "surrogatepass")
    decoded = decode(data).text
    if decoded is None:
        return
    there = sum(bool(field_text(html.unescape(line))) for line in lines_of(decoded))
    assert accounted(read_raw_text(Source("seeds/x.txt", "0"), data, SiteContext(SECTIONS))) == there


def test_html_entities_are_letters() -> None:
    article = read(f"{TITLE} &quot;الدورة الأولى&quot;\n\n{PARAGRAPH}\n\n{PARAGRAPH}")
    assert article.fields["title"] == f'{TITLE} "الدورة الأولى"'
