"""`why`: what a file of output/ is made from, why it was made last, and whether it would be made now.

The reason itself is decided in stale.py.
"""

from __future__ import annotations

from itertools import chain

import msgspec

from generator.digest import digest_of_digests
from generator.disk.folders import OutputFolder
from generator.engine.memory.cache import with_memory
from generator.engine.memory.memory import Memory
from generator.engine.plan.redirects import GROUP
from generator.engine.plan.target import Group, Target
from generator.engine.planned import planned
from generator.engine.site import Site
from generator.engine.stale import Checked, reason_for
from generator.errors import UsageError
from generator.records.site_lock import locked_to_build
from generator.workers import Workers


class Answer(msgspec.Struct, frozen=True):
    """`now` is why the next build would make the file, "" where it would not."""

    path: str
    group: str
    recipe: str
    template: str
    inputs: tuple[str, ...]
    last: str
    now: str

    def __str__(self) -> str:
        template = f" with {self.template}" if self.template else ""
        return (
            f"{self.path}\n"
            f"  made by recipe `{self.recipe}`{template} in group `{self.group}`\n"
            f"  from {', '.join(self.inputs)}\n"
            f"  last made because {self.last or 'unknown: it was never built here'}\n"
            f"  now {f'stale: {self.now}' if self.now else 'fresh: the next build leaves it alone'}"
        )


def why(site: Site, path: str) -> Answer:
    """Plan as a build would, and explain one target."""
    wanted = path.removeprefix("/")
    wanted = f"{wanted}index.html" if not wanted or wanted.endswith("/") else wanted
    with locked_to_build(site.root, "warraq why"):
        return with_memory(site, lambda memory: _explain(site, memory, wanted))


def _explain(site: Site, memory: Memory, path: str) -> Answer:
    plan, known = planned(site, memory, Workers(1)), memory.targets()
    made = known.get(path)
    others = {path: made.group for path, made in known.items() if not made.group.startswith(GROUP)}
    groups = list(chain.from_iterable(plan.parts(others, known, [])))
    likely = [group for group in groups if made is not None and group.key == made.group]
    group, target = _find(path, likely) or _find(path, groups) or (None, None)
    if group is None or target is None:
        left = "; it is left over from an earlier build, and the next build removes it" if made else ""
        raise UsageError(
            f"`{path}` is not part of the site{left}", "give a path below output/, such as 2025/02/index.html"
        )
    inputs = plan.context.digests(target)
    digest = digest_of_digests(list(inputs.values()))
    checked = Checked(OutputFolder(site.output), known, is_verifying=True)
    is_fresh = made is not None and made.digest == digest and checked.is_fresh(path)
    now = "" if is_fresh else reason_for(inputs, digest, made)
    return Answer(path, group.key, target.recipe, target.template, tuple(inputs), made.reason if made else "", now)


def _find(path: str, groups: list[Group]) -> tuple[Group, Target] | None:
    return next(((group, target) for group in groups for target in group.expand() if target.path == path), None)
