"""Names for the images of imported articles, and the articles with those names in them."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import NamedTuple
from unicodedata import normalize

import msgspec

from generator.disk.files import fingerprint, read_if_there
from generator.disk.walking import walk
from generator.images.captions import Caption
from generator.images.placing import Beside, Wish, placed
from generator.ingest.seed_images import FoundImage, SeedImages
from generator.model import Evidence, Problem, RawArticle
from generator.records.ledger import Event


class NamedImages(NamedTuple):
    """An article whose images have names: files to write, by path, and what the ledger records of all its images."""

    raw: RawArticle
    files: Mapping[str, bytes]
    images: dict[str, str]


class ArticleImages:
    """Images beside imported articles: a new one gets a name that no file has, nor had."""

    def __init__(self, root: Path, seed_images: SeedImages, events: Iterable[Event]) -> None:
        self._root = root
        self._seed_images = seed_images
        self._events = events
        self._claimed: set[str] | None = None
        self._files: set[str] = set()

    def with_names(
        self, raw: RawArticle, path: str, known: Event | None = None, *, may_overwrite: bool = True
    ) -> NamedImages:
        """The article at `path` with names for its images; `known` is its last event, if it was imported before.

        Nothing is written here. Without `may_overwrite` files that the article shows now stay as they are.
        """
        before = dict(known.images) if known else {}
        found, problems = self._seed_images.of(raw) if raw.images else ([], ())
        folder, _, name = path.rpartition("/")
        stem = name.removesuffix(".md")
        beside = Beside(before, lambda one: self._hash(f"{folder}/{one}"), self._may_take(folder), may_overwrite)
        placements = placed([Wish(one.suffix, fingerprint(one.data)) for one in found], stem, beside) if found else []
        self._claim(f"{folder}/{one.name}" for one in placements)
        kept = tuple(_kept_back(f"{folder}/{one.name}") for one in placements if one.is_kept_back)
        names = {one.name: image for one, image in zip(placements, found, strict=True)}
        raw = renamed(raw, names) if raw.images else raw
        raw = msgspec.structs.replace(raw, problems=(*raw.problems, *problems, *kept))
        files = {f"{folder}/{one.name}": names[one.name].data for one in placements if one.is_written}
        now = {one.name: one.sha256 for one in placements}
        return NamedImages(raw, files, now if may_overwrite else before | now)

    def _hash(self, path: str) -> str:
        data = read_if_there(self._root / path)
        return fingerprint(data) if data is not None else ""

    def _may_take(self, folder: str) -> Callable[[str, str], bool]:
        """A name is free where no file has it, in whatever capitals, and no article's image ever had.

        A file with the very bytes that no article claims was written by an import that was killed: it is kept.
        """

        def may_take(name: str, sha256: str) -> bool:
            path = f"{folder}/{name}"
            if _folded(path) in self._claims():
                return False
            is_there = _folded(path) in self._files or os.path.lexists(self._root / path)
            return not is_there or self._hash(path) == sha256

        return may_take

    def _claims(self) -> set[str]:
        if self._claimed is None:
            self._files = {_folded(f"content/{path}") for path, _ in walk(self._root / "content", self._root)}
            paths = (f"{event.path.rpartition('/')[0]}/{name}" for event in self._events for name in event.images)
            self._claimed = set(map(_folded, paths))
        return self._claimed

    def _claim(self, paths: Iterable[str]) -> None:
        for path in paths:
            self._claims().add(_folded(path))


def renamed(raw: RawArticle, names: Mapping[str, FoundImage]) -> RawArticle:
    """The article with the new names of its images, and with the captions that their files hold."""
    body, fields, evidence = raw.body, dict(raw.fields), list(raw.evidence)
    for name, image in names.items():
        reference = image.reference
        body = _with_title(body, reference, image.caption)
        body = body.replace(f"]({reference})", f"]({name})").replace(f"]({reference} ", f"]({name} ")
    first = next((name for name, found in names.items() if found.reference == str(fields.get("image", ""))), "")
    if first:
        fields["image"] = first
        for field, value in zip(("image_caption", "image_credit"), names[first].caption, strict=True):
            if value and not fields.get(field):
                fields[field] = value
                evidence.append(Evidence(field, value, "the metadata of the image file", 0.8))
    elif fields.get("image") and "://" not in str(fields["image"]):
        del fields["image"]
    return msgspec.structs.replace(raw, body=body, fields=fields, evidence=tuple(evidence))


def _with_title(body: str, reference: str, caption: Caption) -> str:
    """A caption is the title of an image in Markdown; one that is there stays."""
    words = " – ".join(filter(None, caption)).replace("\\", "").replace('"', "”")
    if not words or f"({reference})" not in body:
        return body
    shown = re.compile(rf"(!\[(?:[^\[\]\\]|\\.)*\])\({re.escape(reference)}\)")
    return shown.sub(lambda found: f'{found[1]}({reference} "{words}")', body)


def _kept_back(path: str) -> Problem:
    hint = "nothing to do if you want to keep your change; otherwise copy the seed's image there"
    what = "was replaced or removed by hand, and its seed now contains another image: not changed"
    return Problem(path, 0, 0, "I171", "warning", what, hint)


def _folded(path: str) -> str:
    return normalize("NFC", normalize("NFC", path).casefold())
