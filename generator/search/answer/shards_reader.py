"""The published index of a larger archive: a file for what a query's words need, as client/engine.js fetches it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from itertools import chain
from pathlib import Path
from typing import Any

from generator.search.analysis.analyzer import readings, skeleton
from generator.search.answer.published import Facets, Row, Terms, Word, read_json, word_of
from generator.search.answer.ranking import Scores, term_scores
from generator.search.index.documents import unpacked
from generator.search.index.facets import KINDS
from generator.search.index.numbering import FIRST_LETTER, MONTHS
from generator.search.index.partition import bits_of
from generator.search.index.posting_codec import CELL, LETTERS, OPEN, SKIPS, STATES, documents, read_fields, read_values
from generator.search.index.shards import leaf_path, skeleton_hash


class Shards:
    """Each file is read once."""

    def __init__(self, folder: Path, manifest: Mapping[str, Any]) -> None:
        self._folder = folder
        self._manifest = manifest
        self._files: dict[str, Any] = {}
        self._rows: dict[str, Sequence[Row]] = {}
        self._terms: dict[str, Terms] = {}
        self._leaves = set(leaves_of(manifest["shards"]))
        self._vocabulary = leaves_of(manifest["vocabulary"])
        self._moved = frozenset(map(skeleton, manifest["keys"]))
        self._capacity: int = manifest["capacity"]
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
        if key in self._moved:
            key = next((keys[term] for term in readings(form) if term in keys), key)
        bits = f"{skeleton_hash(key):032b}"
        leaf = next((bits[:end] for end in range(len(bits) + 1) if bits[:end] in self._leaves), None)
        return "" if leaf is None else _leaf_name("t", leaf)

    def vocabulary(self, start: str) -> list[Word]:
        bits = bits_of(start)[:-16]
        near = [leaf for leaf in self._vocabulary if bits.startswith(leaf) or leaf.startswith(bits)]
        return [word_of(line) for leaf in near for line in self._file(_leaf_name("v", leaf))]

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
        text: str = self._file(_leaf_name("p", key))
        is_whole = " " not in text
        return read_fields(text) if is_whole else read_tiers(text, lambda part: self._file(_leaf_name("p", key + part)))

    def _share(self, field: int, number: int) -> float:
        letter = self._letters[field][number // self._capacity][number % self._capacity]
        average: float = self._manifest["totals"][field] / self._manifest["documents"]
        length: int = self._manifest["steps"][field][ord(letter) - FIRST_LETTER]
        return length / average

    @cached_property
    def _letters(self) -> list[dict[int, str]]:
        blocks = [self._first_number(month) // self._capacity for month in self._manifest["months"]]
        return [dict(zip(blocks, text.split(" "), strict=True)) for text in self._manifest["lengths"]]

    def _first_number(self, month: str) -> int:
        if not month:
            return 0
        years = int(month[:4]) - self._manifest["century"]
        return int((1 + years * MONTHS + int(month[5:7] or 0)) * self._capacity)

    def _month(self, number: int) -> str:
        block = number // self._capacity - 1
        if block < 0:
            return ""
        year = f"{self._manifest['century'] + block // MONTHS:04}"
        return f"{year}-{block % MONTHS:02}" if block % MONTHS else year

    def row(self, number: int) -> Row:
        per_file: int = self._manifest["per_file"]
        place = number % self._capacity
        name = f"d/{self._month(number) or 'undated'}-{place // per_file}.json"
        if name not in self._rows:
            self._rows[name] = unpacked(self._file(name))
        found: Row = self._rows[name][place % per_file]
        return found

    def age(self, number: int) -> int:
        return number

    def numbers(self) -> list[int]:
        months = zip(self._manifest["months"], self._manifest["lengths"][0].split(" "), strict=True)
        firsts = [(self._first_number(month), len(letters)) for month, letters in months]
        return [first + place for first, count in firsts for place in range(count)]

    def facets(self, numbers: Iterable[int]) -> Facets:
        found: Facets = {kind: {} for kind in KINDS}
        for year in sorted({self._month(number)[:4] for number in numbers}):
            for kind, names in self._file(f"f/{year or 'undated'}.json").items():
                for name, distances in names.items():
                    own = found[kind].setdefault(name, [])
                    own += _summed(distances)
        return found


def _leaf_name(folder: str, leaf: str) -> str:
    return leaf_path(folder, leaf).removeprefix("search/")


def _terms_of(shard: Mapping[str, Any]) -> Terms:
    postings: dict[str, int] = {}
    aliases: dict[str, str] = {}
    for term, entry in shard.items():
        own, forms = postings_and_aliases(entry)
        postings[term] = documents(own) if isinstance(own, str) else own
        aliases.update((form, term) for form in forms.split())
    return Terms(postings, aliases)


def postings_and_aliases(entry: Any) -> tuple[str | int, str]:
    """Of a long term a shard says only how many there are: they stand in a file of their own."""
    postings, aliases = entry if isinstance(entry, list) else (entry, "")
    return postings, aliases


def read_tiers(first: str, part_of: Callable[[str], str]) -> list[list[tuple[int, int]]]:
    """(number, count) of each document by field, of postings in two tiers: see tiers.py."""
    low, _, parts, cells, known, others = first.split(" ")
    known_counts = read_values(known)
    open_counts = chain.from_iterable(read_values(part_of(part)) for part in leaves_of(parts))
    body = [
        (number, next(open_counts) + int(low) if is_open else next(known_counts) + 1)
        for number, is_open in read_cells(cells)
    ]
    return [body, *read_fields(others)]


def read_cells(cells: str) -> Iterator[tuple[int, bool]]:
    """Each body that has the word, and whether its count is left open."""
    cell, skipped = 0, 0
    for place in map(LETTERS.index, cells):
        if place < SKIPS:
            skipped = skipped * 10 + place
            continue
        cell, skipped, states = cell + skipped, 0, place - SKIPS + 1
        for number in range(cell * CELL, cell * CELL + CELL):
            states, state = divmod(states, STATES)
            if state:
                yield number, state == OPEN
        cell += 1


def _summed(distances: Iterable[int]) -> Iterator[int]:
    number = 0
    for distance in distances:
        number += distance
        yield number


def leaves_of(tree: str) -> list[str]:
    """The prefixes of leaves, from a tree of leaves.py."""
    leaves, prefixes = [], [""]
    for sign in tree:
        prefix = prefixes.pop()
        if sign == "1":
            prefixes += [prefix + "1", prefix + "0"]
        elif sign == "0":
            leaves.append(prefix)
    return leaves
