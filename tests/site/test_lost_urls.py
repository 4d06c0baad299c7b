"""No address that the archive once gave out may lead nowhere without a word."""

from __future__ import annotations

from pathlib import Path

import pytest
from support import SiteFolder, warraq

from generator.model import Problem

SEED = "عنوان الخبر الأول\n\n13 شباط 2025\n\nهذا نص الخبر الذي نقلته الصحيفة عن مراسلها في المدينة صباح اليوم.\n"


@pytest.fixture
def imported(site: SiteFolder) -> tuple[SiteFolder, Path, str]:
    """A site with an imported article, its file and its URL."""
    site.write("seeds/one.txt", SEED)
    assert warraq("import", "--site", str(site.root)).returncode == 0
    (place,) = (site.root / "content").rglob("*.md")
    text = place.read_text(encoding="utf-8")
    url = next(line.removeprefix("url: ").strip('"') for line in text.split("\n") if line.startswith("url: "))
    assert not site.build().problems
    return site, place, url


def problems_of(site: SiteFolder) -> list[Problem]:
    return [problem for problem in site.build().problems if problem.code == "E204"]


def changed(place: Path, old: str, new: str) -> None:
    text = place.read_text(encoding="utf-8")
    assert old in text
    place.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_a_deleted_article_is_missed(imported: tuple[SiteFolder, Path, str]) -> None:
    site, place, url = imported
    place.unlink()
    (problem,) = problems_of(site)
    assert problem.level == "error" and problem.path == "content/ledger.jsonl"
    assert url in problem.what and "withdrawn" in problem.hint
    done = warraq("build", "--site", str(site.root), "--no-import")
    assert done.returncode == 1 and "E204" in done.stderr


def test_a_url_changed_by_hand_is_missed_until_an_alias_answers_it(imported: tuple[SiteFolder, Path, str]) -> None:
    site, place, url = imported
    changed(place, f"url: {url}", "url: 2025/02/other/")
    (problem,) = problems_of(site)
    assert problem.path == place.relative_to(site.root).as_posix() and url in problem.hint
    changed(place, "url: 2025/02/other/", f"url: 2025/02/other/\naliases: [{url}]")
    assert problems_of(site) == []
    assert 'http-equiv="refresh" content="0; url=/archive/2025/02/other/"' in site.page(f"{url}index.html")


def test_an_article_of_another_file_may_take_the_path_over(imported: tuple[SiteFolder, Path, str]) -> None:
    site, place, url = imported
    place.unlink()
    site.article("heir", aliases=f"[{url}]")
    assert problems_of(site) == []


@pytest.mark.parametrize("status", ["draft", "embargoed", "withdrawn"])
def test_what_is_kept_back_on_purpose_is_not_missed(imported: tuple[SiteFolder, Path, str], status: str) -> None:
    site, place, _ = imported
    changed(place, "\ntitle: ", f"\nstatus: {status}\ntitle: ")
    changed(place, "date: 2025-02-13", "date: 2031-02-13")
    assert problems_of(site) == []


def test_a_broken_file_is_told_of_once(imported: tuple[SiteFolder, Path, str]) -> None:
    site, place, _ = imported
    changed(place, "\ntitle: ", "\nlang: [\ntitle: ")
    report = site.build()
    assert report.problems and not [problem for problem in report.problems if problem.code == "E204"]
