"""Deploy to a folder that a web server reads or another tool uploads.

A list in the folder names the deployed files with their hashes. A file that is not in the list, or has changed since,
belongs to somebody else: the deploy names such files and refuses.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

from generator.deploy.branch import Deployed
from generator.disk.disk_errors import explained
from generator.disk.files import PREVIEW_SUFFIX, TEMPORARY_SUFFIX
from generator.disk.folders import OutputFolder
from generator.disk.links import real_path
from generator.engine.site import MARKER, Site, check_output
from generator.errors import RefusedError

LIST = ".warraq-deployed"
_OWN = frozenset({LIST, MARKER, TEMPORARY_SUFFIX, PREVIEW_SUFFIX})
_LINE = re.compile(r"([0-9a-f]{64})  (\S.*)")
_SHOWN = 5  # foreign files that the error names


class _Work(NamedTuple):
    """Files to write, files to remove, and all files of the site."""

    put: Sequence[str]
    gone: Sequence[str]
    all: Sequence[str]


Known = dict[str, frozenset[str]]  # hashes by path: two after an interrupted deploy


def deploy_to_folder(site: Site, paths: Sequence[str], sizes: Mapping[str, int], *, is_dry_run: bool) -> Deployed:
    """Write what differs, then remove what the site does not have."""
    target = site.root / Path(site.settings.deploy.folder).expanduser()
    if real_path(target) == real_path(site.output):
        raise RefusedError("`deploy.folder` is output/ itself", "choose another folder: builds write to output/")
    check_output(site.root, target)
    built, there = OutputFolder(site.output), OutputFolder(target)
    new, changed = _differing(paths, sizes, built, there)
    known, planned = _known(there), set(paths)
    found = [path for path in there.paths() if not path.startswith(".") or path in planned or path in known]
    gone = [path for path in found if path not in planned and path not in _OWN]
    _refuse_foreign(target, [path for path in (*changed, *gone) if not _is_ours(there, path, known)])
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


def _known(there: OutputFolder) -> Known:
    """What earlier deploys put there; lines that cannot be read are ignored."""
    found: Known = {}
    for line in (there.read(LIST) or b"").decode("utf-8", "replace").splitlines():
        match = _LINE.fullmatch(line)
        if match:
            found[match[2]] = found.get(match[2], frozenset()) | {match[1]}
    return found


def _is_ours(there: OutputFolder, path: str, known: Known) -> bool:
    """The marker file is no proof: anybody can write one."""
    if path in _OWN:
        return True
    if path not in known or (Path(there.root) / path).is_symlink():
        return False
    return sha256(there.read(path) or b"").hexdigest() in known[path]


def _refuse_foreign(target: Path, foreign: Sequence[str]) -> None:
    """Hidden files at the top (.git, .htaccess) do not count."""
    if foreign:
        named = ", ".join(f"`{path}`" for path in foreign[:_SHOWN])
        more = f" and {len(foreign) - _SHOWN} more" if len(foreign) > _SHOWN else ""
        raise RefusedError(
            f"`{target}` contains files that were never deployed, or have changed since: {named}{more}",
            "move them elsewhere, or choose an empty folder: a deploy only replaces and removes its own files",
        )


def _write(built: OutputFolder, there: OutputFolder, known: Known, work: _Work) -> None:
    """The list comes first and holds both states, so that an interrupted deploy finds its own files again."""
    hashes = {path: sha256(built.read(path) or b"").hexdigest() for path in work.all if path != MARKER}
    after = {path: frozenset({one}) for path, one in hashes.items()}
    there.put(
        LIST, _listed({path: known.get(path, frozenset()) | after.get(path, frozenset()) for path in {*known, *after}})
    )
    for path in sorted(work.put, key=lambda one: (one != MARKER, one)):
        there.put(path, built.read(path) or b"")
    for path in work.gone:
        there.remove(path)
    there.put(LIST, _listed(after))


def _listed(known: Known) -> bytes:
    lines: Iterator[str] = (f"{one}  {path}\n" for path in sorted(known) for one in sorted(known[path]))
    return "".join(lines).encode()
