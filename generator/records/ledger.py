"""content/ledger.jsonl: what was imported and under which path and URL, a line an event.

Lines are sorted and stand alone, so two branches merge by taking the lines of both, in any order. Of one article the
event with the highest `number` counts, with ties broken by the events' own words; but a withdrawal counts more than any
other event, whatever branch it came from, until an `undo` names it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from unicodedata import is_normalized

import msgspec

from generator.digest import digest
from generator.disk.files import LineFile, fingerprint, read_if_there, remove_if_there, write_atomically
from generator.errors import RefusedError
from generator.model import Problem
from generator.text.addresses.relative_path import is_relative_path, shown

NAME = "content/ledger.jsonl"
STATE = "content/.warraq"  # hidden from git, builds and watchers: see site_lock
JOURNAL = f"{STATE}/import.jsonl"
OLD_JOURNAL = ".cache/import.jsonl"  # of version 0.1
WITHDRAWN = "withdraw"
UNDONE = "undo"  # a withdrawal was taken back: the text may come in again
TWIN = "twin"  # the article's words came in another seed too
_ARTICLES = "content/"
# What no path of ours holds; all others take the short way.
_SUSPECT = re.compile(r"[\x00-\x1f\x7f-\x9f\ud800-\udfff\\:]")
_SHORT = 220  # bytes: no part can be too long for a disk


class Event(msgspec.Struct, frozen=True, omit_defaults=True):
    """An import, a `new`, a `move`, a `twin`, a `withdraw` or an `undo`: `content_sha256` is that of the file as it was
    written, so an edited file can be told; "" where that is not known. What no seed gave has "" for its seed.

    `text_sha256` is that of the article's words, the same whatever file or page they came in; `decision` marks what a
    person had decided on it. `images` are the pictures that imports put beside it, by name, with the hash of each as
    it was written: one that has another now was replaced by a person. `undoes` names the withdrawals that an `undo`
    takes back.
    """

    id: str
    number: int
    event: str
    path: str
    url: str
    seed: str
    seed_sha256: str
    content_sha256: str
    text_sha256: str = ""
    decision: str = ""
    images: Mapping[str, str] = {}
    undoes: tuple[str, ...] = ()

    def __hash__(self) -> int:
        return hash((self.id, self.number, self.event, self.path, self.seed_sha256, self.content_sha256))

    @property
    def mark(self) -> str:
        """A short name of this very event."""
        return digest(self).hex()[:16]


def order(event: Event) -> tuple[int, tuple[object, ...]]:
    """The same on every machine, whatever the order of the lines."""
    values = msgspec.structs.astuple(event)
    return event.number, tuple(sorted(one.items()) if isinstance(one, Mapping) else one for one in values)


class Ledger:
    """The events of a site while a verb adds to them."""

    def __init__(self, events: Iterable[Event], problems: tuple[Problem, ...] = ()) -> None:
        self.events = set(events)
        self.problems = problems
        self._of: dict[str, list[Event]] = {}
        for event in sorted(self.events, key=order):
            self._of.setdefault(event.id, []).append(event)
        self._latest = {id_: _standing(found) for id_, found in self._of.items()}

    def by_seed(self) -> Mapping[str, Event]:
        """Of twins those of withdrawn articles only: a changed twin of another article is an article of its own."""
        found = sorted((event for event in self.events if event.event == TWIN), key=order)
        twins = ((event, self._latest[event.id]) for event in found)
        gone = {event.seed: latest for event, latest in twins if latest.event == WITHDRAWN}
        return gone | {event.seed: event for event in self.standing() if event.seed}

    def by_seed_hash(self) -> Mapping[str, Event]:
        """Of a seed that is an article's own and another's copy too, its own event."""
        in_order = [event for event in self.in_order() if event.seed]
        twins = {event.seed_sha256: event for event in in_order if event.event == TWIN}
        return twins | {event.seed_sha256: event for event in in_order if event.event != TWIN}

    def by_text_hash(self) -> Mapping[str, Event]:
        return {event.text_sha256: event for event in self.standing() if event.text_sha256}

    def latest(self, id_: str) -> Event | None:
        """The event that says how the article stands now."""
        return self._latest.get(id_)

    def standing(self) -> list[Event]:
        """The latest event of each article, in order."""
        return sorted(self._latest.values(), key=lambda event: (event.number, event.id))

    def is_withdrawn(self, id_: str) -> bool:
        latest = self._latest.get(id_)
        return latest is not None and latest.event == WITHDRAWN

    def withdrawals(self, id_: str) -> tuple[str, ...]:
        """The marks of those that nothing has undone."""
        return tuple(event.mark for event in _not_undone(self.of(id_)))

    def next_number(self, id_: str) -> int:
        return 1 + max((event.number for event in self.of(id_)), default=0)

    def in_order(self) -> list[Event]:
        return sorted(self.events, key=order)

    def of(self, id_: str) -> Sequence[Event]:
        """All events of an article, in order."""
        return self._of.get(id_, ())

    def add(self, event: Event) -> None:
        """Raises RefusedError for one that the next reading would refuse, and every import with it."""
        flaw = flaw_of(event)
        if flaw:
            raise RefusedError(flaw, "rename the file: the ledger could not name it")
        if event not in self.events:
            self.events.add(event)
            found = sorted((*self.of(event.id), event), key=order)
            self._of[event.id], self._latest[event.id] = found, _standing(found)


NO_LEDGER = Ledger(())


def _standing(events: Sequence[Event]) -> Event:
    """Of one article's events, in order, the one that counts."""
    withdrawn = _not_undone(events)
    others = [event for event in events if event.event not in (TWIN, WITHDRAWN)]
    return (withdrawn or others or events)[-1]


def _not_undone(events: Sequence[Event]) -> list[Event]:
    withdrawn = [event for event in events if event.event == WITHDRAWN]
    undone = {mark for event in events if event.event == UNDONE for mark in event.undoes} if withdrawn else set()
    return [event for event in withdrawn if event.mark not in undone]


def read_ledger(root: Path) -> Ledger:
    """Lines that cannot be read are problems and stay out; the file is only rewritten when events are added."""
    events, problems = [], []
    text = (read_if_there(root / NAME) or b"").decode("utf-8", "replace")
    for number, line in enumerate(text.split("\n"), 1):
        if not line.strip():
            continue
        try:
            event = msgspec.json.decode(line, type=Event)
        except (msgspec.DecodeError, msgspec.ValidationError) as problem:
            hint = "restore the line from version control; a merge keeps the lines of both sides"
            problems.append(Problem(NAME, number, 0, "I301", "error", f"cannot be read: {problem}", hint))
            continue
        flaw = flaw_of(event)
        if flaw:
            hint = "restore the line from version control, or delete it: nothing is imported until then"
            problems.append(Problem(NAME, number, 0, "I303", "error", flaw, hint))
        else:
            events.append(event)
    return Ledger(events, tuple(problems))


def flaw_of(event: Event) -> str:
    """Why nothing may be done with an event: it names a place outside of the site's content, or no place at all."""
    file = event.seed.partition("#")[0]
    if not (event.path.startswith(_ARTICLES) and event.path.endswith(".md") and _is_plain(event.path)):
        return f"`{shown(event.path)}` is no path in content/"
    if file and not _is_plain(file):
        return f"`{shown(event.seed)}` is no path of a seed"
    if event.url and not _is_plain(event.url.strip("/")):
        return f"`{shown(event.url)}` is no path of this site"
    return ""


def _is_plain(path: str) -> bool:
    """Checked in full only where something about it is out of the common: a ledger has thousands of them."""
    has_plain_parts = path[:1] not in ("", ".", "/") and path[-1] != "/" and "/." not in path and "//" not in path
    is_common = has_plain_parts and not _SUSPECT.search(path) and len(path.encode()) < _SHORT
    return (is_common and is_normalized("NFC", path)) or is_relative_path(path, suffix_bytes=0)


class Journal:
    """What is about to be written, until the ledger holds it: what a killed verb had done is made good by the next."""

    def __init__(self, root: Path) -> None:
        self._lines = LineFile(root / JOURNAL)
        self._old = root / OLD_JOURNAL

    def note(self, event: Event) -> None:
        self._lines.add(msgspec.json.encode(event))

    def forget(self) -> None:
        self._lines.remove()
        remove_if_there(self._old)


def recover(root: Path, ledger: Ledger) -> int:
    """Take into the ledger what a killed verb had written; how many events that were."""
    found = 0
    for event in _journaled(root):
        if event not in ledger.events and _was_done(root, event, ledger):
            ledger.add(event)
            found += 1
    return found


def _journaled(root: Path) -> Iterator[Event]:
    for name in (OLD_JOURNAL, JOURNAL):
        for line in (read_if_there(root / name) or b"").split(b"\n"):
            try:
                event = msgspec.json.decode(line, type=Event)
            except (msgspec.DecodeError, msgspec.ValidationError):
                continue  # the kill cut the last line short
            if not flaw_of(event):
                yield event


def _was_done(root: Path, event: Event, ledger: Ledger) -> bool:
    """A new file is there, whoever has edited it since; a changed one has the bytes that were meant for it."""
    written = read_if_there(root / event.path)
    before = ledger.latest(event.id)
    if before is None:
        return written is not None
    left_alone = event.content_sha256 == before.content_sha256
    return left_alone or (written is not None and fingerprint(written) == event.content_sha256)


def write_ledger(root: Path, ledger: Ledger) -> None:
    lines = sorted(msgspec.json.encode(event).decode() for event in ledger.events)
    write_atomically(root / NAME, "".join(f"{line}\n" for line in lines).encode())
