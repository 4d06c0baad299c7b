"""Disk errors as messages: each error of the system says what happened and what to do, without a traceback."""

from __future__ import annotations

import contextlib
import errno
import os
from collections.abc import Iterator

from generator.errors import RefusedError, WarraqError
from generator.text.addresses.relative_path import shown

_AGAIN = "run the same command again: no file was left half-written"
_MESSAGES: dict[int, tuple[type[WarraqError], str, str]] = {
    errno.ENOSPC: (WarraqError, "the disk that holds {} is full", f"free some space and {_AGAIN}"),
    errno.EDQUOT: (WarraqError, "your disk quota for {} is used up", f"free some space and {_AGAIN}"),
    errno.EFBIG: (
        WarraqError,
        "{} would exceed the size limit for files",
        f"raise the limit (ulimit -f) and {_AGAIN}",
    ),
    errno.EACCES: (RefusedError, "{} cannot be read or written: no permission", "change its permissions"),
    errno.EPERM: (RefusedError, "{} cannot be changed: no permission", "change its permissions"),
    errno.EROFS: (RefusedError, "{} cannot be written: its disk is read-only", "copy the site to another disk"),
    errno.ENAMETOOLONG: (WarraqError, "the name {} is too long for this disk", "shorten it"),
    errno.ELOOP: (WarraqError, "{} is part of a loop of links", "remove one of the links"),
    errno.EMFILE: (WarraqError, "too many files are open; the last one was {}", "raise the limit: ulimit -n 4096"),
    errno.EIO: (
        WarraqError,
        "the disk failed to read or write {}",
        "check the disk, and restore the file from a backup",
    ),
    errno.EISDIR: (WarraqError, "{} is a folder, but should be a file", "move it elsewhere"),
    errno.ENOTDIR: (WarraqError, "{} should be a folder", "move it elsewhere"),
    errno.ENOTEMPTY: (WarraqError, "{} is not empty", "move its contents elsewhere"),
    errno.EEXIST: (WarraqError, "{} already exists", "move it elsewhere"),
    errno.ENOENT: (WarraqError, "{} has disappeared", _AGAIN),
}
# Errors that concern one file only.
OF_ONE_FILE = (errno.ENAMETOOLONG, errno.EISDIR, errno.ENOTDIR, errno.EEXIST, errno.ELOOP)


def disk_error(problem: OSError, folder: str = "") -> WarraqError:
    """The error as a message, which names `folder` if the system does not name a file."""
    name = problem.filename if problem.filename is not None else folder
    path = f"`{shown(os.fsdecode(name))}`" if isinstance(name, str | bytes) and name else "a file"
    kind, what, hint = _MESSAGES.get(problem.errno or 0, (WarraqError, "", _AGAIN))
    message = what.format(path) if what else f"{path}: {problem.strerror or problem}"
    return kind(message, hint)


@contextlib.contextmanager
def explained(folder: str) -> Iterator[None]:
    """Turn errors of a full or protected disk into messages."""
    try:
        yield
    except OSError as problem:
        raise disk_error(problem, folder) from problem


def disk_is_full(folder: str) -> WarraqError:
    return disk_error(OSError(errno.ENOSPC, ""), folder)


def cannot_be_written(path: str) -> WarraqError:
    return RefusedError(f"`{path}` cannot be written", "change its permissions, or copy the site elsewhere")
