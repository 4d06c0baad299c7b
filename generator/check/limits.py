"""What hosts, file systems and git refuse or take differently."""

from __future__ import annotations

from collections.abc import Iterator

from generator.check.files_made import Made, letters
from generator.check.findings import Finding, Place, finding

MOST_FILE = 100 * 1024 * 1024  # GitHub refuses to take larger files
MOST_SITE = 1_000_000_000  # GitHub Pages: published sites may be no larger than 1 GB
LONGEST_PATH = 1024  # bytes that macOS takes for a whole path; Linux 4096
FORBIDDEN = frozenset('"*:<>?|\\')


def check_names(made: Made) -> Iterator[Finding]:
    """Paths that Windows cannot hold, or that are one file where capitals do not count."""
    seen: dict[str, str] = {}
    for path in made.sizes:
        if bad := sorted(FORBIDDEN.intersection(path)):
            hint = "leave the sign out of its `url` or file name"
            yield finding(Place(path), "K504", f"`{bad[0]}` cannot stand in a file's name on Windows", hint)
        if len(path.encode()) > LONGEST_PATH:
            what = f"its path has {len(path.encode()):,} bytes, and macOS takes {LONGEST_PATH:,}"
            yield finding(Place(path), "K504", what, "shorten its `url`")
        other = seen.setdefault(letters(path), path)
        if other != path:
            what = f"is `{other}` where capitals and Unicode forms do not count"
            yield finding(Place(path), "K501", what, "change the `url` or slug of one of the two")


def check_sizes(made: Made) -> Iterator[Finding]:
    for path, size in made.sizes.items():
        if size > MOST_FILE:
            what = f"has {size:,} bytes, and GitHub takes files up to {MOST_FILE:,}"
            yield finding(Place(path), "K502", what, "make it smaller, or keep it elsewhere and link to it")
    total = sum(made.sizes.values())
    if total > MOST_SITE:
        what = f"the site has {total:,} bytes, and GitHub Pages takes {MOST_SITE:,}"
        yield finding(Place(""), "K503", what, "see `warraq check --budget` for what can be switched off")
