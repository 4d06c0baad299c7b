"""The door to the disk: every other module asks here."""

from __future__ import annotations

import contextlib
import errno
import os
import shutil
import time
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from typing import IO, Any

import msgspec

from generator.errors import RefusedError, WarraqError

if os.name == "posix":
    import fcntl

# A file touched less than this long before it was read may change again within its time stamp's grain.
SETTLED_NANOSECONDS = 2_000_000_000
TEMPORARY_SUFFIX = ".warraq-tmp"
PREVIEW_SUFFIX = ".warraq-preview-tmp"
_HELD: set[str] = set()  # locks of this process, which record locks do not keep from itself


class FileStamp(msgspec.Struct, frozen=True):
    """How a file looked when it was last read: unchanged stamps of settled files spare reading them again."""

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


def opened(path: Path) -> IO[bytes]:
    """A file to read as a stream; whoever asks closes it."""
    return path.open("rb")


def remove_if_there(path: Path) -> None:
    path.unlink(missing_ok=True)


def remove_folder(path: Path) -> None:
    """With all that is in it, if it is there."""
    shutil.rmtree(path, ignore_errors=True)


def is_folder_inside(path: Path, root: Path) -> bool:
    """Whether a folder stands, or could be made, at this path below the root, and no link leads out of it there."""
    try:
        real, inside = path.resolve(), root.resolve()
    except (OSError, RuntimeError):  # a loop of links
        return False
    is_below = real != inside and real.is_relative_to(inside)
    return is_below and not path.is_symlink() and (path.is_dir() or not path.exists())


def can_write(path: Path) -> bool:
    """Whether this file, or the folder in which it would be made, may be written."""
    place = next(found for found in (path, *path.absolute().parents) if found.exists())
    return os.access(place, os.W_OK)


def _without_links(name: str, flags: int) -> int:
    """Opens no link: in a folder that somebody else made, one may lead to any file of ours."""
    try:
        return os.open(name, flags | getattr(os, "O_NOFOLLOW", 0), 0o666)
    except OSError as problem:
        if problem.errno == errno.ELOOP:
            raise RefusedError(f"`{name}` is a link", "remove it; warraq makes a file of its own there") from problem
        raise


def stamp_of(result: os.stat_result) -> FileStamp:
    return FileStamp(result.st_size, result.st_mtime_ns, result.st_ctime_ns)


def stamp_of_file(path: Path | str) -> FileStamp:
    return stamp_of(os.stat(path))


def is_settled(stamp: FileStamp) -> bool:
    """Whether the file was last touched long enough ago that its stamp tells versions apart.

    A time in the future (a clock set back, a foreign disk) is never trusted.
    """
    newest = max(stamp.mtime_ns, stamp.ctime_ns)
    return newest + SETTLED_NANOSECONDS < time.time_ns()


def walk(folder: Path) -> Iterator[tuple[str, FileStamp]]:
    """Every regular file below a folder as (POSIX path relative to it, stamp), sorted; hidden ones left out."""
    found: list[tuple[str, FileStamp]] = []
    pending = [("", str(folder))]
    while pending:
        prefix, place = pending.pop()
        try:
            entries = os.scandir(place)
        except (FileNotFoundError, NotADirectoryError):
            continue
        with entries:
            for entry in entries:
                if entry.name.startswith(".") or entry.name.endswith(TEMPORARY_SUFFIX):
                    continue
                if entry.is_dir(follow_symlinks=False):
                    pending.append((f"{prefix}{entry.name}/", entry.path))
                elif entry.is_file():
                    with contextlib.suppress(FileNotFoundError):
                        found.append((prefix + entry.name, stamp_of(entry.stat())))
    found.sort(key=lambda item: item[0])
    return iter(found)


def write_atomically(path: Path, data: bytes) -> bool:
    """Put bytes in place, whole or not at all; False (and no touch) where they are there already."""
    if read_if_there(path) == data:
        return False
    temporary = path.with_name(path.name[:100] + TEMPORARY_SUFFIX)
    try:
        _write_into_folder(temporary, data)
        os.replace(temporary, path)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise
    return True


@contextlib.contextmanager
def written_whole(path: Path) -> Iterator[IO[bytes]]:
    """A file to write as a stream: in place when the block ends, and not at all when it fails."""
    temporary = path.with_name(path.name[:100] + TEMPORARY_SUFFIX)
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        with temporary.open("wb") as stream:
            yield stream
        os.replace(temporary, path)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise


def _write_into_folder(path: Path, data: bytes) -> None:
    try:
        path.write_bytes(data)
    except FileNotFoundError:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)


class LineFile:
    """A file that grows line by line; each is out of this process before `add` returns."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._handle: IO[bytes] | None = None

    def add(self, line: bytes) -> None:
        if self._handle is None:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            self._handle = open(self._path, "ab", opener=_without_links)  # noqa: SIM115
        self._handle.write(line + b"\n")
        self._handle.flush()

    def remove(self) -> None:
        if self._handle is not None:
            self._handle.close()
            self._handle = None
        remove_if_there(self._path)


class OutputFolder:
    """output/ while a build holds it: paths are relative to it, written whole or not at all."""

    def __init__(self, root: Path, temporary: str = TEMPORARY_SUFFIX) -> None:
        self.root = str(root)
        self._temporary = f"{root}/{temporary}"
        self._known_folders: set[str] = set()

    def stat(self, path: str) -> tuple[int, int] | None:
        """(bytes, mtime in nanoseconds), None where there is no such file."""
        try:
            result = os.stat(f"{self.root}/{path}", follow_symlinks=False)
        except (FileNotFoundError, NotADirectoryError):
            return None
        return result.st_size, result.st_mtime_ns

    def read(self, path: str) -> bytes | None:
        return read_if_there(Path(self.root, path))

    def put(self, path: str, data: bytes) -> int:
        """Write and rename into place; returns the mtime in nanoseconds."""
        place = f"{self.root}/{path}"
        folder = place.rpartition("/")[0]
        if folder not in self._known_folders:
            self._make_folder(folder)
            self._known_folders.add(folder)
        # One name for all: a killed build leaves at most this file behind, and the next one takes it over.
        temporary = self._temporary
        descriptor = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_NOFOLLOW, 0o644)
        try:
            _write_all(descriptor, data)
            mtime_ns = os.fstat(descriptor).st_mtime_ns
        except BaseException:
            with contextlib.suppress(OSError):
                os.unlink(temporary)
            raise
        finally:
            os.close(descriptor)
        try:
            os.rename(temporary, place)
        except IsADirectoryError:
            shutil.rmtree(place)
            os.rename(temporary, place)
        return mtime_ns

    def set_time(self, path: str, mtime_ns: int) -> None:
        os.utime(f"{self.root}/{path}", ns=(mtime_ns, mtime_ns))

    def new_time(self) -> int:
        """A time to set on a file, in nanoseconds: whole microseconds are kept by every common file system."""
        return time.time_ns() // 1000 * 1000

    def _make_folder(self, folder: str) -> None:
        with contextlib.suppress(OSError):  # most often only the last step is missing
            os.mkdir(folder)
            return
        try:
            os.makedirs(folder, exist_ok=True)
        except (FileExistsError, NotADirectoryError):
            self._clear_way(folder)
            os.makedirs(folder, exist_ok=True)

    def _clear_way(self, folder: str) -> None:
        """Remove a file (an earlier page of another shape) that stands where a folder must be."""
        while len(folder) > len(self.root):
            if os.path.lexists(folder) and not (os.path.isdir(folder) and not os.path.islink(folder)):
                os.unlink(folder)
                return
            folder = folder.rpartition("/")[0]

    def remove(self, path: str) -> bool:
        """Remove a file, then the folders that it leaves empty."""
        place = Path(self.root, path)
        try:
            place.unlink()
        except (FileNotFoundError, NotADirectoryError, IsADirectoryError, PermissionError) as problem:
            if problem.errno not in (errno.ENOENT, errno.ENOTDIR, errno.EISDIR):
                raise
            return False
        for folder in place.parents:
            self._known_folders.discard(str(folder))
            if str(folder) == self.root:
                break
            try:
                folder.rmdir()
            except OSError:
                break
        return True

    def paths(self) -> Iterator[str]:
        """Every file and link in the folder, hidden ones too, sorted."""
        found = []
        for folder, folders, names in os.walk(self.root):
            linked = [name for name in folders if os.path.islink(os.path.join(folder, name))]
            prefix = os.path.relpath(folder, self.root).replace(os.sep, "/")
            found += [name if prefix == "." else f"{prefix}/{name}" for name in names + linked]
        return iter(sorted(found))


FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
FORBIDDEN = (errno.EACCES, errno.EPERM, errno.EROFS)


@contextlib.contextmanager
def explained(folder: str) -> Iterator[None]:
    """Errors of a full or protected disk in words, with what to do."""
    try:
        yield
    except OSError as problem:
        if problem.errno in FULL:
            raise disk_is_full(folder) from problem
        if problem.errno in FORBIDDEN:
            raise cannot_be_written(problem.filename or folder) from problem
        raise


def disk_is_full(folder: str) -> WarraqError:
    return WarraqError(f"the disk of `{folder}` is full", "make room and build again: what is there is whole")


def cannot_be_written(place: str) -> RefusedError:
    return RefusedError(f"`{place}` cannot be written", "make the folder writable, or choose another with --output")


def _write_all(descriptor: int, data: bytes) -> None:
    view = memoryview(data)
    while view:
        view = view[os.write(descriptor, view) :]


@contextlib.contextmanager
def locked(path: Path, doing: str) -> Iterator[None]:
    """Hold a lock file as long as the block runs; another holder on this machine means RefusedError.

    The system lets go of it when the process dies, however it dies: a record lock, which worker processes that
    outlive their parent do not share.
    """
    place = str(path.resolve())
    refusal = RefusedError(
        f"another `{doing}` is running on this site", "wait until it ends, or stop it; `warraq serve` builds too"
    )
    if place in _HELD:
        raise refusal
    with explained(str(path.parent)):
        path.parent.mkdir(parents=True, exist_ok=True)
        handle: Any = open(path, "a+", encoding="utf-8", opener=_without_links)  # noqa: SIM115
    with handle:
        if os.name == "posix":
            try:
                fcntl.lockf(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except OSError as problem:
                raise refusal from problem
        _HELD.add(place)
        try:
            yield
        finally:
            _HELD.discard(place)
