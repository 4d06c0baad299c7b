"""Which articles of a year have which section, author, publisher or tag, so that a browser can filter and count.

client/index/facets.js reads this.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import accumulate
from operator import sub

KINDS = ("section", "author", "publisher", "tag")


def facets_of(documents: Iterable[tuple[int, Mapping[str, Sequence[str]]]]) -> dict[str, dict[str, list[int]]]:
    """By kind and name, the numbers of the documents: the first, then the distances; documents come in order."""
    found: dict[str, dict[str, list[int]]] = {kind: {} for kind in KINDS}
    for number, names in documents:
        for kind, own in found.items():
            for name in names.get(kind, ()):
                own.setdefault(name, []).append(number)
    return {kind: {name: _distances(own[name]) for name in sorted(own) if name} for kind, own in found.items()}


def _distances(numbers: Sequence[int]) -> list[int]:
    return list(map(sub, numbers, (0, *numbers)))


def numbers_of(distances: Iterable[int]) -> Iterator[int]:
    """Decodes document numbers from the differences between them."""
    return accumulate(distances)
