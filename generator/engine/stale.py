"""What must be made again: fresh means that a target's digest and its file both match the last build's."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from hashlib import sha256

import msgspec

from generator.digest import digest_of_digests
from generator.disk.folders import OutputFolder
from generator.engine.claims import Claim, ClaimedPaths, Conflict
from generator.engine.memory.known import Made
from generator.engine.plan.context import BuildContext
from generator.engine.plan.target import Group, Target


class StaleTarget(msgspec.Struct, frozen=True):
    """A target to make and why, with the group and the digests under which it will be remembered."""

    target: Target
    group: str
    digest: bytes
    inputs: bytes
    reason: str


class Work:
    """What a build has to do, found group by group.

    `stale` counts the targets to make; `is_whole` says that all are found.
    """

    def __init__(self) -> None:
        self.stale = 0
        self.is_whole = False
        self.claimed = ClaimedPaths()
        self.conflicts: list[Conflict] = []
        self.touched: dict[str, Made] = {}
        self.groups: dict[str, bytes] = {}
        self.group_keys: set[str] = set()

    @property
    def planned(self) -> dict[str, str]:
        """Every file of the site with its group."""
        return self.claimed.files


def find_work(
    groups: Iterable[Group],
    context: BuildContext,
    known_groups: Mapping[str, bytes],
    checked: Checked,
    work: Work,
) -> Iterator[StaleTarget]:
    """Stale targets, and in `work` what else is found on the way.

    Only groups that changed, or of which a file did, are expanded to targets, one group at a time: the targets of a
    large archive would fill the memory.
    """
    for group in groups:
        work.group_keys.add(group.key)
        paths = checked.paths_by_group.get(group.key, [])
        is_known = known_groups.get(group.key) == _remembered(group, len(paths))
        if is_known and not any(map(work.claimed.in_the_way, paths)) and all(map(checked.is_fresh, paths)):
            for path in paths:
                work.claimed.take(path, group.key)
            continue
        # Of a path claimed twice the first group has the file; the other is looked at again until it may have it.
        before, conflicted = len(work.planned), len(work.conflicts)
        yield from _expand(group, context, checked, work)
        is_conflicted = len(work.conflicts) > conflicted
        work.groups[group.key] = b"" if is_conflicted else _remembered(group, len(work.planned) - before)
    work.touched |= checked.moved
    work.is_whole = True


def _remembered(group: Group, count: int) -> bytes:
    """With how many files it has: memory that lost some of them is noticed."""
    return group.digest + count.to_bytes(4, "big")


def _expand(group: Group, context: BuildContext, checked: Checked, work: Work) -> Iterator[StaleTarget]:
    for target in group.expand():
        if other := work.claimed.in_the_way(target.path):
            work.conflicts.append(Conflict(Claim(target.path, group.key), Claim(other, work.planned[other])))
            continue
        work.claimed.take(target.path, group.key)
        inputs = context.digests(target)
        found = digest_of_digests(list(inputs.values()))
        known = checked.made.get(target.path)
        if known is None or known.digest != found or not checked.is_fresh(target.path):
            reason = reason_for(inputs, found, known)
            work.stale += 1
            yield StaleTarget(target, group.key, found, msgspec.msgpack.encode(inputs), reason)
        elif known.group != group.key:
            work.touched[target.path] = msgspec.structs.replace(known, group=group.key)


def reason_for(inputs: Mapping[str, bytes], digest: bytes, known: Made | None) -> str:
    """Why a target is stale, in words."""
    if known is None or not known.inputs:
        return "it was not made before"
    if known.digest == digest:
        return "the file in output/ was changed or deleted"
    before: dict[str, bytes] = msgspec.msgpack.decode(known.inputs)
    changed = [name for name in inputs.keys() | before.keys() if inputs.get(name) != before.get(name)]
    return f"{', '.join(f'`{name}`' for name in sorted(changed))} changed"


class Checked:
    """Whether the files of output/ are as remembered: by size and time, by their bytes when in doubt."""

    def __init__(self, output: OutputFolder, made: Mapping[str, Made], *, is_verifying: bool) -> None:
        self.moved: dict[str, Made] = {}
        self._output = output
        self.made = made
        self.paths_by_group: dict[str, list[str]] = {}
        for path, item in made.items():
            self.paths_by_group.setdefault(item.group, []).append(path)
        self._is_verifying = is_verifying

    def is_fresh(self, path: str) -> bool:
        made, found = self.made[path], self._output.stat(path)
        if found is None or found[0] != made.size:
            return False
        if found[1] == made.mtime_ns and not self._is_verifying:
            return True
        data = self._output.read(path)
        if data is None or sha256(data).digest() != made.sha256:
            return False
        self.moved[path] = msgspec.structs.replace(made, mtime_ns=found[1])
        return True
