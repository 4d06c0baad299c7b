"""Raw articles become content files and events of the ledger; what a person edited stays as it is."""

from __future__ import annotations

import errno
from collections.abc import Mapping
from difflib import unified_diff
from pathlib import Path
from typing import Any

import msgspec

from generator.config.settings import Settings
from generator.content.front_matter import dump_front_matter, with_lists
from generator.disk.disk_errors import OF_ONE_FILE, disk_error
from generator.disk.files import fingerprint
from generator.disk.folders import Folder, OutsideError
from generator.disk.write_behind import WriteBehind
from generator.errors import WarraqError
from generator.importers.piece import item_and_version
from generator.importers.subjects.suggest import SUGGESTED
from generator.ingest.article_images import ArticleImages
from generator.ingest.content_files import ContentFiles
from generator.ingest.duplicates import article_with_same_text, is_duplicate_seed
from generator.ingest.free_paths import FreePaths
from generator.ingest.front_matter import front_matter, hash_of_text, id_of
from generator.ingest.records import Records
from generator.ingest.results import Imported, edited, not_taken, unaccounted
from generator.ingest.seed_images import SeedImages
from generator.model import Problem, RawArticle
from generator.records.ledger import DUPLICATE, UNDONE, WITHDRAWN, Event


class ContentWriter:
    """Writes articles into content/ and events into the ledger."""

    def __init__(self, root: Path, settings: Settings, records: Records, images: SeedImages) -> None:
        self._folder = Folder(root)
        self._writes = WriteBehind()
        self._settings = settings
        self._records = records
        ledger = records.ledger
        self._files = ContentFiles(root, ledger)
        self._images = ArticleImages(root, images, ledger.events)
        self._undone = {
            event.id for event in ledger.latest_events() if event.event == UNDONE and self._files.has_no_text(event)
        }
        paths = (*self._files.paths, *{event.path for event in ledger.events})
        self._free_paths = FreePaths(settings.permalink, paths, (event.url for event in ledger.events))

    @property
    def has_new_events(self) -> bool:
        return self._records.has_new_events

    def is_duplicate_seed(self, seed_sha256: str, decision: str = "") -> bool:
        return is_duplicate_seed(seed_sha256, decision, self._records, self._undone)

    @property
    def awaits_seeds(self) -> bool:
        """Whether a seed that was read before may still bring an article back."""
        return bool(self._records.displaced or self._undone)

    def record_duplicate_seed(self, seed: str, seed_sha256: str) -> None:
        """Record where another copy of an imported seed is."""
        event = self._records.duplicate_of_seed(seed, seed_sha256)
        if event is not None:
            self._write(event, {})

    def seeds(self) -> Mapping[str, str]:
        """The hashes of imported seeds, each with the digest of the decision that was applied."""
        return self._records.seeds()

    def settle(self) -> None:
        """Wait until all files are on disk; raises the first error of those that could not be written."""
        self._writes.settle()

    def close(self) -> None:
        self._writes.close()

    def take(self, raw: RawArticle) -> Imported:
        """Write one article, or say why not."""
        is_refused = any(problem.level == "error" for problem in raw.problems)
        if is_refused or not raw.fields:
            return not_taken(raw, "refused" if is_refused else "left out")
        try:
            return self._taken(raw)
        except OutsideError as problem:
            return _refused(raw, problem)
        except OSError as problem:
            if problem.errno not in (*OF_ONE_FILE, errno.EACCES, errno.EPERM):
                raise
            return _refused(raw, disk_error(problem))

    def _taken(self, raw: RawArticle) -> Imported:
        """Find the article by the seed's bytes, its name, its item's name, then its text; else write a new one."""
        records = self._records
        copy = records.by_hash(raw.seed.fingerprint)
        if copy is not None:
            return self._take_known(raw, copy, records.ledger.latest(copy.id) or copy)
        known = records.by_seed(raw.seed.path)
        if known is not None:
            return self._change(raw, known)
        item, version = item_and_version(raw.seed.path)
        same_item = records.by_item(item)
        if same_item is not None:
            is_newer = version >= item_and_version(same_item.seed)[1]
            return self._change(raw, same_item) if is_newer else self._note_older(raw, same_item)
        same = article_with_same_text(raw, records)
        if same is not None:
            return self._record_duplicate(raw, same)
        return self._taken(raw) if self._has_looked_again() else self._put(raw, id_of(raw.seed.fingerprint))

    def _take_known(self, raw: RawArticle, copy: Event, latest: Event) -> Imported:
        if latest.id in self._records.displaced:
            return self._put_back(raw, latest)
        is_own = copy.event != DUPLICATE and copy.seed == raw.seed.path
        if latest.id in self._undone or (is_own and copy.decision != raw.decision):
            return self._change(raw, latest)
        self.record_duplicate_seed(raw.seed.path, raw.seed.fingerprint)
        return self._imported(raw, latest, "unchanged" if copy.seed == raw.seed.path else "duplicate")

    def _has_looked_again(self) -> bool:
        found = list(self._files.found_again())
        for event in found:
            self._write(event, {})
        return bool(found)

    def retag(self, raw: RawArticle, *, is_writing: bool) -> Imported:
        """Propose (or write) tags, people and places as they would be suggested now, where nobody edited the file."""
        copy = self._records.by_hash(raw.seed.fingerprint)
        known = self._records.ledger.latest(copy.id) if copy else None
        if known is None or known.seed != raw.seed.path:
            fields = self._front_matter(raw, known.id, known.url) if known else raw.fields
            return Imported(raw.seed.path, "", "left out", fields, raw.body, (), (), raw.evidence)
        before = self._folder.read(known.path)
        if before is None or fingerprint(before) != known.content_sha256:
            return self._imported(raw, known, "deleted" if before is None else "edited")
        after = with_lists(before.decode(), {name: list(raw.fields.get(name, ())) for name in SUGGESTED}).encode()
        if after == before:
            return self._imported(raw, known, "unchanged")
        if is_writing:
            self._write(self._records.next(known, content_sha256=fingerprint(after)), {known.path: after})
        done = self._imported(raw, known, "retagged" if is_writing else "to retag")
        return msgspec.structs.replace(done, diff=_difference(known.path, before, after))

    def _put_back(self, raw: RawArticle, known: Event) -> Imported:
        """In a path of its own: another article has the one it had."""
        self._records.displaced.discard(known.id)
        done = self._put(raw, known.id)
        what = f"since two branches were merged, `{known.path}` is a different article: this one is now `{done.path}`"
        hint = "nothing to do; `warraq move` gives it another URL"
        moved = Problem(done.path, 0, 0, "I306", "warning", what, hint)
        return msgspec.structs.replace(done, problems=(*done.problems, moved))

    def _put(self, raw: RawArticle, id_: str) -> Imported:
        url, path = self._free_paths.choose(raw)
        self._folder.resolve(path)  # refused before the journal has anything of it
        raw, files, images = self._images.with_names(raw, path)
        fields = self._front_matter(raw, id_, url)
        text = _text(fields, raw.body)
        hashes = (raw.seed.fingerprint, fingerprint(text), hash_of_text(raw), raw.decision)
        number = self._records.ledger.next_number(id_)
        event = Event(id_, number, "import", path, url, raw.seed.path, *hashes, images)
        self._write(event, {**files, path: text})
        return self._imported(raw, event, "new", fields)

    def _record_duplicate(self, raw: RawArticle, same: Event) -> Imported:
        """Only in the ledger: the next import skips this seed by its bytes."""
        self._write(self._records.duplicate(raw, same), {})
        return self._imported(raw, same, "duplicate")

    def _note_older(self, raw: RawArticle, newer: Event) -> Imported:
        """An earlier version of an item, from another file: the article stays, and later imports skip the seed."""
        self._write(self._records.duplicate(raw, newer), {})
        what = f"is an earlier version of an item from `{newer.seed}`: left out"
        hint = "nothing to do if you want the newest"
        older = Problem(raw.seed.path, 0, 0, "I154", "warning", what, hint)
        return self._imported(msgspec.structs.replace(raw, problems=(*raw.problems, older)), newer, "left out")

    def _change(self, raw: RawArticle, known: Event) -> Imported:
        """A seed with other bytes than before keeps its article's id, path and URL; withdrawn stays withdrawn."""
        known = self._records.ledger.latest(known.id) or known
        if known.event == WITHDRAWN:
            self.record_duplicate_seed(raw.seed.path, raw.seed.fingerprint)
            return self._imported(raw, known, "unchanged")
        self._writes.settle()  # the article may be one of this import
        known = self._with_its_path(known)
        current = self._files.current(known)
        is_awaited = known.event == UNDONE and self._files.has_no_text(known)
        is_untouched = current is not None and fingerprint(current) == known.content_sha256
        raw, files, images = self._images.with_names(raw, known.path, known, may_overwrite=is_untouched)
        fields = self._front_matter(raw, known.id, known.url)
        text = _text(fields, raw.body)
        sha, action, target = fingerprint(text), "changed", known.path
        if is_awaited:
            action = "new"
            self._undone.discard(known.id)
        elif current is None:
            action, sha, target, files, images = "deleted", known.content_sha256, "", {}, dict(known.images)
        elif fingerprint(current) not in (known.content_sha256, sha):
            action, sha, target = "edited", known.content_sha256, f"{known.path}.new"
            raw = msgspec.structs.replace(raw, problems=(*raw.problems, edited(known.path)))
        event = self._records.next(
            known,
            event="import" if known.event == UNDONE else known.event,
            seed=raw.seed.path,
            seed_sha256=raw.seed.fingerprint,
            content_sha256=sha,
            text_sha256=hash_of_text(raw),
            decision=raw.decision,
            images=images,
        )
        self._write(event, {**files, target: text} if target else files)
        return self._imported(raw, event, action, fields)

    def _with_its_path(self, known: Event) -> Event:
        """With the path of the file that holds the article, whoever renamed it."""
        if self._files.current(known) is None and not self._has_looked_again():
            return self._files.with_its_path(known)
        return self._records.ledger.latest(known.id) or known

    def _write(self, event: Event, files: Mapping[str, bytes]) -> None:
        """Into the journal first, into the ledger last: the ledger has nothing that could not be written."""
        self._records.announce(event)
        for path, data in () if self._records.is_dry_run else files.items():
            self._writes.write(self._folder.resolve(path), data)
        self._records.add(event)
        self._free_paths.add(event.path, event.url)

    def _front_matter(self, raw: RawArticle, id_: str, url: str) -> dict[str, Any]:
        return front_matter(raw, id_, url, self._settings.language)

    def _imported(
        self, raw: RawArticle, event: Event, action: str, fields: Mapping[str, Any] | None = None
    ) -> Imported:
        lines = tuple(unaccounted(raw))
        fields = fields or self._front_matter(raw, event.id, event.url)
        rest = (raw.seed.fingerprint, raw.source_lines)
        return Imported(raw.seed.path, event.path, action, fields, raw.body, raw.problems, lines, raw.evidence, *rest)


def _text(fields: Mapping[str, Any], body: str) -> bytes:
    return (dump_front_matter(fields) + body).encode("utf-8", "replace")


def _refused(raw: RawArticle, problem: WarraqError) -> Imported:
    flaw = Problem(raw.seed.path, 0, 0, "I305", "error", problem.what, problem.hint)
    return not_taken(msgspec.structs.replace(raw, problems=(*raw.problems, flaw)), "refused")


def _difference(path: str, before: bytes, after: bytes) -> str:
    lines = unified_diff(before.decode().split("\n"), after.decode().split("\n"), path, path, lineterm="", n=0)
    return "\n".join(line for line in lines if not line.startswith(("---", "@@")))
