"""The lock of a site: it is in `content/.warraq/` with the journal, beside the ledger that they protect.

Git, the build and the watcher ignore this folder. It is not in the cache, because people may delete the cache at any
time, even while a command runs.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from pathlib import Path

from generator.disk.files import can_write, put_aside_unless_file, read_if_there, write_atomically
from generator.disk.links import is_folder_inside
from generator.disk.locks import locked
from generator.errors import RefusedError
from generator.model import Problem
from generator.records.ledger import STATE

CACHE = ".cache"
_IGNORED = b"*\n"


# Each is written whole by its own command; `engine/memory/` checks warraq.sqlite.
_CACHED = ("imported.json", "sketches", "external.json")


def check_cache(root: Path) -> None:
    """The cache must be in the site, because a link would make commands write elsewhere."""
    cache = root / CACHE
    if cache.is_symlink() or (cache.exists() and not cache.is_dir()):
        raise RefusedError(
            "`.cache` is not a folder of this site", "remove the link or file; a build creates the folder again"
        )


def cleared(root: Path) -> Iterator[Problem]:
    """Set aside and report anything in the cache that should be a file but is not."""
    for name in _CACHED:
        aside = put_aside_unless_file(root / CACHE / name)
        if aside is not None:
            what, hint = f"was not a file, and was renamed to `{CACHE}/{aside.name}`", "move it elsewhere, or delete it"
            yield Problem(f"{CACHE}/{name}", 0, 0, "E301", "warning", what, hint)


@contextlib.contextmanager
def locked_to_write(root: Path, verb: str) -> Iterator[None]:
    """For commands that write content or the ledger: no other command writes or builds at the same time."""
    check_cache(root)
    if not is_folder_inside(root / STATE, root):
        what = f"`{STATE}` is not a folder of this site"
        raise RefusedError(what, "remove the link or file in its place; Warraq creates the folder again")
    with locked(root / STATE / "lock", verb):
        if read_if_there(root / STATE / ".gitignore") is None:
            write_atomically(root / STATE / ".gitignore", _IGNORED)
        yield


@contextlib.contextmanager
def locked_to_build(root: Path, verb: str) -> Iterator[None]:
    """For commands that only read content: if it is read-only, they use a lock in the cache."""
    check_cache(root)
    state = root / STATE
    is_ours = state.parent.is_dir() and is_folder_inside(state, root) and can_write(state / "lock")
    with locked_to_write(root, verb) if is_ours else locked(root / CACHE / "lock", verb):
        yield
