"""The images of an article, found where its seed is: beside it, in its site's static folders, in its archive."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from typing import NamedTuple
from urllib.parse import unquote

from generator.disk.files import opened
from generator.disk.links import real_path
from generator.images.captions import Caption
from generator.images.examine import caption_noted, examined
from generator.images.formats.kinds import Flaw, FlawedImageError, Kind, kind_of
from generator.images.strip import save_as, stripped
from generator.importers.archives import BROKEN
from generator.model import Problem, RawArticle, RawImage
from generator.text.addresses.absolute import address_parts

# Folders whose contents a site serves from its root: Hugo and Eleventy, Zola, Jekyll, Pelican, Obsidian.
_SERVED = ("", "static", "public", "assets", "content", "src", "attachments", "images")
MAX_IMAGE_BYTES = 32 << 20
MAX_IMAGES = 500


class FoundImage(NamedTuple):
    """An image that came with a seed: how the article names it, what it is, and what is wrong with it."""

    reference: str
    data: bytes
    suffix: str
    caption: Caption
    flaw: Flaw | None


class SeedImages:
    """Finds images by the name of a seed, once `add_seed` named the file that is the seed or holds it."""

    def __init__(self) -> None:
        self._files: dict[str, tuple[Path, Path]] = {}

    def add_seed(self, seed: str, file: Path, top: Path) -> None:
        """Nothing outside `top` is ever taken for an image of this seed."""
        self._files[seed] = (file, top)

    def of(self, raw: RawArticle) -> tuple[list[FoundImage], tuple[Problem, ...]]:
        """The images of an article that can be kept, and what is wrong with them or with others."""
        found, problems = list[FoundImage](), list[Problem]()
        for image in raw.images[:MAX_IMAGES]:
            data = image.data or self._found(raw.seed.path, image.reference)
            if data is None:
                problems += [_missing(raw, image)] if image.is_needed else []
                continue
            try:
                found.append(_checked(image, data))
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
        tried = (_read(top / one) for one in _candidates(folder, path) if _is_inside(top / one, top))
        return next((data for data in tried if data is not None), None)


def _prefixes(name: str) -> Iterator[str]:
    """A seed's name, then the folders it could be an archive's member of."""
    while name:
        yield name
        name = name.rpartition("/")[0]


def _candidates(folder: PurePosixPath, path: str) -> Iterator[str]:
    """Where an image may be: beside the page, else below one of the folders above it.

    A site may be published below a path: /archive/2011/a.png, where no folder is called archive.
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


def _is_inside(path: Path, top: Path) -> bool:
    return real_path(path).is_relative_to(real_path(top))


def _in_archive(file: Path, paths: Iterator[str]) -> bytes | None:
    """An image in the same zip as its page; archives of other kinds can be read only once, from start to end."""
    try:
        with opened(file) as stream, zipfile.ZipFile(stream) as archive:
            for path in paths:
                try:
                    info = archive.getinfo(path)
                except KeyError:
                    continue
                return archive.read(info) if info.file_size <= MAX_IMAGE_BYTES else b""
    except BROKEN:
        pass  # reported where the archive was opened for its articles
    return None


def _read(path: Path) -> bytes | None:
    """The bytes of an image; b"" for one that is too large."""
    try:
        with opened(path) as stream:
            data = stream.read(MAX_IMAGE_BYTES + 1)
    except (OSError, ValueError):
        return None
    return data if len(data) <= MAX_IMAGE_BYTES else b""


def _checked(image: RawImage, data: bytes) -> FoundImage:
    """A damaged image is kept: nobody has a better one. What is no image, or runs scripts, is refused."""
    kind = kind_of(data)
    if kind is None or not (kind.is_shown or kind.pillow):
        what = f"is {kind.name}, which browsers do not show" if kind else "is not an image that browsers show"
        raise FlawedImageError("I141", what, save_as())
    flaw = _flaw(data, kind)
    if flaw is not None and kind.name == "SVG":
        raise FlawedImageError(flaw.code, flaw.what, flaw.hint, flaw.line)
    caption = caption_noted(data, kind) if flaw is None else Caption()
    return FoundImage(image.reference, data, kind.suffixes[0], caption, flaw)


def _flaw(data: bytes, kind: Kind) -> Flaw | None:
    """Formats that browsers show are not decoded here: the build does that, and an import has much to do."""
    if not kind.is_shown:
        return examined(data).flaw
    try:
        stripped(data, kind)
    except FlawedImageError as problem:
        return problem.flaw
    return None


def _missing(raw: RawArticle, image: RawImage) -> Problem:
    hint = "put it where the page looks for it and import again, or remove it from the article"
    what = f"the image `{image.reference[:200]}` is missing"
    return Problem(raw.seed.path, 0, 0, "I140", "warning", what, hint)


def _unfit(raw: RawArticle, image: RawImage, flaw: Flaw) -> Problem:
    what = f"the image `{image.reference[:200]}` {flaw.what}"
    return Problem(raw.seed.path, 0, 0, "I141", "warning", what, flaw.hint)


def _damaged(raw: RawArticle, image: RawImage, flaw: Flaw) -> Problem:
    what = f"the image `{image.reference[:200]}` {flaw.what}: it is kept, but not published"
    return Problem(raw.seed.path, 0, 0, "I170", "warning", what, flaw.hint)
