"""A site that an earlier version made opens under this one: nothing is imported again, no address moves, no file changes.

`tests/fixtures/site-made-by-0.1.tar.gz` is a site as 0.1 left it in November 2026, after an import of five seeds, a build,
an edit by hand, a `move`, a `withdraw` and a second build: content, ledger, seeds, settings, cache and output.
"""

from __future__ import annotations

import shutil
import tarfile
from pathlib import Path

import pytest
from support import NOW
from support.accidents import Done, compile_templates, kept, run

FIXTURE = Path(__file__).parents[1] / "fixtures" / "site-made-by-0.1.tar.gz"
BUILD = ("build", "--workers", "1", "--now", NOW)


def unpacked(folder: Path) -> Path:
    with tarfile.open(FIXTURE) as packed:
        packed.extractall(folder, filter="data")
    return folder / "site01"


@pytest.fixture(scope="module", autouse=True)
def _templates(tmp_path_factory: pytest.TempPathFactory) -> None:
    compile_templates(unpacked(tmp_path_factory.mktemp("templates")))


@pytest.fixture
def old_site(tmp_path: Path) -> Path:
    return unpacked(tmp_path)


def pages(root: Path) -> set[str]:
    return {path.relative_to(root).as_posix() for path in (root / "output").rglob("*.html")}


def users(root: Path) -> dict[str, bytes]:
    return {path: data for path, data in kept(root).items() if not path.startswith(("output/", "content/ledger.jsonl"))}


def settled(root: Path, *verbs: tuple[str, ...]) -> list[Done]:
    done = [run(root, verb) for verb in verbs]
    assert [one.code for one in done] == [0] * len(done), done
    return done


@pytest.mark.parametrize("verbs", [[("import",), BUILD], [BUILD], [(*BUILD, "--clean")]])
def test_nothing_is_imported_again_and_no_address_moves(old_site: Path, verbs: list[tuple[str, ...]]) -> None:
    files, addresses = users(old_site), pages(old_site)
    done = settled(old_site, *verbs)
    assert not any(" new" in one.printed.partition("articles,")[0] for one in done), done
    assert users(old_site) == files
    assert pages(old_site) == addresses


def test_the_old_cache_is_used_or_thrown_away_once(old_site: Path) -> None:
    first, second = settled(old_site, BUILD, BUILD)
    assert "articles (6 files read)" in first.printed  # the files' times are those of unpacking
    assert "E301" not in second.printed
    assert " 0 made" in second.printed


def test_deleted_cache_and_ledger_bring_nothing_back(old_site: Path) -> None:
    files, addresses = users(old_site), pages(old_site)
    shutil.rmtree(old_site / ".cache")
    settled(old_site, ("import",), BUILD)
    assert (users(old_site), pages(old_site)) == (files, addresses)


def test_what_was_withdrawn_and_moved_stays_so(old_site: Path) -> None:
    settled(old_site, ("import",), BUILD)
    assert "2013/05/cup" in (old_site / "output/2013/05/الفريق-يفوز-بالكأس-للمرة-الثالثة/index.html").read_text("utf-8")
    found = [path for path in (old_site / "output").rglob("*.html") if "السكك الحديدية" in path.read_text("utf-8")]
    assert found == []
