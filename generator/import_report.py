"""What an import tells: JSON for programs, CSV for spreadsheets, a page for the person who looks things over."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from html import escape
from pathlib import Path
from typing import Any, TextIO

import msgspec

from generator.errors import UsageError
from generator.files import write_atomically
from generator.shelf import Imported

_COLUMNS = ("file", "path", "action", "title", "date", "date_range", "section", "publisher", "confidence", "problems")
SURE = 0.9  # below, a field is worth a look
_STYLE = """\
body{font:1rem/1.7 system-ui,sans-serif;max-inline-size:80rem;margin:1rem auto;padding-inline:1rem;color:#1b1b1b;
 background:#fff}
article{border:1px solid #bbb;border-radius:.4rem;margin-block:1rem;padding:.5rem 1rem}.two{display:grid;gap:1rem}
@media(min-width:60rem){.two{grid-template-columns:1fr 1fr}}p{margin-block:.3rem}
pre{white-space:pre-wrap;font:inherit;margin:0}mark{background:#fff1b8;padding-inline:.2rem}small{color:#555}
.doubt{background:#ffd6d6}.boilerplate,.repeated{color:#777;text-decoration:line-through}h2{font-size:1.15rem;margin-block:.3rem}
@media(prefers-color-scheme:dark){body{background:#161616;color:#eee}mark{background:#5a4a00;color:#fff}
.doubt{background:#702020;color:#fff}small{color:#bbb}}
"""


@contextmanager
def report_to(file: Path | None, stream: TextIO | None) -> Iterator[Callable[[Imported], None]]:
    """A function that takes each article as it comes; what it was told stands in the file when the block ends."""
    writer = _writer(file) if file else None
    told: list[bytes] = []
    if stream:
        stream.write("[")
    is_first = True

    def tell(article: Imported) -> None:
        nonlocal is_first
        if writer:
            told.append(msgspec.json.encode(article))
        if stream:
            stream.write("\n" if is_first else ",\n")
            stream.write(msgspec.json.format(msgspec.json.encode(article), indent=2).decode())
        is_first = False

    yield tell
    if stream:
        stream.write("\n]\n")
    if file and writer:
        write_atomically(file, writer([msgspec.json.decode(one, type=Imported) for one in told]).encode())


def _writer(file: Path) -> Callable[[list[Imported]], str]:
    writers = {".json": as_json, ".csv": as_csv, ".html": as_page}
    if file.suffix.lower() not in writers:
        raise UsageError(f"`{file.name}` is no report that can be written", "name it FILE.html, FILE.json or FILE.csv")
    return writers[file.suffix.lower()]


def as_json(articles: list[Imported]) -> str:
    return msgspec.json.format(msgspec.json.encode(articles), indent=2).decode() + "\n"


def as_csv(articles: list[Imported]) -> str:
    """With the mark by which Excel knows UTF-8; a cell that a spreadsheet would calculate is defused."""
    table = io.StringIO()
    writer = csv.writer(table)
    writer.writerow(_COLUMNS)
    writer.writerows([_defused(value) for value in _row(article)] for article in articles)
    return "\ufeff" + table.getvalue()


def _row(article: Imported) -> list[str]:
    fields = [
        str(article.front_matter.get(name, "")) for name in ("title", "date", "date_range", "section", "publisher")
    ]
    problems = " | ".join(f"{problem.code} {problem.what}" for problem in article.problems)
    return [article.file, article.path, article.action, *fields, f"{_confidence(article):.2f}", problems]


def _defused(value: str) -> str:
    return f"'{value}" if value[:1] in ("=", "+", "-", "@", "\t", "\r") else value


def _confidence(article: Imported) -> float:
    """Of the least sure of the fields that matter most."""
    sure = {one.field: one.confidence for one in article.evidence if one.field in ("title", "date", "publisher")}
    return 0.0 if article.action == "refused" else min(sure.values(), default=1.0)


def as_page(articles: list[Imported]) -> str:
    """The doubtful first: refused, then with problems, then the least sure."""
    ordered = sorted(articles, key=lambda one: (one.action != "refused", not one.problems, _confidence(one)))
    head = f'<!doctype html><html lang="en"><meta charset="utf-8"><title>Import report</title><style>{_STYLE}</style>'
    return (
        head + f"<h1>Import report</h1><p>{len(articles)} seeds</p>\n" + "\n".join(map(_section, ordered)) + "</html>\n"
    )


def _section(article: Imported) -> str:
    title = article.front_matter.get("title") or article.file
    problems = "".join(f'<p class="doubt">{escape(str(problem))}</p>' for problem in article.problems)
    shown = f'{_fields(article)}<pre dir="auto">{escape(article.body)}</pre>'
    return (
        f'<article><h2 dir="auto">{escape(str(title))}</h2><p><small>{escape(article.action)} · {escape(article.file)}'
        f"{' → ' + escape(article.path) if article.path else ''}</small></p>{problems}"
        f'<div class="two"><div>{_source(article)}</div><div>{shown}'
        "</div></div></article>"
    )


def _source(article: Imported) -> str:
    lines = (
        f'<p dir="auto" class="{escape(line.role)}" title="{escape(line.reason)}">'
        f"<small>{line.line} {escape(line.role)}</small> "
        f"<mark>{escape(line.text)}</mark></p>"
        for line in article.lines
    )
    return "".join(lines) or "<p><small>every line is in the article</small></p>"


def _fields(article: Imported) -> str:
    found: dict[tuple[str, str], Any] = {(one.field, one.value): one for one in article.evidence}
    return "".join(
        f'<p dir="auto"{" class=doubt" if one.confidence < SURE else ""}><small>{escape(one.field)} '
        f"{one.confidence:.0%} ({escape(one.method)})</small> {escape(one.value)}</p>"
        for one in found.values()
    )
