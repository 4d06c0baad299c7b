"""The command as people run it: exit codes, messages, JSON."""

from __future__ import annotations

import json
import signal
import time
from pathlib import Path

import pytest
from support import SiteFolder, running, warraq


def test_a_new_site_builds_at_once(tmp_path: Path) -> None:
    assert warraq("init", "demo", cwd=tmp_path).returncode == 0
    done = warraq("build", cwd=tmp_path / "demo")
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "demo/output/2025/01/مرحبا-بك-في-أرشيفك-الجديد/index.html").is_file()
    assert (tmp_path / "demo/.gitignore").read_text() == ".cache/\nportable/\n"
    assert "content/ledger.jsonl merge=union\n" in (tmp_path / "demo/.gitattributes").read_text()
    assert warraq("init", "demo", cwd=tmp_path).returncode == 4


def test_an_interrupted_init_is_completed_and_nothing_of_anybodys_is_touched(tmp_path: Path) -> None:
    def files(name: str) -> dict[str, bytes]:
        root = tmp_path / name
        return {path.relative_to(root).as_posix(): path.read_bytes() for path in root.rglob("*") if path.is_file()}

    assert warraq("init", "whole", cwd=tmp_path).returncode == 0
    (tmp_path / "half").mkdir()
    for name in (".gitignore", "site.yaml"):
        (tmp_path / "half" / name).write_bytes((tmp_path / "whole" / name).read_bytes())
    assert warraq("init", "half", cwd=tmp_path).returncode == 0
    assert files("half") == files("whole")
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine/site.yaml").write_text("title: mine\n", encoding="utf-8")
    done = warraq("init", "mine", cwd=tmp_path)
    assert done.returncode == 4 and "already contains `site.yaml`" in done.stderr
    assert files("mine") == {"site.yaml": b"title: mine\n"}


def test_a_build_ends_with_what_it_did(ten_articles: SiteFolder) -> None:
    done = warraq("build", "--site", str(ten_articles.root))
    assert done.returncode == 0
    assert "10 articles" in done.stdout and "pages and other files" in done.stdout and " written (" in done.stdout
    report = json.loads(warraq("build", "--site", str(ten_articles.root), "--json").stdout)
    assert report["articles"] == 10 and report.get("files_written", 0) == 0 and "seconds" in report


def test_problems_in_content_end_with_1_and_the_rest_is_published(ten_articles: SiteFolder) -> None:
    ten_articles.write("content/2019/05/a4.md", "---\ntitle: x\ndate: 2019-02-30\n---\n")
    done = warraq("build", "--site", str(ten_articles.root))
    assert done.returncode == 1
    assert (
        done.stderr
        == "content/2019/05/a4.md:3:7: C109 date `2019-02-30` does not exist in the calendar\n  hint: February 2019 has 28 days\n"
    )
    assert "9 articles" in done.stdout


def test_warnings_end_with_1_only_when_strict(ten_articles: SiteFolder) -> None:
    ten_articles.article("slip", date="2001-01-01", tagz="x")
    assert warraq("build", "--site", str(ten_articles.root)).returncode == 0
    assert warraq("build", "--site", str(ten_articles.root), "--strict").returncode == 1


def test_wrong_arguments_end_with_2(ten_articles: SiteFolder) -> None:
    for arguments in (["build", "--wat"], ["nonsense"], ["build", "--now", "soon"], ["import", "missing.txt"]):
        assert warraq(*arguments, cwd=ten_articles.root).returncode == 2, arguments


def test_three_mistakes_in_site_yaml_give_three_diagnostics_and_3(ten_articles: SiteFolder) -> None:
    ten_articles.write("site.yaml", "title: x\ntimezone: Africa/Kairo\ndigits: arab\nlanguag: ar\n")
    done = warraq("build", "--site", str(ten_articles.root))
    assert done.returncode == 3
    places = [line.split(": ")[0] for line in done.stderr.split("\n") if line.startswith("site.yaml")]
    assert places == ["site.yaml:2:11", "site.yaml:3:9", "site.yaml:4:1"]


def test_a_folder_without_site_yaml_ends_with_3(tmp_path: Path) -> None:
    done = warraq("build", "--site", str(tmp_path))
    assert done.returncode == 3 and "warraq init" in done.stderr


def test_an_unsafe_output_ends_with_4(ten_articles: SiteFolder) -> None:
    done = warraq("build", "--site", str(ten_articles.root), "--output", "/")
    assert done.returncode == 4 and done.stderr.startswith("refused: ")


def test_a_build_imports_new_seeds_first(site: SiteFolder) -> None:
    site.write("seeds/x.txt", "المعرض السنوي للكتاب يفتح أبوابه\n\n" + "كلمة " * 30 + ".\n")
    assert "0 articles" in warraq("build", "--site", str(site.root), "--no-import").stdout
    assert "1 article " in warraq("build", "--site", str(site.root)).stdout


def test_import_says_what_it_did_as_json(site: SiteFolder) -> None:
    site.write("seeds/x.txt", "المعرض السنوي للكتاب يفتح أبوابه\n\n" + "كلمة " * 30 + ".\n\nتم نسخ الرابط\n")
    done = warraq("import", "--site", str(site.root), "--json", "--dry-run")
    (article,) = json.loads(done.stdout)
    assert {"file", "path", "front_matter", "body", "problems", "lines"} <= set(article)
    assert article["lines"] == [
        {
            "line": 5,
            "text": "تم نسخ الرابط",
            "role": "boilerplate",
            "reason": "text that outlets put around every article",
        }
    ]
    assert not (site.root / "content").exists()


@pytest.mark.parametrize("moment", ["--now", "SOURCE_DATE_EPOCH"])
def test_the_moment_decides_on_embargoes(ten_articles: SiteFolder, moment: str) -> None:
    ten_articles.article("later", date="2040-05-05", status="embargoed")
    given = ["--now", "2041-01-01"] if moment == "--now" else []
    surroundings = {} if given else {"SOURCE_DATE_EPOCH": "2240000000"}
    assert "11 articles" in warraq("build", "--site", str(ten_articles.root), *given, **surroundings).stdout
    assert "10 articles" in warraq("build", "--site", str(ten_articles.root), "--now", "2039-01-01").stdout


def test_an_interrupted_server_ends_with_130(ten_articles: SiteFolder) -> None:
    command = ("generator", "serve", "--site", str(ten_articles.root), "--port", "0")
    with running(*command, until="serving") as (server, _):
        time.sleep(0.5)
        server.send_signal(signal.SIGINT)
        assert server.wait(10) == 130
