"""`warraq init`: a site that builds at once, to be changed at leisure."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from generator.disk.files import read_bytes, read_if_there, walk, write_atomically
from generator.errors import RefusedError

STARTER = Path(__file__).parent / "new_site"
# Files that hide themselves travel under a plain name: installers and version control leave them alone so.
HIDDEN = {
    "gitattributes": ".gitattributes",
    "gitignore": ".gitignore",
    "output/gitignore": "output/.gitignore",
}


def start_site(folder: Path) -> Iterator[Path]:
    """Write the files of a new site; nothing that stands there is touched.

    What an interrupted start left is completed: files that are the starter's own to the byte stand in nobody's way.
    """
    files = {HIDDEN.get(path, path): read_bytes(STARTER / path) for path, _ in walk(STARTER)}
    there = sorted(name for name in files if os.path.lexists(folder / name))
    others = [name for name in there if read_if_there(folder / name) != files[name]]
    if others or len(there) == len(files):
        raise RefusedError(f"`{folder}` holds `{(others or there)[0]}` already", "choose a new folder")
    for name in sorted(files.keys() - there):
        write_atomically(folder / name, files[name])
        yield folder / name
