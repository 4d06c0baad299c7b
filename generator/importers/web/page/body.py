"""Where on a web page the article stands, block by block, with a reason for each block of it that is left out.

`page_choice` says which paragraphs are the article's; the page's own markup says what they are (a subhead, a list, a
quotation), and which element holds them all. What stands outside of that element is the page's; what stands inside and
is no article (buttons, pointers, captions, offers to subscribe) is told by its words, by the names of its elements and
by its place: a block that nobody chose is the article's only beside blocks that somebody did.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from generator.importers.web.page.asides import asides_of
from generator.importers.web.page.blocks import HEADINGS, PARAGRAPH_LETTERS, is_paragraph, key_of, linked, weight
from generator.importers.web.page.choice import chosen_of, extracted, main_of, taken_of
from generator.importers.web.page.furniture import captions_of, furniture_of, label, link_lists, without_article
from generator.importers.web.page.words import foreign_words, is_image_credit

DECK_WORDS = 8
ALL_LINKS = 0.95
NEXT_TO_NOTHING = 0.3
MOSTLY = 0.5  # of a box's words, for the box to be the article's
_HEADLIKE = re.compile(r"(?:^|[\s_-])(?:lead|lede|standfirst|deck|dek|summary|subtitle|sub-?head(?:er|ing|line)?|sapo|chapo|intro(?:text)?|description|a_st|abstract|kicker|byline|author|meta|dateline|timestamp|published?|source|credit|caption|copyright)(?:$|[\s_-])", re.IGNORECASE)  # fmt: skip
# Long texts that are no article's.
_OVER_PAGE = re.compile(r"cookie|consent|gdpr|newsletter|popup|modal", re.IGNORECASE)
_PASSED = frozenset("li ul ol dl dt dd blockquote tr tbody thead tfoot table span font b strong em i a p".split())


class Block(NamedTuple):
    """`role` is "body", or else what the block is, with a reason."""

    element: Any
    text: str
    role: str
    reason: str = ""


class Head(NamedTuple):
    """What the page is known to say above its article: it need not say it again in the body."""

    title: str
    description: str
    names: tuple[str, ...]
    said: str = ""  # the letters of its descriptions, and of the text that its data hold


class Seen(NamedTuple):
    """What an extractor took for the article, and what stands apart by its names and places."""

    taken: set[Any]
    furniture: set[Any]
    lists: set[Any]


class View(NamedTuple):
    """What the judging of one block needs to know of the others."""

    head: Head
    main: Any
    chosen: Collection[Any]
    furniture: Collection[Any]
    boxes: Mapping[Any, float]  # by `_keys`: the part of its words that was chosen
    link_lists: Collection[Any]


def blocks_of(document: Any, found: Sequence[tuple[Any, str]], head: Head) -> tuple[Any, list[Block]]:
    """The element that holds the article, and its blocks in order, of all that `found` has.

    Where next to nothing is left of what an extractor took for the article, the names of its boxes said what they are not.
    """
    furniture = furniture_of(document)
    taken = taken_of(found, extracted(document))
    told = {element: weight(text) for element, text in found if element in taken and _is_told(element, text)}
    furniture = without_article(document, furniture, told, key_of(head.title))
    lists = link_lists(document)
    furniture |= asides_of(document, [(element, text) for element, text in found if element not in furniture], told)
    seen = Seen(taken, furniture, lists)
    main, blocks = _blocks(document, found, head, seen)
    if _left(told, blocks) < NEXT_TO_NOTHING * sum(told.values()):
        around = {one for element in told for one in (*element.iterancestors(), *element.iter())}
        main, blocks = _blocks(document, found, head, Seen(taken, furniture - around, lists - around))
    return main, blocks


def _is_told(element: Any, text: str) -> bool:
    if not is_paragraph(element, text) or foreign_words(text)[0]:
        return False
    return not any(_OVER_PAGE.search(label(above)) for above in (element, *element.iterancestors()))


def _left(told: Mapping[Any, int], blocks: Sequence[Block]) -> int:
    return sum(told.get(block.element, 0) for block in blocks if block.role in ("body", "repeated"))


def _blocks(document: Any, found: Sequence[tuple[Any, str]], head: Head, seen: Seen) -> tuple[Any, list[Block]]:
    apart = seen.furniture | seen.lists | captions_of(document)
    placed = [(element, text) for element, text in found if element not in apart]
    chosen = chosen_of(placed, seen.taken, head.said)
    boxes = _boxes(placed, chosen)
    chosen |= {element for element, text in placed if _is_in_like_box(element, text, boxes)}
    sizes = {element: weight(text) for element, text in placed if element in chosen and not foreign_words(text)[0]}
    main = main_of(document, sizes, found)
    if main is None:
        return document, _whatever(found, head)
    view = View(head, main, chosen, seen.furniture, boxes, seen.lists)
    inside = set(main.iter())
    blocks = [_judged(element, text, view) for element, text in found if element in inside]
    outside = [_outside(element, text, view) for element, text in found if element in chosen and element not in inside]
    return main, [*outside, *_without_stray_heads(_said_once(blocks))]


def _whatever(found: Sequence[tuple[Any, str]], head: Head) -> list[Block]:
    """Where nothing looks like an article, whatever is a paragraph; else all words, if there are enough for one."""
    told = [(element, text) for element, text in found if is_paragraph(element, text) and not foreign_words(text)[0]]
    if not told:
        lines = [
            (element, text) for element, text in found if element.tag not in HEADINGS and not foreign_words(text)[0]
        ]
        told = [(element, text) for element, text in lines if 2 * linked(element) < weight(text)]
        told = told if sum(weight(text) for _, text in told) >= PARAGRAPH_LETTERS else []
    said = {element for element, text in told if key_of(text) != key_of(head.title)}
    reason = "is not among the paragraphs of the article"
    return [
        Block(element, text, "body") if element in said else Block(element, text, "unplaced", reason)
        for element, text in found
    ]


def _boxes(found: Sequence[tuple[Any, str]], chosen: Collection[Any]) -> dict[Any, float]:
    """Which part of the words of each box was chosen; boxes of one name count together too."""
    every, taken = dict[Any, int](), dict[Any, int]()
    for element, text in found:
        size = weight(text)
        for key in _keys(_box(element)):
            every[key] = every.get(key, 0) + size
            taken[key] = taken.get(key, 0) + (size if element in chosen else 0)
    return {key: taken[key] / size for key, size in every.items() if size}


def _box(element: Any) -> Any:
    """The element that a block stands in, past the lists, tables and quotations that an article may hold."""
    box = element.getparent() if element.tag != "div" else element
    if box is not None and element.tag != "div":
        while box.tag in _PASSED and box.getparent() is not None:
            box = box.getparent()
    return box


def _keys(box: Any) -> tuple[Any, ...]:
    name = box.get("class") or ""
    return (box, (box.getparent(), box.tag, name), *([(box.tag, name)] if name else []))


def _is_in_like_box(element: Any, text: str, boxes: Mapping[Any, float]) -> bool:
    """A paragraph in a box that is called as most of the article's boxes are."""
    box = _box(element)
    name = box.get("class") or ""
    return bool(name) and boxes.get((box.tag, name), 0) >= MOSTLY and is_paragraph(element, text)


def _outside(element: Any, text: str, view: View) -> Block:
    """A paragraph that the extractor wanted and that stands apart: the deck above the article, or nothing of it."""
    role, reason = _foreign(element, text, view)
    if not role and _HEADLIKE.search(label(element)) and len(text.split()) >= DECK_WORDS:
        role, reason = "description", "the line between title and body"
    return Block(element, text, role or "unplaced", reason or "is outside the element that contains the article")


def _judged(element: Any, text: str, view: View) -> Block:
    role, reason = _foreign(element, text, view)
    if role:
        return Block(element, text, role, reason)
    if element in view.chosen or (_is_like_body(element, text) and _stands_beside(element, view)):
        return Block(element, text, "body")
    return Block(element, text, "unplaced", "is not among the paragraphs of the article")


def _stands_beside(element: Any, view: View) -> bool:
    return max(view.boxes.get(key, 0) for key in _keys(_box(element))) >= MOSTLY


def _foreign(element: Any, text: str, view: View) -> tuple[str, str]:
    within = [element]
    while within[-1] is not view.main and within[-1].getparent() is not None:
        within.append(within[-1].getparent())
    if any(one.tag in ("figure", "figcaption", "picture") for one in within[:-1] or within):
        return "image_caption", "is next to a picture"
    if is_image_credit(text):
        return "image_credit", "names the maker of a picture"
    said = _of_head(element, text, view.head)
    if said:
        return said
    if element in view.furniture and view.main not in view.furniture:
        return "boilerplate", "its element is not part of the article"
    if element in view.link_lists:
        return "boilerplate", "a list of other articles"
    return foreign_words(text)


def _of_head(element: Any, text: str, head: Head) -> tuple[str, str] | None:
    key = key_of(text)
    if key == key_of(head.title):
        return "title", "repeats the headline"
    if head.description and key == key_of(head.description) and element.tag in HEADINGS:
        return "description", "the line between title and body"
    return ("repeated", "a name from the page's head") if key in map(key_of, head.names) else None


def _is_like_body(element: Any, text: str) -> bool:
    """A paragraph that the extractor passed over: words enough, few of them links."""
    if element.tag not in ("p", "li", "blockquote", "pre", "h2", "h3", "h4", "td", "th", "dt", "dd"):
        return False
    links = [weight("".join(link.itertext())) for link in element.iter("a")]
    size, away = weight(text), sum(links)
    if element.tag == "p":
        # A list of places, each with its link, is said by the article; one link that is all of it leads away.
        is_said = away < 0.6 * size or len(links) > 1
        return size > 1 and is_said and not _HEADLIKE.search(label(element))
    return size > 1 and away < 0.4 * size


def _said_once(blocks: Sequence[Block]) -> Iterator[Block]:
    """Pages print an article for wide screens and once more for narrow ones, and a box about an author twice."""
    seen = set[str]()
    for block in blocks:
        key = key_of(block.text)
        if block.role == "body" and len(key) >= PARAGRAPH_LETTERS and key in seen:
            yield block._replace(role="repeated", reason="the page says this before")
        else:
            yield block
            seen.update([key] if block.role == "body" else ())


def _without_stray_heads(told: Iterable[Block]) -> list[Block]:
    """A subhead with nothing of the body after it heads something else: a list of other articles, the comments.

    So does a row of links.
    """
    blocks = list(told)
    last = max((index for index, block in enumerate(blocks) if block.role == "body" and _tells(block)), default=-1)
    reason = "a heading after the end of the article"
    return [
        block._replace(role="boilerplate", reason=reason) if index > last and block.role == "body" else block
        for index, block in enumerate(blocks)
    ]


def _tells(block: Block) -> bool:
    return block.element.tag not in HEADINGS and linked(block.element) < ALL_LINKS * weight(block.text)
