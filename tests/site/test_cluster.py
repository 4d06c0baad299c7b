"""A build on a real Dask scheduler with two workers, one of which is killed midway."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from support import NOW, SiteFolder, running


@pytest.fixture
def cluster(tmp_path: Path) -> Iterator[tuple[str, list[subprocess.Popen[str]]]]:
    local = ("--host", "127.0.0.1", "--no-dashboard")
    alone = ("--nthreads", "1", "--no-nanny")
    options = {"cwd": tmp_path, "env": os.environ | {"PYTHONWARNINGS": "ignore"}}
    with ExitStack() as programs:
        scheduler = running("distributed.cli.dask_scheduler", "--port", "0", *local, until=r"tcp://\S+", **options)
        _, address = programs.enter_context(scheduler)
        workers = [
            programs.enter_context(
                running("distributed.cli.dask_worker", address, *alone, *local, until="Registered to", **options)
            )[0]
            for _ in range(2)
        ]
        yield address, workers


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
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True) as build:
        late = threading.Timer(120, build.kill)
        late.start()
        while not (site.output / "2010").exists() and build.poll() is None:
            time.sleep(0.01)
        assert build.poll() is None, "the build was over before a worker could be killed"
        workers[0].kill()
        said, _ = build.communicate()
        late.cancel()
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
