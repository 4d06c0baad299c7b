"""Import reports: JSON for programs, CSV for spreadsheets, a page for the person who reviews the articles."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import msgspec

from generator.disk.files import read_if_there, write_atomically
from generator.errors import UsageError
from generator.importers.decisions import DECISIONS, parse_decisions
from generator.ingest.results import Imported
from generator.ingest.review.page import MOST_DOUBTFUL, MOST_SURE, as_page
from generator.ingest.review.rows import confidence, is_doubtful
from generator.text.formulas import guarded
from generator.text.terminal import shown
from generator.text.terminal_json import json_of

_COLUMNS = ("file", "path", "action", "title", "date", "date_range", "section", "publisher", "confidence", "problems")


@contextmanager
def report_to(
    root: Path, file: Path | None, write: Callable[[str], None] | None
) -> Iterator[Callable[[Imported], None]]:
    """A function that takes each article as it comes; the report is written to `file` when the block ends."""
    report = _Report(file) if file else None
    if write:
        write("[")
    is_first = True

    def add(article: Imported) -> None:
        nonlocal is_first
        if report:
            report.add(article)
        if write:
            write(("\n" if is_first else ",\n") + json_of(article))
        is_first = False

    yield add
    if write:
        write("\n]\n")
    if file and report:
        write_atomically(file, report.text(root).encode("utf-8", "replace"))


class _Report:
    """The articles of a report, packed: a page shows some in full, and the others without body and source."""

    def __init__(self, file: Path) -> None:
        self._kind = file.suffix.lower()
        self._articles: list[bytes] = []
        self._cut: list[bytes] = []
        self._room = {True: MOST_DOUBTFUL, False: MOST_SURE}
        if self._kind not in (".json", ".csv", ".html"):
            hint = "name it FILE.html, FILE.json or FILE.csv"
            raise UsageError(f"a report cannot be written as `{file.name}`", hint)

    def add(self, article: Imported) -> None:
        if self._kind == ".html":
            is_one = is_doubtful(article)
            self._room[is_one] -= 1
            if self._room[is_one] < 0:
                brief = msgspec.structs.replace(article, body="", lines=(), source_lines=())
                self._cut.append(msgspec.json.encode(brief))
                return
        self._articles.append(msgspec.json.encode(article))

    def text(self, root: Path) -> str:
        articles, cut = (_decoded(many) for many in (self._articles, self._cut))
        if self._kind == ".html":
            decisions = parse_decisions((read_if_there(root / DECISIONS) or b"").decode("utf-8", "replace"))
            return as_page(articles, cut, decisions.by_seed)
        return as_json(articles) if self._kind == ".json" else as_csv(articles)


def _decoded(articles: list[bytes]) -> list[Imported]:
    return [msgspec.json.decode(one, type=Imported) for one in articles]


def as_json(articles: list[Imported]) -> str:
    return msgspec.json.format(msgspec.json.encode(articles), indent=2).decode() + "\n"


def as_csv(articles: list[Imported]) -> str:
    """Begins with a byte order mark, by which Excel reads UTF-8; a cell that would be calculated is defused."""
    table = io.StringIO()
    writer = csv.writer(table)
    writer.writerow(_COLUMNS)
    writer.writerows(map(guarded, _row(article)) for article in articles)
    return "\ufeff" + table.getvalue()


def _row(article: Imported) -> list[str]:
    fields = [
        str(article.front_matter.get(name, "")) for name in ("title", "date", "date_range", "section", "publisher")
    ]
    problems = " | ".join(f"{problem.code} {problem.what}" for problem in article.problems)
    return [
        shown(article.file),
        shown(article.path),
        article.action,
        *fields,
        f"{confidence(article):.2f}",
        shown(problems),
    ]
