"""Strangers' words on a terminal steer nothing, forge no line and never end in an error."""

from __future__ import annotations

import json
import re
from pathlib import Path
from types import SimpleNamespace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support import SiteFolder, warraq

import generator
from generator.cli.search import found_summary
from generator.model import Problem
from generator.text.terminal import shown, shown_lines
from generator.text.terminal_json import json_of, shown_json

SHOWN = {
    "عنوان عادي، 2011: «نص»": "عنوان عادي، 2011: «نص»",
    "\x1b[31mأحمر\x1b[0m": "\\x1b[31mأحمر\\x1b[0m",
    "\x1b]0;title\x07": "\\x1b]0;title\\x07",
    "\x9b31m": "\\x9b31m",
    "one\ntwo\r\tthree": "one\\ntwo\\r\\tthree",
    "photo\u202egpj.exe": "photo\\u202egpj.exe",
    "a\u2066b\u2069\u200f": "a\\u2066b\\u2069\\u200f",
    "خبر\udcff.md": "خبر\\xff.md",
    "\ud800": "\\ud800",
    "\x7f\u2028\ufeff": "\\x7f\\u2028\\ufeff",
    "می\u200cخواهم": "می\u200cخواهم",  # Persian is not written without it
}


@pytest.mark.parametrize(("text", "wanted"), SHOWN.items())
def test_what_steers_a_terminal_is_shown_as_it_would_be_written(text: str, wanted: str) -> None:
    assert shown(text) == wanted


@settings(deadline=None)
@given(st.text())
def test_any_text_is_one_line_that_prints_everywhere(text: str) -> None:
    line = shown(text)
    assert line.isprintable() or all(char.isprintable() or ord(char) > 0x9F for char in line)
    assert line.splitlines() in ([], [line]) and shown(line) == line
    line.encode()
    assert shown_lines(f"{text}\n{text}").count("\n") == 2 * text.count("\n") + 1


@settings(deadline=None)
@given(st.text(st.characters(exclude_categories=())))
def test_json_means_the_same_and_steers_nothing(text: str) -> None:
    said = json_of({"title": text})
    assert json.loads(said) == {"title": text}
    assert shown(said.replace("\n", "")) == said.replace("\n", "")
    assert shown_json('"a"') == '"a"'


def test_a_problem_is_two_lines_whatever_its_file_is_called() -> None:
    problem = Problem("content/a\nerror: b\x1b[2J.md", 3, 0, "C999", "error", "`\u202e` is wrong", "write\n  it anew")
    assert str(problem) == ("content/a\\nerror: b\\x1b[2J.md:3: C999 `\\u202e` is wrong\n  hint: write\\n  it anew")


def test_only_what_was_searched_for_is_marked() -> None:
    snippet = SimpleNamespace(text="قبل \x1b[5m كلمة بعد", marks=((9, 13),))
    result = SimpleNamespace(title="عنوان\x1b]52;c;eA==\x07", date="", url="/a\n/b/", snippet=snippet)
    found = SimpleNamespace(count=1, has_more=False, unknown=("\x1b[1m",), begun="", results=(result,))
    said = found_summary(found, is_terminal=True)
    assert said.replace("\x1b[1m", "", 1).replace("\x1b[0m", "", 1).count("\x1b") == 0
    assert "\\x1b]52" in said and "/a\\n/b/" in said


def test_nothing_is_printed_but_by_the_console() -> None:
    loud = re.compile(r"(?<![\w.])(?:print|(?:click\.)?s?echo|sys\.std(?:out|err)\.write)\(")
    own = ("console.py", "__main__.py")  # the latter where the installation is broken, and nothing can be imported
    for path in sorted(Path(generator.__file__).parent.rglob("*.py")):
        assert path.name in own or not loud.search(path.read_text("utf-8")), f"{path} prints"


def test_a_terminal_without_arabic_letters_is_told_all_the_same(ten_articles: SiteFolder) -> None:
    ten_articles.write("content/2019/05/bad.md", "---\ntitle: عنوان\ndate: أمس\n---\n")
    ten_articles.write("seeds/q.txt", "عنوان «é» 😀\nالقاهرة 3 مايو 2011\n\nنص الخبر الطويل هنا كلمة بعد كلمة.\n")
    where, ascii_ = ["--site", str(ten_articles.root)], {"PYTHONIOENCODING": "ascii"}
    done = warraq("import", "--json", "--dry-run", *where, **ascii_)
    assert json.loads(done.stdout), done.stderr
    for verb in (["build"], ["search", "مقال"]):
        done = warraq(*verb, *where, **ascii_)
        assert done.returncode in (0, 1) and "Traceback" not in done.stderr, done.stderr
    western = {"PYTHONIOENCODING": "cp1252"}
    assert "\\u0645" in warraq("search", "مقال", *where, **western).stdout
    assert json.loads(warraq("search", "مقال", "--json", *where, **western).stdout)["count"] > 0


def test_a_locale_without_arabic_letters_builds_and_finds_all_the_same(site: SiteFolder) -> None:
    plain = {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
    site.write("content/خبر.md", "---\ntitle: خبر\ndate: 2011-02-25\n---\nنص\n")
    done = warraq("build", "--site", str(site.root), **plain)
    assert done.returncode == 0, done.stderr
    assert "خبر" in warraq("search", "خبر", "--site", str(site.root), **plain).stdout
    assert site.files() == site.clean_files()


def test_a_hostile_argument_is_repeated_harmlessly(site: SiteFolder) -> None:
    for arguments in (["--\x1b[31m"], ["build", "--now", "\x1b]0;x\x07\n"], ["explain", "\x1bX"], ["\x1b[2J"]):
        done = warraq(*arguments, cwd=site.root)
        assert done.returncode == 2 and "\x1b" not in done.stderr + done.stdout, done.stderr
