"""Deploy to a folder that a web server reads or another tool uploads."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from generator.deploy.deployed import (
    LIST,
    OWN,
    Deployed,
    Known,
    Record,
    both,
    list_of,
    parse_list,
    refuse_foreign,
    to_remove,
)
from generator.disk.disk_errors import explained
from generator.disk.files import fingerprint
from generator.disk.folders import OutputFolder
from generator.disk.links import real_path
from generator.engine.site import MARKER, Site, check_output
from generator.errors import RefusedError


class _Work(NamedTuple):
    """Files to write, files to remove, and all files of the site."""

    put: Sequence[str]
    gone: Sequence[str]
    all: Sequence[str]


def deploy_to_folder(site: Site, paths: Sequence[str], sizes: Mapping[str, int], *, is_dry_run: bool) -> Deployed:
    """Write what differs, then remove what the site does not have."""
    target = site.root / Path(site.settings.deploy.folder).expanduser()
    if real_path(target) == real_path(site.output):
        raise RefusedError("`deploy.folder` is output/ itself", "choose another folder: builds write to output/")
    check_output(site.root, target)
    built, there = OutputFolder(site.output), OutputFolder(target)
    new, changed = _differing(paths, sizes, built, there)
    known = parse_list(there.read(LIST) or b"")
    gone = to_remove(there.paths(), paths, known)
    refuse_foreign(str(target), [path for path in (*changed, *gone) if not _is_ours(there, path, known)])
    if not is_dry_run and (new or changed or gone or not known):
        with explained(there.root):
            _write(built, there, known, _Work((*new, *changed), gone, paths))
    changes = {"new": len(new), "changed": len(changed), "removed": len(gone)}
    is_written = any(changes.values()) and not is_dry_run
    return Deployed(f"folder {target}", len(paths), sum(sizes.values()), changes, is_written, (*new, *changed))


def _differing(
    paths: Sequence[str], sizes: Mapping[str, int], built: OutputFolder, there: OutputFolder
) -> tuple[list[str], list[str]]:
    new, changed = [], []
    for path in paths:
        found = there.stat(path)
        if found is None:
            new.append(path)
        elif found[0] != sizes[path] or there.read(path) != built.read(path):
            changed.append(path)
    return new, changed


def _is_ours(there: OutputFolder, path: str, known: Known) -> bool:
    """The marker file is no proof: anybody can write one."""
    if path in OWN:
        return True
    if path not in known or (Path(there.root) / path).is_symlink():
        return False
    return fingerprint(there.read(path) or b"") in {record.digest for record in known[path]}


def _write(built: OutputFolder, there: OutputFolder, known: Known, work: _Work) -> None:
    """The list comes first and holds both states, so that an interrupted deploy finds its own files again."""
    after = {path: frozenset({Record(fingerprint(built.read(path) or b""))}) for path in work.all if path != MARKER}
    there.put(LIST, list_of(both(known, after)))
    for path in sorted(work.put, key=lambda one: (one != MARKER, one)):
        there.put(path, built.read(path) or b"")
    for path in work.gone:
        there.remove(path)
    there.put(LIST, list_of(after))
