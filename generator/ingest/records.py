"""The events of earlier imports by seed, hash, item and text, and the events that this import adds."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import msgspec

from generator.content.ledger_repair import displaced
from generator.disk.folders import OutsideError
from generator.errors import RefusedError
from generator.importers.piece import item_and_version
from generator.ingest.seeds import SEEDS, file_of_seed
from generator.model import RawArticle
from generator.records.ledger import DUPLICATE, Event, Journal, Ledger, flaw_of


class Records:
    """Events go into the journal before their files are written, and into the ledger after."""

    def __init__(self, root: Path, ledger: Ledger, journal: Journal, *, is_dry_run: bool) -> None:
        self.has_new_events = False
        self.ledger = ledger
        self._root = root
        self._journal = journal
        self.is_dry_run = is_dry_run
        self._by_seed = dict(ledger.by_seed())
        self._by_hash = dict(ledger.by_seed_hash())
        self._by_text = dict(ledger.by_text_hash())
        self._by_item = _newest_of_items(self._by_seed.values())
        self._seeds = {(event.seed_sha256, event.seed) for event in ledger.events}
        self.displaced = {event.id for event in displaced(root, ledger)}

    def by_hash(self, seed_sha256: str) -> Event | None:
        return self._by_hash.get(seed_sha256)

    def by_seed(self, seed: str) -> Event | None:
        return self._by_seed.get(seed)

    def by_item(self, item: str) -> Event | None:
        """The newest version of an item that its provider names for good."""
        return self._by_item.get(item) if item else None

    def by_text(self, text_sha256: str) -> Event | None:
        return self._by_text.get(text_sha256)

    def seeds(self) -> Mapping[str, str]:
        """The hashes of imported seeds, each with the digest of the decision that was applied."""
        return {sha: event.decision for sha, event in self._by_hash.items()}

    def next(self, known: Event, **values: Any) -> Event:
        """The event that follows all that the ledger has on an article."""
        return msgspec.structs.replace(known, number=self.ledger.next_number(known.id), undoes=(), **values)

    def duplicate(self, raw: RawArticle, of: Event) -> Event:
        """The event of a seed that brings no article of its own."""
        where = {"seed": raw.seed.path, "seed_sha256": raw.seed.fingerprint, "decision": raw.decision}
        return self.next(of, event=DUPLICATE, **where)

    def duplicate_of_seed(self, seed: str, seed_sha256: str) -> Event | None:
        """The event of another copy of an imported seed: a withdrawal must find every copy. None if it is recorded."""
        known = self._by_hash.get(seed_sha256)
        if known is None or (seed_sha256, seed) in self._seeds or self.ledger.problems:
            return None
        latest = self.ledger.latest(known.id) or known
        is_moved = (
            latest.seed_sha256 == seed_sha256
            and seed.startswith(f"{SEEDS}/")
            and latest.seed.startswith(f"{SEEDS}/")
            and not file_of_seed(self._root, latest.seed)
        )
        kind = latest.event if is_moved else DUPLICATE
        event = self.next(latest, event=kind, seed=seed, seed_sha256=seed_sha256)
        return None if flaw_of(event) else event

    def announce(self, event: Event) -> None:
        """Into the journal: if this run is killed, the next one completes the ledger from there."""
        flaw = flaw_of(event)
        if flaw:
            raise OutsideError(flaw, "rename it: the ledger cannot record its name")
        if not self.is_dry_run:
            if self.ledger.problems:
                raise RefusedError(
                    "content/ledger.jsonl has lines that cannot be read", self.ledger.problems[0].in_one_line
                )
            self._journal.note(event)

    def add(self, event: Event) -> None:
        self.ledger.add(event)
        self._seeds.add((event.seed_sha256, event.seed))
        if event.event == DUPLICATE:
            self._by_hash.setdefault(event.seed_sha256, event)
        else:
            self._by_seed[event.seed] = self._by_hash[event.seed_sha256] = event
            self._by_item |= _newest_of_items((event,))
        if event.text_sha256 and event.event != DUPLICATE:
            self._by_text[event.text_sha256] = event
        self.has_new_events = True


def _newest_of_items(events: Iterable[Event]) -> dict[str, Event]:
    """By the item names of providers, whose seeds carry the version."""
    versions = ((item_and_version(event.seed), event) for event in events)
    return {item: event for (item, _), event in sorted(versions, key=lambda one: one[0][1]) if item}
