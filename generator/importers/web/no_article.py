"""Pages that are no article, told apart: lists, searches, forms, notices of errors, walls, and what a site says of itself.

A page that names itself an article, or has the text of one, is one: of doubts none is enough alone.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from typing import Any, NamedTuple

from generator.importers.vocabulary import newsroom, surroundings
from generator.importers.vocabulary.labels import labels
from generator.importers.web.page.blocks import HEADINGS, is_paragraph, linked, weight
from generator.importers.web.page.page import Page
from generator.importers.web.page.titles import SEPARATOR
from generator.text.addresses.absolute import address_parts
from generator.text.arabic import fold
from generator.text.dates.parse import date_line

LONG = 1_500  # letters in paragraphs: whatever else a page is, it has an article
ARTICLE = 500
SHORT = 250
POINTERS = 6  # links as long as titles
POINTER_LETTERS = 18
TITLE_LETTERS, SHARED = 22, 0.3  # of a title that is a sentence, and how many of its words the text has
TEASERS, TEASER_LETTERS, MOSTLY = 3, 300, 0.6
DATED_BLOCKS, DATE_WORDS = 80, 12
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
    sentences: int  # paragraphs of the body that end as sentences do
    pointers: int  # links as long as titles, outside of the body
    told: float  # the part of the paragraphs that each follow such a link, as teasers do
    is_titled: bool  # its title is a sentence, and the text speaks of the same
    is_dated: bool
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
    if seen.is_own_title and not seen.signs:
        return "is a page of the site itself, not an article"
    if not seen.signs and seen.told >= MOSTLY:
        return "is a list of articles"
    if seen.letters >= LONG or (seen.signs and seen.letters >= SHORT):
        return ""
    return _short(seen)


def _short(seen: Seen) -> str:
    """Of a page with little text."""
    if seen.has_password and not seen.is_titled:
        return "is a form to log in"
    if seen.is_own_text and (not seen.signs or seen.letters < SHORT):
        return "says that there is nothing to read here"
    is_likely = seen.signs or seen.is_titled
    if not is_likely and not seen.is_dated and seen.letters < SHORT and not seen.sentences:
        return "has too little text for an article"
    is_list = seen.is_list_address or not is_likely
    if is_list and seen.pointers >= POINTERS and seen.letters < min(ARTICLE, A_POINTER * seen.pointers):
        return "is a list of articles"
    return ""


def _seen(page: Page) -> Seen:
    body, address, title = page.body, page.address, page.title.value if page.title else ""
    kind = page.document.xpath("//meta[@property='og:type']/@content")
    signs = {one.method for one in page.found} & set(_SIGNS)
    letters = sum(weight(text) for element, text in body if is_paragraph(element, text))
    whole = fold(" ".join(text for _, text in body)[: ARTICLE * 4])
    path = address_parts(address).path
    words = [word for word in fold(title).split() if len(word) > 2]
    return Seen(
        signs=len(signs) + ("article" in kind),
        letters=letters,
        sentences=sum(is_paragraph(element, text) and newsroom.ends_with_stop(text) for element, text in body),
        pointers=_pointers(page.laid, {element for element, _ in body}),
        told=_told(page.laid, {element for element, _ in body}),
        is_titled=weight(title) >= TITLE_LETTERS and sum(word in whole for word in words) >= SHARED * len(words),
        is_dated=any(one.field == "date" for one in page.found) or _has_date(page.laid),
        is_own_title=_is_own_title(title),
        is_own_text=any(one in whole for one in _TEXTS) or _is_talk(body),
        is_list_address=bool(_OF_LISTS.search(path)) or bool(_OF_SITE.search(path)),
        is_front=bool(address) and path.strip("/").lower() in _FRONT and not address_parts(address).query,
        has_password=bool(page.document.xpath("//input[@type='password']")),
    )


def _has_date(laid: Sequence[tuple[Any, str]]) -> bool:
    """A line that is little more than a day, near the top."""
    lines = (text for _, text in laid[:DATED_BLOCKS] if len(text.split()) <= DATE_WORDS)
    return any(any(char.isdigit() for char in text) and date_line(text) is not None for text in lines)


def _told(laid: Sequence[tuple[Any, str]], body: Collection[Any]) -> float:
    """How many of the paragraphs stand right behind a link as long as a title, or begin with one."""
    count = beside = 0
    is_behind = False
    for element, text in laid:
        is_pointer = _leads_away(element, text)
        if element in body and not is_pointer and element.tag not in HEADINGS and weight(text) >= POINTER_LETTERS:
            count += 1
            beside += weight(text) < TEASER_LETTERS and (is_behind or _begins_with_link(element))
            is_behind = False
        elif is_pointer:
            is_behind = True
    return beside / count if count >= TEASERS else 0.0


def _begins_with_link(element: Any) -> bool:
    first = next(iter(element), None)
    if first is None or first.tag != "a" or (element.text or "").strip():
        return False
    return weight("".join(first.itertext())) >= POINTER_LETTERS


def _pointers(laid: Sequence[tuple[Any, str]], body: Collection[Any]) -> int:
    return sum(element not in body and _leads_away(element, text) for element, text in laid)


def _leads_away(element: Any, text: str) -> bool:
    size = weight(text)
    if size < POINTER_LETTERS:
        return False
    return 2 * linked(element) >= size or (element.tag in HEADINGS and _is_in_link(element))


def _is_in_link(element: Any) -> bool:
    return any(above.tag == "a" for above in element.iterancestors())


def _is_own_title(title: str) -> bool:
    """The title, or what stands before or behind its sign, is what such pages are called."""
    plain = fold(title)
    pieces = [plain, *SEPARATOR.split(plain), *re.split(r"[:«»\"„“]", plain)]
    return any(piece.strip(_EDGES) in _TITLES for piece in pieces)


def _is_talk(body: Sequence[tuple[Any, str]]) -> bool:
    """Half of what is said is about cookies, accounts, subscriptions."""
    sizes = [(weight(text), surroundings.is_site_talk(fold(text), len(text.split()))) for _, text in body]
    return 2 * sum(size for size, is_talk in sizes if is_talk) > sum(size for size, _ in sizes)
