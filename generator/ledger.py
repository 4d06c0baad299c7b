"""content/ledger.jsonl: what was imported and under which path and URL, a line an event.

Lines are sorted and stand alone, so two branches merge by taking the lines of both; of one article the event
with the highest `number` counts.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

import msgspec

from generator.files import read_if_there, write_atomically
from generator.model import Problem

NAME = "content/ledger.jsonl"


class Event(msgspec.Struct, frozen=True):
    """An import: `content_sha256` is that of the file as it was written, so an edited file can be told."""

    id: str
    number: int
    event: str
    path: str
    url: str
    seed: str
    seed_sha256: str
    content_sha256: str


class Ledger:
    """The events of a site while a verb adds to them."""

    def __init__(self, events: Iterable[Event], problems: tuple[Problem, ...] = ()) -> None:
        self.events = set(events)
        self.problems = problems
        self._latest: dict[str, Event] = {}
        for event in sorted(self.events, key=lambda event: event.number):
            self._latest[event.id] = event

    def by_seed(self) -> Mapping[str, Event]:
        return {event.seed: event for event in self._latest.values()}

    def by_seed_hash(self) -> Mapping[str, Event]:
        return {event.seed_sha256: event for event in self.events}

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


def write_ledger(root: Path, ledger: Ledger) -> None:
    lines = sorted(msgspec.json.encode(event).decode() for event in ledger.events)
    write_atomically(root / NAME, "".join(f"{line}\n" for line in lines).encode())
