"""Packed streams that stop a decompression bomb while it unpacks: by what came out for what went in."""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
from typing import IO, Any, cast

MAX_RATIO = 100  # text packs ten- to fiftyfold
RATIO_MATTERS_BYTES = 8 << 20  # less than this does no harm
XZ_MEMORY = 256 << 20  # a header can ask for gigabytes
_BLOCK = 1 << 16


class TooLargeError(ValueError):
    """More bytes than this may have."""


class Ratio:
    """Bytes that went in and came out of one packed file."""

    def __init__(self) -> None:
        self.packed = self.unpacked = 0

    def note(self, unpacked: int) -> None:
        self.unpacked += unpacked
        if is_bomb(self.packed, self.unpacked):
            raise TooLargeError(packed_too_tightly())


def is_bomb(packed: int, unpacked: int) -> bool:
    return unpacked > RATIO_MATTERS_BYTES and unpacked > MAX_RATIO * max(1, packed)


def packed_too_tightly() -> str:
    return f"expands more than {MAX_RATIO}-fold, like a decompression bomb"


def unpacked(stream: IO[bytes]) -> io.BufferedReader:
    """What a gzip, bzip2 or xz file holds (by its first bytes; all members one after the other); others as they are."""
    head = cast("io.BufferedReader", stream).peek(6)
    ratio = Ratio()
    counted = cast("IO[bytes]", io.BufferedReader(_Counted(stream, ratio), _BLOCK))
    if head.startswith(b"\x1f\x8b"):
        return io.BufferedReader(_Bounded(cast("IO[bytes]", gzip.GzipFile(fileobj=counted)), ratio), _BLOCK)
    if head.startswith((b"BZh", b"\xfd7zXZ\0", b"\x5d\0\0")):
        return io.BufferedReader(_Bounded(cast("IO[bytes]", _Blocks(counted, head)), ratio), _BLOCK)
    return cast("io.BufferedReader", stream)


class _Counted(io.RawIOBase):
    def __init__(self, stream: IO[bytes], ratio: Ratio) -> None:
        self._stream, self._ratio = stream, ratio

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        data = self._stream.read(len(buffer))
        buffer[: len(data)] = data
        self._ratio.packed += len(data)
        return len(data)


class _Bounded(io.RawIOBase):
    def __init__(self, stream: IO[bytes], ratio: Ratio) -> None:
        self._stream, self._ratio = stream, ratio

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        data = self._stream.read(len(buffer))
        buffer[: len(data)] = data
        self._ratio.note(len(data))
        return len(data)


class _Blocks:
    """bzip2 and xz, with a limit to the memory that they ask for, a block at a time."""

    def __init__(self, stream: IO[bytes], head: bytes) -> None:
        self._stream, self._is_bz2 = stream, head.startswith(b"BZh")
        self._decompressor: Any = self._new()
        self._left = b""

    def _new(self) -> Any:
        return bz2.BZ2Decompressor() if self._is_bz2 else lzma.LZMADecompressor(memlimit=XZ_MEMORY)

    def read(self, size: int) -> bytes:
        while True:
            if self._decompressor.eof:
                self._left = self._decompressor.unused_data or self._stream.read(_BLOCK)
                if not self._left.strip(b"\0"):  # nothing, or the padding after a stream
                    return b""
                self._decompressor = self._new()
            elif self._decompressor.needs_input and not self._left:
                self._left = self._stream.read(_BLOCK)
                if not self._left:
                    raise EOFError("the compressed stream ends too early")
            data: bytes = self._decompressor.decompress(self._left, size)
            self._left = b""
            if data:
                return data
