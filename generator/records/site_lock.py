"""One lock for a site: `content/.warraq/` holds it and the journal, beside the ledger that they protect.

The folder hides itself from git, from the build and from the watcher. It is not in the cache, which anybody may
delete at any time, also while a verb runs.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from pathlib import Path

from generator.disk.files import (
    can_write,
    is_folder_inside,
    locked,
    put_aside_unless_file,
    read_if_there,
    write_atomically,
)
from generator.errors import RefusedError
from generator.model import Problem
from generator.records.ledger import STATE

CACHE = ".cache"
_IGNORED = b"*\n"


# Each is written whole by its own verb; warraq.sqlite looks after itself (`build/memory`).
_CACHED = ("imported.json", "sketches", "external.json")


def check_cache(root: Path) -> None:
    """The cache stays in the site: a link would let any verb that remembers something write elsewhere."""
    cache = root / CACHE
    if cache.is_symlink() or (cache.exists() and not cache.is_dir()):
        raise RefusedError("`.cache` is not a folder of this site", "remove the link or file; a build makes it anew")


def cleared(root: Path) -> Iterator[Problem]:
    """What is no file and stands where one of the cache belongs is put aside, and told."""
    for name in _CACHED:
        aside = put_aside_unless_file(root / CACHE / name)
        if aside is not None:
            what, hint = f"was no file: it is `{CACHE}/{aside.name}` now", "move it away, or delete it"
            yield Problem(f"{CACHE}/{name}", 0, 0, "E301", "warning", what, hint)


@contextlib.contextmanager
def locked_to_write(root: Path, verb: str) -> Iterator[None]:
    """For verbs that write content or the ledger: nobody else writes, and nobody builds, meanwhile."""
    check_cache(root)
    if not is_folder_inside(root / STATE, root):
        what = f"`{STATE}` is not a folder of this site"
        raise RefusedError(what, "remove the link or file that stands in its way; warraq makes the folder anew")
    with locked(root / STATE / "lock", verb):
        if read_if_there(root / STATE / ".gitignore") is None:
            write_atomically(root / STATE / ".gitignore", _IGNORED)
        yield


@contextlib.contextmanager
def locked_to_build(root: Path, verb: str) -> Iterator[None]:
    """For verbs that only read content: where it cannot be written (a protected disk), the cache's lock will do."""
    check_cache(root)
    state = root / STATE
    is_ours = state.parent.is_dir() and is_folder_inside(state, root) and can_write(state / "lock")
    with locked_to_write(root, verb) if is_ours else locked(root / CACHE / "lock", verb):
        yield
