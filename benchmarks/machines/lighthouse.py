"""Lighthouse's performance on a phone: the median of five of the demo's front, article and search pages.

python benchmarks/machines/lighthouse.py [RUNS]
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from pathlib import Path
from statistics import median
from urllib.parse import quote

sys.path.append(str(Path(__file__).parents[2]))

from benchmarks.common.static_host import hosted
from generator.engine.pipeline import build
from generator.engine.site import open_site
from generator.workers import Workers

REPOSITORY = Path(__file__).parents[2]
LEAST = 98


def main() -> None:
    runs = sys.argv[1] if len(sys.argv) > 1 else "5"
    with tempfile.TemporaryDirectory() as folder, hosted(Path(folder)) as base:
        site = open_site(REPOSITORY, Path(folder), base_url=base, now="2026-01-01T00:00:00+00:00", has_drafts=False)
        with Workers(1) as workers:
            build(site, workers, lambda *_: None)
        article = next(path.parent.relative_to(folder) for path in Path(folder).glob("2025/02/*/index.html"))
        scores = measured([base, f"{base}{quote(article.as_posix())}/", f"{base}search/"], runs)
    for name, found in zip(("front", "article", "search"), scores.values(), strict=True):
        print(f"{name:8} median {median(found):g} of {found} (at least {LEAST})")
    if min(map(median, scores.values())) < LEAST:
        raise SystemExit(1)


def measured(urls: list[str], runs: str) -> dict[str, list[int]]:
    node, script = Path(sys.executable).with_name("node"), Path(__file__).with_suffix(".mjs")
    done = subprocess.run([node, script, "performance", runs, "", *urls], stdout=subprocess.PIPE, text=True, check=True)
    scores: dict[str, list[int]] = {url: [] for url in urls}
    for line in map(json.loads, done.stdout.splitlines()):
        scores[line["url"]].append(line["scores"]["performance"])
    return scores


if __name__ == "__main__":
    main()
