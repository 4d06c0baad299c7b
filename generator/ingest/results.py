"""The results of an import: of one seed, and of the whole run."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import msgspec

from generator.model import Evidence, Problem, RawArticle, SeedLine


class Imported(msgspec.Struct, frozen=True):
    """The result of one seed. `lines` holds the lines that are neither in the body nor, word for word, a field."""

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


class VersionPair(msgspec.Struct, frozen=True):
    """Two near duplicates: their content files (ids where import has not written them yet), and their similarity."""

    one: str
    other: str
    similarity: float

    def __str__(self) -> str:
        return f"{self.one} and {self.other}: versions of one article (similarity {self.similarity:.2f})"


class ImportReport(msgspec.Struct, frozen=True):
    """`counts` holds the number of pieces by action; `versions` the pairs that no earlier import found."""

    articles: tuple[Imported, ...]
    problems: tuple[Problem, ...]
    unchanged: int
    counts: dict[str, int] = {}
    versions: tuple[VersionPair, ...] = ()

    def summary(self) -> str:
        counts = dict(self.counts)
        if self.unchanged:
            counts["unchanged"] = counts.get("unchanged", 0) + self.unchanged
        listed = ", ".join(f"{count} {action}" for action, count in sorted(counts.items())) or "no seeds"
        return f"import: {listed}" + (f"; pairs of versions: {len(self.versions)}" if self.versions else "")


def not_taken(raw: RawArticle, action: str) -> Imported:
    shown = (raw.fields, raw.body, raw.problems, raw.lines, raw.evidence, raw.seed.fingerprint, raw.source_lines)
    return Imported(raw.seed.path, "", action, *shown)


def unaccounted(raw: RawArticle) -> Iterator[SeedLine]:
    """Lines that no field holds word for word; each field accounts for one line."""
    values = [value for value in raw.fields.values() if isinstance(value, str)]
    values += [value for many in raw.fields.values() if not isinstance(many, str) for value in many]
    for line in raw.lines:
        if line.text in values and line.role not in ("repeated", "boilerplate"):
            values.remove(line.text)
        else:
            yield line


def edited(path: str) -> Problem:
    hint = f"compare it with `{path}.new`, copy what you want, then delete the `.new` file"
    return Problem(
        path,
        0,
        0,
        "I120",
        "warning",
        "was edited by hand, and its seed or a decision about it has changed: not changed",
        hint,
    )
