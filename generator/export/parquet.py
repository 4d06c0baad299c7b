"""`export --to parquet`: the published archive as columns in one file, for programs that read all of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import IO, Any

from generator.archive.archive import ArchiveItem
from generator.disk.files import written_whole
from generator.engine.load.articles import load_articles
from generator.engine.memory.cache import forget_builds, open_memory
from generator.engine.memory.database import DamagedMemoryError
from generator.engine.memory.memory import Memory
from generator.engine.planned import arranged
from generator.engine.site import Site, view_of
from generator.errors import UsageError
from generator.export.result import Exported
from generator.export.selection import Selection
from generator.feeds.data import LISTS, Record, columns_of, fields_of, plain_text, row_of
from generator.model import SiteView
from generator.records.site_lock import locked_to_build
from generator.workers import Workers, in_batches

NAME, SUFFIX = "articles.parquet", ".parquet"
ROWS = 4096  # in a group of the file: as many texts are in memory at a time


def file_at(path: Path) -> Path:
    """A path that ends in .parquet is the file's, any other its folder's."""
    return path if path.suffix == SUFFIX and not path.is_dir() else path / NAME


def export_parquet(site: Site, selection: Selection, file: Path, workers: Workers) -> Exported:
    """What the site shows, by date and URL. Bodies are read and cached as a build does it."""
    arrow = _pyarrow()
    with locked_to_build(site.root, "warraq export"):
        try:
            return _export(site, selection, file, workers, arrow)
        except DamagedMemoryError:
            forget_builds(site.root)
            return _export(site, selection, file, workers, arrow)


def _pyarrow() -> Any:
    try:
        import pyarrow.parquet
    except ImportError as problem:
        raise UsageError("--to parquet needs pyarrow", "install it: pip install 'warraq[parquet]'") from problem
    return pyarrow


def _export(site: Site, selection: Selection, file: Path, workers: Workers, arrow: Any) -> Exported:
    memory = open_memory(site)
    try:
        loaded = load_articles(site, memory, workers)
        archive = arranged(loaded, site)
        selected = sorted((item for item in archive.articles if selection.holds(item.article)), key=_by_date_and_url)
        view = view_of(site.settings)
        with written_whole(file) as stream:
            _write(stream, fields_of(view), _groups(selected, view, memory), arrow)
    finally:
        memory.close()
    problems = (problem for problem in (*loaded.problems, *archive.problems) if problem.level == "error")
    return Exported(tuple(problems), len(selected))


def _by_date_and_url(item: ArchiveItem) -> tuple[str, str]:
    return item.article.date, item.article.url


def _groups(selected: Sequence[ArchiveItem], view: SiteView, memory: Memory) -> Iterator[list[dict[str, Any]]]:
    columns = columns_of(view)
    for batch in in_batches(selected, ROWS):
        bodies = memory.bodies(item.article.source.path for item in batch)
        yield [
            row_of(view, Record(item.article, item.card), columns)
            | {"text": plain_text(bodies[item.article.source.path])}
            for item in batch
        ]


def _write(stream: IO[bytes], fields: Sequence[str], groups: Iterable[list[dict[str, Any]]], arrow: Any) -> None:
    """Lists stay lists; what an article does not say is empty, never null."""
    text = arrow.string()
    kinds = {name: arrow.list_(text) if name in LISTS else text for name in fields} | {"words": arrow.int32()}
    schema = arrow.schema(list(kinds.items()))
    with arrow.parquet.ParquetWriter(stream, schema, compression="zstd") as writer:
        for rows in groups:
            writer.write_table(arrow.Table.from_pylist(rows, schema=schema))
