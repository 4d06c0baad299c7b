"""What a command costs with all processes it starts: seconds on the wall, of processors, and memory at its peak.

Memory is the sum of the proportional set sizes (PSS) of all processes at one moment, so that pages which a pool
shares count once, for Go and Python alike. Reading it stops a large process for milliseconds: it is taken in runs of
its own, which are not timed. Linux only.
"""

from __future__ import annotations

import re
import resource
import statistics
import subprocess
import threading
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

SAMPLE = 0.05  # seconds between two looks at memory
PROC = Path("/proc")


class Cost(NamedTuple):
    """Seconds on the wall and of processors."""

    wall: float
    cpu: float


def timed(command: Sequence[str]) -> Cost:
    before, start = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    _run(command)
    wall, after = time.perf_counter() - start, resource.getrusage(resource.RUSAGE_CHILDREN)
    return Cost(wall, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)


def peak_memory(command: Sequence[str]) -> float:
    """MB of all processes together."""
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE) as process:
        watch = _Watch(process.pid)
        _, output = process.communicate()
        peak = watch.stop()
    _check(command, process.returncode, output)
    return peak


def median(costs: Sequence[Cost]) -> Cost:
    return Cost(*(statistics.median(values) for values in zip(*costs, strict=True)))


def _run(command: Sequence[str]) -> None:
    done = subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, check=False)
    _check(command, done.returncode, done.stderr)


def _check(command: Sequence[str], status: int, output: bytes) -> None:
    if status:
        raise RuntimeError(f"{' '.join(command)} ended with {status}: {output.decode(errors='replace')[-2000:]}")


class _Watch:
    """Adds up the memory of a process and its descendants until it is stopped."""

    def __init__(self, pid: int) -> None:
        self._pid = pid
        self._peak = 0
        self._done = threading.Event()
        self._thread = threading.Thread(target=self._look)
        self._thread.start()

    def stop(self) -> float:
        self._done.set()
        self._thread.join()
        return self._peak / 1000

    def _look(self) -> None:
        while not self._done.wait(SAMPLE):
            self._peak = max(self._peak, sum(map(_pss, _family(self._pid))))


def _family(pid: int) -> Iterator[int]:
    yield pid
    try:
        children = [path.read_text() for path in (PROC / str(pid) / "task").glob("*/children")]
    except OSError:  # it ended between two looks
        return
    for child in " ".join(children).split():
        yield from _family(int(child))


def _pss(pid: int) -> int:
    """kB."""
    try:
        text = (PROC / str(pid) / "smaps_rollup").read_text()
    except OSError:
        return 0
    found = re.search(r"^Pss:\s+(\d+) kB", text, re.MULTILINE)
    return int(found[1]) if found else 0
