"""Pictures that articles show, from where the seed lies: beside it, in its site's static folders, in its archive."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator, Mapping
from pathlib import Path, PurePosixPath
from urllib.parse import unquote

import msgspec

from generator.files import opened
from generator.importers.archives import BROKEN
from generator.model import Problem, RawArticle, RawImage
from generator.text.addresses import address_parts

# Folders whose contents a site serves from its root: Hugo and Eleventy, Zola, Jekyll, Pelican, Obsidian.
_SERVED = ("", "static", "public", "assets", "content", "src", "attachments", "images")
# What browsers show, by the first bytes; the name that a seed gives a picture says nothing of what it is.
_KINDS = (
    (b"\xff\xd8\xff", 0, ".jpg"),
    (b"\x89PNG", 0, ".png"),
    (b"GIF8", 0, ".gif"),
    (b"WEBP", 8, ".webp"),
    (b"BM", 0, ".bmp"),
    (b"ftypavif", 4, ".avif"),
    (b"ftypavis", 4, ".avif"),
)
_RUNS = re.compile(rb"<script|<foreignobject|<!entity|\son\w+\s*=|javascript:", re.IGNORECASE)
MAX_PICTURE_BYTES = 32 << 20
MAX_IMAGES = 500


class Pictures:
    """`places` leads from the names of seeds to the files that they are, or lie in."""

    def __init__(self) -> None:
        self._files: dict[str, tuple[Path, Path]] = {}

    def know(self, seed: str, file: Path, top: Path) -> None:
        """Remember where a seed lies; nothing outside `top` is ever taken for a picture of it."""
        self._files[seed] = (file, top)

    def beside(self, raw: RawArticle, stem: str) -> tuple[RawArticle, Mapping[str, bytes]]:
        """The article with pictures named like itself, and these files; what is missing becomes a problem."""
        files: dict[str, bytes] = {}
        names: dict[str, str] = {}
        problems = list(raw.problems)
        for image in raw.images[:MAX_IMAGES]:
            data = image.data or self._found(raw.seed.path, image.reference)
            suffix = _suffix(data) if data is not None else ""
            if data is None or not suffix:
                if image.is_needed or data is not None:
                    problems.append(_missing(raw, image) if data is None else _unfit(raw, image))
                continue
            place = f"{stem}{f'-{len(files) + 1}' if files else ''}{suffix}"
            files[place] = data
            names[image.reference] = place.rpartition("/")[2]
        return _renamed(raw, names, tuple(problems)), files

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
        folder = PurePosixPath(file.parent.resolve().relative_to(top.resolve()).as_posix())
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
    return place.resolve().is_relative_to(top.resolve())


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


def _suffix(data: bytes) -> str:
    """What a picture is by its bytes; "" for what browsers do not show, or what would run something."""
    for start, place, suffix in _KINDS:
        if data[place : place + len(start)] == start:
            return suffix
    return ".svg" if b"<svg" in data[:1024] and not _RUNS.search(data) else ""


def _renamed(raw: RawArticle, names: Mapping[str, str], problems: tuple[Problem, ...]) -> RawArticle:
    body, fields = raw.body, dict(raw.fields)
    for reference, name in names.items():
        body = body.replace(f"]({reference})", f"]({name})").replace(f"]({reference} ", f"]({name} ")
    image = str(fields.get("image", ""))
    if image in names:
        fields["image"] = names[image]
    elif image and "://" not in image:
        del fields["image"]
    return msgspec.structs.replace(raw, body=body, fields=fields, problems=problems)


def _missing(raw: RawArticle, image: RawImage) -> Problem:
    hint = "put it where the page looks for it and import again, or take it out of the article"
    what = f"the picture `{image.reference[:200]}` is not there"
    return Problem(raw.seed.path, 0, 0, "I140", "warning", what, hint)


def _unfit(raw: RawArticle, image: RawImage) -> Problem:
    hint = f"save it as JPEG, PNG, WebP or AVIF of at most {MAX_PICTURE_BYTES >> 20} MiB"
    what = f"the picture `{image.reference[:200]}` is larger than that, runs something, or is none that browsers show"
    return Problem(raw.seed.path, 0, 0, "I141", "warning", what, hint)
