"""Feeds each reader small files that were made to hurt, and names those that cost too much.

    python benchmarks/imports/bombs.py [--only WORD] [--all]

A file of this table may cost five seconds of processor time and 300 MB. Each is imported and built in a child of its own.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

sys.path.append(str(Path(__file__).parents[2]))
sys.path.append(str(Path(__file__).parents[2] / "tests"))

from support.bomb_table import bombs
from support.bombs import cost_of, warm_up


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--only", default="", help="bombs whose name or path holds this word")
    parser.add_argument("--all", action="store_true", help="print also what is bearable")
    parser.add_argument("--part", default="0/1", help="every n-th from the k-th on, as k/n")
    given = parser.parse_args()
    first, step = map(int, given.part.split("/"))
    warm_up()
    count = bad = 0
    for bomb in bombs()[first::step]:
        if given.only not in f"{bomb.name} {bomb.path}":
            continue
        cost = cost_of(bomb)
        count, bad = count + 1, bad + (not cost.is_bearable)
        if given.all or not cost.is_bearable:
            verdict = "ok " if cost.is_bearable else "BAD"
            print(
                f"{verdict} {cost.seconds:6.1f} s {cost.grown >> 20:5d} MiB  {bomb.name:32} {bomb.path:22} {cost.outcome[:240]}",
                flush=True,
            )
    print(f"{count} bombs, {bad} unbearable")
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
