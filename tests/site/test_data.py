"""The articles as data: every one is there, wholes are their months put together, and an edit stays in its year."""

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

from generator.build.plan_data import data_files, most_size
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


def test_every_article_is_in_the_whole_and_in_its_month_once(built: SiteFolder) -> None:
    for folder in ("data/articles-", "data/months/"):
        files = [path for path in built.files() if path.startswith(folder) and path.endswith(".jsonl.gz")]
        ids = [row["id"] for path in files for row in lines(built, path)]
        assert len(ids) == len(set(ids)) == 14, folder


def test_a_year_is_its_months_one_after_another(built: SiteFolder) -> None:
    files = built.files()
    months = [files[f"data/months/{name}.jsonl.gz"] for name in ("2015", "2015-01", "2015-09")]
    assert files["data/articles-2015.jsonl.gz"] == b"".join(months)
    wholes = [data for path, data in files.items() if path.startswith("data/articles-") and path.endswith("l.gz")]
    assert gzip.decompress(b"".join(wholes)).count(b"\n") == 14


def test_tables_hold_the_same_with_one_heading(built: SiteFolder) -> None:
    rows = list(csv.DictReader(io.StringIO(unpacked(built, "data/articles-2015.csv.gz"))))
    assert [row["title"] for row in rows] == ["مقال vague", "مقال a0", "مقال b0", "مقال c0"]
    assert list(rows[0]) == COLUMNS and rows[1]["tags"] == "موسكو; تراث"
    assert rows[3]["corrections"] == "2015-09-21 صواب" and rows[2]["kicker"] == "=1+1"
    said = {(row["id"], row["title"], row["date"]) for row in rows}
    assert said == {(row["id"], row["title"], row["date"]) for row in lines(built, "data/articles-2015.jsonl.gz")}


def test_a_record_says_all_that_the_dictionary_names(built: SiteFolder) -> None:
    row = next(row for row in lines(built, "data/months/2015-01.jsonl.gz") if row["title"] == "مقال b0")
    assert row["url"] == "https://example.org/archive/2015/01/مقال-b0/" and row["section"] == "سياسة"
    assert row["text"] == 'فقرة أولى، فيها "اقتباس".\n\nبند\n\nآخر' and row["words"] == 6 and row["lang"] == "ar"
    assert row.keys() <= set(FIELDS)


def test_columns_of_parquet_are_the_dictionarys(built: SiteFolder) -> None:
    table = pyarrow.parquet.read_table(io.BytesIO(built.files()["data/articles-2015.parquet"]))
    assert table.column_names == FIELDS and table.num_rows == 4
    assert table.column("tags").to_pylist()[1] == ["موسكو", "تراث"]
    assert not [path for path in built.files() if path.startswith("data/months/") and path.endswith(".parquet")]


def test_sums_are_those_of_the_files(built: SiteFolder) -> None:
    files, named = built.files(), set()
    for path in [path for path in files if path.endswith(".sha256")]:
        for line in files[path].decode().splitlines():
            found, name = line.split("  ")
            assert hashlib.sha256(files[f"data/{name}"]).hexdigest() == found, name
            named.add(f"data/{name}")
    assert named == {path for path in files if path.startswith("data/") and path.endswith((".gz", ".parquet"))}


def test_the_page_explains_every_field_and_leads_to_every_year(built: SiteFolder) -> None:
    page = built.page("data/index.html")
    assert "نصوص حرة" in page
    for field in FIELDS:
        assert f">{field}</code>" in page
    for path in built.files():
        if path.startswith("data/articles-"):
            assert f'href="/archive/{path}"' in page
    package = json.loads(built.files()["data/datapackage.json"])
    assert all(f"data/{one['path']}" in built.files() for one in package["resources"])
    assert len(package["resources"]) == len([path for path in built.files() if path.endswith((".gz", ".parquet"))])
    assert 'href="/archive/data/"' in built.page("index.html")


def test_an_edit_changes_its_month_its_year_and_nothing_else(built: SiteFolder) -> None:
    built.article("b0", date="2015-01-20", body="نص آخر.\n")
    written = {path for path in built.build().written if path.startswith("data/")}
    assert written == {
        "data/2015.sha256",
        "data/articles-2015.csv.gz",
        "data/articles-2015.jsonl.gz",
        "data/articles-2015.parquet",
        "data/months/2015-01.csv.gz",
        "data/months/2015-01.jsonl.gz",
    }
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
    months = [("2015-01", [fake(100)] * 30), ("2015-02", [fake(5)]), ("2015-03", [fake(100)] * 3)]
    limit = most_size(fake(100)) * 10
    files = list(data_files("2015", months, ["jsonl"], limit))
    names = [file.name for file in files]
    assert names == [
        *("articles-2015", "articles-2015-2", "articles-2015-3", "articles-2015-4"),
        *("months/2015-01", "months/2015-01-2", "months/2015-01-3", "months/2015-02", "months/2015-03"),
    ]
    members = [item for _, items in months for item in items]
    for file in files:
        assert sum(most_size(item) for first, last in file.spans for item in members[first:last]) <= limit
    for folder in ("articles", "months"):
        spans = [span for file in files if file.name.startswith(folder) for span in file.spans]
        assert [first for first, _ in spans] == [0, *(last for _, last in spans[:-1])] and spans[-1][1] == 34


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
