"""A site on disk for tests."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from generator.engine.pipeline import build
from generator.engine.report import Report
from generator.engine.site import open_site
from generator.model import Problem
from generator.workers import Workers

NOW = "2026-01-01T00:00:00+00:00"
SOMEBODY = {"GIT_AUTHOR_NAME": "n", "GIT_AUTHOR_EMAIL": "n@x", "GIT_COMMITTER_NAME": "n", "GIT_COMMITTER_EMAIL": "n@x"}
SITE_YAML = """\
title: أرشيف الاختبار
base_url: https://example.org/archive/
timezone: Africa/Cairo
offline: false
sections:
  - name: سياسة
  - name: ثقافة
menu:
  - name: الأرشيف
    url: /archive/
"""


LOCK = shutil.ignore_patterns(".warraq")  # a linked lock would be one with its own


class SiteFolder:
    """A site on disk that a test writes, builds and reads."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.output = root / "output"
        self.problems: tuple[Problem, ...] = ()  # of a build that several tests look at

    def write(self, path: str, text: str | bytes) -> Path:
        file = self.root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(text if isinstance(text, bytes) else text.encode())
        return file

    def article(self, name: str, date: str = "2025-02-13", body: str = "نص المقال هنا.\n", **fields: str) -> Path:
        fields = {"title": f"مقال {name}", "date": date, "section": "سياسة", "tags": "[موسكو, تراث]"} | fields
        lines = [f"{key}: {value}" for key, value in fields.items() if value]
        folder = "/".join(date[:7].split("-")) if date else "undated"
        return self.write(f"content/{folder}/{name}.md", "\n".join(["---", *lines, "---", body]))

    def build(self, *, workers: int = 1, clean: bool = False, verify: bool = False, **options: Any) -> Report:
        given = {"base_url": None, "now": NOW, "has_drafts": False} | options
        output = given.pop("output", None)
        site = open_site(self.root, output, **given)
        with Workers(workers) as pool:
            return build(site, pool, lambda *_: None, is_clean=clean, is_verifying=verify)

    def files(self, folder: Path | None = None) -> dict[str, bytes]:
        """But for the lock and the journal in content/.warraq/."""
        base = folder or self.output
        found = (path for path in sorted(base.rglob("*")) if path.is_file() and path.parent.name != ".warraq")
        return {path.relative_to(base).as_posix(): path.read_bytes() for path in found}

    def clean_files(self) -> dict[str, bytes]:
        """What a clean build of the same content, theme and settings gives, made elsewhere."""
        with tempfile.TemporaryDirectory() as folder:
            clean = SiteFolder(Path(folder))
            for name in ("content", "static", "themes", "site.yaml", "terms.yaml"):
                if (self.root / name).is_dir():
                    shutil.copytree(
                        self.root / name, clean.root / name, symlinks=True, copy_function=os.link, ignore=LOCK
                    )
                elif (self.root / name).exists():
                    os.link(self.root / name, clean.root / name)
            clean.build()
            return clean.files()

    def page(self, path: str) -> str:
        return (self.output / path).read_text(encoding="utf-8")


def differing(found: dict[str, bytes], expected: dict[str, bytes]) -> list[str]:
    """Paths of which one folder holds other bytes than the other: short where two whole sites would be printed."""
    return sorted(path for path in found.keys() | expected.keys() if found.get(path) != expected.get(path))


def build_command(site: SiteFolder, *options: str) -> list[str]:
    return [sys.executable, "-P", "-m", "generator", "build", "--site", str(site.root), "--now", NOW, *options]


def git(folder: Path, *arguments: str) -> str:
    done = subprocess.run(["git", *arguments], cwd=folder, capture_output=True, check=True, env=os.environ | SOMEBODY)
    return done.stdout.decode("utf-8", "surrogateescape").strip()


def warraq(*arguments: str, cwd: Path | None = None, **surroundings: str) -> subprocess.CompletedProcess[str]:
    """The command, run to its end."""
    command = [sys.executable, "-P", "-m", "generator", *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=False, cwd=cwd, env=os.environ | surroundings)


@contextmanager
def running(*command: str, until: str, **options: Any) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """Run a Python module until the test has done; gives the process, and what it first printed that fits `until`."""
    python = [sys.executable, "-P", "-m", *command]
    process = subprocess.Popen(python, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, **options)
    printed: list[str] = []
    found = None
    try:
        while found is None:
            line = process.stdout.readline()
            assert line, f"ended with {process.wait()} and never printed {until}:\n{''.join(printed)}"
            printed.append(line)
            found = re.search(until, line)
        # Nobody reads on: a full pipe would stop the process.
        rest = threading.Thread(target=process.stdout.read, daemon=True)
        rest.start()
        yield process, found[0]
    finally:
        process.terminate()
        try:
            process.wait(10)
        finally:
            process.kill()
            process.wait()
            if found:
                rest.join()
            process.stdout.close()
