"""A search index as output/ publishes it, whole or by shards: what can be asked of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple, Protocol

import msgspec

from generator.disk.files import read_if_there
from generator.errors import WarraqError
from generator.search.answer.ranking import Scores

Row = dict[str, Any]
Facets = dict[str, dict[str, list[int]]]


class Terms(NamedTuple):
    """What a shard, or the whole index, knows of words: how many postings a term has, and form -> term of aliases."""

    postings: Mapping[str, int]
    aliases: Mapping[str, str]


class Word(NamedTuple):
    term: str
    rank: int


class Published(Protocol):
    """An index that can be asked."""

    @property
    def fields(self) -> Sequence[str]: ...

    def terms_near(self, form: str, /) -> Terms:
        """The terms among which a form's is, if it has one."""

    def vocabulary(self, start: str) -> list[Word]:
        """The words that begin with some letters."""

    def scores(self, term: str) -> Scores: ...

    def row(self, number: int) -> Row: ...

    def age(self, number: int) -> int:
        """Greater for newer documents, undated ones being the oldest."""

    def numbers(self) -> list[int]: ...

    def facets(self, numbers: Iterable[int]) -> Facets: ...


def read_json(folder: Path, name: str) -> Any:
    data = read_if_there(folder / name)
    if data is None:
        raise WarraqError(f"`search/{name}` is missing from the output", "build again: `warraq build --verify`")
    return msgspec.json.decode(data)


def word_of(line: str) -> Word:
    term, rank, *_ = line.split("|")
    return Word(term, int(rank))
