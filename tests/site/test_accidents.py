"""Every verb that writes meets a full disk, a protected one, a limit, a kill, a lost cache, a lost ledger, its double.

Whatever happens, each file of the user's is as it was or as the verb would leave it, the verb says what is wrong, and run
again it ends as if nothing had happened: no article twice, none lost.
"""

from __future__ import annotations

import contextlib
import functools
import os
import random
import resource
import shutil
import subprocess
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from support import NOW
from support.accidents import (
    KEY,
    NOBODY,
    Done,
    Door,
    acts_of,
    copied,
    everything_imported,
    fill,
    give_up_rights,
    kept,
    kill,
    prepare,
    run,
)

RANDOM_KILLS = int(os.environ.get("WARRAQ_KILLS") or 0) and 20
ARTICLE = "الحكومة-تعلن-خطة-لتطوير-السكك"
# One row for each way of writing. By the same code write: `serve` (import and build), `import --retag --write` (import),
# `import --report` and `export --to jekyll` and the like (export hugo), `withdraw --undo` (the one event of a move),
# `terms merge` (terms rename). `terms list`, `terms suggest`, `why` and `check --external` write in the cache alone,
# the first three as a build does; `search`, `explain` and `sign --check` write nothing.
VERBS = {
    "init": ("init", "fresh"),
    "import": ("import", "--workers", "1"),
    "build": ("build", "--workers", "1", "--now", NOW),
    "build --portable": ("build", "--workers", "1", "--portable", "--now", NOW),
    "new": ("new", "عنوان جديد", "--date", "2014-03-09"),
    "edit": ("edit", "--apply", "table.csv"),
    "move": ("move", f"content/2014/03/{ARTICLE}.md", "2014/03/rail/"),
    "withdraw": ("withdraw", f"content/2014/03/{ARTICLE}.md", "--reason", "طلب"),
    "terms rename": ("terms", "rename", "القاهرة", "القاهرة الكبرى"),
    "export csv": ("export", "--force", "table2.csv"),
    "export hugo": ("export", "--force", "--to", "hugo", "hugo"),
    "export ninjs": ("export", "--force", "--to", "ninjs", "ninjs"),
    "export parquet": ("export", "--force", "--to", "parquet", "articles.parquet"),
    "sign": ("sign", "--key", f"../{KEY}"),
    "deploy": ("deploy", "--now", NOW),
    "deploy --init": ("deploy", "--init"),
}
# A second run of `new` begins a second article, and a table applied twice has nothing left to do.
MAKES_ANEW = {"new"}
# A second run of `init` refuses a site that is whole.
REFUSES_A_SECOND = {"init"}

verbs = pytest.mark.parametrize("verb", VERBS)


@pytest.fixture(scope="module")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    everything_imported()
    return prepare(tmp_path_factory.mktemp("accidents") / "home")


@functools.cache
def undisturbed(prepared: Path, verb: str) -> tuple[int, dict[str, bytes]]:
    """How often a verb asks the disk for something, and what it leaves, when nothing befalls it."""
    with copied(prepared) as root:
        return acts_of(root, VERBS[verb]), kept(root)


class Case:
    """A verb on a fresh copy of the site, and what was before."""

    def __init__(self, prepared: Path, root: Path, verb: str) -> None:
        self.root, self.arguments, self.verb = root, VERBS[verb], verb
        self.before = kept(root)
        self.acts, self.after = undisturbed(prepared, verb)

    def check_whole(self) -> None:
        """Each file is as it was, or as it will be."""
        for path, data in kept(self.root).items():
            assert data in (self.before.get(path), self.after.get(path)) or path.startswith("output/"), path
        lost = [path for path in self.before if path in self.after and not (self.root / path).exists()]
        assert lost == []

    def check_completes(self) -> None:
        done = run(self.root, self.arguments)
        if self.verb == "deploy" and done.code == 4 and "run `warraq build` first" in done.printed:
            run(self.root, (*VERBS["build"], "--no-import"))  # without the cache it cannot know that output/ is whole
            done = run(self.root, self.arguments)
        assert done.code in ((0, 1, 4) if self.verb in REFUSES_A_SECOND else (0, 1)), done.printed
        assert "Traceback" not in done.printed
        found = kept(self.root)
        if self.verb in MAKES_ANEW:
            assert set(self.after) - set(found) == set()
            return
        wrong = [path for path in found.keys() | self.after.keys() if found.get(path) != self.after.get(path)]
        assert wrong == [], done.printed


def is_told(done: Done, *codes: int) -> None:
    assert done.code in codes, done.printed
    assert "Traceback" not in done.printed, done.printed
    assert done.code == 0 or "hint: " in done.printed, done.printed


def moments(acts: int) -> Sequence[int]:
    """Before the first act, in the middle, before the last; at random ones too when asked for accidents."""
    chance = random.Random(int(os.environ.get("WARRAQ_SEED", "0")))
    return sorted({0, acts // 2, acts - 1, *(chance.randrange(acts) for _ in range(RANDOM_KILLS))})


@verbs
def test_a_verb_that_is_killed_completes_when_it_is_run_again(prepared: Path, verb: str) -> None:
    with copied(prepared) as root:
        case = Case(prepared, root, verb)
    for at in moments(case.acts):
        with copied(prepared) as case.root:
            run(case.root, case.arguments, Door(case.root, at, kill).watch)
            case.check_whole()
            case.check_completes()


@verbs
def test_a_killed_verb_completes_without_the_cache_too(prepared: Path, verb: str) -> None:
    with copied(prepared) as root:
        case = Case(prepared, root, verb)
        run(root, case.arguments, Door(root, max(1, case.acts * 2 // 3), kill).watch)
        shutil.rmtree(root / ".cache", ignore_errors=True)
        case.check_whole()
        case.check_completes()


@verbs
def test_a_full_disk_is_told_and_the_verb_completes_when_there_is_room(prepared: Path, verb: str) -> None:
    with copied(prepared) as root:
        case = Case(prepared, root, verb)
    with copied(prepared) as case.root:
        is_told(run(case.root, case.arguments, Door(case.root, case.acts // 2, fill).watch), 0, 1)
        case.check_whole()
        case.check_completes()


@verbs
def test_a_limit_on_the_size_of_files_is_told(prepared: Path, verb: str) -> None:
    def limit() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (300, 300))

    with copied(prepared) as root:
        case = Case(prepared, root, verb)
        is_told(run(root, case.arguments, limit), 0, 1)
        case.check_whole()
        case.check_completes()


@verbs
def test_a_read_only_site_is_told_and_left_as_it_is(prepared: Path, verb: str) -> None:
    """By somebody who may read it and no more."""
    with copied(prepared) as root:
        case = Case(prepared, root, verb)
        folders = [root, *(path for path in root.rglob("*") if path.is_dir())]
        for path in root.rglob("*"):
            path.chmod(0o555 if path.is_dir() else 0o444)
        root.chmod(0o555)
        is_told(run(root, case.arguments, give_up_rights), 0, 4)
        assert kept(root) == case.before
        for path in folders:
            path.chmod(0o755)
        case.check_completes()


@verbs
def test_without_cache_a_verb_does_the_same(prepared: Path, verb: str) -> None:
    with copied(prepared) as root:
        case = Case(prepared, root, verb)
        shutil.rmtree(root / ".cache")
        case.check_completes()


@verbs
def test_without_ledger_nothing_is_imported_twice_or_lost(prepared: Path, verb: str) -> None:
    with copied(prepared) as root:
        case = Case(prepared, root, verb)
        (root / "content" / "ledger.jsonl").unlink()
        done = run(root, case.arguments)
        is_told(done, 0, 1)
        run(root, ("import", "--workers", "1"))
        run(root, ("import", "--workers", "1"))
        articles = [path for path in kept(root) if path.startswith("content/") and path.endswith(".md")]
        wanted = {path for path in case.after if path.startswith("content/") and path.endswith(".md")}
        new = {path for path in articles if "الجسور" in path or "الأنفاق" in path}
        assert set(articles) == wanted | new
        assert len(new) == 2


@verbs
def test_two_at_once_leave_the_site_whole(prepared: Path, verb: str) -> None:
    with copied(prepared) as root:
        case = Case(prepared, root, verb)
        other = os.fork()
        if not other:
            os._exit(run(root, case.arguments).code)
        first = run(root, case.arguments)
        _, status = os.waitpid(other, 0)
        codes = sorted((first.code, os.waitstatus_to_exitcode(status)))
        assert codes[0] in (0, 1), first.printed
        assert codes[1] in (0, 1, 4), first.printed
        case.check_whole() if verb not in MAKES_ANEW else None
        case.check_completes()


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path | None]:
    """A file system in memory, where the system lets us mount one."""
    place = tmp_path / "disk"
    place.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=24m,mode=755", "tmpfs", str(place)]
    is_mounted = shutil.which("mount") and not subprocess.run(mount, capture_output=True, check=False).returncode
    yield place if is_mounted else None
    if is_mounted:
        subprocess.run(["umount", "-l", str(place)], check=True)


@pytest.mark.parametrize("verb", ["import", "build", "edit", "withdraw"])
def test_a_disk_that_is_really_full_tears_nothing(prepared: Path, small_disk: Path | None, verb: str) -> None:
    """By the system's own errors, which also come while a file grows. Without a mount the test before this one stands."""
    if small_disk is None:
        return
    case = Case(prepared, Path(shutil.copytree(prepared, small_disk / "site", symlinks=True)), verb)
    filler = small_disk / "filler"
    with filler.open("wb", buffering=0) as rest, contextlib.suppress(OSError):
        while rest.write(bytes(1024)):
            pass
    is_told(run(case.root, case.arguments), 0, 1)
    case.check_whole()
    filler.unlink()
    case.check_completes()


SEED = "عنوان الخبر {0}\n\n2011-02-25\n\nفقرة {0} فيها من الكلام ما يكفي لمقال عن المدينة وأهلها.\n"
OTHER = "---\ntitle: خبر آخر {0}\ndate: 2011-03-01\nid: {0}\n---\nنص آخر.\n"


def test_files_that_may_not_be_read_stop_no_verb(prepared: Path) -> None:
    """Of content, known to the ledger or not, and of seeds: all others are dealt with."""
    with copied(prepared) as root:
        for name in ("a", "b"):
            (root / "seeds" / f"{name}.txt").write_text(SEED.format(name), encoding="utf-8")
        assert run(root, ("import", "--workers", "1")).code == 0
        known = next(one for one in root.glob("content/2011/02/*.md") if "seeds/a.txt" in one.read_text("utf-8"))
        for name, words in {"seeds/a.txt": SEED.format("aa"), "seeds/d.txt": SEED.format("d")}.items():
            (root / name).write_text(words, encoding="utf-8")
        stranger = root / "content/2011/stranger.md"
        for path, name in ((stranger, "01s"), (root / "content/2011/other.md", "01j")):
            path.write_text(OTHER.format(name), encoding="utf-8")
        for path in (root, *root.rglob("*")) if not os.geteuid() else ():
            os.chown(path, NOBODY, NOBODY, follow_symlinks=False)
        for path in (known, stranger, root / "seeds/b.txt"):
            path.chmod(0)
        for verb in (
            ("import", "--workers", "1"), ("export", "t.csv"), ("edit", "--apply", "t.csv"), ("new", "x"),
            ("move", "01j", "x/y/"), ("withdraw", "01j", "--reason", "x", "--no-build"), ("build", "--workers", "1"),
        ):  # fmt: skip
            is_told(run(root, verb, give_up_rights), 0, 1)
        assert any("seeds/d.txt" in one.read_text("utf-8") for one in root.glob("content/2011/02/*.md") if one != known)
        assert (root / "output/index.html").exists()
