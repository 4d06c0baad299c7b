"""How long a saved article takes to stand in output/ while `warraq serve --watch` runs.

    python benchmarks/engine/watch.py [COUNT] [SAVES] [--everything]

First each save waits until the build that follows the one before is done; then saves come while builds run. Every other
save is an editor's: a new file that takes the old one's name. With --everything the site has all that is made for machines.
"""

from __future__ import annotations

import argparse
import random
import re
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

sys.path.append(str(Path(__file__).parents[2]))

from benchmarks.common.articles import write_site
from benchmarks.common.everything import SETTINGS

POLL = 0.001  # seconds
PATIENCE = 120.0
QUIET = 0.5  # seconds without a build: one save may lead to two
MOST_MEDIAN, MOST_WORST, MOST_WORST_AT_100_000 = 100, 250, 300  # ms


class Server(NamedTuple):
    """The process and the moments at which its builds ended."""

    process: subprocess.Popen[str]
    builds: list[float]
    is_serving: threading.Event


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("count", type=int, nargs="?", default=10_000)
    parser.add_argument("saves", type=int, nargs="?", default=20)
    parser.add_argument("--everything", action="store_true")
    given = parser.parse_args()
    count, saves = given.count, given.saves
    with tempfile.TemporaryDirectory() as folder:
        site = Path(folder) / "site"
        write_site(site, count, settings=SETTINGS if given.everything else "")
        articles = random.Random(3).sample(sorted((site / "content").rglob("*.md")), 2 * saves)
        with serving(site) as server:
            calm = [
                saved_after_builds(server, site, article, number) for number, article in enumerate(articles[:saves])
            ]
            start = time.monotonic()
            storm = list(saved_during_builds(site, articles[saves:], saves))
            wait_for_build(server, start)
            builds = len(server.builds)
    print(f"\n## Save to new page on disk, {count:,} articles, {saves} saves each\n")
    print("| | median ms | worst ms | limit | holds |\n|---|---|---|---|---|")
    report("saves one after another", calm, count)
    report("saves while builds run", storm, count)
    print(f"\n{builds} builds followed {2 * saves} saves.")


def report(name: str, found: list[float], count: int) -> None:
    median, worst = statistics.median(found) * 1000, max(found) * 1000
    if count >= 100_000:
        limit, holds = f"worst {MOST_WORST_AT_100_000}", worst <= MOST_WORST_AT_100_000
    else:
        limit, holds = f"median {MOST_MEDIAN}, worst {MOST_WORST}", median <= MOST_MEDIAN and worst <= MOST_WORST
    print(f"| {name} | {median:.0f} | {worst:.0f} | {limit} | {'yes' if holds else '**no**'} |")


@contextmanager
def serving(site: Path) -> Iterator[Server]:
    command = [sys.executable, "-P", "-u", "-m", "generator", "serve", "--watch", "--port", "0", "--site", str(site)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True) as process:
        server = Server(process, [], threading.Event())
        threading.Thread(target=listen, args=(server,), daemon=True).start()
        try:
            if not server.is_serving.wait(20 * PATIENCE):
                raise RuntimeError("the server did not start")
            time.sleep(3)  # files just written are read again: not what is measured here
            yield server
        finally:
            process.terminate()


def listen(server: Server) -> None:
    assert server.process.stdout is not None
    for line in server.process.stdout:
        print(line, end="", file=sys.stderr)
        if line.startswith("built in"):
            server.builds.append(time.monotonic())
        elif line.startswith("serving"):
            server.is_serving.set()


def saved_after_builds(server: Server, site: Path, article: Path, number: int) -> float:
    start = time.monotonic()
    seconds = saved(site, article, number)
    wait_for_build(server, start)
    return seconds


def saved_during_builds(site: Path, articles: list[Path], first: int) -> Iterator[float]:
    """At times of chance, so that they meet every stage of a build."""
    chance = random.Random(4)
    for number, article in enumerate(articles, first):
        yield saved(site, article, number)
        time.sleep(chance.uniform(0.05, 0.8))


def wait_for_build(server: Server, start: float) -> None:
    """Until a build ended after `start` and no other does for a while."""
    deadline = time.monotonic() + PATIENCE
    while not server.builds or server.builds[-1] < start or time.monotonic() - server.builds[-1] < QUIET:
        if time.monotonic() > deadline:
            raise RuntimeError("no build followed the save")
        time.sleep(0.01)


def saved(site: Path, article: Path, number: int) -> float:
    """Seconds from the moment the file is saved to the moment its page holds the new words."""
    word = f"محفوظ{number:04}"
    text = f"{article.read_text(encoding='utf-8')}\n{word}.\n"
    found = re.search(r"^url: (.+)$", text, re.MULTILINE)
    assert found, article
    page, sought = site / "output" / found[1] / "index.html", word.encode()
    if number % 2:
        draft = article.with_name(f".{article.name[:20]}.tmp")
        draft.write_text(text, encoding="utf-8")
        start = time.perf_counter()
        draft.replace(article)
    else:
        start = time.perf_counter()
        article.write_text(text, encoding="utf-8")
    while sought not in page.read_bytes():
        if time.perf_counter() - start > PATIENCE:
            raise RuntimeError(f"{page} never showed {word}")
        time.sleep(POLL)
    return time.perf_counter() - start


if __name__ == "__main__":
    main()
