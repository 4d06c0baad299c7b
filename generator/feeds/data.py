"""Articles as data for researchers: JSON lines with text, tables without, in members of gzip that can be put together.

A file of gzip is one member or many, so the whole is the files of its months one after another, and no more.
"""

from __future__ import annotations

import csv
import gzip
import io
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, NamedTuple

import msgspec

from generator.model import Article, Card, SiteView
from generator.text.markup import address, tagless

# In the order of the data dictionary; `text` comes last and in JSON lines and Parquet only.
FIELDS = (
    "id url title kicker description date date_range lastmod lang section tags people places collections authors "
    "editor dateline publisher edition issue_number page source_url captured rights rights_holder call_number "
    "translation_of seed seed_sha256 words corrections text"
).split()
LISTS = frozenset("tags people places collections authors corrections".split())
COLUMNS = [name for name in FIELDS if name != "text"]
_BLOCK_END = re.compile(r"</(?:p|h[1-6]|li|blockquote|pre|tr|figcaption)>|<br ?/?>|<hr ?/?>")


class Record(NamedTuple):
    """An article with its card (the section's printed name, the language) and its body."""

    article: Article
    card: Card
    html: str


Rows = list[dict[str, Any]]


def rows_of(site: SiteView, records: Iterable[Record]) -> Rows:
    return [_row(site, record) for record in records]


def _row(site: SiteView, record: Record) -> dict[str, Any]:
    article = record.article
    row = {name: getattr(article, name) for name in FIELDS if name != "text"}
    corrections = [f"{one.date} {one.text}".strip() for one in article.corrections]
    own = {"url": address(site.base_url, article.url), "lang": record.card.lang, "section": record.card.section}
    return row | own | {"corrections": corrections, "text": plain_text(record.html)}


def plain_text(html: str) -> str:
    """A body's words, a paragraph a block, an empty line between two."""
    return "\n\n".join(filter(None, map(tagless, _BLOCK_END.split(html))))


def json_lines(rows: Rows) -> bytes:
    """A line an article; what it does not say is left out."""
    lines = ({key: value for key, value in row.items() if value not in ("", (), [], 0)} for row in rows)
    return member(msgspec.json.Encoder().encode_lines(lines))


def table(rows: Rows) -> bytes:
    """Comma-separated values under a heading; of lists the entries are set apart by semicolons."""
    text = io.StringIO()
    lines = csv.writer(text, lineterminator="\r\n")
    lines.writerow(COLUMNS)
    lines.writerows([_cell(row[name]) for name in COLUMNS] for row in rows)
    return member(text.getvalue().encode())


def _cell(value: Any) -> str:
    return "; ".join(value) if isinstance(value, tuple | list) else str(value)


def member(data: bytes) -> bytes:
    """Of gzip, without a time: the same bytes for the same data."""
    return gzip.compress(data, compresslevel=6, mtime=0)


def parquet_file(rows: Rows) -> bytes:
    """Columns by name, lists as lists; pyarrow comes with `warraq[parquet]`."""
    import pyarrow
    import pyarrow.parquet

    text, texts = pyarrow.string(), pyarrow.list_(pyarrow.string())
    kinds = {name: texts if name in LISTS else text for name in FIELDS} | {"words": pyarrow.int32()}
    found = pyarrow.Table.from_pylist(rows, schema=pyarrow.schema(list(kinds.items())))
    out = io.BytesIO()
    pyarrow.parquet.write_table(found, out, compression="zstd")
    return out.getvalue()


DataFile = Callable[[Rows], bytes]
FORMATS: Mapping[str, DataFile] = {"jsonl": json_lines, "csv": table, "parquet": parquet_file}
SUFFIXES = {"jsonl": ".jsonl.gz", "csv": ".csv.gz", "parquet": ".parquet"}


def data_package(site: SiteView, paths: Mapping[str, Sequence[str]]) -> bytes:
    """A description for programs (Frictionless Data Package): a format is one resource, whose parts are the files."""
    resources = [{"name": f"articles-{form}", "path": found, **_DESCRIBED[form]} for form, found in paths.items()]
    licences = {"licenses": [{"title": site.rights}]} if site.rights else {}
    package = {"title": site.title, "homepage": address(site.base_url, "/"), **licences, "resources": resources}
    return msgspec.json.encode(package)


_TYPES = [{"name": name, "type": "integer" if name == "words" else "string"} for name in COLUMNS]
_DESCRIBED: Mapping[str, Mapping[str, Any]] = {
    "jsonl": {"format": "ndjson", "compression": "gz", "encoding": "utf-8"},
    "csv": {"format": "csv", "compression": "gz", "encoding": "utf-8", "schema": {"fields": _TYPES}},
    "parquet": {"format": "parquet"},
}
