"""Lock files: one command writes to a site at a time."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from generator.disk.disk_errors import explained
from generator.disk.files import without_links
from generator.disk.links import real_path
from generator.errors import RefusedError

if os.name == "posix":
    import fcntl

_HELD: set[str] = set()  # locks of this process, because record locks do not protect a process from itself


@contextlib.contextmanager
def locked(path: Path, doing: str) -> Iterator[None]:
    """Hold a lock file while the block runs; RefusedError if another process on this machine holds it.

    It is a record lock: the system releases it when the process ends in any way, and worker processes that outlive
    their parent do not share it.
    """
    held = str(real_path(path))
    refusal = RefusedError(
        f"another `{doing}` is running on this site", "wait until it ends, or stop it; `warraq serve` also builds"
    )
    if held in _HELD:
        raise refusal
    with explained(str(path.parent)):
        path.parent.mkdir(parents=True, exist_ok=True)
        handle: Any = open(path, "a+", encoding="utf-8", opener=without_links)  # noqa: SIM115 kept open
    with handle:
        if os.name == "posix":
            try:
                fcntl.lockf(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except OSError as problem:
                raise refusal from problem
        _HELD.add(held)
        try:
            yield
        finally:
            _HELD.discard(held)
