"""Raw articles become content files and events of the ledger, and nothing that a person has touched is harmed."""

from __future__ import annotations

import errno
from collections.abc import Iterable, Iterator, Mapping
from difflib import unified_diff
from pathlib import Path
from typing import Any, NamedTuple

import msgspec

from generator.config.settings import Settings
from generator.content.front_matter import dump_front_matter, with_lists
from generator.content.identity import WITHDRAWN_STATUS, identities, identity, ids_in
from generator.content.identity import text_hash as hash_of_words
from generator.content.ledger_repair import displaced, found_again, is_article
from generator.disk.disk_errors import OF_ONE_FILE, disk_error
from generator.disk.files import fingerprint
from generator.disk.folders import Folder, OutsideError
from generator.disk.walking import walk
from generator.errors import RefusedError, WarraqError
from generator.importers.piece import item_and_version
from generator.importers.subjects.suggest import SUGGESTED
from generator.ingest.images import Gallery, Pictures
from generator.ingest.results import Imported, edited, not_taken, unaccounted
from generator.ingest.seeds import SEEDS, file_of_seed
from generator.model import Problem, RawArticle
from generator.records.ledger import TWIN, UNDONE, WITHDRAWN, Event, Journal, Ledger, flaw_of
from generator.text.addresses.permalink import PermalinkError, free_alias, permalink
from generator.text.addresses.slug import slug, unique

_ID_LETTERS = "0123456789abcdefghjkmnpqrstvwxyz"
_ID_LENGTH = 26


class Books(NamedTuple):
    """Where events are written: into the journal before a file, into the ledger with it."""

    ledger: Ledger
    journal: Journal


class Shelf:
    """Puts articles into content/ and events into the ledger."""

    def __init__(self, root: Path, settings: Settings, books: Books, pictures: Pictures, *, is_dry_run: bool) -> None:
        self.has_new_events = False
        self._root = root
        self._folder = Folder(root)
        self._settings = settings
        self._ledger, self._journal = books
        self._gallery = Gallery(root, pictures, books.ledger.events)
        self._is_dry_run = is_dry_run
        self._by_seed = dict(books.ledger.by_seed())
        self._by_hash = dict(books.ledger.by_seed_hash())
        self._by_text = dict(books.ledger.by_text_hash())
        self._seeds = {(event.seed_sha256, event.seed) for event in books.ledger.events}
        self._by_item = _newest_of_items(self._by_seed.values())
        self._displaced = {event.id for event in displaced(root, books.ledger)}
        self._undone = {
            event.id for event in books.ledger.latest_events() if event.event == UNDONE and self._has_no_text(event)
        }
        self._path_by_id: dict[str, str] | None = None
        self._urls = {event.url.casefold() for event in books.ledger.events}
        self._taken: dict[str, set[str]] = {}
        self._files = [f"content/{path}" for path, _ in walk(root / "content", root)]
        named = {one.path for one in books.ledger.events}
        self._strangers = [path for path in self._files if path not in named and is_article(path)]
        for path in (*self._files, *named):
            self._take_place(path)

    def is_known(self, seed_sha256: str, decision: str = "") -> bool:
        """A seed that did not change since it was imported, nor what was decided on it, or another copy of one.

        Deleted stays deleted; but for one that a merge displaced, or of which the withdrawal was undone.
        """
        known = self._by_hash.get(seed_sha256)
        return known is not None and known.decision == decision and not self._is_awaited(known.id)

    @property
    def awaits(self) -> bool:
        """Whether a seed that was read to its end may bring something all the same."""
        return bool(self._displaced or self._undone)

    def _is_awaited(self, id_: str) -> bool:
        return id_ in self._displaced or id_ in self._undone

    def note_seed(self, seed: str, seed_sha256: str) -> None:
        """Where else a known seed lies: whoever withdraws its article must find every copy."""
        named = self._by_hash.get(seed_sha256)
        if named is None or (seed_sha256, seed) in self._seeds or self._ledger.problems:
            return
        latest = self._ledger.latest(named.id) or named
        is_moved = (
            latest.seed_sha256 == seed_sha256
            and seed.startswith(f"{SEEDS}/")
            and latest.seed.startswith(f"{SEEDS}/")
            and not file_of_seed(self._root, latest.seed)
        )
        kind = latest.event if is_moved else TWIN
        event = self._next(latest, event=kind, seed=seed, seed_sha256=seed_sha256)
        if not flaw_of(event):
            self._note(event)

    def seeds(self) -> Mapping[str, str]:
        """The hashes of seeds that were imported, each with the mark of what was decided then."""
        return {sha: event.decision for sha, event in self._by_hash.items()}

    def take(self, raw: RawArticle) -> Imported:
        is_refused = any(problem.level == "error" for problem in raw.problems)
        if is_refused or not raw.fields:
            return not_taken(raw, "refused" if is_refused else "left out")
        try:
            return self._placed(raw)
        except OutsideError as problem:
            return _refused(raw, problem)
        except OSError as problem:
            if problem.errno not in (*OF_ONE_FILE, errno.EACCES, errno.EPERM):
                raise
            return _refused(raw, disk_error(problem))

    def _placed(self, raw: RawArticle) -> Imported:
        """By the seed's bytes, else its name, else its item's name, else its words."""
        named = self._by_hash.get(raw.seed.fingerprint)
        if named is not None:
            return self._take_known(raw, named, self._ledger.latest(named.id) or named)
        known = self._by_seed.get(raw.seed.path)
        if known is not None:
            return self._change(raw, known)
        item, version = item_and_version(raw.seed.path)
        same_item = self._by_item.get(item) if item else None
        if same_item is not None:
            is_newer = version >= item_and_version(same_item.seed)[1]
            return self._change(raw, same_item) if is_newer else self._note_older(raw, same_item)
        words = text_hash(raw)
        same = self._by_text.get(words)
        if same is not None:
            return self._note_twin(raw, same)
        return self._placed(raw) if self._has_looked_again() else self._add(raw)

    def _take_known(self, raw: RawArticle, named: Event, latest: Event) -> Imported:
        if latest.id in self._displaced:
            return self._put_back(raw, latest)
        is_own = named.event != TWIN and named.seed == raw.seed.path
        if latest.id in self._undone or (is_own and named.decision != raw.decision):
            return self._change(raw, latest)
        self.note_seed(raw.seed.path, raw.seed.fingerprint)
        action = "unchanged" if named.seed == raw.seed.path else "duplicate"
        return self._imported(raw, latest, action, self._front_matter(raw, latest.id, latest.url))

    def _has_looked_again(self) -> bool:
        """Once, where something is not known: files that the ledger does not name may hold it, renamed or recovered."""
        strangers, self._strangers = self._strangers, []
        found = list(found_again(self._root, self._ledger, strangers))
        for event in found:
            self._note(event)
        return bool(found)

    def retag(self, raw: RawArticle, *, is_writing: bool) -> Imported:
        """Propose (or write) tags, people and places as they would be suggested now, where nobody edited the file."""
        named = self._by_hash.get(raw.seed.fingerprint)
        known = self._ledger.latest(named.id) if named else None
        fields = self._front_matter(raw, known.id, known.url) if known else raw.fields
        if known is None or known.seed != raw.seed.path:
            return Imported(raw.seed.path, "", "left out", fields, raw.body, (), (), raw.evidence)
        before = self._folder.read(known.path)
        if before is None or fingerprint(before) != known.content_sha256:
            action = "deleted" if before is None else "edited"
            return self._imported(raw, known, action, fields)
        after = with_lists(before.decode(), {name: list(raw.fields.get(name, ())) for name in SUGGESTED}).encode()
        if after == before:
            return self._imported(raw, known, "unchanged", fields)
        if is_writing:
            self._settle(self._next(known, content_sha256=fingerprint(after)), {known.path: after})
        done = self._imported(raw, known, "retagged" if is_writing else "to retag", fields)
        return msgspec.structs.replace(done, diff=_difference(known.path, before, after))

    def _add(self, raw: RawArticle) -> Imported:
        return self._put(raw, id_of(raw.seed.fingerprint))

    def _put_back(self, raw: RawArticle, known: Event) -> Imported:
        """At a place of its own: another article has the one it had."""
        self._displaced.discard(known.id)
        done = self._put(raw, known.id)
        what = f"`{known.path}` is another article since two branches were merged: this one is `{done.path}` now"
        hint = "nothing to do; `warraq move` gives it another URL"
        moved = Problem(done.path, 0, 0, "I306", "warning", what, hint)
        return msgspec.structs.replace(done, problems=(*done.problems, moved))

    def _put(self, raw: RawArticle, id_: str) -> Imported:
        url, path = self._place(raw)
        self._folder.resolve(path)  # refused before anything is noted of it
        raw, files, images = self._gallery.hang(raw, path)
        fields = self._front_matter(raw, id_, url)
        text = (dump_front_matter(fields) + raw.body).encode("utf-8", "replace")
        hashes = (raw.seed.fingerprint, fingerprint(text), text_hash(raw), raw.decision)
        event = Event(id_, self._ledger.next_number(id_), "import", path, url, raw.seed.path, *hashes, images)
        self._settle(event, {**files, path: text})
        return self._imported(raw, event, "new", fields)

    def _note_twin(self, raw: RawArticle, same: Event) -> Imported:
        """The same words from elsewhere make no second file; the next import knows this seed too."""
        self._note(self._twin(raw, same))
        return self._imported(raw, same, "duplicate", self._front_matter(raw, same.id, same.url))

    def _twin(self, raw: RawArticle, of: Event) -> Event:
        where = {"seed": raw.seed.path, "seed_sha256": raw.seed.fingerprint, "decision": raw.decision}
        return self._next(of, event=TWIN, **where)

    def _next(self, known: Event, **values: Any) -> Event:
        """The event that follows all that the ledger has on an article."""
        return msgspec.structs.replace(known, number=self._ledger.next_number(known.id), undoes=(), **values)

    def _note_older(self, raw: RawArticle, newer: Event) -> Imported:
        """An earlier version of an item that came in another file leaves the article alone; it is known from now on."""
        self._note(self._twin(raw, newer))
        what = f"is an earlier version of what `{newer.seed}` brought: left out"
        hint = "nothing to do, if the newest is what you want"
        older = Problem(raw.seed.path, 0, 0, "I154", "warning", what, hint)
        raw = msgspec.structs.replace(raw, problems=(*raw.problems, older))
        return self._imported(raw, newer, "left out", self._front_matter(raw, newer.id, newer.url))

    def _change(self, raw: RawArticle, known: Event) -> Imported:
        """A seed with other bytes than before keeps its article's id, path and URL; withdrawn stays withdrawn."""
        known = self._ledger.latest(known.id) or known
        if known.event == WITHDRAWN:
            self.note_seed(raw.seed.path, raw.seed.fingerprint)
            return self._imported(raw, known, "unchanged", self._front_matter(raw, known.id, known.url))
        known = self._found(known)
        current, is_awaited = self._current(known), known.event == UNDONE and self._has_no_text(known)
        is_untouched = current is not None and fingerprint(current) == known.content_sha256
        raw, files, images = self._gallery.hang(raw, known.path, known, may_overwrite=is_untouched)
        fields = self._front_matter(raw, known.id, known.url)
        text = (dump_front_matter(fields) + raw.body).encode("utf-8", "replace")
        sha, action, target = fingerprint(text), "changed", known.path
        if is_awaited:
            action = "new"
            self._undone.discard(known.id)
        elif current is None:
            action, sha, target, files, images = "deleted", known.content_sha256, "", {}, dict(known.images)
        elif fingerprint(current) not in (known.content_sha256, sha):
            action, sha, target = "edited", known.content_sha256, f"{known.path}.new"
            raw = msgspec.structs.replace(raw, problems=(*raw.problems, edited(known.path)))
        event = self._next(
            known,
            event="import" if known.event == UNDONE else known.event,
            seed=raw.seed.path,
            seed_sha256=raw.seed.fingerprint,
            content_sha256=sha,
            text_sha256=text_hash(raw),
            decision=raw.decision,
            images=images,
        )
        self._settle(event, {**files, target: text} if target else files)
        return self._imported(raw, event, action, fields)

    def _found(self, known: Event) -> Event:
        """With the path of the file that holds the article, whoever renamed it."""
        if self._current(known) is None and not self._has_looked_again():
            if self._path_by_id is None:
                files = (path for path in self._files if is_article(path))
                self._path_by_id = {one.id: one.path for one in identities(self._root, files)}
            path = self._path_by_id.get(known.id, "")
            return msgspec.structs.replace(known, path=path) if path else known
        return self._ledger.latest(known.id) or known

    def _has_no_text(self, known: Event) -> bool:
        current = self._current(known)
        return current is None or _is_tombstone(known.path, current)

    def _current(self, known: Event) -> bytes | None:
        """The article's file; None where there is none, or another article's stands in its place."""
        data = self._folder.read(known.path)
        ids = ids_in(data) if data is not None else set()
        return None if ids and known.id not in ids else data

    def _place(self, raw: RawArticle) -> tuple[str, str]:
        """A URL and a content path of which no other article has the like."""
        date = str(raw.fields.get("date", ""))
        folder = f"content/{date[:4]}/{date[5:7]}" if date[5:7] else f"content/{date[:4] or 'undated'}"
        wanted = slug(str(raw.fields.get("slug") or raw.fields.get("title", "")))
        taken = self._taken.get(folder, set())
        while True:
            words = unique(wanted, taken)
            url = permalink(self._settings.permalink, date, words).strip("/") + "/"
            if url.casefold() not in self._urls:
                return url, f"{folder}/{words}.md"
            taken = taken | {words.casefold()}

    def _front_matter(self, raw: RawArticle, id_: str, url: str) -> dict[str, Any]:
        own = {"id": id_, "url": url, "seed": raw.seed.path, "seed_sha256": raw.seed.fingerprint}
        fields: dict[str, Any] = {
            key: list(value) if isinstance(value, tuple) else value for key, value in raw.fields.items()
        }
        fields.pop("slug", None)
        if fields.get("lang") == self._settings.language:
            del fields["lang"]
        if "aliases" in fields:
            fields["aliases"] = list(_usable_aliases(fields["aliases"], url))
        return fields | own

    def _write(self, path: str, data: bytes) -> None:
        if not self._is_dry_run:
            self._folder.write(path, data)

    def _settle(self, event: Event, files: Mapping[str, bytes]) -> None:
        """Into the journal first, into the ledger last: of what could not be written the ledger knows nothing."""
        self._announce(event)
        for path, data in files.items():
            self._write(path, data)
        self._take_up(event)

    def _note(self, event: Event) -> None:
        self._settle(event, {})

    def _announce(self, event: Event) -> None:
        flaw = flaw_of(event)
        if flaw:
            raise OutsideError(flaw, "rename it: the ledger could not name it")
        if not self._is_dry_run:
            if self._ledger.problems:
                raise RefusedError(
                    "content/ledger.jsonl has lines that cannot be read", self._ledger.problems[0].in_one_line
                )
            self._journal.note(event)

    def _take_up(self, event: Event) -> None:
        self._ledger.add(event)
        self._seeds.add((event.seed_sha256, event.seed))
        if event.event == TWIN:
            self._by_hash.setdefault(event.seed_sha256, event)
        else:
            self._by_seed[event.seed] = self._by_hash[event.seed_sha256] = event
            self._by_item |= _newest_of_items((event,))
        if event.text_sha256 and event.event != TWIN:
            self._by_text[event.text_sha256] = event
        self._take_place(event.path)
        self._urls.add(event.url.casefold())
        self.has_new_events = True

    def _take_place(self, path: str) -> None:
        folder, _, name = path.rpartition("/")
        self._taken.setdefault(folder, set()).add(name.removesuffix(".md").casefold())

    def _imported(self, raw: RawArticle, event: Event, action: str, fields: Mapping[str, Any]) -> Imported:
        lines = tuple(unaccounted(raw))
        shown = (raw.seed.fingerprint, raw.source_lines)
        return Imported(raw.seed.path, event.path, action, fields, raw.body, raw.problems, lines, raw.evidence, *shown)


def _refused(raw: RawArticle, problem: WarraqError) -> Imported:
    flaw = Problem(raw.seed.path, 0, 0, "I305", "error", problem.what, problem.hint)
    return not_taken(msgspec.structs.replace(raw, problems=(*raw.problems, flaw)), "refused")


def _newest_of_items(events: Iterable[Event]) -> dict[str, Event]:
    """By the names that providers give their items, whose seeds say the version."""
    named = ((item_and_version(event.seed), event) for event in events)
    return {item: event for (item, _), event in sorted(named, key=lambda one: one[0][1]) if item}


def id_of(seed_sha256: str, position: int = 0) -> str:
    """26 letters that sort like a ULID and are the same wherever the same seed is imported."""
    number = int(fingerprint(f"{seed_sha256}:{position}".encode()), 16)
    return "".join(_ID_LETTERS[number >> (5 * place) & 31] for place in range(_ID_LENGTH))


def text_hash(raw: RawArticle) -> str:
    """The hash of an article's day, title and words."""
    return hash_of_words(str(raw.fields.get("title", "")), str(raw.fields.get("date", "")), raw.body)


def _is_tombstone(path: str, data: bytes) -> bool:
    return identity(path, data).status == WITHDRAWN_STATUS


def _difference(path: str, before: bytes, after: bytes) -> str:
    lines = unified_diff(before.decode().split("\n"), after.decode().split("\n"), path, path, lineterm="", n=0)
    return "\n".join(line for line in lines if not line.startswith(("---", "@@")))


def _usable_aliases(aliases: list[str], url: str) -> Iterator[str]:
    """Old paths that this site can forward; one that the site needs itself would stop the build."""
    for alias in dict.fromkeys(aliases):
        try:
            path = free_alias(alias)
        except PermalinkError:
            continue
        if path.strip("/") != url.strip("/"):
            yield path
