"""What search costs a reader's connection, compressed as a host sends it, beside Pagefind for the same queries.

    python benchmarks/search/weight.py [COUNT]        # 10000 by default; with more than 20000, without Pagefind

Queries are two words of a title, as readers type what they remember; and two words drawn from the whole vocabulary.
"""

from __future__ import annotations

import random
import statistics
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from playwright.sync_api import Page

sys.path.append(str(Path(__file__).parents[2]))

from benchmarks.common.articles import articles
from benchmarks.search.browser import Host, packed, served
from benchmarks.search.pages import FIRST_RESULTS, PAGEFIND, pagefind_index, write_pages
from benchmarks.search.sites import sites_folder, synthetic_site

QUERIES = 200
PAGEFIND_QUERIES = 100
MOST_FOR_PAGEFIND = 20_000
COMMON = 20  # articles that hold a word of the vocabulary's queries
KB = 1000
ASK = """async ([base, query, shown]) => {
  const engine = new search.Engine(base);
  const { numbers, order } = await engine.search(search.parse(query));
  const rows = await engine.documents(await order.first(shown));
  return { count: numbers.length, urls: rows.map((row) => row.url) };
}"""


class Text(NamedTuple):
    """A synthetic article, without its front matter."""

    name: str
    title: str
    body: str


def main() -> None:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
    has_pagefind = count <= MOST_FOR_PAGEFIND
    with sites_folder() as folder:
        site = synthetic_site(folder, count)
        folders = {"site": site / "output"}
        if has_pagefind:
            pages = folder / f"pages{count}"
            if not pages.exists():
                write_pages(pages, texts(count))
            pagefind_index(pages)
            folders["pages"] = pages
        print(f"{count:,} synthetic articles; kB are 1,000 bytes after gzip")
        static_files(site / "output", count)
        with served(folder / "client", **folders) as (host, page):
            titles, vocabulary = title_queries(count), vocabulary_queries(count)
            ours = {query: asked(host, page, query) for query in titles}
            visits(count, list(ours.values()))
            shards(count, "two words of a title", list(ours.values()))
            shards(count, "two words of the vocabulary", [asked(host, page, query) for query in vocabulary])
            if has_pagefind:
                beside_pagefind(host, page, ours)


# Queries


def texts(count: int) -> Iterator[Text]:
    for number, (_, text) in enumerate(articles(count)):
        head, _, body = text.removeprefix("---\n").partition("\n---\n")
        title = next(line for line in head.split("\n") if line.startswith("title: "))
        yield Text(f"{number}", title.removeprefix("title: "), body.replace("## ", ""))


def title_queries(count: int) -> list[str]:
    chance = random.Random(3)
    titles = [text.title for text in texts(count)]
    drawn = [sorted({word for word in chance.choice(titles).split() if len(word) > 2}) for _ in range(2 * QUERIES)]
    return [" ".join(chance.sample(words, 2)) for words in drawn if len(words) > 1][:QUERIES]


def vocabulary_queries(count: int) -> list[str]:
    chance = random.Random(4)
    held = Counter(word for text in texts(min(count, 10_000)) for word in {*text.body.replace(".", "").split()})
    words = sorted(word for word, times in held.items() if times >= COMMON and len(word) > 2)
    return [" ".join(chance.sample(words, 2)) for _ in range(QUERIES)]


# Figures


def static_files(output: Path, count: int) -> None:
    files = [path for path in (output / "search").rglob("*.json") if path.is_file()]
    total = sum(len(packed(path)[0]) for path in files)
    by_folder = Counter[str]()
    for path in files:
        by_folder[path.parent.name] += len(packed(path)[0])
    say("index in all, MB", total / 1e6, 4 if count <= 10_000 else None)
    say("index in all, files", len(files), 1500 if count <= 10_000 else None)
    print(f"    by folder, kB: {', '.join(f'{name} {size / KB:,.0f}' for name, size in sorted(by_folder.items()))}")
    for script in sorted(output.rglob("search*.js")):
        is_first = not script.stem.removeprefix("search").lstrip("-.").isalpha()
        say(f"{script.name}, kB", len(packed(script)[0]) / KB, 18 if is_first else None)


class Asked(NamedTuple):
    """Bytes that one query made a new visitor fetch."""

    once: int
    shards: int
    results: int
    count: int
    shown: int

    @property
    def all(self) -> int:
        return self.once + self.shards + self.results


def asked(host: Host, page: Page, query: str) -> Asked:
    host.sent.clear()
    found = page.evaluate(ASK, ["/site/", query, FIRST_RESULTS])
    results = host.bytes_of("/site/search/d/")
    shards = host.bytes_of("/site/search/t/") + host.bytes_of("/site/search/p/")
    return Asked(host.bytes_of() - results - shards, shards, results, found["count"], len(found["urls"]))


def visits(count: int, found: Sequence[Asked]) -> None:
    most = {10_000: 20, 100_000: 80}.get(count)
    say("once a visit, kB", statistics.median(one.once for one in found) / KB, most)
    full = [one.results for one in found if one.shown == FIRST_RESULTS]
    if full:
        say(f"ten results of {len(full)} queries, median kB", statistics.median(full) / KB, 27)
        say("    and p95 kB", p95(full) / KB, None)


def shards(count: int, name: str, found: Sequence[Asked]) -> None:
    sizes = [one.shards for one in found]
    say(f"shards for {name}, median kB", statistics.median(sizes) / KB, 16 if count <= 10_000 else None)
    say("    and p95 kB", p95(sizes) / KB, 70 if count > 10_000 else None)


def beside_pagefind(host: Host, page: Page, ours: dict[str, Asked]) -> None:
    queries = list(ours)[:PAGEFIND_QUERIES]
    theirs = {query: asked_of_pagefind(host, page, query, visit) for visit, query in enumerate(queries)}
    print(f"Pagefind, {len(queries)} of the same queries: ", end="")
    print(", ".join(f"{part} {median_kb(theirs.values(), part):.0f} kB" for part in ("once", "shards", "results")))
    for name, part in (
        ("first query with ten results", lambda one: one.all),
        ("a further query with ten results", lambda one: one.shards + one.results),
        ("a further query's index alone", lambda one: one.shards),
    ):
        say(f"{name}, of Pagefind's bytes", share(queries, ours, theirs, part), 0.5)


def share(queries: Sequence[str], ours: Any, theirs: Any, part: Callable[[Asked], int]) -> float:
    return sum(part(ours[query]) for query in queries) / sum(part(theirs[query]) for query in queries)


def asked_of_pagefind(host: Host, page: Page, query: str, visit: int) -> Asked:
    host.sent.clear()
    found = page.evaluate(PAGEFIND, ["/pages/pagefind/", query, visit, FIRST_RESULTS])
    shards, results = host.bytes_of("/pages/pagefind/index/"), host.bytes_of("/pages/pagefind/fragment/")
    return Asked(host.bytes_of() - shards - results, shards, results, found["count"], len(found["urls"]))


def median_kb(found: Any, part: str) -> float:
    return statistics.median(getattr(one, part) for one in found) / KB


def p95(values: Sequence[float]) -> float:
    return sorted(values)[int(len(values) * 0.95)]


def say(what: str, value: float, limit: float | None) -> None:
    """A figure, and whether it keeps its limit."""
    verdict = "" if limit is None else f"  (at most {limit:g}: {'yes' if value <= limit else 'NO'})"
    print(f"{what}: {value:,.2f}{verdict}")


if __name__ == "__main__":
    main()
