"""generator/ARCHITECTURE.md leads to files that exist."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).parents[2]
PAGE = (REPOSITORY / "generator/ARCHITECTURE.md").read_text(encoding="utf-8")
ROWS = re.findall(r"^\| (?!to change|---)(.+?) \| (.+?) \|$", PAGE.partition("## To change X, open Y")[2], re.MULTILINE)
_PATH = re.compile(r"`([\w./-]+/[\w./-]*)`")
_MODULE = re.compile(r"`([\w/-]+/[\w-]+\.(?:py|js|html))`")


def test_the_table_names_at_least_twenty_changes() -> None:
    assert len(ROWS) >= 20


@pytest.mark.parametrize(("change", "where"), ROWS, ids=[change for change, _ in ROWS])
def test_each_row_names_paths_that_exist(change: str, where: str) -> None:
    paths = _PATH.findall(where)
    assert paths, change
    for path in paths:
        found = REPOSITORY / path
        assert found.is_dir() if path.endswith("/") else found.is_file(), path


def test_each_module_named_in_the_text_exists() -> None:
    for path in _MODULE.findall(re.sub(r"^## Search\n.*?(?=^## )", "", PAGE, flags=re.MULTILINE | re.DOTALL)):
        assert (REPOSITORY / path).is_file() or (REPOSITORY / "generator" / path).is_file(), path
