"""`export --to parquet`: the published archive as columns in one file, for programs that read all of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import IO, Any, NamedTuple

from generator.archive.archive import ArchiveItem
from generator.disk.files import written_whole
from generator.engine.load.articles import load_articles
from generator.engine.memory.cache import forget_builds, open_memory
from generator.engine.memory.database import DamagedMemoryError
from generator.engine.memory.memory import Memory
from generator.engine.planned import arranged
from generator.engine.site import Site, view_of
from generator.errors import UsageError
from generator.export.table import Choice, is_chosen
from generator.feeds.data import LISTS, Record, columns_of, fields_of, plain_text, row_of
from generator.model import Problem, SiteView
from generator.records.site_lock import locked_to_build
from generator.workers import Workers, in_batches

NAME, SUFFIX = "articles.parquet", ".parquet"
ROWS = 4096  # in a group of the file: as many texts are in memory at a time


class Exported(NamedTuple):
    """`problems` are of files that stayed out."""

    problems: tuple[Problem, ...]
    articles: int


def file_at(place: Path) -> Path:
    """A path that ends as such files do is the file's own, any other its folder's."""
    return place if place.suffix == SUFFIX and not place.is_dir() else place / NAME


def export_parquet(site: Site, choice: Choice, file: Path, workers: Workers) -> Exported:
    """What the site shows, by date and URL. Bodies are read and remembered as a build does it."""
    arrow = _pyarrow()
    with locked_to_build(site.root, "warraq export"):
        try:
            return _export(site, choice, file, workers, arrow)
        except DamagedMemoryError:
            forget_builds(site.root)
            return _export(site, choice, file, workers, arrow)


def _pyarrow() -> Any:
    try:
        import pyarrow.parquet
    except ImportError as problem:
        raise UsageError("--to parquet needs pyarrow", "install it: pip install 'warraq[parquet]'") from problem
    return pyarrow


def _export(site: Site, choice: Choice, file: Path, workers: Workers, arrow: Any) -> Exported:
    memory = open_memory(site)
    try:
        loaded = load_articles(site, memory, workers)
        archive = arranged(loaded, site)
        chosen = sorted((item for item in archive.articles if is_chosen(item.article, choice)), key=_by_date_and_url)
        view = view_of(site.settings)
        with written_whole(file) as stream:
            _write(stream, fields_of(view), _groups(chosen, view, memory), arrow)
    finally:
        memory.close()
    problems = (problem for problem in (*loaded.problems, *archive.problems) if problem.level == "error")
    return Exported(tuple(problems), len(chosen))


def _by_date_and_url(item: ArchiveItem) -> tuple[str, str]:
    return item.article.date, item.article.url


def _groups(chosen: Sequence[ArchiveItem], view: SiteView, memory: Memory) -> Iterator[list[dict[str, Any]]]:
    columns = columns_of(view)
    for batch in in_batches(chosen, ROWS):
        bodies = memory.bodies(item.article.source.path for item in batch)
        yield [
            row_of(view, Record(item.article, item.card), columns)
            | {"text": plain_text(bodies[item.article.source.path])}
            for item in batch
        ]


def _write(stream: IO[bytes], fields: Sequence[str], groups: Iterable[list[dict[str, Any]]], arrow: Any) -> None:
    """Lists as lists; what an article does not say is empty there, never null."""
    text = arrow.string()
    kinds = {name: arrow.list_(text) if name in LISTS else text for name in fields} | {"words": arrow.int32()}
    schema = arrow.schema(list(kinds.items()))
    with arrow.parquet.ParquetWriter(stream, schema, compression="zstd") as writer:
        for rows in groups:
            writer.write_table(arrow.Table.from_pylist(rows, schema=schema))
