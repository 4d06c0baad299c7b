"""Lasting files whose flush to disk does not keep the caller waiting."""

from __future__ import annotations

import errno
import os
from collections import deque
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path

from generator.disk.files import (
    keep_mode,
    open_exclusively,
    read_if_there,
    removed_on_failure,
    temporary_name,
    write_all,
)

THREADS = 8  # flushes that wait at the same time: a disk completes several of them in the time of one
MOST_OPEN = 32  # files that are written and not yet flushed


class WriteBehind:
    """Writes files whole or not at all; threads flush them to disk and give them their names.

    A flush takes milliseconds in which the processor is free. Files can be read, and are safe, after `settle`, which
    also raises the first error of a flush: until then the caller must not record them as written.
    """

    def __init__(self) -> None:
        self._threads = ThreadPoolExecutor(THREADS, "flush")
        self._flushes: deque[tuple[Path, Future[None]]] = deque()
        self._open: set[Path] = set()
        self._errors: list[BaseException] = []

    def write(self, path: Path, data: bytes) -> None:
        """Write one file; raises what concerns this file alone."""
        while path in self._open or len(self._flushes) >= MOST_OPEN:
            self._finish_oldest()
        if read_if_there(path) == data:
            return
        if path.is_dir():  # else its rename fails, which is too late for the caller
            raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), str(path))
        temporary = path.with_name(temporary_name(path.name))
        descriptor = open_exclusively(temporary)
        with removed_on_failure(temporary, path):
            try:
                keep_mode(path, descriptor)
                write_all(descriptor, data)
            except BaseException:
                os.close(descriptor)
                raise
        self._open.add(path)
        self._flushes.append((path, self._threads.submit(_flush, descriptor, temporary, path)))

    def settle(self) -> None:
        """Wait until all files are on disk, and raise the first error."""
        while self._flushes:
            self._finish_oldest()
        if self._errors:
            raise self._errors[0]

    def close(self) -> None:
        self._threads.shutdown()

    def _finish_oldest(self) -> None:
        path, flush = self._flushes.popleft()
        self._open.discard(path)
        error = flush.exception()
        self._errors += [error] if error else []


def _flush(descriptor: int, temporary: Path, path: Path) -> None:
    with removed_on_failure(temporary, path):
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
        os.replace(temporary, path)
