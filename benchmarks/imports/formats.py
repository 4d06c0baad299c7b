"""Counts that nothing is lost between a seed and the archive: records in = articles out + reported, format by format.

    python benchmarks/imports/formats.py [../shared/corpus]

The records of each file are counted here by other means than the importers': items of a feed or an export by their tags,
records of a web archive by their heads, objects of JSON by the parser, one for any other file.
"""

from __future__ import annotations

import argparse
import gzip
import json
import re
import sys
import tempfile
from collections import Counter
from pathlib import Path

sys.path.append(str(Path(__file__).parents[2]))

from benchmarks.common.corpus import CORPUS
from generator.config.site_yaml import load_settings
from generator.ingest.options import ImportOptions
from generator.ingest.pipeline import ingest
from generator.ingest.results import Imported

FOLDERS = ("formats", "messy", "encodings")
SITE = "title: measured\nbase_url: https://example.org/\nsections:\n  - name: سياسة\n"


def records_in(seed: Path) -> int:
    data = seed.read_bytes()
    if data[:2] == b"\x1f\x8b":
        data = gzip.decompress(data)
    name = seed.name.removesuffix(".gz")
    if name.endswith(".warc"):
        return len(re.findall(rb"^WARC/\d", data, re.MULTILINE)) - _repeated(data)
    if name.endswith(".arc"):
        return len(re.findall(rb"^(?:https?|filedesc)://\S+ \S+ \d{14} ", data, re.MULTILINE))
    if name.endswith(".json"):
        value = json.loads(data)
        return len(value) if isinstance(value, list) else 1
    if name.endswith((".xml", ".rss")):
        return max(1, len(re.findall(rb"<(?:\w+:)?(?:item|entry)[\s>]", data)))
    return 1


def _repeated(data: bytes) -> int:
    """Revisits of a page that stands in the same file are that page, and say nothing of their own."""
    heads = [head.partition(b"\r\n\r\n")[0] for head in re.split(rb"^(?=WARC/\d)", data, flags=re.MULTILINE)]
    pages = {_named(b"Target-URI", head) for head in heads if _named(b"Type", head) == b"response"}
    return sum(_named(b"Type", head) == b"revisit" and _named(b"Target-URI", head) in pages for head in heads)


def _named(name: bytes, head: bytes) -> bytes:
    found = re.search(rb"^WARC-" + name + rb": *(\S+)", head, re.MULTILINE)
    return found[1] if found else b""


def records_out(articles: list[Imported]) -> int:
    """Articles, refusals, and what the notes on a whole file count; a note that counts nothing stands beside records."""
    listed = [article for article in articles if "#" in article.file or article.action != "left out"]
    counted = 0
    for article in articles:
        for problem in article.problems:
            if problem.code in ("I134", "I150"):
                counted += sum(map(int, re.findall(r"(?<![\w-])(\d+) (?:of|with|without)", problem.what)))
    whole = [article for article in articles if "#" not in article.file and article.problems]
    notes = [article for article in whole if {problem.code for problem in article.problems} <= {"I134", "I150", "I135"}]
    breaks = [article for article in whole if article not in notes and len(articles) > 1]
    return len([article for article in listed if article not in breaks]) + counted or len(articles)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("corpus", type=Path, nargs="?", default=CORPUS)
    corpus = parser.parse_args().corpus
    is_right = True
    for folder in FOLDERS:
        counts: Counter[str] = Counter()
        wrong = []
        for seed in sorted(
            path for path in (corpus / folder).rglob("*") if path.is_file() and path.name != "INDEX.json"
        ):
            with tempfile.TemporaryDirectory() as name:
                root = Path(name)
                (root / "site.yaml").write_text(SITE, encoding="utf-8")
                report = ingest(root, (seed,), load_settings(root), ImportOptions(is_detailed=True))
            came, went = records_in(seed), records_out(list(report.articles))
            counts.update(report.counts)
            counts["files"] += 1
            silent = [one.file for one in report.articles if one.action == "refused" and not one.problems]
            if (
                came != went
                or silent
                or any("Error" in problem.what for problem in report.problems if problem.code == "I106")
            ):
                wrong.append(f"{seed.relative_to(corpus)}: {came} records, {went} accounted for")
        print(f"{folder}: {dict(sorted(counts.items()))}", *wrong, sep="\n  ")
        is_right = is_right and not wrong
    sys.exit(0 if is_right else 1)


if __name__ == "__main__":
    main()
