"""Raw articles become content files and events of the ledger, and nothing that a person has touched is harmed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from difflib import unified_diff
from pathlib import Path
from typing import Any, NamedTuple

import msgspec

from generator.content.front_matter import dump_front_matter, with_lists
from generator.errors import RefusedError
from generator.files import fingerprint, read_if_there, walk, write_atomically
from generator.importers.pieces import item_and_version
from generator.importers.subjects import SUGGESTED
from generator.ledger import WITHDRAWN, Event, Journal, Ledger
from generator.model import Evidence, Problem, RawArticle, SeedLine
from generator.pictures import Gallery, Pictures
from generator.settings import Settings
from generator.text.arabic import fold
from generator.text.permalink import PermalinkError, free_alias, permalink
from generator.text.slug import slug, unique

_ID_LETTERS = "0123456789abcdefghjkmnpqrstvwxyz"
_ID_LENGTH = 26
_WORD = re.compile(r"\w+")
ENOUGH_WORDS = 20  # fewer in common make no two articles one


class Imported(msgspec.Struct, frozen=True):
    """What became of one seed. `lines` holds the lines that are neither in the body nor, as they stand, a field."""

    file: str
    path: str
    action: str
    front_matter: Mapping[str, Any]
    body: str
    problems: tuple[Problem, ...]
    lines: tuple[SeedLine, ...]
    evidence: tuple[Evidence, ...]
    seed_sha256: str = ""
    source_lines: tuple[SeedLine, ...] = ()
    diff: str = ""


class Books(NamedTuple):
    """Where events are written: into the journal before a file, into the ledger with it."""

    ledger: Ledger
    journal: Journal


class Shelf:
    """Puts articles into content/ and events into the ledger."""

    def __init__(self, root: Path, settings: Settings, books: Books, pictures: Pictures, *, is_dry_run: bool) -> None:
        self.has_new_events = False
        self._root = root
        self._settings = settings
        self._ledger, self._journal = books
        self._gallery = Gallery(root, pictures, books.ledger.events)
        self._is_dry_run = is_dry_run
        self._by_seed = dict(books.ledger.by_seed())
        self._by_hash = dict(books.ledger.by_seed_hash())
        self._by_text = dict(books.ledger.by_text_hash())
        self._by_item = _newest_of_items(self._by_seed.values())
        self._urls = {event.url.casefold() for event in books.ledger.events}
        self._taken: dict[str, set[str]] = {}
        for path in (
            *(f"content/{path}" for path, _ in walk(root / "content", root)),
            *(one.path for one in books.ledger.events),
        ):
            self._take_place(path)

    def is_known(self, seed_sha256: str, decision: str = "") -> bool:
        """A seed that did not change since it was imported, nor what was decided on it, or another copy of one.

        Deleted stays deleted.
        """
        known = self._by_hash.get(seed_sha256)
        return known is not None and known.decision == decision

    def seeds(self) -> Mapping[str, str]:
        """The hashes of seeds that were imported, each with the mark of what was decided then."""
        return {sha: event.decision for sha, event in self._by_hash.items()}

    def take(self, raw: RawArticle) -> Imported:
        is_refused = any(problem.level == "error" for problem in raw.problems)
        if is_refused or not raw.fields:
            return Imported(
                raw.seed.path,
                "",
                "refused" if is_refused else "left out",
                raw.fields,
                raw.body,
                raw.problems,
                raw.lines,
                raw.evidence,
                raw.seed.fingerprint,
                raw.source_lines,
            )
        twin = self._by_hash.get(raw.seed.fingerprint)
        if twin is not None and twin.decision != raw.decision and twin.seed == raw.seed.path:
            return self._change(raw, self._ledger.latest(twin.id) or twin)
        if twin is not None:
            action = "unchanged" if twin.seed == raw.seed.path else "duplicate"
            return self._imported(raw, twin, action, self._front_matter(raw, twin.id, twin.url))
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
        return self._add(raw, words) if same is None else self._note_twin(raw, same)

    def retag(self, raw: RawArticle, *, is_writing: bool) -> Imported:
        """Propose (or write) tags, people and places as they would be suggested now, where nobody edited the file."""
        named = self._by_hash.get(raw.seed.fingerprint)
        known = self._ledger.latest(named.id) if named else None
        fields = self._front_matter(raw, known.id, known.url) if known else raw.fields
        if known is None or known.seed != raw.seed.path:
            return Imported(raw.seed.path, "", "left out", fields, raw.body, (), (), raw.evidence)
        before = read_if_there(self._root / known.path)
        if before is None or fingerprint(before) != known.content_sha256:
            action = "deleted" if before is None else "edited"
            return self._imported(raw, known, action, fields)
        after = with_lists(before.decode(), {name: list(raw.fields.get(name, ())) for name in SUGGESTED}).encode()
        if after == before:
            return self._imported(raw, known, "unchanged", fields)
        if is_writing:
            event = msgspec.structs.replace(known, number=known.number + 1, content_sha256=fingerprint(after))
            self._note(event)
            self._write(known.path, after)
        done = self._imported(raw, known, "retagged" if is_writing else "to retag", fields)
        return msgspec.structs.replace(done, diff=_difference(known.path, before, after))

    def _add(self, raw: RawArticle, words: str) -> Imported:
        id_ = id_of(raw.seed.fingerprint)
        url, path = self._place(raw)
        raw, files, images = self._gallery.hang(raw, path)
        fields = self._front_matter(raw, id_, url)
        text = (dump_front_matter(fields) + raw.body).encode("utf-8", "replace")
        hashes = (raw.seed.fingerprint, fingerprint(text), words, raw.decision)
        event = Event(id_, 1, "import", path, url, raw.seed.path, *hashes, images)
        self._note(event)
        self._write_all(files)
        self._write(path, text)
        return self._imported(raw, event, "new", fields)

    def _note_twin(self, raw: RawArticle, same: Event) -> Imported:
        """The same words from elsewhere make no second file; the next import knows this seed too."""
        event = msgspec.structs.replace(same, number=same.number + 1, seed_sha256=raw.seed.fingerprint)
        self._note(event)
        return self._imported(raw, same, "duplicate", self._front_matter(raw, same.id, same.url))

    def _note_older(self, raw: RawArticle, newer: Event) -> Imported:
        """An earlier version of an item that came in another file leaves the article alone; it is known from now on."""
        event = msgspec.structs.replace(newer, number=newer.number + 1, seed_sha256=raw.seed.fingerprint)
        self._note(event)
        what = f"is an earlier version of what `{newer.seed}` brought: left out"
        hint = "nothing to do, if the newest is what you want"
        older = Problem(raw.seed.path, 0, 0, "I154", "warning", what, hint)
        raw = msgspec.structs.replace(raw, problems=(*raw.problems, older))
        return self._imported(raw, newer, "left out", self._front_matter(raw, newer.id, newer.url))

    def _change(self, raw: RawArticle, known: Event) -> Imported:
        """A seed with other bytes than before keeps its article's id, path and URL; withdrawn stays withdrawn."""
        if known.event == WITHDRAWN:
            return self._imported(raw, known, "unchanged", self._front_matter(raw, known.id, known.url))
        current = read_if_there(self._root / known.path)
        is_untouched = current is not None and fingerprint(current) == known.content_sha256
        raw, files, images = self._gallery.hang(raw, known.path, known, may_overwrite=is_untouched)
        fields = self._front_matter(raw, known.id, known.url)
        text = (dump_front_matter(fields) + raw.body).encode("utf-8", "replace")
        sha, action, target = fingerprint(text), "changed", known.path
        if current is None:
            action, sha, target, files, images = "deleted", known.content_sha256, "", {}, dict(known.images)
        elif fingerprint(current) not in (known.content_sha256, sha):
            action, sha, target = "edited", known.content_sha256, f"{known.path}.new"
            raw = msgspec.structs.replace(raw, problems=(*raw.problems, _edited(known.path)))
        event = msgspec.structs.replace(
            known,
            number=known.number + 1,
            seed=raw.seed.path,
            seed_sha256=raw.seed.fingerprint,
            content_sha256=sha,
            text_sha256=text_hash(raw),
            decision=raw.decision,
            images=images,
        )
        self._note(event)
        self._write_all(files)
        if target:
            self._write(target, text)
        return self._imported(raw, event, action, fields)

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

    def _write_all(self, files: Mapping[str, bytes]) -> None:
        for path, data in files.items():
            self._write(path, data)

    def _write(self, path: str, data: bytes) -> None:
        if not self._is_dry_run:
            write_atomically(self._root / path, data)

    def _note(self, event: Event) -> None:
        if not self._is_dry_run:
            if self._ledger.problems:
                raise RefusedError(
                    "content/ledger.jsonl has lines that cannot be read", self._ledger.problems[0].in_one_line
                )
            self._journal.note(event)
        self._ledger.add(event)
        self._by_seed[event.seed] = self._by_hash[event.seed_sha256] = event
        self._by_item |= _newest_of_items((event,))
        if event.text_sha256:
            self._by_text[event.text_sha256] = event
        self._take_place(event.path)
        self._urls.add(event.url.casefold())
        self.has_new_events = True

    def _take_place(self, path: str) -> None:
        folder, _, name = path.rpartition("/")
        self._taken.setdefault(folder, set()).add(name.removesuffix(".md").casefold())

    def _imported(self, raw: RawArticle, event: Event, action: str, fields: Mapping[str, Any]) -> Imported:
        lines = tuple(_unaccounted(raw))
        shown = (raw.seed.fingerprint, raw.source_lines)
        return Imported(raw.seed.path, event.path, action, fields, raw.body, raw.problems, lines, raw.evidence, *shown)


def _newest_of_items(events: Iterable[Event]) -> dict[str, Event]:
    """By the names that providers give their items, whose seeds say the version."""
    named = ((item_and_version(event.seed), event) for event in events)
    return {item: event for (item, _), event in sorted(named, key=lambda one: one[0][1]) if item}


def id_of(seed_sha256: str, position: int = 0) -> str:
    """26 letters that sort like a ULID and are the same wherever the same seed is imported."""
    number = int(fingerprint(f"{seed_sha256}:{position}".encode()), 16)
    return "".join(_ID_LETTERS[number >> (5 * place) & 31] for place in range(_ID_LENGTH))


def text_hash(raw: RawArticle) -> str:
    """The hash of an article's day, title and words; "" where they are too few to tell articles apart."""
    said = _WORD.findall(fold(f"{raw.fields.get('title', '')} {raw.body}"))
    day = str(raw.fields.get("date", ""))[:10]
    return fingerprint(" ".join([day, *said]).encode("utf-8", "replace")) if len(said) >= ENOUGH_WORDS else ""


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


def _unaccounted(raw: RawArticle) -> Iterator[SeedLine]:
    """Lines that do not stand word for word in a field, each field taking one."""
    values = [value for value in raw.fields.values() if isinstance(value, str)]
    values += [value for many in raw.fields.values() if not isinstance(many, str) for value in many]
    for line in raw.lines:
        if line.text in values and line.role not in ("repeated", "boilerplate"):
            values.remove(line.text)
        else:
            yield line


def _edited(path: str) -> Problem:
    hint = f"compare it with `{path}.new`, take over what you want, delete the `.new` file"
    return Problem(
        path,
        0,
        0,
        "I120",
        "warning",
        "was edited by hand and its seed, or a decision on it, has changed: left as it is",
        hint,
    )
