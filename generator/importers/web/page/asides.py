"""Boxes that are no part of the article by what is in them: offers with a field to fill in, pointers to other articles."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any

from lxml import etree

from generator.importers.vocabulary import newsroom, surroundings
from generator.importers.web.page.blocks import HEADINGS, held_in, linked, weight
from generator.text.arabic import fold

MOST_OFFER = 400  # letters
MOST_TEASER = 300
MOST_OPENED = 0.25  # of the page
TEASERS = 2  # of one kind, or it is a box of the article
LINKS = 0.8
HEAD_WORDS = 8
_WHOLE = ("p", "article", "main", "body", "html")
_FIELDS = ("form", "input", "textarea")
_UNSEEN = ("hidden", "submit", "button", "checkbox", "radio", "image", "search")


def asides_of(document: Any, blocks: Sequence[tuple[Any, str]], told: Collection[Any]) -> set[Any]:
    """All elements in such boxes, but for one that holds most of `told`, which an extractor took for the article."""
    sizes = held_in({element: weight(text) for element, text in blocks})
    first: dict[Any, Any] = {}
    for element, _ in blocks:
        for above in (element, *element.iterancestors()):
            first.setdefault(above, element)
    whole = max(sizes.values(), default=0)
    titled = {above for head in document.iter("h1") for above in head.iterancestors()}
    boxes = [
        *_offers(document, sizes, titled),
        *_teasers(blocks, sizes),
        *(
            _opened(element, first, sizes, MOST_OPENED * whole, titled)
            for element, text in blocks
            if sizes[element] == weight(text) and _heads_others(element, text)
        ),
    ]
    taken = held_in({element: weight(text) for element, text in blocks if element in told})
    boxes = [box for box in dict.fromkeys(boxes) if 2 * taken.get(box, 0) <= taken.get(document, 0) or not taken]
    return {inner for box in boxes for inner in box.iter(etree.Element)} if boxes else set()


def _offers(document: Any, sizes: dict[Any, int], titled: Collection[Any]) -> list[Any]:
    """The box around a field for an address: what is in it speaks of a newsletter."""
    found = dict[Any, None]()
    for field in document.iter(*_FIELDS):
        if field.tag == "input" and (field.get("type") or "text").lower() in _UNSEEN:
            continue
        box = None
        for above in field.iterancestors():
            if sizes.get(above, 0) > MOST_OFFER or above.tag in _WHOLE or above in titled:
                break
            box = above if sizes.get(above) else box
        if box is not None:
            found[box] = None
    return list(found)


def _teasers(blocks: Sequence[tuple[Any, str]], sizes: dict[Any, int]) -> list[Any]:
    """Boxes of one kind, each with a heading that is a link and little more."""
    kinds: dict[tuple[str, str, str], list[Any]] = {}
    for element, text in blocks:
        if element.tag not in HEADINGS or element.tag == "h1" or not _is_link(element, text):
            continue
        box = None
        for above in element.iterancestors():
            if sizes[above] - weight(text) > MOST_TEASER or above.tag in _WHOLE:
                break
            box = above
        if box is not None:
            kinds.setdefault((box.tag, box.get("class") or "", element.tag), []).append(box)
    return [box for boxes in kinds.values() if len(boxes) >= TEASERS for box in boxes]


def _is_link(element: Any, text: str) -> bool:
    size = weight(text)
    return linked(element) >= LINKS * size or any(
        above.tag == "a" and above.get("href") for above in element.iterancestors()
    )


def _heads_others(element: Any, text: str) -> bool:
    """The heading of a list of other articles, of comments, of the foot of the page."""
    count = len(text.split())
    if count > HEAD_WORDS or (element.tag not in HEADINGS and newsroom.ends_sentence(text)):
        return False
    return surroundings.ends_article(fold(text), count) or newsroom.is_read_also_label(text)


def _opened(element: Any, first: dict[Any, Any], sizes: dict[Any, int], most: float, titled: Collection[Any]) -> Any:
    """The largest box that such a heading opens."""
    box = element
    for above in element.iterancestors():
        if first[above] is not element or sizes[above] > most or above in titled:
            break
        box = above
    return box
