"""The head of a content file: flat YAML between two lines of three hyphens, a key a line."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

import yaml

from generator.text.marked_yaml import parse_yaml

KEYS = (
    "id title kicker description date date_range lastmod lang dir section tags people places collections authors editor "
    "dateline publisher edition issue_number page source_url captured image image_alt image_caption image_credit url slug "
    "aliases status withdrawn_reason corrections rights rights_holder call_number robots translation_of seed seed_sha256"
).split()
_FENCE = re.compile(r"---[ \t]*(?:\r\n|\n|\r)")
_CLOSE = re.compile(r"^(?:---|\.\.\.)[ \t]*(?:\r\n|\n|\r|\Z)", re.MULTILINE)
_LINE_END = re.compile(r"\r\n|\r|\n")
# A text that YAML would read as the same text when it stands bare; everything else is quoted.
_BARE = re.compile(r"(?:[^\W\d_]|\d+[\d~-]*/)[^\x00-\x1f\x7f-\xa0\u2028\u2029\ufeff:#\[\]{},&*!|>'\"%@`]*")
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}(?:T[\d:.]+(?:Z|[+-]\d\d:\d\d))?")
_WORDS = frozenset("y n yes no on off true false null none nan inf".split())


class Split(NamedTuple):
    """A content file in two: `body_line` is the line of the file in which the body begins."""

    yaml: str
    body: str
    body_line: int


def split_front_matter(text: str) -> Split:
    """The YAML (its first line is line 2 of the file) and the body; no fence, no front matter."""
    text = text.removeprefix("\ufeff")
    opening = _FENCE.match(text)
    closing = _CLOSE.search(text, opening.end()) if opening else None
    if opening is None or closing is None:
        return Split("", text, 1)
    head = text[opening.end() : closing.start()]
    return Split(head, text[closing.end() :], len(_LINE_END.findall(head)) + 3)


def dump_front_matter(fields: Mapping[str, Any]) -> str:
    """Fences and fields in the format's order, unknown keys after them; a key without value is left out."""
    order = {key: position for position, key in enumerate(KEYS)}
    names = sorted(fields, key=lambda name: order.get(name, len(KEYS)))
    lines = [line for name in names if _has_value(fields[name]) for line in _field(name, fields[name])]
    return "\n".join(["---", *lines, "---", ""])


def with_lists(text: str, lists: Mapping[str, Sequence[str]]) -> str:
    """A content file as import wrote it, with other values in some of its lists; an empty one goes."""
    split = split_front_matter(text)
    return dump_front_matter({**parse_yaml(split.yaml).value, **lists}) + split.body


def _has_value(value: Any) -> bool:
    return value not in ("", None) and value != [] and value != () and value != {}


def _field(name: str, value: Any) -> list[str]:
    if isinstance(value, Mapping) or (isinstance(value, Sequence) and not isinstance(value, str) and _is_nested(value)):
        dumped = yaml.safe_dump({name: value}, allow_unicode=True, sort_keys=False, width=10_000)
        return dumped.rstrip("\n").split("\n")
    if isinstance(value, Sequence) and not isinstance(value, str):
        return [f"{_key(name)}: [{', '.join(map(quoted, value))}]"]
    return [f"{_key(name)}: {quoted(value, is_date=name in ('date', 'captured', 'lastmod'))}"]


def _is_nested(values: Sequence[Any]) -> bool:
    return any(not isinstance(value, str) for value in values)


def _key(name: str) -> str:
    return name if re.fullmatch(r"[A-Za-z_][\w-]*", name) and name.lower() not in _WORDS else quoted(name)


def quoted(value: Any, *, is_date: bool = False) -> str:
    """A text as YAML: bare where that is safe in every parser, else in double quotes with the fewest escapes."""
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
