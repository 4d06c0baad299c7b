"""Full and protected disks, foreign caches, clocks that lie, files that change while they are read: the site heals."""

from __future__ import annotations

import os
import resource
import shutil
import sqlite3
import subprocess
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from support import SITE_YAML, SiteFolder, build_command, differing
from support.accidents import run
from support.disk import Disk, mounted

YEAR = 365 * 24 * 3600


def fill(site: SiteFolder, count: int = 60) -> None:
    for number in range(count):
        site.article(f"f{number}", date=f"20{10 + number % 15}-0{1 + number % 9}-1{number % 10}", body="كلمة " * 300)


def files_on(disk: Disk) -> dict[str, bytes]:
    return {
        path.relative_to(disk.seen).as_posix(): path.read_bytes()
        for path in sorted(disk.seen.rglob("*"))
        if path.is_file()
    }


@pytest.mark.parametrize("place", ["output", ".cache"])
def test_a_full_disk_tears_no_file_and_the_next_build_heals(site: SiteFolder, place: str) -> None:
    fill(site)
    clean = site.clean_files()
    with mounted(site.root / place, "200k") as disk:
        done = disk.run(build_command(site))
        assert done.returncode == 1, done.stderr
        assert "is full" in done.stderr and "hint: free some space" in done.stderr and "Traceback" not in done.stderr
        if place == "output":
            torn = [path for path, data in files_on(disk).items() if clean.get(path) != data]
            assert torn == []
        disk.remount("size=64m")
        assert disk.run(build_command(site)).returncode == 0
        assert differing(files_on(disk) if place == "output" else site.files(), clean) == []


@pytest.mark.parametrize("place", ["output", ".cache"])
def test_a_protected_disk_is_refused_and_left_as_it_is(site: SiteFolder, place: str) -> None:
    fill(site, 5)
    with mounted(site.root / place, "64m") as disk:
        assert disk.run(build_command(site)).returncode == 0
        before = files_on(disk)
        site.article("new", date="2024-04-04")
        disk.remount("ro")
        done = disk.run(build_command(site))
        assert done.returncode == 4, done.stderr
        assert "cannot be written" in done.stderr and "Traceback" not in done.stderr
        assert files_on(disk) == before
        disk.remount("rw")
        assert disk.run(build_command(site)).returncode == 0
        assert differing(files_on(disk) if place == "output" else site.files(), site.clean_files()) == []


def test_a_limit_on_the_size_of_files_is_told_like_a_full_disk(site: SiteFolder) -> None:
    fill(site, 5)

    def limit() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (2000, 2000))

    done = subprocess.run(build_command(site), preexec_fn=limit, capture_output=True, text=True, check=False)
    assert done.returncode == 1 and "is full" in done.stderr and "Traceback" not in done.stderr
    site.build()
    assert differing(site.files(), site.clean_files()) == []


def cut_short(place: Path) -> None:
    os.truncate(place, place.stat().st_size // 2)


def garbage(place: Path) -> None:
    place.write_bytes(b"nothing of a database" * 500)


def flipped(place: Path) -> None:
    data = bytearray(place.read_bytes())
    for start in range(4096, len(data), 700):
        data[start] ^= 0xFF
    place.write_bytes(data)


def another_programs(place: Path) -> None:
    place.unlink(missing_ok=True)
    with sqlite3.connect(place) as database:
        database.execute("create table articles (path text, title text)")
    database.close()


def another_versions(place: Path) -> None:
    with sqlite3.connect(place) as database:
        database.execute("pragma user_version = 999")
    database.close()


def a_folder(place: Path) -> None:
    place.unlink(missing_ok=True)
    (place / "kept").mkdir(parents=True)


def a_link_to_another_database(place: Path) -> None:
    another_programs(place)
    place.replace(place.parents[2] / "foreign.sqlite")
    place.symlink_to("../../foreign.sqlite")


def a_log_that_leads_out(place: Path) -> None:
    place.with_name(f"{place.name}-wal").unlink(missing_ok=True)
    place.with_name(f"{place.name}-wal").symlink_to("../../made-by-nobody")


DAMAGE = [
    cut_short, garbage, flipped, another_programs, another_versions,
    a_folder, a_link_to_another_database, a_log_that_leads_out,
]  # fmt: skip


def beside(site: SiteFolder) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in site.root.parent.iterdir() if path.is_file()}


@pytest.mark.parametrize("damage", DAMAGE)
def test_verbs_that_look_do_without_a_cache_that_cannot_be_read(
    ten_articles: SiteFolder, damage: Callable[[Path], None]
) -> None:
    ten_articles.build()
    damage(ten_articles.root / ".cache" / "warraq.sqlite")
    before = beside(ten_articles)
    for verb in (("terms", "list"), ("why", "index.html")):
        done = run(ten_articles.root, verb)
        assert done.code == 0 and "Traceback" not in done.printed, done.printed
        damage(ten_articles.root / ".cache" / "warraq.sqlite")
    assert beside(ten_articles) == before


def test_what_stands_in_the_place_of_a_cached_file_is_put_aside_and_told(ten_articles: SiteFolder) -> None:
    names = ("warraq.sqlite", "imported.json", "sketches")
    for name in names:
        (ten_articles.root / ".cache" / name / "kept").mkdir(parents=True)
    ten_articles.write("seeds/a.txt", "عنوان الخبر\n\n2011-02-25\n\nفقرة فيها من الكلام ما يكفي لمقال عن المدينة.\n")
    done = run(ten_articles.root, ("build", "--workers", "1"))
    assert done.code == 0, done.printed
    for name in names:
        assert f".cache/{name}: E301" in done.printed, done.printed
        assert (ten_articles.root / ".cache" / f"{name}.aside" / "kept").is_dir()


@pytest.mark.parametrize("place", ["output", "content", "seeds", ".cache", "static", "themes", "published"])
def test_a_loop_of_links_is_named(ten_articles: SiteFolder, place: str) -> None:
    shutil.rmtree(ten_articles.root / place, ignore_errors=True)
    (ten_articles.root / place).symlink_to(place)
    ten_articles.write("site.yaml", f"{SITE_YAML}deploy: {{folder: published}}\n")
    for verb in ("import", "build", "deploy"):
        done = run(ten_articles.root, (verb,))
        assert done.code in (0, 1, 4) and "Traceback" not in done.printed, done.printed


@pytest.mark.parametrize("damage", DAMAGE)
def test_a_damaged_or_foreign_cache_is_thrown_away_with_a_notice(
    ten_articles: SiteFolder, damage: Callable[[Path], None]
) -> None:
    ten_articles.build()
    damage(ten_articles.root / ".cache" / "warraq.sqlite")
    ten_articles.article("a4", date="2019-05-14", body="آخر.\n")
    report = ten_articles.build()
    assert [problem.code for problem in report.problems] == ["E301"]
    assert differing(ten_articles.files(), ten_articles.clean_files()) == []


ALTERED = {
    "an article": "update articles set article = x'00' || article",
    "a body": "update bodies set html = html || x'20'",
    "digests of words": "update bodies set words_digest = x'00'",
    "words": "update words set text = text || x'20'",
    "digests of targets": "update targets set digest = x'00'",
    "fingerprints of targets": "update targets set sha256 = x'00'",
    "groups": "update groups set digest = x'00'",
    "the group of a target": "update targets set group_key = 'x' where path like 'tags/%'",
    "no articles": "delete from articles",
    "no bodies": "delete from bodies",
    "no words": "delete from words",
    "no targets": "delete from targets",
    "one target less": "delete from targets where path = 'index.html'",
    "no groups": "delete from groups",
}


@pytest.mark.parametrize("statement", ALTERED.values(), ids=ALTERED.keys())
@pytest.mark.parametrize("is_output_lost", [False, True])
def test_rows_altered_by_another_hand_do_no_harm(
    ten_articles: SiteFolder, statement: str, is_output_lost: bool
) -> None:
    ten_articles.build()
    database = sqlite3.connect(ten_articles.root / ".cache" / "warraq.sqlite", isolation_level=None)
    assert database.execute(statement).rowcount > 0
    database.close()
    ten_articles.article("a4", date="2019-05-14", body="آخر.\n")
    if is_output_lost:
        shutil.rmtree(ten_articles.output)
    ten_articles.build()
    assert differing(ten_articles.files(), ten_articles.clean_files()) == []


@pytest.mark.parametrize("seconds", [YEAR, -20 * YEAR])
def test_a_clock_that_was_set_hides_no_edit(ten_articles: SiteFolder, seconds: int) -> None:
    """Time stamps in the future, or back in the past with each save."""
    place = ten_articles.article("a4", date="2019-05-14", body="قبل.\n")
    stamp = time.time() + seconds
    os.utime(place, (stamp, stamp))
    ten_articles.build()
    for text in ("بعد.\n", "ثمّ.\n"):
        ten_articles.article("a4", date="2019-05-14", body=text)
        os.utime(place, (stamp, stamp))
        ten_articles.build()
        assert differing(ten_articles.files(), ten_articles.clean_files()) == []


def test_files_that_change_and_vanish_during_a_build_are_built_at_the_next(site: SiteFolder) -> None:
    fill(site)
    site.build()
    stop = threading.Event()

    def disturb() -> None:
        number = 0
        while not stop.is_set():
            number += 1
            place = site.article(f"f{number % 60}", date="2024-04-04", body=f"{number}.\n")
            if number % 3 == 0:
                place.unlink()
            time.sleep(0.002)

    writer = threading.Thread(target=disturb)
    writer.start()
    try:
        done = [subprocess.run(build_command(site), capture_output=True, text=True, check=False) for _ in range(3)]
    finally:
        stop.set()
        writer.join()
    assert not [run.stderr for run in done if "Traceback" in run.stderr]
    site.build()
    assert differing(site.files(), site.clean_files()) == []


def test_of_two_builds_at_once_one_is_refused_with_4(site: SiteFolder) -> None:
    fill(site, 200)
    first, second = (
        subprocess.Popen(build_command(site), stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
        for _ in range(2)
    )
    said = [first.communicate()[1], second.communicate()[1]]
    codes = sorted([first.returncode, second.returncode])
    assert codes == [0, 4], said
    assert any("another `warraq build` is running" in text for text in said)
    assert differing(site.files(), site.clean_files()) == []


def test_an_output_or_cache_of_another_build_leaves_no_strangers(ten_articles: SiteFolder, tmp_path: Path) -> None:
    for name in (".cache", "output"):
        ten_articles.article("passing", date="2001-01-01")
        ten_articles.build()
        shutil.copytree(ten_articles.output, tmp_path / f"with-{name}")
        (ten_articles.root / "content/2001/01/passing.md").unlink()
        if name == ".cache":
            shutil.copytree(ten_articles.root / name, tmp_path / "old-cache")
            ten_articles.article("later", date="2002-02-02")
            ten_articles.build()
            (ten_articles.root / "content/2002/02/later.md").unlink()
            shutil.rmtree(ten_articles.root / name)
            shutil.copytree(tmp_path / "old-cache", ten_articles.root / name)
        else:
            ten_articles.build()
            shutil.rmtree(ten_articles.output)
            shutil.copytree(tmp_path / f"with-{name}", ten_articles.output)
        ten_articles.build()
        assert differing(ten_articles.files(), ten_articles.clean_files()) == []
