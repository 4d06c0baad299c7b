"""The whole index that lunr.py builds from a site's words, and queries of every kind to compare the shards with it."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from lunr.builder import Builder
from lunr.query import Query, QueryPresence
from playwright.sync_api import Page

from benchmarks.search.sites import NOW
from generator.engine.load.articles import load_articles
from generator.engine.memory.memory import Memory
from generator.engine.plan.search import counts_of
from generator.engine.site import open_site
from generator.search.analysis.analyzer import stem, without_article
from generator.search.analysis.lexicon import Lexicon
from generator.search.index.counts import WordCounts
from generator.search.index.numbering import LENGTHS, length_step
from generator.search.index.postings import FIELDS
from generator.workers import Workers

MOST_EXPANSIONS = 200  # beyond, the client takes the commonest
PRESENCES = {"optional": 1, "required": 2, "prohibited": 3}
Clause = dict[str, Any]
# Both rankings over the shards, by URL: the client's own scores, and stock lunr.js over the words' small index.
ASK = """async ([base, clauses]) => {
  const engine = (globalThis.engine ||= new search.Engine(base));
  const found = await search.bothRankings(engine, clauses);
  const named = async (rows) => {
    const documents = await engine.documents(rows.map(([number]) => number));
    return rows.map(([, score], index) => [documents[index].url, score]);
  };
  return { own: await named(found.own), lunr: await named(found.lunr), terms: found.terms };
}"""


class Whole(NamedTuple):
    """lunr.py's index, the terms it knows and the forms they came from."""

    index: Any
    terms: list[str]
    forms: list[str]


def whole_index(root: Path) -> Whole:
    """Of a built site: from the same words, with lengths as the shards keep them."""
    site = open_site(root, None, base_url=None, now=NOW, has_drafts=False)
    memory = Memory(site.cache / "warraq.sqlite", "output")
    articles = load_articles(site, memory, Workers(1)).articles
    marks = memory.words_digests()
    counted = list(counts_of(memory, [marks[article.source.path] for article in articles]))
    memory.close()
    terms = terms_of(counted)
    builder = Builder()
    builder.ref("url")
    for field, boost in FIELDS.items():
        builder.field(field, boost=boost)
    for article, counts in zip(articles, counted, strict=True):
        builder.add({"url": article.url} | {field: _spread(getattr(counts, field), terms) for field in FIELDS})
    for reference, length in builder.field_lengths.items():
        field = str(reference).split("/")[0]
        builder.field_lengths[reference] = LENGTHS[field][length_step(field, length)]
    return Whole(builder.build(), sorted(set(terms.values())), sorted(terms))


def terms_of(counted: Sequence[WordCounts]) -> dict[str, str]:
    """The term of each form, as the lexicon decides among the forms of a key."""
    held = [Counter(form for counts in counted for form in getattr(counts, field)) for field in FIELDS]
    lexicon = Lexicon()
    by_key: dict[str, dict[str, int]] = {}
    for form in dict.fromkeys(form for counter in held for form in counter):
        by_key.setdefault(lexicon.skeleton(form), {})[form] = max(counter[form] for counter in held)
    terms: dict[str, str] = {}
    for frequencies in by_key.values():
        terms |= lexicon.terms_of(frequencies)
    return terms


def _spread(counts: Mapping[str, int], terms: Mapping[str, str]) -> list[str]:
    return [terms[form] for form, times in counts.items() for _ in range(times)]


# Queries


def queries(whole: Whole, count: int, chance: random.Random) -> Iterator[list[Clause]]:
    """Words, fields, wanted and unwanted ones, beginnings and near misses, alone and together, in turn."""
    for number in range(count):
        words = [_clause(chance.choice(whole.forms)) for _ in range(chance.randint(1, 3))]
        one = chance.choice(whole.forms)
        yield (
            words,
            [_clause(one, field="title"), *words],
            [_clause(one, presence="required"), *words],
            [*words, _clause(one, presence="prohibited")],
            [_expanding("prefix", whole, chance), *words[1:]],
            [_expanding("fuzzy", whole, chance), *words[1:]],
            [_clause(one, presence="required", field="body"), *words, _clause(one[:-1] + "غظ")],
        )[number % 7]


def _clause(form: str, kind: str = "word", field: str = "", presence: str = "optional") -> Clause:
    return {"kind": kind, "forms": [form], "field": field, "presence": presence, "text": form}


def _expanding(kind: str, whole: Whole, chance: random.Random) -> Clause:
    """A beginning or a near miss that the client takes as it stands, for some term."""
    while True:
        term = chance.choice(whole.terms)
        typed = term[: max(3, len(term) - 1)] if kind == "prefix" else term[:-1] + chance.choice("بتسمن")
        fits = [one for one in whole.terms if one.startswith(typed)] if kind == "prefix" else [typed]
        if len(typed) > 2 and stem(typed) == typed == without_article(typed)[0] and 0 < len(fits) <= MOST_EXPANSIONS:
            return _clause(typed, kind)


def asked_of_lunr(whole: Whole, clauses: Sequence[Clause], meant: Sequence[Sequence[str]]) -> list[tuple[str, float]]:
    """lunr.py's results; `meant` are the terms that the client takes each clause's words for."""
    query = whole.index.create_query()
    for clause, terms in zip(clauses, meant, strict=True):
        options: dict[str, Any] = {"use_pipeline": False, "presence": QueryPresence(PRESENCES[clause["presence"]])}
        if clause["field"]:
            options["fields"] = [clause["field"]]
        if clause["kind"] == "prefix":
            query.term(clause["forms"][0], wildcard=Query.WILDCARD_TRAILING, **options)
        elif clause["kind"] == "fuzzy":
            query.term(clause["forms"][0], edit_distance=1, **options)
        else:
            query.term(terms[0] if terms else clause["forms"][0], **options)
    return [(found["ref"], found["score"]) for found in whole.index.query(query)]


class Agreement(NamedTuple):
    """Results of one query in lunr.py; the greatest difference of a score; what differs otherwise, "" where nothing."""

    count: int
    difference: float
    flaw: str


def compared(page: Page, base: str, whole: Whole, clauses: Sequence[Clause]) -> Agreement:
    """Set, scores and order of both rankings over shards beside lunr.py's over the whole index."""
    found = page.evaluate(ASK, [base, clauses])
    expected = asked_of_lunr(whole, clauses, found["terms"])
    scores, difference = dict(expected), 0.0
    for name in ("own", "lunr"):
        ours = dict(found[name])
        if ours.keys() != scores.keys():
            return Agreement(len(scores), difference, f"{name}: another set for {clauses}")
        difference = max([difference, *(abs(ours[url] - scores[url]) for url in scores)])
    # Equal scores have no order of their own, so the sequence of scores is what must be the same.
    in_order = [score for _, score in found["lunr"]]
    if any(abs(one - score) > 1e-9 for one, (_, score) in zip(in_order, expected, strict=True)):
        return Agreement(len(scores), difference, f"lunr.js: another order for {clauses}")
    return Agreement(len(scores), difference, "")
