"""Long runs of accidents: random edits, and kills at any moment. `make accidents` runs hundreds."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import time

import pytest
from support import SiteFolder, build_command, differing
from support.edits import RandomEdits

EDITS, KILLS = os.environ.get("WARRAQ_EDITS"), os.environ.get("WARRAQ_KILLS")
SEED = int(os.environ.get("WARRAQ_SEED", "0"))
A_LONG_TIME = 300 + 12 * int(EDITS or 0) + 12 * int(KILLS or 0)
OVER_THE_LIMIT = 320  # articles: the index is cut into shards and patched
UNDER_THE_LIMIT = 120
FOR_MACHINES = """\
feeds: [atom, rss, json]
feeds_of: [sections, tags, authors]
data: [jsonl, csv]
integrity: true
llms_txt: true
"""


def filled(site: SiteFolder, count: int) -> RandomEdits:
    """A site of so many articles, built, and the edits that may befall it; all but the smallest tell machines all."""
    settings = (site.root / "site.yaml").read_text() + "range_limit: 1\n"
    site.write("site.yaml", settings + (FOR_MACHINES if count > 10 else ""))
    edits = RandomEdits(site, SEED + count)
    for _ in range(count):
        edits.new()
    site.build()
    return edits


@pytest.mark.timeout(A_LONG_TIME)
@pytest.mark.parametrize(("count", "steps"), [(10, 16), (11, 16), (OVER_THE_LIMIT, 5)])
def test_after_every_random_edit_incremental_equals_clean(site: SiteFolder, count: int, steps: int) -> None:
    edits = filled(site, count)
    for number in range(int(EDITS or steps)):
        done = edits.step()
        site.build()
        assert differing(site.files(), site.clean_files()) == [], f"step {number}: {done}"


@pytest.mark.timeout(A_LONG_TIME)
@pytest.mark.parametrize("count", [UNDER_THE_LIMIT, OVER_THE_LIMIT])
def test_a_build_killed_at_any_moment_leaves_whole_files_and_heals(site: SiteFolder, count: int) -> None:
    """Half of the builds make every page anew, half only patch; half of the kills leave the workers to themselves."""
    edits = filled(site, count)
    chance, longest, kills, killed = random.Random(SEED + 3), 0.3, int(KILLS or 4), 0
    for number in range(kills):
        before = site.files()
        edits.new()
        edits.delete()
        edits.body()
        if number % 2:
            edits.site_title()
        after = site.clean_files()
        with subprocess.Popen(
            build_command(site, "--workers", "2"),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        ) as build:
            start = time.monotonic()
            try:
                build.wait(chance.uniform(0.1, longest))
            except subprocess.TimeoutExpired:
                killed += 1
                (os.kill if number % 4 < 2 else os.killpg)(build.pid, signal.SIGKILL)
            longest = max(longest, time.monotonic() - start + 0.1)
        left = {path: data for path, data in site.files().items() if not path.startswith(".warraq-")}
        torn = [path for path, data in left.items() if data not in (before.get(path), after.get(path))]
        assert torn == [], f"kill {number}"
        site.build()
        assert differing(site.files(), after) == [], f"kill {number}"
    assert killed > kills // 4, "too few builds were still running when they were to be killed"
