"""`warraq import`: seeds become content files, in parallel; what a killed run left undone, the next one finishes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import msgspec

from generator.config.settings import Settings
from generator.content.front_matter import dump_front_matter
from generator.content.ledger_repair import open_ledger
from generator.disk.files import read_if_there
from generator.importers.decisions import DECISIONS, parse_decisions
from generator.importers.piece import Piece, Revisit, SiteContext
from generator.importers.web.revisits import resolved
from generator.ingest.batches import read_in_batches
from generator.ingest.boilerplate import BoilerplateLearner
from generator.ingest.columns import read_columns
from generator.ingest.finished import FinishedFiles
from generator.ingest.minhash import Sketch
from generator.ingest.near_duplicates import Found, preview_versions, record_versions, sketch_of
from generator.ingest.options import DEFAULT_OPTIONS, NO_SERVICES, ImportOptions, ImportServices
from generator.ingest.records import Records
from generator.ingest.results import Imported, ImportReport, VersionPair
from generator.ingest.seed_images import SeedImages
from generator.ingest.seeds import Seed, find_seeds, pieces_of
from generator.ingest.writer import ContentWriter
from generator.model import Evidence, Problem, RawArticle
from generator.records.authority import load_authority, packed
from generator.records.ledger import Journal, write_ledger
from generator.records.site_lock import cleared, locked_to_build, locked_to_write
from generator.workers import Workers, map_here


def ingest(
    root: Path,
    paths: Sequence[Path],
    settings: Settings,
    options: ImportOptions = DEFAULT_OPTIONS,
    services: ImportServices = NO_SERVICES,
) -> ImportReport:
    """Read new and changed seeds into content/ and the ledger."""
    with (locked_to_build if options.is_dry_run else locked_to_write)(root, "warraq import"):
        return _Import(root, settings, options, services).run(paths)


def ingest_for_build(root: Path, settings: Settings, workers: Workers | None) -> tuple[Problem, ...]:
    """A build reports problems only, and keeps no article."""
    services = ImportServices(workers, report=lambda _: None)
    return ingest(root, (), settings, DEFAULT_OPTIONS, services).problems


class _Import:
    """The state of one run: the writer, and what the report will hold."""

    def __init__(self, root: Path, settings: Settings, options: ImportOptions, services: ImportServices) -> None:
        self._root = root
        self._settings = settings
        self._options = options
        self._services = services
        repaired = open_ledger(root)
        self._ledger, self._recovered = repaired.ledger, repaired.is_new
        self._images = SeedImages()
        self._journal = Journal(root)
        records = Records(root, self._ledger, self._journal, is_dry_run=options.is_dry_run)
        self._writer = ContentWriter(root, settings, records, self._images)
        self._learner = BoilerplateLearner(root, _context(root, settings, options))
        self._decisions = parse_decisions((read_if_there(root / DECISIONS) or b"").decode("utf-8", "replace"))
        self._has_new_decisions = not self._decisions.are_applied(self._writer.seeds())
        self._articles: list[Imported] = []
        put_aside = () if options.is_dry_run else cleared(root)
        self._problems: list[Problem] = [*repaired.problems, *self._decisions.problems, *put_aside]
        self._counts: dict[str, int] = {}
        self._unwritten: list[Sketch] = []  # of a dry run
        self._unchanged = 0
        self._done = 0

    def run(self, paths: Sequence[Path]) -> ImportReport:
        finished = FinishedFiles(self._root, self._ledger)
        seeds = list(find_seeds(self._root, paths))
        pieces = resolved(self._new_pieces(seeds, finished), self._ledger.by_seed())
        try:
            for raw in self._read(pieces):
                if self._is_wanted(raw):
                    self._take(raw)
                self._services.progress("import", self._done, 0)
                if self._options.limit and self._counts.get("new", 0) >= self._options.limit:
                    break
            else:
                self._finish(finished)
                self._problems += () if paths else self._decisions.unknown_seeds(self._writer.seeds())
            self._writer.settle()
            found = self._find_versions()
        finally:
            self._save_ledger()
            self._writer.close()
        self._problems += found.problems
        versions = tuple(
            VersionPair(self._path(pair.ids[0]), self._path(pair.ids[1]), pair.likeness) for pair in found.pairs
        )
        return ImportReport(tuple(self._articles), tuple(self._problems), self._unchanged, self._counts, versions)

    def _new_pieces(
        self, seeds: Sequence[Seed | Problem], finished: FinishedFiles
    ) -> Iterator[Piece | Problem | Revisit]:
        """Pieces that the ledger does not have; a file that cannot be opened yields its problem instead."""
        for seed in seeds:
            if isinstance(seed, Problem):
                yield seed
                continue
            self._images.add_seed(seed.name, seed.file, seed.top)
            is_looking = self._options.is_detailed or self._has_new_decisions or self._writer.awaits_seeds
            if not is_looking and finished.has(seed, self._has_imported):
                self._unchanged += 1
                continue
            for found in pieces_of(seed, self._options.format):
                finished.note(seed, found)
                if isinstance(found, Piece) and self._is_duplicate(found):
                    self._unchanged += 1
                    self._writer.record_duplicate_seed(found.source.path, found.source.fingerprint)
                elif isinstance(found, Piece) and found.source.fingerprint in self._decisions.by_seed:
                    yield msgspec.structs.replace(found, decision=self._decisions.on(found.source.fingerprint))
                else:
                    yield found

    def _is_duplicate(self, piece: Piece) -> bool:
        return not self._options.is_detailed and self._has_imported(piece.source.fingerprint)

    def _has_imported(self, seed_sha256: str) -> bool:
        return self._writer.is_duplicate_seed(seed_sha256, self._decisions.on(seed_sha256).digest)

    def _read(self, pieces: Iterator[Piece | Problem]) -> Iterator[RawArticle]:
        for articles in read_in_batches(pieces, self._learner, self._services.workers):
            self._done += 1
            yield from articles

    def _is_wanted(self, raw: RawArticle) -> bool:
        date = str(raw.fields.get("date", ""))
        if self._options.since and date and date < self._options.since[: len(date)]:
            self._counts["before --since"] = self._counts.get("before --since", 0) + 1
            return False
        return True

    def _take(self, raw: RawArticle) -> None:
        if self._options.publisher:
            evidence = Evidence("publisher", self._options.publisher, "named on the command line", 1.0)
            fields = {**raw.fields, "publisher": self._options.publisher}
            raw = msgspec.structs.replace(raw, fields=fields, evidence=(*raw.evidence, evidence))
        is_writing = not self._options.is_dry_run
        self._report(self._writer.retag(raw, is_writing=is_writing) if self._options.retags else self._writer.take(raw))

    def _report(self, article: Imported) -> None:
        self._counts[article.action] = self._counts.get(article.action, 0) + 1
        self._problems += article.problems
        if self._options.is_dry_run and article.action in ("new", "changed"):
            text = dump_front_matter(article.front_matter) + article.body
            made = sketch_of(text, article.path, self._settings)
            self._unwritten += [made] if made else []
        if self._services.report is None:
            self._articles.append(article)
        else:
            self._services.report(article)

    def _finish(self, finished: FinishedFiles) -> None:
        if not self._options.is_dry_run and not self._options.since:
            finished.save(self._writer.is_duplicate_seed)
            self._problems += self._learner.save()

    def _save_ledger(self) -> None:
        """Also where the run ends early: the ledger has every article that was written."""
        if self._options.is_dry_run or self._ledger.problems:
            return
        self._writer.settle()  # if this fails, the journal stays: the next command records what was written
        if self._writer.has_new_events or self._recovered:
            write_ledger(self._root, self._ledger)
        self._journal.forget()

    def _find_versions(self) -> Found:
        """Also among articles of a killed run: every article without a sketch is compared."""
        has_news = self._counts.get("new") or self._counts.get("changed") or self._recovered
        if not has_news or self._ledger.problems:
            return Found()
        map_batches = self._services.workers.map_batches if self._services.workers else map_here
        if self._options.is_dry_run:
            return preview_versions(self._root, self._settings, self._unwritten, map_batches)
        return record_versions(self._root, self._settings, map_batches)

    def _path(self, id_: str) -> str:
        event = self._ledger.latest(id_)
        return event.path if event else id_


def _context(root: Path, settings: Settings, options: ImportOptions) -> SiteContext:
    return SiteContext(
        tuple(one.name for one in settings.sections),
        settings.language,
        tuple(read_columns(root).items()),
        keeps_lines=options.keeps_lines,
        terms=packed(load_authority(root)),
        suggests=settings.import_.suggest_terms,
    )
