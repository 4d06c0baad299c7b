"""Which article a content file holds, by the few lines of its front matter that say so.

Thousands of files are asked at once where the ledger does not know them, so YAML is read only where a value is quoted.
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
ENOUGH_WORDS = 20  # fewer in common make no two articles one


class Identity(msgspec.Struct, frozen=True):
    """A content file at `path`: "" for what it does not say. `text_sha256` is that of its words."""

    path: str
    id: str = ""
    url: str = ""
    status: str = ""
    seed: str = ""
    seed_sha256: str = ""
    text_sha256: str = ""


def identities(root: Path, paths: Iterable[str]) -> Iterator[Identity]:
    """Of those files that name an id; `paths` are relative to the site."""
    for path in paths:
        found = identity(path, read_if_allowed(root / path) or b"")
        if found.id:
            yield found


def identity(path: str, data: bytes) -> Identity:
    """Also of a file with broken front matter, such as one that a merge has left with the lines of both sides."""
    split = split_front_matter(data.decode("utf-8", "replace"))
    head, body = split.yaml, split.body
    said = {key: _value(value) for key, value in _LINE.findall(head)}
    if not said.get("id"):
        return Identity(path)
    words = text_hash(said.get("title", ""), said.get("date", ""), body) if said.get("seed_sha256") else ""
    names = ("id", "url", "status", "seed", "seed_sha256")
    return Identity(path, text_sha256=words, **{name: said.get(name, "") for name in names})


def ids_in(data: bytes) -> set[str]:
    """Every id that a file names: two where a merge stopped in it."""
    head = data.decode("utf-8", "replace")
    return {_value(value) for key, value in _LINE.findall(head) if key == "id"}


def text_hash(title: str, date: str, body: str) -> str:
    """The hash of an article's day, title and words; "" where they are too few to tell articles apart."""
    said = _WORD.findall(fold(f"{title} {body}"))
    return fingerprint(" ".join([date[:10], *said]).encode("utf-8", "replace")) if len(said) >= ENOUGH_WORDS else ""


def _value(text: str) -> str:
    if text[:1] not in ('"', "'"):
        return text.partition(" #")[0].rstrip()
    try:
        value = yaml.safe_load(text)
    except yaml.YAMLError:
        return ""
    return value if isinstance(value, str) else ""
