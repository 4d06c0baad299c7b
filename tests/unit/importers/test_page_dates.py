"""Which day a saved page is of, whatever form it is declared in, and what is told where its days disagree."""

from __future__ import annotations

import time

import pytest

from generator.importers.piece import Piece, SiteContext
from generator.importers.reading import read_piece
from generator.importers.web.dates.printed_dates import printed_dates
from generator.importers.web.saved_html import parsed
from generator.model import RawArticle, Source

TITLE = "افتتاح الجسر الجديد في بلدة السرو"
BODY = "".join(
    f"<p>{text}</p>"
    for text in (
        "افتتحت بلدية السرو صباح اليوم جسرا جديدا يصل ضفتي النهر ويختصر طريق التلاميذ إلى مدرستهم نصف ساعة كاملة.",
        "وقال المهندس نبيل عواد إن العمل استغرق عامين، وإن الأهالي تطوعوا لنقل الحجارة في موسم الفيضان الماضي.",
        "وتنوي البلدية أن تزرع ألفي شجرة سرو على جانبي الطريق قبل نهاية الخريف المقبل إذا توفر ماء الري.",
    )
)
AGO = "١٤ مارس ٢٠١٩"


def page(head: str = "", under: str = "", *, above: str = "", after: str = "", lang: str = "ar") -> RawArticle:
    html = (
        f'<!DOCTYPE html><html lang="{lang}"><head><meta charset="utf-8"><title>{TITLE} - صدى السرو</title>{head}</head>'
        f"<body>{above}<article><h1>{TITLE}</h1>{under}{BODY}</article>{after}</body></html>"
    )
    (article,) = read_piece(Piece(Source("seeds/x.html", "0" * 64), "html", html.encode()), SiteContext())
    return article


def told(article: RawArticle) -> tuple[str, list[str]]:
    return str(article.fields.get("date", "")), [one.code for one in article.problems if one.code.startswith("I11")]


def ld(json: str) -> str:
    return f'<script type="application/ld+json">{json}</script>'


def news(date: str, more: str = "") -> str:
    return f'{{"@type": "NewsArticle", "headline": "{TITLE}", "datePublished": "{date}"{more}}}'


@pytest.mark.parametrize(
    "json",
    [
        f"<!-- {news('2019-03-14T10:00:00+03:00')} -->",
        f"//<![CDATA[\n{news('2019-03-14T10:00:00+03:00')}\n//]]>",
        f"/*<![CDATA[*/ {news('2019-03-14T10:00:00+03:00')} /*]]>*/",
        f"<![CDATA[{news('2019-03-14T10:00:00+03:00')}]]>",
        news("2019-03-14T10:00:00+03:00", ","),
        news("2019-03-14T10:00:00+03:00", ', "author": [{"name": "لمى"},],'),
        news("2019-03-14T10:00:00+03:00") + ";",
        news("2019-03-14T10:00:00+03:00", ', "description": "قالت: "نعم" ثم\nصمتت"'),
        news("2019-03-14T10:00:00+03:00", ', "description": "قالت "نعم", و"لا" {}"'),
        news("2019-03-14T10:00:00+03:00", ', "wordCount": 12 /* of the text */'),
        news("2019-03-14T10:00:00+03:00").replace('"', "&quot;"),
        f'{{"@graph": [{{"@type": "WebPage", "datePublished": "2025-01-07"}}, {news("2019-03-14T10:00:00+03:00")}]}}',
        f'{{"@type": "WebPage", "datePublished": "2025-01-07", "mainEntity": {news("2019-03-14T10:00:00+03:00")}}}',
        '{"@type": "HowTo", "datePublished": "2019-03-14T10:00:00+03:00"}',
    ],
)
def test_linked_data_is_read_whatever_is_wrong_with_it(json: str) -> None:
    assert told(page(ld(json))) == ("2019-03-14T10:00:00+03:00", [])


def test_of_several_blocks_the_one_with_the_pages_headline_counts() -> None:
    other = '{"@type": "NewsArticle", "headline": "خبر آخر", "datePublished": "2021-05-05"}'
    assert told(page(ld(other) + ld(news("2019-03-14")))) == ("2019-03-14", [])
    listed = f'{{"@type": "ItemList", "itemListElement": [{{"item": {other}}}]}}'
    assert told(page(ld(listed) + ld(news("2019-03-14")))) == ("2019-03-14", [])


@pytest.mark.parametrize(
    "written",
    [
        "2019-03-14",
        "14/03/2019",
        "Thu, 14 Mar 2019 09:00:00 +0300",
        "٢٠١٩-٠٣-١٤T٠٩:٠٠:٠٠+٠٣:٠٠",
        "1440-07-07",
        "1397-12-23",
        "14 آذار 2019",
        "1552550400",
        "1552550400000",
        "\u202d2019-03-14\u202c",
    ],
)
def test_a_declared_date_has_one_day_in_every_place_and_form(written: str) -> None:
    meta = f'<meta property="article:published_time" content="{written}">'
    time = f'<time datetime="{written}">منذ يومين</time>'
    microdata = f'<span itemprop="datePublished" content="{written}"></span>'
    microformat = f'<a><time class="dt-published" datetime="{written}"></time></a>'
    for article in (page(ld(news(written))), page(meta), page("", time), page("", microdata), page("", microformat)):
        assert (told(article)[0][:10], told(article)[1]) == ("2019-03-14", [])


@pytest.mark.parametrize("written", ["1970-01-01T00:00:00Z", "0001-01-01T00:00:00", "0000-00-00", "منذ يومين", "null"])
def test_what_stands_for_no_date_gives_way_to_the_printed_one(written: str) -> None:
    assert told(page(ld(news(written)))) == ("", ["I111"])
    assert told(page(ld(news(written)), f'<span class="date">{AGO}</span>')) == ("2019-03-14", [])


def test_the_hint_for_a_missing_date_names_no_day() -> None:
    (problem,) = [one for one in page().problems if one.code == "I111"]
    assert not any(char.isdigit() for char in problem.hint)


@pytest.mark.parametrize(
    ("declared", "printed", "wanted"),
    [
        ("2019-03-13T22:30:00Z", AGO, "2019-03-14"),
        ("2019-03-15T01:09:00Z", AGO, "2019-03-14"),
        ("2019-03-14T10:00:00Z", AGO, "2019-03-14T10:00:00Z"),
        ("2019-03-13T19:00:00+03:00", AGO, "2019-03-14"),
    ],
)
def test_the_day_is_the_printed_one_where_machines_are_a_day_off(declared: str, printed: str, wanted: str) -> None:
    assert told(page(ld(news(declared)), f'<span class="date">{printed}</span>')) == (wanted, [])


def test_the_moment_in_the_pages_own_zone_is_preferred_to_the_same_in_utc() -> None:
    meta = '<meta property="article:published_time" content="2019-03-14T01:30:00+03:00">'
    assert told(page(meta + ld(news("2019-03-13T22:30:00Z")))) == ("2019-03-14T01:30:00+03:00", [])


def test_the_day_in_the_address_settles_the_zone_where_none_is_printed() -> None:
    head = '<link rel="canonical" href="https://sarw.example/2019/03/14/jisr">' + ld(news("2019-03-13T22:30:00Z"))
    assert told(page(head)) == ("2019-03-14", [])


@pytest.mark.parametrize(
    ("address", "printed", "codes"),
    [
        ("2019/03/14/x", AGO, []),
        ("2019/03/15/x", AGO, []),
        ("2019/03/18/x", AGO, ["I110"]),
        ("2019/03/x", AGO, []),
        ("2019/05/x", AGO, ["I110"]),
    ],
)
def test_an_address_that_is_more_than_a_day_away_is_doubt(address: str, printed: str, codes: list[str]) -> None:
    head = f'<link rel="canonical" href="https://sarw.example/{address}">'
    assert told(page(head, f'<span class="date">{printed}</span>')) == ("2019-03-14", codes)


def test_a_day_of_change_is_the_date_only_where_nothing_else_is_and_is_told() -> None:
    modified = '<meta property="article:modified_time" content="2025-01-07T09:00:00Z">'
    assert told(page(modified)) == ("2025-01-07T09:00:00Z", ["I112"])
    assert told(page(modified, f'<span class="date">{AGO}</span>')) == ("2019-03-14", [])
    assert told(page("", "<span>آخر تحديث: 7 كانون الثاني 2025</span>")) == ("2025-01-07", ["I112"])
    assert told(page(ld(news("2019-03-14")), "<span>آخر تحديث: 7 كانون الثاني 2025</span>")) == ("2019-03-14", [])
    line = "<span>آخر تحديث: 7 كانون الثاني 2025 - نشر: 14 مارس 2019</span>"
    assert told(page("", line)) == ("2019-03-14", [])


def test_a_printed_day_of_change_without_its_name_is_doubt() -> None:
    head = ld(news("2019-03-14", ', "dateModified": "2025-01-07"'))
    assert told(page(head, "<span>7 كانون الثاني 2025</span>")) == ("2019-03-14", ["I110"])


@pytest.mark.parametrize(
    "around",
    [
        {"above": "<div>الأربعاء 26 فبراير 2020</div>"},
        {"above": '<div class="topbar"><span class="date">26 فبراير 2020</span></div>'},
        {"after": '<div id="comments"><p>سامي <span class="date">26 فبراير 2020</span></p><p>خبر جميل</p></div>'},
        {"after": '<ul class="related-news"><li>خبر آخر <span class="date">26 فبراير 2020</span></li></ul>'},
        {"after": "<footer>© 26 فبراير 2020 صدى السرو</footer>"},
        {"after": "<div>جميع الحقوق محفوظة 26.02.2020</div>"},
        {"under": "<div>تاريخ الزيارة: 26 فبراير 2020</div>"},
    ],
)
def test_days_of_visits_comments_rights_and_other_articles_are_none_of_the_articles(around: dict[str, str]) -> None:
    assert told(page(**around)) == ("", ["I111"])
    around["under"] = around.get("under", "") + f'<div class="meta">{AGO}</div>'
    assert told(page(**around)) == ("2019-03-14", [])


def test_the_day_of_the_capture_above_the_headline_is_the_visits() -> None:
    saved = "<!-- Saved from https://sarw.example/a at 2020-02-26T09:00:00Z using monolith v2.8.1 -->"
    article = page(saved, above='<span class="date">26 فبراير 2020</span>')
    assert told(article) == ("", ["I111"])
    assert article.fields["captured"] == "2020-02-26T09:00:00Z"


def test_where_nothing_else_is_known_scripts_titles_and_datelines_count() -> None:
    script = '<script>var state = {"articleId": 5, "publishDate": "2019-03-14T10:00:00+03:00"};</script>'
    assert told(page(script)) == ("2019-03-14T10:00:00+03:00", [])
    assert told(page(script + script.replace("14T", "20T"))) == ("", ["I111"])
    assert told(page(script, '<span class="date">12 مارس 2019</span>')) == ("2019-03-12", [])
    rdfa = '<span property="dc:date dc:created" content="2019-03-14T10:00:00+03:00">قبل أعوام</span>'
    assert told(page("", rdfa)) == ("2019-03-14T10:00:00+03:00", [])
    described = f'<meta name="description" content="خبر عن جسر في السرو ({AGO})">'
    assert told(page(described)) == ("2019-03-14", ["I112"])
    dateline = f"<p>السرو، {AGO} - يفتتح أهالي البلدة اليوم جسرا جديدا فوق النهر الذي يفصلهم عن حقولهم منذ الفيضان.</p>"
    assert told(page("", dateline)) == ("2019-03-14", ["I112"])


def test_a_page_of_archive_today_is_dated_by_its_article() -> None:
    head = '<link rel="canonical" href="https://archive.ph/2020.02.26-090000/https://sarw.example/a">'
    bar = (
        '<div id="HEADER"><a href="https://archive.ph/">archive.today</a> '
        '<time itemprop="pubdate" datetime="2020-02-26T09:00:00Z">26 Feb 2020 09:00:00 UTC</time></div>'
    )
    article = page(head, above=bar)
    assert told(article) == ("", ["I111"])
    assert (article.fields["source_url"], article.fields["captured"]) == (
        "https://sarw.example/a",
        "2020-02-26T09:00:00Z",
    )
    assert told(page(head, f"<span>{AGO}</span>", above=bar)) == ("2019-03-14", [])


def test_day_and_month_are_told_apart_by_another_witness_or_left_open() -> None:
    assert told(page("", '<span class="date">11/09/2015</span>', lang="en"))[0] == "2015-09-11"
    head = '<link rel="canonical" href="https://sarw.example/2015/11/09/x">'
    assert told(page(head, '<span class="date">11/09/2015</span>', lang="en"))[0][:10] in ("2015-11-09", "2015-09-11")


def test_a_megabyte_of_dates_is_read_once() -> None:
    rows = "".join(f"<li><b>{n}</b> <span>1{n % 9}.03.2019</span></li>" for n in range(20_000))
    document = parsed(f"<body><h1>{TITLE}</h1><p class='date'>{AGO}</p>{BODY}<ul>{rows}</ul></body>")
    started = time.process_time()
    assert printed_dates(document, TITLE)[0].found.value == "2019-03-14"
    assert time.process_time() - started < 20  # each row looked at once takes one second


@pytest.mark.parametrize("opening", ['{"', "{//", "[{", '{"a": "', '"datePublished": "', "/* ", "<!-- "])
def test_linked_data_that_never_ends_is_given_up_in_time(opening: str) -> None:
    started = time.process_time()
    assert told(page(ld(opening * 50_000))) == ("", ["I111"])
    assert time.process_time() - started < 20
