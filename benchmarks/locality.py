"""How far one article reaches: adds, deletes and re-dates articles at random and counts the files that each changes.

    python benchmarks/locality.py [COUNT] [CASES]

Search shards are left out, as the limits leave them out.
"""

from __future__ import annotations

import random
import re
import sys
import tempfile
from collections import defaultdict
from datetime import timedelta
from pathlib import Path

from articles import DAYS, FIRST_DAY, write_site

from generator.build.pipeline import build
from generator.build.site import open_site
from generator.build.workers import Workers

NOW = "2026-01-01T00:00:00+00:00"


def main() -> None:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
    cases = int(sys.argv[2]) if len(sys.argv) > 2 else 200
    with tempfile.TemporaryDirectory() as folder, Workers() as workers:
        root = Path(folder) / "site"
        write_site(root, count)
        settings = root / "site.yaml"
        settings.write_text(settings.read_text(encoding="utf-8") + "search: false\n", encoding="utf-8")
        site = open_site(root, None, base_url=None, now=NOW, has_drafts=False)
        build(site, workers, lambda *_: None)
        chance = random.Random(2)
        found: dict[str, list[int]] = defaultdict(list)
        for case in range(cases):
            kind = ("add", "delete", "redate")[case % 3]
            change(kind, root, chance, count + case)
            report = build(site, workers, lambda *_: None)
            found[kind].append(report.files_written + report.files_removed)
        print(f"{count:,} articles, {cases} cases: files written and removed, median and worst")
        for kind, files in found.items():
            print(f"{kind}: {sorted(files)[len(files) // 2]}, {max(files)}")


def change(kind: str, root: Path, chance: random.Random, number: int) -> None:
    articles = sorted((root / "content").rglob("*.md"))
    place = chance.choice(articles)
    text = place.read_text(encoding="utf-8")
    if kind == "delete":
        place.unlink()
    elif kind == "redate":
        day = FIRST_DAY + timedelta(days=chance.randrange(-2000, DAYS + 400))
        place.write_text(re.sub(r"^date: .*$", f"date: {day}", text, flags=re.MULTILINE), encoding="utf-8")
    else:
        day = FIRST_DAY + timedelta(days=chance.randrange(-2000, DAYS + 400))
        added = root / "content" / "added" / f"{number}.md"
        added.parent.mkdir(exist_ok=True)
        title = re.sub(r"^title: .*$", f"title: مضاف {number}", text, flags=re.MULTILINE)
        dated = re.sub(r"^date: .*$", f"date: {day}", title, flags=re.MULTILINE)
        added.write_text(
            re.sub(r"^url: .*$", f"url: {day:%Y/%m}/added-{number}/", dated, flags=re.MULTILINE), encoding="utf-8"
        )


if __name__ == "__main__":
    main()
