"""`warraq init`: a site that builds at once, to be changed at leisure."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from generator.disk.files import read_bytes, walk, write_atomically
from generator.errors import RefusedError

STARTER = Path(__file__).parent / "new_site"
# Files that hide themselves travel under a plain name: installers and version control leave them alone so.
HIDDEN = {
    "gitattributes": ".gitattributes",
    "gitignore": ".gitignore",
    "output/gitignore": "output/.gitignore",
}


def start_site(folder: Path) -> Iterator[Path]:
    """Write the files of a new site; nothing that stands there is touched."""
    names = {path: HIDDEN.get(path, path) for path, _ in walk(STARTER)}
    there = sorted(name for name in names.values() if (folder / name).exists())
    if there:
        raise RefusedError(f"`{folder}` holds `{there[0]}` already", "choose a new folder")
    for path, name in names.items():
        write_atomically(folder / name, read_bytes(STARTER / path))
        yield folder / name
