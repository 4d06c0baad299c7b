"""Which Warraq this is: its commit, where it was installed from, and the line that installs the same one elsewhere.

`warraq --version` loads this module, so it needs the standard library only, and reads files instead of asking the
metadata of all packages.
"""

from __future__ import annotations

import json
import re
import shlex
import subprocess
from pathlib import Path
from typing import Any, NamedTuple

import generator
from generator import __version__

REPOSITORY = "https://github.com/example/warraq"  # where nothing says which copy of it this is; as in pyproject.toml
PACKAGE = Path(generator.__file__).parent
_COMMIT = re.compile(r"[0-9a-f]{40,64}")
_SHOWN = 12  # characters of a commit


class Origin(NamedTuple):
    """`place` says where this Warraq was installed from, for people; `repository` is an address that others reach."""

    place: str
    commit: str = ""
    repository: str = REPOSITORY
    is_release: bool = False

    @property
    def requirement(self) -> str:
        """What installers take for the same Warraq on another machine."""
        if self.is_release:
            return f"warraq=={__version__}"
        return f"warraq @ git+{self.repository}{'@' if self.commit else ''}{self.commit}"

    def __str__(self) -> str:
        commit = f"commit {self.commit[:_SHOWN]}, " if self.commit else ""
        return f"{__version__} ({commit}{self.place})"


def origin(package: Path = PACKAGE) -> Origin:
    """As the installer wrote it (PEP 610), else as the build of the package did, else as the checkout is now."""
    checkout = package.parent
    if (checkout / "hatch_build.py").is_file():
        return Origin("from a checkout", *_of_checkout(checkout))
    built = _read(package / "origin.json")
    repository, commit = _public(built.get("repository")), _commit(built.get("commit"))
    installed = _read(checkout / f"warraq-{__version__}.dist-info" / "direct_url.json")
    url, git = str(installed.get("url", "")), installed.get("vcs_info")
    if isinstance(git, dict):
        known = _public(url) or repository or REPOSITORY
        return Origin(f"from {_public(url) or 'a git repository'}", _commit(git.get("commit_id")) or commit, known)
    place = "from a file or folder" if installed else "from the package registry"
    return Origin(place, commit, repository or REPOSITORY, built.get("is_release") is True)


def version_line() -> str:
    return f"warraq, version {origin()}"


def install_line(found: Origin) -> str:
    """For a shell, with pip."""
    return f"pip install {shlex.quote(found.requirement)}"


def _of_checkout(folder: Path) -> tuple[str, str]:
    address = _public(_git(folder, "config", "--get", "remote.origin.url"))
    return _commit(_git(folder, "rev-parse", "HEAD")), address or REPOSITORY


def _git(folder: Path, *arguments: str) -> str:
    if not (folder / ".git").exists():
        return ""
    try:
        return subprocess.run(["git", *arguments], cwd=folder, capture_output=True, text=True, check=False).stdout
    except OSError:
        return ""


def _read(path: Path) -> dict[str, Any]:
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}


def _public(address: object) -> str:
    """An address that the workflow of a host can fetch, and that shows no password."""
    text = str(address or "").strip()
    return text if re.fullmatch(r"https://[^\s@'\"]+", text) else ""


def _commit(found: object) -> str:
    text = str(found or "").strip()
    return text if _COMMIT.fullmatch(text) else ""
