"""What lies in seeds/ and in the archives there, as pieces: an article's bytes each, with the row that reads it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from io import BufferedReader, BytesIO
from pathlib import Path
from typing import IO, cast

import msgspec

from generator.disk.files import FileStamp, fingerprint, opened, stamp_of_file
from generator.disk.folders import Folder, OutsideError
from generator.disk.left_alone import left_alone
from generator.disk.links import real_path
from generator.disk.walking import Survey, survey
from generator.errors import UsageError
from generator.importers.archives import Member, opener_of, read_whole
from generator.importers.formats import Format, format_named, format_of, function_at, known_formats
from generator.importers.piece import Piece, Revisit
from generator.importers.unpacking import TooLargeError
from generator.model import Problem, Source
from generator.text.controls import is_printable, printable
from generator.text.litter import is_litter

SEEDS = "seeds"
HEAD_BYTES = 4096
MAX_TOLD = 1_000  # problems of one file that are named one by one
TINY_BYTES = 64  # an item of fewer is no article, and a small file can hold a million of them
# A folder with one of these is the site of a generator.
_SITES = tuple(
    "hugo.toml hugo.yaml config.toml config.yaml config.yml _config.yml pelicanconf.py .eleventy.js "
    "eleventy.config.js eleventy.config.mjs .obsidian".split()
)
# Of its folders these hold no articles.
_MACHINERY = frozenset(
    "themes layouts archetypes resources public static data i18n _site _layouts _includes _sass _data assets templates "
    "sass node_modules output vendor".split()
)
# What stands beside articles and is none: pictures are fetched by the articles that show them.
_COMPANIONS = frozenset(
    "yaml yml toml jpg jpeg png gif webp avif svg ico bmp tif tiff heic css js mjs map woff woff2 ttf otf eot mp3 mp4 "
    "ogg ogv webm m4a mov wav cdx cdxj idx py lock ini cfg njk liquid scss sass less".split()
)


class Seed(msgspec.Struct, frozen=True):
    """A file to import: `name` is its path in the site, or that in the folder named where it lies elsewhere.

    Pictures are looked for below `top`, and nowhere else.
    """

    name: str
    file: Path
    top: Path
    stamp: FileStamp


def find_seeds(root: Path, paths: Sequence[Path]) -> Iterator[Seed | Problem]:
    """The files named, those below the folders named; without a name all of seeds/. What is left alone is a problem."""
    for place in paths or (root / SEEDS,):
        prefix, top = _name_in_site(root, place), _top_of(root, place)
        if place.is_dir():
            # Who names a folder also means what its links lead to.
            there = survey(place, None if paths else root)
            yield from left_alone(there.left, prefix)
            found = [(f"{prefix}/{path}", place / path, stamp) for path, stamp in _articles_of(place, there)]
        elif place.is_file():
            found = [(prefix, place, stamp_of_file(place))]
        elif not paths:
            return
        else:
            raise UsageError(f"there is no `{place}`", "give the path of a seed file, or of a folder of them")
        for name, file, stamp in found:
            if not file.name.startswith(".") and not is_companion(name):
                yield Seed(name, file, top, stamp)


def _articles_of(place: Path, there: Survey) -> Iterator[tuple[str, FileStamp]]:
    """All of a folder; of another generator's site what is not its machinery."""
    skipped = _MACHINERY if any((place / name).exists() for name in _SITES) else frozenset()
    return ((path, stamp) for path, stamp in there.files if "/" not in path or path.partition("/")[0] not in skipped)


def _name_in_site(root: Path, place: Path) -> str:
    try:
        return real_path(place).relative_to(real_path(root)).as_posix()
    except ValueError:
        return real_path(place).name


def _top_of(root: Path, place: Path) -> Path:
    seeds = real_path(root / SEEDS)
    if real_path(place).is_relative_to(seeds):
        return seeds
    return real_path(place) if place.is_dir() else real_path(place).parent


def file_of_seed(root: Path, seed: str) -> str:
    """The file that is a seed or holds it (`seeds/list.csv#12`, `seeds/pile.zip/a.txt`), "" where it is gone.

    Nothing outside the site is ever named so, and no folder.
    """
    folder = Folder(root)
    for name in dict.fromkeys((seed, seed.partition("#")[0])):
        steps = name.split("/")
        for count in range(len(steps), 0, -1):
            path = "/".join(steps[:count])
            try:
                if folder.resolve(path).is_file():
                    return path
            except OutsideError:
                continue
    return ""


def is_companion(name: str) -> bool:
    """What stands beside articles, or is nobody's."""
    return is_litter(name) or (name.rpartition(".")[2].lower() in _COMPANIONS and "." in name)


def pieces_of(seed: Seed, format_: str = "") -> Iterator[Piece | Problem | Revisit]:
    """The articles of a file as bytes; what cannot be opened is a problem and the rest goes on."""
    row = format_named(format_) if format_ else None
    if not is_printable(seed.name):
        hint = "give it a UTF-8 name, because the ledger records it"
        yield _refusal(
            printable(seed.name), "I161", "has a name that is not UTF-8 or contains control characters", hint
        )
        return
    yield from _summed(seed.name, _opened(seed, row))


def _opened(seed: Seed, row: Format | None) -> Iterator[Piece | Problem | Revisit]:
    try:
        with opened(seed.file) as stream:
            yield from _pieces(seed.name, stream, row)
    except ImportError:  # of the installation, see installation.py
        raise
    except Exception as problem:  # also of a library: one file never stops the rest
        yield _broken(seed.name, problem)


def pieces_in(name: str, data: bytes) -> Iterator[Piece | Problem | Revisit]:
    """The articles of a file of this name that holds these bytes."""
    return _pieces(name, BufferedReader(BytesIO(data)), None)


def _summed(name: str, found: Iterator[Piece | Problem | Revisit]) -> Iterator[Piece | Problem | Revisit]:
    """What has something to say; of problems and of items too short for an article only so many, then their number."""
    told = tiny = 0
    for one in found:
        told += isinstance(one, Problem)
        tiny += isinstance(one, Piece) and len(one.data) < TINY_BYTES
        is_one_of_many = (isinstance(one, Problem) and told > MAX_TOLD) or (
            isinstance(one, Piece) and len(one.data) < TINY_BYTES and tiny > MAX_TOLD
        )
        if not is_one_of_many:
            yield one
    if told > MAX_TOLD or tiny > MAX_TOLD:
        left = max(0, told - MAX_TOLD), max(0, tiny - MAX_TOLD)
        what = "{:,} more items cannot be read, and {:,} more are too short for an article".format(*left)
        yield _refusal(name, "I160", what, f"the first {MAX_TOLD:,} are listed; check the file for the rest")


def is_holding_many(name: str, head: bytes, format_: str = "") -> bool:
    """Whether a file is cut into pieces, so that its own hash is no article's."""
    row = format_named(format_) if format_ else format_of(name, head)
    return opener_of(name) is not None or (row is not None and bool(row.split))


def _pieces(name: str, stream: IO[bytes], row: Format | None, depth: int = 0) -> Iterator[Piece | Problem | Revisit]:
    opener = opener_of(name)
    if opener is None:
        yield from _unpacked(name, stream, row)
    elif depth:
        yield _refusal(name, "I132", "is an archive inside an archive", "unpack the outer one and import the folder")
    else:
        for member in opener(stream, name):
            if isinstance(member, Problem):
                yield member
            elif not is_companion(member.name):
                yield from _of_member(f"{name}/{member.name}", member, row)


def _of_member(name: str, member: Member, row: Format | None) -> Iterator[Piece | Problem | Revisit]:
    try:
        yield from _pieces(name, member.stream, row, 1)
    except ImportError:
        raise
    except Exception as problem:
        yield _broken(name, problem)


def _unpacked(name: str, stream: IO[bytes], row: Format | None) -> Iterator[Piece | Problem | Revisit]:
    # Files and members of archives can all be looked into without moving on.
    head = cast("BufferedReader", stream).peek(HEAD_BYTES)[:HEAD_BYTES]
    row = row or format_of(name, head)
    if row is None:
        yield _refusal(name, "I105", "has a format that cannot be imported", known_formats())
    elif row.split:
        yield from function_at(row.split)(stream, name)
    else:
        data = read_whole(stream)
        yield Piece(Source(name, fingerprint(data)), row.name, data)


def _broken(name: str, problem: Exception) -> Problem:
    said = (
        str(problem)
        if isinstance(problem, TooLargeError)
        else f"cannot be read completely: {type(problem).__name__}: {problem}"
    )
    return _refusal(name, "I130", said[:300], "get it again from its source; what could be read was imported")


def _refusal(name: str, code: str, what: str, hint: str) -> Problem:
    return Problem(name, 0, 0, code, "error", what, hint)
