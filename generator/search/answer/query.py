"""What a reader typed becomes clauses, phrases and filters: whatever it is, parsing does not fail.

client/answer/query.js is the twin in JavaScript; this spells out what JavaScript means by white space and letters.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple
from unicodedata import category

from generator.search.analysis.analyzer import stem, tokens

LONGEST = 400  # UTF-16 units of a query that are looked at: a pasted page is no question
_FIELDS = {"title": "title", "عنوان": "title"}
_FILTERS = {
    **{"author": "author", "كاتب": "author", "section": "section", "قسم": "section"},
    **{"publisher": "publisher", "ناشر": "publisher", "tag": "tag", "وسم": "tag"},
}
_PRESENCES = {"+": "required", "-": "prohibited", "": "optional"}
# JavaScript's white space, spelled out: Python's has other signs.
_SPACE = "\t\n\x0b\x0c\r \u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000\ufeff"
_TYPED = rf'(?:"([^"]*)"|«([^»]*)»|“([^”]*)”|([^{_SPACE}"«“]+))'
_PIECE = re.compile(rf"([+-]?)(?:([^\W\d_]+):)?{_TYPED}")
_NAMELESS = re.compile(rf"([+-]?)((?!))?{_TYPED}")
_NEAR = re.compile(r"~[0-9]?\Z")


class Clause(NamedTuple):
    """Words asked for: of kind word, phrase, prefix or fuzzy; `field` is "" for all fields."""

    kind: str
    forms: tuple[str, ...]
    field: str
    presence: str
    text: str


class Phrase(NamedTuple):
    """Words that follow each other in an article, or must not."""

    forms: tuple[str, ...]
    field: str
    is_prohibited: bool


class Filter(NamedTuple):
    """A section, author, publisher or tag that an article has, or must not have; `field` is a kind of facets.py."""

    field: str
    stems: frozenset[str]
    is_prohibited: bool

    def fits(self, name: str) -> bool:
        return self.stems <= set(map(stem, tokens(name)))


class Query(NamedTuple):
    clauses: tuple[Clause, ...]
    phrases: tuple[Phrase, ...]
    filters: tuple[Filter, ...]


def parse(text: str) -> Query:
    """The words of a phrase are required, each; an unwanted phrase has no clause."""
    looked_at = text.encode("utf-16-le", "surrogatepass")[: 2 * LONGEST].decode("utf-16-le", "surrogatepass")
    clauses: list[Clause] = []
    phrases: list[Phrase] = []
    filters: list[Filter] = []
    for match in _pieces(looked_at):
        for part in _read(match):
            if isinstance(part, Clause):
                clauses.append(part)
            elif isinstance(part, Phrase):
                phrases.append(part)
            else:
                filters.append(part)
    return Query(tuple(clauses), tuple(phrases), tuple(filters))


def _pieces(text: str) -> Iterator[re.Match[str]]:
    start = 0
    while match := _PIECE.search(text, start):
        # Numbers such as ½ are letters to Python, and not to JavaScript.
        if match[2] and not all(category(letter)[0] == "L" for letter in match[2]):
            match = _NAMELESS.match(text, match.start())
            assert match is not None
        yield match
        start = match.end()


def _read(match: re.Match[str]) -> list[Clause | Phrase | Filter]:
    sign, name, *quoted, plain = match.groups()
    is_quoted = plain is None
    typed: str = next(filter(None, quoted), "") if is_quoted else plain
    key = (name or "").lower()
    if key in _FILTERS:
        stems = frozenset(map(stem, tokens(typed)))
        return [Filter(_FILTERS[key], stems, sign == "-")] if stems else []
    field = _FIELDS.get(key, "")
    text = typed if field or is_quoted else match[0][len(sign) :]
    forms = tuple(tokens(text))
    if not forms:
        return []
    clause = Clause("word", forms, field, _PRESENCES[sign], text)
    if not is_quoted:
        return [*_typed(clause)]
    before = _words(clause._replace(forms=tuple(tokens(name)))) if name and not field else []
    return [*before, *(_quoted(clause) if len(forms) > 1 else [clause])]


def _typed(clause: Clause) -> list[Clause]:
    if len(clause.forms) == 1 and clause.text.endswith("*"):
        return [clause._replace(kind="prefix")]
    if len(clause.forms) == 1 and _NEAR.search(clause.text):
        return [clause._replace(kind="fuzzy")]
    return _words(clause)


def _quoted(clause: Clause) -> list[Clause | Phrase]:
    is_prohibited = clause.presence == "prohibited"
    phrase = Phrase(clause.forms, clause.field, is_prohibited)
    return [phrase] if is_prohibited else [phrase, clause._replace(kind="phrase", presence="required")]


def _words(clause: Clause) -> list[Clause]:
    return [clause._replace(forms=(form,), text=form) for form in dict.fromkeys(clause.forms)]
