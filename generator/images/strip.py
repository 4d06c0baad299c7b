"""What is published of an image: its pixels, and nothing that a camera, a program or a person noted in the file.

variants.py resizes; engine/plan/images.py decides which files are published.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from generator.images.formats.bmff import is_animated_avif, stripped_avif
from generator.images.formats.gif import stripped_gif
from generator.images.formats.ico import stripped_ico
from generator.images.formats.jpeg import stripped_jpeg
from generator.images.formats.kinds import FlawedImageError, Kind, broken, kind_of
from generator.images.formats.png import is_animated_png, stripped_png
from generator.images.formats.webp import is_animated_webp, stripped_webp
from generator.images.svg.clean import stripped_svg

RECIPE = 1  # part of the digest of all that is published: raise it when the bytes change

_STRIPPED_ALIKE: Mapping[str, Callable[[bytes], bytes]] = {
    "AVIF": stripped_avif,
    "SVG": stripped_svg,
    "ICO": stripped_ico,  # beside articles icons are converted, in static/ they are those of the site
    "cursor": stripped_ico,
}


def published_image(data: bytes) -> bytes:
    """What is published of an image that is not written anew."""
    kind = kind_of(data)
    if kind is None:
        raise broken("is not an image")
    return stripped(data, kind)


def stripped(data: bytes, kind: Kind, *, keeps_profile: bool = False) -> bytes:
    """The image as browsers get it, without a pixel changed; FlawedImageError for one that is cut off or damaged.

    Where it moves, a profile of its colours stays; a still image with one is converted before it is published.
    """
    name = kind.name
    if name == "JPEG":
        return stripped_jpeg(data, keeps_profile=keeps_profile)
    if name == "PNG":
        return stripped_png(data, keeps_profile=keeps_profile or is_animated_png(data))
    if name == "GIF":
        return stripped_gif(data)[0]
    if name == "WebP":
        return stripped_webp(data, keeps_profile=keeps_profile or is_animated_webp(data))
    if name in _STRIPPED_ALIKE:
        return _STRIPPED_ALIKE[name](data)
    raise FlawedImageError("E213", f"is {kind.name}, which browsers do not show", save_as())


def is_moving(data: bytes, kind: Kind) -> bool:
    """Whether it has several frames to be shown one after another."""
    if kind.name == "GIF":
        return stripped_gif(data)[1] > 1
    by_kind = {"PNG": is_animated_png, "WebP": is_animated_webp, "AVIF": is_animated_avif}
    return kind.name in by_kind and by_kind[kind.name](data)


def save_as() -> str:
    return "save it as JPEG, PNG, WebP or AVIF"
