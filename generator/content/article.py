"""A content file becomes an Article, strictly: what cannot be understood is a problem with its place."""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable, Iterator
from functools import cached_property, lru_cache
from hashlib import sha256
from typing import Any

import msgspec

from generator.config.settings import Settings
from generator.content.bounds import CONTROLS, MAX_ITEMS, Excess, bounded, excesses, size_excess
from generator.content.explained_yaml import explained
from generator.content.front_matter import DATES, KEYS, Split, parse_front_matter, split_front_matter
from generator.model import Article, Correction, Level, Problem, Source
from generator.text.addresses.beside import beside
from generator.text.addresses.permalink import PermalinkError, checked_alias, checked_permalink, permalink
from generator.text.addresses.slug import slug
from generator.text.dates.values import DateValueError, read_date
from generator.text.languages import direction
from generator.text.limits import MAX_ITEM
from generator.text.publication import NOTHING, Sign, is_among_drafts, sign_of, state_of
from generator.text.yaml.marked import key_places, places

Where = tuple[str | int, ...]
LONGEST_KEY = 40  # letters of an unknown key that is compared with known ones
LISTS = frozenset({"tags", "people", "places", "collections", "authors", "aliases"})
STATUSES = ("published", "draft", "embargoed", "withdrawn")
_TEXTS = frozenset(KEYS) - LISTS - {"corrections", "slug"}
_SEPARATORS = re.compile("[،؛;,]")
_BIDI = re.compile("[\u200e\u200f\u202a-\u202e\u2066-\u2069\u061c\ufeff]")
_SPACE = re.compile(r"\s+")
_HEADING = re.compile(r"\A\s*# +(.+?)(?: +#+)? *(?:\n|\Z)")
_HASHTAG = re.compile(r"""^([A-Za-z_][\w-]*):[ \t]+([^\s"'\[{|>&*!#][^"\n]*?)[ \t]+(#[^\s#][^\n\r]*)""", re.MULTILINE)
_NULL = ("null", "~")  # what YAML writes for nothing; a person may be called Null
# What other tools call our keys: kept as they stand, since import translates them, and named.
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


class Parsed(msgspec.Struct, frozen=True):
    """`article` is None where the file cannot be used; `body_line` is the body's first line in the file."""

    article: Article | None
    body: str
    body_line: int
    problems: tuple[Problem, ...]


def parse_article(source: Source, text: str, settings: Settings) -> Parsed:
    """Convert each field by its key; unknown keys are kept as `extra`."""
    split = split_front_matter(text)
    body, body_line = split.body, split.body_line
    reader = _Reader(source.path, split)
    if excess := size_excess(split.yaml or split.toml, body):
        reader.report(excess)
        return Parsed(None, "", body_line, tuple(reader.problems))
    tree = parse_front_matter(split)
    for flaw in tree.flaws:
        told = explained(flaw, split.yaml) if split.yaml else flaw
        reader.problems.append(Problem(source.path, told.line + 1, told.column, "C101", "error", told.what, told.hint))
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
    reader.warn_of_comments()
    written = _by_our_names(bounded(tree.value), reader)
    fields, body, body_line = _with_title(written, body, body_line)
    values = {key: reader.convert(key, value) for key, value in fields.items() if key in KEYS}
    extra = {key: value for key, value in fields.items() if key not in KEYS}
    for key, value in extra.items():
        _heed(key, value, values, reader)
    if is_among_drafts(source.path) and values.get("status", "") in ("", "published"):
        values["status"] = "draft"
    article = _article(source, values, extra, settings, reader)
    return Parsed(article if not reader.has_errors else None, body, body_line, tuple(reader.problems))


def _by_our_names(tree: dict[str, Any], reader: _Reader) -> dict[str, Any]:
    """`Title` is `title`, as in tools that do not tell them apart; one that stands in both ways is an error."""
    found: dict[str, Any] = {}
    for key, value in tree.items():
        name = key if key in KEYS or key.lower() not in KEYS else key.lower()
        if name in found:
            reader.error_at_key(
                key, "C101", f"key `{name}` stands twice, as `{name}` and as `{key}`", "keep one of the two lines"
            )
        found.setdefault(name, value)
        if name != key:
            reader.names[name] = key
    return found


def _heed(key: str, value: Any, values: dict[str, Any], reader: _Reader) -> None:
    """What a key that is none of ours says of publication counts as its tool's users expect; others may be slips."""
    sign = sign_of(key, value)
    if sign is None or sign is NOTHING:
        reader.warn_if_misspelt(key, is_known=sign is not None)
        return
    if sign.field == "status":
        _hold(key, sign, values, reader)
    elif sign.field:
        # Of two the one that keeps it back longer, or takes it away sooner.
        keep = max if sign.field == "publish_date" else min
        values[sign.field] = keep(filter(None, (values.get(sign.field), sign.value)))
        if sign.field == "publish_date" and not sign.near:
            values["date"] = values.get("date") or sign.value
    if sign.doubt:
        _tell_doubt(key, value, sign, reader)


def _hold(key: str, sign: Sign, values: dict[str, Any], reader: _Reader) -> None:
    """The word that holds back wins: what was meant to wait must not be published by mistake."""
    status = values.get("status") or ""
    if status == "published" and sign.value:
        hint = f"take out `{key}` to publish it, or `status` to let it wait"
        reader.warn_at_key(key, "C122", f"`{key}` holds back what `status: published` publishes: it waits", hint)
    if status != "withdrawn" and sign.value and (status in ("", "published") or sign.value == "draft"):
        values["status"] = sign.value


def _tell_doubt(key: str, value: Any, sign: Sign, reader: _Reader) -> None:
    shown = "" if isinstance(value, (dict, list)) else f": {str(value)[:60]}"
    held = "it waits" if sign.field else "it is published all the same"
    if sign.is_strict:
        hint = "write true or false, or a date like 2025-02-13"
        reader.error_at_key(key, "C120", f"`{key}{shown}` {sign.doubt}", hint)
    elif sign.near:
        hint = f"did you mean `{sign.near}`? Warraq's own words are `status`, `publish_date` and `expiry_date`"
        reader.warn_at_key(key, "C121", f"`{key}` {sign.doubt}: {held}", hint)
    else:
        hint = "write `status: draft` to hold it back, or rename the key"
        reader.warn_at_key(key, "C121", f"`{key}{shown}` {sign.doubt}: {held}", hint)


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
        values["id"] = id_of_url(values["url"])
    kept = {key: value for key, value in values.items() if value}
    return Article(
        source=source, title=kept.pop("title", ""), url=kept.pop("url"), id=kept.pop("id"), extra=extra, **kept
    )


def id_of_url(url: str) -> str:
    """What an article is known by whose file has no `id`."""
    return sha256(url.encode()).hexdigest()[:26]


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
    """Converts values and gathers problems; places are looked up only when there is something to say.

    `names` holds the keys that are written otherwise than ours.
    """

    def __init__(self, path: str, split: Split) -> None:
        self.problems: list[Problem] = []
        self.names: dict[str, str] = {}
        self.has_errors = False  # that keep the file from being an article
        self._path = path
        self._split = split

    def error(self, where: tuple[str | int, ...], code: str, what: str, hint: str) -> None:
        self.has_errors = True
        self._tell(where, code, what, hint)

    def _tell(self, where: Where, code: str, what: str, hint: str, level: Level = "error") -> None:
        line, column = self._place(where) if where else (0, 0)
        # The fence is line 1 of the file.
        self.problems.append(Problem(self._path, line + 1, column, code, level, what, hint))

    def report(self, excess: Excess) -> None:
        self.has_errors = self.has_errors or excess.level == "error"
        self._tell(excess.where, excess.code, excess.what, excess.hint, excess.level)

    @cached_property
    def _places(self) -> dict[Where, tuple[int, int]]:
        return places(self._split.yaml)

    @cached_property
    def _key_places(self) -> dict[Where, tuple[int, int]]:
        return key_places(self._split.yaml)

    def error_at_key(self, key: str, code: str, what: str, hint: str) -> None:
        self._tell_at_key(key, code, "error", what, hint)

    def warn_at_key(self, key: str, code: str, what: str, hint: str) -> None:
        self._tell_at_key(key, code, "warning", what, hint)

    def _tell_at_key(self, key: str, code: str, level: Level, what: str, hint: str) -> None:
        self.has_errors = self.has_errors or level == "error"
        if self._split.toml:
            line, column = _toml_place(self._split.toml, key)
        else:
            line, column = self._key_places.get((key,), (0, 0))
        self.problems.append(Problem(self._path, line + 1, column, code, level, what, hint))

    def _place(self, where: Where) -> tuple[int, int]:
        key = self.names.get(str(where[0]), where[0])
        if self._split.toml:
            return _toml_place(self._split.toml, str(key))
        return self._places.get((key, *where[1:]), (0, 0))

    def warn_if_misspelt(self, key: str, *, is_known: bool) -> None:
        near = _ELSEWHERE.get(key.lower().replace("-", "_")) or ("" if is_known else _near(key))
        if near:
            what, hint = f"`{key}` is no key of articles, and kept as an extra", f"did you mean `{near}`?"
            self.warn_at_key(key, "C104", what, hint)

    def warn_of_comments(self) -> None:
        """`title: … #هاشتاغ`: nobody who writes a hashtag means a comment, which a blank follows."""
        for match in _HASHTAG.finditer(self._split.yaml) if " #" in self._split.yaml else ():
            line = self._split.yaml.count("\n", 0, match.start()) + 2
            key, value, tag = match.groups()
            what = f"YAML takes `{tag[:40]}` for a comment, and leaves it out of `{key}`"
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
            self.error((key,), "C105", f"`{key}` must be a text", f"write `{key}: …` on one line")
            return ""
        text = "" if value in _NULL else clean(value)
        check = _CHECKS.get(key)
        return check(self, key, text) if check and text else text

    def _texts(self, key: str, value: Any) -> tuple[str, ...]:
        if isinstance(value, str):
            # URLs may hold commas; names do not.
            value = value.split() if key == "aliases" else map(_unquoted, _SEPARATORS.split(value))
            value = list(value)
        if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
            self.error((key,), "C106", f"`{key}` must be a list of texts", f"write `{key}: [one, two]`")
            return ()
        if any(len(item) > MAX_ITEM for item in value if item not in _NULL):
            what = f"`{key}` holds a value of more than {MAX_ITEM:,} letters"
            self.error((key,), "C141", what, "a name is short: what is text belongs to the body")
            return ()
        found = tuple(dict.fromkeys(filter(None, (clean(item) for item in value if item not in _NULL))))[:MAX_ITEMS]
        return tuple(self._usable_aliases(found)) if key == "aliases" else found

    def _usable_aliases(self, aliases: tuple[str, ...]) -> Iterator[str]:
        """An alias that no host can answer is left out and told; the article stays."""
        for position, alias in enumerate(aliases):
            try:
                checked_alias(alias)
            except PermalinkError as problem:
                where = ("aliases", position) if self._place(("aliases", position)) != (0, 0) else ("aliases",)
                self._tell(where, "C113", f"alias left out: {problem}", problem.hint)
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
                hint = "write `- date: 2025-02-14` and below it `  text: …`"
                self.error(("corrections", position), "C107", "a correction has a `date` and a `text`", hint)
                continue
            found.append(Correction(_date(self, "corrections", item.get("date", "")), clean(item["text"])))
        return tuple(found)


def clean(text: str) -> str:
    """Metadata is one line without marks that only steer the direction of writing."""
    return _SPACE.sub(" ", _BIDI.sub("", text)).strip()


def _unquoted(name: str) -> str:
    """A name of a line of names, which YAML gives with its quotes."""
    name = name.strip()
    return name[1:-1] if len(name) > 1 and name[0] == name[-1] and name[0] in "\"'" else name


def _toml_place(head: str, key: str) -> tuple[int, int]:
    match = re.search(rf"""^[ \t]*["']?{re.escape(key)}["']?[ \t]*=""", head, re.MULTILINE)
    return (head.count("\n", 0, match.start()) + 1, 1) if match else (0, 0)


@lru_cache(maxsize=4096)
def _near(key: str) -> str:
    near = difflib.get_close_matches(key, KEYS, n=1, cutoff=0.75) if len(key) <= LONGEST_KEY else []
    return next(iter(near), "")


def _date(reader: _Reader, key: str, text: str) -> str:
    try:
        return read_date(text) if text else ""
    except DateValueError as problem:
        reader.error((key,), "C109" if problem.is_impossible else "C108", str(problem), problem.hint)
        return ""


def _status(reader: _Reader, key: str, text: str) -> str:
    if text not in STATUSES:
        if state := state_of(text):
            return state
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
    **dict.fromkeys(DATES, _date),
    "status": _status,
    "dir": _direction,
    "image": _image,
}
