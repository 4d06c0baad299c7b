"""What a spreadsheet would run is kept a text, and comes back as it was."""

from __future__ import annotations

import csv
import io

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.editing.cells import protected, unprotected
from generator.importers.piece import Piece
from generator.importers.tables.rows import split_csv
from generator.ingest.results import Imported
from generator.ingest.review.writing import as_csv
from generator.text.formulas import guarded, is_formula, unguarded

RUN = [
    "=cmd|' /C calc'!A0", "+1+1", "-1+1", "@SUM(1)", "\t=1", "\r=1", "\n=1", "＝1", "＋1", "－1", "＠x", "﹣1", "﹢1", "  =1",
    "\u00a0=1", '"=1', "' =1", "'=1", "''=1", " \"'=1", "\u200f=1", "\ufeff=1", "\u202e=1", "|calc", "%0A=1", "- قال الوزير",
]  # fmt: skip
KEPT = ["خبر", "a=b", "1+1", "2011-02-25", "'خبر'", "", "'", "«=»", "https://x.org/?a=1", "ـ", "a@b.org", "(-1)"]


@pytest.mark.parametrize("text", RUN)
def test_what_would_run_is_guarded_everywhere(text: str) -> None:
    assert guarded(text) == f"'{text}" == protected(text) and unguarded(f"'{text}") == text


@pytest.mark.parametrize("text", KEPT)
def test_what_would_not_run_stays(text: str) -> None:
    assert guarded(text) == unguarded(text) == text


OPENING = st.sampled_from(["", "'", "''", '"', " ", "=", "+", "＝", "'=", "\t", "-", "@", "'-1", "\u200f="])


@settings(deadline=None)
@given(OPENING, st.text(st.characters(exclude_categories=["Cs"])))
def test_any_text_comes_back(opening: str, rest: str) -> None:
    text = opening + rest
    assert unguarded(guarded(text)) == text == unprotected(protected(text))
    assert not is_formula(text) or guarded(text).startswith("'")
    assert guarded(text) == text or guarded(guarded(text)) == f"''{text}"


def test_a_report_runs_nothing_and_a_table_of_ours_is_read_back() -> None:
    article = Imported("＝file.txt", "", "added", {"title": " =1+1", "section": "@x"}, "", (), (), ())
    (row,) = csv.DictReader(io.StringIO(as_csv([article]).removeprefix("\ufeff"), newline=""))
    assert (row["file"], row["title"], row["section"]) == ("'＝file.txt", "' =1+1", "'@x")
    table = "title,date,text\r\n'=عنوان,2011-02-25,\"'- قال: نص الخبر\"\r\n'لا بأس',2011-02-26,نص\r\n".encode()
    pieces = list(split_csv(io.BufferedReader(io.BytesIO(table)), "a.csv"))
    first, second = (msgspec.json.decode(piece.data) for piece in pieces if isinstance(piece, Piece))
    assert (first["title"], first["text"]) == ("=عنوان", "- قال: نص الخبر") and second["title"] == "'لا بأس'"
