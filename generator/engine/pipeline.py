"""`build`: bring output/ up to date with content/, the theme and site.yaml."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import closing, contextmanager
from pathlib import Path
from time import perf_counter
from typing import NamedTuple, TypeVar

import msgspec

from generator.archive.arrange import Archive, arrange
from generator.archive.collections import with_collections
from generator.archive.term_names import Names
from generator.disk.files import remove_folder
from generator.disk.folders import OutputFolder
from generator.engine.claims import told
from generator.engine.load.articles import load_articles
from generator.engine.load.loaded import Loaded
from generator.engine.lost_urls import vanished
from generator.engine.make import make
from generator.engine.memory import DamagedMemoryError, Made, Memory, forget_everything
from generator.engine.plan.context import Frame
from generator.engine.plan.data import plan_package
from generator.engine.plan.redirects import plan_redirects
from generator.engine.plan.search import prepare_index, update_index
from generator.engine.plan.site import plan
from generator.engine.plan.target import Group, Look
from generator.engine.portable import portable
from generator.engine.publish import Published, Seal, publish, remove_orphans, unremembered
from generator.engine.site import Site
from generator.engine.stale import Checked, StaleTarget, Work, find_work
from generator.model import Problem, Report
from generator.records.site_lock import locked_to_build
from generator.search.index.inputs import LostWordsError
from generator.workers import Progress, Workers, in_batches

T = TypeVar("T")
BODIES_OF_A_PAGE = 4  # that take as long to be made into data as a page to be rendered, with what it takes to send them


def build(
    site: Site, workers: Workers, progress: Progress, *, is_clean: bool = False, is_verifying: bool = False
) -> Report:
    """Make every file whose inputs changed, remove those that nobody makes any more, remember.

    A cache that cannot be read is thrown away with a problem in the report, and the build starts again.
    """
    report, _ = build_and_keep(site, workers, progress, is_clean=is_clean, is_verifying=is_verifying)
    return report


def build_and_keep(
    site: Site, workers: Workers, progress: Progress, *, is_clean: bool = False, is_verifying: bool = False
) -> tuple[Report, Snapshot]:
    """Build, and hand out what was built from, for whoever goes on editing."""
    with locked_to_build(site.root, "warraq build"):
        if is_clean:
            forget_everything(_place(site))
        try:
            return _build(site, memory_of(site), workers, progress, is_verifying)
        except (DamagedMemoryError, LostWordsError) as damage:
            forget_everything(_place(site))
            report, snapshot = _build(site, memory_of(site), workers, progress, is_verifying)
            return _with_problem(report, _thrown_away(damage)), snapshot


class Snapshot(NamedTuple):
    """The archive as a build saw it."""

    archive: Archive
    loaded: Loaded
    frame: Frame


def forget_builds(root: Path) -> None:
    """What is known of builds goes, and the next one starts anew."""
    forget_everything(root / ".cache" / "warraq.sqlite")
    remove_folder(root / ".cache" / "deploy.git")


def forget_cache(root: Path) -> bool:
    """Texts live on in the cache, in what was read, compared and deployed: all of it goes. False where some stays."""
    remove_folder(root / ".cache")
    return not (root / ".cache").exists()


def memory_of(site: Site) -> Memory:
    return Memory(_place(site), _output_key(site))


def asked_of_memory(site: Site, ask: Callable[[Memory], T]) -> T:
    """For verbs that only look: where the cache cannot be read, it is forgotten, and content/ tells anew."""
    try:
        with closing(memory_of(site)) as memory:
            return ask(memory)
    except (DamagedMemoryError, LostWordsError):
        forget_everything(_place(site))
    with closing(memory_of(site)) as memory:
        return ask(memory)


def _place(site: Site) -> Path:
    return site.cache / "warraq.sqlite"


def _build(
    site: Site, memory: Memory, workers: Workers, progress: Progress, is_verifying: bool
) -> tuple[Report, Snapshot]:
    stages = _Stages(progress)
    output = OutputFolder(site.output)
    try:
        with stages("load"):
            frame = Frame(site)
            loaded = load_articles(site, memory, workers)
            prepare_index(loaded, frame, workers)
        with stages("arrange"):
            archive = arranged(loaded, site)
        with stages("index"):
            index = update_index(archive, memory, frame, workers)
        with stages("plan"):
            known, groups, work = memory.targets(), memory.groups(), Work()
            checked = Checked(output, known, is_verifying=is_verifying)
            index = index._replace(end=stages.again("index", index.end))
            planned = plan(archive, loaded, index, site, frame)
        with stages("make"):
            seal, done = Seal(output, memory.marker_times()), Published()
            strangers = () if seal.is_known else unremembered(output)

            def bring_up_to_date(planned: Iterable[Group]) -> None:
                planned = portable(planned) if site.is_portable else planned
                found = stages.within("plan", find_work(planned, frame, groups, checked, work))
                batches = announced(in_batches(found, weight=_weight), known, memory, seal)
                outputs = make(batches, Look(frame.theme, frame.view), memory, workers)
                publish(stages.counted(outputs, work), known, output, done)

            bring_up_to_date(planned)
            bring_up_to_date(plan_package(work.planned, known | done.made, frame))
            bring_up_to_date(planned_redirects(archive, loaded, work, frame))
            gone = [path for path in known if path not in work.planned]
            is_touching = bool(work.stale or gone or not seal.is_known)
            if is_touching:
                memory.announce((), seal.times)
            done.removed = remove_orphans({*gone, *strangers}, work.planned, output)
            if is_touching:
                seal.set()
        with stages("remember"):
            gone_groups = [key for key in groups if key not in work.group_keys]
            memory.remember(work.groups, work.touched | done.made, gone, gone_groups)
    finally:
        memory.close()
    report = Report(
        targets_planned=len(work.planned),
        targets_made=work.stale,
        files_written=len(done.written),
        files_removed=len(done.removed),
        bytes_written=done.bytes_written,
        sources_parsed=loaded.parsed,
        articles=len(archive.articles),
        seconds=stages.seconds,
        problems=problems_of(site, loaded, archive, work),
        written=tuple(done.written),
        removed=tuple(done.removed),
    )
    return report, Snapshot(archive, loaded, frame)


def _weight(item: StaleTarget) -> int:
    """The texts of a month in one file are much to carry, and take as long as many pages."""
    return 1 + len(item.target.bodies) // BODIES_OF_A_PAGE


def problems_of(site: Site, loaded: Loaded, archive: Archive, work: Work) -> tuple[Problem, ...]:
    """All that is wrong with the site, sorted."""
    contests = told(work.contests, archive, loaded, site)
    return tuple(sorted((*loaded.problems, *archive.problems, *contests, *vanished(site.root, loaded, archive))))


def planned_redirects(archive: Archive, loaded: Loaded, work: Work, frame: Frame) -> Iterator[Group]:
    """What is left to plan when every other file is, with what cannot be made among the work's contests."""
    redirects = plan_redirects(archive, loaded, work.planned, frame)
    work.contests += redirects.contests
    return redirects.groups


def announced(
    batches: Iterable[list[StaleTarget]], known: Mapping[str, Made], memory: Memory, seal: Seal
) -> Iterator[list[StaleTarget]]:
    """Each batch once memory knows of its new files: a build that dies leaves none that nobody knows of."""
    for batch in batches:
        memory.announce([(i.target.path, i.group) for i in batch if i.target.path not in known], seal.times)
        yield batch


def arranged(loaded: Loaded, site: Site) -> Archive:
    """The archive that readers may see now."""
    archive = arrange(loaded.articles, site.settings, site.authority, loaded.versions)
    return with_collections(archive, loaded.collections, Names(site.authority, site.settings.language))


def _output_key(site: Site) -> str:
    """Relative for an output inside the site, so that a copied site keeps its memory."""
    root, output = os.path.realpath(site.root), os.path.realpath(site.output)
    key = os.path.relpath(output, root) if output.startswith(root + os.sep) else output
    return key.encode("utf-8", "backslashreplace").decode()  # a folder's name need not be UTF-8


def _thrown_away(damage: Exception) -> Problem:
    hint = "nothing is lost: everything was built anew"
    return Problem(
        ".cache/warraq.sqlite", 0, 0, "E301", "warning", f"could not be used: {damage or 'words are lost'}", hint
    )


def _with_problem(report: Report, problem: Problem) -> Report:
    return msgspec.structs.replace(report, problems=(problem, *report.problems))


class _Stages:
    """How long each stage took, and word of it to whoever watches."""

    def __init__(self, progress: Progress) -> None:
        self.seconds: dict[str, float] = {}
        self._elsewhere = 0.0
        self._progress = progress
        self._name = ""

    @contextmanager
    def __call__(self, name: str) -> Iterator[None]:
        self._name = name
        self._progress(name, 0, 0)
        start, self._elsewhere = perf_counter(), 0.0
        yield
        self.seconds[name] = round(perf_counter() - start - self._elsewhere, 4)

    def again(self, name: str, task: Callable[[], None]) -> Callable[[], None]:
        """The task, of which the time is an earlier stage's, though it runs within a later one."""

        def timed() -> None:
            with self._borrowed(name):
                task()

        return timed

    def within(self, name: str, items: Iterator[T]) -> Iterator[T]:
        """The time that it takes to get the items is an earlier stage's, not that of the one which asks for them."""
        while True:
            with self._borrowed(name):
                item = next(items, None)
            if item is None:
                return
            yield item

    @contextmanager
    def _borrowed(self, name: str) -> Iterator[None]:
        start, before = perf_counter(), self._elsewhere
        yield
        spent = perf_counter() - start
        self.seconds[name] = round(self.seconds[name] + spent - (self._elsewhere - before), 4)
        self._elsewhere = before + spent

    def counted(self, outputs: Iterator[T], work: Work) -> Iterator[T]:
        for done, output in enumerate(outputs, 1):
            yield output
            if done % 100 == 0 or (work.is_whole and done == work.stale):
                self._progress(self._name, done, work.stale if work.is_whole else 0)
