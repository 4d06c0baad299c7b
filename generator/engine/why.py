"""`why`: what a file of output/ is made from, why it was made last, and whether it would be made now.

The reason itself is decided in stale.py.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import chain
from typing import NoReturn

import msgspec

from generator.archive.permalinks import output_path
from generator.digest import digest_of_digests
from generator.disk.folders import OutputFolder
from generator.engine.memory.cache import with_memory
from generator.engine.memory.known import Made
from generator.engine.memory.memory import Memory
from generator.engine.plan.redirects import GROUP
from generator.engine.plan.target import Group, Target
from generator.engine.planned import Planned, planned
from generator.engine.site import Site
from generator.engine.stale import Checked, reason_for
from generator.errors import UsageError
from generator.records.site_lock import locked_to_build
from generator.text.addresses.given import paths_of
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


def why(site: Site, given: str) -> Answer:
    """Plan as a build would, and explain one target."""
    with locked_to_build(site.root, "warraq why"):
        return with_memory(site, lambda memory: _explain(site, memory, given))


def _explain(site: Site, memory: Memory, given: str) -> Answer:
    plan, known = planned(site, memory, Workers(1)), memory.targets()
    others = {path: made.group for path, made in known.items() if not made.group.startswith(GROUP)}
    groups = list(chain.from_iterable(plan.parts(others, known, [])))
    wanted = [*paths_of(given, site.settings.base_url, str(site.output)), *_page_of(given, plan)]
    path, group, target = _found(wanted, groups, known) or _refuse(given, wanted, known)
    inputs, made = plan.context.digests(target), known.get(path)
    digest = digest_of_digests(list(inputs.values()))
    checked = Checked(OutputFolder(site.output), known, is_verifying=True)
    is_fresh = made is not None and made.digest == digest and checked.is_fresh(path)
    now = "" if is_fresh else reason_for(inputs, digest, made)
    return Answer(path, group.key, target.recipe, target.template, tuple(inputs), made.reason if made else "", now)


def _page_of(given: str, plan: Planned) -> Iterator[str]:
    """The page that is made from a content file."""
    name = given.replace("\\", "/").removeprefix("./")
    pages = (*plan.loaded.articles, *plan.loaded.pages, *plan.loaded.collections, *plan.loaded.withdrawn)
    return (output_path(page.url) for page in pages if name.endswith(page.source.path))


def _found(wanted: Sequence[str], groups: list[Group], known: Mapping[str, Made]) -> tuple[str, Group, Target] | None:
    """The first of the paths that is part of the site; where the last build made it, its group is known."""
    for path in (path for path in wanted if path in known):
        if found := _find(path, [group for group in groups if group.key == known[path].group]):
            return found
    return next((found for path in wanted if (found := _find(path, groups))), None)


def _refuse(given: str, wanted: Sequence[str], known: Mapping[str, Made]) -> NoReturn:
    is_left = any(path in known for path in wanted)
    left = "; it is left over from an earlier build, and the next build removes it" if is_left else ""
    hint = "give the address of a page, or a path below output/, such as 2025/02/index.html"
    raise UsageError(f"`{given}` is not part of the site{left}", hint)


def _find(path: str, groups: list[Group]) -> tuple[str, Group, Target] | None:
    return next(((path, group, target) for group in groups for target in group.expand() if target.path == path), None)
