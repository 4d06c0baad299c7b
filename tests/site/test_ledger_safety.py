"""Deleting the cache, the ledger or both, renaming files, merging branches: nothing comes twice, nothing is lost."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import msgspec
import pytest
from support import SITE_YAML, SiteFolder, differing, git, warraq
from support.imports import codes, run

from generator.config.site_yaml import load_settings
from generator.editing.move import new_article
from generator.errors import RefusedError
from generator.records.ledger import DUPLICATE, JOURNAL, NAME, OLD_JOURNAL, Event, read_ledger
from generator.records.site_lock import STATE, locked_to_build, locked_to_write


def seed(title: str, word: str = "المدينة", day: str = "2011-02-25") -> str:
    body = f"هذه فقرة طويلة بما يكفي لتعرف مقالا بين المقالات كلها، وفيها كلام عن {word} وأهلها وما جرى فيها."
    return f"{title}\n\n{day}\n\n{body}\n\nوفقرة ثانية فيها كلام آخر كثير عن {word} وعما قيل فيها ذلك اليوم.\n"


@pytest.fixture
def imported(site: SiteFolder) -> SiteFolder:
    """Three articles, one of them edited by hand."""
    for name, word in {"one": "الميناء", "two": "السوق", "three": "الجسر"}.items():
        site.write(f"seeds/{name}.txt", seed(f"عنوان {word}", word))
    assert len(run(site).articles) == 3
    place = path_of(site, "seeds/two.txt")
    place.write_text(place.read_text() + "\nزاده إنسان.\n")
    return site


def path_of(site: SiteFolder, name: str) -> Path:
    ledger = read_ledger(site.root)
    return site.root / next(event.path for event in ledger.latest_events() if event.seed == name)


def content(site: SiteFolder) -> dict[str, bytes]:
    return {path: data for path, data in site.files(site.root / "content").items() if path.endswith((".md", ".new"))}


@pytest.mark.parametrize("gone", [[".cache"], [NAME], [NAME, ".cache"], [STATE], [NAME, STATE, ".cache"]])
def test_what_was_deleted_makes_no_duplicates(imported: SiteFolder, gone: list[str]) -> None:
    before, known = content(imported), read_ledger(imported.root)
    for name in gone:
        place = imported.root / name
        shutil.rmtree(place) if place.is_dir() else place.unlink(missing_ok=True)
    report = run(imported)
    assert differing(content(imported), before) == [] and not report.counts.get("new")
    assert ("I304" in codes(report)) == (NAME in gone)
    again = read_ledger(imported.root)
    assert {event.id: (event.path, event.url) for event in again.latest_events()} == {
        event.id: (event.path, event.url) for event in known.latest_events()
    }
    imported.write("seeds/one.txt", seed("عنوان الميناء", "الميناء القديم"))
    imported.write("seeds/two.txt", seed("عنوان السوق", "السوق القديم"))
    run(imported)
    after = content(imported)
    new = {path for path in after if path.endswith(".new")}
    assert {path for path in after if after[path] != before.get(path)} - new <= {"2011/02/عنوان-الميناء.md"}
    assert "2011/02/عنوان-السوق.md.new" in new and len(after) - len(new) == 3


@pytest.mark.parametrize("journal", [JOURNAL, OLD_JOURNAL])
@pytest.mark.parametrize("is_cache_deleted", [True, False])
def test_an_import_that_was_killed_is_made_good(imported: SiteFolder, journal: str, is_cache_deleted: bool) -> None:
    before = content(imported)
    if is_cache_deleted:
        shutil.rmtree(imported.root / ".cache")
    place = imported.root / journal
    place.parent.mkdir(exist_ok=True)
    (imported.root / NAME).rename(place)  # as a verb leaves it that dies between its files and the ledger
    assert not run(imported).counts.get("new") and content(imported) == before
    assert len(read_ledger(imported.root).events) == 3 and not place.exists()


def test_a_journal_that_names_a_place_outside_writes_nothing(imported: SiteFolder) -> None:
    event = Event("x", 1, "import", "../../profile", "2011/x/", "seeds/x.txt", "s", "c")
    imported.write(JOURNAL, msgspec.json.encode(event) + b"\n")
    run(imported)
    assert len(read_ledger(imported.root).events) == 3


def test_a_file_that_was_renamed_is_found_by_its_id(imported: SiteFolder) -> None:
    place, other = path_of(imported, "seeds/one.txt"), path_of(imported, "seeds/three.txt")
    (imported.root / "content/mine").mkdir()
    moved = imported.root / "content/mine/port.md"
    place.rename(moved)
    imported.write("seeds/one.txt", seed("عنوان الميناء", "الميناء القديم"))
    report = run(imported)
    assert not place.exists() and "الميناء القديم" in moved.read_text() and not report.counts.get("new")
    swapped = imported.root / "content/x.md"
    moved.rename(swapped), other.rename(moved), swapped.rename(other)
    imported.write("seeds/one.txt", seed("عنوان الميناء", "الميناء الجديد"))
    run(imported)
    assert "الميناء الجديد" in other.read_text() and "الجسر" in moved.read_text() and len(content(imported)) == 3
    done = warraq("withdraw", "content/mine/port.md", "--reason", "r", "--site", str(imported.root))
    assert done.returncode == 0 and not (imported.root / "seeds/three.txt").exists()
    assert (imported.root / "seeds/one.txt").exists()


def test_a_renamed_seed_is_the_same_seed(imported: SiteFolder) -> None:
    old = imported.root / "seeds/one.txt"
    old.rename(old.with_name("renamed.txt"))
    run(imported)
    imported.write("seeds/renamed.txt", seed("عنوان الميناء", "الميناء القديم"))
    assert not run(imported).counts.get("new") and len(content(imported)) == 3
    assert "الميناء القديم" in path_of(imported, "seeds/renamed.txt").read_text()


def test_every_seed_of_an_article_is_noted_once(imported: SiteFolder) -> None:
    imported.write("seeds/copy.txt", seed("عنوان الميناء", "الميناء"))
    imported.write("seeds/same.txt", seed("عنوان الميناء", "الميناء") + "\n")
    for _ in range(3):
        run(imported)
        (imported.root / ".cache/imported.json").unlink(missing_ok=True)
    duplicates = sorted(event.seed for event in read_ledger(imported.root).events if event.event == DUPLICATE)
    assert duplicates == ["seeds/copy.txt", "seeds/same.txt"]


def test_two_files_of_one_id_are_named_together(imported: SiteFolder) -> None:
    place = path_of(imported, "seeds/one.txt")
    text = place.read_text().replace("url: ", "url: copy-of-")
    copy = place.with_name("copy.md")
    copy.write_text(text)
    (problem,) = [one for one in imported.build().problems if one.code == "E230"]
    assert problem.path == "content/2011/02/عنوان-الميناء.md" and "content/2011/02/copy.md" in problem.what
    imported.write("seeds/one.txt", seed("عنوان الميناء", "الميناء القديم"))
    run(imported)
    assert "الميناء القديم" in place.read_text() and copy.read_text() == text


def in_git(site: SiteFolder) -> None:
    site.write(".gitignore", ".cache/\noutput/\n")
    site.write(".gitattributes", "content/*.jsonl merge=union\n")
    git(site.root, "init", "-q", "-b", "main")
    git(site.root, "add", ".")
    git(site.root, "commit", "-q", "-m", "first")


def merged(site: SiteFolder, side: str) -> None:
    """The branch `other` in, with one side's files where both have one."""
    git(site.root, "merge", "-q", "-X", side, "other", "-m", "merged")


@pytest.mark.parametrize("side", ["ours", "theirs"])
def test_two_branches_that_imported_one_title_lose_nothing(imported: SiteFolder, side: str) -> None:
    in_git(imported)
    for branch, word in {"other": "النهر", "main": "البحر"}.items():
        git(imported.root, "checkout", "-q", *(["-b", "other"] if branch == "other" else ["main"]))
        imported.write(f"seeds/{branch}.txt", seed("عنوان واحد لخبرين مختلفين", word))
        run(imported)
        git(imported.root, "add", ".")
        git(imported.root, "commit", "-q", "-m", branch)
    merged(imported, side)
    assert STATE not in git(imported.root, "ls-files")
    assert [one.code for one in imported.build().problems] == ["E231"]
    assert codes(run(imported)) == ["I306"]
    texts = "".join(data.decode() for data in content(imported).values())
    assert "النهر" in texts and "البحر" in texts and len(content(imported)) == 5
    assert not imported.build().problems and codes(run(imported)) == []


@pytest.mark.parametrize("is_undone", [False, True])
def test_a_withdrawal_wins_over_the_other_branch(imported: SiteFolder, is_undone: bool) -> None:
    in_git(imported)
    place = path_of(imported, "seeds/one.txt")
    which = place.relative_to(imported.root).as_posix()
    git(imported.root, "checkout", "-q", "-b", "other")
    assert warraq("withdraw", which, "--reason", "r", "--site", str(imported.root)).returncode == 0
    if is_undone:
        assert warraq("withdraw", which, "--undo", "--site", str(imported.root)).returncode == 0
    git(imported.root, "add", "-A")
    git(imported.root, "commit", "-q", "-m", "withdrawn")
    git(imported.root, "checkout", "-q", "main")
    for number in range(3):
        imported.write("seeds/one.txt", seed("عنوان الميناء", f"الميناء رقم {number}"))
        run(imported)
    git(imported.root, "add", "-A")
    git(imported.root, "commit", "-q", "-m", "edited")
    text = place.read_text()
    git(imported.root, "merge", "-q", "-s", "ours", "--no-commit", "other")
    lines = {
        *(imported.root / NAME).read_text().splitlines(),
        *git(imported.root, "show", f"other:{NAME}").splitlines(),
    }
    imported.write(NAME, "\n".join(sorted(lines, reverse=True)) + "\n")
    place.write_text(text)  # whoever solved the conflict took the text
    report = imported.build()
    assert ([one.code for one in report.problems] == ["E232"]) != is_undone
    assert ("رقم 2" in "".join(map(str, imported.files().values()))) is False or is_undone
    held = [path for path, data in imported.files().items() if "رقم 2".encode() in data]
    assert bool(held) == is_undone


def test_an_undone_withdrawal_lets_the_text_in_again(imported: SiteFolder) -> None:
    place = path_of(imported, "seeds/one.txt")
    before, which = place.read_bytes(), place.relative_to(imported.root).as_posix()
    assert warraq("withdraw", which, "--undo", "--site", str(imported.root)).returncode == 4
    warraq("withdraw", which, "--reason", "r", "--site", str(imported.root))
    imported.write("seeds/one.txt", seed("عنوان الميناء", "الميناء"))
    run(imported)
    assert "status: withdrawn" in place.read_text()
    assert warraq("withdraw", which, "--undo", "--site", str(imported.root)).returncode == 0
    assert "status: withdrawn" in place.read_text()
    run(imported)
    assert place.read_bytes() == before and not imported.build().problems
    assert not run(imported).counts.get("new")


@pytest.mark.parametrize("lock", [locked_to_write, locked_to_build])
def test_verbs_that_write_wait_for_no_other(imported: SiteFolder, lock: object) -> None:
    root = imported.root
    with lock(root, "warraq build"):
        shutil.rmtree(root / ".cache")  # whoever deletes the cache meanwhile opens no door
        verbs = [
            ["import"],
            ["build"],
            ["new", "x"],
            ["move", "content/x.md", "2011/x/"],
            ["withdraw", "x", "--reason", "r"],
        ]
        for verb in verbs:
            done = warraq(*verb, "--site", str(root))
            assert (done.returncode, "another `warraq" in done.stderr) == (4, True), done.stderr
    assert len(content(imported)) == 3


@pytest.mark.parametrize("name", [STATE, f"{STATE}/lock", JOURNAL])
def test_no_planted_link_is_written_through(imported: SiteFolder, tmp_path: Path, name: str) -> None:
    target = tmp_path / "profile"
    place = imported.root / name
    shutil.rmtree(place) if place.is_dir() else place.unlink(missing_ok=True)
    place.symlink_to(target)
    imported.write("seeds/four.txt", seed("رابع", "الرابع"))
    with pytest.raises(RefusedError):
        run(imported)
    if name != JOURNAL:  # which goes with the end of a run
        with pytest.raises(RefusedError), locked_to_write(imported.root, "warraq new"):
            new_article(imported.root, load_settings(imported.root), "x", {"date": "2011-02-02"})
    assert not target.exists() and len(content(imported)) == 3


def test_the_folder_of_the_lock_is_no_content(imported: SiteFolder) -> None:
    imported.write(f"{STATE}/x.md", "---\ntitle: x\n---\nx\n")
    report = imported.build()
    assert report.articles == 3 and not any(path.startswith(STATE) for path in imported.files())
    assert not any("x.md" in path for path in imported.files())


DYING = """
import os, sys
import generator.disk.files as files
left = [int(sys.argv.pop(1))]
replace = os.replace
def dying(*given):
    left[0] or os._exit(9)
    left[0] -= 1
    return replace(*given)
files.os.replace = dying
from generator.cli.main import main
main()
"""


def killed(number: int, *arguments: str) -> int:
    """The command, dead before it puts its next file in place after so many."""
    command = [sys.executable, "-P", "-c", DYING, str(number), *arguments]
    return subprocess.run(command, capture_output=True, check=False).returncode


@pytest.mark.parametrize("number", [1, 3, 4])
@pytest.mark.parametrize("deleted", ["", ".cache", NAME])
def test_an_import_killed_anywhere_is_completed_by_the_next(
    site: SiteFolder, tmp_path: Path, number: int, deleted: str
) -> None:
    whole = SiteFolder(tmp_path / "whole")
    for one in (site, whole):
        one.write("site.yaml", SITE_YAML)
        for name, word in {"one": "الميناء", "two": "السوق", "three": "الجسر"}.items():
            one.write(f"seeds/{name}.txt", seed(f"عنوان {word}", word))
    run(whole)
    assert killed(number, "import", "--workers", "1", "--site", str(site.root)) == 9
    gone = site.root / deleted
    if deleted:
        shutil.rmtree(gone) if gone.is_dir() else gone.unlink(missing_ok=True)
    run(site)
    assert differing(content(site), content(whole)) == []
    assert read_ledger(site.root).events == read_ledger(whole.root).events
    assert not list((site.root / "content").rglob("*.warraq-tmp"))


@pytest.mark.parametrize("number", [0, 1])
def test_a_move_killed_anywhere_is_completed_by_the_same_command(imported: SiteFolder, number: int) -> None:
    which = path_of(imported, "seeds/one.txt").relative_to(imported.root).as_posix()
    arguments = ["move", which, "2011/02/port/", "--site", str(imported.root)]
    assert killed(number, *arguments) == 9
    shutil.rmtree(imported.root / ".cache")
    assert warraq(*arguments).returncode == 0
    latest = [event for event in read_ledger(imported.root).latest_events() if event.path == which]
    assert [(event.event, event.url, event.number) for event in latest] == [("move", "2011/02/port/", 2)]
    assert imported.build().problems == ()


def test_a_page_and_a_collection_can_be_withdrawn_too(imported: SiteFolder) -> None:
    for name in ("pages/about", "collections/war"):
        imported.write(f"content/{name}.md", "---\ntitle: من نحن السري\n---\nكلام سري جدا.\n")
        done = warraq("withdraw", f"content/{name}.md", "--reason", "r", "--site", str(imported.root))
        assert done.returncode == 0, done.stderr
    imported.build()
    found = [path for path, data in imported.files(imported.root).items() if "سري".encode() in data]
    assert found == []
    urls = {event.path: event.url for event in read_ledger(imported.root).events}
    assert urls["content/pages/about.md"] == "about/" and urls["content/collections/war.md"] == "collections/war/"
