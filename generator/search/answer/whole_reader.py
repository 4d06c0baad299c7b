"""The published index of a small archive: one stock Lunr index, whose refs are the indices of its documents.

client/answer/whole_reader.js is the twin. It asks lunr.js; here the vectors of the file are read, since lunr.py loads
NLTK. index/whole.py explains why small archives have a reader of their own.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cached_property
from pathlib import Path
from typing import Any

from generator.search.answer.published import Facets, Row, Terms, read_json
from generator.search.answer.ranking import Scores
from generator.search.answer.words import Word, word_of
from generator.search.index.facets import KINDS


class Whole:
    """Read at once; the newest document is the first."""

    def __init__(self, folder: Path, manifest: Mapping[str, Any]) -> None:
        self._index = read_json(folder, "index.json") or {"fields": [], "invertedIndex": [], "fieldVectors": []}
        self._rows: list[Row] = read_json(folder, "documents.json")
        self._words = [word_of(line) for line in manifest["words"]]
        self._terms = Terms({word.term: 2**word.rank for word in self._words}, manifest["aliases"])
        self.fields: list[str] = self._index["fields"]

    def terms_near(self, _form: str) -> Terms:
        """All of them."""
        return self._terms

    def vocabulary(self, start: str) -> list[Word]:
        return [word for word in self._words if word.term.startswith(start)]

    def scores(self, term: str) -> Scores:
        return self._scores.get(term, [])

    @cached_property
    def _scores(self) -> dict[str, list[list[tuple[int, float]]]]:
        terms = {entry["_index"]: term for term, entry in self._index["invertedIndex"]}
        found: dict[str, list[list[tuple[int, float]]]] = {term: [[] for _ in self.fields] for term in terms.values()}
        for reference, vector in self._index["fieldVectors"]:
            field, _, number = reference.partition("/")
            index = self.fields.index(field)
            for term, score in zip(vector[::2], vector[1::2], strict=True):
                found[terms[term]][index].append((int(number), score))
        return found

    def row(self, number: int) -> Row:
        return self._rows[number]

    def age(self, number: int) -> int:
        return -number - (0 if self._rows[number].get("date") else len(self._rows))

    def numbers(self) -> list[int]:
        return list(range(len(self._rows)))

    def facets(self, numbers: Iterable[int]) -> Facets:
        found: Facets = {kind: {} for kind in KINDS}
        for number in numbers:
            row = self._rows[number]
            names = {"author": row.get("authors", []), "tag": row.get("tags", [])}
            for kind in KINDS:
                for name in names.get(kind) or filter(None, [row.get(kind)]):
                    found[kind].setdefault(name, []).append(number)
        return found
