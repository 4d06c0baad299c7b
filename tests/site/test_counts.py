"""What each kind of edit costs among 1,000 articles, in targets, files and sources: the same on every machine."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from support import NOW, SiteFolder

from generator.model import Report

sys.path.append(str(Path(__file__).parent.parent.parent / "benchmarks"))
from articles import write_site


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> SiteFolder:
    """1,000 articles, built once; each test edits a copy."""
    site = SiteFolder(tmp_path_factory.mktemp("thousand") / "site")
    write_site(site.root, 1000)
    site.build(workers=2, now=NOW)
    return site


@pytest.fixture
def thousand(built: SiteFolder, tmp_path: Path) -> SiteFolder:
    shutil.copytree(built.root, tmp_path / "site", symlinks=True)
    return SiteFolder(tmp_path / "site")


def middle(site: SiteFolder) -> Path:
    articles = sorted((site.root / "content").rglob("*.md"))
    return articles[len(articles) // 2]


def replaced(place: Path, key: str, value: str) -> None:
    lines = place.read_text(encoding="utf-8").split("\n")
    place.write_text(
        "\n".join(f"{key}: {value}" if line.startswith(f"{key}: ") else line for line in lines), encoding="utf-8"
    )


def body(site: SiteFolder) -> None:
    place = middle(site)
    place.write_text(place.read_text(encoding="utf-8") + "\nزيادة.\n", encoding="utf-8")


def title(site: SiteFolder) -> None:
    replaced(middle(site), "title", "عنوان جديد")


def tag(site: SiteFolder) -> None:
    replaced(middle(site), "tags", "[وسم جديد]")


def date(site: SiteFolder) -> None:
    replaced(middle(site), "date", "2016-06-06")


def new(site: SiteFolder) -> None:
    site.article("newest", date="2031-01-01")


def old(site: SiteFolder) -> None:
    site.article("oldest", date="1998-01-01")


def deleted(site: SiteFolder) -> None:
    middle(site).unlink()


def renamed(site: SiteFolder) -> None:
    place = middle(site)
    place.rename(place.with_name("other.md"))


def stylesheet(site: SiteFolder) -> None:
    site.write("themes/jarida/static/jarida.css", "body {}")


def template(site: SiteFolder) -> None:
    site.write("themes/jarida/templates/undated.html", '{% extends "base.html" %}')


# Most files that may be written beside search and feed, and how many sources may be parsed.
EDITS: dict[Callable[[SiteFolder], None], tuple[int, int]] = {
    body: (1, 1),
    title: (20, 1),
    tag: (40, 1),
    date: (40, 1),
    new: (20, 1),
    old: (20, 1),
    deleted: (40, 0),
    renamed: (0, 1),
    stylesheet: (1, 0),
    template: (1, 0),
}


@pytest.mark.parametrize("edit", EDITS, ids=lambda edit: edit.__name__)
def test_an_edit_costs_what_it_touches(
    thousand: SiteFolder, edit: Callable[[SiteFolder], None], capsys: pytest.CaptureFixture[str]
) -> None:
    edit(thousand)
    report: Report = thousand.build(now=NOW)
    files = [path for path in (*report.written, *report.removed) if not path.startswith(("search/", "feed"))]
    most_files, most_parsed = EDITS[edit]
    with capsys.disabled():
        pass
    assert len(files) <= most_files, files
    assert report.sources_parsed <= most_parsed


def test_a_new_site_title_makes_every_page_and_parses_none(thousand: SiteFolder) -> None:
    replaced(thousand.root / "site.yaml", "title", "اسم جديد")
    report = thousand.build(workers=2, now=NOW)
    assert report.sources_parsed == 0
    assert report.files_written > 1700
