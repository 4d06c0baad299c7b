"""Proofs that texts are unchanged: one article changes its page, its month's list and the root."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from generator.archive.arrange import Archive
from generator.build.frame import Frame
from generator.build.targets import Group, Target
from generator.digest import digest
from generator.feeds.proofs import month_list, root_list

FOLDER, ROOT = "proofs", "root.txt"


def plan_proofs(archive: Archive, frame: Frame) -> Iterator[Group]:
    if not frame.settings.integrity:
        return
    lists = {
        f"{period or 'undated'}.txt": month_list(item.article for item in members)
        for period, members in archive.periods.items()
    }
    for name, data in {**lists, ROOT: root_list(lists)}.items():
        target = Target(f"{FOLDER}/{name}", "bytes", {"data": data})
        yield Group(target.path, digest(data), partial(iter, [target]))
