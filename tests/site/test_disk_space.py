"""A large build looks at the disk before it writes."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from support import SITE_YAML, SiteFolder, build_command, warraq
from support.disk import Disk, mounted

LARGE = 1_000


def many(site: SiteFolder, count: int) -> None:
    for number in range(count):
        site.article(f"a{number}", date=f"{2000 + number % 20}-{1 + number % 12:02}-05", body="كلمة " * 100 + "\n")


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Disk]:
    with mounted(tmp_path / "disk", "6m") as disk:
        yield disk


def test_a_build_that_cannot_fit_ends_before_its_first_page(site: SiteFolder, small_disk: Disk) -> None:
    many(site, LARGE)
    done = small_disk.run([*build_command(site, "--output", str(small_disk.folder / "out")), "--workers", "1"])
    assert done.returncode == 4 and "1,000 new articles take at least" in done.stderr, done.stderr
    assert str(small_disk.folder / "out") in done.stderr and "--output" in done.stderr
    assert not (small_disk.seen / "out").exists()


def test_a_tight_disk_is_a_warning_and_a_few_articles_are_none(site: SiteFolder, small_disk: Disk) -> None:
    small_disk.remount("size=30m")
    many(site, LARGE)
    command = [*build_command(site, "--output", str(small_disk.folder / "out")), "--workers", "1"]
    tight = small_disk.run(command)
    assert "E302" in tight.stderr and "take about" in tight.stderr and "E302" not in small_disk.run(command).stderr
    explained = warraq("explain", "E302")
    assert explained.returncode == 0


def test_files_that_are_replaced_need_no_room(site: SiteFolder, small_disk: Disk) -> None:
    """The cache is lost, but the folder is that of an earlier build."""
    small_disk.remount("size=40m")
    site.write("site.yaml", SITE_YAML + "search: false\ntheme: warqa\n")
    many(site, LARGE)
    command = [*build_command(site, "--output", str(small_disk.folder / "out")), "--workers", "1"]
    small_disk.run(command)
    (site.root / ".cache/warraq.sqlite").unlink()
    filler = small_disk.seen / "filler"
    free = int(small_disk.run(["df", "--output=avail", "-B1", str(small_disk.folder)]).stdout.split()[-1])
    filler.write_bytes(bytes(max(0, free - 3_000_000)))
    done = small_disk.run(command)
    assert done.returncode == 0 and "at least" not in done.stderr, done.stderr
