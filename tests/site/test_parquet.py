"""`export --to parquet`: what the site's data say, as columns of one file, and nothing that readers may not see."""

from __future__ import annotations

import gzip
import json
import os
import shutil
from hashlib import sha256
from pathlib import Path
from typing import Any

import pyarrow.parquet
import pytest
from support import NOW, SITE_YAML, SiteFolder, warraq

from generator.engine.site import open_site
from generator.export import parquet
from generator.export.selection import Selection
from generator.feeds.data import FIELDS, LINES, LISTS, PROOFS
from generator.workers import Workers

KEPT_BACK = {
    "draft": {"date": "2024-05-01", "status": "draft"},
    "coming": {"date": "2031-01-01", "status": "embargoed"},
    "gone": {"date": "2016-06-06", "status": "withdrawn", "withdrawn_reason": "بطلب"},
}
GOLDEN = {
    "id": "0001",
    "url": "https://example.org/archive/2015/01/مقال-b0/",
    "title": "مقال b0",
    "kicker": "=1+1",
    "date": "2015-01-20",
    "date_range": "2015-01-19/2015-01-20",
    "lang": "ar",
    "section": "سياسة",
    "tags": ["موسكو", "تراث"],
    "people": ["سوسن"],
    "authors": ["سلمى العطار", "فؤاد"],
    "publisher": "صحيفة",
    "words": 6,
    "corrections": ["2015-01-21 صواب"],
    "text": 'فقرة أولى، فيها "اقتباس".\n\nبند\n\nآخر',
}


@pytest.fixture
def written(ten_articles: SiteFolder) -> SiteFolder:
    ten_articles.article("undated", date="")
    ten_articles.article("vague", date="2015")
    ten_articles.article(
        "b0",
        date="2015-01-20",
        id="0001",
        date_range="2015-01-19/2015-01-20",
        kicker="=1+1",
        people="[سوسن]",
        authors="[سلمى العطار, فؤاد]",
        publisher="صحيفة",
        corrections='[{date: "2015-01-21", text: صواب}]',
        body='فقرة أولى، فيها "اقتباس".\n\n- بند\n- آخر\n',
    )
    ten_articles.article("english", date="2020-02-02", lang="en", title="A village", body="It kept its *memory*.\n")
    return ten_articles


def export(site: SiteFolder, place: Path, *options: str, **environment: str) -> str:
    done = warraq("export", "--to", "parquet", str(place), "--site", str(site.root), *options, **environment)
    assert done.returncode == 0, done.stderr
    return done.stderr


def rows(file: Path) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = pyarrow.parquet.read_table(file).to_pylist()
    return found


def said(row: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in row.items() if value}


def test_a_row_is_what_the_article_says(written: SiteFolder, tmp_path: Path) -> None:
    assert "wrote" in export(written, tmp_path / "out")
    found = rows(tmp_path / "out" / "articles.parquet")
    (row,) = (row for row in found if row["id"] == "0001")
    assert said(row) == GOLDEN and list(row) == LINES
    assert None not in row.values()


def test_columns_have_the_kinds_of_what_they_hold(written: SiteFolder, tmp_path: Path) -> None:
    export(written, tmp_path / "all.parquet")
    for field in pyarrow.parquet.read_schema(tmp_path / "all.parquet"):
        expected = "list<element: string>" if field.name in LISTS else "int32" if field.name == "words" else "string"
        assert str(field.type) == expected, field
    group = pyarrow.parquet.ParquetFile(tmp_path / "all.parquet").metadata.row_group(0)
    assert group.column(0).compression == "ZSTD" and group.column(group.num_columns - 1).path_in_schema == "text"


def test_the_rows_are_those_of_the_sites_data_by_date_and_url(written: SiteFolder, tmp_path: Path) -> None:
    written.write("site.yaml", SITE_YAML + "data: [jsonl]\n")
    written.build()
    export(written, tmp_path / "all.parquet")
    found = rows(tmp_path / "all.parquet")
    months = (data for path, data in written.files().items() if path.endswith(".jsonl.gz"))
    lines = [json.loads(line) for data in months for line in gzip.decompress(data).splitlines()]
    lines.sort(key=lambda line: (line.get("date", ""), line["url"]))
    assert [said(row) for row in found] == lines and len(found) == 14


def test_where_integrity_is_on_rows_hold_the_hashes_of_its_tables(written: SiteFolder, tmp_path: Path) -> None:
    written.write("site.yaml", SITE_YAML + "integrity: true\n")
    export(written, tmp_path / "all.parquet")
    (row,) = (row for row in rows(tmp_path / "all.parquet") if row["id"] == "0001")
    assert list(row) == FIELDS
    assert row["content_sha256"] == sha256((written.root / "content/2015/01/b0.md").read_bytes()).hexdigest()
    assert {name: value for name, value in said(row).items() if name not in PROOFS} == GOLDEN


def test_what_readers_may_not_see_leaves_no_trace(written: SiteFolder, tmp_path: Path) -> None:
    export(written, tmp_path / "without.parquet")
    for name, fields in KEPT_BACK.items():
        written.article(name, **fields, tags="[سر]", authors="[كاتب سري]")
    export(written, tmp_path / "with.parquet")
    assert (tmp_path / "with.parquet").read_bytes() == (tmp_path / "without.parquet").read_bytes()
    export(written, tmp_path / "later.parquet", SOURCE_DATE_EPOCH="1930000000")
    assert len(rows(tmp_path / "later.parquet")) == len(rows(tmp_path / "with.parquet")) + 1


def test_the_same_articles_give_the_same_bytes(written: SiteFolder, tmp_path: Path) -> None:
    """Whatever was built before, wherever the site lies, on whichever machine."""
    export(written, tmp_path / "first.parquet")
    written.build()
    export(written, tmp_path / "second.parquet", TZ="Asia/Tokyo", LC_ALL="C", PYTHONHASHSEED="7")
    copy = SiteFolder(Path(shutil.copytree(written.root, tmp_path / "elsewhere")))
    shutil.rmtree(copy.root / ".cache")
    export(copy, tmp_path / "third.parquet")
    first, *others = ((tmp_path / f"{name}.parquet").read_bytes() for name in ("first", "second", "third"))
    assert others == [first, first]


def test_rows_are_written_group_by_group(written: SiteFolder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parquet, "ROWS", 4)
    site = open_site(written.root, None, base_url=None, now=NOW, has_drafts=False)
    with Workers(1) as workers:
        done = parquet.export_parquet(site, Selection(), tmp_path / "all.parquet", workers)
    metadata = pyarrow.parquet.ParquetFile(tmp_path / "all.parquet").metadata
    assert [metadata.row_group(number).num_rows for number in range(metadata.num_row_groups)] == [4, 4, 4, 2]
    assert done.articles == 14 and not done.problems


def test_an_archive_may_be_empty_and_a_choice_too(site: SiteFolder, tmp_path: Path) -> None:
    export(site, tmp_path / "none.parquet")
    site.article("one", date="2020-02-02")
    export(site, tmp_path / "other.parquet", "--section", "رياضة")
    export(site, tmp_path / "one.parquet", "--section", "سياسة", "--since", "2020")
    for name, count in {"none": 0, "other": 0, "one": 1}.items():
        assert pyarrow.parquet.read_table(tmp_path / f"{name}.parquet").shape == (count, len(LINES))


def test_a_file_that_cannot_be_read_is_told_and_the_rest_is_written(written: SiteFolder, tmp_path: Path) -> None:
    written.write("content/2020/broken.md", "---\ntitle: [\n---\nنص\n")
    done = warraq("export", "--to", "parquet", str(tmp_path / "all.parquet"), "--site", str(written.root))
    assert done.returncode == 1 and "content/2020/broken.md" in done.stderr
    assert len(rows(tmp_path / "all.parquet")) == 14


def test_a_damaged_cache_is_thrown_away(written: SiteFolder, tmp_path: Path) -> None:
    export(written, tmp_path / "first.parquet")
    written.write(".cache/warraq.sqlite", b"no database")
    export(written, tmp_path / "second.parquet")
    assert (tmp_path / "second.parquet").read_bytes() == (tmp_path / "first.parquet").read_bytes()


def test_what_is_there_is_not_written_over_unasked(written: SiteFolder, tmp_path: Path) -> None:
    folder, file, other = tmp_path / "full", tmp_path / "full.parquet", tmp_path / "note.txt"
    folder.mkdir()
    (folder / "kept.txt").write_text("kept")
    for place in (file, other):
        place.write_text("kept")
    for place in (folder, file, other):
        done = warraq("export", "--to", "parquet", str(place), "--site", str(written.root))
        assert done.returncode == 4 and "hint" in done.stderr, place
    for place in (folder, file):
        export(written, place, "--force")
    assert len(rows(folder / "articles.parquet")) == len(rows(file)) == 14
    assert (folder / "kept.txt").read_text() == other.read_text() == "kept"


def test_it_is_no_stream_for_standard_output(written: SiteFolder) -> None:
    assert warraq("export", "--to", "parquet", "--site", str(written.root)).returncode == 2


def test_without_pyarrow_it_says_what_to_install(written: SiteFolder, tmp_path: Path) -> None:
    """A module that cannot be imported stands for a machine without it."""
    hider = tmp_path / "hidden" / "pyarrow.py"
    hider.parent.mkdir()
    hider.write_text("raise ImportError\n")
    path = os.pathsep.join(filter(None, (str(hider.parent), os.environ.get("PYTHONPATH", ""))))
    place = tmp_path / "all.parquet"
    done = warraq("export", "--to", "parquet", str(place), "--site", str(written.root), PYTHONPATH=path)
    assert done.returncode == 2 and "pip install 'warraq[parquet]'" in done.stderr
    assert not place.exists()
