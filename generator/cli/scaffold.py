"""`warraq init`: a small site that builds at once, as a start."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import click

from generator.cli.console import say
from generator.disk.files import read_bytes, read_if_there, write_atomically
from generator.disk.walking import walk
from generator.errors import RefusedError

NEW_SITE = Path(__file__).parent / "new_site"
# Hidden files are stored under a plain name, since installers and version control would act on them.
HIDDEN = {
    "gitattributes": ".gitattributes",
    "gitignore": ".gitignore",
    "output/gitignore": "output/.gitignore",
}


@click.command()
@click.argument("folder", type=click.Path(path_type=Path))
def init(folder: Path) -> None:
    """Make a new site in FOLDER, ready to build."""
    for path in start_site(folder):
        say(f"created {path}")
    say(f"next: cd {folder} && warraq build")


def start_site(folder: Path) -> Iterator[Path]:
    """Write the files of a new site; what is there is never overwritten.

    A start that was interrupted is completed: files that equal the new site's own do not stop it.
    """
    files = {HIDDEN.get(path, path): read_bytes(NEW_SITE / path) for path, _ in walk(NEW_SITE)}
    there = sorted(name for name in files if os.path.lexists(folder / name))
    others = [name for name in there if read_if_there(folder / name) != files[name]]
    if others or len(there) == len(files):
        raise RefusedError(f"`{folder}` already contains `{(others or there)[0]}`", "choose a new folder")
    for name in sorted(files.keys() - there):
        write_atomically(folder / name, files[name])
        yield folder / name
