"""The articles as data: files by month, the page that explains them, and the package that holds the hashes of all.

Files of gzip are members that can be put together, so the whole is the months one after another, and no more: an
article changes one file a format and the package, and nothing that other months hold is read again for it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import partial
from typing import NamedTuple

from generator.archive.archive import Archive, ArchiveItem
from generator.archive.listings import UNDATED
from generator.digest import digest
from generator.engine.memory.known import Made
from generator.engine.plan.context import BuildContext
from generator.engine.plan.target import Group, Target, page_target
from generator.feeds.data import FOLDER, LINES, MONTHS, PACKAGE, SCHEMA, SUFFIXES, DataFile, columns_of, fields_of
from generator.model import Link

PAGE = "/data/"
MOST_BYTES = 90_000_000  # hosts refuse files of 100 MB
WORD_BYTES, ARTICLE_BYTES = 16, 4_000  # more than a word and the fields of an article take before they are packed


class Part(NamedTuple):
    """What a file of each format holds: a month, or as much of one as no file's limit forbids."""

    name: str
    members: Sequence[ArchiveItem]


def plan_data(archive: Archive, context: BuildContext) -> Iterator[Group]:
    formats = context.settings.data_formats
    if not formats:
        return
    # Start-up: a site without data files does not need it, and it takes longer to load than this whole module.
    from importlib.metadata import version  # noqa: PLC0415

    encoder = version("deflate")  # another one may give other bytes
    for period, members in archive.periods.items():
        for part in parts_of(period, members):
            digests = [digest(formats, encoder), *(item.digest for item in part.members)]
            yield context.group(f"data/{part.name}", (), digests, partial(_targets, formats, encoder, part))
    yield _page(context)
    yield context.single(Target(FOLDER + SCHEMA, "data_schema", {}))


def parts_of(period: str, members: Sequence[ArchiveItem], most_bytes: int = MOST_BYTES) -> Iterator[Part]:
    """The members in as few files as keep each within the limit."""
    name = period or UNDATED
    start, size, number = 0, 0, 1
    for index, item in enumerate(members):
        size += most_size(item)
        if size > most_bytes and index > start:
            yield Part(_numbered(name, number), members[start:index])
            start, size, number = index, most_size(item), number + 1
    yield Part(_numbered(name, number), members[start:])


def most_size(item: ArchiveItem) -> int:
    return item.article.words * WORD_BYTES + ARTICLE_BYTES


def _numbered(name: str, number: int) -> str:
    return f"{name}_{number}" if number > 1 else name


def _targets(formats: Sequence[str], encoder: str, part: Part) -> Iterator[Target]:
    inputs = {
        "articles": [item.article for item in part.members],
        "cards": [item.card for item in part.members],
        "encoder": encoder,
    }
    path = MONTHS + part.name
    if "jsonl" in formats:
        sources = tuple(item.article.source.path for item in part.members)
        yield Target(path + SUFFIXES["jsonl"], "data_lines", inputs, "", sources)
    if "csv" in formats:
        yield Target(path + SUFFIXES["csv"], "data_table", inputs)


def files_of(context: BuildContext, period: str, members: Sequence[ArchiveItem]) -> list[Link]:
    """Where the data of a period are, for its page."""
    suffixes = [SUFFIXES[name] for name in context.settings.data_formats]
    names = [part.name + suffix for suffix in suffixes for part in parts_of(period, members) if part.members]
    return [Link(name, f"/{MONTHS}{name}") for name in names]


def _page(context: BuildContext) -> Group:
    """Months show their own files, so that a new month changes this page not at all."""
    inputs = {"fields": fields_of(context.view), "columns": columns_of(context.view), "lines": LINES}
    return context.single(page_target("data", PAGE, inputs), "page/data/")


def plan_package(planned: Iterable[str], made: Mapping[str, Made], context: BuildContext) -> Iterator[Group]:
    """datapackage.json, from what this build and earlier ones `made`: it comes last, after all other files."""
    if not context.settings.data_formats:
        return
    paths = sorted(path for path in planned if path.startswith(MONTHS) and path in made)
    files = [DataFile(path.removeprefix(FOLDER), made[path].size, made[path].sha256.hex()) for path in paths]
    yield context.single(Target(PACKAGE, "data_package", {"files": files}))
