"""A CSV file as spreadsheets write them: commas, semicolons or tabs, with or without a byte order mark."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain

import msgspec

from generator.content.front_matter import KEYS
from generator.errors import UsageError

FIXED = ("id", "version", "path")
COLUMNS = (*FIXED, *(key for key in KEYS if key not in ("id", "corrections")))
_BYTE_ORDER_MARKS = ((b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))


class Row(msgspec.Struct, frozen=True):
    """A row, and the line where it begins. `cells` has only the cells that the file gives."""

    line: int
    cells: dict[str, str]
    extra: int = 0


class Sheet(msgspec.Struct, frozen=True):
    columns: tuple[str, ...]
    rows: tuple[Row, ...]


def dump_sheet(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[str]:
    """Text by text, with a byte order mark, by which Excel recognises UTF-8."""
    byte_order_mark = "\ufeff"
    for row in chain([columns], rows):
        table = io.StringIO(newline="")
        csv.writer(table).writerow(row)
        yield byte_order_mark + table.getvalue()
        byte_order_mark = ""


def parse_sheet(data: bytes, name: str) -> Sheet:
    text = _decoded(data, name)
    first, _, rest = text.partition("\n")
    skipped = 0
    if first.strip().lower().startswith("sep="):
        text, skipped = rest, 1
    for delimiter in ",;\t":
        columns = _header(text, delimiter)
        if "id" in columns:
            return Sheet(_checked(columns, name), tuple(_rows(text, delimiter, columns, skipped, name)))
    raise UsageError(f"`{name}` has no column `id`", "start with the file that `warraq export --to csv` writes")


def _decoded(data: bytes, name: str) -> str:
    encoding = next((encoding for mark, encoding in _BYTE_ORDER_MARKS if data.startswith(mark)), "utf-8-sig")
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as problem:
        hint = "save it as `CSV UTF-8` in Excel, or with the character set UTF-8 in LibreOffice"
        raise UsageError(f"`{name}` is not UTF-8", hint) from problem


def _header(text: str, delimiter: str) -> tuple[str, ...]:
    try:
        row = next(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter), [])
    except csv.Error:
        return ()
    return tuple(cell.strip() for cell in row)


def _checked(columns: tuple[str, ...], name: str) -> tuple[str, ...]:
    if "version" not in columns:
        hint = "keep the column as it was exported: it shows which files have changed since"
        raise UsageError(f"`{name}` has no column `version`", hint)
    twice = next((column for column in columns if column and columns.count(column) > 1), "")
    if twice:
        raise UsageError(f"`{name}` has the column `{twice}` twice", "keep one of the two")
    return columns


def _rows(text: str, delimiter: str, columns: Sequence[str], skipped: int, name: str) -> Iterator[Row]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    line = 0
    try:
        for number, row in enumerate(reader):
            start, line = line + 1, reader.line_num
            if number and any(cell.strip() for cell in row):
                extra = sum(bool(cell.strip()) for cell in row[len(columns) :])
                yield Row(start + skipped, dict(zip(columns, row, strict=False)), extra)
    except csv.Error as problem:
        raise UsageError(
            f"`{name}` line {line + 1 + skipped} cannot be read: {problem}", "check its quotes"
        ) from problem
