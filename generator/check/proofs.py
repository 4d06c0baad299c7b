"""Whether data files are those that their package names, and pages have the words that tables hold the hashes of."""

from __future__ import annotations

import csv
import gzip
import io
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import msgspec
from lxml import etree

from generator.check.findings import Finding, Place, finding
from generator.check.pages import Page
from generator.disk.files import fingerprint, read_if_there
from generator.feeds.data import FOLDER, MONTHS, PACKAGE
from generator.text.text_hash import words_sha256

HINT = "build again from content/ that you trust, and look for what changed the file"
_MARK: Any = etree.XPath("//*[@class='proof']")
_ADDRESS: Any = etree.XPath("string(//meta[@property='og:url']/@content)", smart_strings=False)
_WORDS: tuple[Any, ...] = tuple(
    etree.XPath(f"string({place})", smart_strings=False)
    for place in (
        "//article//h1",
        "//article/header//time/@datetime",
        "//meta[@name='DC.source']/@content",
        "//article//div[@class='body']",
    )
)


class Proof(msgspec.Struct, frozen=True, array_like=True):
    """What a page says of itself: its address, and the hash of its words as they stand on it."""

    path: str
    address: str
    words_sha256: str


class _Resource(msgspec.Struct, frozen=True):
    path: str
    hash: str


class _Package(msgspec.Struct, frozen=True):
    resources: tuple[_Resource, ...] = ()


def proof_of(page: Page) -> Iterator[Proof]:
    if _MARK(page.root):
        yield Proof(page.path, _ADDRESS(page.root), words_on(page))


def words_on(page: Page) -> str:
    title, date, publisher, body = (place(page.root) for place in _WORDS)
    return words_sha256(title, date, publisher, body)


def check_proofs(output: Path, paths: Sequence[str], proofs: Sequence[Proof]) -> Iterator[Finding]:
    named = _named(output)
    files = {path: read_if_there(output / path) or b"" for path in paths if path.startswith(MONTHS)}
    for path, data in files.items():
        if named.get(path) != f"sha256:{fingerprint(data)}":
            yield finding(Place(path), "K310", f"is not the file that `{PACKAGE}` holds the hash of", HINT)
    for path in named:
        if path not in files:
            yield finding(Place(PACKAGE), "K310", f"names `{path}`, which is not there", HINT)
    known = dict(row for path, data in files.items() if path.endswith(".csv.gz") for row in _rows(data))
    for proof in proofs:
        if known.get(proof.address) != proof.words_sha256:
            what = f"has other words than those that its month's table in `{FOLDER}` holds the hash of"
            yield finding(Place(proof.path), "K310", what, HINT)


def _named(output: Path) -> Mapping[str, str]:
    """The hash of each file that the package names; a package that is no JSON is found elsewhere (K306)."""
    try:
        package = msgspec.json.decode(read_if_there(output / PACKAGE) or b"{}", type=_Package)
    except (msgspec.DecodeError, msgspec.ValidationError):
        return {}
    return {FOLDER + one.path: one.hash for one in package.resources}


def _rows(data: bytes) -> Iterator[tuple[str, str]]:
    """Address and hash of words, row by row; of a torn file what can be read."""
    try:
        text = gzip.decompress(data).decode("utf-8", "replace")
    except (OSError, EOFError):
        return
    for row in csv.DictReader(io.StringIO(text, newline="")):
        yield row.get("url") or "", row.get("words_sha256") or ""
