"""How long the search index takes beside lunr.py, and how far an edit reaches into it.

    python benchmarks/search/index.py [COUNT] [lunr]     # 10000 by default; with `lunr`, lunr.py on the same articles

The seconds are those of a build's workers with all words counted already, up to the bytes of every file. Needs
requirements-bench.txt.
"""

from __future__ import annotations

import multiprocessing
import random
import re
import statistics
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeVar

import msgspec
from lunr import lunr

sys.path.append(str(Path(__file__).parents[2]))

from benchmarks.search.lunr_arabic import arabic_builder
from benchmarks.search.sites import NOW, built, sites_folder, synthetic_site
from benchmarks.search.weight import say, texts
from generator.archive.archive import Archive
from generator.archive.arrange import arrange
from generator.engine.load.articles import load_articles
from generator.engine.memory.memory import Memory
from generator.engine.plan.context import BuildContext
from generator.engine.plan.search import plan_search, update_index
from generator.engine.site import Site, open_site
from generator.search.analysis.analyzer import count_forms
from generator.search.answer.shards_reader import postings_and_aliases
from generator.search.index.posting_codec import read_fields
from generator.workers import Workers

EDITS = 10
T = TypeVar("T")


def main() -> None:
    count = int(sys.argv[1]) if sys.argv[1:2] and sys.argv[1].isdigit() else 10_000
    small = count <= 10_000
    with sites_folder() as folder:
        root = synthetic_site(folder, count)
        print(f"{count:,} synthetic articles")
        seconds, used, before, after, counted = apart(index_anew, root)
        say("index from cached counts, s", seconds, 4 if small else None)
        say("    the main process's own s", used, None)
        say("    its process, MB at most", after, 200 if small else None)
        print(f"    of these before the index began {before:.0f} MB; counting words, one process: {counted:.1f} s")
        edits = [edit(root, number) for number in range(EDITS)]
        say("one edited article, median ms", statistics.median(ms for ms, _ in edits), 150 if small else None)
        say("    worst ms", max(ms for ms, _ in edits), None)
        for name, rewritten in (("a body edited", edits[-1][1]), ("an old article inserted", insert(root))):
            print(f"{name}: {rewritten}")
        if "lunr" in sys.argv[1:]:
            for languages in ("ar", None):
                taken = apart(lunr_seconds, count, languages)
                say(f"lunr.py ({languages or 'no language'}) {taken:.0f} s, times as long", taken / seconds, None)
                say("    and with our counting", taken / (seconds + counted), None)


def apart(measure: Callable[..., T], *given: Any) -> T:
    """In a process of its own, whose memory tells of nothing else."""
    with ProcessPoolExecutor(1, multiprocessing.get_context("spawn")) as pool:
        return pool.submit(measure, *given).result()


# From cached counts


@contextmanager
def opened(root: Path, output: str) -> Iterator[tuple[Archive, Memory, BuildContext]]:
    site = site_at(root)
    memory = Memory(site.cache / "warraq.sqlite", output)
    with Workers(1) as workers:
        archive = arrange(load_articles(site, memory, workers).articles, site.settings)
    yield archive, memory, BuildContext(site)
    memory.close()


def site_at(root: Path) -> Site:
    return open_site(root, None, base_url=None, now=NOW, has_drafts=False)


def index_anew(root: Path) -> tuple[float, float, float, float, float]:
    """Seconds, the processor's too; megabytes before and at most; seconds of counting, done while a build reads."""
    with opened(root, f"another{time.time_ns()}") as (archive, memory, context):
        before, start, used = megabytes(), time.perf_counter(), time.process_time()
        with Workers() as workers:
            index = update_index(archive, memory, context, workers)
            for group in plan_search(archive, index, context):
                for target in group.expand():
                    msgspec.json.encode(target.inputs)
        seconds, used, after = time.perf_counter() - start, time.process_time() - used, megabytes()
    start = time.perf_counter()
    for path in (root / "content").rglob("*.md"):
        count_forms(path.read_text(encoding="utf-8"))
    return seconds, used, before, after, time.perf_counter() - start


def megabytes() -> float:
    """At most so far. What getrusage calls that counts the process that began this one too."""
    text = Path("/proc/self/status").read_text(encoding="ascii")
    return int(text.partition("VmHWM:")[2].split()[0]) / 1024


# Edits


def edit(root: Path, number: int) -> tuple[float, str]:
    """Milliseconds from counted words to the bytes of the shards that changed; then what a build wrote."""
    file = random.Random(number).choice(sorted((root / "content").rglob("*.md")))
    before = file.read_text(encoding="utf-8")
    file.write_text(f"{before}\nزيادة الطبعة {number} قرنفل.\n", encoding="utf-8")
    try:
        with opened(root, "output") as (archive, memory, context):
            known = memory.groups()
            start = time.perf_counter()
            index = update_index(archive, memory, context, Workers(1))
            for group in plan_search(archive, index, context):
                if not known.get(group.key, b"").startswith(group.digest):
                    for target in group.expand():
                        msgspec.json.encode(target.inputs)
            seconds = time.perf_counter() - start
        return seconds * 1000, rewritten(root)
    finally:
        file.write_text(before, encoding="utf-8")
        built(root)


def rewritten(root: Path) -> str:
    """Files of output/search that a build changes, and whose documents' postings moved."""
    search = root / "output" / "search"
    old = contents(search)
    built(root)
    new = contents(search)
    changed = [path for path in {*old, *new} if old.get(path) != new.get(path)]
    kinds = {kind: sum(path.startswith(f"{kind}/") for path in changed) for kind in "tpvdfn"}
    shards = [path for path in changed if path.startswith(("t/", "p/"))]
    documents = moved(old, new, shards)
    capacity = msgspec.json.decode(new["manifest.json"])["capacity"]
    blocks = Counter(number // capacity for found in documents.values() for number in found)
    month = max(blocks, default=0, key=lambda block: blocks[block])
    elsewhere = sum(any(number // capacity != month for number in found) for found in documents.values())
    shown = ", ".join(f"{kind}/ {number}" for kind, number in kinds.items() if number)
    return f"rewrites {shown}; {len(documents)} terms changed, {elsewhere} of them beyond the article's month"


def contents(search: Path) -> dict[str, bytes]:
    return {path.relative_to(search).as_posix(): path.read_bytes() for path in search.rglob("*.json")}


def moved(old: dict[str, bytes], new: dict[str, bytes], shards: list[str]) -> dict[str, set[int]]:
    """By term, the documents of which its entry says something else than before."""
    before, after = entries(old, shards), entries(new, shards)
    changed = {term: before.get(term, set()) ^ after.get(term, set()) for term in {*before, *after}}
    return {term: {number for _, number, _ in found} for term, found in changed.items() if found}


def entries(files: dict[str, bytes], shards: list[str]) -> dict[str, set[tuple[int, int, int]]]:
    """Term, or a long one's file -> (field, document, times)."""
    found: dict[str, set[tuple[int, int, int]]] = {}
    for path in shards:
        shown = msgspec.json.decode(files.get(path, b"{}"))
        texts = (
            {path: shown}
            if isinstance(shown, str)
            else {term: postings_and_aliases(entry)[0] for term, entry in shown.items()}
        )
        for term, text in texts.items():
            if isinstance(text, str):
                found[term] = {(field, *one) for field, own in enumerate(read_fields(text)) for one in own}
    return found


def insert(root: Path) -> str:
    """An article of the archive's first month comes in late."""
    model = min((root / "content").rglob("*.md"))
    text = re.sub(r"^url: .*$", "url: 2015/01/late/", model.read_text(encoding="utf-8"), flags=re.MULTILINE)
    late = root / "content" / "late.md"
    late.write_text(re.sub(r"^id: .*$", "id: late", text, flags=re.MULTILINE), encoding="utf-8")
    try:
        return rewritten(root)
    finally:
        late.unlink()
        built(root)


# lunr.py


def lunr_seconds(count: int, language: str | None) -> float:
    """Seconds of lunr.py for the same titles and bodies, as its documentation says to use it."""
    rows = [{"name": text.name, "title": text.title, "body": text.body} for text in texts(count)]
    start = time.perf_counter()
    if language:
        lunr(ref="name", fields=("title", "body"), documents=rows, builder=arabic_builder())
    else:
        lunr(ref="name", fields=("title", "body"), documents=rows)
    return time.perf_counter() - start


if __name__ == "__main__":
    main()
