"""Deploy to a place on the network that is no folder: a bucket, a server.

The old site stays whole until everything that replaces it has arrived. New files go to their paths first, where nothing
leads to them yet; changed ones wait beside the site. Then they take their places, one request each without the bytes,
and last, files that the site no longer has are removed. A connection that breaks is not repaired: the next deploy finds
by the list what has arrived.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple, Protocol

from generator.deploy.deployed import (
    LIST,
    OWN,
    Deployed,
    Entry,
    Known,
    Record,
    both,
    list_of,
    parse_list,
    refuse_foreign,
    to_remove,
)
from generator.disk.files import fingerprint
from generator.disk.folders import OutputFolder
from generator.disk.locks import locked
from generator.engine.site import MARKER, Site
from generator.workers import Progress

WAITING = ".warraq-upload/"  # files that wait to take their places


class Store(Protocol):
    """Files by path. Every method raises WarraqError where the place cannot be reached or refuses."""

    target: str  # for messages

    def entries(self) -> Mapping[str, Entry]:
        """All files there but those that wait. A link is a file, whose stamp no list contains."""

    def read(self, path: str) -> bytes | None: ...

    def stamp_of(self, data: bytes) -> str:
        """The stamp that only a file of these bytes has; "" where stamps say nothing about bytes."""

    def expected(self, data: bytes) -> str:
        """The stamp that a file with these bytes is going to get."""

    def check_room(self, size: int) -> None:
        """Refuse if so many more bytes do not fit, where the place can tell."""

    def put(self, files: Mapping[str, str], progress: Progress) -> Mapping[str, str]:
        """Upload files of the site (by the path they get) and give each a path, whole; returns their stamps."""

    def move(self, files: Mapping[str, str]) -> Mapping[str, str]:
        """Give waiting files (by the path they get) their places; returns the stamps that this changed."""

    def write(self, path: str, data: bytes) -> None: ...

    def remove(self, paths: Iterable[str]) -> None:
        """Remove files, and folders that are empty without them."""

    def tidy(self) -> None:
        """Remove everything that still waits."""


class _Work(NamedTuple):
    """What differs between the site and the store."""

    new: tuple[str, ...]
    changed: tuple[str, ...]
    gone: tuple[str, ...]
    before: Known
    after: Known

    @property
    def is_none(self) -> bool:
        """Whether nothing differs, and the list is not one of an interrupted deploy."""
        return not (self.new or self.changed or self.gone) and self.before == self.after


def deploy_to_store(
    site: Site, sizes: Mapping[str, int], store: Store, progress: Progress, *, is_dry_run: bool
) -> Deployed:
    """Compare with what is listed there, then send what differs."""
    with locked(site.cache / "deploy.lock", "warraq deploy"):
        work = _differing(OutputFolder(site.output), tuple(sizes), store)
        store.check_room(sum(sizes[path] for path in (*work.new, *work.changed)))
        if not is_dry_run and not work.is_none:
            _send(work, store, progress)
    changes = {"new": len(work.new), "changed": len(work.changed), "removed": len(work.gone)}
    is_written = any(changes.values()) and not is_dry_run
    return Deployed(store.target, len(sizes), sum(sizes.values()), changes, is_written, (*work.new, *work.changed))


def _differing(output: OutputFolder, paths: Sequence[str], store: Store) -> _Work:
    there = store.entries()
    known = parse_list(store.read(LIST) or b"") if LIST in there else {}
    new, changed, foreign = [], [], []
    after: dict[str, frozenset[Record]] = {}
    for path in paths:
        data = output.read(path) or b""
        digest = fingerprint(data)
        stamp = store.expected(data)
        if path not in there:
            new.append(path)
        else:
            found = _digest_there(
                path, there[path], known, store, Record(digest, Entry(len(data), store.stamp_of(data)))
            )
            if found == digest:
                stamp = there[path].stamp
            else:
                changed.append(path)
                foreign += [] if path in OWN or found in _digests(known, path) else [path]
        after[path] = frozenset({Record(digest, Entry(len(data), stamp))})
    gone = to_remove(sorted(there), paths, known)
    foreign += [path for path in gone if _digest_there(path, there[path], known, store) not in _digests(known, path)]
    foreign += sorted({folder for path in new for folder in _folders(path) if folder in there and folder not in gone})
    refuse_foreign(store.target, foreign)
    return _Work(tuple(new), tuple(changed), tuple(gone), known, after)


def _digests(known: Known, path: str) -> set[str]:
    return {record.digest for record in known.get(path, ())}


def _digest_there(path: str, entry: Entry, known: Known, store: Store, ours: Record | None = None) -> str:
    """The digest of a file there, "" if it is nobody's of ours: by its stamp, or by reading what could be one."""
    records = [*known.get(path, ()), *([ours] if ours else [])]
    by_stamp: set[str] = {record.digest for record in records if record.entry == entry and entry.stamp}
    if len(by_stamp) == 1:
        return by_stamp.pop()
    if any(record.entry is None or record.entry.size == entry.size for record in records):
        return fingerprint(store.read(path) or b"")
    return ""


def _send(work: _Work, store: Store, progress: Progress) -> None:
    """The list comes first and holds both states, so that the deploy after an interrupted one finds its own files."""
    store.write(LIST, list_of(both(work.before, work.after)))
    blocking = _blocking(work)
    store.remove(blocking)
    stamps = dict(store.put({path: path for path in sorted(work.new, key=_pages_last)}, progress))
    waiting = {path: f"{WAITING}{number}" for number, path in enumerate(sorted(work.changed, key=_pages_last))}
    stamps |= store.put(waiting, progress)
    stamps |= store.move(waiting)
    store.remove(path for path in work.gone if path not in set(blocking))
    store.tidy()
    store.write(LIST, list_of({path: _stamped(records, stamps.get(path)) for path, records in work.after.items()}))


def _pages_last(path: str) -> tuple[bool, bool, str]:
    """What pages need comes before them; the marker, which says that the rest is Warraq's, first."""
    return path != MARKER, path.endswith(".html"), path


def _stamped(records: frozenset[Record], stamp: str | None) -> frozenset[Record]:
    if not stamp:
        return records
    return frozenset(Record(one.digest, Entry(one.entry.size, stamp)) for one in records if one.entry)


def _blocking(work: _Work) -> list[str]:
    """Files in the place of a new folder, and files in a folder that is to be a file."""
    folders = {folder for path in work.new for folder in _folders(path)}
    files = set(work.new)
    return [path for path in work.gone if path in folders or files & set(_folders(path))]


def _folders(path: str) -> Iterator[str]:
    while path := path.rpartition("/")[0]:
        yield path
