"""Whether output/ is what a build would make now, and the problems that build would report."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing

import msgspec

from generator.disk.folders import OutputFolder
from generator.engine.memory.cache import UNREADABLE, open_memory
from generator.engine.memory.memory import Memory
from generator.engine.planned import planned
from generator.engine.publish import Seal
from generator.engine.site import Site
from generator.engine.stale import Checked, StaleTarget, Work, find_work
from generator.model import Problem
from generator.records.site_lock import locked_to_build
from generator.workers import Workers


class OutputStatus(msgspec.Struct, frozen=True):
    """`paths` are the files of the site; `stale` those to make, with the reason, and to remove."""

    paths: tuple[str, ...]
    stale: tuple[str, ...]
    problems: tuple[Problem, ...]


def output_status(site: Site, workers: Workers) -> OutputStatus:
    """Plan as a build would and compare every byte of output/ with what was made; nothing is written there."""
    with locked_to_build(site.root, "warraq deploy"):
        try:
            with closing(open_memory(site)) as memory:
                return _compare(site, memory, workers)
        except UNREADABLE as damage:
            return OutputStatus((), (f"the cache cannot be read ({damage})",), ())


def _compare(site: Site, memory: Memory, workers: Workers) -> OutputStatus:
    plan, known, groups, work = planned(site, memory, workers), memory.targets(), memory.groups(), Work()
    output = OutputFolder(site.output)
    checked = Checked(output, known, is_verifying=True)

    def found() -> Iterator[StaleTarget]:
        for part in plan.parts(work.planned, known, work.conflicts):
            yield from find_work(part, plan.context, groups, checked, work)

    stale = [f"/{item.target.path}: {item.reason}" for item in found()]
    stale += [f"/{path}: left over from an earlier build" for path in sorted(known.keys() - work.planned)]
    if not stale and not Seal(output, memory.marker_times()).is_known:
        stale.append("the folder comes from a different build than the cache")
    if not stale:
        memory.moves().publish()  # the development server may have made it
    return OutputStatus(tuple(sorted(work.planned)), tuple(stale), plan.problems(work.conflicts))
