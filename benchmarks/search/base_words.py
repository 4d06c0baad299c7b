"""Writes generator/search/analysis/data/base_words.txt: words of real news and how many articles hold each.

    python benchmarks/search/base_words.py path/to/jawhara_10k.jsonl.gz

A word counts with its article and without. Forms with a single letter written on are left out, as their rest is there.
"""

from __future__ import annotations

import gzip
import json
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from generator.search.analysis.analyzer import ARABIC, count_forms, without_article
from generator.search.analysis.lexicon import DATA, core, packaged_words

FEWEST = 7  # articles
LEAST_LETTERS, MOST_LETTERS = 3, 10
HEADER = """\
# Words of Arabic news and the number of articles that hold each, of {articles:,}; made by benchmarks/search/base_words.py.
# Counted in the Jawhara FM articles of antcorpus (https://github.com/antcorpus/antcorpus.data), Apache-2.0.
# Folded spelling; a word counts with its article and without; words in fewer than {fewest} articles are left out.
"""


def main() -> None:
    articles, frequencies = count_articles(Path(sys.argv[1]))
    words = families(frequencies)
    listed = sorted(word for word, count in words.items() if count >= FEWEST and is_listed(word))
    lines = [f"{word}\t{words[word]}" for word in listed]
    text = HEADER.format(articles=articles, fewest=FEWEST) + "\n".join(lines) + "\n"
    (DATA / "base_words.txt").write_text(text, encoding="utf-8")
    print(f"{len(lines):,} words, {len(text.encode()):,} bytes")


def articles_of(path: Path) -> Iterator[str]:
    """Title and text of each article."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for article in map(json.loads, lines):
            yield "\n".join((article["title"] or "", article["text"] or ""))


def count_articles(path: Path) -> tuple[int, Counter[str]]:
    """Number of articles, and of those that hold each form."""
    frequencies: Counter[str] = Counter()
    articles = 0
    for text in articles_of(path):
        frequencies.update(count_forms(text).keys())
        articles += 1
    return articles, frequencies


def families(frequencies: Counter[str]) -> Counter[str]:
    """Word -> articles, for the words on which nothing is written but an article."""

    def attested(word: str) -> int:
        return frequencies[word] + frequencies["ال" + word]

    found: Counter[str] = Counter()
    for form in filter(ARABIC.fullmatch, frequencies):
        bare = core(form, attested, packaged_words())
        if bare in (form, *without_article(form)):
            found[bare] = attested(bare)
    return found


def is_listed(word: str) -> bool:
    return LEAST_LETTERS <= len(word) <= MOST_LETTERS


if __name__ == "__main__":
    main()
