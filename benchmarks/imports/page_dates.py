"""Measures the dates that the import of saved pages finds, beside htmldate and trafilatura in the same run.

    python benchmarks/imports/page_dates.py ../shared/corpus/pages_more [--faults] [--aside]

The pages are those of pages_more.tar.gz (unpacked); the day counts alone, and where none is expected, none is right. A
wrong date is told where it carries a problem, silent where it does not. A third of the publishers is set aside: nobody
tunes on their pages, `--aside` prints their figures too. Days that the set has wrong are in disputed.tsv with the reason;
figures are printed with them as the set has them, and without them. Needs requirements-bench.txt.
"""

from __future__ import annotations

import argparse
import csv
import json
import sys
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

import htmldate
import trafilatura

sys.path.append(str(Path(__file__).parents[2]))

from benchmarks.imports.set_aside import is_page_set_aside, more_pages
from generator.importers.piece import Piece, SiteContext
from generator.importers.reading import read_piece
from generator.model import Evidence, Source

DISPUTED = Path(__file__).with_name("disputed.tsv")
KINDS = ("right", "told", "silent", "missing")


class Read(NamedTuple):
    day: str
    is_told: bool = False
    confidence: float = 0.0


class Row(NamedTuple):
    name: str
    wanted: str
    is_aside: bool
    read: Mapping[str, Read]


def ours(html: bytes) -> Read:
    """The whole reader, as an import runs it."""
    article = next(iter(read_piece(Piece(Source("page.html", "0" * 64), "html", html), SiteContext())))
    dates: list[Evidence] = [one for one in article.evidence if one.field == "date"]
    is_told = any(problem.code in ("I110", "I112") for problem in article.problems)
    return Read(str(article.fields.get("date", ""))[:10], is_told, dates[0].confidence if dates else 0.0)


def of_htmldate(html: bytes) -> Read:
    return Read(htmldate.find_date(html.decode("utf-8", "replace"), original_date=True) or "")


def of_trafilatura(html: bytes) -> Read:
    found = trafilatura.extract_metadata(html.decode("utf-8", "replace"))
    return Read((found.date if found else "") or "")


READERS = {"warraq": ours, "htmldate": of_htmldate, "trafilatura": of_trafilatura}


def rows(folder: Path) -> Iterator[Row]:
    for file in sorted(folder.glob("*.expected.json")):
        name = file.name.removesuffix(".expected.json")
        wanted = str(json.loads(file.read_text(encoding="utf-8"))["date"])
        html = file.with_name(f"{name}.html").read_bytes()
        yield Row(
            name,
            "" if wanted == "nan" else wanted,
            is_page_set_aside(file),
            {reader: read(html) for reader, read in READERS.items()},
        )


def kind_of(read: Read, wanted: str) -> str:
    if read.day == wanted:
        return "right"
    return "missing" if not read.day else "told" if read.is_told else "silent"


def table(title: str, found: Sequence[Row]) -> None:
    print(f"{title}: {len(found)} pages", *(f"{kind:>8}" for kind in KINDS))
    for reader in READERS:
        counts = Counter(kind_of(row.read[reader], row.wanted) for row in found)
        print(f"  {reader:24}", *(f"{counts[kind] / len(found):8.3f}" for kind in KINDS))
    mine = [(row.read["warraq"], row.wanted) for row in found]
    sure = [read.day == wanted for read, wanted in mine if read.confidence >= 0.9 and not read.is_told]
    flagged = sum(read.is_told for read, _ in mine)
    print(
        f"  said to be sure {len(sure) / len(found):.3f}, of these right {sum(sure) / max(len(sure), 1):.4f};", end=" "
    )
    print(f"with a problem {flagged / len(found):.3f}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path, nargs="?", default=more_pages())
    parser.add_argument("--faults", action="store_true", help="name the open pages behind each miss")
    parser.add_argument("--aside", action="store_true", help="print the figures of the pages set aside too")
    given = parser.parse_args()
    found = list(rows(given.folder))
    with DISPUTED.open(encoding="utf-8", newline="") as lines:
        disputed = {row[0] for row in csv.reader(lines, delimiter="\t", quoting=csv.QUOTE_NONE) if row[1] == "date"}
    for title, is_aside in (("open", False), *((("set aside", True),) if given.aside else ())):
        of_set = [row for row in found if row.is_aside == is_aside]
        table(title, of_set)
        table(f"{title}, without disputed", [row for row in of_set if row.name not in disputed])
    if given.faults:
        for row in found:
            read = row.read["warraq"]
            if not row.is_aside and (read.day != row.wanted or read.is_told):
                print(f"  {row.name}: wanted {row.wanted}, found {read.day} ({kind_of(read, row.wanted)})")


if __name__ == "__main__":
    main()
