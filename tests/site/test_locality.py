"""How far one article reaches among 1,000: benchmarks/locality.py asks the same at 10,000 and 100,000."""

from __future__ import annotations

import random
import sys
from pathlib import Path

from support import SiteFolder

sys.path.append(str(Path(__file__).parent.parent.parent / "benchmarks"))
from articles import write_site
from locality import change

MOST_FILES = 40  # beside search, as the law says for 10,000
CASES = 18


def test_any_article_added_deleted_or_dated_anew_reaches_few_files(site: SiteFolder) -> None:
    write_site(site.root, 1000)
    site.write("site.yaml", (site.root / "site.yaml").read_text(encoding="utf-8") + "search: false\n")
    site.build(workers=2)
    chance = random.Random(2)
    for case in range(CASES):
        kind = ("add", "delete", "redate")[case % 3]
        change(kind, site.root, chance, 1000 + case)
        report = site.build(workers=2)
        assert report.files_written + report.files_removed <= MOST_FILES, (kind, report.written, report.removed)
