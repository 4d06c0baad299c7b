"""Whether data files match the hashes in their package, and pages match the hashes in the tables."""

from __future__ import annotations

import csv
import gzip
import io
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import msgspec
from lxml import etree

from generator.check.findings import Finding, Location, finding
from generator.check.pages import Page
from generator.disk.files import fingerprint, read_if_there
from generator.feeds.data import FOLDER, MONTHS, PACKAGE
from generator.text.text_hash import words_sha256

HINT = "find out what changed the file, then build again from a copy of content/ that you trust"
_PROOF: Any = etree.XPath("//*[@class='proof']")
_ADDRESS: Any = etree.XPath("string(//meta[@property='og:url']/@content)", smart_strings=False)
_WORDS: tuple[Any, ...] = tuple(
    etree.XPath(f"string({xpath})", smart_strings=False)
    for xpath in (
        "//article//h1",
        "//article/header//time/@datetime",
        "//meta[@name='DC.source']/@content",
        "//article//div[@class='body']",
    )
)


class Proof(msgspec.Struct, frozen=True, array_like=True):
    """The address of a page, and the hash of the text on it."""

    path: str
    address: str
    words_sha256: str


class _Resource(msgspec.Struct, frozen=True):
    path: str
    hash: str


class _Package(msgspec.Struct, frozen=True):
    resources: tuple[_Resource, ...] = ()


def proof_of(page: Page) -> Iterator[Proof]:
    if _PROOF(page.root):
        yield Proof(page.path, _ADDRESS(page.root), words_on(page))


def words_on(page: Page) -> str:
    title, date, publisher, body = (text_at(page.root) for text_at in _WORDS)
    return words_sha256(title, date, publisher, body)


def check_proofs(output: Path, paths: Sequence[str], proofs: Sequence[Proof]) -> Iterator[Finding]:
    named = _named(output)
    files = {path: read_if_there(output / path) or b"" for path in paths if path.startswith(MONTHS)}
    for path, data in files.items():
        if named.get(path) != f"sha256:{fingerprint(data)}":
            yield finding(Location(path), "K310", f"does not match its hash in `{PACKAGE}`", HINT)
    for path in named:
        if path not in files:
            yield finding(Location(PACKAGE), "K310", f"lists `{path}`, which does not exist", HINT)
    known = dict(row for path, data in files.items() if path.endswith(".csv.gz") for row in _rows(data))
    for proof in proofs:
        if known.get(proof.address) != proof.words_sha256:
            what = f"its text does not match the hash in its month's table in `{FOLDER}`"
            yield finding(Location(proof.path), "K310", what, HINT)


def _named(output: Path) -> Mapping[str, str]:
    """The hash of each file in the package; another check reports a package that is not JSON (K306)."""
    try:
        package = msgspec.json.decode(read_if_there(output / PACKAGE) or b"{}", type=_Package)
    except (msgspec.DecodeError, msgspec.ValidationError):
        return {}
    return {FOLDER + one.path: one.hash for one in package.resources}


def _rows(data: bytes) -> Iterator[tuple[str, str]]:
    """Address and hash of the text, row by row; nothing from a damaged file."""
    try:
        text = gzip.decompress(data).decode("utf-8", "replace")
    except (OSError, EOFError):
        return
    for row in csv.DictReader(io.StringIO(text, newline="")):
        yield row.get("url") or "", row.get("words_sha256") or ""
