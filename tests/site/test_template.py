"""The repository that `warraq init --github` makes: what somebody drops into seeds/ in the browser is published."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml
from support import warraq

BASE_URL = "https://example.org/archive/"
SOMEBODY = ("-c", "user.name=n", "-c", "user.email=n@x")
TEXT = "{title}\n\n" + "أعلنت إدارة الميناء عن بدء أعمال التوسعة في الرصيف الشرقي بعد أشهر من الدراسة. " * 4 + "\n"


def git(folder: Path, *arguments: str) -> str:
    command = ["git", *SOMEBODY, "-c", "core.quotePath=false", *arguments]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=True).stdout.strip()


class Template:
    """A bare repository as a host has it, people who commit to it in the browser, and machines that run the workflow."""

    def __init__(self, folder: Path, *options: str) -> None:
        self.folder, self.bare = folder, folder / "bare.git"
        assert warraq("init", "--github", "--defaults", *options, "first", cwd=folder).returncode == 0
        git(folder, "init", "-q", "--bare", "-b", "main", "bare.git")
        first = folder / "first"
        git(first, "init", "-q", "-b", "main")
        git(first, "add", ".")
        git(first, "commit", "-q", "-m", "template")
        git(first, "push", "-q", str(self.bare), "main")
        self.run("begin")

    def clone(self, name: str) -> Path:
        git(self.folder, "clone", "-q", "--depth=1", f"file://{self.bare}", name)
        return self.folder / name

    def drop(self, path: str, data: bytes | str) -> None:
        """«Upload files», «Commit changes»."""
        folder = self.clone(f"upload-{os.urandom(4).hex()}")
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(data if isinstance(data, bytes) else data.encode())
        git(folder, "add", ".")
        git(folder, "commit", "-q", "-m", "Add files via upload")
        git(folder, "push", "-q")

    def start(self, name: str, **more: str) -> subprocess.Popen[str]:
        machine = self.folder / name
        if not machine.exists():
            self.clone(name)
        surroundings = {
            **{key: value for key, value in os.environ.items() if not key.startswith("GIT_")},
            "PATH": os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]]),
            "HOME": str(self.folder),
            "GITHUB_STEP_SUMMARY": str(self.folder / f"{name}.md"),
            "GITHUB_OUTPUT": str(self.folder / f"{name}.out"),
            "BASE_URL": BASE_URL,
            **more,
        }
        command = ["bash", str(machine / ".github/warraq.sh")]
        return subprocess.Popen(command, env=surroundings, text=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)

    def run(self, name: str, **more: str) -> str:
        """The summary of a run on a machine of this name."""
        process = self.start(name, **more)
        said = process.communicate(timeout=120)[0]
        assert process.returncode == 0, said
        return (self.folder / f"{name}.md").read_text(encoding="utf-8")

    def log(self) -> list[str]:
        return git(self.bare, "log", "--format=%s", "main").split("\n")

    def files(self) -> list[str]:
        return git(self.bare, "ls-tree", "-r", "--name-only", "main").split("\n")

    def pages(self, name: str) -> Iterator[str]:
        for path in (self.folder / name / "output").rglob("index.html"):
            yield path.read_text(encoding="utf-8")


@pytest.fixture
def template(tmp_path: Path) -> Template:
    return Template(tmp_path)


def test_a_dropped_seed_is_a_published_article_and_one_commit(template: Template) -> None:
    before = len(template.log())
    template.drop("seeds/port.txt", TEXT.format(title="توسعة الميناء تبدأ من رصيفه الشرقي"))
    summary = template.run("one")
    assert template.log()[0] == "Import seeds (1 new)" and len(template.log()) == before + 2
    assert 'dir="rtl"' in summary and "مقالات جديدة: 1" in summary and "توسعة الميناء" in summary
    assert [page for page in template.pages("one") if f'href="{BASE_URL}' in page and "توسعة الميناء" in page]
    changed = git(template.bare, "show", "--name-only", "--format=", "main").split("\n")
    assert "content/ledger.jsonl" in changed and all(path.startswith(("content/", "seeds/")) for path in changed)
    again = template.run("one")
    assert len(template.log()) == before + 2 and "لا جديد" in again[len(summary) :]
    assert git(template.folder / "one", "status", "--porcelain") == ""


def test_a_broken_seed_is_a_readable_summary_and_nothing_is_lost(template: Template) -> None:
    before = template.log()
    template.drop("seeds/scan.pdf", b"%PDF-1.4 \x00\x01\x02")
    summary = template.run("one")
    assert "لم تُستورد: 1" in summary and "scan&#46;pdf" in summary.replace(".", "&#46;") and "I105" in summary
    assert template.log() == ["Add files via upload", *before] and "seeds/scan.pdf" in template.files()
    assert list(template.pages("one")) and "broken=0" in (template.folder / "one.out").read_text()


def test_an_article_that_an_editor_broke_is_named_and_the_rest_is_published(template: Template) -> None:
    template.drop("content/2011/02/a.md", "---\ntitle: مقال سليم\ndate: 2011-02-11\n---\nنص المقال السليم.\n")
    template.drop("content/2011/02/b.md", "---\ntitle: مقال معطوب\ndate: 2011-02-30\n---\nنص.\n")
    summary = template.run("one")
    assert "content/2011/02/b" in summary and "(السطر 3)" in summary and "C109" in summary
    pages = "".join(template.pages("one"))
    assert "مقال سليم" in pages and "مقال معطوب" not in pages
    assert "broken=1" in (template.folder / "one.out").read_text()


def test_two_drops_at_once_both_land(template: Template) -> None:
    template.clone("one")
    template.clone("two")
    template.drop("seeds/a.txt", TEXT.format(title="افتتاح مكتبة الحي القديم بعد ترميمها"))
    template.drop("seeds/b.txt", TEXT.format(title="سباق القوارب يجمع أندية الساحل"))
    running = [template.start("one"), template.start("two")]
    for process in running:
        said = process.communicate(timeout=180)[0]
        assert process.returncode == 0, said
    assert_both_landed(template)


def test_what_is_pushed_during_an_import_is_kept_and_the_import_is_done_again(template: Template) -> None:
    """The same, certainly: a hook of the machine lets somebody else be quicker."""
    template.drop("seeds/a.txt", TEXT.format(title="افتتاح مكتبة الحي القديم بعد ترميمها"))
    machine, other = template.clone("one"), template.clone("two")
    (other / "seeds/b.txt").write_text(TEXT.format(title="سباق القوارب يجمع أندية الساحل"), encoding="utf-8")
    git(other, "add", ".")
    git(other, "commit", "-q", "-m", "Add files via upload")
    hook = machine / ".git/hooks/pre-push"
    hook.write_text(
        f"#!/bin/sh\nrm -f '{hook}'\nunset $(env | sed -n 's/^\\(GIT_[A-Z_]*\\)=.*/\\1/p')\ngit -C '{other}' push -q\n"
    )
    hook.chmod(0o755)
    summary = template.run("one")
    assert not hook.exists() and "مقالات جديدة: 2" in summary and summary.count("## ما قرأه") == 1
    assert_both_landed(template)


def assert_both_landed(template: Template) -> None:
    titles = [path for path in template.files() if path.startswith("content/") and path.endswith(".md")]
    assert len([path for path in titles if "مكتبة" in path]) == 1, titles
    assert len([path for path in titles if "القوارب" in path]) == 1, titles
    before = template.log()
    pages = template.run("after") and "".join(template.pages("after"))
    assert "مكتبة الحي القديم" in pages and "سباق القوارب" in pages and template.log() == before


def test_the_forms_of_a_copy_write_into_the_copy(tmp_path: Path) -> None:
    template = Template(tmp_path, "--cms")
    before = template.log()
    template.run("one", GITHUB_REPOSITORY="nadia/archive")
    assert template.log() == ["Point the forms at this repository", *before]
    assert "\n  repo: nadia/archive\n" in git(template.bare, "show", "main:static/admin/config.yml")
    assert "\n  repo: nadia/archive\n" in (tmp_path / "one/output/admin/config.yml").read_text(encoding="utf-8")
    template.run("one", GITHUB_REPOSITORY="nadia/archive")
    assert len(template.log()) == len(before) + 1


def test_changes_that_nobody_committed_stop_it(template: Template) -> None:
    machine = template.clone("one")
    (machine / "site.yaml").write_text("title: x\n")
    process = template.start("one")
    assert "not committed" in process.communicate(timeout=60)[0] and process.returncode == 4
    assert (machine / "site.yaml").read_text() == "title: x\n"


def test_forks_and_pull_requests_publish_nothing_and_no_secret_is_needed(template: Template) -> None:
    text = (template.folder / "first/.github/workflows/publish.yml").read_text(encoding="utf-8")
    workflow = yaml.safe_load(text)
    assert set(workflow[True]) == {"push", "schedule", "workflow_dispatch"}  # YAML 1.1 reads `on` as true
    assert workflow["jobs"]["build"]["if"] == "${{ !github.event.repository.fork }}" and "secrets." not in text
    assert workflow["permissions"] == {} and workflow["jobs"]["deploy"]["needs"] == "build"
    assert workflow["concurrency"] == {"group": "publish", "cancel-in-progress": False}
    said = warraq("deploy", "--init", cwd=template.folder / "first").stdout
    assert said == ".github/workflows/publish.yml: already exists, not changed\n"


def test_a_site_that_exists_gets_the_workflow_alone(tmp_path: Path) -> None:
    assert warraq("init", "--defaults", "site", cwd=tmp_path).returncode == 0
    (tmp_path / "site/site.yaml").write_text("title: My <b>paper\nlanguage: en\n", encoding="utf-8")
    done = warraq("init", "--github", "site", cwd=tmp_path)
    assert done.returncode == 0 and done.stdout.count("created") == 3, done.stderr
    assert (tmp_path / "site/site.yaml").read_text() == "title: My <b>paper\nlanguage: en\n"
    assert (tmp_path / "site/README.md").read_text().startswith("# My &lt;b>paper\n")
    (tmp_path / "site/.github/warraq.sh").write_text("mine\n")
    refused = warraq("init", "--github", "site", cwd=tmp_path)
    assert refused.returncode == 4 and "keep your file or remove it" in refused.stderr
