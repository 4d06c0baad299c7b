"""How many pairs of a query and a text the analysis joins, with the words of a large archive and of a small one.

    python benchmarks/search_cases.py [path/to/cases.tsv]

The table has the columns query, text, should_match, why. Without a path it is looked for beside WARRAQ_CORPUS, where
the large archive is too; the small one is the demo's content/.
"""

from __future__ import annotations

import csv
import os
import sys
from collections import Counter
from collections.abc import Iterable, Mapping
from copy import copy
from pathlib import Path
from typing import NamedTuple

from base_words import articles_of

from generator.search.analysis import count_forms, stem, tokens
from generator.search.lexicon import Lexicon, term_for

CORPUS = Path(os.environ.get("WARRAQ_CORPUS") or "../shared/corpus")
CONTENT = Path(__file__).parent.parent / "content"


class Case(NamedTuple):
    query: str
    text: str
    should_match: bool


class Shards:
    """What an index knows of forms: key -> form -> articles; and key -> form -> term."""

    def __init__(self, texts: Iterable[str]) -> None:
        self.lexicon = Lexicon()
        self.frequencies: dict[str, Counter[str]] = {}
        self.terms: dict[str, dict[str, str]] = {}
        for text in texts:
            self._count(text)
        self._decide(self.frequencies)

    def with_article(self, text: str) -> Shards:
        """The index with one more article, of which only the keys are decided again."""
        grown = copy(self)
        keys = {self.lexicon.skeleton(form) for form in count_forms(text)}
        grown.frequencies = self.frequencies | {key: Counter(self.frequencies.get(key, {})) for key in keys}
        grown.terms = dict(self.terms)
        grown._count(text)
        grown._decide(keys)
        return grown

    def _count(self, text: str) -> None:
        for form in count_forms(text):
            self.frequencies.setdefault(self.lexicon.skeleton(form), Counter())[form] += 1

    def _decide(self, keys: Iterable[str]) -> None:
        self.terms.update((key, self.lexicon.terms_of(self.frequencies[key])) for key in keys)

    def indexed(self, text: str) -> set[tuple[str, str]]:
        """(key, term) of each word of an article that the index holds."""
        keys = [(self.lexicon.skeleton(form), form) for form in count_forms(text)]
        return {(key, self.terms[key][form]) for key, form in keys}

    def asked(self, query: str) -> set[tuple[str, str]]:
        """(key, term) of each word of a query."""
        return {(self.lexicon.skeleton(form), self._asked(form)) for form in tokens(query)}

    def _asked(self, form: str) -> str:
        key = self.lexicon.skeleton(form)
        aliases: Mapping[str, str] = self.terms.get(key, {})
        postings: Counter[str] = Counter()
        for known, times in self.frequencies.get(key, {}).items():
            postings[aliases[known]] += times
        return term_for(form, postings, aliases)


def main() -> None:
    place = Path(sys.argv[1]) if len(sys.argv) > 1 else CORPUS.parent / "search" / "cases.tsv"
    cases = read_cases(place)
    large = Shards([*articles_of(CORPUS / "jawhara_10k.jsonl.gz"), *(case.text for case in cases)])
    report("the large archive with all the cases' texts", cases, [is_joined(case, large) for case in cases])
    demo = Shards(path.read_text(encoding="utf-8") for path in sorted(CONTENT.rglob("*.md")))
    joined = [is_joined(case, demo.with_article(case.text)) for case in cases]
    report("the demo's articles with the one text that is asked for", cases, joined)


def read_cases(place: Path) -> list[Case]:
    with place.open(encoding="utf-8", newline="") as file:
        rows = csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
        return [Case(row["query"], row["text"], row["should_match"] == "1") for row in rows]


def report(name: str, cases: list[Case], joined: list[bool]) -> None:
    """Wrong pairs that a packaged group calls one word (كتاب، كتب) are wrong too, and told apart."""
    both = list(zip(cases, joined, strict=True))
    missed = [case for case, is_found in both if case.should_match and not is_found]
    wrong = [case for case, is_found in both if is_found and not case.should_match]
    wanted = sum(case.should_match for case in cases)
    right = sum(case.should_match == is_found for case, is_found in both)
    print(f"{name}: found {wanted - len(missed)} of {wanted}, wrong {len(wrong)} of {len(cases) - wanted}, ", end="")
    print(f"of these by a group of variants {sum(map(is_variant, wrong))}; right {right} of {len(cases)}")
    for label, found in (("missed", missed), ("wrong", wrong)):
        for case in found:
            print(f"  {label}: {case.query} | {case.text}{' (variants)' if is_variant(case) else ''}")


def is_joined(case: Case, shards: Shards) -> bool:
    return bool(shards.asked(case.query) & shards.indexed(case.text))


def is_variant(case: Case) -> bool:
    """Whether one word of the pair is another's only by a group."""
    lexicon = Lexicon()
    terms = [lexicon.terms_of(dict.fromkeys(tokens(text), 1)).values() for text in (case.query, case.text)]
    stems = [map(stem, tokens(text)) for text in (case.query, case.text)]
    return bool(set(terms[0]) & set(terms[1])) and not set(stems[0]) & set(stems[1])


if __name__ == "__main__":
    main()
