"""A record of a table or of JSON becomes an article: columns are found by their names, HTML by what it looks like."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from generator.importers.evidence import about, article, nothing, own_section
from generator.importers.language_and_section import language_of
from generator.importers.markup.html_markdown import markdown_of_html
from generator.importers.markup.verbatim import escaped
from generator.importers.markup.wordpress_html import html_of
from generator.importers.piece import Piece, SiteContext
from generator.importers.release import release_doubts, release_of, with_release
from generator.importers.tables.day_month_order import SERIAL, day_of_serial
from generator.importers.typed_dates import Orders, as_order, doubts, typed_date
from generator.importers.vocabulary.columns import list_of, mapped, order_key, words_of
from generator.model import Evidence, RawArticle, SeedLine
from generator.text.dates.day_order import usual_order
from generator.text.dates.parse import Order
from generator.text.markup import has_markup, tagless, unescaped

_NITF = re.compile(r"<body\.content[^<>]*>(.*)</body\.content>", re.DOTALL | re.IGNORECASE)
_NAMES_IN_ONE = re.compile(r"\s*[;،؛|]\s*|\s*,\s+")
# Fields that ninjs and similar formats also use for items without text.
_NO_TEXT = ("event", "planning", "picture", "graphic", "audio", "video", "package", "composite")


def read_piece(piece: Piece, context: SiteContext) -> Iterable[RawArticle]:
    record = json.loads(piece.data)
    found, others = mapped(record, dict(context.columns))
    title, body_column = _title(found), found.get("body")
    kind = str(record.get("type", ""))
    if body_column is None or not title:
        lacking = "title" if body_column is not None else "text"
        authors_ = (
            f"has the type `{kind}`, which is not text"
            if kind in _NO_TEXT
            else f"has no {lacking} among {', '.join(map(str, record))}"[:240]
        )
        hint = "assign the column in seeds/columns.yaml: `Name of the column: title` (or body, date, …)"
        yield nothing(piece.source, "I136", authors_, hint, level="error")
        return
    html = _html(body_column[1])
    body = (
        markdown_of_html(html, words_of(found.get("source_url", ("", ""))[1]))
        if html
        else markdown_of_text(words_of(body_column[1]))
    )
    text = tagless(html) if html else words_of(body_column[1])
    language = language_of(f"{title}\n{text}") or piece.origin.get("lang", "")
    evidence = list(_evidence(found, title, piece.origin, context))
    evidence += _dates(found, piece.origin, _order(found, language, context))
    if "lang" not in found:
        evidence += [Evidence("lang", language, "letters and most common words", 0.95)] if language else []
    evidence += about(evidence, title, "", text, context)
    held = [*release_of(record, "the column")]
    evidence = with_release(evidence, held)
    lines = tuple(
        SeedLine(
            0, f"{name}: {json.dumps(record[name], ensure_ascii=False)}"[:2000], "unplaced", "no field for this column"
        )
        for name in others
    )
    problems = [*doubts(piece.source, evidence), *release_doubts(piece.source, held)]
    yield article(piece.source, evidence, body, lines, problems)


def _title(found: Mapping[str, tuple[str, Any]]) -> str:
    return tagless(words_of(found["title"][1])) if "title" in found else ""


def _html(value: Any) -> str:
    """The text's HTML where it has any; of several forms of one text the richest."""
    forms = list_of(value)
    marked = [form for form in forms if has_markup(form)]
    if not marked:
        return ""
    nitf = _NITF.search(marked[0])
    return html_of(nitf[1] if nitf else marked[0], {})[0]


def markdown_of_text(text: str) -> str:
    """Plain text with a paragraph a line."""
    lines = (escaped(" ".join(line.split())) for line in unescaped(text).replace("\r", "\n").split("\n"))
    return "\n\n".join(line for line in lines if line) + "\n"


def _evidence(
    found: Mapping[str, tuple[str, Any]], title: str, origin: Mapping[str, str], context: SiteContext
) -> Iterator[Evidence]:
    yield Evidence("title", title, f"the column {found['title'][0]}", 0.95)
    for field, (column, value) in found.items():
        if field in ("title", "body", "date", "lastmod"):
            continue
        method = f"the column {column}"
        if field in ("authors", "tags"):
            names = [name for text in list_of(value) for name in _NAMES_IN_ONE.split(text)]
            yield from (Evidence(field, tagless(name), method, 0.92) for name in names)
        elif field == "section":
            yield Evidence(field, own_section(tagless(words_of(value)), context), method, 0.92)
        elif field == "lang":
            yield Evidence(field, words_of(value).replace("_", "-")[:12], method, 0.9)
        elif field == "source_url":
            yield from (Evidence(field, text, method, 0.95) for text in list_of(value)[:1] if text.startswith("http"))
        else:
            yield Evidence(field, tagless(words_of(value)), method, 0.92)
    if "publisher" not in found and origin.get("publisher"):
        yield Evidence("publisher", origin["publisher"], "the feed's title", 0.8)


def _dates(found: Mapping[str, tuple[str, Any]], origin: Mapping[str, str], order: Order) -> Iterator[Evidence]:
    """Of machines or as people write it, in the order that their column shows."""
    for field in ("date", "lastmod"):
        column, value = found.get(field, ("", ""))
        text, method = words_of(value), f"the column {column}"
        shown = origin.get(order_key(column), "")
        if shown == SERIAL:
            yield Evidence(field, day_of_serial(text), f"{method}, which counts days as spreadsheets do", 0.9)
        else:
            yield from typed_date(field, text, method, 0.93, Orders(as_order(shown), order))


def _order(found: Mapping[str, tuple[str, Any]], language: str, context: SiteContext) -> Order:
    """What the outlet is known for, else the language."""
    publisher = words_of(found.get("publisher", ("", ""))[1])
    text = words_of(found.get("lang", ("", ""))[1]).replace("_", "-")
    return context.outlets.order_of([publisher]) or usual_order(text or language) or usual_order(language)
