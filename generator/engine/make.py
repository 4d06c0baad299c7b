"""Stale targets become outputs, by as many workers as there are, in the plan's order."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain, islice

from generator.engine.memory import Memory
from generator.engine.plan.target import Look, Target
from generator.engine.portable import carried
from generator.engine.stale import StaleTarget
from generator.errors import FileNote
from generator.model import Output
from generator.workers import Workers


def make(
    batches: Iterable[Sequence[StaleTarget]], look: Look, memory: Memory, workers: Workers
) -> Iterator[tuple[StaleTarget, Output]]:
    """Each target with its output, in their order, whoever made it; batches are asked for as workers come free."""
    waiting: deque[Sequence[StaleTarget]] = deque()

    def tasks() -> Iterator[tuple[Look, list[Target], dict[str, str]]]:
        for batch in batches:
            waiting.append(batch)
            targets = [item.target for item in batch]
            yield look, targets, _bodies(targets, memory)

    ahead = tasks()
    first = list(islice(ahead, 2))  # enough to know whether there is work for more than one process
    for outputs in workers.map_batches(make_batch, chain(first, ahead), len(first)):
        yield from zip(waiting.popleft(), outputs, strict=True)


def make_batch(look: Look, targets: Sequence[Target], bodies: Mapping[str, str]) -> list[Output]:
    """A worker's task."""
    from generator.engine.recipes import RECIPES  # noqa: PLC0415 brings Jinja, which a build that makes little here does without

    made = []
    for target in targets:
        with FileNote(target.path):
            made.append((target.path, RECIPES[target.recipe](look, target, bodies)))
    if look.site.is_portable:
        made = [(path, carried(look.site, path, data)) for path, data in made]
    return [Output(path, data) for path, data in made]


def _bodies(targets: Sequence[Target], memory: Memory) -> dict[str, str]:
    """Fetched only when a batch's turn comes, so that few are in memory at a time."""
    wanted = dict.fromkeys(path for target in targets for path in target.bodies)
    return memory.bodies(wanted)
