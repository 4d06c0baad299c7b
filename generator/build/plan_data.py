"""The articles as data: files by month, their sums, and the page that explains them.

Files of gzip are members that can be put together, so the whole is the months one after another, and no more: an
article changes one file a format and its month's sums, and nothing that other months hold is read again for it.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterator, Sequence
from functools import partial
from importlib.metadata import version
from importlib.util import find_spec
from itertools import groupby
from typing import NamedTuple

from generator.archive.arrange import Archive, Placed
from generator.archive.listings import UNDATED
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


class Part(NamedTuple):
    """What a file of each format holds: a month, or as much of one as no file's limit forbids."""

    name: str
    members: Sequence[Placed]

    def path(self, suffix: str) -> str:
        return f"data/months/{self.name}{suffix}"


def plan_data(archive: Archive, frame: Frame) -> Iterator[Group]:
    forms = frame.settings.data
    if not forms:
        return
    if "parquet" in forms and find_spec("pyarrow") is None:
        raise SettingsError("site.yaml asks for `data: parquet`, and pyarrow is missing", "pip install warraq[parquet]")
    parts = [part for period, members in archive.periods.items() for part in parts_of(period or UNDATED, members)]
    for part in parts:
        marks = [digest(forms, _encoders(frame)), *(item.mark for item in part.members)]
        yield frame.group(f"data/{part.name}", (), marks, partial(_targets, frame, part))
    yield _page(frame, parts)
    yield _package(frame, parts)


def parts_of(period: str, members: Sequence[Placed], most_bytes: int = MOST_BYTES) -> Iterator[Part]:
    """The members in as few files as keep each within the limit."""
    start, size, number = 0, 0, 1
    for position, item in enumerate(members):
        size += most_size(item)
        if size > most_bytes and position > start:
            yield Part(_numbered(period, number), members[start:position])
            start, size, number = position, most_size(item), number + 1
    yield Part(_numbered(period, number), members[start:])


def most_size(item: Placed) -> int:
    return item.article.words * WORD_BYTES + ARTICLE_BYTES


def _numbered(period: str, number: int) -> str:
    return f"{period}-{number}" if number > 1 else period


def _targets(frame: Frame, part: Part) -> Iterator[Target]:
    inputs = {
        "articles": [item.article for item in part.members],
        "cards": [item.card for item in part.members],
        "encoders": _encoders(frame),
    }
    sources = tuple(item.article.source.path for item in part.members)
    names = {form: f"{part.name}{SUFFIXES[form]}" for form in frame.settings.data}
    for form in frame.settings.data:
        yield Target(part.path(SUFFIXES[form]), "data", inputs | {"form": form}, "", sources)
    yield Target(part.path(".sha256"), "data_sums", inputs | {"names": names}, "", sources)


def _encoders(frame: Frame) -> list[str]:
    """Other versions of them may give other bytes."""
    return [zlib.ZLIB_RUNTIME_VERSION, version("pyarrow") if "parquet" in frame.settings.data else ""]


def _page(frame: Frame, parts: Sequence[Part]) -> Group:
    """Newest year first, its months in order."""
    suffixes = [*(SUFFIXES[form] for form in frame.settings.data), ".sha256"]
    years = [
        {
            "name": year,
            "months": [
                {"name": part.name, "files": [Link(suffix[1:], f"/{part.path(suffix)}") for suffix in suffixes]}
                for part in found
            ],
        }
        for year, found in groupby(parts, key=lambda part: _year(part.name))
    ]
    inputs = {"kind": "data", "url": PAGE, "title": "", "years": years[::-1], "fields": FIELDS, "columns": COLUMNS}
    target = Target("data/index.html", "page", inputs, TEMPLATE)
    return frame.group("page/data/", (TEMPLATE,), [digest(inputs)], partial(iter, [target]))


def _year(name: str) -> str:
    return name[:4] if name[:4].isdigit() else UNDATED


def _package(frame: Frame, parts: Sequence[Part]) -> Group:
    """datapackage.json (Frictionless): which files make up the whole; it changes with months, not with articles."""
    paths = {form: [part.path(SUFFIXES[form]).removeprefix("data/") for part in parts] for form in frame.settings.data}
    target = Target("data/datapackage.json", "data_package", {"paths": paths})
    return frame.group(target.path, (), [digest(paths)], partial(iter, [target]))
