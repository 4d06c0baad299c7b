"""Make the ledger complete before a command uses it: interrupted commands, a lost ledger, renamed files.

The front matter of a content file contains its article and seed. Events made from it have "" for the hash of the file
as import wrote it: it is unknown whether the file was edited since, so it counts as edited.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import msgspec

from generator.content.identity import WITHDRAWN_STATUS, Identity, identities, ids_in
from generator.disk.folders import Folder, OutsideError
from generator.disk.walking import walk
from generator.model import Problem
from generator.records.ledger import NAME, WITHDRAWN, Event, Ledger, flaw_of, read_ledger, recover
from generator.text.counted import counted

_ELSEWHERE = ("content/pages/", "content/collections/")


class Repaired(NamedTuple):
    """`is_new`: the ledger has more events than its file."""

    ledger: Ledger
    problems: tuple[Problem, ...] = ()
    is_new: bool = False


def open_ledger(root: Path) -> Repaired:
    """The ledger with the events of an interrupted command; without a ledger, with those found in content/."""
    ledger = read_ledger(root)
    if ledger.problems:
        return Repaired(ledger, ledger.problems)
    recovered = recover(root, ledger)
    if ledger.events:
        return Repaired(ledger, (), recovered > 0)
    found = list(found_again(root, ledger, content_files(root)))
    if not any(event.seed_sha256 for event in found):
        return Repaired(ledger, (), recovered > 0)  # a site without imports never had a ledger
    for event in found:
        ledger.add(event)
    problems = (_lost(len(found)),) if found else ()
    return Repaired(ledger, problems, bool(found))


def content_files(root: Path) -> list[str]:
    """The content files of articles, as paths in the site."""
    return [path for name, _ in walk(root / "content", root) if is_article(path := f"content/{name}")]


def is_article(path: str) -> bool:
    """Whether a content file at this path is an article, not a page, a collection or an image."""
    return path.endswith(".md") and not path.startswith(_ELSEWHERE)


def found_again(root: Path, ledger: Ledger, paths: Iterable[str]) -> Iterator[Event]:
    """Missing events for content files at paths that are not in the ledger."""
    folder = Folder(root)
    for one in identities(root, paths):
        known = ledger.latest(one.id)
        event = _first_event(one) if known is None else known
        if known is not None and holds(folder, known.path, one.id):
            continue  # a copy: the build reports that two files have the same id
        if known is not None:
            event = msgspec.structs.replace(known, number=ledger.next_number(one.id), path=one.path)
        if not flaw_of(event):
            yield event


def holds(folder: Folder, path: str, id_: str) -> bool:
    """Whether the file at a path belongs to the article: it has its id, or none."""
    try:
        data = folder.read(path)
    except OutsideError:
        return False
    except PermissionError:
        return True  # nothing shows that it belongs to another article
    ids = ids_in(data) if data is not None else set()
    return data is not None and (not ids or id_ in ids)


def _first_event(one: Identity) -> Event:
    kind = WITHDRAWN if one.status == WITHDRAWN_STATUS else "import" if one.seed else "new"
    url = f"{one.url.strip('/')}/" if one.url.strip("/") else ""
    return Event(one.id, 1, kind, one.path, url, one.seed, one.seed_sha256, "", one.text_sha256)


def displaced(root: Path, ledger: Ledger) -> Iterator[Event]:
    """Articles that lost their file to another one when two branches were merged.

    Two branches that import seeds with the same title and day use the same path and URL, and git keeps one file. Nobody
    deleted the other article, so it may be imported again.
    """
    for events in _sharing(ledger.latest_events()):
        folder = Folder(root)
        there = [event for event in events if holds(folder, event.path, event.id)]
        if there:  # otherwise the file was deleted, and stays deleted
            yield from (event for event in events if event not in there)


def _sharing(events: Iterable[Event]) -> list[Sequence[Event]]:
    by_path_and_url: dict[tuple[str, str], list[Event]] = {}
    for event in events:
        if event.event != WITHDRAWN:
            by_path_and_url.setdefault((event.path.casefold(), event.url), []).append(event)
    return [found for found in by_path_and_url.values() if len(found) > 1]


def _lost(count: int) -> Problem:
    what = f"was missing, and was rebuilt from the articles in content/ ({counted(count, 'article')})"
    hint = "restore the file from version control if you can: only it contains all URLs that were ever published"
    return Problem(NAME, 0, 0, "I304", "warning", what, hint)
