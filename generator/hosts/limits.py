"""What of a site exceeds a host's limits, and how many more articles fit below each."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Set
from typing import Literal, NamedTuple

import msgspec

from generator.hosts.table import Host

Kind = Literal["large file", "large site", "path", "many files", "hidden"]


class Excess(NamedTuple):
    """A limit that a file (`path`) or the whole site ("") exceeds."""

    kind: Kind
    path: str
    what: str
    hint: str


class Room(msgspec.Struct, frozen=True):
    """How far a site is from a limit: `more` is how many more articles fit, None where there are none to go by."""

    unit: str
    used: int
    most: int
    more: int | None


def excesses(host: Host, sizes: Mapping[str, int]) -> Iterator[Excess]:
    """`sizes` are those of all files that would be uploaded, hidden ones too."""
    yield from _whole(host, sizes)
    for path, size in sorted(sizes.items()):
        if host.most_file_bytes and size > host.most_file_bytes:
            what = f"has {size:,} bytes, but {host.title} takes at most {host.most_file_bytes:,} per file"
            yield Excess("large file", path, what, "make it smaller, or store it elsewhere and link to it")
        yield from _flaws_of_path(host, path)


def _whole(host: Host, sizes: Mapping[str, int]) -> Iterator[Excess]:
    files, total = counted(host, sizes), sum(sizes.values())
    if host.most_files and files > host.most_files:
        entries = "files and folders" if host.counts_folders else "files"
        what = f"the site has {files:,} {entries}, but {host.title} takes at most {host.most_files:,}"
        yield Excess(
            "many files", "", what, "switch off what you do not need (`warraq check --budget`), or change hosts"
        )
    if host.most_bytes and total > host.most_bytes:
        what = f"the site has {total:,} bytes, but {host.title} takes at most {host.most_bytes:,}"
        yield Excess("large site", "", what, "run `warraq check --budget` to see what can be switched off")


def counted(host: Host, sizes: Mapping[str, int]) -> int:
    """Files as the host counts them."""
    files = [path for path in sizes if path not in host.uncounted]
    return len(files) + (len(_folders(files)) if host.counts_folders else 0)


def _folders(paths: list[str]) -> set[str]:
    found: set[str] = set()
    for path in paths:
        folder = path.rpartition("/")[0]
        while folder and folder not in found:
            found.add(folder)
            folder = folder.rpartition("/")[0]
    return found


def _flaws_of_path(host: Host, path: str) -> Iterator[Excess]:
    length = len(path.encode())
    if host.longest_path and length > host.longest_path:
        what = f"its path has {length:,} bytes, but {host.title} takes at most {host.longest_path:,}"
        yield Excess("path", path, what, "shorten its `url`")
    longest = max(len(part.encode()) for part in path.split("/"))
    if host.longest_name and longest > host.longest_name:
        what = f"a part of its path has {longest:,} bytes, but {host.title} takes at most {host.longest_name:,}"
        yield Excess("path", path, what, "shorten its `url`; an Arabic letter has 2 bytes")
    hidden = next((part for part in path.split("/") if part.startswith(".")), "")
    if hidden and host.keeps_hidden is not None and hidden not in host.keeps_hidden and path not in OWN_HIDDEN:
        yield Excess("hidden", path, f"{host.title} does not serve hidden files", "give it a name without the dot")


OWN_HIDDEN = frozenset({".warraq", ".nojekyll"})  # no reader asks for them


def rooms(host: Host, sizes: Mapping[str, int], articles: int, fixed: Set[str]) -> tuple[Room, ...]:
    """`fixed` are the files that do not grow with the archive; each article is taken to add what the others did."""
    moving = {path: size for path, size in sizes.items() if path not in fixed}
    measures = (
        ("files", host.most_files, counted(host, sizes), counted(host, moving)),
        ("bytes", host.most_bytes, sum(sizes.values()), sum(moving.values())),
    )
    return tuple(
        Room(unit, used, most, (most - used) // each if articles and (each := grown // articles) else None)
        for unit, most, used, grown in measures
        if most
    )
