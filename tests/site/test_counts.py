"""What each kind of edit costs among 1,000 articles, in targets, files and sources: the same on every machine."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from support import NOW, SiteFolder

from benchmarks.common.articles import write_site
from generator.engine.report import Report


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
    site.article("newest", date="2025-12-29")


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


def partial(site: SiteFolder) -> None:
    site.write("themes/jarida/templates/fragments/footer.html", "<footer>هامش</footer>\n")


def site_title(site: SiteFolder) -> None:
    replaced(site.root / "site.yaml", "title", "اسم جديد")


# Most files that may be written or removed beside search and feeds, and how many sources may be parsed.
EVERYTHING = 100_000
EDITS: dict[Callable[[SiteFolder], None], tuple[int, int]] = {
    body: (1, 1),
    title: (20, 1),
    tag: (40, 1),
    date: (40, 1),
    new: (20, 1),
    old: (20, 1),
    deleted: (40, 0),
    renamed: (0, 1),
    stylesheet: (2, 0),  # and the worker that keeps it for reading offline
    template: (1, 0),
    partial: (EVERYTHING, 0),
    site_title: (EVERYTHING, 0),
}
GOLDEN = Path(__file__).with_name("counts.json")
IS_RENEWING = bool(os.environ.get("WARRAQ_RENEW_COUNTS"))
Counts = dict[str, dict[str, int]]


def counts_of(report: Report, site: SiteFolder) -> Counts:
    """What a build did, search apart: its files grow and shrink with every change of the index."""
    groups: Counts = {"all": {"targets": report.targets_made, "parsed": report.sources_parsed}}
    for path in report.written:
        group = groups.setdefault("search" if path.startswith("search/") else "pages", {"written": 0, "bytes": 0})
        group["written"] += 1
        group["bytes"] += (site.output / path).stat().st_size
    for path in report.removed:
        group = groups.setdefault("search" if path.startswith("search/") else "pages", {})
        group["removed"] = group.get("removed", 0) + 1
    return groups


def is_apart(path: str) -> bool:
    return path.startswith(("search/", "feeds/")) or path.endswith(("feed.xml", "rss.xml", "feed.json"))


@pytest.mark.parametrize("edit", EDITS, ids=lambda edit: edit.__name__)
def test_an_edit_costs_what_it_touches(thousand: SiteFolder, edit: Callable[[SiteFolder], None]) -> None:
    """The very figures stand in counts.json: `make counts` writes it anew, and its difference is to be read."""
    edit(thousand)
    report: Report = thousand.build(workers=2, now=NOW)
    files = [path for path in (*report.written, *report.removed) if not is_apart(path)]
    most_files, most_parsed = EDITS[edit]
    assert len(files) <= most_files, files
    assert report.sources_parsed <= most_parsed
    golden = json.loads(GOLDEN.read_text(encoding="utf-8"))
    found = counts_of(report, thousand)
    if IS_RENEWING:
        GOLDEN.write_text(
            json.dumps(golden | {edit.__name__: found}, indent=1, sort_keys=True) + "\n", encoding="utf-8"
        )
    else:
        assert found == golden[edit.__name__]


def test_a_new_site_title_makes_every_page(thousand: SiteFolder) -> None:
    site_title(thousand)
    assert thousand.build(workers=2, now=NOW).files_written > 1700
