"""Read and write files: whole or not at all."""

from __future__ import annotations

import contextlib
import errno
import os
import shutil
import time
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from typing import IO

import msgspec

from generator.errors import RefusedError

# A file modified less than this before it was read may change again without a new time stamp.
SETTLED_NANOSECONDS = 2_000_000_000
TEMPORARY_SUFFIX = ".warraq-tmp"
PREVIEW_SUFFIX = ".warraq-preview-tmp"


class FileStamp(msgspec.Struct, frozen=True):
    """Size and times of a file when it was last read: a settled file with the same stamp is not read again."""

    size: int
    mtime_ns: int
    ctime_ns: int


def fingerprint(data: bytes) -> str:
    """SHA-256 in hex."""
    return sha256(data).hexdigest()


def read_bytes(path: Path | str) -> bytes:
    with open(path, "rb", buffering=0) as handle:
        return handle.read()


def read_if_there(path: Path | str) -> bytes | None:
    try:
        return read_bytes(path)
    except (FileNotFoundError, NotADirectoryError, IsADirectoryError):
        return None


def read_if_allowed(path: Path | str) -> bytes | None:
    """As `read_if_there`; also None without permission, for commands that can continue without the file."""
    try:
        return read_if_there(path)
    except PermissionError:
        return None


def opened(path: Path | str) -> IO[bytes]:
    """A file to read as a stream; the caller closes it."""
    return open(path, "rb")


def remove_if_there(path: Path) -> None:
    path.unlink(missing_ok=True)


def remove_folder(path: Path) -> None:
    """Remove a folder with its contents, if it exists."""
    shutil.rmtree(path, ignore_errors=True)


def put_aside_unless_file(path: Path) -> Path | None:
    """Rename anything other than a file (a folder, a link, a pipe) and return the new path."""
    if not os.path.lexists(path) or (path.is_file() and not path.is_symlink()):
        return None
    names = (path.with_name(f"{path.name}.aside{number}") for number in ("", *range(2, 1_000)))
    aside = next(name for name in names if not os.path.lexists(name))
    os.rename(path, aside)
    return aside


def can_write(path: Path) -> bool:
    """Whether this file, or the folder for it, may be written."""
    existing = next(found for found in (path, *path.absolute().parents) if found.exists())
    return os.access(existing, os.W_OK)


def without_links(name: str, flags: int) -> int:
    """Open a file but no link, because a link in an untrusted folder may lead to any of the user's files."""
    try:
        return os.open(name, flags | getattr(os, "O_NOFOLLOW", 0), 0o666)
    except OSError as problem:
        if problem.errno == errno.ELOOP:
            raise RefusedError(f"`{name}` is a link", "remove it; Warraq creates its own file there") from problem
        raise


def stamp_of(result: os.stat_result) -> FileStamp:
    return FileStamp(result.st_size, result.st_mtime_ns, result.st_ctime_ns)


def stamp_of_file(path: Path | str) -> FileStamp:
    return stamp_of(os.stat(path))


def is_settled(stamp: FileStamp) -> bool:
    """Whether the file was modified long enough ago that its next change gets another stamp.

    A time in the future (a clock set back, a disk from elsewhere) is never trusted.
    """
    newest = max(stamp.mtime_ns, stamp.ctime_ns)
    return newest + SETTLED_NANOSECONDS < time.time_ns()


def write_atomically(path: Path, data: bytes, *, is_lasting: bool = True) -> bool:
    """Write a file whole or not at all; False, without touching it, if it already has these bytes.

    A lasting file is flushed to disk before it gets its name, and keeps the mode and owner of the file it replaces.
    Caches need neither.
    """
    if read_if_there(path) == data:
        return False
    with written_whole(path, is_lasting=is_lasting) as stream:
        stream.write(data)
    return True


def write_cache(path: Path, data: bytes) -> None:
    """Write a file that can be rebuilt at any time; anything in its place that is not a file is set aside."""
    put_aside_unless_file(path)
    write_atomically(path, data, is_lasting=False)


@contextlib.contextmanager
def written_whole(path: Path, *, is_lasting: bool = True) -> Iterator[IO[bytes]]:
    """A file to write as a stream: it gets its name when the block ends, and is removed if the block fails."""
    temporary = path.with_name(temporary_name(path.name))
    descriptor = open_exclusively(temporary)
    with removed_on_failure(temporary, path):
        with os.fdopen(descriptor, "wb") as stream:
            yield stream
            stream.flush()
            if is_lasting:
                keep_mode(path, stream.fileno())
                os.fsync(stream.fileno())
        os.replace(temporary, path)


@contextlib.contextmanager
def removed_on_failure(temporary: Path, path: Path) -> Iterator[None]:
    """Remove the temporary file if the block fails; an error of the disk names the file that was meant."""
    try:
        yield
    except BaseException as problem:
        if isinstance(problem, OSError) and problem.filename in (None, str(temporary)):
            problem.filename = str(path)  # a failed write has no name, a failed rename the wrong one
        temporary.unlink(missing_ok=True)
        raise


def temporary_name(name: str) -> str:
    """A hidden, short name that is always the same, so the next write reuses the file of an interrupted one."""
    return f".{fingerprint(name.encode('utf-8', 'surrogateescape'))[:16]}{TEMPORARY_SUFFIX}"


def open_exclusively(path: Path | str, mode: int = 0o666) -> int:
    """Create a new file. Anything in its place, such as a planted link, is removed and never followed."""
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)
    try:
        return os.open(path, flags, mode)
    except FileExistsError:
        os.unlink(path)
    except FileNotFoundError:
        os.makedirs(os.path.dirname(path), exist_ok=True)
    return os.open(path, flags, mode)


def write_all(descriptor: int, data: bytes) -> None:
    view = memoryview(data)
    while view:
        view = view[os.write(descriptor, view) :]


def keep_mode(path: Path, descriptor: int) -> None:
    try:
        before = os.stat(path)
    except OSError:
        return
    if hasattr(os, "fchmod"):
        os.fchmod(descriptor, before.st_mode & 0o7777)
        if (before.st_uid, before.st_gid) != (os.geteuid(), os.getegid()):
            with contextlib.suppress(PermissionError):  # only root may change the owner
                os.fchown(descriptor, before.st_uid, before.st_gid)


def move_file(old: Path, new: Path) -> None:
    new.parent.mkdir(parents=True, exist_ok=True)
    os.rename(old, new)


class LineFile:
    """A file that grows line by line; each line has left this process when `add` returns."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._handle: IO[bytes] | None = None

    def add(self, line: bytes) -> None:
        if self._handle is None:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            self._handle = open(self._path, "ab", opener=without_links)  # noqa: SIM115 kept open
        self._handle.write(line + b"\n")
        self._handle.flush()

    def remove(self) -> None:
        if self._handle is not None:
            self._handle.close()
            self._handle = None
        remove_if_there(self._path)
