"""content/ledger.jsonl: what was imported and under which path and URL, a line an event.

Lines are sorted and stand alone, so two branches merge by taking the lines of both; of one article the event
with the highest `number` counts.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

import msgspec

from generator.files import LineFile, fingerprint, read_if_there, write_atomically
from generator.model import Problem

NAME = "content/ledger.jsonl"
JOURNAL = ".cache/import.jsonl"
WITHDRAWN = "withdraw"


class Event(msgspec.Struct, frozen=True, omit_defaults=True):
    """An import, a `new`, a `move` or a `withdraw`: `content_sha256` is that of the file as it was written, so an
    edited file can be told. What no seed gave has "" for its seed.

    `text_sha256` is that of the article's words, the same whatever file or page they came in; `decision` marks what a
    person had decided on it. `images` are the pictures that imports put beside it, by name, with the hash of each as
    it was written: one that has another now was replaced by a person.
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

    def __hash__(self) -> int:
        return hash((self.id, self.number, self.event, self.path, self.seed_sha256, self.content_sha256))


class Ledger:
    """The events of a site while a verb adds to them."""

    def __init__(self, events: Iterable[Event], problems: tuple[Problem, ...] = ()) -> None:
        self.events = set(events)
        self.problems = problems
        self._latest: dict[str, Event] = {}
        for event in sorted(self.events, key=lambda event: event.number):
            self._latest[event.id] = event

    def by_seed(self) -> Mapping[str, Event]:
        return {event.seed: event for event in self._latest.values() if event.seed}

    def by_seed_hash(self) -> Mapping[str, Event]:
        in_order = sorted(self.events, key=lambda event: event.number)
        return {event.seed_sha256: event for event in in_order if event.seed}

    def latest(self, id_: str) -> Event | None:
        return self._latest.get(id_)

    def by_text_hash(self) -> Mapping[str, Event]:
        return {event.text_sha256: event for event in self._latest.values() if event.text_sha256}

    def add(self, event: Event) -> None:
        self.events.add(event)
        self._latest[event.id] = event


def read_ledger(root: Path) -> Ledger:
    """Lines that cannot be read are problems and stay out; the file is only rewritten when events are added."""
    events, problems = [], []
    text = (read_if_there(root / NAME) or b"").decode("utf-8", "replace")
    for number, line in enumerate(text.split("\n"), 1):
        if not line.strip():
            continue
        try:
            events.append(msgspec.json.decode(line, type=Event))
        except (msgspec.DecodeError, msgspec.ValidationError) as problem:
            hint = "restore the line from version control; a merge keeps the lines of both sides"
            problems.append(Problem(NAME, number, 0, "I301", "error", f"cannot be read: {problem}", hint))
    return Ledger(events, tuple(problems))


class Journal:
    """What is about to be written, until the ledger holds it: what a killed verb had done is made good by the next."""

    def __init__(self, root: Path) -> None:
        self._lines = LineFile(root / JOURNAL)

    def note(self, event: Event) -> None:
        self._lines.add(msgspec.json.encode(event))

    def forget(self) -> None:
        self._lines.remove()


def recover(root: Path, ledger: Ledger) -> int:
    """Take into the ledger what a killed verb had written; how many events that were."""
    lines = (read_if_there(root / JOURNAL) or b"").split(b"\n")
    found = 0
    for line in lines:
        try:
            event = msgspec.json.decode(line, type=Event)
        except (msgspec.DecodeError, msgspec.ValidationError):
            continue  # the kill cut the last line short
        if event not in ledger.events and _was_done(root, event, ledger):
            ledger.add(event)
            found += 1
    return found


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
