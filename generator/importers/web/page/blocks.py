"""The blocks of a web page, innermost first: which elements hold words of their own, how many, and which are paragraphs."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Any

from lxml import etree

BLOCKS = frozenset(
    "p h1 h2 h3 h4 h5 h6 li blockquote pre td th dd dt figcaption div section article main center".split()
)
HEADINGS = frozenset("h1 h2 h3 h4 h5 h6".split())
NEVER = frozenset(
    "script style noscript template nav form button select svg input textarea head link meta canvas".split()
)
PARAGRAPH_LETTERS = 60
_MIXED = frozenset("blockquote li td th div section article main center dd".split())
_KEY = re.compile(r"[\W_]+")
_DENSE = re.compile("[\u3040-\u30ff\u3400-\u9fff]")  # a letter says as much as a syllable or a word elsewhere
_HANGUL = re.compile("[\uac00-\ud7af]")


def key_of(text: str) -> str:
    """Letters and digits alone: extractors join, split and drop everything else."""
    return _KEY.sub("", text).casefold()


@lru_cache(maxsize=8)  # a page that is one long paragraph is weighed for each question that is asked of it
def weight(text: str) -> int:
    """Letters, so that a paragraph weighs the same in every script."""
    key = key_of(text)
    if key.isascii():
        return len(key)
    return len(key) + 2 * len(_DENSE.findall(key)) + len(_HANGUL.findall(key))


def blocks_in(document: Any) -> Iterator[tuple[Any, str]]:
    """Innermost blocks with text of their own, in order."""
    hidden = 0
    for event, element in etree.iterwalk(document, events=("start", "end")):
        if not isinstance(element.tag, str):
            continue
        if element.tag in NEVER:
            hidden += 1 if event == "start" else -1
        elif event == "start" and not hidden and element.tag in BLOCKS:
            if element.tag in _MIXED and not _has_own_text(element):
                continue
            text = own_text(element)
            if text:
                yield element, text


def _has_own_text(element: Any) -> bool:
    return any(len(key_of(part)) > 1 for part in _own_parts(element))


def own_text(element: Any) -> str:
    """An element's words without those of the blocks in it."""
    return " ".join("".join(_own_parts(element)).split())


def _own_parts(element: Any) -> Iterator[str]:
    yield element.text or ""
    for child in element:
        if (
            isinstance(child.tag, str)
            and child.tag not in BLOCKS
            and child.tag not in NEVER
            and child.tag not in ("ul", "ol", "table", "figure")
        ):
            if child.tag == "br":
                yield "\n"
            yield from _own_parts(child)
        yield child.tail or ""


def linked(element: Any) -> int:
    """Weight of the words that lead away."""
    return sum(weight("".join(link.itertext())) for link in element.iter("a") if link.get("href"))


def is_paragraph(element: Any, text: str | None = None) -> bool:
    """Long enough to say something, and said by the page itself: no more than half of it is links."""
    if element.tag in HEADINGS:
        return False
    letters = weight(own_text(element) if text is None else text)
    return letters >= PARAGRAPH_LETTERS and 2 * linked(element) < letters


def paragraph_letters(document: Any) -> dict[Any, int]:
    """How much stands in paragraphs in each element, hidden ones too."""
    sizes: dict[Any, int] = {}
    elements = list(document.iter(etree.Element))
    for element in reversed(elements):
        if element.tag in BLOCKS and element.tag not in HEADINGS:
            text = own_text(element)
            if text and is_paragraph(element, text):
                sizes[element] = sizes.get(element, 0) + weight(text)
        size, parent = sizes.get(element, 0), element.getparent()
        if size and parent is not None:
            sizes[parent] = sizes.get(parent, 0) + size
    return sizes


def held_in(sizes: Mapping[Any, int]) -> dict[Any, int]:
    """How much of these each element holds."""
    held: dict[Any, int] = {}
    for element, size in sizes.items():
        for holder in (element, *element.iterancestors()):
            held[holder] = held.get(holder, 0) + size
    return held
