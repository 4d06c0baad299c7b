"""The articles as data: every one is there, the whole is the months put together, and an edit stays in its month."""

from __future__ import annotations

import csv
import gzip
import hashlib
import io
import json
import re
from types import SimpleNamespace
from typing import Any

import pytest
from support import SITE_YAML, SiteFolder

from generator.engine.plan.data import most_size, parts_of
from generator.feeds.data import FIELDS, LINES, PROOFS, plain_text

SETTINGS = SITE_YAML + "rights: نصوص حرة\ndata: [jsonl, csv]\n"


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


def resources(site: SiteFolder) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(site.files()["data/datapackage.json"])["resources"]
    return found


def test_every_article_is_in_its_month_once(built: SiteFolder) -> None:
    ids = [row["id"] for path in months(built, ".jsonl.gz") for row in lines(built, path)]
    assert len(ids) == len(set(ids)) == 14
    assert [row["title"] for row in lines(built, "data/months/undated.jsonl.gz")] == ["مقال undated"]


def test_the_whole_is_the_months_one_after_another(built: SiteFolder) -> None:
    parts = [built.files()[f"data/{one['path']}"] for one in resources(built) if one["format"] == "ndjson"]
    rows = gzip.decompress(b"".join(parts)).splitlines()
    assert len(rows) == 14 and {json.loads(row)["id"] for row in rows} == {
        row["id"] for path in months(built, ".jsonl.gz") for row in lines(built, path)
    }


def test_tables_hold_the_same_under_a_heading(built: SiteFolder) -> None:
    (row,) = csv.DictReader(io.StringIO(unpacked(built, "data/months/2015-09.csv.gz")))
    assert (
        list(row) == [name for name in LINES if name != "text"]
        and row["title"] == "مقال c0"
        and row["corrections"] == "2015-09-21 صواب"
    )
    rows = list(csv.DictReader(io.StringIO(unpacked(built, "data/months/2015-01.csv.gz"))))
    assert [row["title"] for row in rows] == ["مقال a0", "مقال b0"]
    assert rows[0]["tags"] == "موسكو; تراث" and rows[1]["kicker"] == "'=1+1"
    said = {(row["id"], row["title"], row["date"]) for row in rows}
    assert said == {(row["id"], row["title"], row["date"]) for row in lines(built, "data/months/2015-01.jsonl.gz")}


def test_a_record_says_all_that_the_dictionary_names(built: SiteFolder) -> None:
    row = next(row for row in lines(built, "data/months/2015-01.jsonl.gz") if row["title"] == "مقال b0")
    assert row["url"] == "https://example.org/archive/2015/01/مقال-b0/" and row["section"] == "سياسة"
    assert row["text"] == 'فقرة أولى، فيها "اقتباس".\n\nبند\n\nآخر' and row["words"] == 6 and row["lang"] == "ar"
    assert row.keys() <= set(LINES)


def test_the_package_holds_size_and_hash_of_every_file_in_order(built: SiteFolder) -> None:
    files = built.files()
    for one in resources(built):
        data = files[f"data/{one['path']}"]
        assert one["bytes"] == len(data) and one["hash"] == f"sha256:{hashlib.sha256(data).hexdigest()}"
    paths = [f"data/{one['path']}" for one in resources(built)]
    assert paths == sorted(path for path in files if path.startswith("data/months/"))
    names = [one["name"] for one in resources(built)]
    assert len(set(names)) == len(names) and all(re.fullmatch(r"[-a-z0-9._]+", name) for name in names)


def test_the_package_says_the_licence_and_where_it_stands(built: SiteFolder) -> None:
    package = json.loads(built.files()["data/datapackage.json"])
    assert package["licenses"] == [{"title": "نصوص حرة", "path": "index.html"}]


def test_the_schema_of_tables_has_their_columns(built: SiteFolder) -> None:
    fields = json.loads(built.files()["data/schema.json"])["fields"]
    assert [field["name"] for field in fields] == unpacked(built, "data/months/2015.csv.gz").split("\r\n")[0].split(",")
    assert {one["schema"] for one in resources(built) if one["format"] == "csv"} == {"schema.json"}


def test_the_page_explains_every_field_and_leads_to_the_package(built: SiteFolder) -> None:
    page = built.page("data/index.html")
    assert "نصوص حرة" in page and 'href="/archive/data/datapackage.json"' in page
    for field in FIELDS:
        assert (f">{field}</code>" in page) == (field not in PROOFS)
    assert 'href="/archive/data/"' in built.page("index.html")


@pytest.mark.parametrize("theme", ["jarida", "warqa"])
def test_each_period_leads_to_its_own_files(built: SiteFolder, theme: str) -> None:
    built.write("site.yaml", SETTINGS + f"theme: {theme}\n")
    built.build()
    for path in built.files():
        if path.startswith("data/months/"):
            name = path.removeprefix("data/months/").partition(".")[0]
            assert f'href="/archive/{path}"' in built.page(f"{name.replace('-', '/')}/index.html"), path


def test_an_article_in_a_new_month_leaves_other_months_and_the_page_alone(built: SiteFolder) -> None:
    built.article("new", date="2012-06-07")
    written = {path for path in built.build().written if path.startswith("data/")}
    assert written == {"data/months/2012-06.csv.gz", "data/months/2012-06.jsonl.gz", "data/datapackage.json"}
    assert built.files() == built.clean_files()


def test_a_file_that_was_changed_by_hand_is_mended_and_the_package_as_before(built: SiteFolder) -> None:
    before = built.files()
    (built.output / "data/months/2015-01.csv.gz").write_bytes(b"x")
    (built.output / "data/datapackage.json").unlink()
    built.build()
    assert built.files() == before


def test_an_edit_changes_its_month_and_nothing_else(built: SiteFolder) -> None:
    built.article("b0", date="2015-01-20", body="نص آخر.\n")
    written = {path for path in built.build().written if path.startswith("data/")}
    assert written == {"data/months/2015-01.csv.gz", "data/months/2015-01.jsonl.gz", "data/datapackage.json"}
    assert built.files() == built.clean_files()


def test_a_site_has_no_data_unless_asked(ten_articles: SiteFolder) -> None:
    ten_articles.build()
    assert not [path for path in ten_articles.files() if path.startswith("data")]
    assert "/data/" not in ten_articles.page("index.html")


def fake(words: int) -> Any:
    return SimpleNamespace(article=SimpleNamespace(words=words))


def test_no_file_can_grow_beyond_the_limit() -> None:
    members = [fake(100)] * 30 + [fake(5)]
    limit = most_size(fake(100)) * 10
    parts = list(parts_of("2015-01", members, limit))
    assert [part.name for part in parts] == ["2015-01", "2015-01_2", "2015-01_3", "2015-01_4"]
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
