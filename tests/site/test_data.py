"""The articles as data: every one is there, the whole is the months put together, and an edit stays in its month."""

from __future__ import annotations

import csv
import gzip
import hashlib
import io
import json
import os
from types import SimpleNamespace
from typing import Any

import pyarrow.parquet
import pytest
from support import SITE_YAML, SiteFolder, warraq

from generator.build.plan_data import most_size, parts_of
from generator.feeds.data import COLUMNS, FIELDS, plain_text

SETTINGS = SITE_YAML + "rights: نصوص حرة\ndata: [jsonl, csv, parquet]\n"


@pytest.fixture
def built(ten_articles: SiteFolder) -> SiteFolder:
    ten_articles.write("site.yaml", SETTINGS)
    ten_articles.article("undated", date="")
    ten_articles.article("vague", date="2015")
    ten_articles.article("b0", date="2015-01-20", body='فقرة أولى، فيها "اقتباس".\n\n- بند\n- آخر\n', kicker="=1+1")
    ten_articles.article("c0", date="2015-09-20", people="[سوسن]", corrections='[{date: "2015-09-21", text: صواب}]')
    ten_articles.build()
    return ten_articles


def unpacked(site: SiteFolder, path: str) -> str:
    return gzip.decompress(site.files()[path]).decode()


def lines(site: SiteFolder, path: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in unpacked(site, path).splitlines()]


def months(site: SiteFolder, suffix: str) -> dict[str, bytes]:
    return {path: data for path, data in site.files().items() if path.startswith("data/") and path.endswith(suffix)}


def test_every_article_is_in_its_month_once(built: SiteFolder) -> None:
    ids = [row["id"] for path in months(built, ".jsonl.gz") for row in lines(built, path)]
    assert len(ids) == len(set(ids)) == 14
    assert [row["title"] for row in lines(built, "data/months/undated.jsonl.gz")] == ["مقال undated"]


def test_the_whole_is_the_months_one_after_another(built: SiteFolder) -> None:
    package = json.loads(built.files()["data/datapackage.json"])
    (whole,) = (one for one in package["resources"] if one["format"] == "ndjson")
    rows = gzip.decompress(b"".join(built.files()[f"data/{path}"] for path in whole["path"])).splitlines()
    assert len(rows) == 14 and {json.loads(row)["id"] for row in rows} == {
        row["id"] for path in months(built, ".jsonl.gz") for row in lines(built, path)
    }


def test_tables_hold_the_same_under_a_heading(built: SiteFolder) -> None:
    (row,) = csv.DictReader(io.StringIO(unpacked(built, "data/months/2015-09.csv.gz")))
    assert list(row) == COLUMNS and row["title"] == "مقال c0" and row["corrections"] == "2015-09-21 صواب"
    rows = list(csv.DictReader(io.StringIO(unpacked(built, "data/months/2015-01.csv.gz"))))
    assert [row["title"] for row in rows] == ["مقال a0", "مقال b0"]
    assert rows[0]["tags"] == "موسكو; تراث" and rows[1]["kicker"] == "=1+1"
    said = {(row["id"], row["title"], row["date"]) for row in rows}
    assert said == {(row["id"], row["title"], row["date"]) for row in lines(built, "data/months/2015-01.jsonl.gz")}


def test_a_record_says_all_that_the_dictionary_names(built: SiteFolder) -> None:
    row = next(row for row in lines(built, "data/months/2015-01.jsonl.gz") if row["title"] == "مقال b0")
    assert row["url"] == "https://example.org/archive/2015/01/مقال-b0/" and row["section"] == "سياسة"
    assert row["text"] == 'فقرة أولى، فيها "اقتباس".\n\nبند\n\nآخر' and row["words"] == 6 and row["lang"] == "ar"
    assert row.keys() <= set(FIELDS)


def test_columns_of_parquet_are_the_dictionarys(built: SiteFolder) -> None:
    table = pyarrow.parquet.read_table(io.BytesIO(built.files()["data/months/2015-01.parquet"]))
    assert table.column_names == FIELDS and table.num_rows == 2
    assert table.column("tags").to_pylist()[0] == ["موسكو", "تراث"]


def test_sums_are_those_of_the_files(built: SiteFolder) -> None:
    files, named = built.files(), set()
    for data in months(built, ".sha256").values():
        for line in data.decode().splitlines():
            found, name = line.split("  ")
            assert hashlib.sha256(files[f"data/months/{name}"]).hexdigest() == found, name
            named.add(f"data/months/{name}")
    assert named == {path for path in files if path.startswith("data/") and path.endswith((".gz", ".parquet"))}


def test_the_page_explains_every_field_and_leads_to_every_file(built: SiteFolder) -> None:
    page = built.page("data/index.html")
    assert "نصوص حرة" in page
    for field in FIELDS:
        assert f">{field}</code>" in page
    for path in built.files():
        if path.startswith("data/") and path != "data/index.html":
            assert f'href="/archive/{path}"' in page
    package = json.loads(built.files()["data/datapackage.json"])
    parts = [f"data/{path}" for one in package["resources"] for path in one["path"]]
    assert len(parts) == len(set(parts)) and set(parts) == {
        path for path in built.files() if path.startswith("data/") and path.endswith((".gz", ".parquet"))
    }
    assert 'href="/archive/data/"' in built.page("index.html")


def test_an_edit_changes_its_month_and_nothing_else(built: SiteFolder) -> None:
    built.article("b0", date="2015-01-20", body="نص آخر.\n")
    written = {path for path in built.build().written if path.startswith("data/")}
    assert written == {f"data/months/2015-01.{suffix}" for suffix in ("csv.gz", "jsonl.gz", "parquet", "sha256")}
    assert built.files() == built.clean_files()


def test_a_site_has_no_data_unless_asked(ten_articles: SiteFolder) -> None:
    ten_articles.build()
    assert not [path for path in ten_articles.files() if path.startswith("data")]
    assert "/data/" not in ten_articles.page("index.html")


def test_without_pyarrow_a_build_says_what_to_install(ten_articles: SiteFolder, tmp_path: Any) -> None:
    """A module that hides the real one stands for a machine without it."""
    ten_articles.write("site.yaml", SETTINGS)
    hider = tmp_path / "hidden" / "sitecustomize.py"
    hider.parent.mkdir()
    hider.write_text(
        "import importlib.util as u\nfind = u.find_spec\n"
        "u.find_spec = lambda name, package=None: None if name == 'pyarrow' else find(name, package)\n"
    )
    path = os.pathsep.join(filter(None, (str(hider.parent), os.environ.get("PYTHONPATH", ""))))
    done = warraq("build", "--site", str(ten_articles.root), PYTHONPATH=path)
    assert done.returncode == 3 and "pip install warraq[parquet]" in done.stderr


def fake(words: int) -> Any:
    return SimpleNamespace(article=SimpleNamespace(words=words))


def test_no_file_can_grow_beyond_the_limit() -> None:
    members = [fake(100)] * 30 + [fake(5)]
    limit = most_size(fake(100)) * 10
    parts = list(parts_of("2015-01", members, limit))
    assert [part.name for part in parts] == ["2015-01", "2015-01-2", "2015-01-3", "2015-01-4"]
    assert all(sum(map(most_size, part.members)) <= limit for part in parts)
    assert [item for part in parts for item in part.members] == members


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<p>أ <b>ب</b></p>\n<p>ج &amp; د</p>", "أ ب\n\nج & د"),
        ("<h2>ع</h2><ul><li>واحد</li><li>اثنان</li></ul>", "ع\n\nواحد\n\nاثنان"),
        ("<p>سطر<br>آخر</p>", "سطر\n\nآخر"),
    ],
)
def test_a_block_is_a_paragraph(html: str, text: str) -> None:
    assert plain_text(html) == text
