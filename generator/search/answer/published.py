"""What a search index in output/ offers to queries, be it one file or shards.

In JavaScript the two readers have the same methods and no type of their own.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple, Protocol

import msgspec

from generator.disk.files import read_if_there
from generator.errors import WarraqError
from generator.search.answer.ranking import Scores
from generator.search.answer.words import Word

Row = dict[str, Any]
Facets = dict[str, dict[str, list[int]]]


class Terms(NamedTuple):
    """The terms of a shard, or of the whole index: how many postings each has, and form -> term of the aliases."""

    postings: Mapping[str, int]
    aliases: Mapping[str, str]


class Published(Protocol):
    """An index that can be asked."""

    @property
    def fields(self) -> Sequence[str]: ...

    def terms_near(self, form: str, /) -> Terms:
        """The terms among which that of a form is, if it has one."""

    def vocabulary(self, start: str) -> list[Word]:
        """The words that may begin with some letters."""

    def scores(self, term: str) -> Scores: ...

    def row(self, number: int) -> Row: ...

    def age(self, number: int) -> int:
        """Greater for newer documents; undated ones are the oldest."""

    def numbers(self) -> list[int]: ...

    def facets(self, numbers: Iterable[int]) -> Facets: ...


def read_json(folder: Path, name: str) -> Any:
    data = read_if_there(folder / name)
    if data is None:
        raise WarraqError(f"`search/{name}` is missing from the output", "build again: `warraq build --verify`")
    return msgspec.json.decode(data)
