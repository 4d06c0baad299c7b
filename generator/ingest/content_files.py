"""The files of content/ that import finds there, whoever renamed, restored or added them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import msgspec

from generator.content.identity import WITHDRAWN_STATUS, identities, identity, ids_in
from generator.content.ledger_repair import found_again, is_article
from generator.disk.folders import Folder
from generator.disk.walking import walk
from generator.records.ledger import Event, Ledger


class ContentFiles:
    """`paths` are all files of content/ as they were when the import started."""

    def __init__(self, root: Path, ledger: Ledger) -> None:
        self._root = root
        self._folder = Folder(root)
        self._ledger = ledger
        self.paths = [f"content/{path}" for path, _ in walk(root / "content", root)]
        known = {event.path for event in ledger.events}
        self._unknown = [path for path in self.paths if path not in known and is_article(path)]
        self._path_by_id: dict[str, str] | None = None

    def found_again(self) -> Iterator[Event]:
        """Once: events of articles that files hold whose paths the ledger does not have, renamed or recovered."""
        unknown, self._unknown = self._unknown, []
        return found_again(self._root, self._ledger, unknown)

    def with_its_path(self, known: Event) -> Event:
        """With the path of the file that holds the article now, if any does."""
        if self._path_by_id is None:
            files = (path for path in self.paths if is_article(path))
            self._path_by_id = {one.id: one.path for one in identities(self._root, files)}
        path = self._path_by_id.get(known.id, "")
        return msgspec.structs.replace(known, path=path) if path else known

    def current(self, known: Event) -> bytes | None:
        """The article's file; None where there is none, or another article's is in its path."""
        data = self._folder.read(known.path)
        ids = ids_in(data) if data is not None else set()
        return None if ids and known.id not in ids else data

    def has_no_text(self, known: Event) -> bool:
        """Of a withdrawn article only a tombstone is left, or nothing."""
        current = self.current(known)
        return current is None or identity(known.path, current).status == WITHDRAWN_STATUS
