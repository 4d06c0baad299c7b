"""terms.yaml: what people, places and subjects are called, so that a search finds one by each of its names.

The file is a site's own and may be missing. As in site.yaml a mistake is told with its place, all mistakes at once.
"""

from __future__ import annotations

import difflib
from collections.abc import Mapping
from pathlib import Path
from typing import Literal

import msgspec

from generator.config.typed_yaml import Findings, Where, decoded, refuse, typed
from generator.disk.folders import Folder
from generator.model import Problem
from generator.text.languages import LANGUAGE
from generator.text.yaml.marked import parse_yaml

NAME = "terms.yaml"


class Term(msgspec.Struct, frozen=True, omit_defaults=True):
    """`name` is the preferred one by language, `broader` the id of the term that holds this one."""

    id: str
    name: Mapping[str, str]
    kind: Literal["person", "place", "organisation", "topic"] = "topic"
    variants: tuple[str, ...] = ()
    same_as: tuple[str, ...] = msgspec.field(default=(), name="sameAs")
    broader: str = ""

    @property
    def names(self) -> tuple[str, ...]:
        return *self.name.values(), *self.variants

    def preferred(self, language: str) -> str:
        """The name in a language (`ar` serves ar-EG), else the first of the file."""
        found = self.name.get(language) or self.name.get(language.partition("-")[0])
        return found or next(iter(self.names), self.id)


class Authority(msgspec.Struct, frozen=True, omit_defaults=True):
    """Terms in the order of the file."""

    terms: tuple[Term, ...] = ()


def packed(authority: Authority) -> bytes:
    """For workers: bytes travel and compare quickly."""
    return msgspec.msgpack.encode(authority) if authority.terms else b""


def load_authority(root: Path) -> Authority:
    """Read ROOT/terms.yaml if it is there; SettingsError carries all that is wrong with it."""
    data = Folder(root).read(NAME)
    authority, problems = parse_authority(decoded(data or b"", NAME))
    refuse(NAME, problems)
    return authority


def parse_authority(text: str) -> tuple[Authority, tuple[Problem, ...]]:
    """What the file says, and every problem in the order of their places; an empty file has no terms."""
    tree = parse_yaml(text)
    found = Findings(NAME, text)
    found.flaws(tree)
    if not tree.value:
        return Authority(), tuple(found.problems)
    authority = typed(tree.value, Authority, (), found) or Authority()
    if not found.problems:
        _check(authority, found)
    return authority, tuple(sorted(found.problems))


def _check(authority: Authority, found: Findings) -> None:
    """What no type says: ids, languages, addresses."""
    broader = {term.id: term.broader for term in authority.terms}
    seen: set[str] = set()
    for place, term in enumerate(authority.terms):
        where = ("terms", place)
        if term.id in seen:
            found.value((*where, "id"), "S111", f"`{term.id}` stands twice", "give each term an id of its own")
        seen.add(term.id)
        _check_broader(term, broader, (*where, "broader"), found)
        for language in term.name:
            if not LANGUAGE.fullmatch(language):
                hint = "write `ar: …` or `en: …`, a line for each language"
                found.key((*where, "name", language), "S108", f"`{language}` is no language tag", hint)
        for number, address in enumerate(term.same_as):
            if not address.startswith(("https://", "http://")):
                hint = "write it whole, like https://www.wikidata.org/entity/Q7747"
                found.value((*where, "sameAs", number), "S106", f"`{address}` is no address", hint)


def _check_broader(term: Term, broader: Mapping[str, str], where: Where, found: Findings) -> None:
    if term.broader and term.broader not in broader:
        near = difflib.get_close_matches(term.broader, broader, n=1)
        hint = f"did you mean `{near[0]}`?" if near else "write the id of another term"
        found.value(where, "S112", f"`{term.broader}` is no term of {NAME}", hint)
    passed, above = {term.id}, term.broader
    while above and above not in passed:
        passed.add(above)
        above = broader.get(above, "")
    if above == term.id:
        found.value(where, "S113", f"`{term.id}` would hold itself", "let one of the terms stand under no other")
