"""What results show of the articles, in columns and with short URLs, since ten results should cost few bytes.

Most URLs are a folder of the month and the title with hyphens. A column drops the folder and replaces the hyphened
title by a star; a URL that this would not give back is kept whole. `unpacked` is the way back, here and in
client/index/documents.js.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from posixpath import commonpath
from typing import Any

from generator.model import Card
from generator.text.lede import shortened

RESULT_LEDE_LENGTH = 96  # characters: a line and a half; the stretch with the found words comes from the page
STAR = "*"
OPTIONAL = ("date", "section", "publisher", "lang", "text")
# Spelled out, not by Unicode's properties: both twins must agree on every code point.
_BREAKS = re.compile("[ -,./:-@\\[-`{-~\u00a0-\u00bf\u060c\u061b\u061f\u066a-\u066d\u06d4\u2000-\u206f]+")


def shown(card: Card) -> dict[str, Any]:
    """What a result shows, without empty values."""
    row = {
        "url": card.url,
        "title": card.title,
        "date": card.date,
        "section": card.section,
        "lang": card.lang,
        "publisher": card.publisher,
        "text": shortened(card.lede, RESULT_LEDE_LENGTH),
    }
    return {key: value for key, value in row.items() if value}


def packed(rows: Sequence[Mapping[str, str]]) -> dict[str, Any]:
    """Rows as columns, in which one value repeats cheaply; columns that would be empty are left out."""
    parents = [row["url"].rstrip("/").rpartition("/")[0] + "/" for row in rows]
    folder = commonpath(parents).rstrip("/") + "/"
    columns = {key: [row.get(key, "") for row in rows] for key in OPTIONAL}
    return {
        "folder": folder,
        "title": [row["title"] for row in rows],
        "url": [_short_url(row["url"], folder, row["title"]) for row in rows],
    } | {key: values for key, values in columns.items() if any(values)}


def unpacked(file: Mapping[str, Any]) -> list[dict[str, str]]:
    """The rows of a file that `packed` made."""
    columns = {key: values for key, values in file.items() if key != "folder"}
    rows = [dict(zip(columns, values, strict=True)) for values in zip(*columns.values(), strict=True)]
    long = [row | {"url": _long_url(row["url"], file["folder"], row["title"])} for row in rows]
    return [{key: value for key, value in row.items() if value} for row in long]


def _short_url(url: str, folder: str, title: str) -> str:
    rest = url[len(folder) :]
    if STAR in rest or rest.startswith("/"):
        return url
    hyphened = _hyphened(title)
    return rest.replace(hyphened, STAR, 1) if hyphened else rest


def _long_url(short: str, folder: str, title: str) -> str:
    return short if short.startswith("/") else folder + short.replace(STAR, _hyphened(title), 1)


def _hyphened(title: str) -> str:
    return _BREAKS.sub("-", title).strip("-")
