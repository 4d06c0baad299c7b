"""Walk a folder: every file with its stamp, and the reason for each one left alone."""

from __future__ import annotations

import contextlib
import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from generator.disk.files import TEMPORARY_SUFFIX, FileStamp, stamp_of
from generator.disk.links import has_consent_to_links, is_within

UNFIT_CHARACTERS = "\\x00-\\x1f\\x7f\\\\"  # in a pattern: characters not allowed in paths of output/
_UNFIT = re.compile(f"[{UNFIT_CHARACTERS}]")


class Left(NamedTuple):
    """A path that a walk leaves alone, and why.

    A `link` leads out, a `loop` to a folder that is walked anyway, a `broken` link nowhere. `unreadable` has no
    permission, `name` is not UTF-8, `character` is not allowed in output/, `special` is not a file (a pipe, a device).
    """

    path: str
    reason: str


class Survey(NamedTuple):
    """The sorted files below a folder as (relative POSIX path, stamp), and what was left alone."""

    files: list[tuple[str, FileStamp]]
    left: list[Left]


def walk(folder: Path, within: Path | None = None, *, is_copied: bool = False) -> Iterator[tuple[str, FileStamp]]:
    """Every file of `survey`."""
    return iter(survey(folder, within, is_copied=is_copied).files)


def survey(folder: Path, within: Path | None = None, *, is_copied: bool = False) -> Survey:
    """Every file below a folder except hidden ones. If `within` is given, only links that stay in it are followed.

    `is_copied` is for files that keep their names in output/.
    """
    found = Survey([], [])
    bound = "" if within is None or has_consent_to_links() else os.path.realpath(within)
    if bound and not is_within(os.path.realpath(folder), bound):
        return Survey([], [Left(".", "link")])
    walked = [os.path.realpath(folder)]  # and the targets of linked folders
    pending = [("", str(folder))]
    while pending:
        prefix, directory = pending.pop()
        try:
            entries = os.scandir(directory)
        except (FileNotFoundError, NotADirectoryError):
            continue
        except PermissionError:
            found.left.append(Left(prefix.rstrip("/") or ".", "unreadable"))
            continue
        with entries:
            for entry in entries:
                if entry.name.startswith(".") or entry.name.endswith(TEMPORARY_SUFFIX):
                    continue
                reason = _reason_against_name(entry.name, is_copied=is_copied)
                if not reason and entry.is_symlink():
                    reason = _reason_against(entry.path, bound, walked)
                _sort_in(entry, prefix + entry.name, reason, found, pending)
    found.files.sort(key=lambda item: item[0])
    found.left.sort()
    return found


def _sort_in(entry: os.DirEntry[str], path: str, reason: str, found: Survey, pending: list[tuple[str, str]]) -> None:
    """Add an entry to the files, to what is left alone, or to the folders that are walked next."""
    if reason:
        found.left.append(Left(path, reason))
    elif entry.is_dir():
        pending.append((f"{path}/", entry.path))
    elif entry.is_file():
        with contextlib.suppress(FileNotFoundError):
            found.files.append((path, stamp_of(entry.stat())))
    else:
        found.left.append(Left(path, "special"))


def _reason_against_name(name: str, *, is_copied: bool) -> str:
    if not (name.isascii() or _is_utf8(name)):
        return "name"
    return "character" if is_copied and _UNFIT.search(name) else ""


def _is_utf8(name: str) -> bool:
    try:
        name.encode()
    except UnicodeEncodeError:
        return False
    return True


def _reason_against(link: str, bound: str, walked: list[str]) -> str:
    """Why a link is not followed, or ""."""
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
