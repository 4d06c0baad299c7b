"""Pictures that articles show, from where the seed lies: beside it, in its site's static folders, in its archive."""

from __future__ import annotations

import os
import re
import zipfile
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path, PurePosixPath
from typing import NamedTuple
from unicodedata import normalize
from urllib.parse import unquote

import msgspec

from generator.disk.files import fingerprint, opened, read_if_there
from generator.disk.links import real_path
from generator.disk.walking import walk
from generator.images.captions import Caption
from generator.images.examine import caption_noted, examined
from generator.images.formats.kinds import Flaw, FlawedImageError, Kind, kind_of
from generator.images.placing import Beside, Wish, placed
from generator.images.strip import save_as, stripped
from generator.importers.archives import BROKEN
from generator.model import Evidence, Problem, RawArticle, RawImage
from generator.records.ledger import Event
from generator.text.addresses.absolute import address_parts

# Folders whose contents a site serves from its root: Hugo and Eleventy, Zola, Jekyll, Pelican, Obsidian.
_SERVED = ("", "static", "public", "assets", "content", "src", "attachments", "images")
MAX_PICTURE_BYTES = 32 << 20
MAX_IMAGES = 500


class Found(NamedTuple):
    """An image that came with a seed: how the article names it, what it is, and what is wrong with it."""

    reference: str
    data: bytes
    suffix: str
    caption: Caption
    flaw: Flaw | None


class Illustrated(NamedTuple):
    """An article whose images have names: files to write, by path, and what the ledger is to say of them all."""

    raw: RawArticle
    files: Mapping[str, bytes]
    images: dict[str, str]


class Pictures:
    """`places` leads from the names of seeds to the files that they are, or lie in."""

    def __init__(self) -> None:
        self._files: dict[str, tuple[Path, Path]] = {}

    def know(self, seed: str, file: Path, top: Path) -> None:
        """Remember where a seed lies; nothing outside `top` is ever taken for a picture of it."""
        self._files[seed] = (file, top)

    def gathered(self, raw: RawArticle) -> tuple[list[Found], tuple[Problem, ...]]:
        """The images of an article that can be taken in, and what is wrong with them or with others."""
        found, problems = list[Found](), list[Problem]()
        for image in raw.images[:MAX_IMAGES]:
            data = image.data or self._found(raw.seed.path, image.reference)
            if data is None:
                problems += [_missing(raw, image)] if image.is_needed else []
                continue
            try:
                found.append(_taken_in(image, data))
            except FlawedImageError as problem:
                problems.append(_unfit(raw, image, problem.flaw))
                continue
            if flaw := found[-1].flaw:
                problems.append(_damaged(raw, image, flaw))
        return found, tuple(problems)

    def _found(self, seed: str, reference: str) -> bytes | None:
        whole = seed.partition("#")[0]
        known = next(((name, self._files[name]) for name in _prefixes(whole) if name in self._files), None)
        path = unquote(address_parts(reference).path)
        if known is None or not path or "\0" in path:
            return None
        name, (file, top) = known
        inner = whole.removeprefix(name).lstrip("/")
        if inner:
            return _in_archive(file, _candidates(PurePosixPath(inner).parent, path))
        folder = PurePosixPath(real_path(file.parent).relative_to(real_path(top)).as_posix())
        tried = (_read(top / place) for place in _candidates(folder, path) if _is_inside(top / place, top))
        return next((data for data in tried if data is not None), None)


def _prefixes(name: str) -> Iterator[str]:
    """A seed's name, then the folders it could be an archive's member of."""
    while name:
        yield name
        name = name.rpartition("/")[0]


def _candidates(folder: PurePosixPath, path: str) -> Iterator[str]:
    """Where a picture may lie: beside the page, else below one of the folders above it.

    A site may stand below a path, as /archive/2011/a.png says, which is no folder of its own.
    """
    if not path.startswith("/"):
        yield _plain(folder / path)
    inner = path.lstrip("/")
    for below in (inner, inner.partition("/")[2]) if path.startswith("/") else (inner,):
        for above in (folder, *folder.parents) if below else ():
            for served in _SERVED:
                yield _plain(above / served / below)


def _plain(path: PurePosixPath) -> str:
    parts: list[str] = []
    for part in path.parts:
        if part == "..":
            parts = parts[:-1] if parts else [".."]
        elif part not in (".", "/"):
            parts.append(part)
    return "/".join(parts)


def _is_inside(place: Path, top: Path) -> bool:
    return real_path(place).is_relative_to(real_path(top))


def _in_archive(file: Path, places: Iterator[str]) -> bytes | None:
    """A picture that lies in the same zip as its page; other archives are read once, and passed."""
    try:
        with opened(file) as stream, zipfile.ZipFile(stream) as archive:
            for place in places:
                try:
                    info = archive.getinfo(place)
                except KeyError:
                    continue
                return archive.read(info) if info.file_size <= MAX_PICTURE_BYTES else b""
    except BROKEN:
        pass  # said where the archive was opened for its articles
    return None


def _read(place: Path) -> bytes | None:
    """A picture's bytes; none of what is too large."""
    try:
        with opened(place) as stream:
            data = stream.read(MAX_PICTURE_BYTES + 1)
    except (OSError, ValueError):
        return None
    return data if len(data) <= MAX_PICTURE_BYTES else b""


def _taken_in(image: RawImage, data: bytes) -> Found:
    """One that is damaged is kept, since it is all that there is; what is no image, or runs something, is refused."""
    kind = kind_of(data)
    if kind is None or not (kind.is_shown or kind.pillow):
        what = f"is {kind.name}, which browsers do not show" if kind else "is no picture that browsers show"
        raise FlawedImageError("I141", what, save_as())
    flaw = _flaw(data, kind)
    if flaw is not None and kind.name == "SVG":
        raise FlawedImageError(flaw.code, flaw.what, flaw.hint, flaw.line)
    caption = caption_noted(data, kind) if flaw is None else Caption()
    return Found(image.reference, data, kind.suffixes[0], caption, flaw)


def _flaw(data: bytes, kind: Kind) -> Flaw | None:
    """What browsers show is not decoded here: a build does, and an import has much to do."""
    if not kind.is_shown:
        return examined(data).flaw
    try:
        stripped(data, kind)
    except FlawedImageError as problem:
        return problem.flaw
    return None


def renamed(raw: RawArticle, names: Mapping[str, Found]) -> RawArticle:
    """The article with its images by the names that they got, and with what their files say of them."""
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
                evidence.append(Evidence(field, value, "what the picture's file says", 0.8))
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


def _missing(raw: RawArticle, image: RawImage) -> Problem:
    hint = "put it where the page looks for it and import again, or take it out of the article"
    what = f"the picture `{image.reference[:200]}` is not there"
    return Problem(raw.seed.path, 0, 0, "I140", "warning", what, hint)


def _unfit(raw: RawArticle, image: RawImage, flaw: Flaw) -> Problem:
    what = f"the picture `{image.reference[:200]}` {flaw.what}"
    return Problem(raw.seed.path, 0, 0, "I141", "warning", what, flaw.hint)


def _damaged(raw: RawArticle, image: RawImage, flaw: Flaw) -> Problem:
    what = f"the picture `{image.reference[:200]}` {flaw.what}: it is kept, and not published"
    return Problem(raw.seed.path, 0, 0, "I170", "warning", what, flaw.hint)


def _kept_back(path: str) -> Problem:
    hint = "nothing to do, if yours is what you want; else put the seed's picture there yourself"
    what = "was replaced or removed by hand, and its seed has another picture now: left as it is"
    return Problem(path, 0, 0, "I171", "warning", what, hint)


class Gallery:
    """Images beside imported articles: a new one gets a name that no file has, nor had."""

    def __init__(self, root: Path, pictures: Pictures, events: Iterable[Event]) -> None:
        self._root = root
        self._pictures = pictures
        self._events = events
        self._claimed: set[str] | None = None
        self._files: set[str] = set()

    def hang(
        self, raw: RawArticle, path: str, known: Event | None = None, *, may_overwrite: bool = True
    ) -> Illustrated:
        """The article at `path` with names for its images; `known` is its last event, if it was imported before.

        Nothing is written here. Without `may_overwrite` files that the article shows now stay as they are.
        """
        before = dict(known.images) if known else {}
        found, problems = self._pictures.gathered(raw) if raw.images else ([], ())
        folder, _, name = path.rpartition("/")
        stem = name.removesuffix(".md")
        beside = Beside(before, lambda one: self._hash(f"{folder}/{one}"), self._may_take(folder), may_overwrite)
        places = placed([Wish(one.suffix, fingerprint(one.data)) for one in found], stem, beside) if found else []
        self._claim(f"{folder}/{place.name}" for place in places)
        kept = tuple(_kept_back(f"{folder}/{place.name}") for place in places if place.is_kept_back)
        names = {place.name: image for place, image in zip(places, found, strict=True)}
        raw = renamed(raw, names) if raw.images else raw
        raw = msgspec.structs.replace(raw, problems=(*raw.problems, *problems, *kept))
        files = {f"{folder}/{place.name}": names[place.name].data for place in places if place.is_written}
        now = {place.name: place.sha256 for place in places}
        return Illustrated(raw, files, now if may_overwrite else before | now)

    def _hash(self, path: str) -> str:
        data = read_if_there(self._root / path)
        return fingerprint(data) if data is not None else ""

    def _may_take(self, folder: str) -> Callable[[str, str], bool]:
        """A name is free where no file has it, in whatever capitals, and no article's image ever had.

        A file with the very bytes that nobody claims was written by an import that was killed: it is taken over.
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


def _folded(path: str) -> str:
    return normalize("NFC", normalize("NFC", path).casefold())
