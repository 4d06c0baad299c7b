"""What recurs across one outlet's files is its boilerplate: learned, kept in seeds/outlets.yaml, edited by people."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import msgspec

from generator.text.arabic import fold

LEAST_FILES = 5  # of fewer files nothing is learned
LEAST_SHARE = 0.2  # in as many of an outlet's files a line must recur
MOST_WORDS = 25  # a longer line is a paragraph, and an outlet does not print it every day


class Outlets(msgspec.Struct, frozen=True):
    """Lines that are no part of an article, as printed, by the name of the outlet."""

    boilerplate: Mapping[str, tuple[str, ...]] = {}

    def learned(self, folded_lines: Iterable[str]) -> frozenset[str]:
        """The folded boilerplate of the outlets whose names stand on lines of their own."""
        if not self.boilerplate:
            return frozenset()
        there = set(folded_lines)
        named = [lines for name, lines in self.boilerplate.items() if fold(name) in there]
        return frozenset(fold(line) for lines in named for line in lines)


NO_OUTLETS = Outlets()
