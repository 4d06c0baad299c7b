"""How far one article reaches among 1,000: benchmarks/engine/locality.py asks the same at 10,000 and 100,000."""

from __future__ import annotations

import pytest
from support import SiteFolder

from benchmarks.common.articles import write_site
from benchmarks.common.everything import SETTINGS as EVERYTHING
from benchmarks.engine.locality import Desk, case_of

MOST_FILES = 40  # beside search, as the law says for 10,000
CASES = 12


@pytest.mark.parametrize("settings", ["", EVERYTHING], ids=["as it comes", "with everything on"])
def test_any_article_added_deleted_or_dated_anew_reaches_few_files(site: SiteFolder, settings: str) -> None:
    write_site(site.root, 1000, settings=f"{settings}search: false\n")
    site.build(workers=2)
    desk = Desk(site.root)
    for number in range(CASES):
        kind = list(desk.changes)[number % len(desk.changes)]
        said = desk.changes[kind](1000 + number)
        found = case_of(kind, said, site.build(workers=2))
        assert found.files <= MOST_FILES, found
