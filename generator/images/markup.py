"""Pictures in pages: their room kept before they come, the smallest file that is sharp enough, late ones later."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import partial
from html import escape, unescape
from urllib.parse import quote, unquote

from generator.model import Picture

_IMAGE = re.compile(r'<img src="([^"]*)"([^>]*?)\s*/?>')
_SIZES = "(max-width: 42rem) 94vw, 40rem"  # as the column of text


def variant_name(name: str, width: int, form: str) -> str:
    """quay.jpg has its variants beside it: quay.480.webp."""
    return f"{name.rpartition('.')[0]}.{width}.{form.lower()}"


def forms(picture: Picture) -> tuple[str, ...]:
    """Of its variants, the one first that a browser is to ask for if it can."""
    return ("AVIF", "WEBP") if picture.has_avif else ("WEBP",)


def image_tag(picture: Picture, alt: str) -> str:
    """An article's first picture, which readers see first."""
    return _tag(picture, f' alt="{escape(alt)}" fetchpriority="high"')


def with_pictures(html: str, pictures: Mapping[str, Picture]) -> str:
    """A body whose pictures are known to the browser before it has them."""
    return _IMAGE.sub(partial(_known, pictures), html) if pictures else html


def _known(pictures: Mapping[str, Picture], found: re.Match[str]) -> str:
    picture = pictures.get(unquote(unescape(found[1])))
    if picture is None or "width=" in found[2] or "srcset=" in found[2]:
        return found[0]
    return _tag(picture, found[2])


def _tag(picture: Picture, attributes: str) -> str:
    size = f' width="{picture.width}" height="{picture.height}"' if picture.width else ""
    image = f'<img src="{_place(picture.name)}"{size}{attributes}>'
    if not picture.widths:
        return image
    return f"<picture>{''.join(_source(picture, form) for form in forms(picture))}{image}</picture>"


def _source(picture: Picture, form: str) -> str:
    files = ", ".join(f"{_place(variant_name(picture.name, width, form))} {width}w" for width in picture.widths)
    return f'<source type="image/{form.lower()}" srcset="{files}" sizes="{_SIZES}">'


def _place(name: str) -> str:
    """Spaces and commas part the entries of a srcset."""
    return escape(quote(name, safe="/"))
