"""The files of an article's pictures: each once as it is or made smaller, and its variants.

They are measured and hashed when a page's group is expanded: a file that was touched or checked out again keeps what
was encoded from the same bytes.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from generator.archive.permalinks import output_path
from generator.build.load import pictures_of
from generator.build.targets import Target
from generator.digest import digest
from generator.files import FileStamp, fingerprint, read_bytes
from generator.images.markup import variant_name
from generator.images.measure import FALLBACK_WIDTH, encoder, measured
from generator.model import Article, Picture


class PublishedPicture(NamedTuple):
    picture: Picture
    file: str
    content: str


def pictures_mark(shown: Mapping[str, str], files: Mapping[str, FileStamp]) -> bytes:
    """Changes when a picture may be another, or would be encoded otherwise."""
    return digest({name: files[path] for name, path in shown.items()}, encoder()) if shown else b"-"


def published_pictures(article: Article, files: Mapping[str, FileStamp], root: str) -> Sequence[PublishedPicture]:
    found = []
    for name, path in pictures_of(article, files).items():
        file = f"{root}/{path}"
        data = read_bytes(Path(file))
        found.append(PublishedPicture(measured(name, data), file, fingerprint(data)))
    return found


def picture_targets(article: Article, shown: Sequence[PublishedPicture]) -> Iterator[Target]:
    """Beside its page."""
    folder = output_path(article.url).removesuffix("index.html")
    for picture, file, content in shown:
        source = {"file": file, "content": content}
        encoded = source | {"encoder": encoder()}
        if picture.form:
            own = encoded | {"width": FALLBACK_WIDTH, "form": picture.form}
            yield Target(f"{folder}{picture.name}", "variant", own)
        else:
            yield Target(f"{folder}{picture.name}", "file", source)
        for width in picture.widths:
            inputs = encoded | {"width": width, "form": "WEBP"}
            yield Target(f"{folder}{variant_name(picture.name, width)}", "variant", inputs)
