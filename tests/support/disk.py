"""A small or protected disk for a test: a real file system in memory, mounted where only the test's processes see it."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest


class Disk:
    """A file system mounted at `folder`, inside a mount namespace of its own."""

    def __init__(self, holder: int, folder: Path) -> None:
        self._inside = ["nsenter", "-t", str(holder), "-U", "-m", "--preserve-credentials"]
        self.folder = folder
        self.seen = Path(f"/proc/{holder}/root{folder}")

    def run(self, command: list[str]) -> subprocess.CompletedProcess[str]:
        return subprocess.run([*self._inside, *command], capture_output=True, text=True, check=False)

    def remount(self, options: str) -> None:
        done = self.run(["mount", "-o", f"remount,{options}", str(self.folder)])
        assert done.returncode == 0, done.stderr


@contextmanager
def mounted(folder: Path, size: str) -> Iterator[Disk]:
    """Works as root and as anybody, where the system lets users have namespaces; skips where it does not."""
    folder.mkdir(parents=True)
    script = f"mount -t tmpfs -o size={size} tmpfs '{folder}' && echo ready && read -r _"
    command = ["unshare", "--user", "--map-root-user", "--mount", "sh", "-c", script]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as holder:
        assert holder.stdin and holder.stdout
        if holder.stdout.readline() != "ready\n":
            pytest.skip("no small disk: this system forbids namespaces of users")
        yield Disk(holder.pid, folder)
        holder.stdin.close()
