"""A file of static/ or of a theme whose name no path of output/ may have is named, and stops nothing else."""

from __future__ import annotations

import sys

import pytest
from support import SiteFolder, warraq

NAMES = ("esc\x1b[31m.jpg", "line\nbreak.txt", "tab\t.txt", "back\\slash.txt", "\x7f.txt")


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such names")
def test_a_static_file_with_an_unfit_name_is_named_and_the_rest_is_built(site: SiteFolder) -> None:
    static = site.root / "static"
    static.mkdir(exist_ok=True)
    for name in (*NAMES, "good.txt", "Icon\r"):
        (static / name).write_text("x", "utf-8")
    done = warraq("build", "--site", str(site.root))
    assert done.returncode == 1 and done.stderr.count("F107") == len(NAMES) and "\x1b" not in done.stderr
    assert (site.root / "output/good.txt").is_file()
    for name in NAMES:
        (static / name).unlink()
    assert warraq("build", "--site", str(site.root)).returncode == 0
