"""`withdraw`: remove an article's text and images from the site's folder; its URL and the ledger's hashes stay.

Only files that the ledger shows to be this article's alone are removed. Others that contain its text are reported,
each with what to do.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

import msgspec

from generator.archive.collections import collection_url
from generator.config.settings import Settings
from generator.content.front_matter import dump_front_matter, split_front_matter
from generator.content.identity import WITHDRAWN_STATUS
from generator.content.ledger_repair import holds
from generator.content.markdown import is_beside, render
from generator.disk.files import read_if_allowed
from generator.disk.folders import Folder, OutsideError
from generator.disk.walking import walk
from generator.editing.catalogue import COLLECTIONS, PAGES, Entry, entries, read_entry
from generator.editing.edit import Change
from generator.editing.move import find_entry, usable_ledger
from generator.editing.own_seeds import Left, seeds_of
from generator.errors import RefusedError
from generator.model import Problem
from generator.records.ledger import UNDONE, WITHDRAWN, Event, Ledger, flaw_of, write_ledger
from generator.records.story_versions import read_versions

# What a tombstone and the next import need; any other field could reveal the text.
KEPT = ("id", "date", "lang", "dir", "publisher", "url", "aliases", "seed", "seed_sha256")


class Withdrawal(msgspec.Struct, frozen=True):
    """Files to remove, seeds to rewrite without it, what is `left` with the text, and in `past` every path it had."""

    entry: Entry
    change: Change
    removed: tuple[str, ...]
    left: tuple[Left, ...]
    past: tuple[str, ...]
    rewritten: Mapping[str, bytes] = {}


class _Catalogue(NamedTuple):
    """All of content/, read once: `articles`, and in `others` standing pages and introductions of collections."""

    articles: Sequence[Entry]
    others: Sequence[Entry]
    broken: Sequence[str] = ()  # files that cannot be read


def plan_withdrawal(
    root: Path, settings: Settings, which: str, reason: str, *, rewrites_archives: bool = False
) -> Withdrawal:
    """What would be removed and what would stay; nothing is written."""
    every = _catalogue(root, settings)
    entry = _find(root, settings, which, every)
    ledger = usable_ledger(root)
    seeds = seeds_of(root, ledger, entry.article, [*every.articles, *every.others], rewrites=rewrites_archives)
    folder, paths = Folder(root), dict.fromkeys([entry.path, *(event.path for event in ledger.of(entry.article.id))])
    new = [path for path in _there(root, (f"{path}.new" for path in paths)) if holds(folder, path, entry.article.id)]
    images = _there(root, _images(entry, [*every.articles, *every.others]))
    in_doubt = list(_in_doubt(root, images, every.broken))
    images = [path for path in images if path not in {one.path for one in in_doubt}]
    left = (*seeds.left, *in_doubt, *_copies(entry, every.articles), *_versions(root, entry, every.articles))
    past = dict.fromkeys([*paths, *images, *new, *seeds.own, *seeds.rewritten, *seeds.names])
    change = Change(entry.path, entry.text, _tombstone(entry, reason))
    return Withdrawal(entry, change, (*seeds.own, *images, *new), left, tuple(past), seeds.rewritten)


def withdraw(root: Path, plan: Withdrawal) -> None:
    """The event comes first, so that no import brings the article back, and its file last, since it names the images:
    running the command again completes an interrupted withdrawal.
    """
    folder = Folder(root)
    if folder.read(plan.change.path) != plan.change.before.encode():
        raise RefusedError(f"`{plan.change.path}` was just changed", "withdraw it again")
    ledger = usable_ledger(root)
    _enter(ledger, plan.entry)
    write_ledger(root, ledger)
    for path in plan.removed:
        folder.remove(path)
    for path, data in plan.rewritten.items():
        if data:
            folder.write(path, data)
        else:
            folder.remove(path)
    folder.write(plan.change.path, plan.change.after.encode())


def plan_undo(root: Path, settings: Settings, which: str) -> Event:
    """The event that undoes every withdrawal of an article in the ledger."""
    entry = _find(root, settings, which, _catalogue(root, settings))
    ledger = usable_ledger(root)
    withdrawals, latest = ledger.withdrawals(entry.article.id), ledger.latest(entry.article.id)
    if not withdrawals or latest is None:
        hint = f"`{entry.path}` has `status: {entry.article.status}`: change that yourself if it is wrong"
        raise RefusedError(f"`{which}` was not withdrawn by `warraq withdraw`", hint)
    number = ledger.next_number(latest.id)
    return msgspec.structs.replace(latest, number=number, event=UNDONE, path=entry.path, undoes=withdrawals)


def undo(root: Path, event: Event) -> None:
    ledger = usable_ledger(root)
    ledger.add(event)
    write_ledger(root, ledger)


def _enter(ledger: Ledger, entry: Entry) -> None:
    """Once, however often it is withdrawn."""
    article = entry.article
    url, known = f"{_url(entry).strip('/')}/", ledger.latest(article.id)
    if known is not None and (known.event, known.path, known.url) == (WITHDRAWN, entry.path, url):
        return
    blank = Event(article.id, 0, "", entry.path, url, article.seed, article.seed_sha256, "")
    if known is None and flaw_of(blank):
        blank = Event(article.id, 0, "", entry.path, url, "", "", "")
    values = {"number": ledger.next_number(article.id), "event": WITHDRAWN, "path": entry.path, "url": url}
    ledger.add(msgspec.structs.replace(known or blank, undoes=(), **values))


def _tombstone(entry: Entry, reason: str) -> str:
    fields = {key: entry.fields[key] for key in KEPT if entry.fields.get(key)}
    article = entry.article
    frozen = {"id": article.id, "url": f"{_url(entry).strip('/')}/", "title": f"withdrawn {article.id}"}
    return dump_front_matter({**fields, **frozen, "status": WITHDRAWN_STATUS, "withdrawn_reason": reason})


def _url(entry: Entry) -> str:
    """Pages and collections take their URL from the file name, unless front matter has another."""
    inner = entry.path.removeprefix("content/")
    if "url" in entry.fields or not inner.startswith((PAGES, COLLECTIONS)):
        return entry.article.url
    return collection_url(entry.article) if inner.startswith(COLLECTIONS) else inner.removeprefix(PAGES)[: -len(".md")]


# Reading content/


def _catalogue(root: Path, settings: Settings) -> _Catalogue:
    found_articles = list(entries(root, settings))
    paths = (f"content/{path}" for path, _ in walk(root / "content", root) if path.startswith((PAGES, COLLECTIONS)))
    found_others = [found for path in paths if path.endswith(".md") for found in read_entry(root, path, settings)]
    broken = [one.path for one in (*found_articles, *found_others) if isinstance(one, Problem)]
    return _Catalogue(_readable(found_articles), _readable(found_others), broken)


def _readable(found: Iterable[Entry | Problem]) -> list[Entry]:
    return [one for one in found if isinstance(one, Entry)]


def _find(root: Path, settings: Settings, which: str, every: _Catalogue) -> Entry:
    """An article by id or path; a page or collection by path."""
    path = Path(which).as_posix().removeprefix(f"{root.as_posix()}/").removeprefix("./")
    found = [one for one in every.others if path in (one.path, one.path.removeprefix("content/"))]
    return found[0] if found else find_entry(root, settings, which, every.articles)


def _there(root: Path, paths: Iterable[str]) -> list[str]:
    folder = Folder(root)
    found = []
    for path in paths:
        try:
            if folder.has(path):
                found.append(path)
        except OutsideError:
            continue  # not a file of the site
    return found


def _copies(entry: Entry, every: Sequence[Entry]) -> Iterator[Left]:
    """Other files of content/ with the same id or the same text."""
    body = _body(entry)
    for other in every:
        if other.path == entry.path:
            continue
        if other.article.id == entry.article.id:
            yield Left(other.path, "has the same `id`: withdraw it too, by its path, or delete it")
        elif body and _body(other) == body:
            yield Left(other.path, "has the same text under another `id`: withdraw it too")


def _body(entry: Entry) -> str:
    return " ".join(split_front_matter(entry.text).body.split())


def _versions(root: Path, entry: Entry, every: Sequence[Entry]) -> Iterator[Left]:
    """Articles that report the same in other words are articles of their own, and stay."""
    near = read_versions(root).others().get(entry.article.id, {})
    for other in every:
        if other.article.id in near and other.article.status != WITHDRAWN_STATUS:
            alike = f"{near[other.article.id]:.2f}"
            why = f"reports the same in other words (similarity {alike}): withdraw it too if necessary"
            yield Left(other.path, why)


def _images(entry: Entry, every: Sequence[Entry]) -> list[str]:
    """Images that only this article shows."""
    shared = {path.casefold() for other in every if other.path != entry.path for path in _shown(other)}
    return [path for path in dict.fromkeys(_shown(entry)) if path.casefold() not in shared]


def _in_doubt(root: Path, images: Sequence[str], broken: Sequence[str]) -> Iterator[Left]:
    """Images that an unreadable file in the same folder mentions."""
    for path in images:
        folder, _, name = path.rpartition("/")
        beside = (file for file in broken if file.rpartition("/")[0] == folder)
        contents = ((file, read_if_allowed(root / file)) for file in beside)
        file = next((file for file, data in contents if data is None or name.encode() in data), "")
        if file:
            yield Left(path, f"may also be an image of `{file}`, which cannot be read: remove it yourself")


def _shown(entry: Entry) -> Iterator[str]:
    folder = entry.path.rpartition("/")[0]
    if is_beside(entry.article.image):
        yield f"{folder}/{entry.article.image.removeprefix('./')}"
    if "![" in entry.text or "<img" in entry.text:
        names = render(split_front_matter(entry.text).body).images
        yield from (f"{folder}/{name.removeprefix('./')}" for name in names)
