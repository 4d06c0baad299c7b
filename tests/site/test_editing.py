"""Front matter through a spreadsheet and back, new articles, and URLs that move, by the command people use."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from support import SiteFolder, warraq

from generator.config.site_yaml import load_settings
from generator.content.fields import clean
from generator.content.front_matter import dump_front_matter
from generator.editing.cells import cell_of, protected, split, unprotected
from generator.editing.edit import apply_edit, plan_edit
from generator.editing.lines import with_fields
from generator.editing.sheet import parse_sheet
from generator.export.selection import Selection
from generator.export.table import export_table

Row = dict[str, str]
CAREFUL = """\
---
# the night desk's notes stay
title: 'عنوان: "قديم"'   # checked by Salma
date: "2011-02-25"
section: سياسة
tags:
  - no
  - "a; b"
  - 😀
issue_number: "00123"
own_key: {a: 1}
corrections:
  - date: 2012-01-01
    text: صحح الاسم
url: 2011/02/a/
id: aaaaaaaaaaaaaaaaaaaaaaaaaa
---
النص\tكما هو.  \r
---
"""


@pytest.fixture
def desk(site: SiteFolder) -> SiteFolder:
    site.write("content/2011/02/a.md", CAREFUL)
    site.article("b", "2012-03-04", id="bbbbbbbbbbbbbbbbbbbbbbbbbb", url="2012/03/b/")
    site.article("c", "", id="cccccccccccccccccccccccccc", url="undated/c/", status="draft")
    return site


def exported(site: SiteFolder, *options: str) -> list[Row]:
    done = warraq("export", "--site", str(site.root), "--to", "csv", "-", "--columns", "all", *options)
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("\ufeff")
    return list(csv.DictReader(io.StringIO(done.stdout.removeprefix("\ufeff"), newline="")))


def applied(site: SiteFolder, rows: list[Row], *options: str, **shape: str) -> tuple[int, str, str]:
    table = io.StringIO(newline="")
    writer = csv.DictWriter(table, list(rows[0]), delimiter=shape.get("delimiter", ","))
    writer.writeheader()
    writer.writerows(rows)
    site.write("table.csv", table.getvalue().encode(shape.get("encoding", "utf-8-sig")))
    done = warraq("edit", "--apply", "table.csv", *options, cwd=site.root)
    return done.returncode, done.stdout, done.stderr


def row_of(rows: list[Row], letter: str) -> Row:
    return next(row for row in rows if row["id"] == letter * 26)


def changed_lines(before: bytes, after: bytes) -> list[tuple[bytes, bytes]]:
    old, new = before.split(b"\n"), after.split(b"\n")
    assert len(old) == len(new)
    return [(one, other) for one, other in zip(old, new, strict=True) if one != other]


@pytest.mark.parametrize(("delimiter", "encoding"), [(",", "utf-8-sig"), (";", "utf-8"), ("\t", "utf-16")])
def test_a_table_that_nobody_changed_changes_nothing(desk: SiteFolder, delimiter: str, encoding: str) -> None:
    before = desk.files(desk.root / "content")
    code, said, wrong = applied(desk, exported(desk), delimiter=delimiter, encoding=encoding)
    assert (code, wrong) == (0, "") and "0 files changed, 3 rows unchanged" in said
    assert desk.files(desk.root / "content") == before


def test_a_changed_cell_changes_one_line_of_one_file(desk: SiteFolder) -> None:
    before, rows = desk.files(desk.root / "content"), exported(desk)
    row_of(rows, "a")["title"] = "=عنوان «جديد»: أول"
    code, said, _ = applied(desk, rows, "--dry-run")
    assert code == 0 and "1 file would change" in said and desk.files(desk.root / "content") == before
    code, said, _ = applied(desk, rows)
    after = desk.files(desk.root / "content")
    assert code == 0 and "content/2011/02/a.md:3\n- title" in said
    assert {path for path in after if after[path] != before[path]} == {"2011/02/a.md"}
    ((_, line),) = changed_lines(before["2011/02/a.md"], after["2011/02/a.md"])
    assert line.decode() == 'title: "=عنوان «جديد»: أول"   # checked by Salma'
    assert applied(desk, rows)[0] == 0, "the same table again says what the files say"


def test_lists_keep_their_shape_and_their_separators(desk: SiteFolder) -> None:
    rows = exported(desk)
    assert row_of(rows, "a")["tags"] == "no; a\\; b; 😀"
    row_of(rows, "a")["tags"] = "no; a\\; b; yes"
    row_of(rows, "b")["tags"] = ""
    assert applied(desk, rows)[0] == 0
    assert (desk.root / "content/2011/02/a.md").read_bytes().decode() == CAREFUL.replace("- 😀", '- "yes"')
    assert "tags" not in (desk.root / "content/2012/03/b.md").read_text()


WRONG: list[tuple[str, str, str]] = [
    ("date", "25/02/2011", "is not a date"),
    ("date", "2011-02-30", "does not exist in the calendar"),
    ("date", "40599", "is not a date"),
    ("date", "########", "spreadsheet error"),
    ("status", "publishd", "did you mean `published`?"),
    ("source_url", "example.org/a", "is not a web address"),
    ("issue_number", "123", "has lost the zeros in `00123`"),
    ("issue_number", "1.23E+17", "shortened"),
    ("tags", "مصر، تونس", "looks like several"),
    ("title", "", "has no `title`"),
    ("url", "2011/02/z/", "warraq move"),
    ("seed", "x", "cannot be changed here"),
    ("aliases", "2012/03/b/", "belongs to"),
    ("aliases", "search/", "reserved for pages of the site"),
    ("date_range", "soon/later", "is not a date range"),
    ("lang", "Arabic!", "not a language tag"),
]


@pytest.mark.parametrize(("column", "cell", "words"), WRONG)
def test_a_cell_that_is_wrong_is_named_by_its_row_and_the_rest_goes_on(
    desk: SiteFolder, column: str, cell: str, words: str
) -> None:
    rows = exported(desk)
    row_of(rows, "a")[column] = cell
    row_of(rows, "b")["section"] = "ثقافة"
    code, said, wrong = applied(desk, rows)
    assert code == 1 and words in wrong and "1 file changed" in said
    assert wrong.startswith("table.csv:2: D1") and "\n  hint: " in wrong
    assert (desk.root / "content/2011/02/a.md").read_bytes().decode() == CAREFUL
    assert "section: ثقافة\n" in (desk.root / "content/2012/03/b.md").read_text()


def test_rows_that_fit_no_file_are_named_and_nothing_is_overwritten(desk: SiteFolder) -> None:
    rows = exported(desk)
    for row in rows:
        row["section"] = "ثقافة"
    with (desk.root / "content/2012/03/b.md").open("a") as file:
        file.write("سطر جديد\n")
    before = desk.files(desk.root / "content")
    rows += [dict(row_of(rows, "c")), dict(row_of(rows, "c"), id="zzz"), dict(row_of(rows, "c"), id="")]
    code, said, wrong = applied(desk, [dict(row, wat="x") for row in rows])
    after = desk.files(desk.root / "content")
    assert code == 1 and "1 file changed" in said
    assert {path for path in after if after[path] != before[path]} == {"2011/02/a.md"}
    for words in (
        "table.csv:1: D105 `wat` is not a front matter key",
        "table.csv:3: D102 `content/2012/03/b.md` has changed since the export",
        "table.csv:5: D103 id `cccccccccccccccccccccccccc` is also in line 4",
        "table.csv:6: D101 no article has the id `zzz`",
        "table.csv:7: D101 has no id",
    ):
        assert words in wrong


def test_a_row_cut_short_loses_nothing(desk: SiteFolder) -> None:
    rows = exported(desk)
    version = row_of(rows, "a")["version"]
    desk.write("table.csv", f"id,version,date,title\n{'a' * 26},{version},2011-02-26\n")
    done = warraq("edit", "--apply", "table.csv", cwd=desk.root)
    assert done.returncode == 1 and "table.csv:2: D104 ends before the column `title`" in done.stderr


@pytest.mark.parametrize("data", [b"a,b\n1,2\n", b"id,title\nx,y\n", "id,version,title\nx,y,عنوان\n".encode("cp1256")])
def test_a_file_that_is_no_such_table_is_refused_whole(desk: SiteFolder, data: bytes) -> None:
    desk.write("table.csv", data)
    assert warraq("edit", "--apply", "table.csv", cwd=desk.root).returncode == 2


def test_an_edit_never_moves_a_url_that_is_not_frozen(desk: SiteFolder) -> None:
    desk.article("loose", "2013-01-01")
    rows = exported(desk)
    next(row for row in rows if "loose" in row["path"])["title"] = "غيره"
    code, _, wrong = applied(desk, rows)
    assert code == 1 and "D106 would change the article's id or URL" in wrong


@pytest.mark.parametrize(
    ("options", "found"),
    [
        (["--tag", "no"], "a"),
        (["--status", "draft"], "c"),
        (["--doubtful"], "c"),
        (["--since", "2012-01-01"], "b"),
        (["--until", "2011-02-25"], "a"),
        (["--until", "2011", "--section", "سياسة"], "a"),
    ],
)
def test_an_export_takes_the_articles_that_are_asked_for(desk: SiteFolder, options: list[str], found: str) -> None:
    assert [row["id"][0] for row in exported(desk, *options)] == [found]


FIELD = st.text(st.characters(codec="utf-8", exclude_categories=["Cs", "Cc"]), max_size=300) | st.sampled_from(
    [
        "no",
        "00123",
        "=cmd",
        "'=x",
        "''",
        "'1",
        "😀",
        "a;b",
        "\\",
        "a\\;",
        "2011-02-25",
        "+1",
        "1e5",
        "TRUE",
        "€5",
        "مارس 2011",
        "x" * 300,
        "؛،,",
    ]
)


@pytest.mark.parametrize("text", ["€5", "مارس 2011", "٥ آذار", "9:30 م", "25 février 2011", "(5)", "الاثنين 7 مارس"])
def test_what_a_spreadsheet_takes_for_a_number_or_a_day_goes_out_as_a_text(text: str) -> None:
    """LibreOffice, told to detect special numbers, makes `5.00` and `03/01/11` of the first two."""
    assert protected(text) == f"'{text}"


@pytest.mark.parametrize("text", ["5 قتلى", "Covid-19", "مارس", "العدد 5", "3 hours", "G20"])
def test_other_words_beside_a_number_stay_as_they_are(text: str) -> None:
    assert protected(text) == text


@given(FIELD)
def test_any_text_comes_back_from_its_cell(text: str) -> None:
    assert unprotected(protected(text)) == text


@given(st.lists(FIELD.map(clean).filter(bool), unique=True))
def test_any_list_comes_back_from_its_cell(items: list[str]) -> None:
    assert split(unprotected(cell_of(items))) == items


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.dictionaries(st.sampled_from(["title", "kicker", "issue_number", "section"]), FIELD), st.lists(FIELD), FIELD)
def test_any_front_matter_round_trips_and_takes_any_kicker(
    tmp_path: Path, fields: dict[str, str], tags: list[str], kicker: str
) -> None:
    site = SiteFolder(tmp_path)
    site.write("site.yaml", "title: x\n")
    whole = {"title": "ع", **{key: value for key, value in fields.items() if clean(value)}, "tags": tags}
    whole |= {"id": "a", "url": "2011/a/"}
    place = site.write("content/a.md", dump_front_matter(whole) + "body\n")
    before, known = place.read_bytes(), load_settings(site.root)

    def table() -> bytes:
        return "".join(export_table(site.root, known, Selection(), "all", [])).encode()

    edit = plan_edit(site.root, known, parse_sheet(table(), "t"), "t")
    assert (edit.changes, edit.problems, edit.unchanged) == ((), (), 1)
    rows = list(csv.DictReader(io.StringIO(table().decode("utf-8-sig"), newline="")))
    text = io.StringIO(newline="")
    writer = csv.DictWriter(text, list(rows[0]))
    writer.writeheader()
    writer.writerow(rows[0] | {"kicker": protected(clean(kicker))})
    edit = plan_edit(site.root, known, parse_sheet(text.getvalue().encode(), "t"), "t")
    assert all("spreadsheet" in problem.what for problem in edit.problems)
    if not edit.problems:
        apply_edit(site.root, edit)
        again = csv.DictReader(io.StringIO(table().decode("utf-8-sig"), newline=""))
        assert clean(unprotected(next(iter(again))["kicker"])) == clean(kicker)
        assert len(set(before.split(b"\n")) ^ set(place.read_bytes().split(b"\n"))) <= 2


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_a_new_field_is_one_line_in_the_files_own_line_ends(end: str) -> None:
    text = end.join(["\ufeff---", "title: ت", "# of the url", "url: a/b/", "---", "body", ""])
    changed = with_fields(text, {"date": "2011-02-25"})
    assert changed == text.replace("# of the url", f"date: 2011-02-25{end}# of the url")
    assert with_fields(changed, {"date": ""}) == text


def ledger(site: SiteFolder) -> list[dict[str, object]]:
    return [json.loads(line) for line in (site.root / "content/ledger.jsonl").read_text().splitlines()]


def test_a_new_article_has_an_id_a_frozen_url_and_an_event(site: SiteFolder) -> None:
    command = ("new", "خبر: أول", "--date", "2011-02-25", "--section", "سياسة", "--draft", "--site", str(site.root))
    made = [warraq(*command).stdout for _ in range(2)]
    assert made == ["content/2011/02/خبر-أول.md\n", "content/2011/02/خبر-أول-2.md\n"]
    text = (site.root / "content/2011/02/خبر-أول.md").read_text()
    assert 'title: "خبر: أول"\ndate: 2011-02-25\nsection: سياسة\n' in text and "status: draft\n" in text
    assert [event["event"] for event in ledger(site)] == ["new", "new"] and len(
        {one["id"] for one in ledger(site)}
    ) == 2
    assert site.build(has_drafts=True).articles == 2


def test_a_new_article_that_was_cut_short_has_its_event_from_the_next_verb(site: SiteFolder) -> None:
    warraq("new", "أول", "--date", "2011-02-25", "--site", str(site.root))
    lines = site.root / "content/ledger.jsonl"
    (site.root / ".cache").mkdir()
    lines.rename(site.root / ".cache/import.jsonl")  # as a verb leaves it that dies between its file and the ledger
    warraq("new", "ثان", "--date", "2011-02-25", "--site", str(site.root))
    assert sorted(str(one["path"]) for one in ledger(site)) == ["content/2011/02/أول.md", "content/2011/02/ثان.md"]
    assert not (site.root / ".cache/import.jsonl").exists()  # where version 0.1 kept it


def test_moves_add_redirects_and_events_and_refuse_what_is_taken(desk: SiteFolder) -> None:
    def move(which: str, url: str, *options: str) -> int:
        return warraq("move", which, url, "--site", str(desk.root), *options).returncode

    before = desk.files(desk.root / "content")
    assert move("a" * 26, "2011/02/new/", "--dry-run") == 0 and desk.files(desk.root / "content") == before
    assert [move("a" * 26, url) for url in ("2012/03/B/", "search/x/", "../x", "undated/c/")] == [4, 4, 4, 4]
    assert desk.files(desk.root / "content") == before
    assert move("nobody", "2011/02/x/") == 2
    assert move("a" * 26, "2011/02/new/") == 0 and move("content/2011/02/a.md", "/2011/02/newest/") == 0
    text = (desk.root / "content/2011/02/a.md").read_bytes().decode()
    assert '\naliases: ["/2011/02/a/", "/2011/02/new/"]\n' in text and "\nurl: 2011/02/newest/\n" in text
    assert [(event["number"], event["url"]) for event in ledger(desk)] == [(1, "2011/02/new/"), (2, "2011/02/newest/")]
    assert move("b" * 26, "2011/02/a/") == 4, "an old URL stays its article's own"
    assert move("a" * 26, "2011/02/a/") == 0, "and it may come back to it"
    desk.build()
    assert "/2011/02/a/" in desk.page("2011/02/newest/index.html")


def test_an_export_writes_over_no_table_unless_it_is_told_to(desk: SiteFolder) -> None:
    table = desk.write("table.csv", "edited, and not applied yet\n")
    done = warraq("export", "--site", str(desk.root), "--to", "csv", str(table))
    assert done.returncode == 4 and "--force" in done.stderr
    assert table.read_text() == "edited, and not applied yet\n"
    assert warraq("export", "--site", str(desk.root), str(table), "--force").returncode == 0
    assert table.read_bytes().startswith(b"\xef\xbb\xbfid")
