"""What `--json` prints."""

from __future__ import annotations

import sys
from typing import Any

from generator.cli.console import say_as_is
from generator.text.terminal_json import ascii_json, json_of


def print_json(value: Any) -> None:
    write_json(json_of(value) + "\n")


def write_json(text: str) -> None:
    """Onto standard output; where that is not UTF-8, as JSON is, in ASCII alone."""
    is_utf8 = (getattr(sys.stdout, "encoding", None) or "").lower().replace("-", "") == "utf8"
    say_as_is(text if is_utf8 else ascii_json(text))
