"""How output/ stands: whether it is what a build would make now, and what that build would complain of."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from generator.disk.folders import OutputFolder
from generator.engine.load.articles import load_articles
from generator.engine.memory import DamagedMemoryError, Memory
from generator.engine.pipeline import arranged, memory_of, planned_redirects, problems_of
from generator.engine.plan.context import Frame
from generator.engine.plan.data import plan_package
from generator.engine.plan.search import update_index
from generator.engine.plan.site import plan
from generator.engine.publish import Seal
from generator.engine.site import Site
from generator.engine.stale import Checked, StaleTarget, Work, find_work
from generator.model import Problem
from generator.records.site_lock import locked_to_build
from generator.search.index.inputs import LostWordsError
from generator.workers import Workers


class Standing(msgspec.Struct, frozen=True):
    """`paths` are the files of the site; `stale` those to make, with the reason, and to remove."""

    paths: tuple[str, ...]
    stale: tuple[str, ...]
    problems: tuple[Problem, ...]


def standing(site: Site, workers: Workers) -> Standing:
    """Plan as a build would and compare every byte of output/ with what was made; nothing is written there."""
    with locked_to_build(site.root, "warraq deploy"):
        try:
            memory = memory_of(site)
            try:
                return _look(site, memory, workers)
            finally:
                memory.close()
        except (DamagedMemoryError, LostWordsError) as damage:
            return Standing((), (f"the cache cannot be read ({damage})",), ())


def _look(site: Site, memory: Memory, workers: Workers) -> Standing:
    frame, known, work = Frame(site), memory.targets(), Work()
    output = OutputFolder(site.output)
    loaded = load_articles(site, memory, workers)
    archive = arranged(loaded, site)
    index = update_index(archive, memory, frame, workers)
    checked = Checked(output, known, is_verifying=True)

    def found() -> Iterator[StaleTarget]:
        """Each plan looks at what the one before it planned."""
        for groups in (plan(archive, loaded, index, site, frame), plan_package(work.planned, known, frame)):
            yield from find_work(groups, frame, memory.groups(), checked, work)
        yield from find_work(planned_redirects(archive, loaded, work, frame), frame, memory.groups(), checked, work)

    stale = [f"/{item.target.path}: {item.reason}" for item in found()]
    stale += [f"/{path}: nobody makes it any more" for path in sorted(known.keys() - work.planned)]
    if not stale and not Seal(output, memory.marker_times()).is_known:
        stale.append("the folder is of another build than the cache")
    return Standing(tuple(sorted(work.planned)), tuple(stale), problems_of(site, loaded, archive, work))
