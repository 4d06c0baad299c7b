"""`withdraw`: an article's text and pictures leave the site's folder; its address and the ledger's hashes stay."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import msgspec

from generator.content.front_matter import dump_front_matter, split_front_matter
from generator.content.markdown import is_beside, render
from generator.desk.catalogue import Entry, entries
from generator.desk.edit import Change
from generator.desk.move import named, sound_ledger
from generator.errors import RefusedError
from generator.files import read_if_there, remove_if_there, write_atomically
from generator.ledger import WITHDRAWN, Event, write_ledger
from generator.settings import Settings

# What a tombstone and the next import need; everything else may tell what the article said.
KEPT = ("id", "date", "lang", "dir", "publisher", "url", "aliases", "seed", "seed_sha256")


class Withdrawal(msgspec.Struct, frozen=True):
    """`removed` are files that go, `left` what holds the text and cannot be emptied here, `past` every path it had."""

    entry: Entry
    change: Change
    removed: tuple[str, ...]
    left: tuple[str, ...]
    past: tuple[str, ...]


def plan_withdrawal(root: Path, settings: Settings, which: str, reason: str) -> Withdrawal:
    """What would go and what would stay; nothing is written."""
    every = [found for found in entries(root, settings) if isinstance(found, Entry)]
    entry = named(root, settings, which, every)
    events = [event for event in sound_ledger(root).events if event.id == entry.article.id]
    seeds = sorted({event.seed for event in events if event.seed} | set(filter(None, [entry.article.seed])))
    own = [seed for seed in seeds if _is_own(root, seed)]
    pictures = _pictures(entry, every)
    new = [path for path in (f"{entry.path}.new",) if read_if_there(root / path) is not None]
    removed = (*own, *(path for path in pictures if read_if_there(root / path) is not None), *new)
    left = tuple(seed for seed in seeds if seed not in own and read_if_there(root / _file_of(root, seed)) is not None)
    past = dict.fromkeys([entry.path, *(event.path for event in events), *pictures, *seeds])
    return Withdrawal(entry, Change(entry.path, entry.text, _tombstone(entry, reason)), removed, left, tuple(past))


def withdraw(root: Path, plan: Withdrawal) -> None:
    """First the event, so that no import brings the article back; a withdrawal cut short is finished by another."""
    if read_if_there(root / plan.change.path) != plan.change.before.encode():
        raise RefusedError(f"`{plan.change.path}` was changed a moment ago", "withdraw it again")
    ledger, article = sound_ledger(root), plan.entry.article
    known = ledger.latest(article.id)
    if known is None or known.event != WITHDRAWN:
        url = article.url.strip("/") + "/"
        blank = Event(article.id, 0, "", plan.entry.path, url, article.seed, article.seed_sha256, "")
        known = known or blank
        number = known.number + 1
        ledger.add(msgspec.structs.replace(known, number=number, event=WITHDRAWN, path=plan.entry.path, url=url))
        write_ledger(root, ledger)
    write_atomically(root / plan.change.path, plan.change.after.encode())
    for path in plan.removed:
        remove_if_there(root / path)


def _tombstone(entry: Entry, reason: str) -> str:
    fields = {key: entry.fields[key] for key in KEPT if entry.fields.get(key)}
    article = entry.article
    frozen = {"id": article.id, "url": article.url.strip("/") + "/", "title": f"withdrawn {article.id}"}
    return dump_front_matter({**fields, **frozen, "status": "withdrawn", "withdrawn_reason": reason})


def _is_own(root: Path, seed: str) -> bool:
    """Whether the seed is a file of the site that holds this article alone."""
    place = (root / seed).resolve()
    return place.is_file() and place.is_relative_to(root.resolve())


def _file_of(root: Path, seed: str) -> str:
    """The file of many articles in which a seed is one piece: `seeds/list.csv#12`, `seeds/pile.zip/a.txt`."""
    steps = seed.partition("#")[0].split("/")
    files = ("/".join(steps[:count]) for count in range(len(steps), 0, -1))
    return next((path for path in files if (root / path).is_file()), seed)


def _pictures(entry: Entry, every: Sequence[Entry]) -> tuple[str, ...]:
    """Files that this article alone shows."""
    shared = {path for other in every if other.path != entry.path for path in _shown(other)}
    return tuple(path for path in dict.fromkeys(_shown(entry)) if path not in shared)


def _shown(entry: Entry) -> Iterator[str]:
    folder = entry.path.rpartition("/")[0]
    if is_beside(entry.article.image):
        yield f"{folder}/{entry.article.image}"
    if "![" in entry.text or "<img" in entry.text:
        yield from (f"{folder}/{name}" for name in render(split_front_matter(entry.text).body).images)
