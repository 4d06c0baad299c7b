"""Whether shards of real articles rank as the whole index that lunr.py builds from the same words.

python benchmarks/search/equality.py [ARTICLES] [QUERIES]       # 3300 and 350 by default
"""

from __future__ import annotations

import random
import sys
import time
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

sys.path.append(str(Path(__file__).parents[2]))

from benchmarks.search.browser import served
from benchmarks.search.sites import RealArticle, jawhara, real_site, several_papers, sites_folder
from benchmarks.search.whole import compared, queries, whole_index

MOST_DIFFERENCE = 1e-9


def main() -> None:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 3300
    asked = int(sys.argv[2]) if len(sys.argv) > 2 else 350
    with sites_folder() as folder:
        root = real_site(folder, f"real{count}", articles(count))
        start = time.perf_counter()
        whole = whole_index(root)
        print(f"{count:,} real articles; lunr.py's index of their words took {time.perf_counter() - start:.0f} s")
        with served(folder / "client", site=root / "output") as (_, page):
            found = [compared(page, "/site/", whole, one) for one in queries(whole, asked, random.Random(21))]
    flaws = [one.flaw for one in found if one.flaw]
    worst = max(one.difference for one in found)
    print(f"{asked} queries of seven kinds, {sum(one.count > 0 for one in found)} of them with results")
    print(f"another set or order: {len(flaws)}  ({'NO' if flaws else 'yes'})")
    print(f"greatest difference of a score: {worst:.1e}  (at most {MOST_DIFFERENCE:g}: ", end="")
    print("yes)" if worst <= MOST_DIFFERENCE else "NO)", *flaws[:5], sep="\n")


def articles(count: int) -> Iterator[RealArticle]:
    """Those of eight papers first."""
    yield from several_papers()
    yield from islice(jawhara(), count - 300)


if __name__ == "__main__":
    main()
