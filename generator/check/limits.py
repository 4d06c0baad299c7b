"""Names of files that file systems and git refuse or treat differently."""

from __future__ import annotations

from collections.abc import Iterator

from generator.check.files_made import Made, letters
from generator.check.findings import Finding, Location, finding

LONGEST_PATH = 1024  # bytes of a whole path on macOS; 4096 on Linux
FORBIDDEN = frozenset('"*:<>?|\\')


def check_names(made: Made) -> Iterator[Finding]:
    """Paths that Windows does not allow, or that collide where case is ignored."""
    seen: dict[str, str] = {}
    for path in made.sizes:
        if bad := sorted(FORBIDDEN.intersection(path)):
            hint = "remove the character from its `url` or file name"
            yield finding(Location(path), "K504", f"`{bad[0]}` is not allowed in file names on Windows", hint)
        if len(path.encode()) > LONGEST_PATH:
            what = f"its path has {len(path.encode()):,} bytes, but macOS allows {LONGEST_PATH:,}"
            yield finding(Location(path), "K504", what, "shorten its `url`")
        other = seen.setdefault(letters(path), path)
        if other != path:
            what = f"differs from `{other}` only in case or Unicode form"
            yield finding(Location(path), "K501", what, "change the `url` or slug of one of them")
