"""`import`: seeds become content files, and nothing that a person has touched is harmed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import msgspec

from generator.content.front_matter import dump_front_matter
from generator.errors import RefusedError, UsageError
from generator.files import fingerprint, locked, read_bytes, read_if_there, walk, write_atomically
from generator.importers.formats import format_of
from generator.ledger import Event, Ledger, read_ledger, write_ledger
from generator.model import Evidence, Problem, RawArticle, SeedLine, Source
from generator.settings import Settings
from generator.text.permalink import permalink
from generator.text.slug import slug, unique

SEEDS = "seeds"
_ID_LETTERS = "0123456789abcdefghjkmnpqrstvwxyz"
_ID_LENGTH = 26


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


class ImportReport(msgspec.Struct, frozen=True):
    articles: tuple[Imported, ...]
    problems: tuple[Problem, ...]
    unchanged: int

    def summary(self) -> str:
        counts: dict[str, int] = {}
        for article in self.articles:
            counts[article.action] = counts.get(article.action, 0) + 1
        if self.unchanged:
            counts["unchanged"] = counts.get("unchanged", 0) + self.unchanged
        said = ", ".join(f"{count} {action}" for action, count in sorted(counts.items())) or "no seeds"
        return f"import: {said}"


class Seed(msgspec.Struct, frozen=True):
    """A file to import: `name` is its path in the site, or its bare name where it lies elsewhere."""

    name: str
    file: Path


def ingest(
    root: Path, paths: Sequence[Path], settings: Settings, *, is_dry_run: bool, is_detailed: bool = False
) -> ImportReport:
    """Read new and changed seeds; with `is_detailed` also report on those that are known."""
    with locked(root / ".cache" / "lock", "warraq import"):
        return _ingest(root, paths, settings, is_dry_run=is_dry_run, is_detailed=is_detailed)


def _ingest(
    root: Path, paths: Sequence[Path], settings: Settings, *, is_dry_run: bool, is_detailed: bool
) -> ImportReport:
    ledger = read_ledger(root)
    shelf = _Shelf(root, settings, ledger, is_dry_run=is_dry_run)
    imported, problems, unchanged = [], list(ledger.problems), 0
    for seed in find_seeds(root, paths):
        data = read_bytes(seed.file)
        if shelf.is_known(fingerprint(data)) and not is_detailed:
            unchanged += 1
            continue
        article = shelf.take(seed.name, data)
        imported.append(article)
        problems += article.problems
    if shelf.has_new_events and not is_dry_run:
        if ledger.problems:
            raise RefusedError("content/ledger.jsonl has lines that cannot be read", str(ledger.problems[0]))
        write_ledger(root, ledger)
    return ImportReport(tuple(imported), tuple(problems), unchanged)


def find_seeds(root: Path, paths: Sequence[Path]) -> Iterator[Seed]:
    """The files named, those below the folders named; without a name all of seeds/."""
    for place in paths or (root / SEEDS,):
        if place.is_dir():
            found = [place / path for path, _ in walk(place)]
        elif place.is_file():
            found = [place]
        elif not paths:
            found = []
        else:
            raise UsageError(f"there is no `{place}`", "name files or folders of seeds")
        for file in found:
            name = _name_in_site(root, file)
            if not file.name.startswith(".") and file.suffix not in (".yaml", ".yml"):
                yield Seed(name, file)


def _name_in_site(root: Path, file: Path) -> str:
    try:
        return file.resolve().relative_to(root.resolve()).as_posix()
    except ValueError:
        return file.name


class _Shelf:
    """Puts articles into content/ and events into the ledger."""

    def __init__(self, root: Path, settings: Settings, ledger: Ledger, *, is_dry_run: bool) -> None:
        self.has_new_events = False
        self._root = root
        self._settings = settings
        self._ledger = ledger
        self._is_dry_run = is_dry_run
        self._by_seed = dict(ledger.by_seed())
        self._by_hash = dict(ledger.by_seed_hash())
        self._taken = {f"content/{path}".casefold() for path, _ in walk(root / "content")}
        self._taken |= {event.path.casefold() for event in ledger.events}

    def is_known(self, seed_sha256: str) -> bool:
        """A seed that did not change since it was imported, or another copy of one: deleted stays deleted."""
        return seed_sha256 in self._by_hash

    def take(self, name: str, data: bytes) -> Imported:
        source = Source(name, fingerprint(data))
        row = format_of(name, data[:4096])
        if row is None:
            hint = "known: raw text (.txt)"
            return self._refused(RawArticle(source, {}, "", problems=(_unknown_format(name, hint),)))
        raw = row.read(source, data, tuple(section.name for section in self._settings.sections))
        if any(problem.level == "error" for problem in raw.problems):
            return self._refused(raw)
        return self._shelve(raw)

    def _refused(self, raw: RawArticle) -> Imported:
        return Imported(raw.seed.path, "", "refused", raw.fields, raw.body, raw.problems, raw.lines, raw.evidence)

    def _shelve(self, raw: RawArticle) -> Imported:
        known = self._by_seed.get(raw.seed.path)
        twin = self._by_hash.get(raw.seed.fingerprint)
        if twin is not None:
            action = "unchanged" if twin.seed == raw.seed.path else "duplicate"
            return self._imported(raw, twin, action, self._front_matter(raw, twin.id, twin.url))
        if known is not None:
            return self._change(raw, known)
        id_ = id_of(raw.seed.fingerprint)
        url, path = self._place(raw)
        fields = self._front_matter(raw, id_, url)
        text = (dump_front_matter(fields) + raw.body).encode()
        event = Event(id_, 1, "import", path, url, raw.seed.path, raw.seed.fingerprint, fingerprint(text))
        self._write(path, text)
        self._note(event)
        return self._imported(raw, event, "new", fields)

    def _change(self, raw: RawArticle, known: Event) -> Imported:
        """A seed with other bytes than before keeps its article's id, path and URL."""
        fields = self._front_matter(raw, known.id, known.url)
        text = (dump_front_matter(fields) + raw.body).encode()
        current = read_if_there(self._root / known.path)
        sha, problems, action = fingerprint(text), raw.problems, "changed"
        if current is None:
            action, sha = "deleted", known.content_sha256
        elif fingerprint(current) not in (known.content_sha256, sha):
            action, sha = "edited", known.content_sha256
            self._write(f"{known.path}.new", text)
            problems = (*problems, _edited(known.path))
        else:
            self._write(known.path, text)
        event = msgspec.structs.replace(
            known, number=known.number + 1, seed_sha256=raw.seed.fingerprint, content_sha256=sha
        )
        self._note(event)
        return self._imported(msgspec.structs.replace(raw, problems=problems), event, action, fields)

    def _place(self, raw: RawArticle) -> tuple[str, str]:
        """A URL and a content path of which no other article has the like."""
        date = str(raw.fields.get("date", ""))
        folder = f"content/{date[:4]}/{date[5:7]}" if date[5:7] else f"content/{date[:4] or 'undated'}"
        wanted = slug(str(raw.fields.get("title", "")))
        taken = {
            path.removeprefix(f"{folder}/").removesuffix(".md") for path in self._taken if path.startswith(f"{folder}/")
        }
        words = unique(wanted, taken)
        return permalink(self._settings.permalink, date, words).strip("/") + "/", f"{folder}/{words}.md"

    def _front_matter(self, raw: RawArticle, id_: str, url: str) -> dict[str, Any]:
        own = {"id": id_, "url": url, "seed": raw.seed.path, "seed_sha256": raw.seed.fingerprint}
        fields = {key: list(value) if isinstance(value, tuple) else value for key, value in raw.fields.items()}
        if fields.get("lang") == self._settings.language:
            del fields["lang"]
        return fields | own

    def _write(self, path: str, text: bytes) -> None:
        if not self._is_dry_run:
            write_atomically(self._root / path, text)

    def _note(self, event: Event) -> None:
        self._ledger.add(event)
        self._by_seed[event.seed] = self._by_hash[event.seed_sha256] = event
        self._taken.add(event.path.casefold())
        self.has_new_events = True

    def _imported(self, raw: RawArticle, event: Event, action: str, fields: Mapping[str, Any]) -> Imported:
        lines = tuple(_unaccounted(raw))
        return Imported(raw.seed.path, event.path, action, fields, raw.body, raw.problems, lines, raw.evidence)


def id_of(seed_sha256: str, position: int = 0) -> str:
    """26 letters that sort like a ULID and are the same wherever the same seed is imported."""
    number = int(fingerprint(f"{seed_sha256}:{position}".encode()), 16)
    return "".join(_ID_LETTERS[number >> (5 * place) & 31] for place in range(_ID_LENGTH))


def _unaccounted(raw: RawArticle) -> Iterator[SeedLine]:
    """Lines that do not stand word for word in a field, each field taking one."""
    values = [value for value in raw.fields.values() if isinstance(value, str)]
    values += [value for many in raw.fields.values() if not isinstance(many, str) for value in many]
    for line in raw.lines:
        if line.text in values and line.role not in ("repeated", "boilerplate"):
            values.remove(line.text)
        else:
            yield line


def _unknown_format(name: str, hint: str) -> Problem:
    return Problem(name, 0, 0, "I105", "error", "is of no format that can be imported", hint)


def _edited(path: str) -> Problem:
    hint = f"compare it with `{path}.new`, take over what you want, delete the `.new` file"
    return Problem(path, 0, 0, "I120", "warning", "was edited by hand and its seed has changed: left as it is", hint)
