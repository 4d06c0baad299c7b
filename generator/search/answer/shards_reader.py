"""The published index of a larger archive: only the files that a query's words need.

client/answer/shards_reader.js is the twin. There files come over a network, so scores keep bounds for counts not
fetched yet.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import Any

from generator.search.analysis.analyzer import readings, skeleton
from generator.search.answer.published import Facets, Row, Terms, read_json
from generator.search.answer.ranking import Scores, term_scores
from generator.search.answer.tiers import read_tiers
from generator.search.answer.words import Word, word_of
from generator.search.index.documents import unpacked
from generator.search.index.facets import KINDS, numbers_of
from generator.search.index.numbering import FIRST_LETTER, Shape
from generator.search.index.partition import bits_of, leaf_of, leaves_of, leaves_under
from generator.search.index.posting_codec import count_postings, read_fields
from generator.search.index.shards import leaf_path, skeleton_hash


class Shards:
    """Each file is read once."""

    def __init__(self, folder: Path, manifest: Mapping[str, Any]) -> None:
        self._folder = folder
        self._manifest = manifest
        self._files: dict[str, Any] = {}
        self._rows: dict[str, Sequence[Row]] = {}
        self._terms: dict[str, Terms] = {}
        self._leaves = frozenset(leaves_of(manifest["shards"]))
        self._vocabulary = leaves_of(manifest["vocabulary"])
        self._redirected = frozenset(map(skeleton, manifest["keys"]))
        self._shape = Shape(manifest["capacity"], manifest["century"], b"")
        self.fields: list[str] = manifest["fields"]

    def terms_near(self, form: str) -> Terms:
        name = self._shard_of(form)
        if name not in self._terms:
            self._terms[name] = _terms_of(self._file(name))
        return self._terms[name]

    def _file(self, name: str) -> Any:
        if name not in self._files:
            self._files[name] = read_json(self._folder, name) if name else {}
        return self._files[name]

    def _shard_of(self, form: str) -> str:
        keys, key = self._manifest["keys"], skeleton(form)
        if key in self._redirected:
            key = next((keys[term] for term in readings(form) if term in keys), key)
        leaf = leaf_of(f"{skeleton_hash(key):032b}", self._leaves)
        return "" if leaf is None else _file_name("t", leaf)

    def vocabulary(self, start: str) -> list[Word]:
        bits = bits_of(start)[:-16]
        near = leaves_under(bits, self._vocabulary)
        return [word_of(line) for leaf in near for line in self._file(_file_name("v", leaf))]

    def scores(self, term: str) -> Scores:
        entry = self._file(self._shard_of(term)).get(term)
        if entry is None:
            return []
        postings = postings_and_aliases(entry)[0]
        return term_scores(
            self._counts(term, postings), self._share, self._manifest["documents"], self._manifest["boosts"]
        )

    def _counts(self, term: str, postings: str | int) -> list[list[tuple[int, int]]]:
        """(number, count) of each document by field."""
        if isinstance(postings, str):
            return read_fields(postings)
        key = bits_of(term)
        text: str = self._file(_file_name("p", key))
        is_whole = " " not in text
        return read_fields(text) if is_whole else read_tiers(text, lambda part: self._file(_file_name("p", key + part)))

    def _share(self, field: int, number: int) -> float:
        letter = self._letters[field][number // self._shape.capacity][number % self._shape.capacity]
        average: float = self._manifest["totals"][field] / self._manifest["documents"]
        length: int = self._manifest["steps"][field][ord(letter) - FIRST_LETTER]
        return length / average

    @cached_property
    def _letters(self) -> list[dict[int, str]]:
        blocks = [self._shape.first_number(month) // self._shape.capacity for month in self._manifest["months"]]
        return [dict(zip(blocks, text.split(" "), strict=True)) for text in self._manifest["lengths"]]

    def row(self, number: int) -> Row:
        per_file: int = self._manifest["per_file"]
        index = number % self._shape.capacity
        name = f"d/{self._shape.month_of(number) or 'undated'}-{index // per_file}.json"
        if name not in self._rows:
            self._rows[name] = unpacked(self._file(name))
        found: Row = self._rows[name][index % per_file]
        return found

    def age(self, number: int) -> int:
        return number

    def numbers(self) -> list[int]:
        months = zip(self._manifest["months"], self._manifest["lengths"][0].split(" "), strict=True)
        firsts = [(self._shape.first_number(month), len(letters)) for month, letters in months]
        return [first + index for first, count in firsts for index in range(count)]

    def facets(self, numbers: Iterable[int]) -> Facets:
        found: Facets = {kind: {} for kind in KINDS}
        for year in sorted({self._shape.month_of(number)[:4] for number in numbers}):
            for kind, names in self._file(f"f/{year or 'undated'}.json").items():
                for name, distances in names.items():
                    own = found[kind].setdefault(name, [])
                    own += numbers_of(distances)
        return found


def _file_name(folder: str, leaf: str) -> str:
    return leaf_path(folder, leaf).removeprefix("search/")


def _terms_of(shard: Mapping[str, Any]) -> Terms:
    postings: dict[str, int] = {}
    aliases: dict[str, str] = {}
    for term, entry in shard.items():
        own, forms = postings_and_aliases(entry)
        postings[term] = count_postings(own) if isinstance(own, str) else own
        aliases.update((form, term) for form in forms.split())
    return Terms(postings, aliases)


def postings_and_aliases(entry: Any) -> tuple[str | int, str]:
    """The entry of a long term has only the number of its postings: they are in a file of their own."""
    postings, aliases = entry if isinstance(entry, list) else (entry, "")
    return postings, aliases
