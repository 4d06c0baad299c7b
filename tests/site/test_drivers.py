"""Long runs of accidents: random edits, and kills at any moment. `make bench` runs hundreds."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from support import NOW, SiteFolder
from support_edits import RandomEdits

EDITS = int(os.environ.get("WARRAQ_EDITS", "40"))
KILLS = int(os.environ.get("WARRAQ_KILLS", "12"))


@pytest.mark.parametrize("seed", [1, 2])
def test_after_every_random_edit_incremental_equals_clean(ten_articles: SiteFolder, tmp_path: Path, seed: int) -> None:
    ten_articles.write("site.yaml", (ten_articles.root / "site.yaml").read_text() + "range_limit: 3\n")
    ten_articles.build()
    edits = RandomEdits(ten_articles, seed)
    for number in range(EDITS):
        done = edits.step()
        ten_articles.build()
        clean = SiteFolder(tmp_path / f"clean{number}")
        for name in ("content", "themes", "site.yaml"):
            if (ten_articles.root / name).exists():
                clean.root.mkdir(exist_ok=True)
                (clean.root / name).symlink_to(ten_articles.root / name)
        clean.build()
        assert ten_articles.files() == clean.files(), f"step {number} of seed {seed}: {done}"


def test_a_build_killed_at_any_moment_leaves_whole_files_and_heals(site: SiteFolder, tmp_path: Path) -> None:
    for number in range(120):
        site.article(
            f"k{number}", date=f"20{10 + number % 15}-0{1 + number % 9}-1{number % 10}", body="كلمة " * 200 + "\n"
        )
    site.build()
    chance, edits = random.Random(3), RandomEdits(site, 3)
    command = [
        sys.executable,
        "-P",
        "-m",
        "generator",
        "build",
        "--site",
        str(site.root),
        "--workers",
        "2",
        "--now",
        NOW,
    ]
    for number in range(KILLS):
        edits.site_title()
        edits.new()
        edits.delete()
        with subprocess.Popen(
            command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True
        ) as build:
            time.sleep(chance.uniform(0.1, 1.1))
            if build.poll() is None:
                os.killpg(build.pid, signal.SIGKILL)
        torn = [path for path in site.output.rglob("*.html") if not path.read_bytes().rstrip().endswith(b"</html>")]
        assert not torn, f"kill {number}"
        site.build()
        healed = site.files()
        site.build(output=tmp_path / f"clean{number}", clean=True)
        assert healed == site.files(tmp_path / f"clean{number}"), f"kill {number}"
        site.build()
