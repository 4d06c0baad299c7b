"""«03/04/2021» is one of two days: what settles it, and that it is in doubt where nothing does."""

from __future__ import annotations

import io
from typing import Any

import pytest

from generator.importers.piece import Piece, SiteContext
from generator.importers.raw_text.outlets import NO_OUTLETS, Outlet, Outlets, learn, parse_outlets
from generator.importers.raw_text.read import read_raw_text
from generator.importers.reading import read_piece
from generator.importers.tables.rows import split_csv
from generator.model import RawArticle, Source
from generator.text.dates.day_order import order_among, usual_order
from generator.text.dates.parse import find_dates

TITLE = "The old harbour makes ready to mend its quays of stone"
PARAGRAPH = (
    "The harbour's board said in a statement to the papers that the work will begin in the spring, and that the small "
    "boats will be moved to another quay until it is done."
)
ARABIC = "أعلنت إدارة الميناء القديم في المدينة أن أعمال الترميم ستبدأ مع مطلع الربيع المقبل وأن السفن الصغيرة ستنقل إلى رصيف آخر."
BOTH = "2021-03-04/2021-04-03"


def text(*blocks: str, outlets: Outlets = NO_OUTLETS) -> RawArticle:
    return read_raw_text(Source("seeds/x.txt", "0"), "\n\n".join(blocks).encode(), SiteContext(outlets=outlets))


def streamed(data: bytes) -> io.BufferedReader:
    raw: Any = io.BytesIO(data)  # what the types call a raw stream is more than a reader asks for
    return io.BufferedReader(raw)


def table(*rows: str, outlets: Outlets = NO_OUTLETS) -> list[RawArticle]:
    pieces = [one for one in split_csv(streamed("\n".join(rows).encode()), "t.csv") if isinstance(one, Piece)]
    return [article for one in pieces for article in read_piece(one, SiteContext(outlets=outlets))]


def page(shown: str, *, language: str = "", head: str = "") -> RawArticle:
    html = f"<html lang='{language}'><head><title>{TITLE}</title>{head}</head><body><article><h1>{TITLE}</h1><p>{shown}</p><p>{PARAGRAPH}</p><p>{PARAGRAPH} Twice.</p></article></body></html>"
    (article,) = read_piece(Piece(Source("x.html", "0"), "html", html.encode()), SiteContext())
    return article


def told(article: RawArticle) -> tuple[str, str, list[str]]:
    """The date, the range of its doubt, and the problems."""
    said = {one.field: one for one in article.evidence}
    if "date_range" in article.fields:
        assert said["date"].confidence < 0.9
    return (
        str(article.fields.get("date", "")),
        str(article.fields.get("date_range", "")),
        [one.code for one in article.problems],
    )


SURE = ("2021-04-03", "", [])
AMERICAN = ("2021-03-04", "", [])
OPEN = ("2021-04-03", BOTH, ["I110"])


def test_in_english_it_is_in_doubt() -> None:
    article = text(TITLE, "03/04/2021", PARAGRAPH, PARAGRAPH)
    assert told(article) == OPEN
    assert "numeric_dates" in article.problems[0].hint


@pytest.mark.parametrize("date", ["13/04/2021", "03.04.2021", "04/04/2021", "2021/04/03", "3 April 2021"])
def test_what_can_only_be_one_day_is_in_no_doubt(date: str) -> None:
    assert told(text(TITLE, date, PARAGRAPH, PARAGRAPH))[1:] == ("", [])


def test_in_arabic_the_day_stands_first() -> None:
    assert told(text("الميناء القديم يستعد لترميم أرصفته الحجرية", "03/04/2021", ARABIC, ARABIC)) == SURE


def test_the_weekday_beside_it_settles_it() -> None:
    assert told(text(TITLE, "Thursday 03/04/2021", PARAGRAPH, PARAGRAPH)) == AMERICAN
    assert told(text(TITLE, "Saturday 03/04/2021", PARAGRAPH, PARAGRAPH)) == SURE


def test_another_date_of_the_same_text_settles_it() -> None:
    assert told(text(TITLE, "03/04/2021", PARAGRAPH, PARAGRAPH, "Updated: 03/25/2021")) == AMERICAN
    assert told(text(TITLE, "03/04/2021", PARAGRAPH, PARAGRAPH, "Updated: 25/04/2021")) == SURE


def test_what_people_say_of_the_outlet_settles_it() -> None:
    outlets = parse_outlets("outlets: {The Harbour Gazette: {numeric_dates: month first}}")
    assert told(text("The Harbour Gazette", TITLE, "03/04/2021", PARAGRAPH, PARAGRAPH, outlets=outlets)) == AMERICAN


def test_an_order_that_is_none_is_named() -> None:
    with pytest.raises(ValueError, match="numeric_dates"):
        parse_outlets("outlets: {The Harbour Gazette: {numeric_dates: sometimes}}")


def test_the_outlets_other_files_settle_it_for_all() -> None:
    head = "The Harbour Gazette"
    dates = ("03/04/2021", "03/25/2021", "05/06/2021")
    outlets = learn(text(head, date, TITLE, PARAGRAPH, PARAGRAPH) for date in dates)
    assert outlets.by_name == {head: Outlet(numeric_dates="month first")}
    assert told(text(head, "03/04/2021", TITLE, PARAGRAPH, PARAGRAPH, outlets=outlets)) == AMERICAN


def test_files_that_disagree_settle_nothing() -> None:
    dates = ("25/03/2021", "03/25/2021")
    assert learn(text("The Harbour Gazette", date, TITLE, PARAGRAPH, PARAGRAPH) for date in dates) == NO_OUTLETS


@pytest.mark.parametrize(("clear", "wanted"), [("25/04/2021", SURE), ("04/25/2021", AMERICAN), ("05/06/2021", OPEN)])
def test_one_row_settles_the_column(clear: str, wanted: tuple[str, str, list[str]]) -> None:
    rows = [f'"{TITLE}",{date},"{PARAGRAPH}"' for date in ("03/04/2021", clear)]
    assert told(table("title,date,text", *rows)[0]) == wanted


def test_a_column_that_disagrees_with_itself_settles_nothing() -> None:
    rows = [f'"{TITLE}",{date},"{PARAGRAPH}"' for date in ("03/04/2021", "25/04/2021", "04/25/2021")]
    assert [told(one) for one in table("title,date,text", *rows)] == [
        OPEN,
        ("2021-04-25", "", []),
        ("2021-04-25", "", []),
    ]


def test_columns_are_settled_one_by_one() -> None:
    rows = [f'"{TITLE}",{dates},"{PARAGRAPH}"' for dates in ("03/04/2021,03/05/2021", "03/04/2021,25/05/2021")]
    first = table("title,date,lastmod,text", *rows)[0]
    assert told(first) == OPEN
    assert first.fields["lastmod"] == "2021-05-03"


def test_a_row_that_cannot_be_read_ends_the_table_and_keeps_the_rows_before_it() -> None:
    rows = f'title,date,text\n"{TITLE}",25/04/2021,"{PARAGRAPH}"\n'.encode()
    assert len(list(split_csv(streamed(b"\n\n" + rows), "t.csv"))) == 1


def test_a_markdown_site_in_english_is_asked() -> None:
    def read(front: str) -> RawArticle:
        data = f"---\ntitle: {TITLE}\n{front}\n---\n{PARAGRAPH}\n".encode()
        (article,) = read_piece(Piece(Source("x.md", "0"), "markdown", data), SiteContext())
        return article

    assert told(read("date: 03/04/2021")) == OPEN
    assert told(read("date: 03/04/2021\nlang: en-GB")) == SURE


def test_a_page_in_english_is_in_doubt_unless_its_country_or_its_own_data_tell() -> None:
    declared = '<meta property="article:published_time" content="2021-03-04T10:00:00+02:00">'
    assert told(page("03/04/2021")) == OPEN
    assert told(page("03/04/2021", language="en-GB")) == SURE
    assert told(page("03/04/2021", head=declared)) == ("2021-03-04T10:00:00+02:00", "", [])


@pytest.mark.parametrize(
    ("language", "wanted"),
    [
        ("ar", "day first"),
        ("fr", "day first"),
        ("he", "day first"),
        ("en-GB", "day first"),
        ("en", ""),
        ("en-US", ""),
        ("", ""),
    ],
)
def test_cldr_says_how_a_language_writes_days(language: str, wanted: str) -> None:
    assert usual_order(language) == wanted


def test_only_numbers_above_twelve_tell_an_order() -> None:
    assert order_among(find_dates("03/04/2021 - 25 April 2021")) == ""
    assert order_among(find_dates("03/04/2021 - 25/04/2021")) == "day first"
