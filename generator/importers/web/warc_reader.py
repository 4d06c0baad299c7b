"""The bytes of a web archive as warcio reads them, with limits to what it would take into memory.

warcio asks for whole lines and for all headers of a record, however long they are, and unpacks whatever gzip
holds. This reader refuses lines, heads and ratios that no crawler writes.
"""

from __future__ import annotations

import zlib
from typing import IO, Any

from warcio.archiveiterator import ArchiveIterator
from warcio.bufferedreaders import DecompressingBufferedReader

from generator.importers.unpacking import Ratio, TooLargeError

MAX_LINE_BYTES = 1 << 16  # of a header: addresses of 8,000 letters occur
MAX_HEADERS = 500  # lines of a record's head and of its HTTP head, empty ones included
MAX_EMPTY = 10_000  # members of gzip without a byte in them, one after the other


class RecordError(ValueError):
    """A record that is read no further; the next one is looked for."""


class Records(ArchiveIterator):  # type: ignore[misc]  # warcio has no types
    """warcio's, which would print what it thinks of a file to the terminal."""

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
        self._lines += bool(line)  # an empty member is no line: after a head too long reading begins anew
        if self._lines > MAX_HEADERS:
            self._lines = 0
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
        """What is not packed comes as it is; what cannot be unpacked any further ends there, without a word."""
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
