"""What became of one seed, as import tells it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import msgspec

from generator.model import Evidence, Problem, RawArticle, SeedLine


class Imported(msgspec.Struct, frozen=True):
    """What became of one seed. `lines` holds the lines that are neither in the body nor, as they stand, a field."""

    file: str
    path: str
    action: str
    front_matter: Mapping[str, Any]
    body: str
    problems: tuple[Problem, ...]
    lines: tuple[SeedLine, ...]
    evidence: tuple[Evidence, ...]
    seed_sha256: str = ""
    source_lines: tuple[SeedLine, ...] = ()
    diff: str = ""


def not_taken(raw: RawArticle, action: str) -> Imported:
    shown = (raw.fields, raw.body, raw.problems, raw.lines, raw.evidence, raw.seed.fingerprint, raw.source_lines)
    return Imported(raw.seed.path, "", action, *shown)


def unaccounted(raw: RawArticle) -> Iterator[SeedLine]:
    """Lines that do not stand word for word in a field, each field taking one."""
    values = [value for value in raw.fields.values() if isinstance(value, str)]
    values += [value for many in raw.fields.values() if not isinstance(many, str) for value in many]
    for line in raw.lines:
        if line.text in values and line.role not in ("repeated", "boilerplate"):
            values.remove(line.text)
        else:
            yield line


def edited(path: str) -> Problem:
    hint = f"compare it with `{path}.new`, take over what you want, delete the `.new` file"
    return Problem(
        path,
        0,
        0,
        "I120",
        "warning",
        "was edited by hand and its seed, or a decision on it, has changed: left as it is",
        hint,
    )
