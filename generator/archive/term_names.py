"""Which term a name in front matter means: all spellings of a thing share one page, under the name that it goes by.

terms.yaml decides first. What it does not know is one term with whatever folds alike (أوكرانيا، اوكرانيا).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from generator.archive.permalinks import AUTHORS, OUTLETS, PEOPLE, PLACES, term_slug
from generator.records.authority import Authority
from generator.records.authority import Term as Entry
from generator.text.arabic import fold

KINDS = {PEOPLE: "person", PLACES: "place", AUTHORS: "person", OUTLETS: "organisation"}
FEW = 32  # uses of a spelling that are counted one by one


class TermNames:
    """The authority of a site, by name. The key of a term starts with `=` where the authority has the term."""

    def __init__(self, authority: Authority, language: str) -> None:
        self._language = language
        self._entries = {entry.id: entry for entry in authority.terms}
        self._claims: dict[str, list[Entry]] = {}
        for entry in authority.terms:
            for folded in {folded_key(name) for name in entry.names}:
                self._claims.setdefault(folded, []).append(entry)
        self._keys: dict[tuple[str, str], str] = {}

    def key(self, taxonomy: str, name: str) -> str:
        """What all names of one term have in common, in this taxonomy."""
        found = self._keys.get((taxonomy, name))
        if found is None:
            found = self._keys[taxonomy, name] = self._key(taxonomy, folded_key(name))
        return found

    def _key(self, taxonomy: str, folded: str) -> str:
        """A name that two entries share belongs to neither, unless one prefers it or is of the taxonomy's kind."""
        claims = self._claims.get(folded, [])
        kind = KINDS.get(taxonomy, "")
        ranked = sorted(claims, key=lambda entry: self._distance(entry, folded, kind))
        if not ranked:
            return folded
        is_shared = len(ranked) > 1 and len({self._distance(entry, folded, kind) for entry in ranked[:2]}) == 1
        return folded if is_shared else f"={ranked[0].id}"

    def _distance(self, entry: Entry, folded: str, kind: str) -> tuple[bool, bool]:
        return bool(kind) and entry.kind != kind, folded_key(entry.preferred(self._language)) != folded

    def shown(self, taxonomy: str, key: str, uses: Mapping[str, int]) -> tuple[str, str]:
        """The name and the slug of a term: the authority's, else those of the commonest spelling."""
        entry = self._entries.get(key[1:]) if key.startswith("=") else None
        if entry is None:
            name = commonest(uses)
            return name, term_slug(name)
        name = entry.preferred(self._language)
        is_own = self.key(taxonomy, name) == key
        return name, term_slug(name if is_own else f"{name} {entry.id}")

    def known_names(self, taxonomy: str, key: str) -> Iterable[str]:
        """All names that lead to this term and to no other."""
        entry = self._entries.get(key[1:]) if key.startswith("=") else None
        return [name for name in entry.names if self.key(taxonomy, name) == key] if entry else ()


def folded_key(name: str) -> str:
    """Equal for all that folds alike, and for all names that would share a URL."""
    return term_slug(fold(term_slug(name)))


def commonest(uses: Mapping[str, int]) -> str:
    """The spelling used most, of equals the first in the alphabet.

    Many uses count by powers of two: two spellings of thousands of articles must not change places with each of them.
    """

    def rank(name: str) -> tuple[int, str]:
        count = uses[name]
        return -(count if count < FEW else 1 << (count.bit_length() - 1)), name

    return min(uses, key=rank)
