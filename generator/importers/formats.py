"""Which importer reads which seed: one row per format, tried in order.

`matches` looks at the path and the first bytes and imports nothing heavy. `read` makes articles of a piece, in a worker;
`split`, where a file holds many, cuts a stream into pieces. Both are named as `module:function` and imported where they
are used: an import of raw texts does not load the readers of web pages. A plugin adds rows by entry points of
the group `warraq.formats`, each a `Format`; they are tried first.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache
from importlib import import_module
from typing import Any

import msgspec

from generator.config.plugins import plugins
from generator.errors import UsageError
from generator.importers.vocabulary.labels import labels

_PACKAGE = "generator.importers"
_FEED = re.compile(rb"<(?:[\w.-]{1,20}:)?(?:rss|feed|RDF)[\s>]", re.IGNORECASE)
_NITF = re.compile(rb"<(?:[\w.-]{1,20}:)?nitf[\s>]", re.IGNORECASE)
_PAGE = re.compile(rb"<(?:!doctype\s+html|html|head|body|meta|title)[\s>]", re.IGNORECASE)
_JSON_FEED = re.compile(rb'"version"\s*:\s*"https?:(?:\\?/){2}jsonfeed\.org')
_FENCE = re.compile(rb"(?:\xef\xbb\xbf)?(?:---|\+\+\+|\{)[ \t]*\r?\n")
# An envelope: its control characters, ZCZC, a line of ANPA 1312 or IPTC 7901, or the labels of Arabic agencies.
_WIRE = re.compile(
    rb"(?:\xef\xbb\xbf)?[\x16\s]*(?:\x01|ZCZC\b|[<\[]SOH[>\]]|[A-Za-z]\d{4}\x1f?[a-z-]+\r?\n[a-z] [a-z][\x11-\x14 ]|"
    rb"[A-Za-z]{2,6}\d{3,5} +\d +[A-Za-z]{2,3} +\d{1,5}\b|(?:"
    + b"|".join(labels("wire label").encode(encoding) for encoding in ("utf-8", "cp1256"))
    + rb")\s*[:/])"
)


class Format(msgspec.Struct, frozen=True):
    """`hint` describes the files it takes, for people whose file no format takes.

    `is_text`: a file is the text of an article, markup and all, so that its size and lines are limited before it is read.
    `has_lines`: the reader numbers lines and applies the `drop` and `keep` of decisions. `learns`: what recurs in the
    files of an outlet is learned from a sample, before the others are read.
    """

    name: str
    hint: str
    matches: Callable[[str, bytes], bool]
    read: str
    split: str = ""
    is_text: bool = False
    has_lines: bool = False
    learns: bool = False
    cuts: bool = False


def _ends(*suffixes: str) -> Callable[[str, bytes], bool]:
    return lambda path, _head: path.lower().endswith(suffixes)


def _is_xml(path: str, head: bytes) -> bool:
    return path.lower().endswith((".xml", ".rss", ".atom", ".rdf", ".wxr")) or head.lstrip().startswith(b"<?xml")


def _is_wxr(path: str, head: bytes) -> bool:
    return _is_xml(path, head) and b"wordpress.org/export/" in head


def _is_newsml(path: str, head: bytes) -> bool:
    return _is_xml(path, head) and b"iptc.org/std/nar/" in head


def _is_nitf(path: str, head: bytes) -> bool:
    return (_is_xml(path, head) or path.lower().endswith(".nitf")) and _NITF.search(head) is not None


def _is_feed(path: str, head: bytes) -> bool:
    return _is_xml(path, head) and _FEED.search(head) is not None


def _is_json_feed(path: str, head: bytes) -> bool:
    return path.lower().endswith(".json") and _JSON_FEED.search(head) is not None


def _is_warc(path: str, head: bytes) -> bool:
    return path.lower().endswith((".warc", ".warc.gz", ".arc", ".arc.gz")) or head.startswith(
        (b"WARC/", b"filedesc://")
    )


def _is_page(path: str, head: bytes) -> bool:
    return path.lower().endswith((".html", ".htm", ".xhtml", ".shtml")) or (
        "." not in _name(path) and _PAGE.search(head) is not None
    )


def _is_markdown(path: str, head: bytes) -> bool:
    name = _name(path).lower()
    return name.endswith((".md", ".markdown", ".mdown", ".mkd", ".mdx")) or (
        name.endswith(".html") and _FENCE.match(head) is not None
    )


def _is_wire(path: str, head: bytes) -> bool:
    return path.lower().endswith((".tst", ".anpa", ".iptc", ".wire")) or (
        _is_raw_text(path, head) and _WIRE.match(head) is not None
    )


def _is_raw_text(path: str, _head: bytes) -> bool:
    name = _name(path).lower()
    return name.endswith((".txt", ".text")) or "." not in name


def _name(path: str) -> str:
    return path.rpartition("/")[2]


FORMATS = (
    Format("warc", "web archives (.warc, .arc)", _is_warc, f"{_PACKAGE}.web.saved_html:read_piece", f"{_PACKAGE}.web.warc:split"),
    Format("wxr", "WordPress exports (.xml)", _is_wxr, f"{_PACKAGE}.cms.wxr:read_piece", f"{_PACKAGE}.cms.wxr:split"),
    Format("newsml", "NewsML-G2 (.xml)", _is_newsml, f"{_PACKAGE}.agency.newsml:read_piece", f"{_PACKAGE}.agency.newsml:split"),
    Format("nitf", "NITF (.xml, .nitf)", _is_nitf, f"{_PACKAGE}.agency.nitf:read_piece", f"{_PACKAGE}.agency.nitf:split"),
    Format("feed", "RSS and Atom (.xml)", _is_feed, f"{_PACKAGE}.feeds:read_piece", f"{_PACKAGE}.feeds:split"),
    Format("json_feed", "JSON Feed", _is_json_feed, f"{_PACKAGE}.tables.tables:read_piece", f"{_PACKAGE}.tables.rows:split_json_feed"),
    Format("jsonl", "JSON lines (.jsonl)", _ends(".jsonl", ".ndjson"), f"{_PACKAGE}.tables.tables:read_piece", f"{_PACKAGE}.tables.rows:split_jsonl"),
    Format("json", "JSON (.json)", _ends(".json"), f"{_PACKAGE}.tables.tables:read_piece", f"{_PACKAGE}.tables.rows:split_json"),
    Format("csv", "tables (.csv, .tsv)", _ends(".csv", ".tsv"), f"{_PACKAGE}.tables.tables:read_piece", f"{_PACKAGE}.tables.rows:split_csv"),
    Format("mhtml", "web pages in one file (.mhtml)", _ends(".mhtml", ".mht"), f"{_PACKAGE}.web.mhtml:read_piece"),
    Format("markdown", "Markdown with front matter (.md)", _is_markdown, f"{_PACKAGE}.cms.markdown_site:read_piece", is_text=True),
    Format("html", "saved web pages (.html)", _is_page, f"{_PACKAGE}.web.saved_html:read_piece"),
    Format("wire", "wire texts of agencies", _is_wire, f"{_PACKAGE}.wire.text:read_piece", f"{_PACKAGE}.wire.wire:split", is_text=True, has_lines=True),
    Format("raw_text", "raw text (.txt)", _is_raw_text, f"{_PACKAGE}.raw_text.read:read_piece", is_text=True, has_lines=True, learns=True, cuts=True),
)  # fmt: skip


@lru_cache(maxsize=1)
def all_formats() -> tuple[Format, ...]:
    """Rows of plugins, then our own."""
    return (*(plugin.row for plugin in plugins("warraq.formats", Format)), *FORMATS)


def format_of(path: str, head: bytes) -> Format | None:
    return next((row for row in all_formats() if row.matches(path, head)), None)


def format_named(name: str) -> Format:
    for row in all_formats():
        if row.name == name:
            return row
    known = ", ".join(row.name for row in all_formats())
    raise UsageError(f"there is no format `{name}`", f"choose one of {known}")


def known_formats() -> str:
    return "known: " + ", ".join(row.hint for row in all_formats())


@lru_cache(maxsize=64)
def function_at(name: str) -> Callable[..., Any]:
    """The function that a row names as `module:function`."""
    module, _, function = name.partition(":")
    found: Callable[..., Any] = getattr(import_module(module), function)
    return found
