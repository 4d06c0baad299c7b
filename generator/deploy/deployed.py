"""What a deploy did, and the list of deployed files that it leaves beside them.

The list names the files with their hashes: what is not in it, or has changed since, belongs to somebody else. During a
deploy it holds both states, so that the next one recognises what an interrupted one left.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

import msgspec

from generator.disk.files import PREVIEW_SUFFIX, TEMPORARY_SUFFIX
from generator.engine.site import MARKER
from generator.errors import RefusedError
from generator.text.terminal import shown

LIST = ".warraq-deployed"
OWN = frozenset({LIST, MARKER, TEMPORARY_SUFFIX, PREVIEW_SUFFIX})
_LINE = re.compile(r"([0-9a-f]{64})(?: (\d{1,18}) (\S{1,200}))?  (\S.*)")
_SHOWN = 5  # foreign files that the error names


class Deployed(msgspec.Struct, frozen=True):
    """What a deploy did or would do: `target` says where, `changes` counts files by what happens to them.

    `put` are the files that are new there or changed.
    """

    target: str
    files: int
    bytes: int
    changes: Mapping[str, int]
    is_written: bool
    put: tuple[str, ...] = ()

    @property
    def is_unchanged(self) -> bool:
        return not any(self.changes.values())


class Entry(NamedTuple):
    """A file as the place that it is deployed to lists it: `stamp` changes whenever the file does."""

    size: int
    stamp: str


class Record(NamedTuple):
    """A line of the list. A folder needs no entry: its files are read anyway."""

    digest: str
    entry: Entry | None = None


Known = Mapping[str, frozenset[Record]]  # by path: two after an interrupted deploy


def parse_list(data: bytes) -> dict[str, frozenset[Record]]:
    """What earlier deploys put there; lines that cannot be read are ignored."""
    found: dict[str, frozenset[Record]] = {}
    for line in data.decode("utf-8", "replace").split("\n"):
        match = _LINE.fullmatch(line)
        if match:
            entry = Entry(int(match[2]), match[3]) if match[2] else None
            found[match[4]] = found.get(match[4], frozenset()) | {Record(match[1], entry)}
    return found


def list_of(known: Known) -> bytes:
    return "".join(_lines(known)).encode()


def _lines(known: Known) -> Iterator[str]:
    for path in sorted(known):
        for digest, entry in sorted(known[path], key=str):
            yield f"{digest}{f' {entry.size} {entry.stamp}' if entry else ''}  {path}\n"


def both(before: Known, after: Known) -> Known:
    """The list while files change from one state to the other."""
    return {path: before.get(path, frozenset()) | after.get(path, frozenset()) for path in {*before, *after}}


def to_remove(there: Iterable[str], planned: Iterable[str], known: Known) -> list[str]:
    """Files there that the site does not have. Hidden files at the top (.git, .htaccess) do not count."""
    kept = {*planned, *OWN}
    return [path for path in there if path not in kept and (not path.startswith(".") or path in known)]


def refuse_foreign(target: str, foreign: Sequence[str]) -> None:
    if foreign:
        named = ", ".join(f"`{shown(path)}`" for path in foreign[:_SHOWN])
        more = f" and {len(foreign) - _SHOWN} more" if len(foreign) > _SHOWN else ""
        raise RefusedError(
            f"`{target}` contains files that were never deployed, or have changed since: {named}{more}",
            "move them elsewhere, or choose an empty folder: a deploy only replaces and removes its own files",
        )
