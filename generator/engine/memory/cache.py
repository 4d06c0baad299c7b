"""Where a site's cache is, how it is opened, and how it is thrown away."""

from __future__ import annotations

import os
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import TypeVar

from generator.disk.files import remove_folder
from generator.engine.memory.database import DamagedMemoryError, forget_everything
from generator.engine.memory.memory import Memory
from generator.engine.site import Site
from generator.search.index.inputs import LostWordsError

T = TypeVar("T")
UNREADABLE = (DamagedMemoryError, LostWordsError)
NAME = "warraq.sqlite"


def open_memory(site: Site) -> Memory:
    return Memory(site.cache / NAME, _output_key(site))


def with_memory(site: Site, ask: Callable[[Memory], T]) -> T:
    """For commands that only read: a cache that cannot be read is thrown away, and content/ is read again."""
    try:
        with closing(open_memory(site)) as memory:
            return ask(memory)
    except UNREADABLE:
        forget_memory(site)
    with closing(open_memory(site)) as memory:
        return ask(memory)


def forget_memory(site: Site) -> None:
    forget_everything(site.cache / NAME)


def forget_builds(root: Path) -> None:
    """Forget what is known of builds: the next one starts anew."""
    forget_everything(root / ".cache" / NAME)
    remove_folder(root / ".cache" / "deploy.git")


def forget_cache(root: Path) -> bool:
    """Remove all of the cache, since every part of it may hold texts. False where some of it stays."""
    remove_folder(root / ".cache")
    return not (root / ".cache").exists()


def _output_key(site: Site) -> str:
    """Relative for an output inside the site, so that a copied site keeps its memory."""
    root, output = os.path.realpath(site.root), os.path.realpath(site.output)
    key = os.path.relpath(output, root) if output.startswith(root + os.sep) else output
    return key.encode("utf-8", "backslashreplace").decode()  # a folder's name need not be UTF-8
