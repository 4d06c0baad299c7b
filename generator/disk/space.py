"""How much room a disk has."""

from __future__ import annotations

import shutil
from pathlib import Path

from generator.disk.links import real_path


def free_bytes(path: str | Path) -> int:
    """Bytes that this user may still write on the disk of a path, which need not exist yet."""
    real = real_path(Path(path))
    existing = next(one for one in (real, *real.parents) if one.exists())
    return shutil.disk_usage(existing).free
