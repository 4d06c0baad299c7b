"""A table cut by prefixes, changed step by step, is the table that is cut anew."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from generator.search.leaves import Entry, Leaf, change, cut


class InMemory:
    def __init__(self) -> None:
        self.leaves: dict[str, Leaf] = {}
        self.written: set[str] = set()

    def sizes(self) -> dict[str, tuple[int, int]]:
        return {
            prefix: (sum(len(entry.data) + 1 for entry in leaf.values()), len(leaf))
            for prefix, leaf in self.leaves.items()
        }

    def read(self, prefix: str) -> Leaf:
        return dict(self.leaves[prefix])

    def write(self, prefix: str, leaf: Leaf) -> None:
        self.leaves[prefix] = dict(sorted(leaf.items()))
        self.written.add(prefix)

    def remove(self, prefix: str) -> None:
        del self.leaves[prefix]


KEYS = st.text("01", min_size=6, max_size=6)
ENTRIES = st.one_of(st.none(), st.binary(max_size=30).map(lambda data: Entry(data, b"")))


@given(st.lists(st.dictionaries(KEYS, ENTRIES, max_size=12), max_size=8), st.integers(5, 90))
def test_changes_end_where_a_new_cut_begins(steps: list[dict[str, Entry | None]], limit: int) -> None:
    table, truth = InMemory(), dict[str, Entry]()
    for step in steps:
        change(table, step, lambda key, _, step=step: step[key], limit)
        for key, entry in step.items():
            truth.pop(key, None)
            if entry is not None:
                truth[key] = entry
        assert table.leaves == (dict(cut(sorted(truth.items()), limit)) if truth else {})


def test_one_entry_more_writes_its_own_leaf_only() -> None:
    table = InMemory()
    change(table, [f"{number:06b}" for number in range(64)], lambda *_: Entry(b"x" * 9, b""), 100)
    table.written.clear()
    change(table, ["0000001"], lambda *_: Entry(b"y", b""), 100)
    assert len(table.written) == 1
