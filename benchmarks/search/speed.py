"""How long the client takes once a query's files have come, in Chromium, as it is and slowed four-fold.

    python benchmarks/search/speed.py [COUNT]       # 10000 by default

Every query is asked by a new client that has the manifest; files come from the page's memory, so what is measured is
reading them, understanding the query, ranking and sorting. Others at work on the machine stretch these times; so the
processor's time of the page's thread is printed too, which has the manifest read anew for each query.
"""

from __future__ import annotations

import random
import sys
from pathlib import Path

from playwright.sync_api import CDPSession, Page

sys.path.append(str(Path(__file__).parents[2]))

from benchmarks.search.browser import served
from benchmarks.search.sites import sites_folder, synthetic_site
from benchmarks.search.weight import p95, say, texts, title_queries

QUERIES = 100
SLOWDOWN = 4
# Files are kept as text, so that JSON is parsed anew for each query.
KEEP = """base => {
  const [kept, fetched] = [new Map(), globalThis.fetch];
  globalThis.fetch = async (address) => {
    if (!kept.has(address)) kept.set(address, await (await fetched(address)).text());
    return new Response(kept.get(address));
  };
}"""
TIMED = """async ([base, queries]) => {
  const seconds = [];
  for (const query of [...queries, ...queries]) {
    const engine = new search.Engine(base);
    await engine.load();
    const before = performance.now();
    await (await engine.search(search.parse(query))).order.first(10);
    seconds.push(performance.now() - before);
  }
  return seconds.slice(queries.length);
}"""
ONCE = """async ([base, query]) => {
  const engine = new search.Engine(base);
  await (await engine.search(search.parse(query))).order.first(10);
}"""
LOADED = """async base => {
  const before = performance.now();
  await new search.Engine(base).load();
  return performance.now() - before;
}"""


def main() -> None:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
    limit = 100 if count <= 10_000 else 250
    with sites_folder() as folder:
        site = synthetic_site(folder, count)
        kinds = queries_of(count)
        with served(folder / "client", site=site / "output") as (_, page):
            page.evaluate(KEEP)
            print(f"{count:,} synthetic articles, {QUERIES} queries a kind")
            asked(page, kinds, limit, "")
            browser = page.context.new_cdp_session(page)
            computed(page, browser, kinds)
            browser.send("Emulation.setCPUThrottlingRate", {"rate": SLOWDOWN})
            asked(page, kinds, None, f", slowed {SLOWDOWN}-fold")


def queries_of(count: int) -> dict[str, list[str]]:
    chance = random.Random(6)
    titles = [[word for word in text.title.split() if len(word) > 2] for text in texts(count)]
    titles = [words for words in titles if len(words) > 2]

    def drawn(shape: str) -> list[str]:
        return [shape.format(*chance.sample(chance.choice(titles), 3)) for _ in range(QUERIES)]

    return {
        "one word": drawn("{}"),
        "two words": title_queries(count)[:QUERIES],
        "three words": drawn("{} {} {}"),
        "+ - and title:": drawn("+{} title:{} -{}"),
        "a beginning": [f"{query.split()[0][:4]}*" for query in drawn("{}")],
        "near a word": drawn("{}~"),
    }


def asked(page: Page, kinds: dict[str, list[str]], limit: float | None, how: str) -> None:
    print(f"manifest read and understood{how}: {page.evaluate(LOADED, '/site/'):.0f} ms")
    everything: list[float] = []
    for kind, queries in kinds.items():
        taken = page.evaluate(TIMED, ["/site/", queries])
        everything += taken
        say(f"{kind}{how}, p95 ms", p95(taken), limit)
    say(f"all{how}, p95 ms", p95(everything), limit)


def computed(page: Page, browser: CDPSession, kinds: dict[str, list[str]]) -> None:
    browser.send("Performance.enable", {"timeDomain": "threadTicks"})
    everything: list[float] = []
    for kind, queries in kinds.items():
        page.evaluate(TIMED, ["/site/", queries])
        taken = [processor_ms(page, browser, query) for query in queries]
        everything += taken
        say(f"{kind}, processor's p95 ms", p95(taken), None)
    say("all, processor's p95 ms", p95(everything), None)


def processor_ms(page: Page, browser: CDPSession, query: str) -> float:
    before = busy_seconds(browser)
    page.evaluate(ONCE, ["/site/", query])
    return (busy_seconds(browser) - before) * 1000


def busy_seconds(browser: CDPSession) -> float:
    found = browser.send("Performance.getMetrics")["metrics"]
    return next(float(one["value"]) for one in found if one["name"] == "TaskDuration")


if __name__ == "__main__":
    main()
