"""The limits of issue 3, each with what was found and whether it holds."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from benchmarks.engine.results import HUGO, HUGO_AGAIN, LEAN, PAGEFIND, Results, names_of

HUGO_MEGABYTES_OF_THE_ISSUE = 163  # of 10,000 articles with Zipf tags
PEAK_MB_AT_100_000 = 1500


class Limit(NamedTuple):
    """`found` may be at most `most`; the same ratio of processors' seconds stands beside one of the clock's."""

    what: str
    found: float
    most: float
    by_cpu: float | None = None

    @property
    def row(self) -> str:
        verdict = "yes" if self.found <= self.most else "**no**"
        by_cpu = "" if self.by_cpu is None else f"{self.by_cpu:.3f}"
        return f"| {self.what} | {self.found:.3f} | {by_cpu} | {self.most:g} | {verdict} |"


def limits_at(results: Results) -> str:
    """Beside Hugo; meant for 10,000 articles, printed for any number."""
    limits = [*_cold(results), *_again(results), *_bytes(results)]
    return _table(f"Limits at {results.count:,} articles, {results.tags} tags", limits)


def limits_between(smaller: Results, larger: Results) -> str:
    """How the cost of an article grows."""
    limits = []
    for site in ("plain", "equal", "jarida"):
        name = names_of(site).cold
        (wall, cpu), (more_wall, more_cpu) = smaller.cost(name), larger.cost(name)
        times = larger.count / smaller.count
        what = f"{name}: seconds an article ÷ at {smaller.count:,}"
        limits.append(Limit(what, more_wall / wall / times, 1.15, more_cpu / cpu / times))
        limits.append(Limit(f"{name}: peak MB of all processes", larger.memory[name], PEAK_MB_AT_100_000))
    return _table(f"Limits at {larger.count:,} articles beside {smaller.count:,}", limits)


def _cold(results: Results) -> Iterator[Limit]:
    plain, equal = names_of("plain").cold, names_of("equal").cold
    yield _seconds("cold without search ÷ Hugo", results, plain, (HUGO,), 0.75)
    yield _seconds("cold without search ÷ Hugo lean", results, plain, (LEAN,), 0.75)
    yield _seconds("cold with search ÷ Hugo", results, equal, (HUGO,), 1.0)
    yield _seconds("cold with search ÷ (Hugo + Pagefind)", results, equal, (HUGO, PAGEFIND), 0.4)
    memory = results.memory
    yield Limit("peak memory of a cold build without search ÷ Hugo's", memory[plain] / memory[HUGO], 0.6)
    yield Limit("peak memory of a cold build with search ÷ Hugo's", memory[equal] / memory[HUGO], 0.6)


def _again(results: Results) -> Iterator[Limit]:
    """Beside a build of Hugo's to which nothing changed: with a change it is no quicker."""
    names = names_of("equal")
    yield _seconds("nothing changed ÷ Hugo", results, names.nothing, (HUGO_AGAIN,), 0.1)
    yield _seconds("one body edited ÷ Hugo", results, names.edited, (HUGO_AGAIN,), 0.15)
    yield _seconds("an article of today added ÷ Hugo", results, names.new, (HUGO_AGAIN,), 0.15)
    yield _seconds("an old article added ÷ Hugo", results, names.old, (HUGO_AGAIN,), 0.15)


def _seconds(what: str, results: Results, run: str, peers: tuple[str, ...], most: float) -> Limit:
    ours, theirs = results.cost(run), [results.cost(peer) for peer in peers]
    by_cpu = ours.cpu / sum(cost.cpu for cost in theirs)
    return Limit(what, ours.wall / sum(cost.wall for cost in theirs), most, by_cpu)


def _bytes(results: Results) -> Iterator[Limit]:
    megabytes = {site: size.megabytes for site, size in results.sizes.items()}
    for peer in ("hugo", "lean"):
        name = {"hugo": "Hugo's", "lean": "Hugo lean's"}[peer]
        yield Limit(f"bytes of the equal site with search ÷ {name}", megabytes["equal"] / megabytes[peer], 0.8)
        yield Limit(f"bytes of jarida with search ÷ {name}", megabytes["jarida"] / megabytes[peer], 1.0)
    if results.count == 10_000:
        issue = HUGO_MEGABYTES_OF_THE_ISSUE
        yield Limit(f"bytes of the equal site with search ÷ the issue's {issue} MB", megabytes["equal"] / issue, 0.8)
        yield Limit(f"bytes of jarida with search ÷ the issue's {issue} MB", megabytes["jarida"] / issue, 1.0)


def _table(title: str, limits: list[Limit]) -> str:
    head = [f"\n### {title}\n", "| | found | by CPU-s | limit | holds |", "|---|---|---|---|---|"]
    return "\n".join([*head, *(limit.row for limit in limits)])
