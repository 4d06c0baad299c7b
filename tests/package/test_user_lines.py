"""README's first lines, as a new user types them: they end with a site that holds one of the user's own texts.

They name the repository's address, which git is told to find in a clone on this machine.
"""

from __future__ import annotations

import os
import re
import shlex
import subprocess
from pathlib import Path

import pytest
from support.environments import OLDEST, REPOSITORY, pythons, run, uv
from support.samples import samples
from support.seeds import TITLE
from uv import find_uv_bin

from generator.deploy.origin import REPOSITORY as ADDRESS

pytestmark = pytest.mark.timeout(600)
MOST_COMMANDS = 4


def user_lines() -> list[str]:
    block = re.search(
        r"<!-- install -->.*?```sh\n(.*?)```", (REPOSITORY / "README.md").read_text(encoding="utf-8"), re.S
    )
    assert block
    # Once released, README names the package; what is tried here is this checkout.
    return re.sub(r"^uv tool install warraq$", f"uv tool install git+{ADDRESS}", block[1].strip(), flags=re.M).split(
        "\n"
    )


def surroundings_of(folder: Path, *programs: Path) -> dict[str, str]:
    """A home of its own, the repository's address led to a clone, the system's programs without Python and Node."""
    if not (REPOSITORY / ".git").exists():
        pytest.skip("no checkout: nothing to install from")
    clone = folder / "warraq.git"
    subprocess.run(["git", "clone", "-q", "--bare", str(REPOSITORY), str(clone)], check=True)
    few = folder / "few"
    few.mkdir()
    for program in Path("/usr/bin").iterdir():
        if not program.name.startswith(("python", "pip", "node", "npm", "npx", "uv")):
            (few / program.name).symlink_to(program)
    return {
        "HOME": str(folder),
        "PATH": os.pathsep.join(map(str, (*programs, few))),
        "GIT_CONFIG_COUNT": "1",
        "GIT_CONFIG_KEY_0": f"url.file://{clone}.insteadOf",
        "GIT_CONFIG_VALUE_0": ADDRESS,
        "LC_ALL": "C.UTF-8",
    }


def try_lines(lines: list[str], folder: Path, surroundings: dict[str, str]) -> None:
    """The last line shows the site; a test builds it instead."""
    assert len(lines) <= MOST_COMMANDS and lines[-1] == "warraq serve --site my-archive --open"
    (folder / "my-text.txt").write_bytes(samples()["raw_text"])
    for line in [*lines[:-1], "warraq build --site my-archive"]:
        run(["/bin/sh", "-c", f"cd {shlex.quote(str(folder))} && {line}"], codes=(0,), **surroundings)
    pages = [page.read_text(encoding="utf-8") for page in (folder / "my-archive/output").rglob("index.html")]
    assert [page for page in pages if re.search(rf"<h1[^>]*>{TITLE}</h1>", page)]
    version = run(["/bin/sh", "-c", "warraq --version"], **surroundings)
    commit = run(["git", "-C", folder / "warraq.git", "rev-parse", "HEAD"])
    assert f"commit {commit[:12]}, from {ADDRESS}" in version


def test_the_lines_with_uv(tmp_path: Path) -> None:
    programs = tmp_path / "bin"
    programs.mkdir()
    (programs / "uv").symlink_to(find_uv_bin())
    surroundings = surroundings_of(tmp_path, programs, tmp_path / ".local/bin") | {
        "UV_PYTHON": pythons().get(OLDEST, OLDEST)
    }
    try_lines(user_lines(), tmp_path, surroundings)


def test_the_lines_with_pip_and_nothing_else(tmp_path: Path) -> None:
    uv("venv", "--seed", "--python", pythons().get(OLDEST, OLDEST), tmp_path / "own")
    first, *others = user_lines()
    line = first.replace("uv tool install", "pip install")
    readme = (REPOSITORY / "README.md").read_text(encoding="utf-8")
    assert f"`{line}`" in readme or "`pip install warraq`" in readme
    try_lines([line, *others], tmp_path, surroundings_of(tmp_path, tmp_path / "own/bin"))
