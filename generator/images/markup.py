"""The markup of images: their size is known before they load, and browsers choose the smallest file that is sharp."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from html import escape, unescape
from urllib.parse import quote

from generator.images.names import variant_name
from generator.model import Article, ArticleImage
from generator.text.addresses.beside import beside_in_link

_REST = r'((?:[^">]|"[^"]*")*?)'
_IMAGE = re.compile(rf'<img{_REST} src="([^"]*)"{_REST}\s*/?>')
_ALT = re.compile(r'\balt="([^"]*)"')
_SIZES = "(max-width: 42rem) 94vw, 40rem"  # as the column of text


def forms(image: ArticleImage) -> tuple[str, ...]:
    """Of its variants, best first: a browser takes the first that it can show."""
    return ("AVIF", "WEBP") if image.has_avif else ("WEBP",)


def has_image(article: Article) -> bool:
    """Whether the article has an image of its own that is published beside its page."""
    return bool(article.image) and any(one.name == article.image for one in article.images)


def image_tag(image: ArticleImage, alt: str) -> str:
    """An article's first image, which readers see first."""
    return _tag(image, f' alt="{escape(alt)}" fetchpriority="high"')


def with_images(html: str, images: Sequence[ArticleImage]) -> str:
    """A body with the sizes and variants of its images; those that may not be published are left out."""
    return _replaced(html, images, _tag) if images else html


def with_published_names(html: str, images: Sequence[ArticleImage]) -> str:
    """A body for readers elsewhere, with the published names of its images."""
    return _replaced(html, images, _plain_tag) if images else html


def _replaced(html: str, images: Sequence[ArticleImage], tag: Callable[[ArticleImage, str], str]) -> str:
    by_source = {image.source: image for image in images}
    return _IMAGE.sub(partial(_known, by_source, tag), html)


def _known(images: Mapping[str, ArticleImage], tag: Callable[[ArticleImage, str], str], found: re.Match[str]) -> str:
    image, attributes = images.get(beside_in_link(unescape(found[2]))), found[1] + found[3]
    if image is None:
        return found[0]
    if not image.name:
        return _words_of(attributes)
    if "width=" in attributes or "srcset=" in attributes:
        return _plain_tag(image, attributes)
    return tag(image, _with_caption(attributes, image.caption))


def _plain_tag(image: ArticleImage, attributes: str) -> str:
    return f'<img src="{_quoted(image.name)}"{attributes}>'


def _words_of(attributes: str) -> str:
    """The text in place of an image that is left out."""
    alt = _ALT.search(attributes)
    return alt[1] if alt else ""


def _with_caption(attributes: str, caption: str) -> str:
    """The caption in the file, where the article has none."""
    return attributes if not caption or "title=" in attributes else f'{attributes} title="{escape(caption)}"'


def _tag(image: ArticleImage, attributes: str) -> str:
    size = f' width="{image.width}" height="{image.height}"' if image.width else ""
    fallback = f'<img src="{_quoted(image.name)}"{size}{attributes}>'
    if not image.widths:
        return fallback
    return f"<picture>{''.join(_source(image, form) for form in forms(image))}{fallback}</picture>"


def _source(image: ArticleImage, form: str) -> str:
    files = ", ".join(f"{_quoted(variant_name(image.stem, width, form))} {width}w" for width in image.widths)
    return f'<source type="image/{form.lower()}" srcset="{files}" sizes="{_SIZES}">'


def _quoted(name: str) -> str:
    """Without spaces and commas, which separate the entries of a srcset."""
    return escape(quote(name, safe="/"))
