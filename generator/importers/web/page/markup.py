"""The part of a page's markup that is its article: the blocks of the body, with the images among them."""

from __future__ import annotations

import copy
from collections.abc import Collection, Sequence
from itertools import islice
from typing import Any

import lxml.html
from lxml import etree

from generator.importers.web.page.body import Block
from generator.importers.web.page.images import is_ornament

NEAR = 3  # elements from a trailing image to the box of the text
_IMAGES = ("img", "iframe", "video", "picture")


def body_markup(main: Any, blocks: Sequence[Block]) -> str:
    """The article's element without the blocks that are not of the body, as HTML."""
    body = [block.element for block in blocks if block.role == "body"]
    keep = set(body)
    holders = {above for element in body for above in element.iterancestors()} | keep
    apart = {block.element for block in blocks if block.role not in ("body", "image_caption", "image_credit")}
    shown = _shown(main, keep, apart)
    mark = "data-warraq-out"
    for element in main.iter(etree.Element):
        is_image = element in shown
        if element is not main and not is_image and element not in holders and not _is_within(element, keep, main):
            element.set(mark, "")
    clean = copy.deepcopy(main)
    for element in main.iter(etree.Element):
        element.attrib.pop(mark, None)
    _prune(clean, mark)
    return str(lxml.html.tostring(clean, encoding="unicode"))


def _is_of_image(element: Any) -> bool:
    """An image, or its caption; what else stands in a figure (an offer, a form) is no part of it."""
    if element.tag in _IMAGES:
        return True
    figure = next((one for one in (element, *element.iterancestors()) if one.tag == "figure"), None)
    if figure is None or figure.find(".//img") is None:
        return False
    return element is figure or any(one.tag == "figcaption" for one in (element, *element.iterancestors()))


def _shown(main: Any, keep: Collection[Any], apart: Collection[Any]) -> set[Any]:
    """Images from the first block of the article to its last, and behind the last up to what is no article."""
    elements = list(main.iter(etree.Element))
    places = [index for index, element in enumerate(elements) if element in keep]
    if not places:
        return set()
    last = places[-1]
    shown = {element for element in elements[places[0] : last + 1] if _is_of_image(element)}
    for element in elements[last + 1 :]:
        if element in apart:
            break
        if _is_of_image(element) and not is_ornament(element) and _stands_in_line(element, elements[last]):
            shown.add(element)
    return shown


def _stands_in_line(image: Any, block: Any) -> bool:
    """In the box of the article's last block, or in one of its own there."""
    box = block.getparent()
    return any(above is box for above in islice(image.iterancestors(), NEAR))


def _is_within(element: Any, keep: set[Any], main: Any) -> bool:
    """Inside of a block that is kept, and no block itself, or a list's or table's part."""
    for above in element.iterancestors():
        if above in keep:
            return True
        if above is main:
            return False
    return False


def _prune(tree: Any, mark: str) -> None:
    """Take out what is marked, leaving the text that follows it and any image inside."""
    for element in [one for one in tree.iter(etree.Element) if one.get(mark) is not None]:
        if any(child.get(mark) is None for child in element.iter(etree.Element)):
            element.text = None
            for child in element:
                child.tail = None
            element.attrib.pop(mark)
        elif element.getparent() is not None:
            element.drop_tree()
