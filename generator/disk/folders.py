"""Folders that a person named, and the promise that nothing outside of them is touched.

A path in a folder is checked as text (`text/relative_path`), then on the disk: links that stay inside are followed and
written through, one that leads out is refused, for reading too. The folder itself may be a link: a person named it.
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
    UNFIT_SIGNS,
    FileStamp,
    has_consent_to_links,
    is_within,
    move_file,
    open_exclusively,
    read_if_there,
    remove_if_there,
    stamp_of,
    write_all,
    write_atomically,
)
from generator.errors import RefusedError
from generator.text.addresses.relative_path import PathError, relative_path, shown


class OutsideError(RefusedError):
    """A path that leads out of its folder; `path` as it was asked for."""

    def __init__(self, what: str, hint: str, path: str = "") -> None:
        super().__init__(what, hint)
        self.path = path

    def __reduce__(self) -> tuple[object, ...]:
        return type(self), (self.what, self.hint, self.path)


class Folder:
    """A folder by its root."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self._real = os.path.realpath(root)
        self._inside: dict[str, bool] = {}  # by folder: whether its links stay inside

    def locate(self, path: str) -> Path:
        """Where a file of this folder is, itself perhaps a link; raises OutsideError for a path that leads out."""
        _check(path)
        folder = path.rpartition("/")[0]
        if folder not in self._inside:
            self._inside[folder] = has_consent_to_links() or is_within(os.path.realpath(self.root / folder), self._real)
        if not self._inside[folder]:
            raise _leads_out(path, self.root)
        return self.root / path

    def resolve(self, path: str) -> Path:
        """Where the bytes of a file are: through its own link, if that stays inside."""
        place = self.locate(path)
        if not place.is_symlink():
            return place
        real = os.path.realpath(place)
        if not has_consent_to_links() and not is_within(real, self._real):
            raise _leads_out(path, self.root)
        return Path(real)

    def read(self, path: str) -> bytes | None:
        """None where there is no such file. A pipe or a device, which might never end, is refused."""
        place = self.resolve(path)
        if place.exists() and not place.is_file() and not place.is_dir():
            raise OutsideError(f"`{shown(path)}` is no file", "remove it, and put a file in its place", path)
        return read_if_there(place)

    def write(self, path: str, data: bytes) -> bool:
        """Whole or not at all; False where the same bytes are there already."""
        return write_atomically(self.resolve(path), data)

    def remove(self, path: str) -> None:
        """The file, or the link in its place, if it is there."""
        remove_if_there(self.locate(path))

    def rename(self, old: str, new: str) -> None:
        move_file(self.locate(old), self.locate(new))

    def stat(self, path: str) -> FileStamp | None:
        try:
            return stamp_of(self.resolve(path).stat())
        except (FileNotFoundError, NotADirectoryError):
            return None

    def has(self, path: str) -> bool:
        """Whether a file or a link is there, wherever it leads."""
        return os.path.lexists(self.locate(path))


def _check(path: str) -> None:
    """As text; its spelling stays the disk's, where a name need not be in NFC."""
    try:
        relative_path(path, suffix_bytes=0)
    except PathError as problem:
        raise OutsideError(problem.what, problem.hint, path) from problem


def _leads_out(path: str, root: Path) -> OutsideError:
    what = f"`{shown(path)}` leads out of `{shown(root.name or str(root))}` through a link"
    return OutsideError(what, "remove the link, or say --follow-links if you put it there", path)


# A path that leads up, is absolute, or holds what no disk should be given: paths of output/ are made here, and are
# checked as often as files are looked at, so by one search instead of text/relative_path's steps.
_UNFIT = re.compile(r"(?:^|/)\.{0,2}(?:/|$)|[" + UNFIT_SIGNS + r"\ud800-\udfff]|^[A-Za-z]:")


class OutputFolder:
    """output/ while a build holds it: paths are relative to it, written whole or not at all, and never outside."""

    def __init__(self, root: Path, temporary: str = TEMPORARY_SUFFIX) -> None:
        self.root = str(root)
        self._temporary = f"{root}/{temporary}"
        self._known_folders: set[str] = set()

    def stat(self, path: str) -> tuple[int, int] | None:
        """(bytes, mtime in nanoseconds), None where there is no such file."""
        try:
            result = os.stat(self._place(path), follow_symlinks=False)
        except (FileNotFoundError, NotADirectoryError):
            return None
        return result.st_size, result.st_mtime_ns

    def read(self, path: str) -> bytes | None:
        return read_if_there(self._place(path))

    def put(self, path: str, data: bytes) -> int:
        """Write and rename into place; returns the mtime in nanoseconds."""
        place = self._place(path)
        self._make_folder(place.rpartition("/")[0])
        # One name for all: a killed build leaves at most this file behind, and the next one takes it over.
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
            os.rename(temporary, place)
        except IsADirectoryError:
            shutil.rmtree(place)
            os.rename(temporary, place)
        return mtime_ns

    def _place(self, path: str) -> str:
        if _UNFIT.search(path):
            raise RefusedError(f"`{path!a}` is no path inside the output folder", "build again with --clean")
        return f"{self.root}/{path}"

    def set_time(self, path: str, mtime_ns: int) -> None:
        os.utime(self._place(path), ns=(mtime_ns, mtime_ns))

    def new_time(self) -> int:
        """A time to set on a file, in nanoseconds: whole microseconds are kept by every common file system."""
        return time.time_ns() // 1000 * 1000

    def _make_folder(self, folder: str) -> None:
        """With those above it. A file in the way (once a page of another shape) goes; a link outwards is refused."""
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
        """Remove a file, then the folders that it leaves empty."""
        place = Path(self._place(path))
        if not self._is_inside(place.parent):
            return False
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

    def _is_inside(self, folder: Path) -> bool:
        """Whether its links stay inside: what lies elsewhere was never made here."""
        return str(folder) in self._known_folders or is_within(os.path.realpath(folder), os.path.realpath(self.root))

    def paths(self) -> Iterator[str]:
        """Every file and link in the folder, hidden ones too, sorted."""
        found = []
        for folder, folders, names in os.walk(self.root):
            linked = [name for name in folders if os.path.islink(os.path.join(folder, name))]
            prefix = os.path.relpath(folder, self.root).replace(os.sep, "/")
            found += [name if prefix == "." else f"{prefix}/{name}" for name in names + linked]
        return iter(sorted(found))
