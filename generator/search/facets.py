"""Under which names the articles of a year stand, so that a browser can filter and count."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

KINDS = ("section", "author", "publisher", "tag")


def facets_of(documents: Iterable[tuple[int, Mapping[str, Sequence[str]]]]) -> dict[str, dict[str, list[int]]]:
    """By kind and name, the numbers of the documents: the first, then the distances; documents come in order."""
    found: dict[str, dict[str, list[int]]] = {kind: {} for kind in KINDS}
    last: dict[tuple[str, str], int] = {}
    for number, names in documents:
        for kind in KINDS:
            for name in filter(None, names.get(kind, ())):
                found[kind].setdefault(name, []).append(number - last.get((kind, name), 0))
                last[kind, name] = number
    return {kind: dict(sorted(names.items())) for kind, names in found.items()}
