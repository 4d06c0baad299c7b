"""Articles as data for researchers: JSON lines with text, tables without, in members of gzip that can be put together.

A file of gzip is one member or many, so the whole is the files of its months one after another, and no more.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

import deflate
import msgspec

from generator.model import Article, Card, SiteView
from generator.text.formulas import guarded
from generator.text.markup import address, tagless

# In the order of the data dictionary. The columns for verification come first, so that a program finds them without
# parsing the whole row; `text` comes last.
FIELDS = (
    "id url words_sha256 content_sha256 seed_sha256 title kicker description date date_range lastmod lang section tags "
    "people places collections authors editor dateline publisher edition issue_number page source_url captured rights "
    "rights_holder call_number translation_of seed words corrections text"
).split()
PROOFS = ("words_sha256", "content_sha256")  # in tables of sites with `integrity`, and nowhere else
LINES = [name for name in FIELDS if name not in PROOFS]
FOLDER, MONTHS, PACKAGE = "data/", "data/months/", "data/datapackage.json"
SUFFIXES = {"jsonl": ".jsonl.gz", "csv": ".csv.gz"}
SCHEMA = "schema.json"
LISTS = frozenset("tags people places collections authors corrections".split())
LEVEL = 6  # of twelve: half as much again is gained by none above it, in three times as long
_BLOCK_END = re.compile(r"</(?:p|h[1-6]|li|blockquote|pre|tr|figcaption)>|<br ?/?>|<hr ?/?>")


class Record(NamedTuple):
    """An article with its card (the section's printed name, the language)."""

    article: Article
    card: Card


class DataFile(NamedTuple):
    """A file of data as it was published: `path` below data/, its bytes counted and hashed."""

    path: str
    size: int
    sha256: str


def columns_of(site: SiteView) -> list[str]:
    """What a table of the site has."""
    return [name for name in FIELDS if name != "text" and (site.has_integrity or name not in PROOFS)]


def fields_of(site: SiteView) -> list[str]:
    """The site's data dictionary: the fields of JSON lines and of tables."""
    return [*columns_of(site), "text"]


def json_lines(site: SiteView, records: Iterable[Record], bodies: Sequence[str]) -> bytes:
    """One line per article with its text (`bodies` as HTML), without empty fields."""
    named = LINES[:-1]
    lines = (
        _said({**row_of(site, record, named), "text": plain_text(html)})
        for record, html in zip(records, bodies, strict=True)
    )
    return member(msgspec.json.Encoder().encode_lines(lines))


def row_of(site: SiteView, record: Record, names: Sequence[str]) -> dict[str, Any]:
    article, card = record
    own = {
        "url": address(site.base_url, article.url),
        "lang": card.lang,
        "section": card.section,
        "content_sha256": article.source.fingerprint,
        "corrections": [f"{one.date} {one.text}".strip() for one in article.corrections],
    }
    return {name: own[name] if name in own else getattr(article, name) for name in names}


def _said(row: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in row.items() if value}


def plain_text(html: str) -> str:
    """A body's words, a paragraph a block, an empty line between two."""
    return "\n\n".join(filter(None, map(tagless, _BLOCK_END.split(html))))


def table(site: SiteView, records: Iterable[Record]) -> bytes:
    """Comma-separated values under a header; semicolons separate the entries of a list.

    An apostrophe precedes what a spreadsheet would run as a formula.
    """
    text, columns = io.StringIO(), columns_of(site)
    lines = csv.writer(text, lineterminator="\r\n")
    lines.writerow(columns)
    lines.writerows(map(_cell, row_of(site, record, columns).values()) for record in records)
    return member(text.getvalue().encode())


def _cell(value: Any) -> str:
    return guarded("; ".join(value) if isinstance(value, tuple | list) else str(value))


def member(data: bytes) -> bytes:
    """Of gzip, without a time: the same bytes for the same data, on every machine."""
    return bytes(deflate.gzip_compress(data, LEVEL))


def table_schema(site: SiteView) -> bytes:
    """The columns of the site's tables (Frictionless Table Schema)."""
    fields = [{"name": name, "type": "integer" if name == "words" else "string"} for name in columns_of(site)]
    return msgspec.json.encode({"fields": fields})


def data_package(site: SiteView, files: Iterable[DataFile]) -> bytes:
    """What data/ holds, file by file with its hash (Frictionless Data Package): the archive's root of trust."""
    licences = {"licenses": [{"title": site.rights, "path": "index.html"}]} if site.rights else {}
    package = {"title": site.title, "homepage": address(site.base_url, "/"), **licences}
    return msgspec.json.encode(package | {"resources": [_resource(file) for file in files]})


def _resource(file: DataFile) -> dict[str, Any]:
    name = file.path.rpartition("/")[2].removesuffix(".gz")
    own = {"name": name, "path": file.path, "bytes": file.size, "hash": f"sha256:{file.sha256}", "compression": "gz"}
    return own | ({"format": "csv", "schema": SCHEMA} if name.endswith(".csv") else {"format": "ndjson"})
