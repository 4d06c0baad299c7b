"""A build on a real Dask scheduler with two workers, one of which is killed midway."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from support import NOW, SiteFolder


def started(*arguments: str, folder: Path) -> subprocess.Popen[str]:
    command = [sys.executable, "-P", "-m", "distributed.cli." + arguments[0], *arguments[1:]]
    surroundings = os.environ | {"DASK_DISTRIBUTED__DASHBOARD__LINK": "", "PYTHONWARNINGS": "ignore"}
    return subprocess.Popen(
        command, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True, env=surroundings
    )


def read_away(process: subprocess.Popen[str]) -> None:
    """Nobody reads on: a full pipe would stop the process."""
    threading.Thread(target=lambda: process.stderr and process.stderr.read(), daemon=True).start()


@pytest.fixture
def cluster(tmp_path: Path) -> Iterator[tuple[str, list[subprocess.Popen[str]]]]:
    local = ["--host", "127.0.0.1", "--no-dashboard"]
    scheduler = started("dask_scheduler", "--port", "0", *local, folder=tmp_path)
    address = None
    assert scheduler.stderr is not None
    for line in scheduler.stderr:
        address = re.search(r"Scheduler at:\s+(tcp://\S+)", line)
        if address:
            break
    assert address, "the scheduler did not start"
    read_away(scheduler)
    workers = [
        started("dask_worker", address[1], "--nthreads", "1", "--no-nanny", *local, folder=tmp_path) for _ in range(2)
    ]
    for worker in workers:
        read_away(worker)
    time.sleep(3)
    yield address[1], workers
    for process in (*workers, scheduler):
        process.kill()
        process.wait()
        if process.stderr:
            process.stderr.close()


def test_a_cluster_gives_the_same_bytes_though_a_worker_dies(
    site: SiteFolder, cluster: tuple[str, list[subprocess.Popen[str]]], tmp_path: Path
) -> None:
    address, workers = cluster
    for number in range(700):
        site.article(
            f"c{number}", date=f"20{10 + number % 15}-0{1 + number % 9}-1{number % 10}", body="كلمة " * 300 + "\n"
        )
    command = [
        sys.executable,
        "-P",
        "-m",
        "generator",
        "build",
        "--site",
        str(site.root),
        "--scheduler",
        address,
        "--now",
        NOW,
    ]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as build:
        time.sleep(1.6)
        workers[0].send_signal(signal.SIGKILL)
        _, said = build.communicate(timeout=120)
    assert build.returncode == 0, said
    on_cluster = site.files()
    site.build(output=tmp_path / "here", workers=1)
    assert on_cluster == site.files(tmp_path / "here")


def test_a_scheduler_that_is_not_there_is_named(ten_articles: SiteFolder) -> None:
    for number in range(70):
        ten_articles.article(f"x{number}", date="2020-02-02")
    command = [
        sys.executable,
        "-P",
        "-m",
        "generator",
        "build",
        "--site",
        str(ten_articles.root),
        "--scheduler",
        "tcp://127.0.0.1:1",
    ]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert "no scheduler answers at `tcp://127.0.0.1:1`" in done.stderr
