"""Rows of results survive being packed."""

from __future__ import annotations

import pytest

from generator.search.index.documents import packed, unpacked
from generator.text.lede import shortened

ROWS = [
    {"url": "/2025/02/a-هل-يلبي-الرئيس/", "title": "هل يلبي الرئيس؟", "date": "2025-02-01", "lang": "ar", "text": "نص"},
    {"url": "/2025/02/نجمة-*/", "title": "نجمة *", "lang": "ar"},
    {"url": "/2025/02//twice/", "title": "twice", "lang": "en", "section": "رأي"},
    {"url": "/2025/02/other/", "title": "…", "lang": "ar", "publisher": "الضفاف"},
    {"url": "/2025/02/constructor/", "title": "constructor $& $1", "lang": "ar"},
]


@pytest.mark.parametrize("rows", [ROWS, ROWS[:1], ROWS[1:2], ROWS[2:3], [{"url": "/", "title": "x", "lang": "ar"}]])
def test_rows_come_back_as_they_were(rows: list[dict[str, str]]) -> None:
    assert unpacked(packed(rows)) == rows


def test_a_title_in_its_url_is_said_once() -> None:
    assert packed(ROWS)["url"][0] == "a-*/"


def test_a_lede_is_cut_between_words() -> None:
    assert shortened("واحد اثنان ثلاثة", 12) == "واحد اثنان…"
