"""Whether readers find an article again by three words of its title: Warraq, Pagefind and lunr.py in one run.

    python benchmarks/search/known_item.py [QUERIES]      # 1000 by default

The articles are the corpus's 9,962 of Jawhara FM, of which bodies alone are indexed. Reciprocal rank and recall among
ten; the difference to each peer with its 95 % interval by paired bootstrap over the queries.
"""

from __future__ import annotations

import random
import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from lunr import lunr
from playwright.sync_api import Page

sys.path.append(str(Path(__file__).parents[2]))

from benchmarks.search.browser import served
from benchmarks.search.lunr_arabic import arabic_builder
from benchmarks.search.pages import PAGEFIND, pagefind_index, write_pages
from benchmarks.search.sites import RealArticle, jawhara, real_site, sites_folder
from generator.search.analysis.analyzer import tokens

LOOKED_AT = 10
RESAMPLES = 10_000
FEWEST_LETTERS = 2
ASK = """async ([base, query, shown]) => {
  const engine = (globalThis.engine ||= new search.Engine(base));
  const { order } = await engine.search(search.parse(query));
  return (await engine.documents(await order.first(shown))).map((row) => row.url);
}"""

Ranks = list[int]  # of the article that a title is from; 0 where it is not among those looked at
Ask = Callable[[str], Sequence[str]]


def main() -> None:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 1000
    articles = list(jawhara())
    queries = drawn(articles, count)
    print(f"{len(articles):,} articles, bodies only; {len(queries)} queries of three title words")
    with sites_folder() as folder:
        site = real_site(folder, "jawhara-bodies", without_titles(articles))
        pages = folder / "jawhara-pages"
        if not pages.exists():
            write_pages(pages, ((article.name, "", article.text) for article in articles))
        pagefind_index(pages)
        with served(folder / "client", site=site / "output", pages=pages) as (_, page):
            ranks = {
                "Warraq": ranks_of(queries, lambda query: page.evaluate(ASK, ["/site/", query, LOOKED_AT])),
                "Pagefind": ranks_of(queries, lambda query: of_pagefind(page, query)),
            }
    ranks["lunr.py"] = ranks_of(queries, of_lunr(articles))
    for name, own in ranks.items():
        print(f"{name}: MRR@10 {mean(reciprocal(own)):.3f}, recall@10 {mean(recalled(own)):.3f}")
    for peer, is_enough in (("Pagefind", above), ("lunr.py", not_below)):
        for name, measure in (("MRR@10", reciprocal), ("recall@10", recalled)):
            compare(f"Warraq - {peer}, {name}", measure(ranks["Warraq"]), measure(ranks[peer]), is_enough)


def drawn(articles: Sequence[RealArticle], count: int) -> list[tuple[str, str]]:
    """(three words of a title, as printed; the name of its article)."""
    chance = random.Random(11)
    found: list[tuple[str, str]] = []
    while len(found) < count:
        article = chance.choice(articles)
        words = [word for word in article.title.split() if len("".join(tokens(word))) > FEWEST_LETTERS]
        if len(set(words)) > 2:
            found.append((" ".join(chance.sample(sorted(set(words)), 3)), article.name))
    return found


def without_titles(articles: Sequence[RealArticle]) -> Iterator[RealArticle]:
    for number, article in enumerate(articles):
        yield article._replace(title=f"t{number}", section="")


# Who is asked


def ranks_of(queries: Sequence[tuple[str, str]], ask: Ask) -> Ranks:
    found = []
    for query, name in queries:
        names = [url.strip("/").removesuffix(".html").rsplit("/", 1)[-1] for url in ask(query)]
        found.append(names.index(name) + 1 if name in names else 0)
    return found


def of_pagefind(page: Page, query: str) -> Sequence[str]:
    urls: list[str] = page.evaluate(PAGEFIND, ["/pages/pagefind/", query, 0, LOOKED_AT])["urls"]
    return urls


def of_lunr(articles: Sequence[RealArticle]) -> Ask:
    """lunr.py's index, asked with plain words, as its own syntax throws on titles that hold a colon."""
    rows = [{"name": article.name, "body": article.text} for article in articles]
    index = lunr(ref="name", fields=("body",), documents=rows, builder=arabic_builder(is_remembering=True))

    def ask(query: str) -> Sequence[str]:
        asked = index.create_query()
        for word in query.split():
            asked.term(word.lower())
        return [found["ref"] for found in index.query(asked)[:LOOKED_AT]]

    return ask


# Figures


def reciprocal(ranks: Ranks) -> list[float]:
    return [1 / rank if rank else 0.0 for rank in ranks]


def recalled(ranks: Ranks) -> list[float]:
    return [float(rank > 0) for rank in ranks]


def mean(values: Sequence[float]) -> float:
    return sum(values) / len(values)


def above(low: float, _high: float) -> bool:
    return low > 0


def not_below(_low: float, high: float) -> bool:
    """Where the whole interval lies under nothing, Warraq is worse."""
    return high >= 0


def compare(what: str, own: list[float], other: list[float], is_enough: Callable[[float, float], bool]) -> None:
    chance = random.Random(12)
    differences = [one - two for one, two in zip(own, other, strict=True)]
    means = sorted(mean(chance.choices(differences, k=len(differences))) for _ in range(RESAMPLES))
    low, high = means[int(RESAMPLES * 0.025)], means[int(RESAMPLES * 0.975)]
    verdict = "yes" if is_enough(low, high) else "NO"
    print(f"{what}: {mean(differences):+.3f}, from {low:+.3f} to {high:+.3f}  ({is_enough.__name__}: {verdict})")


if __name__ == "__main__":
    main()
