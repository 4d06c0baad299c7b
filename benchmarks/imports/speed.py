"""Seconds and memory of importing 10,000 raw texts with the command that people use, and of a second run over them.

python benchmarks/imports/speed.py [COUNT]       real articles of the corpus under a masthead, in a temporary site
"""

from __future__ import annotations

import contextlib
import gzip
import json
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import psutil

sys.path.append(str(Path(__file__).parents[2]))

from benchmarks.common.corpus import CORPUS

SITE = 'title: "Import"\nlanguage: ar\nbase_url: "https://example.org/"\nsections: [{name: سياسة}, {name: اقتصاد}, {name: ثقافة}, {name: رياضة}]\n'
MOST_SECONDS, MOST_MEGABYTES, MOST_SECONDS_AGAIN = 20.0, 400.0, 2.0


def main() -> None:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
    with tempfile.TemporaryDirectory() as folder:
        site = Path(folder)
        (site / "site.yaml").write_text(SITE, encoding="utf-8")
        written = _write_seeds(site / "seeds", count)
        first, memory = _run(site)
        processor = resource.getrusage(resource.RUSAGE_CHILDREN)
        again, _ = _run(site)
        made = sum(1 for _ in (site / "content").rglob("*.md"))
    busy = processor.ru_utime + processor.ru_stime  # on a shared machine the better measure
    print(
        f"{written} raw texts: {first:.1f} s ({busy:.1f} s of processor), peak {memory:.0f} MB, second run {again:.1f} s, {made} content files"
    )
    scale = count / 10_000
    is_good = first <= MOST_SECONDS * scale and memory < MOST_MEGABYTES and again <= MOST_SECONDS_AGAIN * scale
    sys.exit(0 if is_good else 1)


def _write_seeds(folder: Path, count: int) -> int:
    """Numbered copies where the corpus has fewer articles: no two seeds are the same."""
    with gzip.open(CORPUS / "jawhara_10k.jsonl.gz", "rt", encoding="utf-8") as file:
        rows = [row for row in map(json.loads, file) if row.get("title") and row.get("text")]
    folder.mkdir()
    for number in range(count):
        row = rows[number % len(rows)]
        title = row["title"] if number < len(rows) else f"{row['title']} ({number})"
        text = f"{title}\n\nJawhara FM\n{(row.get('date') or '')[:10]}\n\n{row['text']}\n\nشارك الخبر\n"
        (folder / f"{number:06}.txt").write_text(text, encoding="utf-8")
    return count


def _run(site: Path) -> tuple[float, float]:
    """Seconds of the wall and the largest sum of memory of all its processes, looked at twenty times a second."""
    started, peak = time.monotonic(), 0.0
    command = [sys.executable, "-m", "generator", "import"]
    process = subprocess.Popen(command, cwd=site, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    watched = psutil.Process(process.pid)
    while process.poll() is None:
        with contextlib.suppress(psutil.Error):  # a worker ended between being named and being looked at
            peak = max(peak, sum(one.memory_info().rss for one in (watched, *watched.children(recursive=True))))
        time.sleep(0.05)
    if process.returncode not in (0, 1):  # 1: imported, with problems
        sys.exit(f"warraq import ended with {process.returncode}")
    return time.monotonic() - started, peak / 2**20


if __name__ == "__main__":
    main()
