"""The line of a content file that a problem is about, for problems that only the whole site shows."""

from __future__ import annotations

import re
from pathlib import Path

from generator.content.front_matter import split_front_matter
from generator.disk.files import read_if_there

NOWHERE = 1


def line_of(root: Path, path: str, key: str, value: str = "") -> int:
    """The line of a key of the front matter, or of a value below it; the first line where neither is found."""
    data = read_if_there(root / path)
    split = split_front_matter(data.decode("utf-8", "replace")) if data is not None else None
    lines = re.split(r"\r\n|\r|\n", split.yaml or split.toml) if split else []
    start = next((number for number, line in enumerate(lines) if _is_key(line, key)), None)
    if start is None:
        return NOWHERE
    within = range(start, len(lines)) if value else range(start, start + 1)
    # The fence is line 1 of the file.
    return next((number for number in within if value in lines[number]), start) + 2


def _is_key(line: str, key: str) -> bool:
    return re.match(rf"""["']?{re.escape(key)}["']?[ \t]*[:=]""", line, re.IGNORECASE) is not None
