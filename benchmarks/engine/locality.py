"""How far one article reaches: adds, deletes and re-dates articles at random and counts the files that each changes.

    python benchmarks/engine/locality.py [COUNT] [CASES] [--everything] [--seed 2]

Search shards are left out, as the limits leave them out. With --everything the site has all that is made for machines.
"""

from __future__ import annotations

import argparse
import random
import re
import sys
import tempfile
from collections import Counter
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import NamedTuple

sys.path.append(str(Path(__file__).parents[2]))

from benchmarks.common.articles import DAYS, FIRST_DAY, write_site
from benchmarks.common.everything import SETTINGS
from generator.engine.pipeline import build
from generator.engine.report import Report
from generator.engine.site import open_site
from generator.workers import Workers

NOW = "2026-01-01T00:00:00+00:00"
FEEDS = ("/feed.xml", "/rss.xml", "/feed.json")
SEED = 2  # of the cases
MOST_FILES = {10_000: 40, 100_000: 100}


class Case(NamedTuple):
    """A change, how many files were written or removed after it, and where they stand.

    `feeds` of them are feeds of terms: as many as the article has terms with feeds, times the formats that were asked for.
    """

    kind: str
    edit: str
    files: int
    feeds: int
    by_folder: str


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("count", type=int, nargs="?", default=10_000)
    parser.add_argument("cases", type=int, nargs="?", default=200)
    parser.add_argument("--everything", action="store_true")
    parser.add_argument("--seed", type=int, default=SEED, help="Of the cases, not of the articles.")
    given = parser.parse_args()
    count, cases = given.count, given.cases
    with tempfile.TemporaryDirectory() as folder, Workers() as workers:
        root = Path(folder) / "site"
        write_site(root, count, settings=f"{SETTINGS if given.everything else ''}search: false\n")
        site = open_site(root, None, base_url=None, now=NOW, has_drafts=False)
        build(site, workers, lambda *_: None)
        desk, found = Desk(root, given.seed), []
        for number in range(cases):
            kind = list(desk.changes)[number % len(desk.changes)]
            edit = desk.changes[kind](count + number)
            report = build(site, workers, lambda *_: None)
            found.append(case_of(kind, edit, report))
            print(f"{number + 1} of {cases}: {found[-1]}", file=sys.stderr, flush=True)
    print_table(count, found)


def case_of(kind: str, edit: str, report: Report) -> Case:
    touched = (*report.written, *report.removed)
    assert len(touched) == report.files_written + report.files_removed
    folders = Counter(re.sub(r"^\d{4}$", "years", path.partition("/")[0]) for path in touched)
    feeds = sum("/" in path and path.endswith(FEEDS) for path in touched)
    by_folder = ", ".join(f"{folder} {number}" for folder, number in folders.most_common())
    return Case(kind, edit, len(touched), feeds, by_folder)


def print_table(count: int, found: list[Case]) -> None:
    print(f"\n## One article among {count:,}, {len(found)} cases: files written and removed\n")
    print("| | cases | median | worst | median without feeds of terms | worst |\n|---|---|---|---|---|---|")
    for kind in dict.fromkeys(case.kind for case in found):
        cases = [case for case in found if case.kind == kind]
        files, others = sorted(case.files for case in cases), sorted(case.files - case.feeds for case in cases)
        middle = len(cases) // 2
        print(f"| {kind} | {len(cases)} | {files[middle]} | {files[-1]} | {others[middle]} | {others[-1]} |")
    worst = max(found, key=lambda case: case.files)
    print(f"\nThe worst: {worst.edit}, {worst.files} files, {worst.feeds} of them feeds of terms ({worst.by_folder}).")
    limit = MOST_FILES.get(count)
    if limit:
        print(f"Limit at {count:,}: {limit} files; holds: {'yes' if worst.files <= limit else '**no**'}.")


class Desk:
    """Somebody who works on the archive's whole past: from years before its first article to after its last."""

    def __init__(self, root: Path, seed: int = SEED) -> None:
        self._root = root
        self._chance = random.Random(seed)
        self._articles = sorted((root / "content").rglob("*.md"))
        self.changes: dict[str, Callable[[int], str]] = {
            "an article added": self._add,
            "an article deleted": self._delete,
            "an article re-dated": self._redate,
        }

    def _day(self) -> date:
        return FIRST_DAY + timedelta(days=self._chance.randrange(-2000, DAYS + 400))

    def _picked(self) -> tuple[Path, str]:
        file = self._chance.choice(self._articles)
        return file, file.read_text(encoding="utf-8")

    def _add(self, number: int) -> str:
        """One with the terms of another."""
        _, text = self._picked()
        day = self._day()
        fields = {
            "id": f"a{number}",
            "title": f"مضاف {number}",
            "date": str(day),
            "url": f"{day:%Y/%m}/added-{number}/",
        }
        for name, value in fields.items():
            text = changed(text, name, value)
        file = self._root / "content" / "added" / f"{number}.md"
        file.parent.mkdir(exist_ok=True)
        file.write_text(text, encoding="utf-8")
        self._articles.append(file)
        return f"added on {day}"

    def _delete(self, _number: int) -> str:
        file, text = self._picked()
        file.unlink()
        self._articles.remove(file)
        return f"deleted, of {value_of(text, 'date')}"

    def _redate(self, _number: int) -> str:
        file, text = self._picked()
        day = self._day()
        file.write_text(changed(text, "date", str(day)), encoding="utf-8")
        return f"re-dated from {value_of(text, 'date')} to {day}"


def changed(text: str, name: str, value: str) -> str:
    return re.sub(rf"^{name}: .*$", f"{name}: {value}", text, count=1, flags=re.MULTILINE)


def value_of(text: str, name: str) -> str:
    found = re.search(rf"^{name}: (.*)$", text, re.MULTILINE)
    return found[1] if found else ""


if __name__ == "__main__":
    main()
