"""Limits on what warcio reads of a web archive, so that a hostile file cannot fill the memory.

warcio reads whole lines and all headers of a record, however long they are, and unpacks whatever gzip
contains. These readers refuse lines, headers and ratios that no crawler writes.
"""

from __future__ import annotations

import zlib
from typing import IO, Any

from warcio.archiveiterator import ArchiveIterator
from warcio.bufferedreaders import DecompressingBufferedReader

from generator.importers.unpacking import Ratio, TooLargeError

MAX_LINE_BYTES = 1 << 16  # of a header: addresses of 8,000 letters occur
MAX_HEADERS = 500  # lines of a record's header and of its HTTP header, empty ones included
MAX_EMPTY = 10_000  # empty gzip members in a row


class RecordError(ValueError):
    """The rest of this record is skipped; reading goes on with the next one."""


class Records(ArchiveIterator):  # type: ignore[misc]  # warcio has no types
    """warcio's iterator within the limits, and without the notes that warcio prints to the terminal."""

    INC_RECORD = ""

    def __init__(self, stream: IO[bytes], ratio: Ratio) -> None:
        super().__init__(stream, arc2warc=True)
        self.reader = _Reader(self.fh, ratio)


class _Reader(DecompressingBufferedReader):  # type: ignore[misc]  # warcio has no types
    decompressor: Any

    def __init__(self, stream: Any, ratio: Ratio) -> None:
        super().__init__(stream)
        self._ratio = ratio
        self._lines = 0
        self._empty = 0

    def readline(self, length: int | None = None) -> bytes:
        most = min(length or MAX_LINE_BYTES, MAX_LINE_BYTES)
        line: bytes = super().readline(most)
        self._empty = 0 if line else self._empty + 1
        if self._empty > MAX_EMPTY:
            raise TooLargeError(f"has more than {MAX_EMPTY:,} empty members")
        self._lines += bool(line)  # an empty member is not a line
        if self._lines > MAX_HEADERS:
            self._lines = 0  # for the next record
            raise RecordError(f"its header has more than {MAX_HEADERS:,} lines")
        if len(line) == MAX_LINE_BYTES and not line.endswith(b"\n"):
            raise RecordError(f"a line of its header is longer than {MAX_LINE_BYTES >> 10} KiB")
        return line

    def read(self, length: int | None = None) -> bytes:
        self._lines = 0
        data: bytes = super().read(length)
        return data

    def _process_read(self, data: bytes) -> None:
        before = self.num_read
        super()._process_read(data)
        self._ratio.packed += len(data or b"")
        self._ratio.note(self.num_read - before)

    def _decompress(self, data: bytes) -> bytes:
        """Plain data is returned as it is; compressed data ends silently where it is damaged."""
        if not (self.decompressor and data):
            return data
        try:
            found: bytes = self.decompressor.decompress(data)
        except zlib.error:
            if self.num_block_read:
                return b""
            self.decompressor = None
            return data
        return found
