"""content/versions.jsonl: which articles are versions of each other, one pair per line.

Lines are sorted and independent, so two branches merge by keeping the lines of both. Import adds lines for new pairs
and never removes any. A person who adds `"same":false` to a line separates the two permanently, even against lines from
another branch; `{"ids":["…","…"]}` connects two that import did not match.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

import msgspec

from generator.disk.folders import Folder
from generator.model import Problem

NAME = "content/versions.jsonl"


class Pair(msgspec.Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True):
    """Two articles by their ids; `likeness` is the share of their text that they have in common, from 0 to 1."""

    ids: tuple[str, str]
    likeness: float = 0.0
    same: bool = True

    @property
    def key(self) -> tuple[str, str]:
        return min(self.ids), max(self.ids)


class Versions(msgspec.Struct, frozen=True):
    """The lines of the file, and the problems of invalid ones."""

    pairs: frozenset[Pair] = frozenset()
    problems: tuple[Problem, ...] = ()

    def known(self) -> set[tuple[str, str]]:
        """All pairs in the file, the same or not."""
        return {pair.key for pair in self.pairs}

    def others(self) -> Mapping[str, Mapping[str, float]]:
        """The other versions of each article, with their likeness."""
        separate = {pair.key for pair in self.pairs if not pair.same}
        found: dict[str, dict[str, float]] = {}
        for pair in self.pairs:
            one, other = pair.key
            if pair.key not in separate and one != other:
                for here, there in ((one, other), (other, one)):
                    near = found.setdefault(here, {})
                    near[there] = max(pair.likeness, near.get(there, 0.0))
        return found


NO_VERSIONS = Versions()


def read_versions(root: Path) -> Versions:
    """Read the file. If a line cannot be read, it is a problem, and the file is not written."""
    pairs, problems = set(), []
    text = (Folder(root).read(NAME) or b"").decode("utf-8", "replace")
    for number, line in enumerate(text.split("\n"), 1):
        if not line.strip():
            continue
        try:
            pairs.add(msgspec.json.decode(line, type=Pair))
        except (msgspec.DecodeError, msgspec.ValidationError) as problem:
            hint = 'write a line as {"ids":["…","…"]}, with "same":false if the two are not versions of one article'
            problems.append(Problem(NAME, number, 0, "I302", "error", f"cannot be read: {problem}", hint))
    return Versions(frozenset(pairs), tuple(problems))


def write_versions(root: Path, pairs: Iterable[Pair]) -> None:
    lines = sorted(msgspec.json.encode(pair).decode() for pair in pairs)
    Folder(root).write(NAME, "".join(f"{line}\n" for line in lines).encode())
