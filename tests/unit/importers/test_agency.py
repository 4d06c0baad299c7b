"""XML of agencies: moments, names, and that no word of a text is lost, however its elements are nested."""

from __future__ import annotations

import io
import re
from collections import Counter
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support.agencies import message, news_item, nitf
from support.seeds import PARAGRAPHS

from generator.importers.agency import newsml
from generator.importers.agency import nitf as nitf_format
from generator.importers.agency.fields import is_initials, is_later, moment, names_of
from generator.importers.formats import format_of
from generator.importers.markup.safe_xml import document
from generator.importers.piece import Piece, SiteContext, item_and_version, versioned_key
from generator.model import Problem, RawArticle

PAPER = SiteContext(("سياسة",), "ar", suggests=False)


def read(data: str) -> RawArticle:
    """The one article of a document of NITF."""
    (piece,) = nitf_format.split(io.BytesIO(data.encode()), "seeds/x.xml")
    assert isinstance(piece, Piece), piece
    (article,) = nitf_format.read_piece(piece, PAPER)
    return article


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("20170102T222800+0000", "2017-01-02T22:28:00+00:00"),
        ("20110225T0930Z", "2011-02-25T09:30Z"),
        ("20110225", "2011-02-25"),
        ("2017-01-31T03:47:29.000Z", "2017-01-31T03:47:29Z"),
        ("2011-02", "2011-02"),
        ("2011", "2011"),
        ("20111301T000000Z", ""),
        ("2011-13", ""),
        ("Monday", ""),
        ("", ""),
    ],
)
def test_moments_keep_the_zone_they_were_written_in(said: str, expected: str) -> None:
    assert moment(said) == expected


def test_moments_are_compared_as_instants_and_days_as_days() -> None:
    assert is_later("2011-02-25T01:00:00+02:00", "2011-02-24T22:00:00Z")
    assert not is_later("2011-02-25T09:30:00+02:00", "2011-02-25")


@pytest.mark.parametrize(
    ("byline", "names"),
    [
        ("By Salma Haddad and Rida Hasan", ["Salma Haddad", "Rida Hasan"]),
        ("بقلم: سلمى الحداد، رضا الحسن", ["سلمى الحداد", "رضا الحسن"]),
        ("سلمى الحداد", ["سلمى الحداد"]),
    ],
)
def test_a_printed_byline_is_the_names_in_it(byline: str, names: list[str]) -> None:
    assert names_of(byline) == names


def test_initials_of_the_desk_are_no_names() -> None:
    assert all(map(is_initials, ("gr/bp", "ف.م", "mb.hb", "س.ك")))
    assert not any(map(is_initials, ("سلمى الحداد", "Salma", "AFP reporter")))


def test_an_item_is_told_from_its_version_in_the_name_of_its_seed() -> None:
    key = versioned_key("urn:newsml:a;v1", 12)
    assert item_and_version(f"seeds/a.zip/b.xml#{key}") == ("urn:newsml:a;v1", 12)
    assert item_and_version("seeds/a.xml#post-17") == ("", 0) and versioned_key("", 3) == ""


@pytest.mark.parametrize(
    ("path", "head", "expected"),
    [
        ("a.xml", message(news_item()), "newsml"),
        ("a.xml", news_item(), "newsml"),
        ("a.xml", nitf(), "nitf"),
        ("a.nitf", nitf().partition("?>")[2], "nitf"),
        ("a", nitf(), "nitf"),
        ("a.xml", "<?xml version='1.0'?><rss><channel/></rss>", "feed"),
    ],
)
def test_formats_of_agencies_are_told_by_their_first_bytes(path: str, head: str, expected: str) -> None:
    row = format_of(path, head.encode()[:4096])
    assert row is not None and row.name == expected


def test_a_document_says_where_it_is_broken() -> None:
    found = document(b"<a>\n<b>\n</c>\n</a>")
    assert found.root is not None and found.flaws[0][0] == 3
    assert document(b"").root is None and document(b"no xml").flaws


def test_entities_that_name_each_other_are_not_expanded() -> None:
    names = "abcdefghij"
    declared = "".join(f'<!ENTITY {one} "{f"&{before};" * 10}">' for before, one in pairwise(names))
    found = document(f'<!DOCTYPE a [<!ENTITY a "ha">{declared}]><a>&j;</a>'.encode())
    assert found.root is None or len("".join(found.root.itertext())) < 100


def test_a_paragraph_with_line_ends_of_the_file_is_one_line() -> None:
    article = read(nitf(content="<p>كلمة\n\t\t<em>أخرى</em>\n\t\tوثالثة</p>"))
    assert article.body == "كلمة *أخرى* وثالثة\n"


def test_a_file_without_an_item_is_refused() -> None:
    found = list(newsml.split(io.BytesIO(b"<newsMessage xmlns='http://iptc.org/std/nar/2006-10-01/'/>"), "x.xml"))
    assert [one.code for one in found if isinstance(one, Problem)] == ["I102"]


WORDS = [f"w{number}x" for number in range(40)]
TAGS = (
    "p block bq ul ol li dl dt dd hl2 em strong org person location q a table tr td th note fn pre credit nitf-table "
    "tagline money chron unknown media media-caption br hr"
).split()
TREE = st.recursive(
    st.sampled_from(WORDS),
    lambda inner: st.tuples(st.sampled_from(TAGS), st.lists(inner, max_size=4)).map(
        lambda one: f" <{one[0]}>{' '.join(one[1])}</{one[0]}> "
    ),
    max_leaves=14,
)


@given(st.lists(TREE, min_size=1, max_size=6))
@settings(max_examples=100, deadline=None)
def test_no_word_of_a_text_is_lost_however_its_elements_are_nested(parts: list[str]) -> None:
    content = f"<p>{PARAGRAPHS[0]}</p>{''.join(parts)}"
    article = read(nitf(content=content))
    there = Counter(re.findall(r"w\d+x", content))
    assert Counter(re.findall(r"w\d+x", article.body)) == there, article.body
