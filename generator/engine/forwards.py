"""All old addresses of a built site that forward, for servers that are told about them."""

from __future__ import annotations

from generator.engine.memory.cache import with_memory
from generator.engine.memory.memory import Memory
from generator.engine.plan.redirects import GROUP, plan_redirects
from generator.engine.planned import planned
from generator.engine.site import Site
from generator.hosts.redirects import Forward
from generator.records.site_lock import locked_to_build
from generator.workers import Workers


def forwards_of(site: Site, workers: Workers) -> tuple[Forward, ...]:
    """Plan as a build would; what else has a path is known from the last one."""
    with locked_to_build(site.root, "warraq deploy"):
        return with_memory(site, lambda memory: _forwards(site, memory, workers))


def _forwards(site: Site, memory: Memory, workers: Workers) -> tuple[Forward, ...]:
    plan = planned(site, memory, workers)
    others = {path: made.group for path, made in memory.targets().items() if not made.group.startswith(GROUP)}
    return plan_redirects(plan.archive, plan.loaded, others, plan.context).forwards
