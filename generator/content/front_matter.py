"""The front matter of a content file: flat YAML between two lines of three hyphens; Hugo's TOML is read too."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping, Sequence
from datetime import date, datetime, time
from typing import Any, NamedTuple

import yaml

from generator.text.controls import without_controls
from generator.text.yaml.marked import Flaw, Tree, parse_yaml

KEYS = (
    "id title kicker description date date_range lastmod publish_date expiry_date lang dir "
    "section tags people places collections authors editor dateline publisher edition issue_number page "
    "source_url captured image image_alt image_caption image_credit url slug aliases status withdrawn_reason "
    "corrections rights rights_holder call_number robots translation_of seed seed_sha256"
).split()
DATES = ("date", "lastmod", "publish_date", "expiry_date", "captured")
_FENCE = re.compile(r"---[ \t]*(?:\r\n|\n|\r)")
_CLOSE = re.compile(r"^(?:---|\.\.\.)[ \t]*(?:\r\n|\n|\r|\Z)", re.MULTILINE)
_TOML_FENCE = re.compile(r"\+\+\+[ \t]*(?:\r\n|\n|\r)")
_TOML_CLOSE = re.compile(r"^\+\+\+[ \t]*(?:\r\n|\n|\r|\Z)", re.MULTILINE)
_TOML_POSITION = re.compile(r"\(at line (\d+), column (\d+)\)")
_LATE_FENCE = re.compile(r"\s*(?:---|\+\+\+)[ \t]*[\r\n]")
_JSON = re.compile(r'\s*\{\s*"')
_LINE_END = re.compile(r"\r\n|\r|\n")
# Text that YAML reads as the same text without quotes; everything else is quoted.
_BARE = re.compile(r"(?:[^\W\d_]|\d+[\d~-]*/)[^\x00-\x1f\x7f-\xa0\u2028\u2029\ufeff:#\[\]{},&*!|>'\"%@`]*")
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}(?:T[\d:.]+(?:Z|[+-]\d\d:\d\d))?")
_WORDS = frozenset("y n yes no on off true false null none nan inf".split())


class Split(NamedTuple):
    """The two parts of a content file: the body starts at line `body_line`. Either `yaml` or `toml` is empty."""

    yaml: str
    body: str
    body_line: int
    toml: str = ""


def split_front_matter(text: str) -> Split:
    """The front matter (its first line is line 2 of the file) and the body; no fence, no front matter."""
    text = text.removeprefix("\ufeff")
    opening, closes = _FENCE.match(text), _CLOSE
    if opening is None and text.startswith("+++"):
        opening, closes = _TOML_FENCE.match(text), _TOML_CLOSE
    closing = closes.search(text, opening.end()) if opening else None
    if opening is None or closing is None:
        return Split("", text, 1)
    head = text[opening.end() : closing.start()]
    body, body_line = text[closing.end() :], len(_LINE_END.findall(head)) + 3
    return Split(head, body, body_line) if closes is _CLOSE else Split("", body, body_line, head)


def parse_front_matter(split: Split) -> Tree:
    """Nested dicts, lists and texts, from either language."""
    if split.toml:
        return _parse_toml(split.toml)
    if not split.yaml and split.body_line == 1:
        return Tree({}, _misplaced(split.body))
    return parse_yaml(split.yaml)


def _parse_toml(head: str) -> Tree:
    try:
        found = _texts(tomllib.loads(_LINE_END.sub("\n", head)))
        clean = _without_controls(found)
        return Tree(clean, has_controls=clean != found)
    except (tomllib.TOMLDecodeError, RecursionError, ValueError) as problem:
        found = _TOML_POSITION.search(str(problem))
        line, column = (int(found[1]), int(found[2])) if found else (1, 1)
        what = "cannot be read as TOML: " + _TOML_POSITION.sub("", str(problem)).strip().lower()
        return Tree({}, (Flaw(line, column, what, 'write `key = "value"`, with text in double quotes'),))


def _without_controls(value: Any) -> Any:
    if isinstance(value, dict):
        return {without_controls(key): _without_controls(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_without_controls(item) for item in value]
    return without_controls(value) if isinstance(value, str) else value


def _texts(value: Any) -> Any:
    """Typed values of TOML as texts, like those of YAML."""
    if isinstance(value, dict):
        return {str(key): _texts(one) for key, one in value.items()}
    if isinstance(value, list):
        return [_texts(one) for one in value]
    if isinstance(value, bool):
        return str(value).lower()
    return value.isoformat() if isinstance(value, (datetime, date, time)) else str(value)


def _misplaced(text: str) -> tuple[Flaw, ...]:
    """Front matter that looks like body text: it would be published, and its `status` would be ignored."""
    fence = text[:3]
    if fence in ("---", "+++") and text[3:4] in ("\n", "\r", " ", "\t", ""):
        what, hint = (
            f"the front matter starts with `{fence}` but never ends",
            f"write `{fence}` on a line below the last key",
        )
    elif _LATE_FENCE.match(text):
        what, hint = "the front matter does not start on the first line", "remove everything above its `---`"
    elif _JSON.match(text):
        what = "the front matter is JSON, which content files do not support"
        hint = "write it as YAML, `key: value`, between two `---` lines; only `warraq import` reads JSON"
    else:
        return ()
    # Line 0 of the front matter is the first line of the file.
    return (Flaw(0, 1, what, hint),)


def dump_front_matter(fields: Mapping[str, Any]) -> str:
    """Fences and fields in the order of KEYS, unknown keys last; keys without a value are left out."""
    order = {key: position for position, key in enumerate(KEYS)}
    names = sorted(fields, key=lambda name: order.get(name, len(KEYS)))
    lines = [line for name in names if _has_value(fields[name]) for line in _field(name, fields[name])]
    return "\n".join(["---", *lines, "---", ""])


def with_lists(text: str, lists: Mapping[str, Sequence[str]]) -> str:
    """A content file as import wrote it, with new values in some of its lists; empty lists are removed."""
    split = split_front_matter(text)
    return dump_front_matter({**parse_front_matter(split).value, **lists}) + split.body


def _has_value(value: Any) -> bool:
    return value is not None and value not in ("", [], (), {})


def _field(name: str, value: Any) -> list[str]:
    if isinstance(value, Mapping) or (isinstance(value, Sequence) and not isinstance(value, str) and _is_nested(value)):
        dumped = yaml.safe_dump({name: value}, allow_unicode=True, sort_keys=False, width=10_000)
        return dumped.rstrip("\n").split("\n")
    if isinstance(value, Sequence) and not isinstance(value, str):
        return [f"{_key(name)}: [{', '.join(map(quoted, value))}]"]
    return [f"{_key(name)}: {quoted(value, is_date=name in DATES)}"]


def _is_nested(values: Sequence[Any]) -> bool:
    return any(not isinstance(value, str) for value in values)


def _key(name: str) -> str:
    return name if re.fullmatch(r"[A-Za-z_][\w-]*", name) and name.lower() not in _WORDS else quoted(name)


def quoted(value: Any, *, is_date: bool = False) -> str:
    """Text as YAML: without quotes if that is safe in every parser, else in double quotes with minimal escapes."""
    text = str(value)
    if is_date and _DATE.fullmatch(text):
        return text
    if _BARE.fullmatch(text) and text.lower() not in _WORDS and not text[-1].isspace():
        return text
    return f'"{_ESCAPED.sub(_escape, text)}"'


_ESCAPED = re.compile(r'["\\\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff\ud800-\udfff]')
_NAMED = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\t": "\\t", "\r": "\\r"}


def _escape(match: re.Match[str]) -> str:
    char = match.group()
    return _NAMED.get(char) or (f"\\x{ord(char):02x}" if ord(char) < 0x100 else f"\\u{ord(char):04x}")
