"""Links: where they lead, and whether a person allowed them to lead out of the site."""

from __future__ import annotations

import os
from pathlib import Path

_CONSENT = False


def consent_to_links() -> None:
    """Allow links to lead out of the site, in this process. Only the person at the terminal can: `--follow-links`."""
    global _CONSENT  # noqa: PLW0603 - one answer per process
    _CONSENT = True


def has_consent_to_links() -> bool:
    return _CONSENT


def is_within(real: str, real_root: str) -> bool:
    """Whether a path is a folder or is in it; both without links."""
    return real == real_root or real.startswith(real_root.rstrip(os.sep) + os.sep)


def real_path(path: Path) -> Path:
    """The path without links. Unlike `Path.resolve`, it accepts loops of links."""
    return Path(os.path.realpath(path))


def is_folder_inside(path: Path, root: Path) -> bool:
    """Whether this path below the root is a folder, or could become one, and no link leads out of the root."""
    real, inside = real_path(path), real_path(root)
    is_below = real != inside and real.is_relative_to(inside)
    return is_below and not path.is_symlink() and (path.is_dir() or not path.exists())
