"""What was measured of sites of one size, by the name of each run, and the tables that say it."""

from __future__ import annotations

from typing import NamedTuple

from benchmarks.common.measure import Cost, median
from benchmarks.engine.sites import Size

HUGO, LEAN, PAGEFIND = "Hugo, cold", "Hugo lean, cold", "Pagefind on Hugo's output"
HUGO_AGAIN = "Hugo, nothing changed"
THEMES = {"plain": "Warraq, equal theme, no search", "equal": "Warraq, equal theme", "jarida": "Warraq, jarida"}
SITES = THEMES | {"hugo": "Hugo", "lean": "Hugo lean", "pagefind": "Pagefind's index"}


class Names(NamedTuple):
    """The runs of one of Warraq's sites."""

    cold: str
    nothing: str
    edited: str
    new: str
    old: str


def names_of(site: str) -> Names:
    theme = THEMES[site]
    changes = ("cold", "nothing changed", "one body edited", "an article of today added", "an old article added")
    return Names(*(f"{theme}, {change}" for change in changes))


class Results:
    """Costs by run, one a round; the peak of memory by run; sizes by site."""

    def __init__(self, count: int, tags: str) -> None:
        self.count = count
        self.tags = tags
        self.costs: dict[str, list[Cost]] = {}
        self.memory: dict[str, float] = {}
        self.sizes: dict[str, Size] = {}

    def cost(self, name: str) -> Cost:
        return median(self.costs[name])

    def table(self, rounds: int) -> str:
        lines = [
            f"\n## {self.count:,} articles, {self.tags} tags, median of {rounds}\n",
            "| run | wall s | fastest and slowest | CPU s | peak of all processes MB |",
            "|---|---|---|---|---|",
        ]
        for name, costs in self.costs.items():
            walls, cost = [cost.wall for cost in costs], self.cost(name)
            span = f"{min(walls):.2f}\u2013{max(walls):.2f}"
            lines.append(f"| {name} | {cost.wall:.2f} | {span} | {cost.cpu:.2f} | {self.memory[name]:.0f} |")
        lines += ["\n| output | files | MB |", "|---|---|---|"]
        lines += [f"| {SITES[site]} | {size.files:,} | {size.megabytes:.1f} |" for site, size in self.sizes.items()]
        return "\n".join(lines)
