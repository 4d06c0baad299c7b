"""Small files that were made to take minutes or gigabytes cost what their bytes are worth, and stop nothing else.

`benchmarks/imports/bombs.py` tries some three thousand; these are one of each kind.
"""

from __future__ import annotations

import json
import sys

import pytest
from support import SiteFolder
from support.bomb_table import bombs
from support.bombs import PARAGRAPH, TITLE, Bomb, cost_of, record, text_seed, warm_up
from support.imports import codes, run
from support.seeds import page, tarred, zipped

KINDS = {
    "yaml laughs": "content/a.md seeds/a.md terms.yaml site.yaml seeds/columns.yaml seeds/outlets.yaml seeds/decisions.yaml themes/x/theme.yaml",
    "yaml itself": "content/a.md seeds/a.md terms.yaml site.yaml seeds/columns.yaml seeds/decisions.yaml",
    "yaml deep": "content/a.md seeds/a.md terms.yaml site.yaml seeds/columns.yaml seeds/outlets.yaml",
    "yaml dashes": "content/a.md",
    "archive": "seeds/bomb.tar.bz2 seeds/bomb.tar.xz seeds/bomb.jsonl.gz seeds/head.warc.gz seeds/empty.warc.gz seeds/sparse.tar seeds/longname.tar seeds/same.zip",
    "warc long line": "seeds/a.warc",
    "warc many headers": "seeds/a.warc",
    "page colspan": "seeds/a.html",
    "page bold": "seeds/a.html",
    "page tables in tables": "seeds/a.html",
    "page deep data": "seeds/a.html",
    "content's bold": "content/m.md",
    "table categories": "seeds/a.xml",
    "table deep": "seeds/c.jsonl",
    "table columns": "seeds/c.csv",
    "table nested multiparts": "seeds/a.mhtml",
    "table multiparts open": "seeds/j.mhtml",
    "table nothings": "seeds/k.json",
    "page blanks by number": "seeds/a.html",
    "page nothings between": "seeds/a.html",
    "xml laughs": "seeds/a.xml",
    "xml deep": "seeds/a.xml",
    "content: five marked megabytes": "content/a.md",
    "content: nested brackets": "content/a.md",
    "content: wide table": "content/a.md",
    "text digits": "seeds/a.txt",
    "content image openings": "content/a.md",
    "csv image openings": "seeds/a.csv",
    "fields comments": "seeds/b.jsonl",
    "feed newlines": "seeds/a.xml",
    "feed's breaks": "seeds/a.xml",
    "feed angle": "seeds/a.xml",
    "nitf unknown entities": "seeds/n.xml",
    "seed: nested brackets": "seeds/a.md",
    "mhtml entities": "seeds/a.mhtml",
    "table keys": "seeds/h.jsonl",
    "wire soh": "seeds/a.wire",
    "only zcz": "seeds/b.txt",
}


def _chosen() -> list[Bomb]:
    wanted = {(kind, path) for kind, paths in KINDS.items() for path in paths.split()}
    found = [bomb for bomb in bombs() if (bomb.name, bomb.path) in wanted]
    assert {(bomb.name, bomb.path) for bomb in found} == wanted
    return found


@pytest.fixture(scope="module", autouse=True)
def _warm() -> None:
    warm_up()


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="reads /proc")
@pytest.mark.parametrize("bomb", _chosen(), ids=lambda bomb: f"{bomb.name}: {bomb.path}")
def test_a_small_file_costs_neither_seconds_nor_gigabytes(bomb: Bomb) -> None:
    cost = cost_of(bomb)
    assert cost.is_bearable, cost


@pytest.mark.parametrize("packing", ["", "gz", "bz2", "xz"])
def test_a_bomb_in_a_tar_is_named_and_what_stands_before_it_is_imported(site: SiteFolder, packing: str) -> None:
    members = {"a.txt": text_seed(PARAGRAPH), "b.txt": b"\0" * (12 << 20)}
    site.write(f"seeds/x.tar.{packing}" if packing else "seeds/x.tar", tarred(members, f"w:{packing}"))
    site.write("seeds/z.txt", text_seed(f"{PARAGRAPH} {PARAGRAPH}"))
    report = run(site)
    assert report.counts["new"] == 2 and report.counts["refused"] >= 1
    assert all(problem.path.startswith("seeds/x.tar") for problem in report.problems)


def test_names_in_archives_that_are_not_utf_8_are_spelled_out(site: SiteFolder) -> None:
    site.write("seeds/x.tar", tarred({"caf\udce9.txt": text_seed(PARAGRAPH)}, "w:"))
    site.write("seeds/y.zip", zipped({"بحر.txt": text_seed(f"{PARAGRAPH} {PARAGRAPH}").decode()}))
    report = run(site)
    assert [one.file for one in report.articles if one.action == "new"] == [
        "seeds/x.tar/caf%E9.txt",
        "seeds/y.zip/بحر.txt",
    ]


UNWANTED = ["\0", "\x01", "\x1b[31m", "\x7f", "\x9b", "\udc00", "\ud800", "\ufffe"]


@pytest.mark.parametrize("sign", UNWANTED)
def test_no_control_character_or_half_of_one_reaches_content_ledger_or_output(site: SiteFolder, sign: str) -> None:
    fields = {
        "title": f"عنوان{sign} الخبر",
        "tags": [f"وسم{sign}", sign],
        "author": f"سلمى{sign}",
        "url": f"https://a.example/{sign}",
    }
    site.write(
        "seeds/a.jsonl", json.dumps({"text": f"{PARAGRAPH}{sign}\n\n{PARAGRAPH}", "date": "2011-02-25"} | fields)
    )
    site.write("seeds/b.html", page(title=f"عنوان&#x{ord(sign[0]):X}; آخر"))
    site.write("seeds/c.txt", text_seed(f"{PARAGRAPH}{sign if sign < chr(0xD800) else ''}").replace(b"2011", b"2012"))
    report = run(site)
    assert report.counts["new"] == 3, report.problems
    site.build()
    written = [*(site.root / "content").rglob("*"), *site.output.rglob("*")]
    for path in written:
        if path.is_file() and path.suffix in (".md", ".jsonl", ".html", ".json", ".xml", ".txt"):
            text = path.read_bytes().decode()  # strictly: no half of a character either
            assert not any(bad in text for bad in UNWANTED if bad not in ("\udc00", "\ud800")), path


@pytest.mark.parametrize("written", ["a\0b", '"a\\0b"', '"a\\x1bb"', '"a\\x9bb"', "a\x7fb"])
def test_control_characters_of_front_matter_and_body_are_left_out_and_told(site: SiteFolder, written: str) -> None:
    site.write(
        "content/a.md", f"---\ntitle: {written}\nown: {written}\ndate: 2011-02-25\n---\nنص\x01 الخبر &#1; <b>&#1;</b>\n"
    )
    report = site.build()
    assert "C143" in [problem.code for problem in report.problems]
    (made,) = [
        text for path, text in site.files().items() if path.startswith("2011/02/") and path.endswith("ab/index.html")
    ]
    assert b"<title>ab" in made and not any(bad in made for bad in (b"\0", b"\x01", b"\x1b", b"\x7f", b"\xc2\x9b"))


def test_what_goes_beyond_a_limit_is_named_with_the_limit_and_the_rest_goes_on(site: SiteFolder) -> None:
    site.write(
        "seeds/a.jsonl",
        "\n".join((record(tags=[f"t{i}" for i in range(600)]), record(title="x" * 30_000, text=PARAGRAPH))),
    )
    site.article("good")
    tags = ", ".join(f"t{i}" for i in range(1_200))
    site.write("content/many.md", f"---\ntitle: a\ndate: 2011-02-25\ntags: [{tags}]\n---\n{PARAGRAPH}\n")
    site.write("content/long.md", f"---\ntitle: {'x' * 30_000}\ndate: 2011-02-25\n---\n{PARAGRAPH}\n")
    site.write("content/keys.md", "---\ntitle: a\n" + "".join(f"k{i}: v\n" for i in range(600)) + f"---\n{PARAGRAPH}\n")
    site.write("content/body.md", f"---\ntitle: a\n---\n{'*a* ' * 40_000}\n")
    report = run(site)
    assert sorted(codes(report)) == ["I163", "I164"] and report.counts == {"new": 1, "refused": 1}
    built = site.build()
    told = {problem.path: (problem.code, problem.line) for problem in built.problems}
    assert {path: told[path] for path in told if path.startswith("content/") and path.count("/") == 1} == {
        "content/many.md": ("C142", 4),
        "content/long.md": ("C141", 2),
        "content/keys.md": ("C140", 1),
        "content/body.md": ("C140", 1),
    }
    assert built.articles == 3


def test_aliases_that_repeat_little_are_read_and_those_that_multiply_are_named_with_their_line(
    site: SiteFolder,
) -> None:
    site.write("content/a.md", f"---\ntitle: &t {TITLE}\nkicker: *t\ndate: 2011-02-25\n---\n{PARAGRAPH}\n")
    site.write("content/b.md", f"---\ntitle: {TITLE}\nx: &a [*a]\n---\n{PARAGRAPH}\n")
    report = site.build()
    assert report.articles == 1
    assert [(one.path, one.line, one.code) for one in report.problems] == [("content/b.md", 3, "C101")]
