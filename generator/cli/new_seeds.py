"""What `build` and `serve` do first: import the seeds that are new, by the same function as `warraq import`.

A seed that cannot be read is told once, and again when its file or what is wrong with it changes: it is no reason to
fail at every build, since nothing that is published depends on it. `warraq import` tells all of them at any time.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import msgspec

from generator.disk.files import read_if_there, remove_if_there, write_cache
from generator.disk.folders import Folder, OutsideError
from generator.engine.site import Site
from generator.model import Problem
from generator.records.site_lock import CACHE
from generator.text.counted import counted
from generator.workers import Workers

SEEDS = "seeds/"
OWN_FILES = ("seeds/decisions.yaml", "seeds/outlets.yaml")  # people write these, and each of their lines matters
TOLD = f"{CACHE}/told.json"
_Told = dict[str, list[int]]  # each problem, with size and time of the seed's file


def import_new_seeds(site: Site, workers: Workers | None = None) -> tuple[Problem, ...]:
    if not (site.root / SEEDS).is_dir():
        return ()
    # Loads the importers, a fifth of the time of a build that finds nothing changed: sites without seeds need none.
    from generator.ingest.pipeline import ingest_for_build  # noqa: PLC0415

    return told_once(site.root, ingest_for_build(site.root, site.settings, workers))


def told_once(root: Path, problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """What is wrong with seeds, as warnings, without those that an earlier call has told; all others as they are."""
    problems = list(dict.fromkeys(problems))
    of_seeds = [one for one in problems if one.path.startswith(SEEDS) and one.path not in OWN_FILES]
    others = [one for one in problems if one not in of_seeds]
    now = {str(one): _stamp(Folder(root), one.path) for one in of_seeds}
    before = _decoded(read_if_there(root / TOLD))
    if now != before:
        _remember(root / TOLD, now)
    new = [_mild(one) for one in of_seeds if before.get(str(one)) != now[str(one)]]
    return (*others, *new, *_mention_of_others(len(of_seeds) - len(new)))


def _mild(problem: Problem) -> Problem:
    return msgspec.structs.replace(problem, level="warning") if problem.level == "error" else problem


def _mention_of_others(count: int) -> Iterable[Problem]:
    if count:
        what = f"{counted(count, 'problem')} with seeds that earlier builds have told"
        yield Problem(SEEDS, 0, 0, "I190", "note", what, "`warraq import` tells them again")


def _stamp(folder: Folder, path: str) -> list[int]:
    """Size and time of the file at this path, or of the archive that it lies in."""
    while path.startswith(SEEDS):
        try:
            found = folder.stat(path)
        except (OutsideError, OSError):
            found = None
        if found:
            return [found.size, found.mtime_ns]
        path = path.rpartition("/")[0]
    return []


def _remember(path: Path, told: _Told) -> None:
    if told:
        write_cache(path, msgspec.json.encode(told))
    else:
        remove_if_there(path)


def _decoded(data: bytes | None) -> _Told:
    try:
        return msgspec.json.decode(data or b"{}", type=_Told)
    except (msgspec.DecodeError, msgspec.ValidationError):
        return {}
