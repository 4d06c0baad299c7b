"""Stale targets become outputs, by as many workers as there are, in the plan's order."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain, islice

from generator.engine.memory.memory import Memory
from generator.engine.plan.target import RenderContext, Target
from generator.engine.portable import carried
from generator.engine.stale import StaleTarget
from generator.errors import FileNote
from generator.model import Output
from generator.workers import Workers


def make(
    batches: Iterable[Sequence[StaleTarget]], context: RenderContext, memory: Memory, workers: Workers
) -> Iterator[tuple[StaleTarget, Output]]:
    """Each target with its output, in order; batches are taken as workers become free."""
    waiting: deque[Sequence[StaleTarget]] = deque()

    def tasks() -> Iterator[tuple[RenderContext, list[Target], dict[str, str]]]:
        for batch in batches:
            waiting.append(batch)
            targets = [item.target for item in batch]
            yield context, targets, _bodies(targets, memory)

    ahead = tasks()
    first = list(islice(ahead, 2))  # enough to know whether there is work for more than one process
    for outputs in workers.map_batches(make_batch, chain(first, ahead), len(first)):
        yield from zip(waiting.popleft(), outputs, strict=True)


def make_batch(context: RenderContext, targets: Sequence[Target], bodies: Mapping[str, str]) -> list[Output]:
    """A worker's task."""
    # Start-up: this brings Jinja, which a build with nothing to make does without.
    from generator.engine.recipes.table import recipe_named  # noqa: PLC0415

    made = []
    for target in targets:
        with FileNote(target.path):
            made.append((target.path, recipe_named(target.recipe)(context, target, bodies)))
    if context.site.is_portable:
        made = [(path, carried(context.site, path, data)) for path, data in made]
    return [Output(path, data) for path, data in made]


def _bodies(targets: Sequence[Target], memory: Memory) -> dict[str, str]:
    """Read only when it is the batch's turn, so that few are in memory at a time."""
    wanted = dict.fromkeys(path for target in targets for path in target.bodies)
    return memory.bodies(wanted)
