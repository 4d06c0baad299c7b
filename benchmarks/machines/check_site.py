"""A site of synthetic articles with all that is made for machines: what public readers find in it, and how long a check takes.

    python benchmarks/machines/check_site.py [COUNT] [ROUNDS] [--output FOLDER]

With --output it times the check of a folder that `warraq build` made before, as it is, and asks no other reader. Exits with 1
where something is wrong or, for the check of 10,000 pages, too slow.
"""

from __future__ import annotations

import argparse
import re
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

sys.path.append(str(Path(__file__).parents[2]))

from benchmarks.common.everything import BASE_URL, NOW, SHOWN, TITLE, write_everything
from benchmarks.machines.pages import Built
from benchmarks.machines.readers import findings_of_machines, table

MOST_SECONDS = 20.0  # for 10,000 pages on two cores
CANONICAL = re.compile(rb'rel="canonical" href="([^"]+)"')


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("count", type=int, nargs="?", default=10_000)
    parser.add_argument("rounds", type=int, nargs="?", default=3)
    parser.add_argument("--output", type=Path)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        site = Path(folder) / "site"
        write_everything(site, 1 if given.output else given.count)
        output = given.output or site / "output"
        is_whole = bool(given.output) or is_read_by_machines(site, given.count)
        found = CANONICAL.search((output / "index.html").read_bytes())
        assert found, f"{output} holds no built site"
        command = ("check", "--site", str(site), "--output", str(output), "--base-url", found[1].decode())
        pages = sum(1 for _ in output.rglob("*.html"))
        costs = [timed(command) for _ in range(given.rounds)]
    if not report(pages, costs) or not is_whole:
        raise SystemExit(1)


def is_read_by_machines(site: Path, count: int) -> bool:
    run("build", "--site", str(site), "--now", NOW)
    lines, articles = findings_of_machines(Built(site / "output", BASE_URL, TITLE))
    print(f"\n## What machines of others find, {articles:,} articles\n")
    return table(lines) and articles == count + SHOWN


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-P", "-m", "generator", *arguments]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode > 1 or "Traceback" in done.stderr:
        raise RuntimeError(done.stderr[-2000:])
    return done


def timed(command: Sequence[str]) -> tuple[float, float, str]:
    before, start = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    done = run(*command)
    wall, after = time.perf_counter() - start, resource.getrusage(resource.RUSAGE_CHILDREN)
    return wall, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime, done.stdout.splitlines()[-1]


def report(pages: int, costs: Sequence[tuple[float, float, str]]) -> bool:
    """Whether the quickest of the rounds, which others at work on the machine delayed least, holds."""
    print(f"\n## `warraq check`, {pages:,} pages\n")
    print("| seconds | seconds of processors | for 10,000 pages | limit | holds | report |\n|---|---|---|---|---|---|")
    for wall, cpu, report in costs:
        share = _for_limit(wall, pages)
        holds = "yes" if share <= MOST_SECONDS else "**no**"
        print(f"| {wall:.1f} | {cpu:.1f} | {share:.1f} | {MOST_SECONDS:.0f} | {holds} | {report} |")
    return min(_for_limit(wall, pages) for wall, _, _ in costs) <= MOST_SECONDS


def _for_limit(wall: float, pages: int) -> float:
    """Starting takes as long for a few pages as for many."""
    return wall * 10_000 / max(pages, 10_000)


if __name__ == "__main__":
    main()
