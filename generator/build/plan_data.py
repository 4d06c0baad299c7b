"""The articles as data: files by month, the whole archive by year, sums, and the page that explains them.

A file of a year holds its months' files one after another: an article changes two files a format and the year's sums.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterator, Sequence
from functools import partial
from importlib.metadata import version
from importlib.util import find_spec
from itertools import groupby
from typing import Any, NamedTuple

from generator.archive.arrange import Archive, Placed
from generator.build.frame import Frame
from generator.build.targets import Group, Target
from generator.digest import digest
from generator.errors import SettingsError
from generator.feeds.data import COLUMNS, FIELDS, SUFFIXES
from generator.model import Link

TEMPLATE = "data.html"
PAGE = "/data/"
MOST_BYTES = 90_000_000  # hosts refuse files of 100 MB
WORD_BYTES, ARTICLE_BYTES = 16, 4_000  # more than a word and the fields of an article take before they are packed

Span = tuple[int, int]


class DataFile(NamedTuple):
    """A file below data/: its name without suffix, and the spans of a year's articles that it is packed in."""

    name: str
    form: str
    spans: tuple[Span, ...]

    @property
    def path(self) -> str:
        return f"data/{self.name}{SUFFIXES[self.form]}"


def plan_data(archive: Archive, frame: Frame) -> Iterator[Group]:
    if not frame.settings.data:
        return
    if "parquet" in frame.settings.data and find_spec("pyarrow") is None:
        raise SettingsError("site.yaml asks for `data: parquet`, and pyarrow is missing", "pip install warraq[parquet]")
    shown: list[tuple[str, list[str]]] = []
    for year, found in groupby(archive.periods.items(), key=lambda row: row[0][:4] or "undated"):
        periods = [(period or "undated", members) for period, members in found]
        members = [item for _, items in periods for item in items]
        files = list(data_files(year, periods, frame.settings.data))
        for file in files:
            yield _group(frame, file.path, "data", members, [file])
        yield _group(frame, f"data/{year}.sha256", "data_sums", members, files)
        shown.append((year, [file.path for file in files]))
    yield _page(frame, shown)
    yield _package(frame, shown)


def data_files(
    year: str, periods: Sequence[tuple[str, Sequence[Placed]]], forms: Sequence[str], most_bytes: int = MOST_BYTES
) -> Iterator[DataFile]:
    """Of a year: its parts, then its months; tables of columns by year alone. No file can grow too large."""
    start, months = 0, []
    for period, members in periods:
        months.append((period, [(start + first, start + last) for first, last in spans(members, most_bytes)]))
        start += len(members)
    sizes = [most_size(item) for _, members in periods for item in members]
    for form in forms:
        for number, part in enumerate(_packed([span for _, cut in months for span in cut], sizes, most_bytes), 1):
            yield DataFile(f"articles-{year}{_part(number)}", form, part)
        for period, cut in months if form != "parquet" else ():
            for number, span in enumerate(cut, 1):
                yield DataFile(f"months/{period}{_part(number)}", form, (span,))


def spans(members: Sequence[Placed], most_bytes: int) -> Iterator[Span]:
    """The members in as few stretches as keep each within the limit."""
    start, size = 0, 0
    for position, item in enumerate(members):
        size += most_size(item)
        if size > most_bytes and position > start:
            yield start, position
            start, size = position, most_size(item)
    yield start, len(members)


def _packed(found: Sequence[Span], sizes: Sequence[int], most_bytes: int) -> Iterator[tuple[Span, ...]]:
    """Stretches in as few files as keep each within the limit."""
    part: list[Span] = []
    size = 0
    for first, last in found:
        own = sum(sizes[first:last])
        if part and size + own > most_bytes:
            yield tuple(part)
            part, size = [], 0
        part.append((first, last))
        size += own
    yield tuple(part)


def most_size(item: Placed) -> int:
    return item.article.words * WORD_BYTES + ARTICLE_BYTES


def _part(number: int) -> str:
    return f"-{number}" if number > 1 else ""


def _group(frame: Frame, path: str, recipe: str, members: Sequence[Placed], files: Sequence[DataFile]) -> Group:
    """The files take from a year's articles what lies in their spans."""
    start, stop = min(file.spans[0][0] for file in files), max(file.spans[-1][1] for file in files)
    own = [
        (file.path.removeprefix("data/"), file.form, [(first - start, last - start) for first, last in file.spans])
        for file in files
    ]
    marks = [digest(own, _encoders(frame)), *(item.mark for item in members[start:stop])]
    return frame.group(path, (), marks, partial(_targets, frame, path, recipe, members[start:stop], own))


def _targets(frame: Frame, path: str, recipe: str, members: Sequence[Placed], files: list[Any]) -> Iterator[Target]:
    inputs = {
        "articles": [item.article for item in members],
        "cards": [item.card for item in members],
        "files": files,
        "encoders": _encoders(frame),
    }
    yield Target(path, recipe, inputs, "", tuple(item.article.source.path for item in members))


def _encoders(frame: Frame) -> list[str]:
    """Other versions of them may give other bytes."""
    return [zlib.ZLIB_RUNTIME_VERSION, version("pyarrow") if "parquet" in frame.settings.data else ""]


def _page(frame: Frame, shown: Sequence[tuple[str, Sequence[str]]]) -> Group:
    years = [{"name": year, "files": _links(year, paths)} for year, paths in reversed(shown)]
    inputs = {"kind": "data", "url": PAGE, "title": "", "years": years, "fields": FIELDS, "columns": COLUMNS}
    target = Target("data/index.html", "page", inputs, TEMPLATE)
    return frame.group("page/data/", (TEMPLATE,), [digest(inputs)], partial(iter, [target]))


def _links(year: str, paths: Sequence[str]) -> list[Link]:
    """The files of the whole year: months are found by their names."""
    whole = [path for path in (*paths, f"data/{year}.sha256") if not path.startswith("data/months/")]
    return [Link(path.removeprefix("data/"), f"/{path}") for path in whole]


def _package(frame: Frame, shown: Sequence[tuple[str, Sequence[str]]]) -> Group:
    """datapackage.json (Frictionless): which files there are; it changes with months, not with articles."""
    paths = [path.removeprefix("data/") for _, found in shown for path in found]
    target = Target("data/datapackage.json", "data_package", {"paths": paths})
    return frame.group(target.path, (), [digest(paths)], partial(iter, [target]))
