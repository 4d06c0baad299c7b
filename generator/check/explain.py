"""What each code of a problem means, why it matters and how to fix it, read from `codes.yaml`."""

from __future__ import annotations

import difflib
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

import msgspec

from generator.disk.files import read_bytes
from generator.errors import UsageError
from generator.text.yaml.marked import parse_yaml

CODES = Path(__file__).with_name("codes.yaml")


class Explanation(msgspec.Struct, frozen=True):
    """What one code means, in plain sentences."""

    code: str
    means: str
    why: str
    fix: str = msgspec.field(name="mend")  # `explain --json` keeps the key that scripts read

    def __str__(self) -> str:
        return f"{self.code}: {self.means}\n  why it matters: {self.why}\n  how to fix it: {self.fix}"


def explanation(code: str) -> Explanation:
    known = explanations()
    found = known.get(code.strip().upper())
    if found is None:
        near = difflib.get_close_matches(code.upper(), known, n=3)
        raise UsageError(f"no problem has the code `{code}`", f"similar codes: {', '.join(near or list(known)[:3])}")
    return found


@lru_cache(maxsize=1)
def explanations() -> Mapping[str, Explanation]:
    rows = parse_yaml(read_bytes(CODES).decode()).value
    return {code: Explanation(code, **row) for code, row in rows.items()}
