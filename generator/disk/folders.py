"""Folders that a person named. Nothing outside of them is read or written.

A path in a folder is checked as text (`text/addresses/relative_path.py`), then on the disk: links that stay inside are
followed, links that lead out are refused, even for reading. The folder itself may be a link, because a person named it.
"""

from __future__ import annotations

import contextlib
import errno
import os
import re
import shutil
import time
from collections.abc import Iterator
from pathlib import Path

from generator.disk.files import (
    TEMPORARY_SUFFIX,
    FileStamp,
    move_file,
    open_exclusively,
    read_if_there,
    remove_if_there,
    stamp_of,
    write_all,
    write_atomically,
)
from generator.disk.links import has_consent_to_links, is_within
from generator.disk.walking import UNFIT_CHARACTERS
from generator.errors import RefusedError
from generator.text.addresses.relative_path import PathError, relative_path, shown


class OutsideError(RefusedError):
    """A path that leads out of its folder; `path` is the requested one."""

    def __init__(self, what: str, hint: str, path: str = "") -> None:
        super().__init__(what, hint)
        self.path = path

    def __reduce__(self) -> tuple[object, ...]:
        return type(self), (self.what, self.hint, self.path)


class Folder:
    """A folder and the files in it, by relative path."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self._real = os.path.realpath(root)
        self._inside: dict[str, bool] = {}  # by folder: whether its links stay inside

    def locate(self, path: str) -> Path:
        """The path of a file in this folder, which may be a link; OutsideError for a path that leads out."""
        _check(path)
        folder = path.rpartition("/")[0]
        if folder not in self._inside:
            self._inside[folder] = has_consent_to_links() or is_within(os.path.realpath(self.root / folder), self._real)
        if not self._inside[folder]:
            raise _leads_out(path, self.root)
        return self.root / path

    def resolve(self, path: str) -> Path:
        """The path of a file's bytes: its link is followed if it stays inside."""
        located = self.locate(path)
        if not located.is_symlink():
            return located
        real = os.path.realpath(located)
        if not has_consent_to_links() and not is_within(real, self._real):
            raise _leads_out(path, self.root)
        return Path(real)

    def read(self, path: str) -> bytes | None:
        """None if there is no such file. A pipe or a device is refused, because it might never end."""
        real = self.resolve(path)
        if real.exists() and not real.is_file() and not real.is_dir():
            raise OutsideError(f"`{shown(path)}` is not a file", "remove it, and put a file in its place", path)
        return read_if_there(real)

    def write(self, path: str, data: bytes) -> bool:
        """Write whole or not at all; False if the file already has these bytes."""
        return write_atomically(self.resolve(path), data)

    def remove(self, path: str) -> None:
        """Remove the file, or the link in its place, if it exists."""
        remove_if_there(self.locate(path))

    def rename(self, old: str, new: str) -> None:
        move_file(self.locate(old), self.locate(new))

    def stat(self, path: str) -> FileStamp | None:
        try:
            return stamp_of(self.resolve(path).stat())
        except (FileNotFoundError, NotADirectoryError):
            return None

    def has(self, path: str) -> bool:
        """Whether there is a file or a link, wherever it leads."""
        return os.path.lexists(self.locate(path))


def _check(path: str) -> None:
    """Check the text of a path; names on disk need not be in NFC."""
    try:
        relative_path(path, suffix_bytes=0)
    except PathError as problem:
        raise OutsideError(problem.what, problem.hint, path) from problem


def _leads_out(path: str, root: Path) -> OutsideError:
    what = f"`{shown(path)}` leads out of `{shown(root.name or str(root))}` through a link"
    return OutsideError(what, "remove the link, or add --follow-links if you made it", path)


# A path that leads up, is absolute, or contains forbidden characters. Paths of output/ are checked for every file, so
# with one search instead of the steps in text/addresses/relative_path.py.
_UNFIT = re.compile(r"(?:^|/)\.{0,2}(?:/|$)|[" + UNFIT_CHARACTERS + r"\ud800-\udfff]|^[A-Za-z]:")


class OutputFolder:
    """output/ during a build: files are written whole or not at all, and never outside of it."""

    def __init__(self, root: Path, temporary: str = TEMPORARY_SUFFIX) -> None:
        self.root = str(root)
        self._temporary = f"{root}/{temporary}"
        self._known_folders: set[str] = set()

    def stat(self, path: str) -> tuple[int, int] | None:
        """(bytes, mtime in nanoseconds), or None if there is no such file."""
        try:
            result = os.stat(self._path(path), follow_symlinks=False)
        except (FileNotFoundError, NotADirectoryError):
            return None
        return result.st_size, result.st_mtime_ns

    def read(self, path: str) -> bytes | None:
        return read_if_there(self._path(path))

    def put(self, path: str, data: bytes) -> int:
        """Write and rename into place; returns the mtime in nanoseconds."""
        final = self._path(path)
        self._make_folder(final.rpartition("/")[0])
        # All writes share one name, so an interrupted build leaves at most this file, and the next build reuses it.
        temporary = self._temporary
        descriptor = open_exclusively(temporary, 0o644)
        try:
            write_all(descriptor, data)
            mtime_ns = os.fstat(descriptor).st_mtime_ns
        except BaseException:
            with contextlib.suppress(OSError):
                os.unlink(temporary)
            raise
        finally:
            os.close(descriptor)
        try:
            os.rename(temporary, final)
        except IsADirectoryError:
            shutil.rmtree(final)
            os.rename(temporary, final)
        return mtime_ns

    def _path(self, path: str) -> str:
        if _UNFIT.search(path):
            raise RefusedError(f"`{path!a}` is not a path inside the output folder", "build again with --clean")
        return f"{self.root}/{path}"

    def set_time(self, path: str, mtime_ns: int) -> None:
        os.utime(self._path(path), ns=(mtime_ns, mtime_ns))

    def new_time(self) -> int:
        """A time to set on a file, in nanoseconds; every common file system keeps whole microseconds."""
        return time.time_ns() // 1000 * 1000

    def _make_folder(self, folder: str) -> None:
        """Make a folder and its parents. A file in the way is removed, a link outwards is refused."""
        if folder in self._known_folders:
            return
        if folder == self.root:
            os.makedirs(folder, exist_ok=True)
        else:
            self._make_folder(folder.rpartition("/")[0])
            with contextlib.suppress(FileExistsError):
                os.mkdir(folder)
            if os.path.islink(folder):
                self._check_link(folder)
            elif not os.path.isdir(folder):
                os.unlink(folder)
                os.mkdir(folder)
        self._known_folders.add(folder)

    def _check_link(self, folder: str) -> None:
        if not is_within(os.path.realpath(folder), os.path.realpath(self.root)) or not os.path.isdir(folder):
            raise RefusedError(f"`{folder}` is a link that leads out of the output folder", "remove the link")

    def remove(self, path: str) -> bool:
        """Remove a file, then the folders that are empty without it."""
        file = Path(self._path(path))
        if not self._is_inside(file.parent):
            return False
        try:
            file.unlink()
        except (FileNotFoundError, NotADirectoryError, IsADirectoryError, PermissionError) as problem:
            if problem.errno not in (errno.ENOENT, errno.ENOTDIR, errno.EISDIR):
                raise
            return False
        for folder in file.parents:
            self._known_folders.discard(str(folder))
            if str(folder) == self.root:
                break
            try:
                folder.rmdir()
            except OSError:
                break
        return True

    def _is_inside(self, folder: Path) -> bool:
        """Whether the links of a folder stay inside. Files elsewhere were not made by Warraq."""
        return str(folder) in self._known_folders or is_within(os.path.realpath(folder), os.path.realpath(self.root))

    def paths(self) -> Iterator[str]:
        """Every file and link in the folder, hidden ones too, sorted."""
        found = []
        for folder, folders, names in os.walk(self.root):
            linked = [name for name in folders if os.path.islink(os.path.join(folder, name))]
            prefix = os.path.relpath(folder, self.root).replace(os.sep, "/")
            found += [name if prefix == "." else f"{prefix}/{name}" for name in names + linked]
        return iter(sorted(found))
