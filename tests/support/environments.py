"""Empty environments, and the programs that make them; nothing of the test environment is seen in one."""

from __future__ import annotations

import json
import os
import re
import subprocess
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import NamedTuple

from uv import find_uv_bin

REPOSITORY = Path(__file__).parents[2]
OLDEST = "3.11"
OLDEST_PIP = "pip==23.0.1"  # what Debian 12 brings
# Of our own process: they would reach into an environment that is to be empty.
_OURS = (
    "PYTHON",
    "VIRTUAL_ENV",
    "UV_PYTHON",
    "UV_CONSTRAINT",
    "PIP_CONSTRAINT",
    "PIP_REQUIRE",
    "PIP_TARGET",
    "PIP_USER",
)


class Row(NamedTuple):
    """An environment: the pip that resolves and installs; without one uv does, with the lowest versions allowed."""

    python: str
    pip: str = ""

    def __str__(self) -> str:
        return f"{self.python}-{self.pip or 'lowest'}"


def run(command: list[str | Path], *, codes: tuple[int, ...] = (0,), **surroundings: str) -> str:
    """What a command prints; one that ends otherwise, or raises, fails the test with all that it printed."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(_OURS)}
    done = subprocess.run(
        command, env=kept | surroundings, capture_output=True, text=True, encoding="utf-8", check=False
    )
    report = f"{' '.join(map(str, command))}\nended with {done.returncode}:\n{done.stdout}\n{done.stderr}"
    assert done.returncode in codes, report
    assert "Traceback" not in done.stderr, report
    return done.stdout


def uv(*arguments: str | Path, **surroundings: str) -> str:
    return run([find_uv_bin(), "--no-progress", *arguments], **surroundings)


@cache
def pythons() -> Mapping[str, str]:
    """Minor versions from the oldest that Warraq supports, each with a program: on the path, of pyenv, of uv."""
    versions = Path(os.environ.get("PYENV_ROOT") or Path.home() / ".pyenv") / "versions"
    places = os.pathsep.join([*map(str, sorted(versions.glob("*/bin"))), os.environ.get("PATH", "")])
    listed = json.loads(uv("python", "list", "--only-installed", "--output-format", "json", PATH=places))
    found: dict[str, str] = {}
    for row in listed:  # newest first
        release = re.fullmatch(r"(\d+\.\d+)\.\d+", row["version"])
        is_usual = row["implementation"] == "cpython" and row.get("variant", "default") == "default"
        if release and is_usual and _numbers(release[1]) >= _numbers(OLDEST):
            found.setdefault(release[1], row["path"])
    return dict(sorted(found.items(), key=lambda item: _numbers(item[0])))


def rows() -> tuple[Row, ...]:
    """The oldest of all and the newest of all; WARRAQ_INSTALLS=all tries every Python between, too."""
    newest = [Row(name, "pip") for name in pythons()]
    if os.environ.get("WARRAQ_INSTALLS") != "all":
        newest = newest[-1:]
    return (Row(OLDEST), Row(OLDEST, OLDEST_PIP), *newest)


def environment_of(row: Row, wheel: Path, folder: Path) -> Path:
    """The folder with its programs. uv fetches a Python that the machine does not have."""
    uv("venv", "--python", pythons().get(row.python, row.python), folder)
    python = folder / "bin" / "python"
    if row.pip:
        uv("pip", "install", "--python", python, row.pip)
        # Compiled is what is imported, when it is: a third of the time that this takes.
        options = ("--disable-pip-version-check", "--no-input", "--quiet", "--no-compile")
        run([python, "-P", "-m", "pip", "install", *options, wheel])
    else:
        versions = folder / "lowest.txt"
        versions.write_text(lowest_versions(), encoding="utf-8")
        uv("pip", "install", "--python", python, "--no-deps", "-r", versions, wheel)
    return python.parent


def lowest_versions() -> str:
    """What pyproject.toml's own bounds allow at least, extras too, as a list of requirements."""
    lowest = ("--resolution", "lowest-direct", "--only-binary", ":all:", "--all-extras", "--python-version", OLDEST)
    return uv("pip", "compile", *lowest, "--no-header", "--no-annotate", REPOSITORY / "pyproject.toml")


def _numbers(version: str) -> tuple[int, ...]:
    return tuple(map(int, version.split(".")))
