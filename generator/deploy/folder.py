"""A folder that holds the site: what a web server reads, or another tool uploads."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from generator.build.publish import unremembered
from generator.build.site import MARKER, Site, check_output
from generator.deploy.branch import Deployed
from generator.errors import RefusedError
from generator.files import explained
from generator.folders import OutputFolder


def deploy_to_folder(site: Site, paths: Sequence[str], sizes: Mapping[str, int], *, is_dry_run: bool) -> Deployed:
    """Write what differs, then remove what the site does not have; files of other bytes alone are touched."""
    place = site.root / Path(site.settings.deploy.folder).expanduser()
    if place.resolve() == site.output.resolve():
        raise RefusedError("`deploy.folder` is output/ itself", "name another folder: output/ is where builds write")
    check_output(site.root, place)
    built, there = OutputFolder(site.output), OutputFolder(place)
    new, changed = [], []
    for path in paths:
        found = there.stat(path)
        if found is None:
            new.append(path)
        elif found[0] != sizes[path] or there.read(path) != built.read(path):
            changed.append(path)
    planned = set(paths)
    gone = [path for path in unremembered(there) if path not in planned]
    if not is_dry_run:
        with explained(there.root):
            for path in (*sorted({MARKER} & {*new, *changed}), *sorted({*new, *changed} - {MARKER})):
                there.put(path, built.read(path) or b"")
            for path in gone:
                there.remove(path)
    changes = {"new": len(new), "changed": len(changed), "removed": len(gone)}
    is_written = any(changes.values()) and not is_dry_run
    return Deployed(f"folder {place}", len(paths), sum(sizes.values()), changes, is_written, (*new, *changed))
