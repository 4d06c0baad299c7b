"""The fields of a content file, converted by their keys; invalid values are problems with their line."""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable, Iterator
from functools import cached_property, lru_cache
from typing import Any

from generator.content.bounds import MAX_ITEMS, Excess
from generator.content.front_matter import DATES, KEYS, Split
from generator.model import Correction, Level, Problem
from generator.text.addresses.beside import beside
from generator.text.addresses.permalink import PermalinkError, checked_alias
from generator.text.dates.values import DateValueError, read_date
from generator.text.limits import MAX_ITEM
from generator.text.publication import state_of
from generator.text.yaml.marked import key_positions, positions

Where = tuple[str | int, ...]
LONGEST_KEY = 40  # characters of an unknown key; longer ones are not compared with known keys
LISTS = frozenset({"tags", "people", "places", "collections", "authors", "aliases"})
STATUSES = ("published", "draft", "embargoed", "withdrawn")
_SEPARATORS = re.compile("[،؛;,]")
_BIDI = re.compile("[\u200e\u200f\u202a-\u202e\u2066-\u2069\u061c\ufeff]")
_SPACE = re.compile(r"\s+")
_HASHTAG = re.compile(r"""^([A-Za-z_][\w-]*):[ \t]+([^\s"'\[{|>&*!#][^"\n]*?)[ \t]+(#[^\s#][^\n\r]*)""", re.MULTILINE)
_NULL = ("null", "~")  # YAML's null; a person may be called Null
# Keys of other tools for ours. Import translates them; in content they are kept as they are and reported.
_ELSEWHERE = {
    **dict.fromkeys(("author", "writer", "byline"), "authors"),
    **dict.fromkeys(("categories", "category"), "section"),
    **dict.fromkeys(("keywords", "tag", "topics"), "tags"),
    **dict.fromkeys(("permalink",), "url"),
    **dict.fromkeys(("redirect_from", "alias"), "aliases"),
    **dict.fromkeys(("summary", "excerpt"), "description"),
    **dict.fromkeys(("cover", "thumbnail", "featured_image", "featuredimage"), "image"),
    **dict.fromkeys(("language", "locale"), "lang"),
    **dict.fromkeys(("updated", "modified", "last_modified_at"), "lastmod"),
    **dict.fromkeys(("canonical", "canonical_url", "canonicalurl"), "source_url"),
}


class FieldReader:
    """Converts values and collects problems; positions are looked up only if there are any.

    `names` has the spelling in the file for keys that differ from ours.
    """

    def __init__(self, path: str, split: Split) -> None:
        self.problems: list[Problem] = []
        self.names: dict[str, str] = {}
        self.has_errors = False  # so the file is not an article
        self._path = path
        self._split = split

    def error(self, where: tuple[str | int, ...], code: str, what: str, hint: str) -> None:
        self.has_errors = True
        self._add(where, code, what, hint)

    def _add(self, where: Where, code: str, what: str, hint: str, level: Level = "error") -> None:
        line, column = self._position(where) if where else (0, 0)
        # The fence is line 1 of the file.
        self.problems.append(Problem(self._path, line + 1, column, code, level, what, hint))

    def report(self, excess: Excess) -> None:
        self.has_errors = self.has_errors or excess.level == "error"
        self._add(excess.where, excess.code, excess.what, excess.hint, excess.level)

    @cached_property
    def _positions(self) -> dict[Where, tuple[int, int]]:
        return positions(self._split.yaml)

    @cached_property
    def _key_positions(self) -> dict[Where, tuple[int, int]]:
        return key_positions(self._split.yaml)

    def error_at_key(self, key: str, code: str, what: str, hint: str) -> None:
        self._add_at_key(key, code, "error", what, hint)

    def warn_at_key(self, key: str, code: str, what: str, hint: str) -> None:
        self._add_at_key(key, code, "warning", what, hint)

    def _add_at_key(self, key: str, code: str, level: Level, what: str, hint: str) -> None:
        self.has_errors = self.has_errors or level == "error"
        if self._split.toml:
            line, column = _toml_position(self._split.toml, key)
        else:
            line, column = self._key_positions.get((key,), (0, 0))
        self.problems.append(Problem(self._path, line + 1, column, code, level, what, hint))

    def _position(self, where: Where) -> tuple[int, int]:
        key = self.names.get(str(where[0]), where[0])
        if self._split.toml:
            return _toml_position(self._split.toml, str(key))
        return self._positions.get((key, *where[1:]), (0, 0))

    def warn_if_misspelt(self, key: str, *, is_known: bool) -> None:
        near = _ELSEWHERE.get(key.lower().replace("-", "_")) or ("" if is_known else _near(key))
        if near:
            what, hint = f"`{key}` is not a known key, and is kept as an extra field", f"did you mean `{near}`?"
            self.warn_at_key(key, "C104", what, hint)

    def warn_of_comments(self) -> None:
        """Warn of `title: … #هاشتاغ`: the hashtag is meant as text, but YAML reads it as a comment."""
        for match in _HASHTAG.finditer(self._split.yaml) if " #" in self._split.yaml else ():
            line = self._split.yaml.count("\n", 0, match.start()) + 2
            key, value, tag = match.groups()
            what = f"YAML reads `{tag[:40]}` as a comment, so it is not part of `{key}`"
            hint = f'write `{key}: "{value} {tag}"`'[:300]
            self.problems.append(
                Problem(self._path, line, match.start(3) - match.start() + 1, "C123", "warning", what, hint)
            )

    def convert(self, key: str, value: Any) -> Any:
        if key in LISTS:
            return self._texts(key, value)
        if key == "corrections":
            return self._corrections(value)
        if not isinstance(value, str):
            self.error((key,), "C105", f"`{key}` must be text", f"write `{key}: …` on one line")
            return ""
        text = "" if value in _NULL else clean(value)
        check = _CHECKS.get(key)
        return check(self, key, text) if check and text else text

    def _texts(self, key: str, value: Any) -> tuple[str, ...]:
        if isinstance(value, str):
            # URLs may contain commas; names do not.
            value = value.split() if key == "aliases" else map(_unquoted, _SEPARATORS.split(value))
            value = list(value)
        if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
            self.error((key,), "C106", f"`{key}` must be a list of text values", f"write `{key}: [one, two]`")
            return ()
        if any(len(item) > MAX_ITEM for item in value if item not in _NULL):
            what = f"`{key}` has a value of more than {MAX_ITEM:,} characters"
            self.error((key,), "C141", what, "shorten it, and move text to the body")
            return ()
        found = tuple(dict.fromkeys(filter(None, (clean(item) for item in value if item not in _NULL))))[:MAX_ITEMS]
        return tuple(self._usable_aliases(found)) if key == "aliases" else found

    def _usable_aliases(self, aliases: tuple[str, ...]) -> Iterator[str]:
        """Leave out and report aliases that no host can serve; the article stays."""
        for position, alias in enumerate(aliases):
            try:
                checked_alias(alias)
            except PermalinkError as problem:
                where = ("aliases", position) if self._position(("aliases", position)) != (0, 0) else ("aliases",)
                self._add(where, "C113", f"alias left out: {problem}", problem.hint)
            else:
                yield alias

    def _corrections(self, value: Any) -> tuple[Correction, ...]:
        items = value if isinstance(value, list) else [value] if value else []
        found = []
        for position, item in enumerate(items):
            if (
                not isinstance(item, dict)
                or not isinstance(item.get("text"), str)
                or not isinstance(item.get("date", ""), str)
            ):
                hint = "write `- date: 2025-02-14`, and `  text: …` below it"
                self.error(("corrections", position), "C107", "a correction needs a `date` and a `text`", hint)
                continue
            found.append(Correction(_date(self, "corrections", item.get("date", "")), clean(item["text"])))
        return tuple(found)


def clean(text: str) -> str:
    """Metadata on one line, without direction marks."""
    return _SPACE.sub(" ", _BIDI.sub("", text)).strip()


def _unquoted(name: str) -> str:
    """A name from a line of names, without the quotes that YAML leaves there."""
    name = name.strip()
    return name[1:-1] if len(name) > 1 and name[0] == name[-1] and name[0] in "\"'" else name


def _toml_position(head: str, key: str) -> tuple[int, int]:
    match = re.search(rf"""^[ \t]*["']?{re.escape(key)}["']?[ \t]*=""", head, re.MULTILINE)
    return (head.count("\n", 0, match.start()) + 1, 1) if match else (0, 0)


@lru_cache(maxsize=4096)
def _near(key: str) -> str:
    near = difflib.get_close_matches(key, KEYS, n=1, cutoff=0.75) if len(key) <= LONGEST_KEY else []
    return next(iter(near), "")


def _date(reader: FieldReader, key: str, text: str) -> str:
    try:
        return read_date(text) if text else ""
    except DateValueError as problem:
        reader.error((key,), "C109" if problem.is_impossible else "C108", str(problem), problem.hint)
        return ""


def _status(reader: FieldReader, key: str, text: str) -> str:
    if text not in STATUSES:
        if state := state_of(text):
            return state
        near = difflib.get_close_matches(text, STATUSES, n=1, cutoff=0.5)
        hint = f"did you mean `{near[0]}`?" if near else f"write one of {', '.join(STATUSES)}"
        reader.error((key,), "C111", f"status `{text}` is unknown", hint)
        return "published"
    return text


def _direction(reader: FieldReader, key: str, text: str) -> str:
    if text not in ("rtl", "ltr"):
        reader.error((key,), "C112", f"dir `{text}` is unknown", "write rtl or ltr, or leave it out")
        return ""
    return text


def _image(_reader: FieldReader, _key: str, text: str) -> str:
    """The path of an image without `./`, as in bodies."""
    return beside(text) or text


_CHECKS: dict[str, Callable[[FieldReader, str, str], str]] = {
    **dict.fromkeys(DATES, _date),
    "status": _status,
    "dir": _direction,
    "image": _image,
}
