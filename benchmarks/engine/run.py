"""Measures Warraq beside Hugo and Pagefind on the same articles, in turn, and says whether the limits hold.

    make bench [COUNTS="1000 10000"] [ROUNDS=3] [TAGS="zipf uniform"] [PEERS_UP_TO=10000] [EVERYTHING=1]

The first round measures memory and is not timed; seconds are medians of ROUNDS more. Beyond PEERS_UP_TO articles Warraq
is measured alone, with the first kind of tags. With EVERYTHING Warraq's sites offer machines all they can (feeds of
everything, data, proofs, llms.txt), and Hugo's what Hugo can say of that. Prints Markdown; what is going on goes to
standard error.
"""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

sys.path.append(str(Path(__file__).parents[2]))

from benchmarks.common.measure import peak_memory, timed
from benchmarks.engine.limits import limits_at, limits_between
from benchmarks.engine.results import HUGO, HUGO_AGAIN, LEAN, PAGEFIND, Results, names_of
from benchmarks.engine.richness import compared
from benchmarks.engine.sites import Sites

ROUNDS = int(os.environ.get("ROUNDS") or 3)
COUNTS = [int(count) for count in (os.environ.get("COUNTS") or "1000 10000").split()]
TAGS = (os.environ.get("TAGS") or "zipf uniform").split()
PEERS_UP_TO = int(os.environ.get("PEERS_UP_TO") or 10_000)
HAS_EVERYTHING = bool(os.environ.get("EVERYTHING"))

Note = Callable[[str, list[str]], None]


def main() -> None:
    found = [measured(count, tags) for count in COUNTS for tags in (TAGS if count <= PEERS_UP_TO else TAGS[:1])]
    alike = [results for results in found if results.tags == TAGS[0]]
    for smaller, larger in pairwise(alike):
        if larger.count > PEERS_UP_TO:
            print(limits_between(smaller, larger))


def measured(count: int, tags: str) -> Results:
    """All rows of one size, printed."""
    has_peers = count <= PEERS_UP_TO
    with tempfile.TemporaryDirectory() as folder:
        sites = Sites(Path(folder), count, tags, has_peers=has_peers, has_everything=HAS_EVERYTHING)
        results = Results(count, tags)
        for number in range(1 + ROUNDS):
            one_round(sites, results, number, has_peers=has_peers)
        for name in ("plain", "equal", "jarida", *(("hugo", "lean", "pagefind") if has_peers else ())):
            results.sizes[name] = sites.size(name)
        print(results.table(ROUNDS), flush=True)
        if has_peers:
            print(compared(sites.output("hugo"), sites.output("equal")))
            print(limits_at(results), flush=True)
    return results


def one_round(sites: Sites, results: Results, number: int, *, has_peers: bool) -> None:
    """Round 0 measures memory, the others seconds."""

    def note(name: str, command: list[str]) -> None:
        if number == 0:
            results.memory[name] = peak_memory(command)
            cost_text = f"{results.memory[name]:.0f} MB"
        else:
            os.sync()  # what the run before left to write is not this one's
            cost = timed(command)
            results.costs.setdefault(name, []).append(cost)
            cost_text = f"{cost.wall:.2f} s, {cost.cpu:.2f} CPU-s"
        print(f"{results.count} {results.tags}, round {number}: {name}: {cost_text}", file=sys.stderr, flush=True)

    if has_peers:
        note(HUGO, sites.cold("hugo"))
    note(names_of("plain").cold, sites.cold("plain"))
    if has_peers:
        note(PAGEFIND, sites.pagefind())
        note(LEAN, sites.cold("lean"))
    note(names_of("equal").cold, sites.cold("equal"))
    note(names_of("jarida").cold, sites.cold("jarida"))
    for name in ("equal", "jarida"):
        again(sites, name, number, note)
    if has_peers:
        note(HUGO_AGAIN, sites.again("hugo"))


def again(sites: Sites, name: str, number: int, note: Note) -> None:
    """Builds of a new process after nothing, or one thing, changed."""
    rows = names_of(name)
    note(rows.nothing, sites.again(name))
    edited = f"زيادة{number}"
    sites.edit(name, edited)
    note(rows.edited, sites.again(name))
    sites.check_shown(name, edited)
    for row, title, day in (
        (rows.new, f"مقال جديد {number}", "2026-01-15"),
        (rows.old, f"مقال قديم {number}", "2016-05-15"),
    ):
        sites.add(name, title, day)
        note(row, sites.again(name))
        sites.check_shown(name, title)


if __name__ == "__main__":
    main()
