"""Which blocks of a page are the article's, decided jointly: by trafilatura, by where paragraphs stand side by side, by the page's own word.

trafilatura knows many pages, and misses what stands in an odd place; paragraphs beside those that it took are the
article's too. Where it finds little, the element with most text in paragraphs of its own counts.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Collection, Mapping, Sequence
from typing import Any

from lxml import etree

from generator.importers.web.page.blocks import HEADINGS, held_in, is_paragraph, key_of, linked, weight

MAX_EMPTY = 1_000  # elements without words
_EMPTY = re.compile(
    r"<(article|b|blockquote|dd|div|dt|em|h[1-6]|i|li|main|p|pre|q|section|span|strong)\b[^<>]*"
    r"(?:/>|>(?:<!--[^<>]*-->)*</\1\s*>)",
    re.IGNORECASE,
)
MOST_OF_IT = 0.75
ENOUGH_OUTSIDE = 0.1  # of what was chosen: the article goes on in a box beside its first
TOO_LITTLE = 0.5  # of what stands side by side
MENU, MOST_MENU, MENU_LINKS = 0.4, 0.55, 0.25
GROWTH = 1.15
SAID, SAID_AGAIN = 50, 4  # letters that the page's data repeat, and how much more such a paragraph counts
INLINE = ("p", "span", "font", "b", "blockquote", "li", "ul", "ol", "a", "em", "strong", "tr", "tbody")
logging.getLogger("trafilatura").addHandler(logging.NullHandler())  # what it misses, the report says

Blocks = Sequence[tuple[Any, str]]


def extracted(document: Any) -> list[str]:
    """The paragraphs that trafilatura takes for the article's.

    It drops empty elements one by one, and copies all words before them each time: thousands go before it sees them.
    """
    import trafilatura  # noqa: PLC0415 slow to load, and a guess only where a page marks no body

    text = etree.tostring(document, encoding="unicode", method="html")
    if text.count("></") + text.count("/>") > MAX_EMPTY:
        text = _EMPTY.sub("", text)
    found = trafilatura.bare_extraction(
        text, include_comments=False, include_tables=True, with_metadata=False, deduplicate=False
    )
    value = str(getattr(found, "text", "") or "") if found is not None else ""
    return [line for line in value.split("\n") if line.strip()]


def taken_of(blocks: Blocks, wanted: Sequence[str]) -> set[Any]:
    """The blocks with the paragraphs that the extractor took."""
    found = [(element, key_of(text)) for element, text in blocks]
    whole = "".join(key_of(text) for text in wanted)
    keys = {key_of(text) for text in wanted}
    return {element for element, key in found if key and (key in keys or (len(key) > 20 and key in whole))}


def chosen_of(blocks: Blocks, taken: Collection[Any], said: str) -> set[Any]:
    """The blocks that are the article's by either way of looking; `said` is what the page's data repeat of them."""
    chosen = {element for element, _ in blocks if element in taken}
    own = _side_by_side(blocks, said)
    weights = {element: weight(text) for element, text in blocks}
    size, other = (sum(weights[element] for element in some) for some in (chosen, own))
    if _is_menu(chosen, weights) and other >= MENU * size:
        return own
    return chosen | own if size < TOO_LITTLE * other else chosen


def _is_menu(chosen: Collection[Any], weights: Mapping[Any, int]) -> bool:
    """The extractor took the whole page, menus and lists of other articles among it."""
    size = sum(weights[element] for element in chosen)
    told = sum(weights[element] for element in chosen if is_paragraph(element))
    return (
        told < MOST_MENU * size
        and sum(min(linked(element), weights[element]) for element in chosen) > MENU_LINKS * size
    )


def _side_by_side(blocks: Blocks, said: str) -> set[Any]:
    """Paragraphs in the element that holds most of them, and in those around it while they hold more than links."""
    good = {
        element: weight(text) * (SAID_AGAIN if key_of(text)[:SAID] in said else 1)
        for element, text in blocks
        if is_paragraph(element, text)
    }
    held = held_in(good)
    direct: dict[Any, float] = {}
    for element, size in good.items():
        for holder, share in zip(element.iterancestors(), (1.0, 0.5), strict=False):
            direct[holder] = direct.get(holder, 0) + share * size
    if not direct:
        return set()
    main = max(direct, key=lambda element: direct[element])
    for above in main.iterancestors():
        if above.tag in ("body", "html") and held[above] < GROWTH * held[main]:
            break
        if held[above] >= GROWTH * held[main] and held[above] < 2 * held[main]:
            main = above
    return {element for element in main.iter(etree.Element) if element in good}


def main_of(document: Any, sizes: Mapping[Any, int], blocks: Blocks) -> Any:
    """The innermost element that holds most of what was chosen, with the boxes beside it where the article goes on."""
    total = sum(sizes.values())
    if not total:
        return None
    held = held_in(sizes)
    marked = [
        one for one in document.xpath("//*[contains(@itemprop, 'articleBody')]") if one.tag not in ("meta", *INLINE)
    ]
    if len(marked) == 1 and held.get(marked[0], 0) >= total / 2:
        return marked[0]
    enough = [element for element, size in held.items() if size >= MOST_OF_IT * total]
    main = max(enough, key=lambda element: sum(1 for _ in element.iterancestors()))
    every = held_in({element: weight(text) for element, text in blocks})
    for above in main.iterancestors():
        gained, passed = held[above] - held[main], every[above] - every[main]
        goes_on = 2 * gained >= passed or (gained >= ENOUGH_OUTSIDE * total and 4 * gained >= passed)
        if main.tag in INLINE or main.tag in HEADINGS or (gained and goes_on):
            main = above
    return main
