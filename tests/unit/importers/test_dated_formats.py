"""Feeds, tables, JSON and WordPress exports: dates in any form, and I111 wherever none is found."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Sequence

import pytest

from generator.importers.cms import wxr
from generator.importers.feeds import split
from generator.importers.piece import Piece, SiteContext
from generator.importers.reading import read_piece
from generator.importers.tables.rows import split_csv, split_json
from generator.model import RawArticle

TEXT = "افتتحت بلدية السرو صباح اليوم جسرا جديدا يصل ضفتي النهر ويختصر طريق التلاميذ إلى مدرستهم نصف ساعة كاملة."


def told(article: RawArticle) -> tuple[str, list[str]]:
    return str(article.fields.get("date", "")), [one.code for one in article.problems if one.code.startswith("I11")]


def of_feed(*dates: str, tag: str = "pubDate", lang: str = "ar") -> list[tuple[str, list[str]]]:
    items = "".join(
        f"<item><title>خبر {n}</title><link>https://sarw.example/{n}</link><{tag}>{date}</{tag}>"
        f"<description>{TEXT} {n}</description></item>"
        for n, date in enumerate(dates)
    )
    feed = f'<rss version="2.0"><channel><title>صدى السرو</title><language>{lang}</language>{items}</channel></rss>'
    pieces = [one for one in split(io.BytesIO(feed.encode()), "seeds/f.xml") if isinstance(one, Piece)]
    return [told(read_piece(one, SiteContext())[0]) for one in pieces]


def of_table(cells: Sequence[str], column: str = "date") -> list[tuple[str, list[str]]]:
    out = io.StringIO()
    rows = csv.writer(out)
    rows.writerow(["title", column, "content"])
    rows.writerows([f"خبر {n}", cell, f"{TEXT} {n}"] for n, cell in enumerate(cells))
    stream = io.BufferedReader(io.BytesIO(out.getvalue().encode()))  # type: ignore[arg-type]
    pieces = [one for one in split_csv(stream, "seeds/t.csv") if isinstance(one, Piece)]
    return [told(read_piece(one, SiteContext())[0]) for one in pieces]


@pytest.mark.parametrize(
    ("written", "wanted"),
    [
        ("2019/3/14 15:07:41", "2019-03-14T15:07:41"),
        ("Thu, 14 Mar 2019 15:07:41 +0300", "2019-03-14T15:07:41+03:00"),
        ("Wed, 14 Mar 2019 15:07:41 GMT", "2019-03-14T15:07:41Z"),
        ("الخميس، 14 مارس 2019 15:07:41 +0300", "2019-03-14T15:07:41+03:00"),
        ("14/03/2019 03:07:41 م", "2019-03-14T15:07:41"),
        ("الخميس, 14 مارس 2019 - 10:30 ص", "2019-03-14T10:30"),
        ("1552550400", "2019-03-14T08:00:00Z"),
        ("1397-12-23", "2019-03-14"),
        ("7 رجب 1440", "2019-03-14"),
        ("2019-03", "2019-03"),
        ("1970-01-01T00:00:00Z", ""),
        ("0000-00-00 00:00:00", ""),
        ("منذ يومين", ""),
    ],
)
def test_a_date_reads_the_same_in_feeds_tables_and_json(written: str, wanted: str) -> None:
    codes = [] if wanted else ["I111"]
    assert of_feed(written) == [(wanted, codes)]
    assert of_table([written]) == [(wanted, codes)]
    record = json.dumps([{"title": "خبر", "date": written, "content": TEXT}]).encode()
    (piece,) = [one for one in split_json(io.BytesIO(record), "seeds/j.json") if isinstance(one, Piece)]
    assert told(read_piece(piece, SiteContext())[0]) == (wanted, codes)


def test_an_entry_or_row_without_a_date_says_so() -> None:
    assert of_feed("") == [("", ["I111"])]
    assert of_table([""]) == [("", ["I111"])]


def test_a_day_of_change_alone_is_doubted() -> None:
    assert of_table(["2019-03-14"], "updated") == [("2019-03-14", ["I112"])]
    atom = (
        '<feed xmlns="http://www.w3.org/2005/Atom"><title>صدى السرو</title><entry><title>خبر</title>'
        f"<updated>2019-03-14T10:00:00+03:00</updated><content>{TEXT}</content></entry></feed>"
    )
    (piece,) = [one for one in split(io.BytesIO(atom.encode()), "seeds/a.xml") if isinstance(one, Piece)]
    assert told(read_piece(piece, SiteContext())[0]) == ("2019-03-14T10:00:00+03:00", ["I112"])


def test_the_date_of_dublin_core_is_one_of_publication() -> None:
    rdf = (
        '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>صدى السرو</title></channel>'
        f"<item><title>خبر</title><link>https://sarw.example/1</link><description>{TEXT}</description>"
        "<dc:date>2019-03-14T10:00:00+03:00</dc:date></item></rdf:RDF>"
    )
    (piece,) = [one for one in split(io.BytesIO(rdf.encode()), "seeds/r.xml") if isinstance(one, Piece)]
    assert told(read_piece(piece, SiteContext())[0]) == ("2019-03-14T10:00:00+03:00", [])


def test_other_dates_of_the_same_form_tell_day_from_month() -> None:
    assert of_feed("09/11/2015 12:00 AM", "09/25/2015 12:00 AM")[0] == ("2015-09-11T00:00", [])
    assert of_feed("09/11/2015 12:00 AM", "25/09/2015 12:00 AM")[0] == ("2015-11-09T00:00", [])
    assert of_feed("09/11/2015 12:00 AM", "25/09/2015 - 14:00")[0] == ("2015-11-09T00:00", ["I110"])
    assert of_feed("09/11/2015", lang="ar")[0] == ("2015-11-09", [])
    assert of_feed("09/11/2015", lang="en")[0] == ("2015-11-09", [])  # the text is Arabic
    assert of_table(["03/04/2011", "02/25/2011"])[0] == ("2011-03-04", [])
    assert of_table(["03/04/2011", "25/02/2011"])[0] == ("2011-04-03", [])


def test_a_column_of_nothing_but_serial_days_is_one_of_days() -> None:
    assert of_table(["43538", "43539.4375", "42000"]) == [
        ("2019-03-14", []),
        ("2019-03-15T10:30", []),
        ("2014-12-27", []),
    ]
    assert of_table(["43538", "2019-03-14"]) == [("", ["I111"]), ("2019-03-14", [])]


@pytest.mark.parametrize(
    ("local", "gmt", "wanted"),
    [
        ("2019-03-14 10:00:00", "2019-03-14 07:00:00", "2019-03-14T10:00:00+03:00"),
        ("2019-03-14 10:00:00", "0000-00-00 00:00:00", "2019-03-14T10:00:00"),
        ("0000-00-00 00:00:00", "2019-03-14 07:00:00", "2019-03-14T07:00:00Z"),
        ("0000-00-00 00:00:00", "", ""),
        ("1970-01-01 02:00:00", "1970-01-01 00:00:00", ""),
        ("-0001-11-30 00:00:00", "-0001-11-30 00:00:00", ""),
    ],
)
def test_the_two_clocks_of_wordpress(local: str, gmt: str, wanted: str) -> None:
    assert wxr.moment(local, gmt) == wanted
