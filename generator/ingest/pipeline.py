"""`import`: seeds become content files, streaming and in parallel; what a killed run left, the next one takes up."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

import msgspec

from generator.config.settings import Settings
from generator.content.front_matter import dump_front_matter
from generator.content.ledger_repair import open_ledger
from generator.disk.files import FileStamp, is_settled, read_if_there, remove_if_there, write_cache
from generator.errors import UsageError
from generator.importers.decisions import PLACE, parse_decisions
from generator.importers.piece import Paper, Piece, Revisit
from generator.importers.reading import read_pieces
from generator.importers.web.revisits import resolved
from generator.ingest.boilerplate import Learner
from generator.ingest.images import Pictures
from generator.ingest.minhash import Sketch
from generator.ingest.near_duplicates import Found, foresee_versions, record_versions, sketch_of
from generator.ingest.results import Imported
from generator.ingest.seeds import SEEDS, Seed, find_seeds, is_holding_many, pieces_of
from generator.ingest.writer import Books, Shelf
from generator.model import Evidence, Problem, RawArticle
from generator.records.authority import load_authority, packed
from generator.records.ledger import Journal, Ledger, write_ledger
from generator.records.site_lock import cleared, locked_to_build, locked_to_write
from generator.workers import Progress, Workers, map_here, no_progress

BATCH_PIECES = 32
BATCH_BYTES = 2 << 20  # a batch ends with either: long pages travel in smaller company
FINISHED = ".cache/imported.json"  # seeds.json of version 0.1 knew of files whose copies the ledger does not note
Look = tuple[FileStamp, str]  # how a file looked, and the hash of its bytes where it is one article


class Wishes(msgspec.Struct, frozen=True):
    """What the person at the terminal asked for.

    `is_detailed` also reports on seeds that are known, `keeps_lines` with all of their lines. With `retags` known seeds
    are read again for tags, people and places alone; they are written unless it is a dry run.
    """

    format: str = ""
    publisher: str = ""
    since: str = ""
    limit: int = 0
    is_dry_run: bool = False
    is_detailed: bool = False
    keeps_lines: bool = False
    retags: bool = False


class Hands(msgspec.Struct, frozen=True):
    """Who reads, who is told of each article, who watches. Without `tell` the report itself holds the articles."""

    workers: Workers | None = None
    tell: Callable[[Imported], None] | None = None
    progress: Progress = no_progress


class AlikePair(msgspec.Struct, frozen=True):
    """Two content files that tell one story (by id where import has not made them), with their likeness."""

    one: str
    other: str
    likeness: float

    def __str__(self) -> str:
        return f"{self.one} and {self.other}: versions of one story ({self.likeness:.2f})"


class ImportReport(msgspec.Struct, frozen=True):
    """`counts` says what became of how many pieces, by action; `versions` are pairs that were not known before."""

    articles: tuple[Imported, ...]
    problems: tuple[Problem, ...]
    unchanged: int
    counts: dict[str, int] = {}
    versions: tuple[AlikePair, ...] = ()

    def summary(self) -> str:
        counts = dict(self.counts)
        if self.unchanged:
            counts["unchanged"] = counts.get("unchanged", 0) + self.unchanged
        said = ", ".join(f"{count} {action}" for action, count in sorted(counts.items())) or "no seeds"
        return f"import: {said}" + (f"; pairs of versions: {len(self.versions)}" if self.versions else "")


NO_WISHES = Wishes()
ALONE = Hands()


def ingest(
    root: Path, paths: Sequence[Path], settings: Settings, wishes: Wishes = NO_WISHES, hands: Hands = ALONE
) -> ImportReport:
    """Read new and changed seeds into content/ and the ledger."""
    with (locked_to_build if wishes.is_dry_run else locked_to_write)(root, "warraq import"):
        return _Import(root, settings, wishes, hands).run(paths)


class _Import:
    """One run: its state is the shelf, and what is to be told at the end."""

    def __init__(self, root: Path, settings: Settings, wishes: Wishes, hands: Hands) -> None:
        self._root = root
        self._settings = settings
        self._wishes = wishes
        self._hands = hands
        repaired = open_ledger(root)
        self._ledger, self._recovered = repaired.ledger, repaired.is_new
        self._pictures = Pictures()
        self._journal = Journal(root)
        books = Books(self._ledger, self._journal)
        self._shelf = Shelf(root, settings, books, self._pictures, is_dry_run=wishes.is_dry_run)
        sections = tuple(one.name for one in settings.sections)
        paper = Paper(
            sections,
            settings.language,
            tuple(_columns(root).items()),
            keeps_lines=wishes.keeps_lines,
            terms=packed(load_authority(root)),
            suggests=settings.import_.suggest_terms,
        )
        self._learner = Learner(root, paper)
        self._decisions = parse_decisions((read_if_there(root / PLACE) or b"").decode("utf-8", "replace"))
        self._has_new_decisions = not self._decisions.are_applied(self._shelf.seeds())
        self._articles: list[Imported] = []
        put_aside = () if wishes.is_dry_run else cleared(root)
        self._problems: list[Problem] = [*repaired.problems, *self._decisions.problems, *put_aside]
        self._counts: dict[str, int] = {}
        self._unwritten: list[Sketch] = []  # of a dry run
        self._unchanged = 0
        self._done = 0

    def run(self, paths: Sequence[Path]) -> ImportReport:
        finished = _Finished(self._root, self._ledger)
        seeds = list(find_seeds(self._root, paths))
        pieces = resolved(self._new_pieces(seeds, finished), self._ledger.by_seed())
        try:
            for raw in self._read(pieces):
                if self._is_wanted(raw):
                    self._take(raw)
                self._hands.progress("import", self._done, 0)
                if self._wishes.limit and self._counts.get("new", 0) >= self._wishes.limit:
                    break
            else:
                self._keep(finished)
                self._problems += () if paths else self._decisions.strangers(self._shelf.seeds())
            found = self._find_versions()
        finally:
            self._save()
        self._problems += found.problems
        versions = tuple(
            AlikePair(self._path(pair.ids[0]), self._path(pair.ids[1]), pair.likeness) for pair in found.pairs
        )
        return ImportReport(tuple(self._articles), tuple(self._problems), self._unchanged, self._counts, versions)

    def _new_pieces(self, seeds: Sequence[Seed | Problem], finished: _Finished) -> Iterator[Piece | Problem | Revisit]:
        """Pieces that the ledger does not know, and in their places problems of what cannot be opened."""
        for seed in seeds:
            if isinstance(seed, Problem):
                yield seed
                continue
            self._pictures.know(seed.name, seed.file, seed.top)
            is_looking = self._wishes.is_detailed or self._has_new_decisions or self._shelf.awaits
            if not is_looking and finished.has(seed, self._knows):
                self._unchanged += 1
                continue
            for found in pieces_of(seed, self._wishes.format):
                finished.note(seed, found)
                if isinstance(found, Piece) and self._is_known(found):
                    self._unchanged += 1
                    self._shelf.note_seed(found.source.path, found.source.fingerprint)
                elif isinstance(found, Piece) and found.source.fingerprint in self._decisions.by_seed:
                    yield msgspec.structs.replace(found, decision=self._decisions.on(found.source.fingerprint))
                else:
                    yield found

    def _is_known(self, piece: Piece) -> bool:
        return not self._wishes.is_detailed and self._knows(piece.source.fingerprint)

    def _knows(self, seed_sha256: str) -> bool:
        return self._shelf.is_known(seed_sha256, self._decisions.on(seed_sha256).mark)

    def _read(self, pieces: Iterator[Piece | Problem]) -> Iterator[RawArticle]:
        batches = ((batch, self._learner.paper) for batch in _batches(self._learner.watch(pieces)))
        if self._hands.workers is None:
            done: Iterable[Any] = (read_pieces(*batch) for batch in batches)
        else:
            first = next(batches, None)
            second = next(batches, None) if first else None
            ahead = [batch for batch in (first, second) if batch is not None]
            done = self._hands.workers.map_batches(read_pieces, _chain(ahead, batches), len(ahead))
        for many in done:
            for articles in many:
                self._done += 1
                yield from articles

    def _is_wanted(self, raw: RawArticle) -> bool:
        date = str(raw.fields.get("date", ""))
        if self._wishes.since and date and date < self._wishes.since[: len(date)]:
            self._counts["before --since"] = self._counts.get("before --since", 0) + 1
            return False
        return True

    def _take(self, raw: RawArticle) -> None:
        if self._wishes.publisher:
            said = Evidence("publisher", self._wishes.publisher, "named on the command line", 1.0)
            fields = {**raw.fields, "publisher": self._wishes.publisher}
            raw = msgspec.structs.replace(raw, fields=fields, evidence=(*raw.evidence, said))
        is_writing = not self._wishes.is_dry_run
        self._tell(self._shelf.retag(raw, is_writing=is_writing) if self._wishes.retags else self._shelf.take(raw))

    def _tell(self, article: Imported) -> None:
        self._counts[article.action] = self._counts.get(article.action, 0) + 1
        self._problems += article.problems
        if self._wishes.is_dry_run and article.action in ("new", "changed"):
            text = dump_front_matter(article.front_matter) + article.body
            made = sketch_of(text, article.path, self._settings)
            self._unwritten += [made] if made else []
        if self._hands.tell is None:
            self._articles.append(article)
        else:
            self._hands.tell(article)

    def _keep(self, finished: _Finished) -> None:
        if not self._wishes.is_dry_run and not self._wishes.since:
            finished.save(self._shelf.is_known)
            self._problems += self._learner.save()

    def _save(self) -> None:
        """Also where the run ends early: what is on the shelf is in the ledger."""
        if self._wishes.is_dry_run or self._ledger.problems:
            return
        if self._shelf.has_new_events or self._recovered:
            write_ledger(self._root, self._ledger)
        self._journal.forget()

    def _find_versions(self) -> Found:
        """Also of what a killed run had written: whatever has no sketch yet is compared."""
        has_news = self._counts.get("new") or self._counts.get("changed") or self._recovered
        if not has_news or self._ledger.problems:
            return Found()
        map_batches = self._hands.workers.map_batches if self._hands.workers else map_here
        if self._wishes.is_dry_run:
            return foresee_versions(self._root, self._settings, self._unwritten, map_batches)
        return record_versions(self._root, self._settings, map_batches)

    def _path(self, id_: str) -> str:
        event = self._ledger.latest(id_)
        return event.path if event else id_


class _Finished:
    """Which files were read to their end, by size and times: they need no second look.

    A file of one article is kept with its hash, and counts as long as the ledger knows that: what was refused is
    reported again. It is a cache: without it files are read again, and every article in them is known.
    """

    def __init__(self, root: Path, ledger: Ledger) -> None:
        self._place = root / FINISHED
        self._known = _decoded(read_if_there(self._place)) if ledger.events else {}
        self._now: dict[str, Look] = {}

    def has(self, seed: Seed, is_known: Callable[[str], bool]) -> bool:
        stamp, sha = self._known.get(seed.name, (None, ""))
        return stamp == seed.stamp and (not sha or is_known(sha))

    def note(self, seed: Seed, found: Piece | Problem | Revisit) -> None:
        if not is_settled(seed.stamp):
            return
        if is_holding_many(seed.name, b""):
            self._now[seed.name] = seed.stamp, ""
        elif isinstance(found, Piece) and found.source.path == seed.name:
            self._now[seed.name] = seed.stamp, found.source.fingerprint

    def save(self, is_known: Callable[[str], bool]) -> None:
        now = {name: look for name, look in self._now.items() if not look[1] or is_known(look[1])}
        if now:
            write_cache(self._place, msgspec.json.encode(self._known | now))
            remove_if_there(self._place.with_name("seeds.json"))


def _columns(root: Path) -> dict[str, str]:
    """seeds/columns.yaml: a field for each column that its name does not tell."""
    import yaml

    from generator.text.yaml.safe import safe_load

    place = root / SEEDS / "columns.yaml"
    said = read_if_there(place)
    try:
        found = safe_load(said.decode("utf-8-sig")) if said else {}
    except (yaml.YAMLError, UnicodeDecodeError) as problem:
        raise UsageError(
            f"seeds/columns.yaml cannot be read: {problem}", "write `Name of the column: title` a line"
        ) from problem
    if not isinstance(found, dict):
        raise UsageError("seeds/columns.yaml is no list of `column: field`", "write `Name of the column: title` a line")
    return {str(column): str(field or "") for column, field in found.items()}


def _decoded(data: bytes | None) -> dict[str, Look]:
    try:
        return msgspec.json.decode(data or b"{}", type=dict[str, Look])
    except (msgspec.DecodeError, msgspec.ValidationError):
        return {}


def _batches(pieces: Iterator[Piece | Problem]) -> Iterator[tuple[Piece | Problem, ...]]:
    batch: list[Piece | Problem] = []
    size = 0
    for piece in pieces:
        batch.append(piece)
        size += len(piece.data) if isinstance(piece, Piece) else 0
        if len(batch) >= BATCH_PIECES or size >= BATCH_BYTES:
            yield tuple(batch)
            batch, size = [], 0
    if batch:
        yield tuple(batch)


def _chain(first: Sequence[Any], rest: Iterator[Any]) -> Iterator[Any]:
    yield from first
    yield from rest
