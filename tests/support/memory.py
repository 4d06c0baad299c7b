"""Temporary folders in memory: tests write some hundred thousand small files, and a disk takes longer than the tests."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

MEMORY = Path("/dev/shm")
ENOUGH = 6 << 30  # several times what a run of all tests holds at once


def work_in_memory() -> None:
    """Where there is enough of it and programs may be run from it, unless TMPDIR names another folder."""
    if "TMPDIR" not in os.environ and _is_fit():
        tempfile.tempdir = os.environ["TMPDIR"] = str(MEMORY)  # the second for programs that tests start


def _is_fit() -> bool:
    try:
        disk, available = os.statvfs(MEMORY), os.sysconf("SC_AVPHYS_PAGES") * os.sysconf("SC_PAGE_SIZE")
    except (OSError, ValueError, AttributeError):
        return False
    is_open = os.access(MEMORY, os.W_OK | os.X_OK) and not disk.f_flag & os.ST_NOEXEC
    return is_open and min(disk.f_bavail * disk.f_frsize, available) > ENOUGH
