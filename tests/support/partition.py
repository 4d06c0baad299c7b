"""Where leaves of a table are kept while a test runs."""

from __future__ import annotations

from generator.search.index.partition import Packed


class Table:
    """Leaves in memory, and which of them were written."""

    def __init__(self) -> None:
        self.leaves: dict[str, Packed] = {}
        self.written: set[str] = set()

    def sizes(self) -> dict[str, tuple[int, int]]:
        return {prefix: (leaf.size, leaf.entries) for prefix, leaf in self.leaves.items()}

    def read(self, prefix: str) -> Packed:
        return self.leaves[prefix]

    def write(self, prefix: str, leaf: Packed) -> None:
        self.leaves[prefix] = leaf
        self.written.add(prefix)

    def remove(self, prefix: str) -> None:
        self.leaves.pop(prefix, None)
