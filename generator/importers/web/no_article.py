"""Pages that are no article, told apart: lists, searches, forms, notices of errors, walls, and what a site says of itself.

A page that names itself an article, or has the text of one, is one: of doubts none is enough alone.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from typing import Any, NamedTuple

from generator.importers.vocabulary import surroundings
from generator.importers.vocabulary.labels import labels
from generator.importers.web.page import Page
from generator.importers.web.page_blocks import HEADINGS, is_paragraph, linked, weight
from generator.importers.web.page_titles import SEPARATOR
from generator.text.addresses.absolute import address_parts
from generator.text.arabic import fold

LONG = 1_500  # letters in paragraphs: whatever else a page is, it has an article
ARTICLE = 500
SHORT = 250
POINTERS = 6  # links as long as titles
POINTER_LETTERS = 18
A_POINTER = 70  # letters of text for each pointer: a teaser has as many
_EDGES = " \t.,:;!?…'\"«»“”()[]-–—|"
_TITLES = frozenset(fold(one).strip(_EDGES) for one in labels("page that is no article").split("|"))
_TEXTS = tuple(fold(one) for one in labels("text of no article").split("|"))
_SIGNS = ("JSON-LD headline", "microdata headline", "meta article:published_time", "meta og:article:published_time")
_OF_LISTS = re.compile(
    r"/(?:tags?|categor(?:y|ies)|topics?|sections?|authors?|search|archives?|page/\d+|label|rubri[ck]\w*|etiket|kategori\w*)(?:/[^/]*)?/?$",
    re.IGNORECASE,
)
_OF_SITE = re.compile(
    r"/(?:login|signin|sign-in|register|contact(?:-us)?|about(?:-us)?|privacy(?:-policy)?|terms|impressum|imprint|kontakt|404|search|sitemap)(?:\.\w+)?/?$",
    re.IGNORECASE,
)
_FRONT = ("", "index.html", "index.php", "index.htm", "index.asp", "default.aspx", "home")


class Seen(NamedTuple):
    """What is counted of a page."""

    signs: int  # places in which it names itself an article
    letters: int  # in the paragraphs of the body
    pointers: int  # links as long as titles, outside of the body
    is_own_title: bool  # the title is what sites call such pages
    is_own_text: bool  # the text says what such pages say
    is_list_address: bool
    is_front: bool
    has_password: bool


def reason_against(page: Page) -> str:
    """What the page is instead of an article; "" for an article."""
    seen = _seen(page)
    if seen.is_front and not (seen.signs and seen.letters >= ARTICLE):
        return "is the front page of a site"
    if seen.letters >= LONG or (seen.signs and seen.letters >= SHORT and not seen.is_own_title):
        return (
            ""
            if not (seen.is_own_title and seen.pointers > POINTERS and not seen.signs)
            else "is a page about the site, or a list"
        )
    if seen.has_password and seen.letters < ARTICLE:
        return "is a form to log in"
    if seen.is_own_title and not seen.signs:
        return "is a page of the site itself, not an article"
    if seen.is_own_text and seen.letters < (SHORT if seen.signs else LONG):
        return "says that there is nothing to read here"
    return _list(seen)


def _list(seen: Seen) -> str:
    if seen.is_list_address and seen.pointers >= POINTERS and seen.letters < max(ARTICLE, A_POINTER * seen.pointers):
        return "is a list of articles"
    if not seen.signs and seen.pointers >= POINTERS and seen.letters < min(ARTICLE, A_POINTER * seen.pointers):
        return "is a list of articles"
    return ""


def _seen(page: Page) -> Seen:
    body, address = page.body, page.address
    kind = page.document.xpath("//meta[@property='og:type']/@content")
    signs = {one.method for one in page.found} & set(_SIGNS)
    letters = sum(weight(text) for element, text in body if is_paragraph(element, text))
    whole = fold(" ".join(text for _, text in body)[: ARTICLE * 4])
    path = address_parts(address).path
    return Seen(
        signs=len(signs) + ("article" in kind),
        letters=letters,
        pointers=_pointers(page.laid, {element for element, _ in body}),
        is_own_title=_is_own_title(page.title.value if page.title else ""),
        is_own_text=any(one in whole for one in _TEXTS) or _is_talk(body),
        is_list_address=bool(_OF_LISTS.search(path)) or bool(_OF_SITE.search(path)),
        is_front=bool(address) and path.strip("/").lower() in _FRONT and not address_parts(address).query,
        has_password=bool(page.document.xpath("//input[@type='password']")),
    )


def _pointers(laid: Sequence[tuple[Any, str]], body: Collection[Any]) -> int:
    count = 0
    for element, text in laid:
        size = weight(text)
        is_heading = element.tag in HEADINGS
        if (
            element not in body
            and size >= POINTER_LETTERS
            and (linked(element) >= size / 2 or (is_heading and _is_in_link(element)))
        ):
            count += 1
    return count


def _is_in_link(element: Any) -> bool:
    return any(above.tag == "a" for above in element.iterancestors())


def _is_own_title(title: str) -> bool:
    """The title, or what stands before or behind its sign, is what such pages are called."""
    plain = fold(title)
    pieces = [
        plain,
        *(piece for piece in SEPARATOR.split(plain) if piece),
        plain.partition(":")[0],
        plain.partition("«")[0],
        plain.partition('"')[0],
    ]
    return any(piece.strip(_EDGES) in _TITLES for piece in pieces)


def _is_talk(body: Sequence[tuple[Any, str]]) -> bool:
    """Half of what is said is about cookies, accounts, subscriptions."""
    sizes = [(weight(text), surroundings.is_site_talk(fold(text), len(text.split()))) for _, text in body]
    return 2 * sum(size for size, is_talk in sizes if is_talk) > sum(size for size, _ in sizes)
