"""The image of a page: the one above its text where its file came along, the one that the page declares, or the first."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any

from lxml import etree

from generator.importers.evidence import local
from generator.importers.markup.html_markdown import image_of
from generator.importers.web.page.body import Block
from generator.importers.web.page.data import values
from generator.importers.web.page.furniture import label
from generator.model import Evidence

LEAST_SIDE = 100  # pixels: a smaller image is a portrait, an icon, a button
BEFORE = 60  # elements between the article's image and its first paragraph
_NO_PICTURE = re.compile(
    r"logo|placeholder|default|blank|avatar|icon|sprite|spacer|pixel|emoji|button|badge|author|profile|gravatar",
    re.IGNORECASE,
)
_SIDE = re.compile(r"\s*(\d{1,5})(?:px)?\s*")


def images_of(main: Any, document: Any, blocks: Sequence[Block], found: Sequence[Evidence]) -> Iterator[Evidence]:
    declared = values(found, "image")[:1]
    root = main if main is not None else document
    figures = [one for one in root.xpath(".//figure[.//img]") if not _NO_PICTURE.search(str(one.get("class") or ""))]
    for figure in figures[:1]:
        image = figure.find(".//img")
        if local(image_of(image)):
            yield from _evidence(image)
        caption = next((" ".join(one.text_content().split()) for one in figure.iter("figcaption")), "")
        yield Evidence("image_caption", caption, "the caption of the first image", 0.8)
    lead = _lead(document, blocks)
    if (
        lead is not None
        and (not declared or local(image_of(lead)))
        and not any(local(image_of(one.find(".//img"))) for one in figures[:1])
    ):
        yield from _evidence(lead)
    yield from declared
    yield from values(found, "image_alt")[:1]


def _evidence(image: Any) -> Iterator[Evidence]:
    yield Evidence("image", image_of(image), "the first image", 0.85)
    yield Evidence("image_alt", " ".join((image.get("alt") or "").split()), "the first image", 0.8)


def _lead(document: Any, blocks: Sequence[Block]) -> Any:
    """The last image before the first paragraph that is big enough, below the title or close to the text."""
    body = next((block.element for block in blocks if block.role == "body"), None)
    title = next((block.element for block in blocks if block.role == "title"), None)
    if body is None:
        return None
    near = list[Any]()
    for element in document.iter(etree.Element):
        if element is body:
            break
        if element is title:
            near = []
        near.append(element)
    images = [one for one in near[-BEFORE:] if one.tag == "img" and image_of(one) and not is_ornament(one)]
    return images[0] if images else None


def is_ornament(element: Any) -> bool:
    """Too small for an image of the article, or called a logo."""
    if element.tag != "img":
        return False
    sides = [_SIDE.fullmatch(element.get(name) or "") for name in ("width", "height")]
    parent = element.getparent()
    names = f"{label(element)} {label(parent) if parent is not None else ''} {image_of(element).rpartition('/')[2]}"
    return any(side is not None and int(side[1]) < LEAST_SIDE for side in sides) or bool(_NO_PICTURE.search(names))
