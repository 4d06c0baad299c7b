"""Which article a content file contains, read from a few lines of its front matter.

Thousands of files are read at once if they are not in the ledger, so YAML is parsed only for quoted values.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

import msgspec
import yaml

from generator.content.front_matter import split_front_matter
from generator.disk.files import fingerprint, read_if_allowed
from generator.text.arabic import fold

_LINE = re.compile(r"^(id|url|title|date|status|seed|seed_sha256):[ \t]*(.*?)[ \t\r]*$", re.MULTILINE)
_WORD = re.compile(r"\w+")
WITHDRAWN_STATUS = "withdrawn"
ENOUGH_WORDS = 20  # articles with fewer words are never treated as the same


class Identity(msgspec.Struct, frozen=True):
    """The content file at `path`, with "" for missing values. `text_sha256` is the hash of its words."""

    path: str
    id: str = ""
    url: str = ""
    status: str = ""
    seed: str = ""
    seed_sha256: str = ""
    text_sha256: str = ""


def identities(root: Path, paths: Iterable[str]) -> Iterator[Identity]:
    """The identities of files that have an id; `paths` are relative to the site."""
    for path in paths:
        found = identity(path, read_if_allowed(root / path) or b"")
        if found.id:
            yield found


def identity(path: str, data: bytes) -> Identity:
    """The identity of a file, even with broken front matter, such as the lines of both sides of a merge."""
    split = split_front_matter(data.decode("utf-8", "replace"))
    head, body = split.yaml, split.body
    values = {key: _value(value) for key, value in _LINE.findall(head)}
    if not values.get("id"):
        return Identity(path)
    words = text_hash(values.get("title", ""), values.get("date", ""), body) if values.get("seed_sha256") else ""
    names = ("id", "url", "status", "seed", "seed_sha256")
    return Identity(path, text_sha256=words, **{name: values.get(name, "") for name in names})


def ids_in(data: bytes) -> set[str]:
    """Every id in a file: two after an unfinished merge."""
    head = data.decode("utf-8", "replace")
    return {_value(value) for key, value in _LINE.findall(head) if key == "id"}


def text_hash(title: str, date: str, body: str) -> str:
    """The hash of an article's day, title and words, or "" if there are too few words to distinguish articles."""
    words = _WORD.findall(fold(f"{title} {body}"))
    return fingerprint(" ".join([date[:10], *words]).encode("utf-8", "replace")) if len(words) >= ENOUGH_WORDS else ""


def _value(text: str) -> str:
    if text[:1] not in ('"', "'"):
        return text.partition(" #")[0].rstrip()
    try:
        value = yaml.safe_load(text)
    except yaml.YAMLError:
        return ""
    return value if isinstance(value, str) else ""
