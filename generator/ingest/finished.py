"""Which seed files were read to their end, by size and times: a later import skips them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import msgspec

from generator.disk.files import FileStamp, is_settled, read_if_there, remove_if_there, write_cache
from generator.importers.piece import Piece, Revisit
from generator.ingest.seeds import Seed, is_holding_many
from generator.model import Problem
from generator.records.ledger import Ledger

FINISHED = ".cache/imported.json"
OLD_CACHE = "seeds.json"  # of version 0.1, which did not check whether the ledger has the copies it lists
SeenFile = tuple[FileStamp, str]  # size and times, and the hash of the bytes where the file is one article


class FinishedFiles:
    """A cache: without it, files are read again, and every article in them turns out to be known.

    A file that is one article is kept with its hash, and counts only while the ledger has that hash: what was refused
    is reported again.
    """

    def __init__(self, root: Path, ledger: Ledger) -> None:
        self._path = root / FINISHED
        self._known = _decoded(read_if_there(self._path)) if ledger.events else {}
        self._now: dict[str, SeenFile] = {}

    def has(self, seed: Seed, is_known: Callable[[str], bool]) -> bool:
        stamp, sha = self._known.get(seed.name, (None, ""))
        return stamp == seed.stamp and (not sha or is_known(sha))

    def note(self, seed: Seed, found: Piece | Problem | Revisit) -> None:
        if not is_settled(seed.stamp):
            return
        if is_holding_many(seed.name, b""):
            self._now[seed.name] = seed.stamp, ""
        elif isinstance(found, Piece) and found.source.path == seed.name:
            self._now[seed.name] = seed.stamp, found.source.fingerprint

    def save(self, is_known: Callable[[str], bool]) -> None:
        now = {name: seen for name, seen in self._now.items() if not seen[1] or is_known(seen[1])}
        if now:
            write_cache(self._path, msgspec.json.encode(self._known | now))
            remove_if_there(self._path.with_name(OLD_CACHE))


def _decoded(data: bytes | None) -> dict[str, SeenFile]:
    try:
        return msgspec.json.decode(data or b"{}", type=dict[str, SeenFile])
    except (msgspec.DecodeError, msgspec.ValidationError):
        return {}
