"""terms.yaml: the names of people, places and subjects, so that a search finds each of them by all its names.

The file is optional. As in site.yaml, all mistakes are reported at once, each with its line.
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
    """`name` is the preferred name by language, `broader` the id of the broader term."""

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
        """The name in a language (`ar` also for ar-EG), else the first one in the file."""
        found = self.name.get(language) or self.name.get(language.partition("-")[0])
        return found or next(iter(self.names), self.id)


class Authority(msgspec.Struct, frozen=True, omit_defaults=True):
    """Terms in the order of the file."""

    terms: tuple[Term, ...] = ()


def packed(authority: Authority) -> bytes:
    """Encode for workers: bytes pass quickly between processes, and compare quickly."""
    return msgspec.msgpack.encode(authority) if authority.terms else b""


def load_authority(root: Path) -> Authority:
    """Read ROOT/terms.yaml if it exists; SettingsError has all its problems."""
    data = Folder(root).read(NAME)
    authority, problems = parse_authority(decoded(data or b"", NAME))
    refuse(NAME, problems)
    return authority


def parse_authority(text: str) -> tuple[Authority, tuple[Problem, ...]]:
    """The authority and all problems in the order of their lines; an empty file has no terms."""
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
    """Check what types cannot: ids, languages, addresses."""
    broader = {term.id: term.broader for term in authority.terms}
    seen: set[str] = set()
    for index, term in enumerate(authority.terms):
        where = ("terms", index)
        if term.id in seen:
            found.value((*where, "id"), "S111", f"the id `{term.id}` is used twice", "give each term its own id")
        seen.add(term.id)
        _check_broader(term, broader, (*where, "broader"), found)
        for language in term.name:
            if not LANGUAGE.fullmatch(language):
                hint = "write `ar: …` or `en: …`, one line per language"
                found.key((*where, "name", language), "S108", f"`{language}` is not a language tag", hint)
        for number, address in enumerate(term.same_as):
            if not address.startswith(("https://", "http://")):
                hint = "write the full address, like https://www.wikidata.org/entity/Q7747"
                found.value((*where, "sameAs", number), "S106", f"`{address}` is not an address", hint)


def _check_broader(term: Term, broader: Mapping[str, str], where: Where, found: Findings) -> None:
    if term.broader and term.broader not in broader:
        near = difflib.get_close_matches(term.broader, broader, n=1)
        hint = f"did you mean `{near[0]}`?" if near else "write the id of another term"
        found.value(where, "S112", f"`{term.broader}` is not a term in {NAME}", hint)
    passed, above = {term.id}, term.broader
    while above and above not in passed:
        passed.add(above)
        above = broader.get(above, "")
    if above == term.id:
        found.value(where, "S113", f"`{term.id}` is its own broader term", "remove `broader` from one of the terms")
