"""A sorted table cut into files by the beginnings of its keys, so that a change stays where it is made.

A leaf is a shortest prefix whose entries fit the limit (or are one alone): it depends on its own entries and their
sum above it, never on how the table came about. Packing by size instead would move every border behind a change.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from typing import NamedTuple, Protocol


class Entry(NamedTuple):
    """`data` goes into the published file; `state` is what the next change needs to know."""

    data: bytes
    state: bytes


Leaf = dict[str, Entry]


class Leaves(Protocol):
    """Where the leaves are kept, by prefix."""

    def sizes(self) -> dict[str, tuple[int, int]]:
        """Bytes and number of entries of each leaf."""

    def read(self, prefix: str) -> Leaf: ...

    def write(self, prefix: str, leaf: Leaf) -> None: ...

    def remove(self, prefix: str) -> None: ...


def cut(entries: Sequence[tuple[str, Entry]], limit: int, prefix: str = "") -> Iterator[tuple[str, Leaf]]:
    """The leaves of entries that are sorted by key and all begin with the prefix."""
    if len(entries) <= 1 or sum(len(entry.data) + 1 for _, entry in entries) <= limit:
        yield prefix, dict(entries)
        return
    start, depth = 0, len(prefix)
    while start < len(entries):
        letter = entries[start][0][depth]
        end = start + 1
        while end < len(entries) and entries[end][0][depth] == letter:
            end += 1
        yield from cut(entries[start:end], limit, prefix + letter)
        start = end


def change(
    leaves: Leaves, keys: Iterable[str], revise: Callable[[str, Entry | None], Entry | None], limit: int
) -> None:
    """Ask `revise` for the new entry of each key, None where there is none; leaves split and merge as if cut anew."""
    sums = _Sums(leaves.sizes())
    read: dict[str, Leaf] = {}
    for key in keys:
        prefix = sums.leaf_of(key)
        if prefix not in read:
            read[prefix] = leaves.read(prefix) if prefix in sums.leaves else {}
        leaf = read[prefix]
        before = leaf.pop(key, None)
        entry = revise(key, before)
        if before is not None:
            sums.add(key, -len(before.data) - 1, -1)
        if entry is not None:
            leaf[key] = entry
            sums.add(key, len(entry.data) + 1, 1)
    for top in sorted({sums.top_of(prefix, limit) for prefix in read}):
        old = [prefix for prefix in sums.leaves if prefix.startswith(top)]
        entries: Leaf = {}
        for prefix in {*old, *(prefix for prefix in read if prefix.startswith(top))}:
            entries |= read[prefix] if prefix in read else leaves.read(prefix)
        new = dict(cut(sorted(entries.items()), limit, top)) if entries else {}
        for prefix in old:
            if prefix not in new:
                leaves.remove(prefix)
        for prefix, leaf in new.items():
            leaves.write(prefix, leaf)


class _Sums:
    """Bytes and entries below each prefix: what decides where leaves are."""

    def __init__(self, leaves: dict[str, tuple[int, int]]) -> None:
        self.leaves = leaves
        self._size: dict[str, int] = {}
        self._count: dict[str, int] = {}
        for prefix, (size, count) in leaves.items():
            self.add(prefix, size, count)
        self._inner = {prefix[:end] for prefix in leaves for end in range(len(prefix))}

    def add(self, key: str, size: int, count: int) -> None:
        for end in range(len(key) + 1):
            self._size[key[:end]] = self._size.get(key[:end], 0) + size
            self._count[key[:end]] = self._count.get(key[:end], 0) + count

    def leaf_of(self, key: str) -> str:
        """The leaf that holds a key, or would."""
        return next(key[:end] for end in range(len(key) + 1) if key[:end] not in self._inner)

    def top_of(self, prefix: str, limit: int) -> str:
        """The leaf into which this one merges now; itself where its parent is still too big."""
        for end in range(len(prefix)):
            if self._size[prefix[:end]] <= limit or self._count[prefix[:end]] <= 1:
                return prefix[:end]
        return prefix


def bits_of(text: str) -> str:
    """UTF-16 in bits: a key that sorts as browsers sort, and halves evenly where letters would scatter."""
    return "".join(f"{unit:08b}" for unit in f"{text}\0".encode("utf-16-be", "surrogatepass"))


def joined(leaf: Iterable[Entry], opening: bytes, closing: bytes) -> bytes:
    return opening + b",".join(entry.data for entry in leaf) + closing


def tree(leaves: Collection[str]) -> str:
    """The prefixes of leaves in the order of a walk: 1 where one is cut in two, 0 for a leaf, - for nothing."""
    inner = {prefix[:end] for prefix in leaves for end in range(len(prefix))}

    def walk(prefix: str) -> str:
        if prefix in inner:
            return f"1{walk(prefix + '0')}{walk(prefix + '1')}"
        return "0" if prefix in leaves else "-"

    return walk("")
