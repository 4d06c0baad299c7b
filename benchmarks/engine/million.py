"""What it costs to plan an archive too large to build here: articles without bodies, made in memory.

    python benchmarks/engine/million.py [COUNT]

Arranges them, plans every group with its digest (what each build after the first costs), then expands each group to its
targets with their digests (what the first build costs before it makes anything). Search is left out: it needs words.
"""

from __future__ import annotations

import resource
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

sys.path.append(str(Path(__file__).parents[2]))

from benchmarks.common.articles import Newsroom, write_site
from generator.archive.arrange import arrange
from generator.digest import digest_of_digests
from generator.engine.load.articles import Loaded
from generator.engine.memory.cache import open_memory
from generator.engine.plan.context import BuildContext
from generator.engine.plan.site import plan
from generator.engine.site import open_site
from generator.model import Article, Source

NOW = "2026-01-01T00:00:00+00:00"
LEDE_WORDS = 30
WORDS_TO_DRAW_FROM = 20_000


def main() -> None:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000
    print(f"\n## {count:,} articles planned\n\n| stage | s | memory MB |\n|---|---|---|")
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder) / "site"
        write_site(root, 0, settings="search: false\n")
        site = open_site(root, None, base_url=None, now=NOW, has_drafts=False)
        with stage("articles made (for the simulation alone)"):
            articles = tuple(made(count))
        with stage("arrange"):
            archive = arrange(articles, site.settings)
        context, loaded, memory = BuildContext(site), Loaded(articles, (), (), (), 0), open_memory(site)
        with stage("plan groups with their digests"):
            groups = list(plan(archive, loaded, memory, site, context))
        targets = 0
        with stage("expand to targets with their digests"):
            for group in groups:
                for target in group.expand():
                    digest_of_digests(list(context.digests(target).values()))
                    targets += 1
        memory.close()
    print(f"\n{len(groups):,} groups, {targets:,} targets.")


def made(count: int) -> Iterator[Article]:
    """As `load` would have them, of the same newsroom as the articles of all other figures."""
    newsroom = Newsroom(1, "zipf")
    words = newsroom.words(WORDS_TO_DRAW_FROM).split()
    for number in range(count):
        day, slug, fields = newsroom.front_matter(number)
        yield Article(
            source=Source(f"content/{day:%Y/%m}/{slug}.md", f"{number:064x}"),
            id=str(fields["id"]),
            title=str(fields["title"]),
            url=f"/{fields['url']}",
            date=day.isoformat(),
            lede=lede_of(words, number),
            section=str(fields["section"]),
            tags=tuple(fields["tags"]),
            authors=tuple(fields["authors"]),
            publisher=str(fields["publisher"]),
            words=400,
        )


def lede_of(words: list[str], number: int) -> str:
    """Other words for each, and quicker than drawing them."""
    start = number % (len(words) - LEDE_WORDS)
    return " ".join(words[start : start + LEDE_WORDS])


@contextmanager
def stage(name: str) -> Iterator[None]:
    start = time.perf_counter()
    yield
    seconds = time.perf_counter() - start
    print(f"| {name} | {seconds:.1f} | {resident():.0f} |", flush=True)


def resident() -> float:
    """MB at the most so far."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


if __name__ == "__main__":
    main()
