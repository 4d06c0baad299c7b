"""Whether the words of pages are those that the lists of hashes were made of, and the lists those of their root."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import msgspec
from lxml import etree

from generator.check.findings import Finding, Place, finding
from generator.check.pages import Page
from generator.files import fingerprint, read_if_there
from generator.text.proof import words_sha256

FOLDER, ROOT = "proofs/", "proofs/root.txt"
HINT = "build again from content/ that you trust, and look for what changed the file"
_MARK: Any = etree.XPath("//*[@data-list and @data-url]")
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
    """What a page says of itself: in which list it stands, its URL, the hash of its words as they stand on it."""

    path: str
    list: str
    url: str
    words_sha256: str


def proof_of(page: Page) -> Iterator[Proof]:
    for mark in _MARK(page.root)[:1]:
        yield Proof(page.path, mark.get("data-list"), mark.get("data-url"), words_on(page))


def words_on(page: Page) -> str:
    title, date, publisher, body = (place(page.root) for place in _WORDS)
    return words_sha256(title, date, publisher, body)


def check_proofs(output: Path, paths: Sequence[str], proofs: Sequence[Proof]) -> Iterator[Finding]:
    lists = {
        path: read_if_there(output / path) or b"" for path in paths if path.startswith(FOLDER) and path.endswith(".txt")
    }
    root = lists.pop(ROOT, b"").decode("utf-8", "replace").splitlines()
    for path, data in lists.items():
        if f"{fingerprint(data)}  {path.removeprefix(FOLDER)}" not in root:
            yield finding(Place(path), "K310", f"is not the list that `{ROOT}` holds the hash of", HINT)
    for line in root:
        if FOLDER + line.partition("  ")[2] not in lists:
            yield finding(Place(ROOT), "K310", f"names `{line.partition('  ')[2]}`, which is not there", HINT)
    yield from _unproven(proofs, {path: _listed(data) for path, data in lists.items()})


def _listed(data: bytes) -> dict[str, str]:
    """The hash of each URL's words."""
    rows = (line.split(" ", 3) for line in data.decode("utf-8", "replace").splitlines())
    return {row[-1]: row[0] for row in rows}


def _unproven(proofs: Sequence[Proof], lists: Mapping[str, Mapping[str, str]]) -> Iterator[Finding]:
    for proof in proofs:
        if lists.get(FOLDER + proof.list, {}).get(proof.url) != proof.words_sha256:
            what = f"has other words than those that `{FOLDER}{proof.list}` holds the hash of"
            yield finding(Place(proof.path), "K310", what, HINT)
