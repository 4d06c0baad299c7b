"""Piles of seeds: packed, large, hostile, interrupted, twice; and what the verb's options do to them."""

from __future__ import annotations

import gzip
import hashlib
import io
import json
import signal
import subprocess
import sys
import tarfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from support import SiteFolder
from support.plugin import installed
from support.seeds import PARAGRAPHS, PNG, TITLE, TarMode, page, tarred, zipped

from generator.config.plugins import forget_plugins
from generator.config.site_yaml import load_settings
from generator.disk import files
from generator.errors import InstallationError
from generator.importers import archives, formats, unpacking
from generator.ingest.options import ImportOptions, ImportServices
from generator.ingest.pipeline import ingest
from generator.ingest.results import ImportReport
from generator.workers import Workers

SEED = (
    "صحيفة المنارة\nالثلاثاء 4 مارس 2025\n\nخبر رقم {0} عن الميناء القديم في المدينة\n\n"
    + "\n\n".join(PARAGRAPHS)
    + "\n\nوهذا هو الخبر رقم {0} من أخبار الميناء.\n"
)


def run(site: SiteFolder, *paths: Path, workers: int = 0, **wishes: Any) -> ImportReport:
    settings = load_settings(site.root)
    if not workers:
        return ingest(site.root, paths, settings, ImportOptions(**wishes))
    with Workers(workers) as pool:
        return ingest(site.root, paths, settings, ImportOptions(**wishes), ImportServices(pool))


def seeds(count: int) -> dict[str, bytes | str]:
    return {f"pile/{number:03}.txt": SEED.format(number) for number in range(count)}


def content(site: SiteFolder) -> dict[str, bytes]:
    return {path: data for path, data in site.files(site.root / "content").items() if path.endswith(".md")}


@pytest.mark.parametrize("name", ["pile.zip", "pile.tar", "pile.tar.gz", "pile.tgz", "pile.tar.bz2", "pile.tar.xz"])
def test_archives_give_what_the_folder_would(site: SiteFolder, name: str) -> None:
    pile = seeds(3)
    modes: dict[str, TarMode] = {"tar": "w", "gz": "w:gz", "tgz": "w:gz", "bz2": "w:bz2", "xz": "w:xz"}
    site.write(f"seeds/{name}", zipped(pile) if name.endswith("zip") else tarred(pile, modes[name.rpartition(".")[2]]))
    report = run(site)
    assert report.counts == {"new": 3} and not report.problems
    assert [one.file for one in report.articles] == [f"seeds/{name}/{path}" for path in pile]


def test_a_file_packed_alone_is_read_by_the_name_in_front_of_gz(site: SiteFolder) -> None:
    lines = "\n".join(
        json.dumps({"id": number, "title": f"{TITLE} {number}", "text": PARAGRAPHS[0]}) for number in range(5)
    )
    site.write("seeds/a.jsonl.gz", gzip.compress(lines.encode()))
    site.write("seeds/b.txt.gz", gzip.compress(SEED.format(1).encode()))
    assert run(site).counts == {"new": 6}


def test_the_pictures_of_a_page_in_a_zip_are_found_there(site: SiteFolder) -> None:
    html = page(extra='<img src="port_files/q.png" alt="ر"><p>' + PARAGRAPHS[0] + " أيضا.</p>")
    site.write("seeds/save.zip", zipped({"save/port.html": html, "save/port_files/q.png": PNG}))
    report = run(site)
    assert report.counts == {"new": 1} and not report.problems
    assert [path.read_bytes() for path in (site.root / "content").rglob("*.png")] == [PNG]


def test_tricks_in_archive_paths_are_refused_and_touch_nothing(site: SiteFolder) -> None:
    names = ["../out.txt", "/abs.txt", "a/../../b.txt", "c:\\x.txt", "good.txt"]
    site.write("seeds/tricks.zip", zipped({name: SEED.format(number) for number, name in enumerate(names)}))
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w") as archive:
        link = tarfile.TarInfo("link.txt")
        link.type, link.linkname = tarfile.SYMTYPE, "/etc/passwd"
        archive.addfile(link)
    site.write("seeds/tricks.tar", out.getvalue())
    report = run(site)
    assert report.counts == {"new": 1, "refused": 5}
    assert {problem.code for problem in report.problems} == {"I131"}
    assert not (site.root.parent / "out.txt").exists()


def test_decompression_bombs_are_refused_before_they_burst(site: SiteFolder, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(unpacking, "RATIO_MATTERS_BYTES", 1 << 20)
    site.write("seeds/bomb.zip", zipped({"bomb.txt": b"\0" * (8 << 20), "good.txt": SEED.format(1)}))
    report = run(site)
    assert report.counts == {"new": 1, "refused": 1} and "decompression bomb" in report.problems[0].what


def test_a_file_larger_than_an_article_can_be_is_refused_unread(site: SiteFolder) -> None:
    words = b"".join(
        hashlib.sha256(b"%d" % number).hexdigest().encode() for number in range(archives.MAX_WHOLE_BYTES // 64 + 1)
    )
    site.write("seeds/huge.txt.gz", gzip.compress(words, 1))
    site.write("seeds/good.txt", SEED.format(1))
    report = run(site)
    assert report.counts == {"new": 1, "refused": 1}
    assert [(problem.code, "64 MiB" in problem.what) for problem in report.problems] == [("I130", True)]


def test_an_archive_inside_an_archive_and_a_broken_one_cost_only_themselves(site: SiteFolder) -> None:
    site.write("seeds/a.zip", zipped({"inner.zip": zipped(seeds(1)), "good.txt": SEED.format(1)}))
    site.write("seeds/b.zip", zipped(seeds(2))[:-30])
    site.write("seeds/c.tar.gz", tarred(seeds(2))[:200])
    site.write("seeds/d.zip", b"PK\x03\x04 no zip at all")
    report = run(site)
    assert report.counts["new"] == 1
    assert {(problem.path.split("/")[1], problem.code) for problem in report.problems} == {
        ("a.zip", "I132"),
        ("b.zip", "I130"),
        ("c.tar.gz", "I130"),
        ("d.zip", "I130"),
    }


def test_names_in_zips_of_old_windows_are_read(site: SiteFolder) -> None:
    name = "الميناء.txt".encode()
    plain = zipped({"x" * len(name): SEED.format(1)})  # written without the flag that says UTF-8
    site.write("seeds/a.zip", plain.replace(b"x" * len(name), name))
    assert run(site).articles[0].file == "seeds/a.zip/الميناء.txt"


def test_many_workers_give_the_same_bytes_as_one(site: SiteFolder, tmp_path: Path) -> None:
    for path, text in seeds(90).items():
        site.write(f"seeds/{path}", text)
    run(site, workers=2)
    other = SiteFolder(tmp_path / "other")
    other.write("site.yaml", (site.root / "site.yaml").read_bytes())
    for path, text in seeds(90).items():
        other.write(f"seeds/{path}", text)
    run(other)
    assert site.files(site.root / "content") == other.files(other.root / "content")


def test_a_killed_import_loses_nothing_and_the_next_goes_on(site: SiteFolder) -> None:
    for path, text in seeds(60).items():
        site.write(f"seeds/{path}", text)
    program = (
        "import os, signal, sys\nfrom pathlib import Path\nfrom generator.ingest.pipeline import *\nfrom generator.config.site_yaml import load_settings\n"
        "count = 0\ndef tell(article):\n global count\n count += 1\n if count == 25: os.kill(os.getpid(), signal.SIGKILL)\n"
        "root = Path(sys.argv[1])\ningest(root, (), load_settings(root), ImportOptions(), ImportServices(report=tell))\n"
    )
    died = subprocess.run([sys.executable, "-P", "-c", program, str(site.root)], capture_output=True, check=False)
    assert died.returncode == -signal.SIGKILL, died.stderr.decode()
    written = len(content(site))  # of 25, but for those whose flush to disk still ran
    assert 0 < written <= 25 and not (site.root / "content/ledger.jsonl").exists()
    edited = site.root / "content" / next(iter(content(site)))
    edited.write_text(edited.read_text() + "\nبيد المحرر\n")
    report = run(site)
    assert (report.counts, report.unchanged) == ({"new": 60 - written}, written)
    assert len(content(site)) == 60 and "بيد المحرر" in edited.read_text()
    assert len((site.root / "content/ledger.jsonl").read_text().splitlines()) == 60
    assert not run(site).articles


def test_a_run_that_ends_early_keeps_what_it_took(site: SiteFolder) -> None:
    for path, text in seeds(50).items():
        site.write(f"seeds/{path}", text)
    assert run(site, limit=7).counts == {"new": 7}
    report = run(site)
    assert (report.counts, report.unchanged) == ({"new": 43}, 7)


def test_a_pile_that_was_read_to_its_end_is_not_read_again(site: SiteFolder, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "SETTLED_NANOSECONDS", 0)  # as if the pile had been lying there for a while
    site.write("seeds/pile.zip", zipped(seeds(5)))
    run(site)
    seen: list[str] = []
    report = ingest(
        site.root,
        (),
        load_settings(site.root),
        ImportOptions(),
        ImportServices(progress=lambda stage, *_: seen.append(stage)),
    )
    assert (report.unchanged, report.counts, seen) == (1, {}, [])
    (site.root / ".cache" / "imported.json").unlink(missing_ok=True)
    assert (run(site).unchanged, run(site).counts) == (5, {})


def test_the_same_article_in_two_formats_is_one_file(site: SiteFolder) -> None:
    record = {"title": TITLE, "date": "2011-02-25", "text": "\n".join(PARAGRAPHS)}
    site.write("seeds/a.html", page())
    site.write("seeds/b.json", json.dumps(record))
    report = run(site)
    assert report.counts == {"new": 1, "duplicate": 1}
    assert report.articles[1].path == report.articles[0].path
    assert run(site).counts == {}


def test_options_name_the_publisher_and_leave_out_what_is_old(site: SiteFolder) -> None:
    rows = [
        {"id": year, "title": f"{TITLE} {year}", "date": f"{year}-05-01", "text": PARAGRAPHS[0]}
        for year in (1999, 2005, 2011)
    ]
    place = site.write("elsewhere/rows.json", json.dumps(rows))
    report = run(site, place, publisher="منبر الساحل", since="2005-01-01")
    assert report.counts == {"new": 2, "before --since": 1}
    assert {one.front_matter["publisher"] for one in report.articles} == {"منبر الساحل"}


def test_a_format_can_be_named_where_the_file_does_not_tell(site: SiteFolder) -> None:
    site.write("seeds/pages.dat", page())
    assert run(site).counts == {"refused": 1}
    assert run(site, format="html").counts == {"new": 1}


@pytest.fixture
def shouts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[str], None]]:
    """Install a plugin that adds a format, and forget it after the test."""

    def install(value: str) -> None:
        monkeypatch.syspath_prepend(installed(tmp_path / "plugin", f"[warraq.formats]\nshout = {value}\n"))
        forget()

    def forget() -> None:
        forget_plugins()
        formats.all_formats.cache_clear()

    yield install
    monkeypatch.undo()
    forget()


def test_a_plugin_adds_a_row_to_the_table(site: SiteFolder, shouts: Callable[[str], None]) -> None:
    shouts("support.plugin:ROW")
    site.write("seeds/a.shout", f"{TITLE}\n{PARAGRAPHS[0]}")
    (article,) = run(site).articles
    assert (article.action, article.front_matter["title"], article.body) == ("new", TITLE, PARAGRAPHS[0] + "\n")


@pytest.mark.parametrize("value", ["no_such_plugin:ROW", "support.plugin:NO_SUCH_ROW"])
def test_a_plugin_that_cannot_be_loaded_is_named_and_no_seed_is_blamed(
    site: SiteFolder, shouts: Callable[[str], None], value: str
) -> None:
    site.write("seeds/a.txt", "نص\n")
    shouts(value)
    with pytest.raises(InstallationError, match=f"the plugin `{value}` cannot be loaded"):
        run(site)


@pytest.mark.parametrize("suffix", ["json", "csv", "html"])
def test_a_report_says_of_each_seed_what_became_of_it(site: SiteFolder, suffix: str) -> None:
    site.write("seeds/a.html", page().replace('"datePublished": "2011', '"datePublished": "2019'))
    site.write("seeds/b.txt", "")
    place = site.root / f"report.{suffix}"
    command = [sys.executable, "-P", "-m", "generator", "import", "--site", str(site.root), "--report", str(place)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 1 and "import: 1 new, 1 refused" in done.stdout
    text = place.read_text(encoding="utf-8-sig")
    assert "I110" in text and "I102" in text and TITLE in text
    if suffix == "html":
        assert text.index("seeds/b.txt") < text.index("seeds/a.html") and text.count("<script") == 2


def test_no_row_is_imported_before_it_is_used() -> None:
    program = (
        "import sys\nimport generator.ingest.pipeline, generator.importers.raw_text.read\n"
        "print([name for name in ('trafilatura', 'lxml', 'warcio', 'feedparser', 'bs4', 'markdownify') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-P", "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
