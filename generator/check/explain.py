"""What each code of a problem means, why it matters and how to fix it: from `codes.yaml`, and from plugins."""

from __future__ import annotations

import difflib
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

from generator.check.page_checks.own_checks import Explanation, own_explanations
from generator.disk.files import read_bytes
from generator.errors import UsageError
from generator.text.yaml.marked import parse_yaml

CODES = Path(__file__).with_name("codes.yaml")


def explanation(code: str) -> Explanation:
    known = explanations()
    found = known.get(code.strip().upper())
    if found is None:
        near = difflib.get_close_matches(code.upper(), known, n=3)
        raise UsageError(f"no problem has the code `{code}`", f"similar codes: {', '.join(near or list(known)[:3])}")
    return found


@lru_cache(maxsize=1)
def explanations() -> Mapping[str, Explanation]:
    """Our own, then those of plugins."""
    rows = parse_yaml(read_bytes(CODES).decode()).value
    return {code: Explanation(code, **row) for code, row in rows.items()} | dict(own_explanations())
