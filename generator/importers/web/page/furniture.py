"""Elements that are no part of the article by their names, where the amount of text in them does not say otherwise.

A box called `paywall`, `read-more` or `share` may hold the article: its paragraphs stand side by side in one element, and
are a good part of the page. Comments and pointers to other articles stand in a box each.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from typing import Any

from lxml import etree

from generator.importers.web.page.blocks import (
    BLOCKS,
    HEADINGS,
    PARAGRAPH_LETTERS,
    held_in,
    key_of,
    linked,
    own_text,
    paragraph_letters,
    weight,
)

# Names of elements that never hold a paragraph of the article, whatever is in them.
_FOREIGN = re.compile(
    r"(?:^|[\s_-])(?:related|recommend\w*|read-?(?:also|more|next)|more-?(?:news|stories|on)|comments?|disqus|newsletter|subscri\w*|"
    r"(?:writer|author)-?(?:profile|box|bio|info|card)|paywall|regwall|premium-?(?:wall|box)|share(?:s|-?(?:bar|box|buttons?|tools))?|social\w*|sharing|promo\w*|advert\w*|ads?|banner|"
    r"breadcrumbs?|tag-?list|toolbar|print-?only|cookie\w*|popup|modal|outbrain|taboola|sponsor\w*|newsalsolike|follow-?us)(?:$|[\s_-])|(?:^|[\s_-])tags?(?:$|\s)",
    re.IGNORECASE,
)
# What WordPress calls an article by: its state, form and terms, which may be any word («tag-comments», «category-social»).
_TERMS = re.compile(r"(?<!\S)(?:tag|category|post|type|status|format|has)-\S+(?!\S)", re.IGNORECASE)
_POST = re.compile(r"(?<!\S)(?:hentry|post-\d+|type-post)(?!\S)")
# Names that extractors take for furniture too, or that the page's own makers use for boxes which are filled late.
_SUSPECT = re.compile(
    r"foot|viral|syndicat|embed|subnav|side-?bar|banner|meta|menu|\bnav|navig|widget|attach|hid(?:e|den)|consent|modal|timestamp|"
    r"user-?(?:info|profile)|noprint|no-print|author|byline|infobox|tool|paid|premium|options",
    re.IGNORECASE,
)
# A box about the author, or with an offer, may be half as long as a short article.
_SMALL_TALK = re.compile(
    r"author|writer|bio|newsletter|cookie|breadcrumb|tag|popup|modal|banner|toolbar|comment|disqus", re.IGNORECASE
)
# Texts of the law are longer than short articles.
_CONSENT = re.compile(r"(?:^|[\s_-])(?:cookies?\w*|consent\w*|gdpr)(?:$|[\s_-])", re.IGNORECASE)
_HUMP = re.compile(r"(?<=[a-z])(?=[A-Z])")
_LISTS = ("ul", "ol", "dl", "tr")
A_QUARTER, A_HALF, MOST = 0.25, 0.5, 0.6
LONG_PARAGRAPH = 300  # letters
LINKS = 0.8  # of a list's words, for the list to lead away


def label(element: Any) -> str:
    """Class and id, `writerProfile` as `writer-Profile`; of an article in WordPress without its terms."""
    name = f"{element.get('class') or ''} {element.get('id') or ''} {element.get('data-component') or ''}"
    return _HUMP.sub("-", _TERMS.sub("", name) if _POST.search(name) else name)


def furniture_of(document: Any) -> set[Any]:
    """All elements that are furniture; what is wrongly called so loses its name."""
    sizes = paragraph_letters(document)
    whole, largest = sizes.get(document, 0), _largest(sizes)
    found = set[Any]()
    for element in document.iter(etree.Element):
        if element.getparent() in found:
            found.add(element)
            continue
        name = label(element)
        is_named = element.tag in ("aside", "footer") or bool(_FOREIGN.search(name)) or _is_linked_box(element)
        if not is_named and not (sizes.get(element, 0) > A_QUARTER * whole and _SUSPECT.search(name)):
            continue
        if _holds_article(element, name, sizes, whole, largest):
            element.attrib.pop("class", None)
            element.attrib.pop("id", None)
            element.attrib.pop("data-component", None)
        elif is_named:
            found.add(element)
    return found


def without_article(document: Any, furniture: set[Any], told: Collection[Any], title: str) -> set[Any]:
    """The furniture, less a box that holds most of what an extractor took for the article, and the title above it.

    Such a box is called as it is by chance.
    """
    sizes = held_in({element: weight(own_text(element)) for element in told})
    whole = sizes.get(document, 0)
    for element in document.iter(etree.Element):
        is_root = element in furniture and element.getparent() not in furniture
        if is_root and 2 * sizes.get(element, 0) > whole and _is_titled(element, title):
            for one in ("class", "id", "data-component"):
                element.attrib.pop(one, None)
            return furniture_of(document) - ({element} if element.tag in ("aside", "footer", "a") else set())
    return furniture


def _is_titled(element: Any, title: str) -> bool:
    return any(one.tag == "h1" or key_of(one.text_content()) == title for one in element.iter(*HEADINGS))


def link_lists(document: Any) -> set[Any]:
    """All that stands in lists of other articles: nearly all of their words are links, in more than one item."""
    found = set[Any]()
    for one in document.iter("ul", "ol"):
        if one.getparent() in found or len(one.findall("li")) < 2:
            continue
        size = weight("".join(one.itertext()))
        if size > PARAGRAPH_LETTERS and linked(one) >= LINKS * size:
            found.update(one.iter(etree.Element))
    return found


def _is_linked_box(element: Any) -> bool:
    """A link around boxes of words leads to another article."""
    return element.tag == "a" and bool(element.get("href")) and next(element.iter(*BLOCKS), None) is not None


def captions_of(document: Any) -> set[Any]:
    """All that stands in a figure with an image: its words are the image's."""
    return {inner for one in document.iter("figure", "figcaption", "picture") for inner in one.iter(etree.Element)}


def _largest(sizes: dict[Any, int]) -> dict[Any, int]:
    """Of each element: the most that one element in it holds in paragraphs of its own."""
    own: dict[Any, int] = {}
    for element, size in sizes.items():
        inner = sum(sizes.get(child, 0) for child in element)
        parent = element.getparent()
        if size > inner and parent is not None and element.tag != "li" and parent.tag not in _LISTS:
            own[parent] = own.get(parent, 0) + size - inner
    return own


def _holds_article(element: Any, name: str, sizes: dict[Any, int], whole: int, own: dict[Any, int]) -> bool:
    size = sizes.get(element, 0)
    if element.tag in ("html", "body", "main") or "articleBody" in (element.get("itemprop") or ""):
        return True
    if (element.tag == "a" and size < LONG_PARAGRAPH) or (_CONSENT.search(name) and _is_beside_title(element)):
        return False
    if size < (A_HALF if _SMALL_TALK.search(name) else A_QUARTER) * whole or not size:
        return False
    if size > A_HALF * whole and next(element.iter("h1"), None) is not None:
        return True
    best = max((own.get(one, 0) for one in element.iter(etree.Element)), default=0)
    count = sum(1 for one in element.iter("p", "div") if sizes.get(one))
    return best >= MOST * size and (count > 1 or size >= LONG_PARAGRAPH)


def _is_beside_title(element: Any) -> bool:
    """The headline of the page stands outside of it."""
    return next(element.iter("h1"), None) is None and next(element.getroottree().iter("h1"), None) is not None
