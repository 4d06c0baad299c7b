"""The door to the disk: every other module asks here."""

from __future__ import annotations

import contextlib
import errno
import os
import re
import shutil
import time
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from typing import IO, Any, NamedTuple

import msgspec

from generator.disk.disk_errors import explained
from generator.errors import RefusedError

if os.name == "posix":
    import fcntl

# A file touched less than this long before it was read may change again within its time stamp's grain.
SETTLED_NANOSECONDS = 2_000_000_000
TEMPORARY_SUFFIX = ".warraq-tmp"
PREVIEW_SUFFIX = ".warraq-preview-tmp"
UNFIT_SIGNS = "\\x00-\\x1f\\x7f\\\\"  # in a pattern: what no path of output/ may hold
_UNFIT = re.compile(f"[{UNFIT_SIGNS}]")
_CONSENT = False
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


def read_if_allowed(path: Path | str) -> bytes | None:
    """As `read_if_there`; None too where there is no right to it, for verbs that go on without one file."""
    try:
        return read_if_there(path)
    except PermissionError:
        return None


def opened(path: Path | str) -> IO[bytes]:
    """A file to read as a stream; whoever asks closes it."""
    return open(path, "rb")


def remove_if_there(path: Path) -> None:
    path.unlink(missing_ok=True)


def remove_folder(path: Path) -> None:
    """With all that is in it, if it is there."""
    shutil.rmtree(path, ignore_errors=True)


def put_aside_unless_file(path: Path) -> Path | None:
    """Anything but a file (a folder, a link, a pipe) gets another name beside its own, which is returned."""
    if not os.path.lexists(path) or (path.is_file() and not path.is_symlink()):
        return None
    names = (path.with_name(f"{path.name}.aside{number}") for number in ("", *range(2, 1_000)))
    aside = next(name for name in names if not os.path.lexists(name))
    os.rename(path, aside)
    return aside


def is_folder_inside(path: Path, root: Path) -> bool:
    """Whether a folder stands, or could be made, at this path below the root, and no link leads out of it there."""
    real, inside = real_path(path), real_path(root)
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


def real_path(path: Path) -> Path:
    """Without links, as far as they can be followed: unlike for `Path.resolve`, a loop of them is no error."""
    return Path(os.path.realpath(path))


class Left(NamedTuple):
    """What a walk leaves alone, and why.

    `link` leads out, `loop` to where the walk is or has been, `broken` nowhere; `unreadable` has no permission, `name`
    is not UTF-8, `sign` holds what no path of output/ may, `special` is no file (a pipe, a device).
    """

    path: str
    reason: str


class Survey(NamedTuple):
    """Files below a folder as (POSIX path relative to it, stamp), sorted, and what was left alone."""

    files: list[tuple[str, FileStamp]]
    left: list[Left]


def walk(folder: Path, within: Path | None = None, *, is_copied: bool = False) -> Iterator[tuple[str, FileStamp]]:
    """Every file of `survey`."""
    return iter(survey(folder, within, is_copied=is_copied).files)


def survey(folder: Path, within: Path | None = None, *, is_copied: bool = False) -> Survey:
    """Every file below a folder but hidden ones. Of links those are followed that stay in `within`, if it is given.

    `is_copied` where the names go into output/ as they are.
    """
    found = Survey([], [])
    bound = "" if within is None or _CONSENT else os.path.realpath(within)
    if bound and not is_within(os.path.realpath(folder), bound):
        return Survey([], [Left(".", "link")])
    walked = [os.path.realpath(folder)]  # and what linked folders led to
    pending = [("", str(folder))]
    while pending:
        prefix, place = pending.pop()
        try:
            entries = os.scandir(place)
        except (FileNotFoundError, NotADirectoryError):
            continue
        except PermissionError:
            found.left.append(Left(prefix.rstrip("/") or ".", "unreadable"))
            continue
        with entries:
            for entry in entries:
                name = entry.name
                if name.startswith(".") or name.endswith(TEMPORARY_SUFFIX):
                    continue
                path = prefix + name
                reason = _reason_against_name(name, is_copied=is_copied)
                if not reason and entry.is_symlink():
                    reason = _reason_against(entry.path, bound, walked)
                if reason:
                    found.left.append(Left(path, reason))
                elif entry.is_dir():
                    pending.append((f"{path}/", entry.path))
                elif entry.is_file():
                    with contextlib.suppress(FileNotFoundError):
                        found.files.append((path, stamp_of(entry.stat())))
                else:
                    found.left.append(Left(path, "special"))
    found.files.sort(key=lambda item: item[0])
    found.left.sort()
    return found


def consent_to_links() -> None:
    """The person at the terminal says that links may lead out of the site, in this process: `--follow-links`."""
    global _CONSENT  # noqa: PLW0603 - one person, one terminal, one answer
    _CONSENT = True


def has_consent_to_links() -> bool:
    return _CONSENT


def _reason_against_name(name: str, *, is_copied: bool) -> str:
    if not (name.isascii() or _is_utf8(name)):
        return "name"
    return "sign" if is_copied and _UNFIT.search(name) else ""


def _is_utf8(name: str) -> bool:
    try:
        name.encode()
    except UnicodeEncodeError:
        return False
    return True


def _reason_against(link: str, bound: str, walked: list[str]) -> str:
    """Why a link is not followed; "" where it is."""
    real = os.path.realpath(link)
    if not os.path.exists(real):
        return "broken"
    if bound and not is_within(real, bound):
        return "link"
    if os.path.isdir(real):
        if any(is_within(real, one) or is_within(one, real) for one in walked):
            return "loop"
        walked.append(real)
    return ""


def is_within(real: str, real_root: str) -> bool:
    """Of two paths without links: whether the first is the second or lies in it."""
    return real == real_root or real.startswith(real_root.rstrip(os.sep) + os.sep)


def write_atomically(path: Path, data: bytes, *, is_lasting: bool = True) -> bool:
    """Put bytes in place, whole or not at all; False (and no touch) where they are there already.

    A lasting file is on the disk before it has its name, and keeps the mode and owner of the one it replaces; for what
    can be made again (a cache) neither matters.
    """
    if read_if_there(path) == data:
        return False
    with written_whole(path, is_lasting=is_lasting) as stream:
        stream.write(data)
    return True


def write_cache(path: Path, data: bytes) -> None:
    """What can be made again at any time; what stands in its place and is no file is put aside."""
    put_aside_unless_file(path)
    write_atomically(path, data, is_lasting=False)


@contextlib.contextmanager
def written_whole(path: Path, *, is_lasting: bool = True) -> Iterator[IO[bytes]]:
    """A file to write as a stream: in place when the block ends, and not at all when it fails."""
    temporary = path.with_name(temporary_name(path.name))
    descriptor = open_exclusively(temporary)
    try:
        with os.fdopen(descriptor, "wb") as stream:
            yield stream
            stream.flush()
            if is_lasting:
                _keep_mode(path, stream.fileno())
                os.fsync(stream.fileno())
        os.replace(temporary, path)
    except BaseException as problem:
        if isinstance(problem, OSError) and problem.filename in (None, str(temporary)):
            problem.filename = str(path)  # a write that fails knows no name, and a rename the wrong one
        temporary.unlink(missing_ok=True)
        raise


def temporary_name(name: str) -> str:
    """Hidden, short, and the same each time: what a kill leaves behind, the next write takes over."""
    return f".{fingerprint(name.encode('utf-8', 'surrogateescape'))[:16]}{TEMPORARY_SUFFIX}"


def open_exclusively(path: Path | str, mode: int = 0o666) -> int:
    """A new file: what stands there, perhaps a link that somebody planted, goes; nothing is ever followed."""
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


def _keep_mode(path: Path, descriptor: int) -> None:
    try:
        before = os.stat(path)
    except OSError:
        return
    if hasattr(os, "fchmod"):
        os.fchmod(descriptor, before.st_mode & 0o7777)
        if (before.st_uid, before.st_gid) != (os.geteuid(), os.getegid()):
            with contextlib.suppress(PermissionError):  # only root may give files away
                os.fchown(descriptor, before.st_uid, before.st_gid)


def move_file(old: Path, new: Path) -> None:
    new.parent.mkdir(parents=True, exist_ok=True)
    os.rename(old, new)


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


@contextlib.contextmanager
def locked(path: Path, doing: str) -> Iterator[None]:
    """Hold a lock file as long as the block runs; another holder on this machine means RefusedError.

    The system lets go of it when the process dies, however it dies: a record lock, which worker processes that
    outlive their parent do not share.
    """
    place = str(real_path(path))
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
