"""Find the seeds of an article: its own, those that hold other articles too, and copies of them.

Front matter alone is never enough to remove a file: an author could name any file there. A seed is an article's own if
import recorded it, its bytes are still the imported ones, and no other article comes from it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from generator.disk.files import fingerprint, opened, read_if_there
from generator.disk.folders import Folder, OutsideError
from generator.disk.walking import walk
from generator.editing.catalogue import Entry
from generator.editing.rewrite import MAX_BYTES, without
from generator.importers.archives import MAX_WHOLE_BYTES
from generator.importers.decisions import DECISIONS
from generator.ingest.seeds import HEAD_BYTES, SEEDS, file_of_seed, is_holding_many
from generator.model import Article
from generator.records.ledger import Event, Ledger

_BELOW = f"{SEEDS}/"


class Left(NamedTuple):
    """A file that contains the text and is not removed: why, and what to do."""

    path: str
    why: str

    def __str__(self) -> str:
        return f"{self.path}: {self.why}"


class SeedsOf(NamedTuple):
    """`own` are removed, `rewritten` lose the article, `left` stay; `names` are all names of the seeds."""

    own: tuple[str, ...]
    rewritten: Mapping[str, bytes]
    left: tuple[Left, ...]
    names: tuple[str, ...]


def seeds_of(root: Path, ledger: Ledger, article: Article, every: Iterable[Entry], *, rewrites: bool) -> SeedsOf:
    """With `rewrites`, seeds that hold other articles too are rewritten without this one, if that is safe."""
    search = _Search(root, ledger, article, every)
    own, left, shared = [], list(search.unrecorded()), dict[str, list[str]]()
    for name in search.names:
        file = file_of_seed(root, name)
        if not file:
            left += search.gone(name)
        elif file == name and not _holds_many(root, file):
            flaw = search.flaw_of_own(file)
            own += [] if flaw else [file]
            left += [Left(file, flaw)] if flaw else []
        else:
            shared.setdefault(file, []).append(name)
    cut = {file: search.rewritten(file, names) for file, names in shared.items()} if rewrites else {}
    rewritten = {file: data for file, data in cut.items() if data is not None}
    left += [_left_in(file, names, rewrites) for file, names in shared.items() if file not in rewritten]
    left += search.decisions()
    return SeedsOf(tuple(dict.fromkeys(own)), rewritten, tuple(left), tuple(search.names))


class _Search:
    """One article's seeds in the ledger, and those of all other articles."""

    def __init__(self, root: Path, ledger: Ledger, article: Article, every: Iterable[Entry]) -> None:
        self._root = root
        self._article = article
        events = ledger.of(article.id)
        self._hashes = {event.seed_sha256 for event in events if event.seed_sha256}
        self._proven = {(event.seed, event.seed_sha256) for event in events if _is_proof(event)}
        copies = list(_copies(root, {sha for _, sha in self._proven}))
        self._proven |= set(copies)
        noted = [event.seed for event in events if event.seed]
        self.names = list(dict.fromkeys([*noted, *(path for path, _ in copies)]))
        others = [event.seed for event in ledger.events if event.id != article.id and event.seed]
        others += [one.article.seed for one in every if one.article.id != article.id and one.article.seed]
        self._of_others = frozenset(others)

    def flaw_of_own(self, file: str) -> str:
        """Why a seed of this article is not removed; "" if it can be."""
        if not file.startswith(_BELOW):
            return f"is outside {_BELOW}: remove it yourself if it is this article's seed"
        if any(seed == file or seed.startswith((f"{file}#", f"{file}/")) for seed in self._of_others):
            return "is also the seed of another article: remove the text from it yourself"
        if (self._root / file).is_symlink():
            return "is a link: remove it and its target yourself"
        if (file, fingerprint(read_if_there(self._root / file) or b"")) not in self._proven:
            return "is not the file that was imported, or has changed since: remove it yourself if it contains the text"
        return ""

    def unrecorded(self) -> Iterator[Left]:
        """A seed that front matter names and the ledger does not."""
        seed = self._article.seed
        if seed and seed not in self.names and file_of_seed(self._root, seed).startswith(_BELOW):
            yield Left(
                seed,
                "is named by the article, but not in the ledger: remove it yourself if it is its seed",
            )

    def gone(self, name: str) -> Iterator[Left]:
        if not name.startswith(_BELOW):
            yield Left(name, "was imported from outside the site: files there are not touched")
        elif any(path.is_file() for path in ((self._root / name), *(self._root / name).parents)):
            yield Left(name, "is outside the site, behind a link: remove it there yourself")

    def rewritten(self, file: str, names: Sequence[str]) -> bytes | None:
        """None if that is not safe: too large, of a format that cannot be cut, or with a piece of another article."""
        path = Folder(self._root).locate(file)
        if not file.startswith(_BELOW) or path.is_symlink() or path.stat().st_size > MAX_BYTES:
            return None
        if any(seed in names for seed in self._of_others):
            return None
        return without(file, read_if_there(path) or b"", frozenset(names))

    def decisions(self) -> Iterator[Left]:
        """Decisions on its seeds may contain its title."""
        decisions = read_if_there(self._root / DECISIONS) or b""
        for sha in sorted(sha for sha in self._hashes if sha.encode() in decisions):
            yield Left(DECISIONS, f"contains decisions about it: remove the entry `{sha}` yourself")


def _is_proof(event: Event) -> bool:
    """Whether import itself recorded it: events restored from front matter have no hash of the written file."""
    return bool(event.seed and event.seed_sha256 and event.content_sha256)


def _copies(root: Path, hashes: set[str]) -> Iterator[tuple[str, str]]:
    """Files in seeds/ with exactly these bytes, imported or not."""
    folder = Folder(root)
    for name, stamp in walk(root / SEEDS, root) if hashes else ():
        path = f"{_BELOW}{name}"
        if stamp.size > MAX_WHOLE_BYTES:
            continue  # no single article is as long
        try:
            sha = fingerprint(folder.read(path) or b"")
        except (OutsideError, PermissionError):
            continue
        if sha in hashes:
            yield path, sha


def _holds_many(root: Path, file: str) -> bool:
    with opened(root / file) as stream:
        return is_holding_many(file, stream.read(HEAD_BYTES))


def _left_in(file: str, names: Sequence[str], was_asked: bool) -> Left:
    members = ", ".join(f"`{name.removeprefix(file)}`" for name in names)
    what = "cannot be rewritten safely, so" if was_asked else "add --rewrite-archives, or"
    return Left(file, f"also contains other articles beside this one ({members}): {what} remove it yourself")
