"""How long `warraq check` takes over a site of synthetic articles, on the wall and of processors.

    python benchmarks/check_site.py [COUNT] [ROUNDS] [--output FOLDER]

With --output it checks a folder that `warraq build` made before, as it is.
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

from articles import write_site

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
        write_site(site, 1 if given.output else given.count)
        output = given.output or site / "output"
        if not given.output:
            run("build", "--site", str(site))
        found = CANONICAL.search((output / "index.html").read_bytes())
        assert found, f"{output} holds no built site"
        command = ("check", "--site", str(site), "--output", str(output), "--base-url", found[1].decode())
        pages = sum(1 for _ in output.rglob("*.html"))
        costs = [timed(command) for _ in range(given.rounds)]
    report(pages, costs)


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


def report(pages: int, costs: Sequence[tuple[float, float, str]]) -> None:
    print(f"\n## `warraq check`, {pages:,} pages\n")
    print("| seconds | seconds of processors | for 10,000 pages | limit | holds | said |\n|---|---|---|---|---|---|")
    for wall, cpu, said in costs:
        share = wall * 10_000 / pages
        holds = "yes" if share <= MOST_SECONDS else "**no**"
        print(f"| {wall:.1f} | {cpu:.1f} | {share:.1f} | {MOST_SECONDS:.0f} | {holds} | {said} |")


if __name__ == "__main__":
    main()
