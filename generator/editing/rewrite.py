"""Rewrite a seed of many articles without some of them; reading the result again proves that the rest is complete.

Whole members, rows, lines, items and records are cut; the bytes of all others stay the same. Formats that are not in
the table (one JSON document, WACZ with its indexes, wire stories in takes) are not rewritten.
"""

from __future__ import annotations

import bz2
import csv
import gzip
import io
import lzma
import re
import tarfile
import zipfile
from collections.abc import Callable, Collection, Iterator, Mapping
from html import escape
from typing import IO, Any, cast

from generator.importers.archives import BROKEN, opener_of, read_whole, zip_name
from generator.importers.formats import format_of
from generator.importers.piece import Piece
from generator.importers.tables.rows import SAMPLE_BYTES, dialect
from generator.importers.unpacking import TooLargeError
from generator.importers.web.warc import records_of
from generator.ingest.seeds import HEAD_BYTES, pieces_in

MAX_BYTES = 512 << 20
_ITEM = re.compile(rb"<(item|entry)\b[^>]*>.*?</\1\s*>[ \t]*\r?\n?", re.DOTALL)
_PACKERS: tuple[tuple[bytes, Any, Callable[[bytes], bytes]], ...] = (
    (b"\x1f\x8b", lambda packed: gzip.GzipFile(fileobj=packed), lambda data: gzip.compress(data, mtime=0)),
    (b"BZh", bz2.BZ2File, bz2.compress),
    (b"\xfd7zXZ", lzma.LZMAFile, lzma.compress),
)
_FLAWS = (*BROKEN, TooLargeError, csv.Error, ValueError, KeyError)


def without(name: str, data: bytes, gone: Collection[str]) -> bytes | None:
    """The file `name` without the seeds `gone`; None if that is not safe, b"" if nothing else was in it."""
    try:
        cut = _cut(name, data, gone)
        return cut if cut is not None and (not cut or _is_proven(name, data, cut, gone)) else None
    except _FLAWS:
        return None


def _is_proven(name: str, before: bytes, after: bytes, gone: Collection[str]) -> bool:
    kept = [seed for seed in _seeds(name, before) if seed[0] not in gone]
    return _seeds(name, after) == kept


def _seeds(name: str, data: bytes) -> list[tuple[str, str]]:
    return [(one.source.path, one.source.fingerprint) for one in pieces_in(name, data) if isinstance(one, Piece)]


def _cut(name: str, data: bytes, gone: Collection[str]) -> bytes | None:
    lowered = name.lower()
    if opener_of(name) is not None:
        if lowered.endswith(".wacz"):
            return None
        if lowered.endswith(".zip"):
            return _zip(name, data, gone)
        is_alone = lowered.endswith(".gz") and not lowered.endswith(".tar.gz")
        return _gzip(name, data, gone) if is_alone else _tar(name, data, gone)
    row = format_of(name, data[:HEAD_BYTES])
    cutter = _CUTTERS.get(row.name) if row else None
    return cutter(name, data, gone) if cutter else None


def _member(label: str, data: bytes, gone: Collection[str]) -> bytes | None:
    """A member without the seeds; b"" if nothing remains."""
    if label in gone:
        return b""
    is_touched = any(seed.startswith(f"{label}#") for seed in gone)
    return _cut(label, data, gone) if is_touched else data


def _zip(name: str, data: bytes, gone: Collection[str]) -> bytes | None:
    written = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(written, "w") as new:
        new.comment = old.comment
        for info in old.infolist():
            content = old.read(info)
            kept = _member(f"{name}/{zip_name(info)}", content, gone)
            if kept is None:
                return None
            if kept or not content:
                info.filename = zip_name(info)
                new.writestr(info, kept)
    return written.getvalue()


def _tar(name: str, data: bytes, gone: Collection[str]) -> bytes | None:
    opener, pack = next(((opener, pack) for magic, opener, pack in _PACKERS if data.startswith(magic)), (None, bytes))
    plain = read_whole(opener(io.BytesIO(data)), MAX_BYTES) if opener else data
    written = io.BytesIO()
    with tarfile.TarFile(fileobj=io.BytesIO(plain)) as old, tarfile.TarFile(fileobj=written, mode="w") as new:
        for info in old:
            stream = old.extractfile(info) if info.isreg() else None
            content = stream.read() if stream else b""
            kept = _member(f"{name}/{info.name.removeprefix('./')}", content, gone) if stream else b""
            if kept is None:
                return None
            if kept or not content:
                info.size = len(kept)
                new.addfile(info, io.BytesIO(kept) if stream else None)
    return pack(written.getvalue())


def _gzip(name: str, data: bytes, gone: Collection[str]) -> bytes | None:
    plain = read_whole(cast(IO[bytes], gzip.GzipFile(fileobj=io.BytesIO(data))), MAX_BYTES)
    label = f"{name}/{name.rpartition('/')[2][: -len('.gz')]}"
    kept = _member(label, plain, gone)
    return gzip.compress(kept, mtime=0) if kept else kept


def _jsonl(name: str, data: bytes, gone: Collection[str]) -> bytes:
    """Each line is a seed."""
    lines = io.BytesIO(data).readlines()
    return b"".join(line for line in lines if not _names(name, line) & set(gone))


def _names(name: str, data: bytes) -> set[str]:
    return {seed for seed, _ in _seeds(name, data)}


def _csv(name: str, data: bytes, gone: Collection[str]) -> bytes | None:
    """A row is the lines that the table reader takes together; its name comes from reading it under the header."""
    encoding, delimiter = dialect(data[:SAMPLE_BYTES])
    text = data.decode(encoding)
    if text.encode(encoding) != data:
        return None
    lines = list(io.StringIO(text, newline=""))
    rows = csv.reader(iter(lines), delimiter=delimiter)
    spans, start = [], 0
    for _ in rows:
        spans.append("".join(lines[start : rows.line_num]))
        start = rows.line_num
    head = next((number for number, span in enumerate(spans, 1) if span.strip() and not _is_separator(span)), 0)
    top = "".join(spans[:head])
    kept = [span for span in spans[head:] if not _names(name, (top + span).encode(encoding)) & set(gone)]
    return "".join([top, *kept]).encode(encoding)


def _is_separator(line: str) -> bool:
    return line.lower().lstrip("\ufeff").startswith("sep=")


def _xml(name: str, data: bytes, gone: Collection[str]) -> bytes | None:
    """Items between the first and last elements of a feed or an export."""
    found = list(_ITEM.finditer(data))
    if not found:
        return None
    head, tail = data[: found[0].start()], data[found[-1].end() :]
    keys = [seed.partition("#")[2] for seed in gone]
    cut = [item for item in found if _may_hold(item[0], keys) and _names(name, head + item[0] + tail) & set(gone)]
    return _without_spans(data, [item.span() for item in cut])


def _may_hold(item: bytes, keys: Collection[str]) -> bool:
    """Whether it contains part of a key: other items need no reading."""
    words = (key.removeprefix("post-").removeprefix("page-") for key in keys)
    is_hash = any(re.fullmatch("[0-9a-f]{12}", key) for key in keys)
    return is_hash or any(word.encode() in item or escape(word, quote=False).encode() in item for word in words)


def _warc(name: str, data: bytes, gone: Collection[str]) -> bytes | None:
    """All records of an address: page, request and revisits."""
    if ".arc" in name.lower()[-7:]:
        return None
    addresses = {seed.partition("#")[2] for seed in gone}
    spans = [span for address, span in records_of(io.BytesIO(data)) if address in addresses]
    return _without_spans(data, spans)


def _without_spans(data: bytes, spans: Collection[tuple[int, int]]) -> bytes:
    return b"".join(_between(data, spans))


def _between(data: bytes, spans: Collection[tuple[int, int]]) -> Iterator[bytes]:
    end = 0
    for start, stop in sorted(spans):
        yield data[end:start]
        end = stop
    yield data[end:]


_CUTTERS: Mapping[str, Callable[[str, bytes, Collection[str]], bytes | None]] = {
    "csv": _csv,
    "jsonl": _jsonl,
    "wxr": _xml,
    "feed": _xml,
    "warc": _warc,
}
