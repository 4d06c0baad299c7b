"""A table cut by prefixes, changed step by step, is the table that is cut anew."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from hypothesis import given
from hypothesis import strategies as st
from support.partition import Table

from generator.search.index.partition import Entry, Leaf, Packed, Sums, change, cut, pack, put, unpack


def replaced(leaves: Sequence[tuple[Packed, Mapping[str, Entry | None]]]) -> list[Packed]:
    found = []
    for packed, changes in leaves:
        leaf = unpack(packed) | changes
        found.append(pack({key: entry for key, entry in leaf.items() if entry is not None}))
    return found


def packed(leaves: dict[str, Leaf]) -> dict[str, Packed]:
    return {prefix: pack(leaf) for prefix, leaf in leaves.items()}


KEYS = st.text("01", min_size=6, max_size=6)
DATA = st.builds(Entry, st.binary(max_size=30), st.binary(max_size=3))
TABLES = st.dictionaries(KEYS, DATA, max_size=30)
LIMITS = st.integers(5, 90)


@given(st.lists(st.dictionaries(KEYS, st.one_of(st.none(), DATA), max_size=12), max_size=8), LIMITS)
def test_changes_end_where_a_new_cut_begins(steps: list[dict[str, Entry | None]], limit: int) -> None:
    table, truth = Table(), dict[str, Entry]()
    for step in steps:
        change(table, step, replaced, limit)()
        for key, entry in step.items():
            truth.pop(key, None)
            if entry is not None:
                truth[key] = entry
        assert table.leaves == (packed(dict(cut(sorted(truth.items()), limit))) if truth else {})


@given(TABLES, LIMITS, st.integers(0, 4))
def test_parts_that_are_cut_apart_are_put_together_as_one_cut(entries: Leaf, limit: int, depth: int) -> None:
    table, parts = Table(), dict[str, Packed]()
    for start in sorted({key[:depth] for key in entries}):
        own = [(key, entry) for key, entry in sorted(entries.items()) if key.startswith(start)]
        parts |= packed(dict(cut(own, limit, start)))
    put(table, parts, Sums({prefix: (leaf.size, leaf.entries) for prefix, leaf in parts.items()}), limit)
    assert table.leaves == (packed(dict(cut(sorted(entries.items()), limit))) if entries else {})


@given(TABLES)
def test_a_packed_leaf_holds_its_entries(entries: Leaf) -> None:
    assert unpack(pack(entries)) == entries


def test_one_entry_more_writes_its_own_leaf_only() -> None:
    table = Table()
    change(table, {f"{number:06b}": Entry(b"x" * 9, b"") for number in range(64)}, replaced, 100)()
    table.written.clear()
    change(table, {"0000001": Entry(b"y", b"")}, replaced, 100)()
    assert len(table.written) == 1
