"""Bring output/ up to date with a plan: make what is stale, remove what is no longer made, remember."""

from __future__ import annotations

from collections import ChainMap
from collections.abc import Iterable, Iterator

from generator.disk.folders import OutputFolder
from generator.engine.make import make
from generator.engine.memory.memory import Memory
from generator.engine.moved_urls import moved_problems, note_moves
from generator.engine.plan.target import Group, RenderContext
from generator.engine.planned import Planned
from generator.engine.publish import Published, Seal, publish, remove_orphans, unremembered
from generator.engine.stages import Stages
from generator.engine.stale import Checked, StaleTarget, Work, find_work
from generator.model import Problem
from generator.workers import Workers, in_batches

BODIES_OF_A_PAGE = 4  # that take as long to be made into data as a page to be rendered, with what it takes to send them


class Update:
    """One build's work on output/: `work` is what was found to be done, `done` what came of it, with `problems`.

    `known` are the files of the last build.
    """

    def __init__(self, plan: Planned, memory: Memory, *, is_verifying: bool) -> None:
        self.work, self.done = Work(), Published()
        self.problems: tuple[Problem, ...] = ()
        self._plan = plan
        self._memory = memory
        self._output = OutputFolder(plan.site.output)
        self.known, self._groups = memory.targets(), memory.groups()
        self._checked = Checked(self._output, self.known, is_verifying=is_verifying)
        self._seal = Seal(self._output, memory.marker_times())
        self._unremembered = () if self._seal.is_known else unremembered(self._output)
        self._gone: list[str] = []

    def make(self, workers: Workers, stages: Stages) -> None:
        """Make every stale file and publish it."""
        made = ChainMap(self.done.made, self.known)
        for groups in self._plan.parts(self.work.planned, made, self.work.conflicts):
            self._make(groups, workers, stages)

    def _make(self, groups: Iterator[Group], workers: Workers, stages: Stages) -> None:
        context = self._plan.context
        found = stages.within("plan", find_work(groups, context, self._groups, self._checked, self.work))
        batches = self._announced(in_batches(found, weight=_weight))
        outputs = make(batches, RenderContext(context.theme, context.view), self._memory, workers)
        publish(stages.progressing(outputs, self.work), self.known, self._output, self.done)

    def _announced(self, batches: Iterable[list[StaleTarget]]) -> Iterator[list[StaleTarget]]:
        """Each batch once memory knows its new files, so that a build that dies leaves no unknown file."""
        for batch in batches:
            new = [(item.target.path, item.group) for item in batch if item.target.path not in self.known]
            self._memory.announce(new, self._seal.times)
            yield batch

    def remove_orphans(self) -> None:
        self._gone = [path for path in self.known if path not in self.work.planned]
        is_touching = bool(self.work.stale or self._gone or not self._seal.is_known)
        if is_touching:
            self._memory.announce((), self._seal.times)
        self.done.removed = remove_orphans({*self._gone, *self._unremembered}, self.work.planned, self._output)
        if is_touching:
            self._seal.set()

    def remember(self, *, is_trial: bool) -> None:
        gone_groups = [key for key in self._groups if key not in self.work.group_keys]
        # Before the last build is forgotten: one that is interrupted here finds the same moves again.
        note_moves(self._memory.moves(), self._plan, self.done.made, self._gone, self.known)
        self._memory.remember(self.work.groups, self.work.touched | self.done.made, self._gone, gone_groups)
        if not is_trial:
            self._memory.moves().publish()
        problems = self._plan.problems(self.work.conflicts)
        self.problems = tuple(sorted((*problems, *moved_problems(self._memory.moves(), self._plan, problems))))


def _weight(item: StaleTarget) -> int:
    """The texts of a month in one file are much to carry, and take as long as many pages."""
    return 1 + len(item.target.bodies) // BODIES_OF_A_PAGE
