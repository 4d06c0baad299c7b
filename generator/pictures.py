"""Pictures that articles show, from where the seed lies: beside it, in its site's static folders, in its archive."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator, Mapping
from pathlib import Path, PurePosixPath
from urllib.parse import unquote, urlsplit

import msgspec

from generator.files import opened, read_if_there
from generator.importers.archives import BROKEN, MAX_WHOLE_BYTES
from generator.model import Problem, RawArticle, RawImage

# Folders whose contents a site serves from its root: Hugo and Eleventy, Zola, Jekyll, Pelican, Obsidian.
_SERVED = ("", "static", "public", "assets", "content", "src", "attachments", "images")
_SUFFIX = re.compile(r"\.[A-Za-z0-9]{1,5}")
_KINDS = {
    b"\xff\xd8\xff": ".jpg",
    b"\x89PNG": ".png",
    b"GIF8": ".gif",
    b"RIFF": ".webp",
    b"BM": ".bmp",
    b"<svg": ".svg",
    b"<?xml": ".svg",
}
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
            if data is None or not _is_picture(image.reference, data):
                problems.append(_missing(raw, image))
                continue
            place = f"{stem}{f'-{len(files) + 1}' if files else ''}{_suffix(image.reference, data)}"
            files[place] = data
            names[image.reference] = place.rpartition("/")[2]
        return _renamed(raw, names, tuple(problems)), files

    def _found(self, seed: str, reference: str) -> bytes | None:
        whole = seed.partition("#")[0]
        known = next(((name, self._files[name]) for name in _prefixes(whole) if name in self._files), None)
        path = unquote(urlsplit(reference).path)
        if known is None or not path or "\0" in path:
            return None
        name, (file, top) = known
        inner = whole.removeprefix(name).lstrip("/")
        if inner:
            return _in_archive(file, _candidates(PurePosixPath(inner).parent, path))
        folder = PurePosixPath(file.parent.resolve().relative_to(top.resolve()).as_posix())
        tried = (read_if_there(top / place) for place in _candidates(folder, path) if _is_inside(top / place, top))
        return next((data for data in tried if data is not None), None)


def _prefixes(name: str) -> Iterator[str]:
    """A seed's name, then the folders it could be an archive's member of."""
    while name:
        yield name
        name = name.rpartition("/")[0]


def _candidates(folder: PurePosixPath, path: str) -> Iterator[str]:
    """Where a picture may lie: beside the page, else below one of the folders above it."""
    if not path.startswith("/"):
        yield _plain(folder / path)
    for above in (folder, *folder.parents):
        for served in _SERVED:
            yield _plain(above / served / path.lstrip("/"))


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
                return archive.read(info) if info.file_size <= MAX_WHOLE_BYTES else None
    except BROKEN:
        pass  # said where the archive was opened for its articles
    return None


def _is_picture(reference: str, data: bytes) -> bool:
    start = data[:64].lstrip()
    return (
        start.startswith(tuple(_KINDS))
        or b"ftyp" in start[:16]
        or (b"<svg" in data[:512] and reference.endswith(".svg"))
    )


def _suffix(reference: str, data: bytes) -> str:
    suffix = PurePosixPath(unquote(urlsplit(reference).path)).suffix.lower()
    if _SUFFIX.fullmatch(suffix):
        return suffix
    kind = next((suffix for start, suffix in _KINDS.items() if data.startswith(start)), "")
    return kind or ".webp"


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
