"""release.py and the workflow that runs it: what has to fit before a version is published, and who publishes."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any

import pytest
import yaml

from generator import __version__
from generator.deploy.origin import REPOSITORY as ADDRESS

REPOSITORY = Path(__file__).parents[2]
FILES = ("release.py", "README.md", "CHANGELOG.md", "generator/__init__.py")
CHANGES = "# Changelog\n\n## Unreleased\n\n- Later.\n\n## 0.1.0 - 2026-12-24\n\n### Added\n\n- A thing.\n\n## 0.0.9\n\n- Old.\n"


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    for name in FILES:
        (tmp_path / name).parent.mkdir(exist_ok=True)
        shutil.copy(REPOSITORY / name, tmp_path / name)
    (tmp_path / "generator/__init__.py").write_text('__version__ = "0.1.0"\n')
    (tmp_path / "CHANGELOG.md").write_text(CHANGES)
    return tmp_path


def release(checkout: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, str(checkout / "release.py"), *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def workflow(name: str) -> dict[Any, Any]:
    found = yaml.safe_load((REPOSITORY / ".github/workflows" / name).read_text(encoding="utf-8"))
    assert isinstance(found, dict)
    return found


def test_a_tag_that_fits_passes(checkout: Path) -> None:
    done = release(checkout, "check", "v0.1.0")
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.parametrize(
    ("file", "text", "tag", "said"),
    [
        ("generator/__init__.py", '__version__ = "0.2.0"\n', "v0.1.0", "has version 0.2.0"),
        ("generator/__init__.py", '__version__ = "0.1.0"\n', "0.1.0", "the tag is 0.1.0"),
        ("CHANGELOG.md", "# Changelog\n\n## Unreleased (0.1.0)\n\n- A thing.\n", "v0.1.0", "no section `## 0.1.0`"),
        ("CHANGELOG.md", "# Changelog\n\n## 0.1.0.1\n\n- A thing.\n", "v0.1.0", "no section `## 0.1.0`"),
        ("CHANGELOG.md", "# Changelog\n\n## 0.1.0\n\n## 0.0.9\n\n- Old.\n", "v0.1.0", "is empty"),
        ("README.md", "# Warraq\n", "v0.1.0", "README.md has no lines between"),
        ("README.md", "<!-- install -->\nno line\n<!-- /install -->\n", "v0.1.0", "name neither"),
    ],
)
def test_what_does_not_fit_is_refused(checkout: Path, file: str, text: str, tag: str, said: str) -> None:
    (checkout / file).write_text(text)
    done = release(checkout, "check", tag)
    assert done.returncode == 1 and said in done.stderr and "Traceback" not in done.stderr


@pytest.mark.parametrize("heading", ["## 0.1.0 - 2026-12-24", "## [0.1.0] - 2026-12-24", "## 0.1.0"])
def test_the_notes_are_the_section_of_the_changelog(checkout: Path, heading: str) -> None:
    (checkout / "CHANGELOG.md").write_text(CHANGES.replace("## 0.1.0 - 2026-12-24", heading))
    assert release(checkout, "notes", "v0.1.0").stdout == "### Added\n\n- A thing.\n"


def test_readme_installs_from_the_repository_until_it_installs_from_the_registry(checkout: Path) -> None:
    before = (checkout / "README.md").read_text(encoding="utf-8")
    if "git+" not in before:  # released already: as it was before
        before = re.sub(r"(?<=install )warraq(?=`|\n)", f"git+{ADDRESS}", before).replace("newer.", "newer and git.", 1)
        (checkout / "README.md").write_text(before, encoding="utf-8")
    assert f"uv tool install git+{ADDRESS}\n" in before
    assert release(checkout, "readme").returncode == 0
    after = (checkout / "README.md").read_text(encoding="utf-8")
    assert "uv tool install warraq\n" in after and "`pipx install warraq`" in after and "`pip install warraq`" in after
    assert "git+" not in after and "Python 3.11 or newer. In a terminal" in after
    changed = sum(one != other for one, other in zip(before.splitlines(), after.splitlines(), strict=True))
    assert changed == before.count(f"git+{ADDRESS}") + 1
    assert release(checkout, "readme").returncode == 0 and (checkout / "README.md").read_text(encoding="utf-8") == after


def test_wrong_use_ends_with_2(checkout: Path) -> None:
    assert release(checkout).returncode == 2 and "python release.py check" in release(checkout, "x").stderr


def test_the_address_of_the_repository_is_the_same_everywhere() -> None:
    project = tomllib.loads((REPOSITORY / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert project["urls"]["Repository"] == ADDRESS
    assert (REPOSITORY / "generator/__init__.py").read_text().count(f'"{__version__}"') == 1


def test_only_a_person_releases_and_only_what_was_tested_is_published() -> None:
    found = workflow("release.yml")
    assert list(found[True]) == ["workflow_dispatch"]  # YAML 1.1 reads `on` as true
    jobs = found["jobs"]
    assert set(jobs["publish"]["needs"]) == {"install", "systems"} and jobs["publish"]["environment"] == "release"
    assert {jobs[name]["needs"] for name in ("install", "systems")} == {"build"}
    assert found["permissions"] == {"contents": "read"}
    assert [name for name, job in jobs.items() if "permissions" in job] == ["publish"]
    uses = [step.get("uses", "").partition("@")[0] for step in jobs["publish"]["steps"]]
    assert uses.index("actions/attest-build-provenance") < uses.index("pypa/gh-action-pypi-publish")
    assert "secrets." not in (REPOSITORY / ".github/workflows/release.yml").read_text(encoding="utf-8")


def test_actions_have_the_same_versions_in_all_workflows() -> None:
    """Also in those that Warraq writes for sites."""
    files = [REPOSITORY / "generator/deploy/publish.yml", REPOSITORY / "template/github/workflows/publish.yml"]
    files += (REPOSITORY / ".github/workflows").glob("*.yml")
    used: dict[str, set[str]] = {}
    for file in files:
        for job in yaml.safe_load(file.read_text(encoding="utf-8"))["jobs"].values():
            for step in job["steps"]:
                action, _, version = step.get("uses", "").partition("@")
                used.setdefault(action, set()).add(version)
    assert {action: versions for action, versions in used.items() if len(versions) > 1} == {}


def test_the_container_takes_what_the_repository_has() -> None:
    lines = (REPOSITORY / "Containerfile").read_text(encoding="utf-8").splitlines()
    copied = [
        name for line in lines if line.startswith("COPY ") and "--from" not in line for name in line.split()[1:-1]
    ]
    assert copied and all((REPOSITORY / name).exists() for name in copied)
    ignored = set((REPOSITORY / ".containerignore").read_text(encoding="utf-8").split())
    assert {".venv", "node_modules", "generator/client", "generator/origin.json"} <= ignored and ".git" not in ignored
    listed = {line.strip("/") for line in (REPOSITORY / ".gitignore").read_text(encoding="utf-8").split()}
    assert ignored - listed == {"output", "**/__pycache__"}  # nothing that the package is made of
