"""A sorted table cut into files by the prefixes of its keys, so that a change rewrites few files.

A leaf is a shortest prefix whose entries fit the limit (or a single entry). It depends on its own entries and the sums
of the prefixes above it, never on how the table came about. Packing by size would move every border after a change.
client/index/partition.js finds the file of a key.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence, Set
from itertools import accumulate
from typing import NamedTuple, Protocol, TypeVar

import msgspec

C = TypeVar("C")


class Entry(NamedTuple):
    """`data` goes into the published file; `state` is what the next change needs."""

    data: bytes
    state: bytes


Leaf = dict[str, Entry]


class Packed(NamedTuple):
    """A leaf in the cache: `data` is the content of its file, `rows` the keys, lengths and states of its entries."""

    data: bytes = b""
    rows: bytes = b""
    entries: int = 0

    @property
    def size(self) -> int:
        return len(self.data) + 1 if self.entries else 0


class Leaves(Protocol):
    """The leaves of a table by prefix, in the cache."""

    def sizes(self) -> dict[str, tuple[int, int]]:
        """Bytes and number of entries of each leaf."""

    def read(self, prefix: str) -> Packed: ...

    def write(self, prefix: str, leaf: Packed) -> None: ...

    def remove(self, prefix: str) -> None:
        """Remove a leaf, if it is there."""


_encode = msgspec.msgpack.Encoder().encode
_decode = msgspec.msgpack.Decoder(list[tuple[str, int, bytes]]).decode


def pack(leaf: Leaf) -> Packed:
    entries = sorted(leaf.items())
    rows = _encode([(key, len(entry.data), entry.state) for key, entry in entries])
    return Packed(b",".join(entry.data for _, entry in entries), rows, len(entries)) if entries else Packed()


def unpack(leaf: Packed) -> Leaf:
    rows = _decode(leaf.rows) if leaf.entries else []
    starts = accumulate((length + 1 for _, length, _ in rows), initial=0)
    return {
        key: Entry(leaf.data[start : start + length], state)
        for (key, length, state), start in zip(rows, starts, strict=False)
    }


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


# Takes each leaf with its changes by key, and gives the leaf after them, whatever its size.
Revise = Callable[[Sequence[tuple[Packed, Mapping[str, C]]]], Iterable[Packed]]


def change(leaves: Leaves, changes: Mapping[str, C], revise: Revise[C], limit: int) -> Callable[[], None]:
    """Revise the leaves that hold these keys, or would; they split and merge as if cut anew.

    Nothing is written until the returned function is called.
    """
    sums = Sums(leaves.sizes())
    by_leaf: dict[str, dict[str, C]] = {}
    for key, changed in changes.items():
        by_leaf.setdefault(sums.leaf_of(key), {})[key] = changed
    old = [leaves.read(prefix) if prefix in sums.leaves else Packed() for prefix in by_leaf]
    revised = revise(list(zip(old, by_leaf.values(), strict=True)))

    def write() -> None:
        new = dict(zip(by_leaf, revised, strict=True))
        for (prefix, leaf), before in zip(new.items(), old, strict=True):
            sums.add(prefix, leaf.size - before.size, leaf.entries - before.entries)
        put(leaves, new, sums, limit)

    return write


def put(leaves: Leaves, new: Mapping[str, Packed], sums: Sums, limit: int) -> None:
    """Write new leaves as a fresh cut would have them; `sums` counts them already, with those that are kept."""
    for top in sorted({sums.top_of(prefix, limit) for prefix in new}):
        within = [prefix for prefix in new if prefix.startswith(top)]
        if within == [top] and new[top].entries and (new[top].size <= limit or new[top].entries == 1):
            leaves.write(top, new[top])
            continue
        kept = [prefix for prefix in sums.leaves if prefix.startswith(top) and prefix not in new]
        entries: Leaf = {}
        for leaf in (*(new[prefix] for prefix in within), *(leaves.read(prefix) for prefix in kept)):
            entries |= unpack(leaf)
        cut_anew = dict(cut(sorted(entries.items()), limit, top)) if entries else {}
        for prefix in {*within, *kept} - cut_anew.keys():
            leaves.remove(prefix)
        for prefix, own in cut_anew.items():
            leaves.write(prefix, pack(own))


class Sums:
    """Bytes and entries below each prefix, which decide where leaves are."""

    def __init__(self, leaves: Mapping[str, tuple[int, int]]) -> None:
        self.leaves = leaves
        self._size: dict[str, int] = {}
        self._count: dict[str, int] = {}
        for prefix, (size, count) in leaves.items():
            self.add(prefix, size, count)
        self._inner = {prefix[:end] for prefix in leaves for end in range(len(prefix))}

    def add(self, prefix: str, size: int, count: int) -> None:
        for end in range(len(prefix) + 1):
            self._size[prefix[:end]] = self._size.get(prefix[:end], 0) + size
            self._count[prefix[:end]] = self._count.get(prefix[:end], 0) + count

    def leaf_of(self, key: str) -> str:
        """The leaf that holds a key, or would."""
        return next(key[:end] for end in range(len(key) + 1) if key[:end] not in self._inner)

    def top_of(self, prefix: str, limit: int) -> str:
        """The leaf into which this one merges now; itself while its parent is too big."""
        for end in range(len(prefix)):
            if self._size[prefix[:end]] <= limit or self._count[prefix[:end]] <= 1:
                return prefix[:end]
        return prefix


def bits_of(text: str) -> str:
    """UTF-16 in bits: a key that sorts as browsers sort, and that splits in two at each bit."""
    data = f"{text}\0".encode("utf-16-be", "surrogatepass")
    return f"{int.from_bytes(data):0{len(data) * 8}b}"


def tree(leaves: Collection[str]) -> str:
    """The prefixes of leaves in the order of a walk: 1 where one is split in two, 0 for a leaf, - for nothing."""
    inner = {prefix[:end] for prefix in leaves for end in range(len(prefix))}

    def walk(prefix: str) -> str:
        if prefix in inner:
            return f"1{walk(prefix + '0')}{walk(prefix + '1')}"
        return "0" if prefix in leaves else "-"

    return walk("")


def leaves_of(tree: str) -> list[str]:
    """The prefixes of leaves, from a tree of `tree`."""
    leaves, prefixes = [], [""]
    for sign in tree:
        prefix = prefixes.pop()
        if sign == "1":
            prefixes += [prefix + "1", prefix + "0"]
        elif sign == "0":
            leaves.append(prefix)
    return leaves


def leaves_under(bits: str, leaves: Iterable[str]) -> list[str]:
    """Leaves that may hold keys beginning with these bits."""
    return [leaf for leaf in leaves if bits.startswith(leaf) or leaf.startswith(bits)]


def leaf_of(bits: str, leaves: Set[str]) -> str | None:
    """The leaf that holds a key of these bits; None where none would."""
    return next((bits[:end] for end in range(len(bits) + 1) if bits[:end] in leaves), None)
