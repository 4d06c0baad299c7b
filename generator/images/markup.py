"""Pictures in pages: their room kept before they come, the smallest file that is sharp enough, late ones later."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from html import escape, unescape
from urllib.parse import quote

from generator.images.names import variant_name
from generator.model import Article, Picture
from generator.text.addresses.beside import beside_in_link

_REST = r'((?:[^">]|"[^"]*")*?)'
_IMAGE = re.compile(rf'<img{_REST} src="([^"]*)"{_REST}\s*/?>')
_ALT = re.compile(r'\balt="([^"]*)"')
_SIZES = "(max-width: 42rem) 94vw, 40rem"  # as the column of text


def forms(picture: Picture) -> tuple[str, ...]:
    """Of its variants, the one first that a browser is to ask for if it can."""
    return ("AVIF", "WEBP") if picture.has_avif else ("WEBP",)


def has_image(article: Article) -> bool:
    """Whether the article has an image of its own that is published beside its page."""
    return bool(article.image) and any(one.name == article.image for one in article.pictures)


def image_tag(picture: Picture, alt: str) -> str:
    """An article's first picture, which readers see first."""
    return _tag(picture, f' alt="{escape(alt)}" fetchpriority="high"')


def with_pictures(html: str, pictures: Sequence[Picture]) -> str:
    """A body whose pictures are known to the browser before it has them; those that may not be shown are left out."""
    return _replaced(html, pictures, _tag) if pictures else html


def with_published_names(html: str, pictures: Sequence[Picture]) -> str:
    """A body for readers elsewhere: pictures by the names that they are published under."""
    return _replaced(html, pictures, _plain_tag) if pictures else html


def _replaced(html: str, pictures: Sequence[Picture], tag: Callable[[Picture, str], str]) -> str:
    by_source = {picture.source: picture for picture in pictures}
    return _IMAGE.sub(partial(_known, by_source, tag), html)


def _known(pictures: Mapping[str, Picture], tag: Callable[[Picture, str], str], found: re.Match[str]) -> str:
    picture, attributes = pictures.get(beside_in_link(unescape(found[2]))), found[1] + found[3]
    if picture is None:
        return found[0]
    if not picture.name:
        return _words_of(attributes)
    if "width=" in attributes or "srcset=" in attributes:
        return _plain_tag(picture, attributes)
    return tag(picture, _with_caption(attributes, picture.caption))


def _plain_tag(picture: Picture, attributes: str) -> str:
    return f'<img src="{_place(picture.name)}"{attributes}>'


def _words_of(attributes: str) -> str:
    """What would have been read out in its place."""
    alt = _ALT.search(attributes)
    return alt[1] if alt else ""


def _with_caption(attributes: str, caption: str) -> str:
    """What the file says of itself, where its article says nothing."""
    return attributes if not caption or "title=" in attributes else f'{attributes} title="{escape(caption)}"'


def _tag(picture: Picture, attributes: str) -> str:
    size = f' width="{picture.width}" height="{picture.height}"' if picture.width else ""
    image = f'<img src="{_place(picture.name)}"{size}{attributes}>'
    if not picture.widths:
        return image
    return f"<picture>{''.join(_source(picture, form) for form in forms(picture))}{image}</picture>"


def _source(picture: Picture, form: str) -> str:
    files = ", ".join(f"{_place(variant_name(picture.stem, width, form))} {width}w" for width in picture.widths)
    return f'<source type="image/{form.lower()}" srcset="{files}" sizes="{_SIZES}">'


def _place(name: str) -> str:
    """Spaces and commas part the entries of a srcset."""
    return escape(quote(name, safe="/"))
