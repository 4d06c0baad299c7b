"""Other versions of a story (another outlet's, the wire's, a later update) are found at import, and recorded.

Every article of content/ has a sketch in the cache; those that are new or changed since are compared with all others.
Nothing is deleted: `versions` says what becomes of it.
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
from generator.ingest.minhash import MAKER, Sketch, likeness, meetings, sketch
from generator.model import Problem, Source
from generator.records.story_versions import Pair, Versions, read_versions, write_versions
from generator.text.litter import is_litter
from generator.workers import MapBatches, map_here

CACHE = ".cache/sketches"
BATCH = 256
MOST_VERSIONS = 12  # of one article
CROWD = 40


class Nearness(NamedTuple):
    """How alike two articles must be: in all that they say, or in what the shorter one says."""

    likeness: float
    contained: float
    least: float  # below this likeness it does not matter how much is contained


# Another outlet's copy is cut and reworded. One outlet's own news look alike from day to day (the weather, fixtures),
# so that an update must be closer; and after some days only the same text printed again is a version.
ELSEWHERE, AT_HOME, LATER = Nearness(0.22, 0.8, 0.12), Nearness(0.45, 0.85, 0.2), Nearness(0.8, 1.1, 1.0)
DAYS_ELSEWHERE, DAYS_AT_HOME = 7, 3


class _Row(msgspec.Struct, frozen=True, array_like=True):
    """What is remembered of a content file; without a sketch it holds no article."""

    stamp: FileStamp
    sketch: Sketch | None


class _Cache(msgspec.Struct, frozen=True):
    maker: tuple[int, ...]
    rows: dict[str, _Row]


class Found(NamedTuple):
    """Pairs that nothing was said on before, and what is wrong with the lines on others."""

    pairs: tuple[Pair, ...] = ()
    problems: tuple[Problem, ...] = ()


def record_versions(root: Path, settings: Settings, map_batches: MapBatches = map_here) -> Found:
    """Compare what is new in content/ with all of it; record what is found."""
    said = read_versions(root)
    stand = _standing(root, settings, map_batches)
    found = _pairs(_told(row.sketch for row in stand.known.values()), _told(stand.sketches()), said)
    if found and not said.problems:
        write_versions(root, {*said.pairs, *found})
    if stand.new or stand.is_less:
        write_cache(root / CACHE, msgspec.msgpack.encode(_Cache(MAKER, {**stand.known, **stand.new})))
    return Found(() if said.problems else tuple(found), said.problems)


def foresee_versions(
    root: Path, settings: Settings, unwritten: Sequence[Sketch], map_batches: MapBatches = map_here
) -> Found:
    """What would be recorded if these articles stood in content/ too; nothing is written."""
    said = read_versions(root)
    stand = _standing(root, settings, map_batches)
    old = _told(row.sketch for row in stand.known.values())
    return Found(tuple(_pairs(old, _told([*stand.sketches(), *unwritten]), said)), said.problems)


class _Standing(NamedTuple):
    """The articles of content/: those whose sketches are remembered, and new ones. `is_less`: some have gone."""

    known: Mapping[str, _Row]
    new: Mapping[str, _Row]
    is_less: bool

    def sketches(self) -> list[Sketch | None]:
        return [row.sketch for row in self.new.values()]


def _standing(root: Path, settings: Settings, map_batches: MapBatches) -> _Standing:
    remembered = _remembered(root)
    found = walk(root / "content", root)
    stamps = {path: stamp for path, stamp in found if path.endswith(".md") and not is_litter(path)}
    known = {path: row for path, row in remembered.items() if stamps.get(path) == row.stamp}
    paths = [path for path in stamps if path not in known]
    made = zip(paths, _sketched(root, paths, settings, map_batches), strict=True)
    return _Standing(known, {path: _Row(stamps[path], one) for path, one in made}, len(known) < len(remembered))


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
    """A worker's task; None for a file that holds no article, or is gone."""
    return [_sketch_at(root / "content" / path, path, settings) for path in paths]


def _sketch_at(place: Path, path: str, settings: Settings) -> Sketch | None:
    if path.startswith("pages/"):
        return None
    return sketch_of((read_if_allowed(place) or b"").decode("utf-8", "replace"), f"content/{path}", settings)


def sketch_of(text: str, path: str, settings: Settings) -> Sketch | None:
    """Of a content file's text."""
    article = parse_article(Source(path, ""), text, settings).article
    return sketch(article, text) if article else None


def _told(sketches: Iterable[Sketch | None]) -> list[Sketch]:
    """Those that tell enough to be compared, one an article."""
    return list({one.id: one for one in sketches if one is not None and one.rows}.values())


def _pairs(old: Sequence[Sketch], new: Sequence[Sketch], said: Versions) -> list[Pair]:
    """The nearest first, until an article has as many versions as it may."""
    sketches, known = (*old, *new), said.known()
    found: dict[tuple[str, str], float] = {}
    for one, other in meetings(sketches, len(old), CROWD):
        mine, theirs = sketches[one], sketches[other]
        ids = min(mine.id, theirs.id), max(mine.id, theirs.id)
        if ids in found or ids in known or mine.id == theirs.id:
            continue
        alike = _alike(mine, theirs)
        if alike:
            found[ids] = alike
    counts = Counter({id_: len(near) for id_, near in said.others().items()})
    return list(_nearest(found, counts))


def _nearest(found: Mapping[tuple[str, str], float], counts: Counter[str]) -> Iterator[Pair]:
    for ids, alike in sorted(found.items(), key=lambda pair: (-pair[1], pair[0])):
        if max(counts[ids[0]], counts[ids[1]]) < MOST_VERSIONS:
            counts.update(ids)
            yield Pair(ids, round(alike, 2))


def _alike(one: Sketch, other: Sketch) -> float:
    """How alike two versions of a story are; 0 where they are none."""
    wanted = _wanted(one, other)
    alike = likeness(one, other)
    if alike >= wanted.likeness:
        return alike
    contained = alike / (1 + alike) * (one.pairs + other.pairs) / min(one.pairs, other.pairs)
    return alike if alike >= wanted.least and contained >= wanted.contained else 0.0


def _wanted(one: Sketch, other: Sketch) -> Nearness:
    days = abs(one.day - other.day) if one.day and other.day else 0
    is_elsewhere = bool(one.publisher and other.publisher) and one.publisher != other.publisher
    if days > (DAYS_ELSEWHERE if is_elsewhere else DAYS_AT_HOME):
        return LATER
    return ELSEWHERE if is_elsewhere else AT_HOME
