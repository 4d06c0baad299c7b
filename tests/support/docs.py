"""Pages of the documentation, whose examples the tests follow."""

from __future__ import annotations

import re
from pathlib import Path

DOCS = Path(__file__).parents[2] / "docs"


def shown_files(page: str) -> dict[str, str]:
    """The files that a page shows: each block of code that comes after a path and a colon."""
    text = (DOCS / page).read_text(encoding="utf-8")
    return dict(re.findall(r"`([\w./-]+\.\w+)`:\n\n```\w+\n(.*?)^```$", text, re.MULTILINE | re.DOTALL))


def shown_lines(page: str) -> list[str]:
    """What stands in the blocks of commands of a page."""
    text = (DOCS / page).read_text(encoding="utf-8")
    blocks = re.findall(r"^```(\w*)\n(.*?)^```$", text, re.MULTILINE | re.DOTALL)
    return [block for language, block in blocks if language in ("", "sh")]
