"""What a check finds: a problem that may occur on every page of a site, and is reported once."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import msgspec

from generator.model import Level, Problem

WARNINGS = frozenset(
    "K110 K111 K202 K204 K207 K213 K305 K330 K331 K401 K501 K502 K503 K504 K505 K506 K507".split()
)  # the site works, but not well or not everywhere
NOTES = frozenset({"K309", "K508"})  # nothing is wrong, but good to know


class Finding(Problem, frozen=True, order=True, omit_defaults=True):
    """A problem at the first location where it occurs, and how often it occurs."""

    times: int = 1

    def __str__(self) -> str:
        first, _, hint = super().__str__().partition("\n")
        more = f" ({self.times:,} times, first here)" if self.times > 1 else ""
        level = f"{self.level}: " if self.level == "note" else ""
        return f"{level}{first}{more}\n{hint}" if hint else f"{level}{first}{more}"


class Location(msgspec.Struct, frozen=True, order=True):
    """A line of a file in output/; line 0 means the whole file."""

    path: str
    line: int = 0


class Sighting(msgspec.Struct, frozen=True, array_like=True):
    """The first location where a link occurs, and how often it occurs."""

    location: Location
    times: int = 1

    def and_again(self, other: Sighting) -> Sighting:
        return Sighting(self.location, self.times + other.times)


def finding(location: Location, code: str, what: str, hint: str, times: int = 1) -> Finding:
    return Finding(location.path, location.line, 0, code, level_of(code), what, hint, times)


def level_of(code: str) -> Level:
    return "note" if code in NOTES else "warning" if code in WARNINGS else "error"


def without_repeats(findings: Iterable[Finding]) -> list[Finding]:
    """One finding for all with the same message: an error of a template occurs on each page, and is fixed once."""
    first: dict[tuple[str, str, str], Finding] = {}
    for each in findings:
        key = each.code, each.what, each.hint
        known = first.get(key)
        first[key] = msgspec.structs.replace(known, times=known.times + each.times) if known else each
    return list(first.values())


def is_clean(findings: Sequence[Finding]) -> bool:
    return all(each.level == "note" for each in findings)
