"""Accidents that befall a verb: it runs in a child of this process, and dies or finds its disk full where the test chooses."""

from __future__ import annotations

import errno
import functools
import importlib
import os
import pkgutil
import shutil
import signal
import subprocess
import sys
import tempfile
import traceback
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple

import generator
from generator.cli.main import main
from generator.engine.pipeline import build
from generator.engine.site import open_site, portable_site
from generator.workers import Workers
from support import NOW
from support.bombs import warm_up

SEED = """\
القاهرة - وكالات
{day} مارس 2014
{title}
أعلنت الحكومة أمس خطة جديدة لتطوير {what} في البلاد تمتد خمس سنوات، وتشمل {what} الكبرى وتجديد ما تقادم منها.
وقال وزير النقل إن خطة {what} ستوفر آلاف فرص العمل، وإن العمل فيها يبدأ مطلع العام المقبل بتمويل محلي.
"""
SITE = """\
title: أرشيف
base_url: https://example.org/
timezone: Africa/Cairo
integrity: true
deploy:
  folder: published
"""
KEY = "key"  # of `warraq sign`, beside the site
TERMS = """\
terms:
  - id: cairo
    kind: place
    name:
      ar: القاهرة
  # A comment that a person wrote.
  - id: capital
    kind: place
    name:
      ar: العاصمة
"""
NOBODY = 65534


class Done(NamedTuple):
    """How a verb ended: its exit code, or minus the signal; and what it printed."""

    code: int
    printed: str


def give_up_rights() -> None:
    """In a child of root: its files are no longer its own."""
    if not os.geteuid():
        os.setgroups([])
        os.setresgid(NOBODY, NOBODY, NOBODY)
        os.setresuid(NOBODY, NOBODY, NOBODY)


@functools.cache
def everything_imported() -> None:
    """So that a child that gave up its rights needs no file of the installation any more, and none loads it anew."""
    ours = ("_strptime", "encodings.utf_8_sig", "encodings.idna", "encodings.cp437", "encodings.cp1256")
    for name in (*ours, "pyarrow.parquet"):
        importlib.import_module(name)
    for found in pkgutil.walk_packages(generator.__path__, "generator."):
        if not found.name.startswith(("generator.themes", "generator.cli.new_site", "generator.__main__")):
            importlib.import_module(found.name)
    warm_up()


def run(root: Path, arguments: Sequence[str], before: Callable[[], None] = lambda: None) -> Done:
    """`warraq ARGUMENTS` in a forked child, in the site's folder; `before` runs in the child first."""
    reading, writing = os.pipe()
    child = os.fork()
    if not child:
        os.close(reading)
        _be_the_child(root, arguments, before, writing)
    os.close(writing)
    with os.fdopen(reading, encoding="utf-8", errors="replace") as stream:
        printed = stream.read()
    _, status = os.waitpid(child, 0)
    return Done(os.waitstatus_to_exitcode(status), printed)


def _be_the_child(root: Path, arguments: Sequence[str], before: Callable[[], None], printed: int) -> None:
    code = 70  # of a traceback
    try:
        for stream in (1, 2):
            os.dup2(printed, stream)
        sys.stdout = sys.stderr = os.fdopen(os.dup(printed), "w", encoding="utf-8", buffering=1)
        os.chdir(root)
        os.environ["SOURCE_DATE_EPOCH"] = "1767225600"
        before()
        main(list(arguments), leave=_leave)
    except SystemExit as end:
        code = int(end.code or 0)
    except BaseException:
        traceback.print_exc()
    finally:
        sys.stdout.flush()
        os._exit(code)


def _leave(code: int) -> None:
    raise SystemExit(code)


class Door:
    """Counts what a child does to files below a folder, and lets something happen at the n-th time."""

    ACTS = ("open", "replace", "rename", "unlink", "mkdir")

    def __init__(self, root: Path, at: int = -1, happen: Callable[[], None] = lambda: None) -> None:
        self.count = 0
        self._root, self._at, self._happen = str(root), at, happen

    def watch(self) -> None:
        for name in self.ACTS:
            setattr(os, name, self._watched(name, getattr(os, name)))

    def _watched(self, name: str, act: Callable[..., Any]) -> Callable[..., Any]:
        def watched(path: Any, *arguments: Any, **named: Any) -> Any:
            is_writing = name != "open" or (arguments and arguments[0] & (os.O_CREAT | os.O_WRONLY))
            if is_writing and os.path.abspath(os.fsdecode(path)).startswith(self._root):
                self.count += 1
                if self._at >= 0 and self.count > self._at:
                    self._happen()
            return act(path, *arguments, **named)

        return watched


def kill() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def fill() -> None:
    raise OSError(errno.ENOSPC, "No space left on device")


def acts_of(root: Path, arguments: Sequence[str]) -> int:
    """How often a verb that nothing befalls asks the disk for something; the site is another afterwards."""
    reading, writing = os.pipe()

    def before() -> None:
        door = Door(root)
        door.watch()
        leave = os._exit

        def report(code: int) -> None:
            os.write(writing, str(door.count).encode())
            leave(code)

        os._exit = report

    done = run(root, arguments, before)
    os.close(writing)
    with os.fdopen(reading) as report:
        count = int(report.read() or 0)
    assert done.code in (0, 1), done.printed
    return count


@contextmanager
def copied(prepared: Path) -> Iterator[Path]:
    """The site in a folder that everybody may enter: one that gave up its rights could not enter pytest's."""
    with tempfile.TemporaryDirectory() as folder:
        Path(folder).chmod(0o755)
        if (key := prepared.with_name(KEY)).exists():
            os.chown(shutil.copy(key, folder), *((NOBODY, NOBODY) if not os.geteuid() else (-1, -1)))
        yield Path(shutil.copytree(prepared, Path(folder) / "site", symlinks=True))


def prepare(root: Path) -> Path:
    """A site of some articles, imported, built, deployed and exported, with one more seed to come."""
    root.mkdir(parents=True)
    done = run(root, ["init", "site"])
    assert done.code == 0, done.printed
    site = root / "site"
    (site / "site.yaml").write_text(SITE, encoding="utf-8")
    (site / "terms.yaml").write_text(TERMS, encoding="utf-8")
    subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", str(root / KEY)], check=True)
    for number, what in enumerate(("السكك", "الموانئ", "المطارات", "الطرق")):
        _sow(site, number, what)
    for verb in (["import"], ["build", "--now", NOW], ["deploy", "--now", NOW], ["export", "table.csv"]):
        done = run(site, verb)
        assert done.code == 0, done.printed
    table = site / "table.csv"
    table.write_text(
        table.read_text(encoding="utf-8").replace("وكالات", "الوكالات").replace(",القاهرة", ",الجيزة"), encoding="utf-8"
    )
    compile_templates(site)
    _sow(site, 7, "الجسور")
    _sow(site, 8, "الأنفاق")
    return site


def compile_templates(root: Path) -> None:
    """In this process, whose children inherit them: of a small site's build it is the largest part."""
    with copied(root) as copy, Workers(1) as workers:
        site = open_site(copy, None, base_url=None, now=NOW, has_drafts=False)
        for one in (site, portable_site(open_site(copy, copy / "portable", base_url=None, now=NOW, has_drafts=False))):
            build(one, workers, lambda *_: None, is_clean=True)


def _sow(site: Path, number: int, what: str) -> None:
    text = SEED.format(day=number + 1, title=f"الحكومة تعلن خطة لتطوير {what}", what=what)
    (site / "seeds" / f"{number}.txt").write_text(text, encoding="utf-8")


def kept(root: Path) -> dict[str, bytes]:
    """What is the user's: all but output, the cache and what is hidden."""
    return {
        path.relative_to(root).as_posix(): path.read_bytes()
        for path in sorted(root.rglob("*"))
        if path.is_file() and not any(part.startswith(".") for part in path.relative_to(root).parts)
    }
