"""The rows that plugins add to Warraq's tables: values that installed packages name by entry points.

The version and the bytes of its files are an input of everything that a plugin decides on, so builds stay reproducible.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path
from traceback import extract_tb
from typing import TYPE_CHECKING, Generic, NamedTuple, TypeVar

from generator.digest import digest
from generator.disk.files import read_bytes, read_if_there
from generator.disk.walking import walk
from generator.errors import InstallationError, PluginError, UsageError, WarraqError

if TYPE_CHECKING:
    from importlib.metadata import EntryPoint

T = TypeVar("T")
PREFIX = "warraq."  # of the groups
_MENTION = f"[{PREFIX}".encode()


class Plugin(NamedTuple, Generic[T]):
    """A row of a table, with the name of its entry point. `digest` changes with the plugin's version and files."""

    name: str
    row: T
    digest: bytes


def plugins(group: str, kind: type[T]) -> tuple[Plugin[T], ...]:
    """The rows of a group such as `warraq.formats`, by name; each is a value of `kind`."""
    return tuple(_checked(point, kind) for point in _points(group))


@lru_cache(maxsize=8)
def _points(group: str) -> tuple[EntryPoint, ...]:
    if not _is_mentioned():
        return ()
    # Start-up: it takes longer to load than a build of a small site that did not change.
    from importlib.metadata import entry_points  # noqa: PLC0415

    return tuple(sorted(entry_points(group=group), key=lambda point: point.name))


@lru_cache(maxsize=1)
def _is_mentioned() -> bool:
    """Whether any package names a group of ours: a fifth of the time that it takes to parse all entry points."""
    folders = (Path(folder or ".") for folder in sys.path)
    listed = (file for folder in folders for file in folder.glob("*-info/entry_points.txt"))
    return any(_MENTION in (read_if_there(file) or b"") for file in listed)


def forget_plugins() -> None:
    """Look for plugins again, after packages were installed in a running process."""
    _points.cache_clear()
    _is_mentioned.cache_clear()


def _checked(point: EntryPoint, kind: type[T]) -> Plugin[T]:
    row = _loaded(point)
    if not isinstance(row, kind):
        name = kind.__name__
        raise UsageError(f"the plugin `{point.value}` is not a {name}", f"its entry point must name a `{name}` value")
    return Plugin(point.name, row, _digest(point))


def _loaded(point: EntryPoint) -> object:
    try:
        return point.load()
    except (ImportError, AttributeError) as problem:
        what = f"the plugin `{point.value}` cannot be loaded: {problem}"
        raise InstallationError(what, "install it again, or uninstall it") from problem
    except Exception as problem:
        raise _fault(point.value, problem) from problem


@lru_cache(maxsize=64)
def _digest(point: EntryPoint) -> bytes:
    """Of an editable installation the metadata lists no modules, so they are found as an import finds them."""
    version = point.dist.version if point.dist else ""
    spec = find_spec(point.module.partition(".")[0])
    folders = list(spec.submodule_search_locations or ()) if spec else []
    files = [(path, read_bytes(f"{folder}/{path}")) for folder in folders for path in _sources(folder)]
    if spec and not folders and spec.origin:
        files.append(("", read_if_there(Path(spec.origin)) or b""))
    return digest(point.name, version, files)


def _sources(folder: str) -> Iterator[str]:
    return (path for path, _ in walk(Path(folder)) if not path.endswith(".pyc"))


@contextmanager
def blaming(name: str) -> Iterator[None]:
    """A fault of the plugin's code is reported as its own, with the line that raised it."""
    try:
        yield
    except (WarraqError, ImportError, MemoryError):
        raise
    except Exception as problem:
        raise _fault(name, problem) from problem


def _fault(name: str, problem: Exception) -> PluginError:
    frame = extract_tb(problem.__traceback__)[-1]
    where = f"{Path(frame.filename).name}:{frame.lineno}"
    what = f"the plugin `{name}` failed: {type(problem).__name__}: {problem} ({where})"
    return PluginError(what, "report this to the plugin's author, or uninstall the plugin")
