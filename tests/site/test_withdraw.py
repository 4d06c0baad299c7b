"""A withdrawn article is gone from the site's folder, stays gone, and the way to purge git's past works."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import msgspec
import pytest
from support import SITE_YAML, SiteFolder, git, warraq
from support.accidents import run
from support.seeds import PNG, zipped

from generator.records.ledger import read_ledger, write_ledger

SECRET = "كلام سيسحب من الأرشيف"
SEED = f"العنوان الذي سيسحب\n\n2011-02-25\n\n{SECRET} وهذه فقرة طويلة بما يكفي لتعرف مقالا بين المقالات كلها.\n\nوفقرة ثانية فيها كلام آخر كثير عن المدينة وأهلها وما جرى فيها ذلك اليوم.\n"

OTHER = "عنوان آخر\n\n2011-03-25\n\nهذه فقرة طويلة عن بحر بعيد لا شأن لها بما سبق، وفيها من الكلام ما يكفي لمقال.\n\nوفقرة ثانية عنه.\n"


@pytest.fixture
def imported(site: SiteFolder) -> SiteFolder:
    """A site in git with an article of a seed, its picture, and another article."""
    site.write("seeds/one.txt", SEED)
    site.write("seeds/two.txt", SEED.replace("سيسحب", "يبقى"))
    assert warraq("import", "--site", str(site.root)).returncode == 0
    place = content_of(site, "seeds/one.txt")
    place.write_text(place.read_text() + "\n![](p.jpg)\n")
    place.with_name("p.jpg").write_bytes(b"picture")
    site.write(".gitignore", ".cache/\noutput/\n")
    git(site.root, "init", "-q", "-b", "main")
    git(site.root, "add", ".")
    git(site.root, "commit", "-q", "-m", "first")
    site.build()
    return site


def content_of(site: SiteFolder, seed: str) -> Path:
    return site.root / next(event.path for event in read_ledger(site.root).events if event.seed == seed)


def withdraw(site: SiteFolder, path: Path, *options: str) -> subprocess.CompletedProcess[str]:
    which = path.relative_to(site.root).as_posix()
    return warraq("withdraw", which, "--reason", "بطلب من أهله", "--site", str(site.root), *options)


def holding(site: SiteFolder, text: str) -> list[str]:
    return [path for path, data in site.files(site.root).items() if text.encode() in data and ".git/" not in path]


def test_text_seed_and_picture_go_and_the_address_says_so(imported: SiteFolder) -> None:
    place = content_of(imported, "seeds/one.txt")
    event = max(read_ledger(imported.root).events, key=lambda event: (event.path == str(place), event.number))
    assert withdraw(imported, place).returncode == 0
    assert not imported.build().problems
    assert holding(imported, SECRET) == [] and not (imported.root / "seeds/one.txt").exists()
    assert not place.with_name("p.jpg").exists()
    told = [one for one in read_ledger(imported.root).events if one.path == place.relative_to(imported.root).as_posix()]
    first, last = sorted(told, key=lambda one: one.number)[0], max(told, key=lambda one: one.number)
    expected = msgspec.structs.replace(first, number=last.number, event="withdraw")
    assert last == expected and event.seed_sha256
    page = imported.page(f"{last.url}index.html")
    assert "بطلب من أهله" in page and "العنوان الذي" not in page.partition("<body")[2]
    assert "العنوان الذي" not in place.read_text()


def test_no_import_brings_it_back(imported: SiteFolder) -> None:
    place = content_of(imported, "seeds/one.txt")
    withdraw(imported, place)
    assert (
        warraq(
            "move", place.relative_to(imported.root).as_posix(), "2011/02/moved/", "--site", str(imported.root)
        ).returncode
        == 0
    )
    tombstone, there = place.read_text(), set(imported.files(imported.root / "content"))
    for name, text in {"one.txt": SEED, "copy.txt": SEED, "again.txt": SEED + "\n"}.items():
        imported.write(f"seeds/{name}", text)
        done = warraq("import", "--site", str(imported.root))
        assert done.returncode == 0, done.stderr
    imported.write("seeds/one.txt", SEED + "\nفقرة ثالثة لم تكن فيه من قبل.\n")
    warraq("import", "--site", str(imported.root))
    assert place.read_text() == tombstone and set(imported.files(imported.root / "content")) == there


def test_a_dry_run_writes_nothing_and_says_what_would_go(imported: SiteFolder) -> None:
    before = imported.files(imported.root)
    done = withdraw(imported, content_of(imported, "seeds/one.txt"), "--dry-run")
    after = imported.files(imported.root)
    assert {path for path in after if after[path] != before.get(path)} <= set()
    assert "seeds/one.txt: would be removed" in done.stdout and "p.jpg: would be removed" in done.stdout


def test_what_git_holds_is_told_and_the_told_commands_purge_it(imported: SiteFolder) -> None:
    place = content_of(imported, "seeds/one.txt")
    other = content_of(imported, "seeds/two.txt").read_bytes()
    done = withdraw(imported, place)
    assert "git still has 3 earlier versions of its files, in 1 commit from" in done.stdout
    git(imported.root, "add", "-A")
    git(imported.root, "commit", "-q", "-m", "withdrawn")
    lines = [line for line in done.stdout.splitlines() if line.startswith("  ")]
    blobs = lines[0].split("'%s\\n' ")[1].split(" > ")[0].split()
    held = b"".join(git(imported.root, "cat-file", "blob", blob).encode() for blob in blobs)
    assert SECRET.encode() in held and b"picture" in held
    with_filter = os.environ | {"PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}"}
    for line in lines[:2]:
        subprocess.run(line, shell=True, cwd=imported.root, check=True, capture_output=True, env=with_filter)
    assert all(
        subprocess.run(["git", "cat-file", "-e", blob], cwd=imported.root, capture_output=True, check=False).returncode
        for blob in blobs
    )
    assert "status: withdrawn" in place.read_text() and content_of(imported, "seeds/two.txt").read_bytes() == other


def test_a_picture_that_another_article_shows_stays(site: SiteFolder) -> None:
    for name in ("a", "b"):
        site.article(name, image="p.jpg", body=f"![](own-{name}.jpg)\n")
        site.write(f"content/2025/02/own-{name}.jpg", PNG)
    site.write("content/2025/02/p.jpg", PNG)
    assert withdraw(site, site.root / "content/2025/02/a.md").returncode == 0
    there = {path.name for path in (site.root / "content/2025/02").iterdir()}
    assert there == {"a.md", "b.md", "p.jpg", "own-b.jpg"}
    assert not site.build().problems


def test_a_seed_that_holds_other_articles_is_named(site: SiteFolder) -> None:
    rows = "title,date,body\n" + "".join(
        f"عنوان {n},2011-02-2{n},{SECRET} رقم {n} وكلام كثير آخر عنه\n" for n in (1, 2)
    )
    site.write("seeds/list.csv", rows)
    assert warraq("import", "--site", str(site.root)).returncode == 0
    event = min(read_ledger(site.root).events, key=lambda event: event.seed)
    done = withdraw(site, site.root / event.path)
    said = (
        f"seeds/list.csv: also contains other articles beside this one (`{event.seed.removeprefix('seeds/list.csv')}`)"
    )
    assert said in done.stdout and (site.root / "seeds/list.csv").exists()
    warraq("import", "--site", str(site.root))
    assert "status: withdrawn" in (site.root / event.path).read_text()


def built(site: SiteFolder) -> None:
    for options in ([], ["--portable"]):
        assert warraq("build", "--no-import", "--site", str(site.root), *options).returncode == 0


def test_the_words_are_nowhere_but_where_the_verb_said(site: SiteFolder) -> None:
    """In every place that a site has: content, seeds and their duplicates, an archive, the cache, output and portable."""
    site.write("site.yaml", f"{SITE_YAML}data: [csv]\n".replace("offline: false\n", ""))
    site.write("seeds/a.txt", SEED)
    site.write("seeds/copy.txt", SEED)
    site.write("seeds/same.txt", SEED + "\n\n")
    site.write("seeds/pile.zip", zipped({"in.txt": SEED.replace("\n\n", "\n\n\n"), "other.txt": OTHER}))
    site.write("seeds/other.txt", OTHER.replace("بحر", "نهر"))
    assert warraq("import", "--site", str(site.root)).returncode == 0
    place = content_of(site, "seeds/a.txt")
    place.write_text(place.read_text() + "\nزاده إنسان.\n")
    site.write("seeds/a.txt", SEED.replace("ثانية", "ثانية أخرى"))
    assert warraq("import", "--site", str(site.root)).returncode == 0
    assert place.with_name(f"{place.name}.new").exists()
    built(site)
    assert len(holding(site, SECRET)) > 10
    done = withdraw(site, place, "--rewrite-archives")
    assert done.returncode == 0, done.stderr
    assert holding(site, SECRET) == []
    assert not [path for path in (site.root / "seeds").glob("*.zip") if b"in.txt" in path.read_bytes()]
    there = {path.name for path in (site.root / "seeds").iterdir()}
    assert there == {"pile.zip", "other.txt"} and "seeds/pile.zip: written without it" in done.stdout
    assert "output/: built without it" in done.stdout and "portable/: built without it" in done.stdout
    assert warraq("import", "--site", str(site.root)).stdout.startswith("import: ")
    assert not site.build().problems and holding(site, SECRET) == []


def test_a_build_leaves_nothing_of_what_was_withdrawn_by_hand_in_the_cache(site: SiteFolder) -> None:
    site.article("a", body=f"{SECRET} وكلام كثير.\n" * 40)
    site.article("b")
    site.build()
    site.article("a", status="withdrawn", body="")
    site.build()
    assert holding(site, SECRET) == []


def test_without_a_build_the_folders_that_hold_it_are_named(imported: SiteFolder) -> None:
    done = withdraw(imported, content_of(imported, "seeds/one.txt"), "--no-build")
    assert "output/ still contains the text; run `warraq build` to remove it" in done.stdout
    assert all(path.startswith("output/") for path in holding(imported, SECRET))
    imported.build()
    assert holding(imported, SECRET) == []


@pytest.mark.parametrize(
    "named", ["site.yaml", "../outside", "seeds/two.txt", "content/ledger.jsonl", "seeds", "seeds/new.txt"]
)
def test_front_matter_alone_removes_no_file(imported: SiteFolder, named: str) -> None:
    imported.write("seeds/new.txt", "لم يستورد بعد.\n")
    (imported.root.parent / "outside").write_text("mine")
    lines = {"title": "evil", "date": "2011-02-02", "url": "2011/02/evil/", "seed": named}
    place = imported.article("evil", **lines)
    before = imported.files(imported.root / "seeds")
    for _ in range(2):
        assert withdraw(imported, place).returncode == 0
        assert imported.files(imported.root / "seeds") == before and (imported.root / "site.yaml").exists()
        assert (imported.root.parent / "outside").read_text() == "mine"
        (imported.root / "content/ledger.jsonl").unlink()  # nor where the ledger is written anew from front matter


def test_a_seed_that_another_article_names_or_that_was_changed_is_left_and_named(imported: SiteFolder) -> None:
    one, two = content_of(imported, "seeds/one.txt"), content_of(imported, "seeds/two.txt")
    imported.write("seeds/two.txt", "غيّره إنسان ولم يستورده بعد.\n")
    imported.article("third", seed="seeds/one.txt")
    assert "seeds/one.txt: is also the seed of another article" in withdraw(imported, one).stdout
    assert "seeds/two.txt: is not the file that was imported" in withdraw(imported, two).stdout
    assert (imported.root / "seeds/one.txt").exists() and (imported.root / "seeds/two.txt").exists()


def test_copies_and_versions_in_content_are_named(imported: SiteFolder) -> None:
    place = content_of(imported, "seeds/one.txt")
    other = content_of(imported, "seeds/two.txt").relative_to(imported.root).as_posix()
    ids = sorted(event.id for event in read_ledger(imported.root).latest_events())
    imported.write("content/versions.jsonl", msgspec.json.encode({"ids": ids, "likeness": 0.5}) + b"\n")
    body = place.read_text().split("---\n")[2]
    copy = imported.article("copy", body=body).relative_to(imported.root).as_posix()
    decided = max(event.seed_sha256 for event in read_ledger(imported.root).events if event.seed == "seeds/one.txt")
    imported.write("seeds/decisions.yaml", f"{decided}:\n  title: العنوان الذي سيسحب\n")
    said = withdraw(imported, place).stdout
    assert (
        f"{copy}: has the same text" in said and f"{other}: reports the same in other words (similarity 0.50)" in said
    )
    assert f"seeds/decisions.yaml: contains decisions about it: remove the entry `{decided}` yourself" in said


@pytest.mark.parametrize("kill", range(4))
def test_a_withdrawal_that_was_killed_is_finished_by_the_same_command(imported: SiteFolder, kill: int) -> None:
    place = content_of(imported, "seeds/one.txt")
    script = (
        "import os, sys; from pathlib import Path; import generator.disk.files as files, generator.disk.folders as folders\n"
        "left = [int(sys.argv.pop(1))]\n"
        "def dying(call):\n"
        "    def done(*given, **named):\n"
        "        left[0] or os._exit(9); left[0] -= 1; return call(*given, **named)\n"
        "    return done\n"
        "folders.Folder.write = dying(folders.Folder.write); folders.Folder.remove = dying(folders.Folder.remove)\n"
        "from generator.cli.main import main; main()\n"
    )
    which = place.relative_to(imported.root).as_posix()
    arguments = ["withdraw", which, "--reason", "r", "--no-build", "--site", str(imported.root)]
    died = subprocess.run([sys.executable, "-P", "-c", script, str(kill), *arguments], capture_output=True, check=False)
    assert died.returncode == (9 if kill < 3 else 0), died.stderr.decode()
    assert withdraw(imported, place).returncode == 0
    assert holding(imported, SECRET) == [] and not place.with_name("p.jpg").exists()
    numbers = [event.event for event in read_ledger(imported.root).events if event.path == which]
    assert sorted(numbers) == ["import", "withdraw"]


def test_a_proposal_for_another_article_at_a_former_path_stays(imported: SiteFolder) -> None:
    """Two branches gave both articles one path; a merge has moved one of them."""
    place, other = content_of(imported, "seeds/one.txt"), content_of(imported, "seeds/two.txt")
    ledger = read_ledger(imported.root)
    event = next(one for one in ledger.events if one.seed == "seeds/one.txt")
    ledger.add(msgspec.structs.replace(event, number=0, path=other.relative_to(imported.root).as_posix()))
    write_ledger(imported.root, ledger)
    proposals = [one.with_name(f"{one.name}.new") for one in (place, other)]
    for article, proposal in zip((place, other), proposals, strict=True):
        proposal.write_text(article.read_text())
    assert withdraw(imported, place, "--no-build").returncode == 0
    assert [one.exists() for one in proposals] == [False, True]


@pytest.mark.parametrize("name", ["ب" * 126, "a" * 252, "a\\b", "a\x01b", "a:b", "أَ", "a\u200eb"])
@pytest.mark.parametrize("verb", ["withdraw", "move"])
def test_no_verb_enters_what_the_next_import_could_not_read(ten_articles: SiteFolder, verb: str, name: str) -> None:
    """A name that the ledger cannot hold is refused before anything is written; any other is entered."""
    place = ten_articles.article(name, date="2014-02-03", id="01j")
    before = place.read_bytes()
    which = f"content/2014/02/{name}.md"
    done = run(
        ten_articles.root, (verb, which, *(("--reason", "x", "--no-build") if verb == "withdraw" else ("x/y/",)))
    )
    assert done.code in (0, 4) and "Traceback" not in done.printed, done.printed
    assert (place.read_bytes() == before) == (done.code == 4)
    assert read_ledger(ten_articles.root).problems == ()
    assert run(ten_articles.root, ("import", "--workers", "1")).code == 0


def test_a_picture_that_a_broken_file_may_show_stays_and_is_named(imported: SiteFolder) -> None:
    place = content_of(imported, "seeds/one.txt")
    place.with_name("broken.md").write_text("---\ntitle: [\n---\n![](p.jpg)\n")
    done = withdraw(imported, place, "--no-build")
    assert done.returncode == 0 and "p.jpg: may also be an image of" in done.stdout, done.stdout
    assert place.with_name("p.jpg").exists()
