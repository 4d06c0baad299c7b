"""The input of importers: the part of a seed with one article, and what they may know about the site."""

from __future__ import annotations

import re
from collections.abc import Mapping

import msgspec

from generator.disk.files import fingerprint
from generator.importers.decisions import NO_DECISION, Decision
from generator.importers.raw_text.outlets import NO_OUTLETS, Outlets
from generator.model import Problem, Source
from generator.text.controls import without_controls

TINY_BYTES = 32  # a shorter row, line or message is not an article
MAX_TINY = 1_000  # of such that are read: a small file can hold a million of them
_ITEM = re.compile(r".*?#(?P<item>.+);v(?P<version>\d{1,18})\Z", re.DOTALL)


class Piece(msgspec.Struct, frozen=True, omit_defaults=True):
    """The bytes of a seed, or of one article in it, on their way to a worker.

    `source` names the seed and the piece in it (`seeds/export.xml#post-17`); `origin` holds values of the container.
    """

    source: Source
    format: str
    data: bytes
    origin: Mapping[str, str] = {}
    decision: Decision = NO_DECISION


class Revisit(msgspec.Struct, frozen=True):
    """Word of a web archive that a page was met again and had not changed: `keys` name the record that holds it.

    `path` names the seed of the revisit, `address` the page that was visited.
    """

    path: str
    address: str
    keys: tuple[str, ...]


class SiteContext(msgspec.Struct, frozen=True, omit_defaults=True):
    """`sections` are the site's own; `columns` says which columns of tables are which fields (seeds/columns.yaml);
    `outlets` what recurs in their texts (seeds/outlets.yaml); `terms` is the authority, packed; `keeps_lines` asks for
    whole sources, to show them.
    """

    sections: tuple[str, ...] = ()
    language: str = ""
    columns: tuple[tuple[str, str], ...] = ()
    outlets: Outlets = NO_OUTLETS
    keeps_lines: bool = False
    terms: bytes = b""
    suggests: bool = True


NO_CONTEXT = SiteContext()


def piece(name: str, key: str, format_: str, data: bytes, origin: Mapping[str, str] | None = None) -> Piece:
    """A piece of a seed with many; without a key of its own it is named by the hash of its bytes."""
    sha, key = fingerprint(data), without_controls(key)
    return Piece(Source(f"{name}#{key or sha[:12]}", sha), format_, data, origin or {})


def versioned_key(item: str, version: int) -> str:
    """The key of an item that its provider names for good and sends again when it changes."""
    return f"{item[:280]};v{version}" if item else ""


def item_and_version(seed: str) -> tuple[str, int]:
    """What `versioned_key` made the name of a seed of, in whatever file that was; "" for any other seed."""
    match = _ITEM.match(seed) if ";v" in seed else None
    return (match["item"], int(match["version"])) if match else ("", 0)


def too_short(name: str, count: int, what: str) -> Problem:
    """For those beyond MAX_TINY."""
    text = f"{count:,} more {what} are too short for an article"
    return Problem(name, 0, 0, "I160", "error", text, f"the first {MAX_TINY:,} are listed; check the file for the rest")
