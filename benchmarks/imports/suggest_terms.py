"""What `import` suggests as tags, people and places for real articles: how many, how well, how fast.

    python benchmarks/imports/suggest_terms.py [--show 20] [path/to/corpus]

Precision and recall are printed where a page names keywords of its own, beside plain TF-IDF (the eight words that are
commonest here and rarest in the corpus). A name counts where its words are the keyword's, and in the second figure also
where one holds the other («بوتين», «فلاديمير بوتين»). Publishers' keywords are no index: sections and slogans stand
among them, and subjects are missing.
"""

from __future__ import annotations

import argparse
import json
import math
import sys
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from statistics import mean
from time import process_time
from typing import NamedTuple

sys.path.append(str(Path(__file__).parents[2]))

from benchmarks.common.corpus import CORPUS
from generator.importers.language_and_section import language_of
from generator.importers.subjects.suggest import FEWEST, MOST, SUGGESTED, Text, subjects
from generator.importers.subjects.words import without_article
from generator.importers.vocabulary.subject_words import NO_NAME
from generator.text.words import words_of

ROUNDS = 3
JUDGED = Path(__file__).parent / "term_judgements.json"  # names and whether they are right, by article, no text


class Row(NamedTuple):
    name: str
    text: Text
    keywords: tuple[str, ...]


def main() -> None:
    arguments = argparse.ArgumentParser(description="What import suggests for real articles.")
    arguments.add_argument("corpus", nargs="?", type=Path, default=CORPUS)
    arguments.add_argument("--show", type=int, default=0, help="Print the suggestions of so many articles.")
    given = arguments.parse_args()
    articles, pages = read_articles(given.corpus), read_pages(given.corpus)
    for name, rows in (("articles_dev", articles), ("pages", pages)):
        print_counts(name, rows)
    print_speed(articles)
    print_judged(articles)
    print_quality([row for row in pages if row.keywords], [*articles, *pages])
    for row in articles[:: max(1, len(articles) // given.show)] if given.show else ():
        print(
            f"\n{row.text.title[:100]}\n  "
            + "\n  ".join(f"{field}: {', '.join(names)}" for field, names in suggested(row))
        )


def read_articles(corpus: Path) -> list[Row]:
    lines = (corpus / "articles_dev.jsonl").read_text(encoding="utf-8").splitlines()
    found = map(json.loads, lines)
    return [Row(row["id"], Text(row["title"], "", row["text"], language_of(row["text"])), ()) for row in found]


def read_pages(corpus: Path) -> list[Row]:
    rows = []
    for file in sorted((corpus / "pages").glob("*.expected.json")):
        page = json.loads(file.read_text(encoding="utf-8"))
        body = page["body"] if isinstance(page["body"], str) else "\n".join(page["body"])
        keywords = tuple(one for one in page.get("topics") or () if words_of(one))
        rows.append(Row(page["name"], Text(page["title"], "", body, page["lang"]), keywords))
    return rows


def suggested(row: Row) -> list[tuple[str, list[str]]]:
    found = subjects(row.text, "ar", b"")
    fields = [(field, [one.value for one in found if one.field == field]) for field in SUGGESTED]
    return [(field, names) for field, names in fields if names]


def print_counts(name: str, rows: Sequence[Row]) -> None:
    counts = [sum(len(names) for _, names in suggested(row)) for row in rows]
    kinds = Counter(field for row in rows for field, names in suggested(row) for _ in names)
    spread = ", ".join(f"{number}: {count}" for number, count in sorted(Counter(counts).items()))
    within = sum(FEWEST <= count <= MOST for count in counts)
    print(
        f"{name}: {len(rows)} articles, {mean(counts):.2f} suggestions each; {within} have {FEWEST} to {MOST}, none more"
    )
    print(f"  by number: {spread}\n  by kind: {', '.join(f'{kind} {kinds[kind]}' for kind in SUGGESTED)}")


def print_speed(rows: Sequence[Row]) -> None:
    def run() -> float:
        start = process_time()
        for row in rows:
            subjects(row.text, "ar", b"")
        return (process_time() - start) / len(rows) * 1000

    first, *rest = [run() for _ in range(ROUNDS + 1)]
    words = mean(len(row.text.body.split()) for row in rows)
    print(
        f"cost: {min(rest):.2f} ms of processor an article of {words:.0f} words (best of {ROUNDS}; first {first:.2f})"
    )


def print_judged(rows: Sequence[Row]) -> None:
    """Of single words and of people, which look best and fail most: what a reader held to be right (JUDGED)."""
    judged = json.loads(JUDGED.read_text(encoding="utf-8"))
    for label, is_of_kind in (
        ("single words", lambda field, name: field == "tags" and len(name.split()) == 1),
        ("people", lambda field, _name: field == "people"),
    ):
        answers = [
            judged.get(row.name, {}).get(name)
            for row in rows
            for field, names in suggested(row)
            for name in names
            if is_of_kind(field, name)
        ]
        right, wrong = answers.count(True), answers.count(False)
        figures = (
            f"precision {right / (right + wrong):.2f} ({right} right, {wrong} wrong, {answers.count(None)} not judged)"
        )
        print(f"  judged by hand, {label}: {figures}")


def print_quality(rows: Sequence[Row], corpus: Sequence[Row]) -> None:
    """Averages over the rows that have keywords."""
    frequency = Counter(word for row in corpus for word in set(words_in(row)))
    print(f"{len(rows)} pages with keywords of their own ({sum(len(row.keywords) for row in rows)}):")
    methods = {
        "warraq": [[name for _, names in suggested(row) for name in names] for row in rows],
        "tf-idf": [heaviest(row, frequency, len(corpus)) for row in rows],
    }
    for method, answers in methods.items():
        for label, is_same in (("exact", is_equal), ("or part", is_alike)):
            hits = [
                sum(any(is_same(one, key) for key in row.keywords) for one in named)
                for row, named in zip(rows, answers, strict=True)
            ]
            met = [
                sum(any(is_same(one, key) for one in named) for key in row.keywords)
                for row, named in zip(rows, answers, strict=True)
            ]
            precision, recall = sum(hits) / sum(map(len, answers)), sum(met) / sum(len(row.keywords) for row in rows)
            print(f"  {method:7} {label:8} precision {precision:.2f} recall {recall:.2f}")


def words_in(row: Row) -> list[str]:
    text = f"{row.text.title} {row.text.body}"
    return [word for word in words_of(text) if len(word) > 2 and word not in NO_NAME]


def heaviest(row: Row, frequency: Counter[str], articles: int) -> list[str]:
    counts = Counter(words_in(row))
    weights = {word: count * math.log(articles / frequency[word]) for word, count in counts.items()}
    return sorted(weights, key=lambda word: (-weights[word], word))[:MOST]


def bare(name: str) -> tuple[str, ...]:
    return tuple(map(without_article, words_of(name)))


def is_equal(one: str, other: str) -> bool:
    return bare(one) == bare(other)


def is_alike(one: str, other: str) -> bool:
    first, second = set(bare(one)), set(bare(other))
    return first <= second or second <= first


if __name__ == "__main__":
    main()
