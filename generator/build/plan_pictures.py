"""The files of an article's pictures: each once as it is or made smaller, and its variants.

They are measured and hashed when a page's group is expanded: a file that was touched or checked out again keeps what
was encoded from the same bytes.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from generator.archive.permalinks import output_path
from generator.build.load import Loaded, pictures_of
from generator.build.site import Site
from generator.build.targets import Target
from generator.digest import digest
from generator.files import FileStamp, fingerprint, read_bytes
from generator.images.markup import forms, variant_name
from generator.images.measure import FALLBACK_WIDTH, avif_encoder, encoder, measured
from generator.model import Article, Picture


class PublishedPicture(NamedTuple):
    picture: Picture
    file: str
    content: str


class Album(NamedTuple):
    """All pictures of a site, where they lie, and whether photographs among them come in AVIF too."""

    files: Mapping[str, FileStamp]
    root: str
    has_avif: bool


def album_of(loaded: Loaded, site: Site) -> Album:
    return Album(dict(loaded.files), str(site.root), site.settings.avif)


def pictures_mark(article: Article, album: Album) -> bytes:
    """Changes when a picture may be another, or would be encoded otherwise."""
    shown = {name: album.files[path] for name, path in pictures_of(article, album.files).items()}
    encoders = (encoder(), avif_encoder()) if album.has_avif else (encoder(),)
    return digest(shown, *encoders) if shown else b"-"


def published_pictures(article: Article, album: Album) -> Sequence[PublishedPicture]:
    found = []
    for name, path in pictures_of(article, album.files).items():
        file = f"{album.root}/{path}"
        data = read_bytes(Path(file))
        found.append(PublishedPicture(measured(name, data, is_avif_wanted=album.has_avif), file, fingerprint(data)))
    return found


def picture_targets(article: Article, shown: Sequence[PublishedPicture]) -> Iterator[Target]:
    """Beside its page."""
    folder = output_path(article.url).removesuffix("index.html")
    for picture, file, content in shown:
        source = {"file": file, "content": content}
        if picture.form:
            own = source | {"encoder": encoder(), "width": FALLBACK_WIDTH, "form": picture.form}
            yield Target(f"{folder}{picture.name}", "variant", own)
        else:
            yield Target(f"{folder}{picture.name}", "file", source)
        for form in forms(picture):
            encoded = source | {"encoder": avif_encoder() if form == "AVIF" else encoder(), "form": form}
            for width in picture.widths:
                inputs = encoded | {"width": width}
                yield Target(f"{folder}{variant_name(picture.name, width, form)}", "variant", inputs)
