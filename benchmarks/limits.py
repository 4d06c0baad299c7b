"""The limits of issue 3, each with what was found and whether it holds."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from results import HUGO, HUGO_AGAIN, LEAN, PAGEFIND, Results, names_of

HUGO_MEGABYTES_OF_THE_ISSUE = 163  # of 10,000 articles with Zipf tags
PEAK_MB_AT_100_000 = 1500


class Limit(NamedTuple):
    what: str
    found: float
    most: float

    @property
    def row(self) -> str:
        verdict = "yes" if self.found <= self.most else "**no**"
        return f"| {self.what} | {self.found:.3f} | {self.most:g} | {verdict} |"


def limits_at(results: Results) -> str:
    """Beside Hugo; meant for 10,000 articles, printed for any number."""
    limits = [*_cold(results), *_again(results), *_bytes(results)]
    return _table(f"Limits at {results.count:,} articles, {results.tags} tags", limits)


def limits_between(smaller: Results, larger: Results) -> str:
    """How the cost of an article grows."""
    limits = []
    for site in ("plain", "equal", "jarida"):
        name = names_of(site).cold
        seconds = [found.cost(name).wall / found.count for found in (smaller, larger)]
        limits.append(Limit(f"{name}: seconds an article ÷ at {smaller.count:,}", seconds[1] / seconds[0], 1.15))
        limits.append(Limit(f"{name}: peak MB of all processes", larger.memory[name], PEAK_MB_AT_100_000))
    return _table(f"Limits at {larger.count:,} articles beside {smaller.count:,}", limits)


def _cold(results: Results) -> Iterator[Limit]:
    plain, equal = names_of("plain").cold, names_of("equal").cold
    wall = {name: results.cost(name).wall for name in (HUGO, LEAN, PAGEFIND, plain, equal)}
    both = wall[HUGO] + wall[PAGEFIND]
    yield Limit("cold without search ÷ Hugo", wall[plain] / wall[HUGO], 0.75)
    yield Limit("cold without search ÷ Hugo lean", wall[plain] / wall[LEAN], 0.75)
    yield Limit("cold with search ÷ Hugo", wall[equal] / wall[HUGO], 1.0)
    yield Limit("cold with search ÷ (Hugo + Pagefind)", wall[equal] / both, 0.4)
    yield Limit(
        "peak memory of a cold build without search ÷ Hugo's", results.memory[plain] / results.memory[HUGO], 0.6
    )
    yield Limit("peak memory of a cold build with search ÷ Hugo's", results.memory[equal] / results.memory[HUGO], 0.6)


def _again(results: Results) -> Iterator[Limit]:
    """Beside a build of Hugo's to which nothing changed: with a change it is no quicker."""
    hugo, names = results.cost(HUGO_AGAIN).wall, names_of("equal")
    yield Limit("nothing changed ÷ Hugo", results.cost(names.nothing).wall / hugo, 0.1)
    yield Limit("one body edited ÷ Hugo", results.cost(names.edited).wall / hugo, 0.15)
    yield Limit("an article of today added ÷ Hugo", results.cost(names.new).wall / hugo, 0.15)
    yield Limit("an old article added ÷ Hugo", results.cost(names.old).wall / hugo, 0.15)


def _bytes(results: Results) -> Iterator[Limit]:
    megabytes = {site: size.megabytes for site, size in results.sizes.items()}
    for peer in ("hugo", "lean"):
        said = {"hugo": "Hugo's", "lean": "Hugo lean's"}[peer]
        yield Limit(f"bytes of the equal site with search ÷ {said}", megabytes["equal"] / megabytes[peer], 0.8)
        yield Limit(f"bytes of jarida with search ÷ {said}", megabytes["jarida"] / megabytes[peer], 1.0)
    if results.count == 10_000:
        issue = HUGO_MEGABYTES_OF_THE_ISSUE
        yield Limit(f"bytes of the equal site with search ÷ the issue's {issue} MB", megabytes["equal"] / issue, 0.8)
        yield Limit(f"bytes of jarida with search ÷ the issue's {issue} MB", megabytes["jarida"] / issue, 1.0)


def _table(title: str, limits: list[Limit]) -> str:
    return "\n".join(
        [f"\n### {title}\n", "| | found | limit | holds |", "|---|---|---|---|", *(limit.row for limit in limits)]
    )
