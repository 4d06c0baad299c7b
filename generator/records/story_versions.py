"""content/versions.jsonl: which articles tell the same story in other words, a line a pair.

Lines are sorted and stand alone, so two branches merge by taking the lines of both. Import adds lines, and takes none
away; of a pair it knows it says nothing again. A person who writes `"same":false` into a line parts the two for good,
also against lines of another branch; `{"ids":["…","…"]}` joins two that import did not find.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

import msgspec

from generator.disk.folders import Folder
from generator.model import Problem

NAME = "content/versions.jsonl"


class Pair(msgspec.Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True):
    """Two articles by their ids; `likeness` is the share of what they say that both say, from 0 to 1."""

    ids: tuple[str, str]
    likeness: float = 0.0
    same: bool = True

    @property
    def key(self) -> tuple[str, str]:
        return min(self.ids), max(self.ids)


class Versions(msgspec.Struct, frozen=True):
    """The lines of the file, and what is wrong with others."""

    pairs: frozenset[Pair] = frozenset()
    problems: tuple[Problem, ...] = ()

    def known(self) -> set[tuple[str, str]]:
        """Pairs on which something was said, whatever it was."""
        return {pair.key for pair in self.pairs}

    def others(self) -> Mapping[str, Mapping[str, float]]:
        """For each article the others that tell its story, with their likeness."""
        parted = {pair.key for pair in self.pairs if not pair.same}
        found: dict[str, dict[str, float]] = {}
        for pair in self.pairs:
            one, other = pair.key
            if pair.key not in parted and one != other:
                for here, there in ((one, other), (other, one)):
                    near = found.setdefault(here, {})
                    near[there] = max(pair.likeness, near.get(there, 0.0))
        return found


NO_VERSIONS = Versions()


def read_versions(root: Path) -> Versions:
    """Lines that cannot be read are problems; the file is then never written."""
    pairs, problems = set(), []
    text = (Folder(root).read(NAME) or b"").decode("utf-8", "replace")
    for number, line in enumerate(text.split("\n"), 1):
        if not line.strip():
            continue
        try:
            pairs.add(msgspec.json.decode(line, type=Pair))
        except (msgspec.DecodeError, msgspec.ValidationError) as problem:
            hint = 'a line is {"ids":["…","…"]}, with "same":false where the two are no versions of one story'
            problems.append(Problem(NAME, number, 0, "I302", "error", f"cannot be read: {problem}", hint))
    return Versions(frozenset(pairs), tuple(problems))


def write_versions(root: Path, pairs: Iterable[Pair]) -> None:
    lines = sorted(msgspec.json.encode(pair).decode() for pair in pairs)
    Folder(root).write(NAME, "".join(f"{line}\n" for line in lines).encode())
