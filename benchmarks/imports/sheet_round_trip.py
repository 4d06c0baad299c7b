"""The front matter of 10,000 articles through a spreadsheet and back: nothing changes; one changed cell is one line.

python benchmarks/imports/sheet_round_trip.py [COUNT]       generated articles in a temporary site
"""

from __future__ import annotations

import csv
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

sys.path.append(str(Path(__file__).parents[2]))

from benchmarks.common.articles import write_site
from generator.editing.lines import with_fields

SITE = 'title: "Desk"\nbase_url: "https://example.org/"\n'
TRAPS = ("no", "00123", "=cmd|' /C calc'!A0", "😀 خبر", "ا" * 300, "a; b", "'كلمة", "2011-02-25", "1e5", 'قال: "نعم"')


def main() -> None:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
    with tempfile.TemporaryDirectory() as folder:
        site = Path(folder)
        write_site(site, count)
        (site / "site.yaml").write_text(SITE, encoding="utf-8")
        _set_traps(site)
        table, before = site / "table.csv", _content(site)
        report = _run("export", site, "--to", "csv", str(table), "--columns", "all")
        print(f"export of {len(before)} articles: {report}")
        print(f"apply, nothing changed: {_run('edit', site, '--apply', str(table))}")
        after = _content(site)
        same = after == before
        print(f"files changed by the round trip: {sum(after[path] != data for path, data in before.items())}")
        _change_one_cell(table)
        print(f"apply, one cell changed: {_run('edit', site, '--apply', str(table))}")
        after = _content(site)
        lines = [
            sum(old != new for old, new in zip(before[path].split(b"\n"), after[path].split(b"\n"), strict=True))
            for path in before
            if before[path] != after[path]
        ]
        print(f"files changed: {len(lines)}, lines changed: {sum(lines)}")
    sys.exit(0 if same and lines == [1] else 1)


def _set_traps(site: Path) -> None:
    """What spreadsheets like to spoil, as kickers of the first articles."""
    paths = sorted((site / "content").rglob("*.md"))
    for path, trap in zip(paths, TRAPS, strict=False):
        path.write_bytes(with_fields(path.read_bytes().decode(), {"kicker": trap, "tags": [trap, "x"]}).encode())


def _content(site: Path) -> dict[str, bytes]:
    return {str(path): path.read_bytes() for path in (site / "content").rglob("*.md")}


def _change_one_cell(table: Path) -> None:
    with table.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    rows[len(rows) // 2]["section"] = "قسم آخر"
    with table.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]), delimiter=";")  # as Excel does where the comma is for decimals
        writer.writeheader()
        writer.writerows(rows)


def _run(verb: str, site: Path, *arguments: str) -> str:
    """Seconds of the wall and of the processor, and the largest memory, of the command."""
    started = time.monotonic()
    command = [sys.executable, "-m", "generator", verb, "--site", str(site), *arguments]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    report = process.stdout.read().strip().rpartition("\n")[2]
    process.stdout.close()
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    seconds = time.monotonic() - started
    busy = used.ru_utime + used.ru_stime
    return f"{seconds:.1f} s ({busy:.1f} s of processor), {used.ru_maxrss / 1024:.0f} MB, exit {process.returncode} {report}"


if __name__ == "__main__":
    main()
