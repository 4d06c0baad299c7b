"""Stale targets become outputs, by as many workers as there are, in the plan's order."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from generator.build.memory import Memory
from generator.build.recipes import RECIPES, Look
from generator.build.targets import Target
from generator.build.workers import Workers, in_batches
from generator.model import Output


def make(targets: Sequence[Target], look: Look, memory: Memory, workers: Workers) -> Iterator[Output]:
    """Outputs in the order of the targets, whoever made them."""
    batches = in_batches(targets)
    tasks = ((look, batch, _bodies(batch, memory)) for batch in batches)
    for outputs in workers.map_batches(make_batch, tasks, len(batches)):
        yield from outputs


def make_batch(look: Look, targets: Sequence[Target], bodies: Mapping[str, str]) -> list[Output]:
    """A worker's task."""
    return [Output(target.path, RECIPES[target.recipe](look, target, bodies)) for target in targets]


def _bodies(targets: Sequence[Target], memory: Memory) -> dict[str, str]:
    """Fetched only when a batch's turn comes, so that few are in memory at a time."""
    wanted = dict.fromkeys(path for target in targets for path in target.bodies)
    return memory.bodies(wanted)
