"""Wires: where messages begin and end, which of them are one story, when they were sent, and that no line is lost."""

from __future__ import annotations

import io
import re
from collections import Counter
from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support.agencies import AMERICAN, ARABIC, iptc
from support.seeds import PARAGRAPHS, TITLE

from generator.importers.formats import format_of
from generator.importers.paragraphs import unwrapped
from generator.importers.piece import Piece, SiteContext
from generator.importers.raw_text.lines import Line
from generator.importers.wire.message import message_of, messages, spelled_out
from generator.importers.wire.stamps import dated_dateline, hour_in, stamp_in
from generator.importers.wire.takes import is_take, part_of, without_marks
from generator.importers.wire.text import read_piece
from generator.importers.wire.wire import split
from generator.model import Problem, RawArticle
from generator.text.encodings import decode, lines_of

PAPER = SiteContext(("سياسة", "اقتصاد"), "ar", suggests=False)


def read(text: str) -> list[RawArticle | Problem]:
    found: list[RawArticle | Problem] = []
    for one in split(io.BytesIO(text.encode("utf-8", "surrogatepass")), "seeds/x.wire"):
        found += read_piece(one, PAPER) if isinstance(one, Piece) else [one]
    return found


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        (AMERICAN, "wire"),
        (ARABIC, "wire"),
        (iptc("x"), "wire"),
        ("ZCZC FMG000\nx", "wire"),
        ("[SOH]bkn014 4 pl 171\n", "wire"),
        ("eca0001 4 rs 46  dpa 0027\n\nx", "wire"),
        (f"منبر الساحل\n\n{TITLE}\n", "raw_text"),
        ("رقم 145\n", "raw_text"),
        ("BBC1 4 pm 100 people came\n", "raw_text"),
    ],
)
def test_a_wire_is_told_from_other_texts_by_its_first_line(head: str, expected: str) -> None:
    row = format_of("x.txt", head.encode())
    assert row is not None and row.name == expected


def test_messages_end_where_the_next_begins_or_at_nnnn() -> None:
    assert list(messages(["<SOH>a", "x", "<EOT>", "", "<SOH>b", "y"])) == [(0, 4), (4, 6)]
    assert list(messages(["a", "NNNN", "b", "051430 Mar 20NNNN", ""])) == [(0, 2), (2, 5)]
    assert list(messages(["a", "b"])) == [(0, 2)]


@pytest.mark.parametrize("mark", ["\x01", "ZCZC\n", "ZCZC 7\n", "<SOH>\n", "\x01\x04\n"])
def test_empty_messages_are_counted_and_the_real_one_is_read(mark: str) -> None:
    stream = io.BytesIO((mark * 3_000 + "\n" + iptc(f"{TITLE}=\r\n   {PARAGRAPHS[0]}")).encode())
    found = list(split(stream, "seeds/a.wire"))
    pieces = [one for one in found if isinstance(one, Piece)]
    assert sum(PARAGRAPHS[0][:20] in one.data.decode() for one in pieces) == 1
    told = [one for one in found if isinstance(one, Problem)]
    assert len(pieces) <= 1_001 and [one.code for one in told] == (["I160"] if len(pieces) > 1 else [])


def test_the_parts_of_a_message_are_told_by_its_envelope() -> None:
    message = message_of(1, lines_of(decode(spelled_out(AMERICAN.encode())).text or ""))
    wanted = {"service": "a", "number": "2870", "priority": "f", "category": "i", "month": "02", "day": "25"}
    assert wanted.items() <= message.fields.items()
    assert message.text[0][1].startswith("^BC-LT--Harbour") and any("1509GMT" in line for _, line in message.tail)


@pytest.mark.parametrize(
    ("line", "number", "total", "lead"),
    [
        ("BC-Harbour, 1st Add,120", 2, 0, 0),
        ("HARBOUR take 2 of 3", 2, 3, 0),
        ("BC-Harbour, 3rd Ld-Writethru,827", 1, 0, 3),
        ("الميناء/ترميم (تكملة)", 0, 0, 0),
        ("الميناء/ترميم (تكملة ثانية)", 3, 0, 0),
        ("الميناء تكملة 1", 2, 0, 0),
        ("الميناء (2 من 3)", 2, 3, 0),
        ("الميناء/ترميم (إضافة أولى)", 2, 0, 0),
        ("إضافة رصيف إلى الميناء", 1, 0, 0),
    ],
)
def test_a_slug_says_which_part_of_its_story_follows(line: str, number: int, total: int, lead: int) -> None:
    part = part_of(message_of(1, ["<SOH>KUNA0001 4 ECO 0120 X", line, "<STX>نص"]))
    assert (part.number, part.total, part.lead) == (number, total, lead)
    assert part.key in ("bc harbour", "harbour", "الميناء ترميم", "الميناء", "اضافه رصيف الي الميناء")


def test_a_line_that_says_a_part_alone_is_told_from_a_title() -> None:
    assert is_take("(تكملة)") and is_take("Take 2 of 3") and is_take("1st Add")
    assert not is_take("الميناء القديم (تكملة)") and not is_take("الميناء القديم")
    assert without_marks("الميناء القديم (تكملة أولى وأخيرة)") == "الميناء القديم"


@pytest.mark.parametrize(
    ("line", "moment"),
    [
        ("AP-WF-11-13-13 1509GMT<", "2013-11-13T15:09:00Z"),
        ("AP-NY-02-20-98 2237EST", "1998-02-20T22:37:00"),
        ("242200 GMT Jun 17", "2017-06-24T22:00:00Z"),
        ("KUNA 051430 Mar 2020NNNN", "2020-03-05T14:30:00"),
        ("311430 GMT Feb 20", ""),
        ("051430 people came", ""),
    ],
)
def test_stamps_are_moments_with_the_zone_that_they_name(line: str, moment: str) -> None:
    assert next((one.value for one in stamp_in([(1, line)])), "") == moment


@pytest.mark.parametrize(
    ("line", "hour"),
    [
        ("GMT 1430", "T14:30:00Z"),
        ("14:30 ت غ", "T14:30:00Z"),
        ("الساعة 0905 بتوقيت غرينتش", "T09:05:00Z"),
        ("GMT 2561", ""),
        ("1430", ""),
    ],
)
def test_an_hour_counts_where_greenwich_is_named(line: str, hour: str) -> None:
    assert hour_in(line) == hour


@pytest.mark.parametrize(
    ("text", "date", "dateline"),
    [
        ("دمشق 14-3-2010 (سانا)- بحث الوزير", "2010-03-14", "دمشق (سانا)"),
        ("رام الله 25-3-2020 وفا- أكد الوزير", "2020-03-25", "رام الله - وفا"),
        ("الدوحة في 15 مارس 2020 /قنا/ أكد الوزير", "2020-03-15", "الدوحة (قنا)"),
        ("عمان 5 آذار (بترا)- أكد الوزير", "", "عمان (بترا)"),
        ("الكويت - 25 - 2 (كونا) -- أكد الوزير", "", "الكويت (كونا)"),
        ("جاء الوزير في 14-3-2010 إلى دمشق", "", ""),
    ],
)
def test_arabic_agencies_write_the_day_into_the_dateline(text: str, date: str, dateline: str) -> None:
    found, printed = dated_dateline(Line(1, text, 1, text, len(text.split())))
    assert (found.value if found else "", printed.text if printed else "") == (date, dateline)


def test_lines_that_were_cut_to_a_width_are_paragraphs_again() -> None:
    cut = "   The first line was cut and\ngoes on here.\n   The second paragraph\nis short.\n\nA third one"
    assert unwrapped(cut) == [
        "The first line was cut and goes on here.",
        "The second paragraph is short.",
        "A third one",
    ]
    assert unwrapped("one line\nand its rest") == ["one line and its rest"]
    assert unwrapped("Lakers 1\nBulls 2\nHeat 3") == ["Lakers 1", "Bulls 2", "Heat 3"]


ENVELOPE = (
    "\x01", "\x02", "\x03", "\x04", "ZCZC 12", "NNNN", "a2870asian", "f i BC-Harbour 02-25 0466", "KUNA0001 4 ECO 0120 X",
    "رقم النشرة: 145", "رمز التصنيف: اقتصاد", "عاجل", "عاجل / خبر", "التاريخ: 25/2/2011", "BC-Harbour, 1st Add,120", "(تكملة)",
    "take 2 of 3", "يتبع", "انتهى", "// انتهى // 1430 ت م", "نص الخبر. (النهاية) ف س / م م", "-30-", "GMT 1430", "242200 GMT Jun 17",
    "^By SALMA HADDAD=", "^Eds: With photos.<", f"{TITLE}=", f"   {PARAGRAPHS[0]}", PARAGRAPHS[1], "دمشق 14-3-2010 (سانا)- بحث",
    "كتبت: سلمى الحداد", "ف.م", "ــــ", "", "   x", "5/3/2020 - 02:30 م", "--(بترا) ف ق/ ح خ", "\u202e", "&nbsp;", "\r", "<", "^",
)  # fmt: skip


def letters(text: str) -> Counter[str]:
    return Counter(re.findall(r"[^\W_\u0640]", text))


def told(found: list[RawArticle | Problem]) -> Iterator[str]:
    for one in found:
        if isinstance(one, RawArticle):
            yield one.body
            yield from (line.text for line in one.lines)


@given(st.lists(st.one_of(st.sampled_from(ENVELOPE), st.text(max_size=20)), max_size=24).map("\n".join))
@settings(max_examples=150, deadline=None)
def test_no_wire_crashes_the_importer_and_no_letter_of_it_is_lost(text: str) -> None:
    decoded = decode(spelled_out(text.encode("utf-8", "surrogatepass"))).text
    found = read(text)
    if decoded is None or any(isinstance(one, Problem) and one.code == "I154" for one in found):
        return
    there = letters(re.sub("<(?:SOH|STX|ETX|EOT)>", " ", decoded.replace("&nbsp;", " ")))
    assert letters(" ".join(told(found)).replace("&nbsp;", " ")) == there
