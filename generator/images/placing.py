"""Which names imported images get beside their article: none that is taken, and what a person did to one stays done."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple


class Wish(NamedTuple):
    """An image to place: what it is by its suffix, and its hash."""

    suffix: str
    sha256: str


class Place(NamedTuple):
    """`sha256` is the hash for the ledger; `is_kept_back`: a person has put another file under this name."""

    name: str
    sha256: str
    is_written: bool
    is_kept_back: bool = False


class Beside(NamedTuple):
    """What lies beside an article: the hash of a file by its name ("" for none), and whether a new file may get a name.

    `known` holds what earlier imports of the article wrote there. Where `may_overwrite` is False, a person edited the
    article and it goes on showing these files: a changed image gets a name of its own.
    """

    known: Mapping[str, str]
    on_disk: Callable[[str], str]
    may_take: Callable[[str, str], bool]
    may_overwrite: bool = True


def placed(wishes: Sequence[Wish], stem: str, beside: Beside) -> list[Place]:
    """In the order of the wishes: an image that was imported before keeps its name, also where its file is gone."""
    found = dict(_as_before(wishes, beside.known))
    rest = [name for name in beside.known if name not in {place.name for place in found.values()}]
    for number, wish in enumerate(wishes):
        if number not in found:
            found[number] = _changed(wish, rest, beside) or _new(wish, stem, beside, found.values())
    return [found[number] for number in range(len(wishes))]


def _as_before(wishes: Sequence[Wish], known: Mapping[str, str]) -> Iterator[tuple[int, Place]]:
    """The same bytes as then: what became of the file since is a person's decision."""
    free = list(known)
    for number, wish in enumerate(wishes):
        name = next((name for name in free if known[name] == wish.sha256), "")
        if name:
            free.remove(name)
            yield number, Place(name, wish.sha256, is_written=False)


def _changed(wish: Wish, rest: list[str], beside: Beside) -> Place | None:
    """In place of an image that the seed no longer has, if that is still as it was written."""
    name = next((name for name in rest if name.endswith(wish.suffix)), "")
    if not name:
        return None
    there = beside.on_disk(name)
    if there == beside.known[name] and not beside.may_overwrite:
        return None
    rest.remove(name)
    if there == wish.sha256:
        return Place(name, wish.sha256, is_written=False)
    if there == beside.known[name]:
        return Place(name, wish.sha256, is_written=True)
    return Place(name, beside.known[name], is_written=False, is_kept_back=True)


def _new(wish: Wish, stem: str, beside: Beside, others: Iterable[Place]) -> Place:
    used = {*beside.known, *(place.name for place in others)}
    name = next(one for one in _names(stem, wish.suffix) if one not in used and beside.may_take(one, wish.sha256))
    return Place(name, wish.sha256, is_written=beside.on_disk(name) != wish.sha256)


def _names(stem: str, suffix: str) -> Iterator[str]:
    number = 1
    while True:
        yield f"{stem}-{number}{suffix}" if number > 1 else f"{stem}{suffix}"
        number += 1
