"""Import finds and records other versions of an article: another outlet's, the wire's, a later update.

Every article of content/ has a sketch in the cache; new and changed articles are compared with all others.
Nothing is deleted: the site's `versions` setting says what becomes of them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

import msgspec

from generator.config.settings import Settings
from generator.content.article import parse_article
from generator.disk.files import FileStamp, read_if_allowed, read_if_there, write_cache
from generator.disk.walking import walk
from generator.ingest.minhash import MAKER, Sketch, candidate_pairs, similarity, sketch
from generator.model import Problem, Source
from generator.records.story_versions import Pair, Versions, read_versions, write_versions
from generator.text.litter import is_litter
from generator.workers import MapBatches, map_here

CACHE = ".cache/sketches"
BATCH = 256
MOST_VERSIONS = 12  # of one article
CROWD = 40


class Nearness(NamedTuple):
    """How similar two versions must be: in both texts, or in what the shorter one holds."""

    similarity: float
    contained: float
    least: float  # below this similarity it does not matter how much is contained


# Another outlet's copy is cut and reworded. One outlet's own news look alike from day to day (the weather, fixtures),
# so that an update must be closer; and after some days only the same text printed again is a version.
ELSEWHERE, AT_HOME, LATER = Nearness(0.22, 0.8, 0.12), Nearness(0.45, 0.85, 0.2), Nearness(0.8, 1.1, 1.0)
DAYS_ELSEWHERE, DAYS_AT_HOME = 7, 3


class _Row(msgspec.Struct, frozen=True, array_like=True):
    """What is remembered of a content file; without a sketch it contains no article."""

    stamp: FileStamp
    sketch: Sketch | None


class _Cache(msgspec.Struct, frozen=True):
    maker: tuple[int, ...]
    rows: dict[str, _Row]


class Found(NamedTuple):
    """Pairs that no line of the records has yet, and what is wrong with the lines on others."""

    pairs: tuple[Pair, ...] = ()
    problems: tuple[Problem, ...] = ()


def record_versions(root: Path, settings: Settings, map_batches: MapBatches = map_here) -> Found:
    """Compare what is new in content/ with all of it; record what is found."""
    recorded = read_versions(root)
    current = _current_sketches(root, settings, map_batches)
    found = _pairs(_comparable(row.sketch for row in current.known.values()), _comparable(current.sketches()), recorded)
    if found and not recorded.problems:
        write_versions(root, {*recorded.pairs, *found})
    if current.new or current.is_less:
        write_cache(root / CACHE, msgspec.msgpack.encode(_Cache(MAKER, {**current.known, **current.new})))
    return Found(() if recorded.problems else tuple(found), recorded.problems)


def preview_versions(
    root: Path, settings: Settings, unwritten: Sequence[Sketch], map_batches: MapBatches = map_here
) -> Found:
    """What `record_versions` would find if these articles were in content/; nothing is written."""
    recorded = read_versions(root)
    current = _current_sketches(root, settings, map_batches)
    old = _comparable(row.sketch for row in current.known.values())
    return Found(tuple(_pairs(old, _comparable([*current.sketches(), *unwritten]), recorded)), recorded.problems)


class _Sketches(NamedTuple):
    """The articles of content/: those whose sketches are remembered, and new ones. `is_less`: some have gone."""

    known: Mapping[str, _Row]
    new: Mapping[str, _Row]
    is_less: bool

    def sketches(self) -> list[Sketch | None]:
        return [row.sketch for row in self.new.values()]


def _current_sketches(root: Path, settings: Settings, map_batches: MapBatches) -> _Sketches:
    remembered = _remembered(root)
    found = walk(root / "content", root)
    stamps = {path: stamp for path, stamp in found if path.endswith(".md") and not is_litter(path)}
    known = {path: row for path, row in remembered.items() if stamps.get(path) == row.stamp}
    paths = [path for path in stamps if path not in known]
    made = zip(paths, _sketched(root, paths, settings, map_batches), strict=True)
    return _Sketches(known, {path: _Row(stamps[path], one) for path, one in made}, len(known) < len(remembered))


def _remembered(root: Path) -> Mapping[str, _Row]:
    try:
        cache = msgspec.msgpack.decode(read_if_there(root / CACHE) or b"", type=_Cache)
    except (msgspec.DecodeError, msgspec.ValidationError):
        return {}
    return cache.rows if cache.maker == MAKER else {}


def _sketched(root: Path, paths: Sequence[str], settings: Settings, map_batches: MapBatches) -> Iterator[Sketch | None]:
    batches = [(root, paths[start : start + BATCH], settings) for start in range(0, len(paths), BATCH)]
    for many in map_batches(sketch_files, batches, len(batches)):
        yield from many


def sketch_files(root: Path, paths: Sequence[str], settings: Settings) -> list[Sketch | None]:
    """A worker's task; None for a file that contains no article, or is gone."""
    return [_sketch_at(root / "content" / path, path, settings) for path in paths]


def _sketch_at(file: Path, path: str, settings: Settings) -> Sketch | None:
    if path.startswith("pages/"):
        return None
    return sketch_of((read_if_allowed(file) or b"").decode("utf-8", "replace"), f"content/{path}", settings)


def sketch_of(text: str, path: str, settings: Settings) -> Sketch | None:
    """Of a content file's text."""
    article = parse_article(Source(path, ""), text, settings).article
    return sketch(article, text) if article else None


def _comparable(sketches: Iterable[Sketch | None]) -> list[Sketch]:
    """Sketches of texts long enough to compare, one per article."""
    return list({one.id: one for one in sketches if one is not None and one.rows}.values())


def _pairs(old: Sequence[Sketch], new: Sequence[Sketch], recorded: Versions) -> list[Pair]:
    """The nearest first, until an article has as many versions as it may."""
    sketches, known = (*old, *new), recorded.known()
    found: dict[tuple[str, str], float] = {}
    for one, other in candidate_pairs(sketches, len(old), CROWD):
        mine, theirs = sketches[one], sketches[other]
        ids = min(mine.id, theirs.id), max(mine.id, theirs.id)
        if ids in found or ids in known or mine.id == theirs.id:
            continue
        alike = _version_similarity(mine, theirs)
        if alike:
            found[ids] = alike
    counts = Counter({id_: len(near) for id_, near in recorded.others().items()})
    return list(_nearest(found, counts))


def _nearest(found: Mapping[tuple[str, str], float], counts: Counter[str]) -> Iterator[Pair]:
    for ids, alike in sorted(found.items(), key=lambda pair: (-pair[1], pair[0])):
        if max(counts[ids[0]], counts[ids[1]]) < MOST_VERSIONS:
            counts.update(ids)
            yield Pair(ids, round(alike, 2))


def _version_similarity(one: Sketch, other: Sketch) -> float:
    """The similarity of two versions; 0 where the articles are not versions of each other."""
    wanted = _wanted(one, other)
    alike = similarity(one, other)
    if alike >= wanted.similarity:
        return alike
    contained = alike / (1 + alike) * (one.pairs + other.pairs) / min(one.pairs, other.pairs)
    return alike if alike >= wanted.least and contained >= wanted.contained else 0.0


def _wanted(one: Sketch, other: Sketch) -> Nearness:
    days = abs(one.day - other.day) if one.day and other.day else 0
    is_elsewhere = bool(one.publisher and other.publisher) and one.publisher != other.publisher
    if days > (DAYS_ELSEWHERE if is_elsewhere else DAYS_AT_HOME):
        return LATER
    return ELSEWHERE if is_elsewhere else AT_HOME
