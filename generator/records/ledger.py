"""content/ledger.jsonl: what was imported, with its path and URL, one event per line.

Lines are sorted and independent, so two branches merge by keeping the lines of both, in any order. For each article,
the event with the highest `number` counts, with ties broken by the values of the events. A withdrawal overrides all
other events, on any branch, until an `undo` names it.
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
STATE = "content/.warraq"  # hidden from git, builds and watchers: see site_lock.py
JOURNAL = f"{STATE}/import.jsonl"
OLD_JOURNAL = ".cache/import.jsonl"  # of version 0.1
WITHDRAWN = "withdraw"
UNDONE = "undo"  # a withdrawal was cancelled: the text may be imported again
DUPLICATE = "twin"  # a seed that makes no article of its own; the word in the file stays, for older ledgers
_ARTICLES = "content/"
# Characters that our paths never contain; paths with them are checked in full.
_SUSPECT = re.compile(r"[\x00-\x1f\x7f-\x9f\ud800-\udfff\\:]")
_SHORT = 220  # bytes: in a shorter path, no part is too long for a disk


class Event(msgspec.Struct, frozen=True, omit_defaults=True):
    """An import, a `new`, a `move`, a `twin`, a `withdraw` or an `undo`.

    `content_sha256` is the hash of the file as written, which shows whether it was edited since; "" if unknown. `seed`
    is "" for articles without a seed. `text_sha256` is the hash of the article's words, whatever file they came in;
    `decision` is the digest of a person's decision. `images` are the imported images by name, with their hash as
    written: an image with another hash was replaced by a person. `undoes` lists the withdrawals that an `undo` cancels.
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
    def short_digest(self) -> str:
        """A short identifier of this event."""
        return digest(self).hex()[:16]


def order(event: Event) -> tuple[int, tuple[object, ...]]:
    """A sort key that does not depend on the order of the lines."""
    values = msgspec.structs.astuple(event)
    return event.number, tuple(sorted(one.items()) if isinstance(one, Mapping) else one for one in values)


class Ledger:
    """The events of a site, while a command adds to them."""

    def __init__(self, events: Iterable[Event], problems: tuple[Problem, ...] = ()) -> None:
        self.events = set(events)
        self.problems = problems
        self._of: dict[str, list[Event]] = {}
        for event in sorted(self.events, key=order):
            self._of.setdefault(event.id, []).append(event)
        self._latest = {id_: _effective(found) for id_, found in self._of.items()}

    def by_seed(self) -> Mapping[str, Event]:
        """The event for each seed. A duplicate whose text changes is a new article, unless its article is withdrawn."""
        found = sorted((event for event in self.events if event.event == DUPLICATE), key=order)
        duplicates = ((event, self._latest[event.id]) for event in found)
        gone = {event.seed: latest for event, latest in duplicates if latest.event == WITHDRAWN}
        return gone | {event.seed: event for event in self.latest_events() if event.seed}

    def by_seed_hash(self) -> Mapping[str, Event]:
        """The event for each hash of a seed; the seed's own article comes before articles with the same text."""
        in_order = [event for event in self.in_order() if event.seed]
        duplicates = {event.seed_sha256: event for event in in_order if event.event == DUPLICATE}
        return duplicates | {event.seed_sha256: event for event in in_order if event.event != DUPLICATE}

    def by_text_hash(self) -> Mapping[str, Event]:
        return {event.text_sha256: event for event in self.latest_events() if event.text_sha256}

    def latest(self, id_: str) -> Event | None:
        """The event that determines the current state of the article."""
        return self._latest.get(id_)

    def latest_events(self) -> list[Event]:
        """The latest event of each article, in order."""
        return sorted(self._latest.values(), key=lambda event: (event.number, event.id))

    def is_withdrawn(self, id_: str) -> bool:
        latest = self._latest.get(id_)
        return latest is not None and latest.event == WITHDRAWN

    def withdrawals(self, id_: str) -> tuple[str, ...]:
        """The short digests of withdrawals that are not cancelled."""
        return tuple(event.short_digest for event in _not_undone(self.of(id_)))

    def next_number(self, id_: str) -> int:
        return 1 + max((event.number for event in self.of(id_)), default=0)

    def in_order(self) -> list[Event]:
        return sorted(self.events, key=order)

    def of(self, id_: str) -> Sequence[Event]:
        """All events of an article, in order."""
        return self._of.get(id_, ())

    def add(self, event: Event) -> None:
        """Add an event; RefusedError for one that would make the ledger unreadable."""
        flaw = flaw_of(event)
        if flaw:
            raise RefusedError(flaw, "rename the file: the ledger cannot contain its name")
        if event not in self.events:
            self.events.add(event)
            found = sorted((*self.of(event.id), event), key=order)
            self._of[event.id], self._latest[event.id] = found, _effective(found)


NO_LEDGER = Ledger(())


def _effective(events: Sequence[Event]) -> Event:
    """The event that counts, from an article's events in order."""
    withdrawn = _not_undone(events)
    others = [event for event in events if event.event not in (DUPLICATE, WITHDRAWN)]
    return (withdrawn or others or events)[-1]


def _not_undone(events: Sequence[Event]) -> list[Event]:
    withdrawn = [event for event in events if event.event == WITHDRAWN]
    undone = {digest_ for event in events if event.event == UNDONE for digest_ in event.undoes} if withdrawn else set()
    return [event for event in withdrawn if event.short_digest not in undone]


def read_ledger(root: Path) -> Ledger:
    """Read the ledger. Lines that cannot be read are problems; the file is only rewritten when events are added."""
    events, problems = [], []
    text = (read_if_there(root / NAME) or b"").decode("utf-8", "replace")
    for number, line in enumerate(text.split("\n"), 1):
        if not line.strip():
            continue
        try:
            event = msgspec.json.decode(line, type=Event)
        except (msgspec.DecodeError, msgspec.ValidationError) as problem:
            hint = "restore the line from version control; in a merge, keep the lines of both sides"
            problems.append(Problem(NAME, number, 0, "I301", "error", f"cannot be read: {problem}", hint))
            continue
        flaw = flaw_of(event)
        if flaw:
            hint = "restore the line from version control, or delete it; until then nothing is imported"
            problems.append(Problem(NAME, number, 0, "I303", "error", flaw, hint))
        else:
            events.append(event)
    return Ledger(events, tuple(problems))


def flaw_of(event: Event) -> str:
    """Why an event must not be used: a path is invalid or leads outside the site's content."""
    file = event.seed.partition("#")[0]
    if not (event.path.startswith(_ARTICLES) and event.path.endswith(".md") and _is_plain(event.path)):
        return f"`{shown(event.path)}` is not a path in content/"
    if file and not _is_plain(file):
        return f"`{shown(event.seed)}` is not a path of a seed"
    if event.url and not _is_plain(event.url.strip("/")):
        return f"`{shown(event.url)}` is not a path of this site"
    return ""


def _is_plain(path: str) -> bool:
    """Whether a path is valid. Only unusual paths are checked in full, because a ledger has thousands of them."""
    has_plain_parts = path[:1] not in ("", ".", "/") and path[-1] != "/" and "/." not in path and "//" not in path
    is_common = has_plain_parts and not _SUSPECT.search(path) and len(path.encode()) < _SHORT
    return (is_common and is_normalized("NFC", path)) or is_relative_path(path, suffix_bytes=0)


class Journal:
    """Events that are about to be written, so the next command can complete an interrupted one."""

    def __init__(self, root: Path) -> None:
        self._lines = LineFile(root / JOURNAL)
        self._old = root / OLD_JOURNAL

    def note(self, event: Event) -> None:
        self._lines.add(msgspec.json.encode(event))

    def forget(self) -> None:
        self._lines.remove()
        remove_if_there(self._old)


def recover(root: Path, ledger: Ledger) -> int:
    """Add the events of an interrupted command to the ledger; returns their number."""
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
                continue  # the interruption cut off the last line
            if not flaw_of(event):
                yield event


def _was_done(root: Path, event: Event, ledger: Ledger) -> bool:
    """Whether a new file exists, even if edited since, or a changed file has its intended bytes."""
    written = read_if_there(root / event.path)
    before = ledger.latest(event.id)
    if before is None:
        return written is not None
    left_alone = event.content_sha256 == before.content_sha256
    return left_alone or (written is not None and fingerprint(written) == event.content_sha256)


def write_ledger(root: Path, ledger: Ledger) -> None:
    lines = sorted(msgspec.json.encode(event).decode() for event in ledger.events)
    write_atomically(root / NAME, "".join(f"{line}\n" for line in lines).encode())
