"""The ledger made whole before a verb trusts it: a killed verb's journal, a lost ledger, files that people renamed.

Front matter says of each content file which article it holds and which seed gave it. What is learned from there has ""
for the hash of the file as import wrote it: nobody knows whether it was edited since, so it counts as edited.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import msgspec

from generator.content.identity import WITHDRAWN_STATUS, Identity, identities, ids_in
from generator.disk.files import walk
from generator.disk.folders import Folder, OutsideError
from generator.model import Problem
from generator.records.ledger import NAME, WITHDRAWN, Event, Ledger, flaw_of, read_ledger, recover

_ELSEWHERE = ("content/pages/", "content/collections/")


class Repaired(NamedTuple):
    """`is_new`: the ledger knows more than its file."""

    ledger: Ledger
    problems: tuple[Problem, ...] = ()
    is_new: bool = False


def open_ledger(root: Path) -> Repaired:
    """With what a killed verb had written; where there is no ledger, with what content/ tells."""
    ledger = read_ledger(root)
    if ledger.problems:
        return Repaired(ledger, ledger.problems)
    recovered = recover(root, ledger)
    if ledger.events:
        return Repaired(ledger, (), recovered > 0)
    found = list(found_again(root, ledger, content_files(root)))
    if not any(event.seed_sha256 for event in found):
        return Repaired(ledger, (), recovered > 0)  # a site that never imported anything never had a ledger
    for event in found:
        ledger.add(event)
    problems = (_lost(len(found)),) if found else ()
    return Repaired(ledger, problems, bool(found))


def content_files(root: Path) -> list[str]:
    """Of articles, as paths in the site."""
    return [path for name, _ in walk(root / "content", root) if is_article(path := f"content/{name}")]


def is_article(path: str) -> bool:
    """Whether a content file at this path is an article: neither a page, a collection, nor a picture."""
    return path.endswith(".md") and not path.startswith(_ELSEWHERE)


def found_again(root: Path, ledger: Ledger, paths: Iterable[str]) -> Iterator[Event]:
    """Events that the ledger lacks on content files at paths that it does not name."""
    folder = Folder(root)
    for one in identities(root, paths):
        known = ledger.latest(one.id)
        event = _first_event(one) if known is None else known
        if known is not None and holds(folder, known.path, one.id):
            continue  # a copy: the build says that two files have one id
        if known is not None:
            event = msgspec.structs.replace(known, number=ledger.next_number(one.id), path=one.path)
        if not flaw_of(event):
            yield event


def holds(folder: Folder, path: str, id_: str) -> bool:
    """Whether the file at a path is the article's: it says so, or says nothing else."""
    try:
        data = folder.read(path)
    except OutsideError:
        return False
    except PermissionError:
        return True  # nobody can say that it is another's
    said = ids_in(data) if data is not None else set()
    return data is not None and (not said or id_ in said)


def _first_event(one: Identity) -> Event:
    kind = WITHDRAWN if one.status == WITHDRAWN_STATUS else "import" if one.seed else "new"
    url = f"{one.url.strip('/')}/" if one.url.strip("/") else ""
    return Event(one.id, 1, kind, one.path, url, one.seed, one.seed_sha256, "", one.text_sha256)


def displaced(root: Path, ledger: Ledger) -> Iterator[Event]:
    """Articles that lost their file to another one when two branches were merged.

    Two branches that import seeds of one title and day give both the same path and URL, and git keeps one file. Nobody
    deleted the other: it may come in again.
    """
    for events in _sharing(ledger.standing()):
        folder = Folder(root)
        there = [event for event in events if holds(folder, event.path, event.id)]
        if there:  # else the file was deleted, and deleted stays deleted
            yield from (event for event in events if event not in there)


def _sharing(events: Iterable[Event]) -> list[Sequence[Event]]:
    by_place: dict[tuple[str, str], list[Event]] = {}
    for event in events:
        if event.event != WITHDRAWN:
            by_place.setdefault((event.path.casefold(), event.url), []).append(event)
    return [found for found in by_place.values() if len(found) > 1]


def _lost(count: int) -> Problem:
    what = f"was gone: {count} articles were entered again, as their files in content/ tell"
    hint = "restore the file from version control if you can: only it knows all URLs that the archive ever gave out"
    return Problem(NAME, 0, 0, "I304", "warning", what, hint)
