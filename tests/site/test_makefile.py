"""`make site` says where `make serve` shows the site."""

from __future__ import annotations

import os
import re
import shutil
import signal
import socket
import subprocess
import sys
from pathlib import Path
from urllib.request import urlopen

import pytest
from support import SiteFolder

MAKEFILE = Path(__file__).parents[2] / "Makefile"
ADDRESS = re.compile(r"http://127\.0\.0\.1:\d+\S*/(?=\s|;)")


@pytest.fixture
def demo(site: SiteFolder) -> SiteFolder:
    """A site with the Makefile and an environment that is ready: this one."""
    shutil.copy(MAKEFILE, site.root)
    for name in ("requirements.txt", "requirements-build.txt", "pyproject.toml", "hatch_build.py", "package-lock.json"):
        site.write(name, "")
    command = site.write(".venv/bin/warraq", f'#!/bin/sh\nexec "{sys.executable}" -P -m generator "$@"\n')
    command.chmod(0o755)
    site.write(".venv/ready", "")
    site.article("a")
    return site


@pytest.mark.parametrize(
    ("more", "path"),
    [
        ([], "/archive/"),
        (["BASE_URL=https://example.org/"], "/"),
        (["BASE_URL=https://example.org"], "/"),
        (["BASE_URL=https://example.org/a/b"], "/a/b/"),
    ],
)
def test_both_name_the_same_address_and_the_site_is_there(demo: SiteFolder, more: list[str], path: str) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    make = ["make", f"PORT={port}", *more]
    said = subprocess.run([*make, "site"], cwd=demo.root, capture_output=True, text=True, check=True).stdout
    address = ADDRESS.search(said.rpartition("make serve")[2])[0]
    assert address == f"http://127.0.0.1:{port}{path}"
    serving = subprocess.Popen(
        [*make, "serve"], cwd=demo.root, stdout=subprocess.PIPE, text=True, start_new_session=True
    )
    try:
        line = next(line for line in serving.stdout if line.startswith("serving "))
        assert ADDRESS.search(line)[0] == address
        with urlopen(address) as answer:
            assert "مقال a" in answer.read().decode()
    finally:
        os.killpg(serving.pid, signal.SIGTERM)
        serving.wait(20)
        serving.stdout.close()
