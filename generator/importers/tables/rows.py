"""Tables and JSON cut into records: a row of a CSV, a line of JSON lines, an object of a JSON list is a piece."""

from __future__ import annotations

import codecs
import csv
import io
import json
from collections.abc import Iterator, Mapping
from itertools import chain
from typing import IO, Any, cast

from generator.importers.archives import read_whole
from generator.importers.piece import MAX_TINY, TINY_BYTES, Piece, piece, too_short
from generator.importers.tables.day_month_order import column_orders
from generator.importers.unpacking import TooLargeError
from generator.importers.vocabulary.columns import identity
from generator.model import Problem
from generator.text.counted import counted
from generator.text.encodings import decode
from generator.text.formulas import unguarded

MAX_LINE_BYTES = 32 << 20
MAX_JSON_BYTES = 512 << 20
HELD_SIGNS = 8 << 20  # letters of a table that are read before its first row becomes an article
MAX_BLANK_LINES = 500_000
SAMPLE_BYTES = 1 << 16
_DELIMITERS = ",;\t|"
# Keys under which programs interfaces and exports put their list of articles.
_WRITER = json.JSONEncoder(ensure_ascii=False, sort_keys=True)
_LISTS = (
    "articles",
    "items",
    "data",
    "results",
    "posts",
    "docs",
    "entries",
    "news",
    "stories",
    "records",
    "rows",
    "response",
    "hits",
)


def split_jsonl(stream: IO[bytes], name: str) -> Iterator[Piece | Problem]:
    """A line that is not JSON, or longer than any article, is reported by its number; reading goes on."""
    number = blank = tiny = 0
    while line := stream.readline(MAX_LINE_BYTES + 1):
        number += 1
        if line == b"\n":
            blank += 1
            if blank > MAX_BLANK_LINES:
                raise TooLargeError(f"has more than {MAX_BLANK_LINES:,} empty lines")
            continue
        if len(line) > MAX_LINE_BYTES:
            while line and not line.endswith(b"\n"):
                line = stream.readline(MAX_LINE_BYTES)
            yield Problem(
                name,
                number,
                0,
                "I137",
                "error",
                f"the line is longer than {MAX_LINE_BYTES >> 20} MiB",
                "split it into articles",
            )
            continue
        line = line.removeprefix(codecs.BOM_UTF8).strip(b" \t\r\n\x1e")
        tiny += len(line) < TINY_BYTES
        if line and (len(line) >= TINY_BYTES or tiny <= MAX_TINY):
            yield _record(name, line, number)
    if tiny > MAX_TINY:
        yield too_short(name, tiny - MAX_TINY, "lines")


def _record(name: str, line: bytes, number: int) -> Piece | Problem:
    try:
        record = json.loads(decode(line).text or "")
    except (ValueError, RecursionError) as problem:
        return Problem(
            name,
            number,
            0,
            "I137",
            "error",
            f"the line is not JSON: {problem}"[:200],
            "correct the line; the others were imported",
        )
    if not isinstance(record, dict):
        return Problem(
            name,
            number,
            0,
            "I137",
            "error",
            "the line is not a JSON object",
            'write an article as {"title": …, "text": …}',
        )
    return _piece(name, record)


def _piece(name: str, record: Mapping[str, Any], origin: Mapping[str, str] | None = None) -> Piece:
    return piece(name, identity(record), "json", _written(record), origin)


def _written(record: Mapping[str, Any]) -> bytes:
    return _WRITER.encode(record).encode("utf-8", "surrogatepass")


def split_json(stream: IO[bytes], name: str) -> Iterator[Piece | Problem]:
    """The objects of a list, however deep the export wraps it; an object alone is one article."""
    document = _document(stream, name)
    if isinstance(document, Problem):
        yield document
        return
    count = tiny = 0
    for record in _records(document, 0):
        count += 1
        if tiny > MAX_TINY and 8 * len(repr(record)) < TINY_BYTES:  # however its letters are written
            tiny += 1
            continue
        tiny += len(data := _written(record)) < TINY_BYTES
        if len(data) >= TINY_BYTES or tiny <= MAX_TINY:
            yield piece(name, identity(record), "json", data)
    if tiny > MAX_TINY:
        yield too_short(name, tiny - MAX_TINY, "items")
    if not count:
        yield Problem(
            name, 0, 0, "I137", "error", "contains no JSON objects", 'write articles as [{"title": …, "text": …}, …]'
        )


def _document(stream: IO[bytes], name: str) -> Any:
    data = read_whole(stream, MAX_JSON_BYTES)
    try:
        return json.loads(decode(data).text or "")
    except (ValueError, RecursionError) as problem:
        if b"\n" in data.strip() and data.lstrip()[:1] == b"{":
            lines = list(split_jsonl(io.BytesIO(data), name))
            if lines and not any(isinstance(one, Problem) for one in lines):
                return [json.loads(one.data) for one in lines if isinstance(one, Piece)]
        return Problem(
            name,
            0,
            0,
            "I137",
            "error",
            f"is not JSON: {problem}"[:200],
            "correct it, or write one object per line (.jsonl)",
        )


def _records(value: Any, depth: int) -> Iterator[Mapping[str, Any]]:
    if isinstance(value, list):
        for one in value:
            yield from _records(one, depth + 1)
    elif isinstance(value, dict):
        inner = next(
            (value[key] for key in _LISTS if isinstance(value.get(key), (list, dict)) and _is_wrapper(value, key)), None
        )
        source = value.get("_source")
        if inner is not None and depth < 4:
            yield from _records(inner, depth + 1)
        else:
            yield source if isinstance(source, dict) else value


def _is_wrapper(value: Mapping[str, Any], key: str) -> bool:
    """A list among hardly anything, not an article that happens to have one."""
    held = value[key]
    is_of_objects = isinstance(held, dict) or (bool(held) and isinstance(held[0], dict))
    return is_of_objects and not any(
        name in value for name in ("title", "headline", "headlines", "text", "body", "content")
    )


def split_json_feed(stream: IO[bytes], name: str) -> Iterator[Piece | Problem]:
    document = _document(stream, name)
    if isinstance(document, Problem) or not isinstance(document, dict):
        yield (
            document
            if isinstance(document, Problem)
            else Problem(name, 0, 0, "I137", "error", "is not a JSON Feed", "")
        )
        return
    origin = {"publisher": str(document.get("title") or ""), "lang": str(document.get("language") or "")}
    items = document.get("items")
    articles = [item for item in items if isinstance(item, dict)] if isinstance(items, list) else []
    if not articles:
        yield Problem(name, 0, 0, "I137", "error", "is a JSON Feed without items", "")
    for item in articles:
        yield _piece(name, item, origin)


def split_csv(stream: IO[bytes], name: str) -> Iterator[Piece | Problem]:
    """Rows under a line of names; commas, semicolons, tabs, and whatever encoding the spreadsheet chose."""
    encoding, delimiter = dialect(cast("io.BufferedReader", stream).peek(SAMPLE_BYTES)[:SAMPLE_BYTES])
    text = io.TextIOWrapper(stream, encoding=encoding, errors="replace", newline="")
    try:
        yield from _rows(csv.reader(_lines(text), delimiter=delimiter), name)
    finally:
        text.detach()  # the stream is its opener's to close


def _rows(rows: Any, name: str) -> Iterator[Piece | Problem]:
    """The first rows wait until they show how their columns write days."""
    csv.field_size_limit(MAX_LINE_BYTES)
    found = _numbered(rows, name)
    header: list[str] = []
    for _, row in found:
        if isinstance(row, Problem):
            yield row
        elif header := _header(row):
            break
    held = list(_first(found, HELD_SIGNS))
    origin = column_orders(header, (row for _, row in held if isinstance(row, list)))
    tiny = 0
    for line, row in chain(held, found):
        if isinstance(row, Problem):
            yield row
        elif sum(map(len, row)) < TINY_BYTES // 2:
            tiny += 1
            if tiny > MAX_BLANK_LINES:
                raise TooLargeError(f"has more than {MAX_BLANK_LINES:,} rows that are too short for an article")
            if tiny <= MAX_TINY and any(cell.strip() for cell in row):
                yield _row(name, header, (line, row), origin)
        elif any(cell.strip() for cell in row):
            yield _row(name, header, (line, row), origin)
    if tiny > MAX_TINY:
        yield too_short(name, tiny - MAX_TINY, "rows")


def _numbered(rows: Any, name: str) -> Iterator[tuple[int, list[str] | Problem]]:
    """Rows with their lines in the file; the problem of one that cannot be read ends them."""
    try:
        for row in rows:
            yield rows.line_num, [unguarded(cell) for cell in row]
    except (csv.Error, ValueError) as problem:
        what, hint = f"the row cannot be read: {problem}"[:200], "correct its quotes; the rows before it were imported"
        yield rows.line_num, Problem(name, rows.line_num, 0, "I138", "error", what, hint)


def _first(found: Iterator[tuple[int, list[str] | Problem]], signs: int) -> Iterator[tuple[int, list[str] | Problem]]:
    while signs > 0 and (one := next(found, None)) is not None:
        signs -= 100 + sum(map(len, one[1])) if isinstance(one[1], list) else 0  # an empty row takes memory too
        yield one


def dialect(sample: bytes) -> tuple[str, str]:
    """Encoding and separator."""
    if sample.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16", _delimiter(sample[: len(sample) & ~1].decode("utf-16", "replace"))
    found = decode(sample[: sample.rfind(b"\n") + 1] or sample)
    return found.encoding or "utf-8", _delimiter(found.text or "")


def _lines(text: IO[str]) -> Iterator[str]:
    """Lines of bearable length: a row without an end must not fill the memory."""
    while line := text.readline(MAX_LINE_BYTES):
        yield line.removeprefix("\ufeff").replace("\0", "")


def _delimiter(sample: str) -> str:
    """From Excel's first line `sep=;`, else the sign that is most frequent in the header."""
    first = next((line for line in sample.splitlines() if line.strip()), "")
    if first.lower().startswith("sep=") and len(first.strip()) == 5:
        return first.strip()[-1]
    counts = {sign: first.count(sign) for sign in _DELIMITERS}
    return max(_DELIMITERS, key=lambda sign: counts[sign]) if any(counts.values()) else ","


def _header(row: list[str]) -> list[str]:
    cells = [cell.strip().removeprefix("\ufeff") for cell in row]
    if not any(cells) or (cells[0].lower().startswith("sep=") and len(cells) <= 2):
        return []
    return [cell or f"column {number}" for number, cell in enumerate(cells, 1)]


def _row(name: str, header: list[str], numbered: tuple[int, list[str]], origin: Mapping[str, str]) -> Piece | Problem:
    line, row = numbered
    if len(row) > len(header) and any(cell.strip() for cell in row[len(header) :]):
        what = f"the row has {counted(len(row), 'cell')}, but the header has {counted(len(header), 'name')}"
        return Problem(
            name, line, 0, "I138", "error", what, "put double quotes around a cell that contains the separator"
        )
    return _piece(name, dict(zip(header, row, strict=False)), origin)
