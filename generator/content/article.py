"""A content file becomes an Article, strictly: what cannot be understood is a problem with its place."""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable, Iterator
from datetime import date, datetime
from functools import cached_property
from hashlib import sha256
from typing import Any

import msgspec

from generator.content.bounds import CONTROLS, MAX_ITEMS, Excess, bounded, excesses, size_excess
from generator.content.front_matter import KEYS, split_front_matter
from generator.model import Article, Correction, Level, Problem, Source
from generator.settings import Settings
from generator.text.beside import beside
from generator.text.languages import direction
from generator.text.limits import MAX_ITEM
from generator.text.marked_yaml import key_places, parse_yaml, places
from generator.text.permalink import PermalinkError, checked_alias, checked_permalink, permalink
from generator.text.slug import slug

Where = tuple[str | int, ...]
LONGEST_KEY = 40  # letters of an unknown key that is compared with known ones
LISTS = frozenset({"tags", "people", "places", "collections", "authors", "aliases"})
STATUSES = ("published", "draft", "embargoed", "withdrawn")
_TEXTS = frozenset(KEYS) - LISTS - {"corrections", "slug"}
_SEPARATORS = re.compile("[،؛;,]")
_BIDI = re.compile("[\u200e\u200f\u202a-\u202e\u2066-\u2069\u061c\ufeff]")
_SPACE = re.compile(r"\s+")
_HEADING = re.compile(r"\A\s*# +(.+?)(?: +#+)? *(?:\n|\Z)")
_DATE = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?(.*)", re.DOTALL)
_TIME = re.compile(r"[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:?\d{2})?")


class Parsed(msgspec.Struct, frozen=True):
    """`article` is None where the file cannot be used; `body_line` is the body's first line in the file."""

    article: Article | None
    body: str
    body_line: int
    problems: tuple[Problem, ...]


def parse_article(source: Source, text: str, settings: Settings) -> Parsed:
    """Convert each field by its key; unknown keys are kept as `extra`."""
    head, body, body_line = split_front_matter(text)
    reader = _Reader(source.path, head)
    if excess := size_excess(head, body):
        reader.report(excess)
        return Parsed(None, "", body_line, tuple(reader.problems))
    tree = parse_yaml(head)
    for flaw in tree.flaws:
        reader.problems.append(Problem(source.path, flaw.line + 1, flaw.column, "C101", "error", flaw.what, flaw.hint))
    if tree.flaws:
        return Parsed(None, body, body_line, tuple(reader.problems))
    if not isinstance(tree.value, dict):
        reader.error((), "C102", "front matter is no list of `key: value` lines", "write one `key: value` a line")
        return Parsed(None, body, body_line, tuple(reader.problems))
    if tree.has_controls:
        reader.report(CONTROLS)
    for excess in excesses(tree.value):
        reader.report(excess)
    if reader.has_errors:
        return Parsed(None, body, body_line, tuple(reader.problems))
    fields, body, body_line = _with_title(bounded(tree.value), body, body_line)
    values = {key: reader.convert(key, value) for key, value in fields.items() if key in KEYS}
    extra = {key: value for key, value in fields.items() if key not in KEYS}
    for key in extra:
        reader.warn_if_misspelt(key)
    article = _article(source, values, extra, settings, reader)
    return Parsed(article if not reader.has_errors else None, body, body_line, tuple(reader.problems))


def _with_title(fields: dict[str, Any], body: str, body_line: int) -> tuple[dict[str, Any], str, int]:
    """Without `title`, a first heading of the body is the title and leaves the body."""
    heading = _HEADING.match(body)
    if fields.get("title") or heading is None:
        return fields, body, body_line
    return fields | {"title": heading.group(1)}, body[heading.end() :], body_line + heading.group().count("\n")


def _article(
    source: Source, values: dict[str, Any], extra: dict[str, Any], settings: Settings, reader: _Reader
) -> Article:
    if not values.get("title"):
        reader.error((), "C103", "has no `title`", "add `title: …` to the front matter, or open the body with `# …`")
    lang = values.setdefault("lang", settings.language)
    if values.get("dir") == direction(lang):
        del values["dir"]
    values["url"] = _url(values, settings, reader)
    values.pop("slug", None)
    if not values.get("id"):
        values["id"] = sha256(values["url"].encode()).hexdigest()[:26]
    kept = {key: value for key, value in values.items() if value}
    return Article(source=source, title=kept.pop("title", ""), url=kept.pop("url"), id=kept.pop("id"), extra=extra, **kept)


def _url(values: dict[str, Any], settings: Settings, reader: _Reader) -> str:
    given = values.get("url")
    try:
        if given:
            return checked_permalink(given)
        words = values.get("slug") or slug(values.get("title") or "")
        return permalink(settings.permalink, values.get("date") or "", words)
    except PermalinkError as problem:
        reader.error(("url",), "C110", str(problem), problem.hint)
        return "/"


class _Reader:
    """Converts values and gathers problems; places are looked up only when there is something to say."""

    def __init__(self, path: str, head: str) -> None:
        self.problems: list[Problem] = []
        self.has_errors = False  # that keep the file from being an article
        self._path = path
        self._head = head

    def error(self, where: tuple[str | int, ...], code: str, what: str, hint: str) -> None:
        self.has_errors = True
        self._tell(where, code, what, hint)

    def _tell(self, where: Where, code: str, what: str, hint: str, level: Level = "error") -> None:
        line, column = self._places.get(where, (0, 0)) if where else (0, 0)
        # The fence is line 1 of the file.
        self.problems.append(Problem(self._path, line + 1, column, code, level, what, hint))

    def report(self, excess: Excess) -> None:
        self.has_errors = self.has_errors or excess.level == "error"
        self._tell(excess.where, excess.code, excess.what, excess.hint, excess.level)

    @cached_property
    def _places(self) -> dict[Where, tuple[int, int]]:
        return places(self._head)

    @cached_property
    def _key_places(self) -> dict[Where, tuple[int, int]]:
        return key_places(self._head)

    def warn_if_misspelt(self, key: str) -> None:
        near = difflib.get_close_matches(key, KEYS, n=1, cutoff=0.75) if len(key) <= LONGEST_KEY else []
        if near:
            line, column = self._key_places.get((key,), (0, 0))
            what, hint = f"`{key}` is no key of articles, and kept as an extra", f"did you mean `{near[0]}`?"
            self.problems.append(Problem(self._path, line + 1, column, "C104", "warning", what, hint))

    def convert(self, key: str, value: Any) -> Any:
        if key in LISTS:
            return self._texts(key, value)
        if key == "corrections":
            return self._corrections(value)
        if not isinstance(value, str):
            self.error((key,), "C105", f"`{key}` must be a text", f"write `{key}: …` on one line")
            return ""
        text = clean(value)
        check = _CHECKS.get(key)
        return check(self, key, text) if check and text else text

    def _texts(self, key: str, value: Any) -> tuple[str, ...]:
        if isinstance(value, str):
            # URLs may hold commas; names do not.
            value = value.split() if key == "aliases" else _SEPARATORS.split(value)
        if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
            self.error((key,), "C106", f"`{key}` must be a list of texts", f"write `{key}: [one, two]`")
            return ()
        if any(len(item) > MAX_ITEM for item in value):
            what = f"`{key}` holds a value of more than {MAX_ITEM:,} letters"
            self.error((key,), "C141", what, "a name is short: what is text belongs to the body")
            return ()
        found = tuple(dict.fromkeys(filter(None, map(clean, value))))[:MAX_ITEMS]
        return tuple(self._usable_aliases(found)) if key == "aliases" else found

    def _usable_aliases(self, aliases: tuple[str, ...]) -> Iterator[str]:
        """An alias that no host can answer is left out and told; the article stays."""
        for position, alias in enumerate(aliases):
            try:
                checked_alias(alias)
            except PermalinkError as problem:
                where = ("aliases", position) if ("aliases", position) in self._places else ("aliases",)
                self._tell(where, "C113", f"alias left out: {problem}", problem.hint)
            else:
                yield alias

    def _corrections(self, value: Any) -> tuple[Correction, ...]:
        items = value if isinstance(value, list) else [value] if value else []
        found = []
        for position, item in enumerate(items):
            if not isinstance(item, dict) or not isinstance(item.get("text"), str) or not isinstance(item.get("date", ""), str):
                hint = "write `- date: 2025-02-14` and below it `  text: …`"
                self.error(("corrections", position), "C107", "a correction has a `date` and a `text`", hint)
                continue
            found.append(Correction(_date(self, "corrections", item.get("date", "")), clean(item["text"])))
        return tuple(found)


def clean(text: str) -> str:
    """Metadata is one line without marks that only steer the direction of writing."""
    return _SPACE.sub(" ", _BIDI.sub("", text)).strip()


def _date(reader: _Reader, key: str, text: str) -> str:
    match = _DATE.fullmatch(text)
    if not text or match is None:
        if text:
            reader.error((key,), "C108", f"date `{text}` is no date", "write it like 2025-02-13, 2025-02 or 2025")
        return ""
    year, month, day, rest = match.groups()
    if rest and not (day and _TIME.fullmatch(rest)):
        reader.error((key,), "C108", f"date `{text}` is no date", "write it like 2025-02-13T14:30:00+02:00")
        return ""
    try:
        date(int(year), int(month or 1), int(day or 1))
        if rest:
            datetime.fromisoformat(text)
    except ValueError:
        reader.error((key,), "C109", f"date `{text}` is not a day of the calendar", _calendar_hint(year, month))
        return ""
    return text.replace(" ", "T", 1) if rest else text


def _calendar_hint(year: str, month: str) -> str:
    from calendar import month_name, monthrange

    if not month or not 1 <= int(month) <= 12 or year == "0000":
        return "months run from 01 to 12, hours from 00 to 23"
    return f"{month_name[int(month)]} {year} has {monthrange(int(year), int(month))[1]} days"


def _status(reader: _Reader, key: str, text: str) -> str:
    if text not in STATUSES:
        near = difflib.get_close_matches(text, STATUSES, n=1, cutoff=0.5)
        hint = f"did you mean `{near[0]}`?" if near else f"write one of {', '.join(STATUSES)}"
        reader.error((key,), "C111", f"status `{text}` is unknown", hint)
        return "published"
    return text


def _direction(reader: _Reader, key: str, text: str) -> str:
    if text not in ("rtl", "ltr"):
        reader.error((key,), "C112", f"dir `{text}` is unknown", "write rtl or ltr, or leave it out")
        return ""
    return text


def _image(_reader: _Reader, _key: str, text: str) -> str:
    """`./x.jpg` is `x.jpg`, as in bodies."""
    return beside(text) or text


_CHECKS: dict[str, Callable[[_Reader, str, str], str]] = {
    "date": _date,
    "lastmod": _date,
    "captured": _date,
    "status": _status,
    "dir": _direction,
    "image": _image,
}
