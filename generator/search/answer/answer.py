"""What an archive answers to a query: the articles as the search page finds and ranks them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain
from math import floor
from pathlib import Path
from typing import NamedTuple

from generator.disk.files import read_if_there
from generator.errors import WarraqError
from generator.search.analysis.analyzer import stem, tokens, without_article
from generator.search.analysis.lexicon import term_for
from generator.search.answer.pages import Printed, read_page
from generator.search.answer.published import Facets, Published, Row, Word, read_json
from generator.search.answer.query import Clause, Phrase, Query, parse
from generator.search.answer.ranking import Asked, Rank, ranked
from generator.search.answer.shards_reader import Shards
from generator.search.answer.whole_reader import Whole

MANIFEST = "manifest.json"
MOST_EXPANSIONS = 200  # terms that a beginning or a near miss stands for


class Found(NamedTuple):
    """An article that answers, and how well: nothing where the query only excludes."""

    number: int
    row: Row
    rank: Rank


class Answer(NamedTuple):
    """The articles, best first, each looked up when it is asked for; `wanted` are the index's terms of the query.

    `begun` is the last word where nothing knows it and it was taken for the beginning of one.
    """

    found: Iterator[Found]
    total: int | None
    unknown: tuple[str, ...]
    wanted: frozenset[str]
    begun: str = ""


def open_index(output: Path) -> Published:
    """The index of a built site."""
    if read_if_there(output / "search" / MANIFEST) is None:
        hint = "build it first: `warraq build`; `search: false` in site.yaml leaves the index out"
        raise WarraqError(f"`{output}` has no search index", hint)
    folder = output / "search"
    manifest = read_json(folder, MANIFEST)
    return Whole(folder, manifest) if manifest["kind"] == "whole" else Shards(folder, manifest)


class Archive:
    """A built site that can be asked again and again."""

    def __init__(self, output: Path) -> None:
        self.output = output
        self._index = open_index(output)
        self._known: dict[str, str | None] = {}

    def ask(self, text: str) -> Answer:
        """`total` is None where phrases must still be proven on the articles."""
        query = parse(text)
        if not any(query):
            return Answer(iter(()), 0, (), frozenset())
        asked, begun = self._meant(query, is_ended=text[-1:].isspace())
        ranks = self._ranked(asked)
        numbers = self._filtered(sorted(ranks, key=lambda number: self._order(number, ranks[number])), query)
        rows = (Found(number, self._index.row(number), ranks[number]) for number in numbers)
        found = (one for one in rows if self._has_phrases(query.phrases, one.row)) if query.phrases else rows
        wanted = frozenset(term for one in asked if one.presence != "prohibited" for term in one.terms)
        return Answer(found, None if query.phrases else len(numbers), _unknown(asked), wanted, begun)

    def means(self, form: str) -> str | None:
        """The index's term of a form, looked up once: articles that may have a phrase say the same words."""
        if form not in self._known:
            postings, aliases = self._index.terms_near(form)
            term = term_for(form, postings, aliases)
            self._known[form] = term if term in postings else None
        return self._known[form]

    def _order(self, number: int, rank: Rank) -> tuple[int, int, int]:
        """Of two that are equally good, but for the last bits of a sum, the newer one comes first."""
        return -rank.words, -floor(rank.score * 1e9 + 0.5), -self._index.age(number)

    def _ranked(self, asked: list[Asked]) -> dict[int, Rank]:
        terms = dict.fromkeys(term for one in asked for term in one.terms)
        scores = {term: self._index.scores(term) for term in terms}
        if any(one.presence != "prohibited" for one in asked):
            return ranked(asked, self._index.fields, scores)
        # Everything but what is unwanted.
        unwanted = ranked([one._replace(presence="optional") for one in asked], self._index.fields, scores)
        return {number: Rank(0, 0.0) for number in self._index.numbers() if number not in unwanted}

    # Words

    def _meant(self, query: Query, *, is_ended: bool) -> tuple[list[Asked], str]:
        """The words asked for; an unknown last one, which may not be typed to its end, as a beginning where one is."""
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
            words = [word for word in self._index.vocabulary(start) if word.term.startswith(start)]
        else:
            words = [word for word in self._index.vocabulary("") if is_near(word.term, near)]
        terms = [word.term for word in sorted(words, key=_by_rank)[:MOST_EXPANSIONS]]
        return Asked(tuple(terms), clause.field, clause.presence, clause.text)

    # Filters and phrases

    def _filtered(self, numbers: list[int], query: Query) -> list[int]:
        if not query.filters:
            return numbers
        facets: Facets = self._index.facets(numbers)
        for one in query.filters:
            members = {n for name, own in facets[one.field].items() if one.fits(name) for n in own}
            numbers = [number for number in numbers if (number in members) != one.is_prohibited]
        return numbers

    def _has_phrases(self, phrases: tuple[Phrase, ...], row: Row) -> bool:
        """Where its page is not there, an article has a phrase only if what results show of it says so."""
        known = Printed(row["title"], tuple(row.get(key, "") for key in ("text", "section", "publisher")))
        page = read_page(self.output, row["url"])
        for phrase in phrases:
            is_said = self._is_said(phrase, known) or (page is not None and self._is_said(phrase, page))
            if is_said == phrase.is_prohibited or not (is_said or page):
                return False
        return True

    def _is_said(self, phrase: Phrase, printed: Printed) -> bool:
        """Whether the words stand one behind the other, each with whatever Arabic writes onto it."""
        terms = [self.means(form) for form in phrase.forms]
        if None in terms:
            return False
        texts = () if phrase.field == "title" else printed.blocks
        for text in (printed.title, *texts):
            spoken = [self.means(form) for form in tokens(text)]
            if any(spoken[start : start + len(terms)] == terms for start in range(len(spoken) - len(terms) + 1)):
                return True
        return False


def _unknown(asked: Iterable[Asked]) -> tuple[str, ...]:
    return tuple(one.text for one in asked if one.presence != "prohibited" and not one.terms)


def _by_rank(word: Word) -> tuple[int, bytes]:
    """The commonest first, then as JavaScript sorts."""
    return -word.rank, word.term.encode("utf-16-be", "surrogatepass")


def is_near(one: str, other: str) -> bool:
    """One letter more, less, other, or two neighbours changed about."""
    if abs(len(one) - len(other)) > 1:
        return False
    start = 0
    while start < min(len(one), len(other)) and one[start] == other[start]:
        start += 1
    left, right = one[start:], other[start:]
    is_swapped = len(left) > 1 and left[:2] == right[1::-1] and left[2:] == right[2:]
    return left == right or left[1:] == right[1:] or left[1:] == right or left == right[1:] or is_swapped
