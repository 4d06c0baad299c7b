"""`build`: bring output/ up to date with content/, the theme and site.yaml."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import closing
from typing import NamedTuple

import msgspec

from generator.archive.archive import Archive
from generator.engine.load.content_files import Reading
from generator.engine.load.loaded import Loaded
from generator.engine.memory.cache import NAME, UNREADABLE, forget_memory, open_memory
from generator.engine.memory.memory import Memory
from generator.engine.plan.context import BuildContext
from generator.engine.planned import Planned, planned
from generator.engine.report import Report
from generator.engine.site import Site
from generator.engine.space import check_room
from generator.engine.stages import Stages
from generator.engine.update import Update
from generator.model import Problem
from generator.records.site_lock import locked_to_build
from generator.workers import Progress, Workers


class Snapshot(NamedTuple):
    """The archive as a build saw it."""

    archive: Archive
    loaded: Loaded
    context: BuildContext


class BuildOptions(NamedTuple):
    """`readings` are of content files that were read since the last build, and need not be parsed again.

    `is_trial`: nobody publishes what is made, because somebody is still editing.
    """

    is_clean: bool = False
    is_verifying: bool = False
    is_trial: bool = False
    readings: Sequence[Reading] = ()


AS_USUAL = BuildOptions()


def build(
    site: Site, workers: Workers, progress: Progress, *, is_clean: bool = False, is_verifying: bool = False
) -> Report:
    """Make every file whose inputs changed, remove those that are no longer made, remember.

    A cache that cannot be read is thrown away with a problem in the report, and the build starts again.
    """
    report, _ = build_and_keep(site, workers, progress, BuildOptions(is_clean, is_verifying))
    return report


def build_and_keep(
    site: Site, workers: Workers, progress: Progress, options: BuildOptions = AS_USUAL
) -> tuple[Report, Snapshot]:
    """Build, and return what was built from, for the preview of edits."""
    with locked_to_build(site.root, "warraq build"):
        if options.is_clean:
            forget_memory(site)
        try:
            return _build(site, open_memory(site), workers, progress, options)
        except UNREADABLE as damage:
            forget_memory(site)
            report, snapshot = _build(site, open_memory(site), workers, progress, options)
            problems = (_thrown_away(damage), *report.problems)
            return msgspec.structs.replace(report, problems=problems), snapshot


def _build(
    site: Site, memory: Memory, workers: Workers, progress: Progress, options: BuildOptions
) -> tuple[Report, Snapshot]:
    stages = Stages(progress)
    with closing(memory):
        plan = planned(site, memory, workers, stages, options.readings)
        plan = plan.ending(lambda end: stages.counting("index", end))
        with stages("plan"):
            update = Update(plan, memory, is_verifying=options.is_verifying)
            tight = check_room(plan, update.known)
        with stages("make"):
            update.make(workers, stages)
            update.remove_orphans()
        with stages("remember"):
            update.remember(is_trial=options.is_trial)
    return _report(plan, update, stages, tight), Snapshot(plan.archive, plan.loaded, plan.context)


def _report(plan: Planned, update: Update, stages: Stages, tight: tuple[Problem, ...]) -> Report:
    work, done = update.work, update.done
    return Report(
        targets_planned=len(work.planned),
        targets_made=work.stale,
        files_written=len(done.written),
        files_removed=len(done.removed),
        bytes_written=done.bytes_written,
        sources_parsed=plan.loaded.parsed,
        articles=len(plan.archive.articles),
        seconds=stages.seconds,
        problems=(*tight, *update.problems),
        without_url=_without_url(plan.archive),
        written=tuple(done.written),
        removed=tuple(done.removed),
    )


def _without_url(archive: Archive) -> tuple[str, ...]:
    """The files of articles that move with their title or date."""
    return tuple(sorted(item.article.source.path for item in archive.articles if not item.article.has_url))


def _thrown_away(damage: Exception) -> Problem:
    what = f"could not be used: {damage or 'words are missing'}"
    return Problem(f".cache/{NAME}", 0, 0, "E301", "warning", what, "nothing is lost: everything was rebuilt")
