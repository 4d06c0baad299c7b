"""Terms that are probably the same: names that differ by the article, a plural, a letter, or all but the last word.

These are proposals for a person to judge.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

import msgspec

from generator.search.analysis.analyzer import skeleton, stem, tokens, without_article

SHORTEST = 5  # letters: shorter names differ by one letter by chance
SHORTEST_SKELETON = 4


class Name(msgspec.Struct, frozen=True):
    """A term of a taxonomy as it is shown, with the number of its articles."""

    taxonomy: str
    name: str
    articles: int


class Likely(msgspec.Struct, frozen=True, order=True):
    """`gone` may be another name of `kept`, the more common one."""

    weight: int
    kept: str
    gone: str
    why: str
    taxonomy: str


def likely_same(names: Sequence[Name]) -> list[Likely]:
    """Pairs of each taxonomy, those of most articles first; the most reliable reason counts."""
    found: dict[tuple[str, str, str], Likely] = {}
    for taxonomy in dict.fromkeys(name.taxonomy for name in names):
        own = [name for name in names if name.taxonomy == taxonomy]
        for why, keys in REASONS.items():
            for first, second in _pairs(own, keys):
                kept, gone = sorted((first, second), key=lambda one: (-one.articles, one.name))
                weight = -(kept.articles + gone.articles)
                pair = taxonomy, kept.name, gone.name
                found.setdefault(pair, Likely(weight, kept.name, gone.name, why, taxonomy))
    return sorted(found.values())


def _pairs(names: Sequence[Name], keys: Callable[[str], Iterable[str]]) -> Iterator[tuple[Name, Name]]:
    """Pairs of names that share a key, each pair once."""
    by_key: dict[str, list[Name]] = {}
    for name in names:
        for key in sorted(set(keys(name.name))):
            by_key.setdefault(key, []).append(name)
    pairs = {
        (first, second) for group in by_key.values() for index, first in enumerate(group) for second in group[:index]
    }
    yield from sorted(pairs, key=lambda pair: (pair[0].name, pair[1].name))


def _articles_apart(name: str) -> Iterable[str]:
    words = [without_article(word)[0] for word in tokens(name)]
    return [" ".join(words)] if words else ()


def _plural(name: str) -> Iterable[str]:
    words = [stem(word) for word in tokens(name)]
    return [" ".join(words)] if sum(map(len, words)) >= SHORTEST - 1 else ()


def _one_letter(name: str) -> Iterable[str]:
    """Names one letter apart share a form with one letter removed: a letter less, more or different."""
    whole = "".join(tokens(name))
    if len(whole) < SHORTEST or whole.isdigit():
        return ()
    return [whole, *(whole[:index] + whole[index + 1 :] for index in range(len(whole)))]


def _skeleton(name: str) -> Iterable[str]:
    bones = ["".join(letter for letter in skeleton(word) if letter not in "اوي") for word in tokens(name)]
    return [" ".join(bones)] if sum(map(len, bones)) >= SHORTEST_SKELETON and len(bones) > 1 else ()


REASONS: Mapping[str, Callable[[str], Iterable[str]]] = {
    "the same except for the definite article": _articles_apart,
    "the same except for an ending": _plural,
    "one letter differs": _one_letter,
    "the same consonants": _skeleton,
}


def surnames(names: Sequence[Name]) -> list[Likely]:
    """People named by the last word alone, if exactly one full name ends with it."""
    people = [name for name in names if name.taxonomy in ("people", "tags")]
    wholes: dict[str, set[str]] = {}
    for name in people:
        words = tokens(name.name)
        if len(words) > 1 and name.taxonomy == "people":
            wholes.setdefault(words[-1], set()).add(name.name)
    found = []
    for name in people:
        (last, *more), whole = tokens(name.name) or ("",), ""
        if not more and len(wholes.get(last, ())) == 1:
            (whole,) = wholes[last]
            found.append(Likely(-name.articles, whole, name.name, "the last name alone", name.taxonomy))
    return sorted(found)
