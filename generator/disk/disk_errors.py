"""What a disk refuses, in words: each error of the system becomes a message with what to do, never a traceback."""

from __future__ import annotations

import contextlib
import errno
import os
from collections.abc import Iterator

from generator.errors import RefusedError, WarraqError
from generator.text.addresses.relative_path import shown

_AGAIN = "run the same again: what is there is whole"
_SAYINGS: dict[int, tuple[type[WarraqError], str, str]] = {
    errno.ENOSPC: (WarraqError, "the disk of {} is full", f"make room and {_AGAIN}"),
    errno.EDQUOT: (WarraqError, "the disk of {} is full for you (a quota)", f"make room and {_AGAIN}"),
    errno.EFBIG: (
        WarraqError,
        "{} would be larger than a file may be here",
        f"raise the limit (ulimit -f) and {_AGAIN}",
    ),
    errno.EACCES: (RefusedError, "{} cannot be read or written: no permission", "give yourself the right to it"),
    errno.EPERM: (RefusedError, "{} cannot be changed: no permission", "give yourself the right to it"),
    errno.EROFS: (RefusedError, "{} cannot be written: its disk is read-only", "copy the site to another disk"),
    errno.ENAMETOOLONG: (WarraqError, "the name {} is too long for this disk", "shorten it"),
    errno.ELOOP: (WarraqError, "{} is a link in a loop of links", "remove one of the links"),
    errno.EMFILE: (WarraqError, "too many files are open at once, the last one {}", "raise the limit: ulimit -n 4096"),
    errno.EIO: (WarraqError, "the disk fails at {}", "check the disk, and restore the file from a backup"),
    errno.EISDIR: (WarraqError, "{} is a folder where a file belongs", "move it away"),
    errno.ENOTDIR: (WarraqError, "{} stands where a folder belongs", "move it away"),
    errno.ENOTEMPTY: (WarraqError, "{} is not empty", "move away what is in it"),
    errno.EEXIST: (WarraqError, "{} stands in the way", "move it away"),
    errno.ENOENT: (WarraqError, "{} is gone", _AGAIN),
}
# What befalls one file and leaves the others alone.
OF_ONE_FILE = (errno.ENAMETOOLONG, errno.EISDIR, errno.ENOTDIR, errno.EEXIST, errno.ELOOP)


def disk_error(problem: OSError, folder: str = "") -> WarraqError:
    """The error in words; `folder` is named where the system does not say which file it means."""
    name = problem.filename if problem.filename is not None else folder
    place = f"`{shown(os.fsdecode(name))}`" if isinstance(name, str | bytes) and name else "a file"
    kind, what, hint = _SAYINGS.get(problem.errno or 0, (WarraqError, "", _AGAIN))
    said = what.format(place) if what else f"{place}: {problem.strerror or problem}"
    return kind(said, hint)


@contextlib.contextmanager
def explained(folder: str) -> Iterator[None]:
    """Errors of a full or protected disk in words."""
    try:
        yield
    except OSError as problem:
        raise disk_error(problem, folder) from problem


def disk_is_full(folder: str) -> WarraqError:
    return disk_error(OSError(errno.ENOSPC, ""), folder)


def cannot_be_written(place: str) -> WarraqError:
    return RefusedError(f"`{place}` cannot be written", "give yourself the right to it, or copy the site elsewhere")
