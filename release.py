"""What a release needs beside the package, for .github/workflows/release.yml: checks, notes, README's install lines.

python release.py check v0.1.0      refuse unless tag, version, changelog and README fit together
python release.py notes v0.1.0      print the section of CHANGELOG.md
python release.py readme            let README.md install from the package registry, and no longer from the repository
"""

from __future__ import annotations

import re
import sys
from pathlib import Path

ROOT = Path(__file__).parent
_BEGIN, _END = "<!-- install -->\n", "<!-- /install -->\n"
_FROM_REPOSITORY = re.compile(r"git\+https://[^\s`'\"]+")
_VERSION = re.compile(r'^__version__ = "([^"]+)"$', re.MULTILINE)


class ReleaseError(Exception):
    """Why there can be no release."""


def main(arguments: list[str]) -> int:
    try:
        match arguments:
            case ["check", tag]:
                check(ROOT, tag)
            case ["notes", tag]:
                sys.stdout.write(notes(_text(ROOT, "CHANGELOG.md"), tag))
            case ["readme"]:
                swapped = from_registry(_text(ROOT, "README.md"))
                (ROOT / "README.md").write_text(swapped, encoding="utf-8")
            case _:
                sys.stderr.write(__doc__ or "")
                return 2
    except ReleaseError as problem:
        sys.stderr.write(f"error: {problem}\n")
        return 1
    return 0


def check(root: Path, tag: str) -> None:
    version = _VERSION.search(_text(root, "generator/__init__.py"))
    if not version or tag != f"v{version[1]}":
        raise ReleaseError(f"the tag is {tag}, but generator/__init__.py has version {version and version[1]}")
    notes(_text(root, "CHANGELOG.md"), tag)
    from_registry(_text(root, "README.md"))


def notes(changelog: str, tag: str) -> str:
    """The section `## 0.1.0`, `## [0.1.0] - 2026-01-01` or the like, without its heading."""
    heading = re.compile(rf"^## \[?{re.escape(tag.removeprefix('v'))}\]?(?!\S)[^\n]*\n", re.MULTILINE)
    found = heading.search(changelog)
    if not found:
        raise ReleaseError(
            f"CHANGELOG.md has no section `## {tag.removeprefix('v')}`: rename `Unreleased`, with the day"
        )
    text = re.split(r"^## ", changelog[found.end() :], maxsplit=1, flags=re.MULTILINE)[0].strip()
    if not text:
        raise ReleaseError(f"the section of CHANGELOG.md for {tag} is empty")
    return text + "\n"


def from_registry(readme: str) -> str:
    """README with install lines for the registry; one that has them already stays."""
    before, begin, rest = readme.partition(_BEGIN)
    block, end, after = rest.partition(_END)
    if not begin or not end:
        raise ReleaseError(f"README.md has no lines between `{_BEGIN.strip()}` and `{_END.strip()}`")
    swapped = _FROM_REPOSITORY.sub("warraq", block).replace(" and git", "")
    if "install warraq" not in swapped:
        raise ReleaseError("the install lines of README.md name neither the repository nor the package")
    return before + begin + swapped + end + after


def _text(root: Path, path: str) -> str:
    return (root / path).read_text(encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
