"""From the words of a query to the documents that hold them, ranked.

client/answer/engine.js is the twin in JavaScript; there an engine also completes names and proposes other spellings.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from pathlib import Path
from typing import NamedTuple

from generator.disk.files import read_if_there
from generator.errors import WarraqError
from generator.search.analysis.analyzer import stem, without_article
from generator.search.analysis.lexicon import term_for
from generator.search.answer.published import Published, read_json
from generator.search.answer.query import Clause, Query
from generator.search.answer.ranking import Asked, Rank, ranked
from generator.search.answer.shards_reader import Shards
from generator.search.answer.whole_reader import Whole
from generator.search.answer.words import by_rank, is_near

MANIFEST = "manifest.json"
MOST_EXPANSIONS = 200  # terms that a prefix or a fuzzy word stands for


class Matches(NamedTuple):
    """The documents that hold the words of a query; `wanted` are the index's terms of these words.

    `begun` is the last word where the archive lacks it and it was taken for the beginning of one.
    """

    ranks: dict[int, Rank]
    unknown: tuple[str, ...]
    wanted: frozenset[str]
    begun: str


def open_index(output: Path) -> Published:
    """The index of a built site."""
    if read_if_there(output / "search" / MANIFEST) is None:
        hint = "run `warraq build`; remove `search: false` from site.yaml if it is there"
        raise WarraqError(f"`{output}` has no search index", hint)
    folder = output / "search"
    manifest = read_json(folder, MANIFEST)
    return Whole(folder, manifest) if manifest["kind"] == "whole" else Shards(folder, manifest)


class Engine:
    """The index of a built site; each of its files is read once."""

    def __init__(self, output: Path) -> None:
        self.output = output
        self.index = open_index(output)
        self._terms: dict[str, str | None] = {}

    def means(self, form: str) -> str | None:
        """The index's term of a form, looked up once, since the articles that may have a phrase share most words."""
        if form not in self._terms:
            postings, aliases = self.index.terms_near(form)
            term = term_for(form, postings, aliases)
            self._terms[form] = term if term in postings else None
        return self._terms[form]

    def search(self, query: Query, *, is_ended: bool) -> Matches:
        """`is_ended` means that the last word is typed to its end."""
        asked, begun = self._meant(query, is_ended=is_ended)
        wanted = frozenset(term for one in asked if one.presence != "prohibited" for term in one.terms)
        return Matches(self._ranked(asked), _unknown(asked), wanted, begun)

    def _ranked(self, asked: Sequence[Asked]) -> dict[int, Rank]:
        terms = dict.fromkeys(term for one in asked for term in one.terms)
        scores = {term: self.index.scores(term) for term in terms}
        if any(one.presence != "prohibited" for one in asked):
            return ranked(asked, self.index.fields, scores)
        # Everything but what is unwanted.
        unwanted = ranked([one._replace(presence="optional") for one in asked], self.index.fields, scores)
        return {number: Rank(0, 0.0) for number in self.index.numbers() if number not in unwanted}

    def _meant(self, query: Query, *, is_ended: bool) -> tuple[list[Asked], str]:
        """The clauses of a query with their terms.

        An unknown last word may not be typed to its end: it is taken for the beginning of words where there are any.
        """
        asked = list(chain.from_iterable(map(self._understood, query.clauses)))
        last = query.clauses[-1] if query.clauses else None
        if last is None or is_ended or last.kind != "word" or last.text not in _unknown(asked):
            return asked, ""
        longer = [*asked[:-1], self._expanded(last._replace(kind="prefix"))]
        return (asked, "") if last.text in _unknown(longer) else (longer, last.text)

    def _understood(self, clause: Clause) -> Iterator[Asked]:
        if clause.kind in ("prefix", "fuzzy"):
            yield self._expanded(clause)
            return
        for form in clause.forms:
            term = self.means(form)
            text = form if len(clause.forms) > 1 else clause.text
            yield Asked((term,) if term else (), clause.field, clause.presence, text)

    def _expanded(self, clause: Clause) -> Asked:
        """Terms that begin with what was typed, or are one letter away; the commonest where there are too many."""
        typed = "".join(clause.forms)
        start, near = without_article(typed)[0], stem(typed)
        if clause.kind == "prefix":
            words = [word for word in self.index.vocabulary(start) if word.term.startswith(start)]
        else:
            words = [word for word in self.index.vocabulary("") if is_near(word.term, near)]
        terms = [word.term for word in sorted(words, key=by_rank)[:MOST_EXPANSIONS]]
        return Asked(tuple(terms), clause.field, clause.presence, clause.text)


def _unknown(asked: Iterable[Asked]) -> tuple[str, ...]:
    return tuple(one.text for one in asked if one.presence != "prohibited" and not one.terms)
