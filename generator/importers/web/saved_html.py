"""A saved web page becomes an article: the better of what it declares and what it shows, each with its evidence."""

from __future__ import annotations

import copy
import logging
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import lxml.html
import msgspec
from lxml import etree

from generator.importers.evidence import about, article, local, nothing
from generator.importers.language_and_section import language_of
from generator.importers.markup.html_bounds import bounded, flatten
from generator.importers.markup.html_markdown import image_of, markdown_of_html
from generator.importers.piece import Piece, SiteContext
from generator.importers.web import page_data, page_fields
from generator.importers.web.dates.page_dates import date_of
from generator.importers.web.dates.printed_dates import printed_dates
from generator.importers.web.declared.web_archives import Capture, capture_of, original, remove_bars
from generator.importers.web.page_body import Block, Head, blocks_of, key_of, own_text
from generator.model import Evidence, RawArticle, SeedLine
from generator.text.addresses.absolute import address_parts
from generator.text.dates.day_order import usual_order
from generator.text.dates.machine import machine_date
from generator.text.dates.parse import Order
from generator.text.encodings import decode

_CHARSET = re.compile(
    rb"<meta[^>]{0,200}charset\s*=\s*[\"']?\s*([\w-]{3,40})|encoding=[\"']([\w-]{3,40})", re.IGNORECASE
)
_UNREADABLE = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]|&#(?:0*(?:[0-8]|1[1-9]|2\\d|3[01]|11|12);|x0*(?:[0-8bcef]|1[0-9a-f]);)"
)
_NO_PICTURE = re.compile(r"logo|placeholder|default|blank|avatar", re.IGNORECASE)
logging.getLogger("trafilatura").addHandler(logging.NullHandler())  # what it misses, the report says
_IMAGES = ("img", "iframe", "video", "picture")
MAX_DECLARED = 500  # values of one field
MAX_EMPTY = 1_000  # elements without words
_EMPTY = re.compile(
    r"<(article|b|blockquote|dd|div|dt|em|h[1-6]|i|li|main|p|pre|q|section|span|strong)\b[^<>]*"
    r"(?:/>|>(?:<!--[^<>]*-->)*</\1\s*>)",
    re.IGNORECASE,
)
ARTICLE_WORDS = 60


class Page(msgspec.Struct, frozen=True):
    """A page taken apart."""

    document: Any
    found: tuple[Evidence, ...]
    title: Evidence | None
    capture: Capture
    blocks: tuple[Block, ...]
    main: Any

    @property
    def address(self) -> str:
        return self.capture.address


def read_piece(piece: Piece, context: SiteContext) -> Iterable[RawArticle]:
    page = page_of(piece.data, piece.origin.get("source_url", ""), piece.origin.get("charset", ""))
    if page is None or page.title is None or not any(block.role == "body" for block in page.blocks):
        yield nothing(piece.source, "I102", "contains no article", "an article page has a headline and paragraphs")
    elif piece.origin.get("is_crawled") and not is_article(page):
        yield nothing(
            piece.source, "I107", "is not an article, but a list, a form or a front page", "", level="warning"
        )
    else:
        yield _article(piece, page, context)


def page_of(data: bytes, address: str = "", charset: str = "") -> Page | None:
    text = bounded(text_of(data, charset))
    document = parsed(text)
    if document is None:
        return None
    said = capture_of(text)
    has_bars = remove_bars(document)
    if flatten(document) or has_bars:
        text = etree.tostring(document, encoding="unicode", method="html")
    found = tuple(_few(page_data.candidates(document)))
    title = page_fields.title_of(found)
    capture = _capture(said, address, found)
    names = tuple(one.value for one in found if one.field in ("authors", "section", "publisher"))
    description = next((one.value for one in page_data.values(found, "description")), "")
    head = Head(title.value if title else "", description, names)
    main, blocks = blocks_of(document, extracted(text), head)
    return Page(document, found, title, capture, tuple(blocks), main)


def _capture(said: Capture, address: str, found: Sequence[Evidence]) -> Capture:
    """Where the page stood and when it was saved: by what brought it, by its own comment, by the address it declares."""
    declared = [original(one.value) for one in page_data.values(found, "source_url")]
    known = next((one for one in declared if one.moment), None)
    named = original(address or said.address) if address or said.address else known or next(iter(declared), said)
    if address_parts(named.address).scheme not in ("http", "https"):
        named = Capture("", named.moment, named.method)
    return named if named.moment or not said.moment else Capture(named.address, said.moment, said.method)


def _few(found: Iterable[Evidence]) -> Iterator[Evidence]:
    """What a page declares, of each field no more than anybody would."""
    counts: Counter[str] = Counter()
    for one in found:
        counts[one.field] += 1
        if counts[one.field] <= MAX_DECLARED:
            yield one


def text_of(data: bytes, charset: str = "") -> str:
    """By the page's own word where its bytes bear it out, else by what they look like."""
    declared = _CHARSET.search(data[:4096])
    named = charset or (next(filter(None, declared.groups()), b"").decode("ascii", "replace") if declared else "")
    for encoding in ("utf-8-sig", named if data[:2] not in (b"\xff\xfe", b"\xfe\xff") else ""):
        try:
            if encoding:
                return data.decode(encoding)
        except (ValueError, LookupError):  # no name of an encoding, or bytes that are not in it
            continue
    return decode(data).text or data.decode("utf-8", "replace")


def parsed(text: str) -> Any:
    """The tree of a page; None for one that has none."""
    parser = lxml.html.HTMLParser(encoding="utf-8", huge_tree=False)
    try:
        document = lxml.html.document_fromstring(_UNREADABLE.sub("", text).encode("utf-8", "replace"), parser=parser)
    except (etree.LxmlError, ValueError):
        return None
    return document if document.find("body") is not None else None


def extracted(text: str) -> list[str]:
    """The paragraphs that trafilatura takes for the article's.

    It drops empty elements one by one, and copies all words before them each time: thousands go before it sees them.
    """
    import trafilatura  # noqa: PLC0415 slow to load, and a guess only where a page marks no body

    if text.count("></") + text.count("/>") > MAX_EMPTY:
        text = _EMPTY.sub("", text)
    found = trafilatura.bare_extraction(
        text, include_comments=False, include_tables=True, with_metadata=False, deduplicate=False
    )
    value = str(getattr(found, "text", "") or "") if found is not None else ""
    return [line for line in value.split("\n") if line.strip()]


def is_article(page: Page) -> bool:
    """Whether a page that a crawler met is one of the articles, not one of the lists of them."""
    has_sign = any(
        one.method in ("JSON-LD headline", "microdata headline", "meta article:published_time") for one in page.found
    )
    kind = page.document.xpath("//meta[@property='og:type']/@content")
    words = sum(len(block.text.split()) for block in page.blocks if block.role == "body")
    is_front = address_parts(page.address).path.strip("/") in ("", "index.html", "index.php")
    return not is_front and (has_sign or "article" in kind or words >= 2 * ARTICLE_WORDS) and words >= ARTICLE_WORDS / 4


def _article(piece: Piece, page: Page, context: SiteContext) -> RawArticle:
    body = markdown_of_html(_kept(page), page.address)
    text = "\n".join(block.text for block in page.blocks if block.role == "body")
    order = _order(page, text, context)
    captured = piece.origin.get("captured") or page.capture.moment
    printed = printed_dates(page.document, page.title.value if page.title else "", captured)
    dated, problems = date_of(page.found, printed, page.address, piece.source, order)
    evidence = [*_fields(piece, page, text), *dated, *_draft(piece)]
    subheads = "\n".join(block.text for block in page.blocks if block.role == "body" and block.element.tag[0] == "h")
    evidence += about(evidence, page.title.value if page.title else "", subheads, text, context)
    lines = tuple(
        SeedLine(block.element.sourceline or 0, block.text, block.role, block.reason)
        for block in page.blocks
        if block.role != "body"
    )
    return article(piece.source, evidence, body, lines, problems)


def _draft(piece: Piece) -> Iterator[Evidence]:
    """Medium's export names the pages that were never published so."""
    name = re.split(r"[/#]", piece.source.path)[-1]
    if name.startswith("draft_") and b"medium.com" in piece.data:
        yield Evidence("status", "draft", "the file's name in Medium's export", 0.97)


def _order(page: Page, text: str, context: SiteContext) -> Order:
    """How this page's outlet writes days in numbers, else its language, of the country that the page names."""
    language, declared = language_of(text), str(page.document.get("lang") or "").replace("_", "-")
    of_country = declared if language and declared.partition("-")[0].lower() == language else language
    publishers = [one.value for one in page_data.values(page.found, "publisher")]
    return context.outlets.order_of(publishers) or usual_order(of_country)


def _fields(piece: Piece, page: Page, text: str) -> Iterator[Evidence]:
    found = page.found
    if page.title:
        yield page.title
    publishers = [one.value for one in page_data.values(found, "publisher")]
    for field in ("publisher", "section"):
        yield from page_data.values(found, field)[:1]
    modified = [
        msgspec.structs.replace(one, value=date.stamp)
        for one in page_data.values(found, "lastmod")
        if (date := machine_date(one.value)) is not None
    ]
    yield from modified[:1]
    yield from page_fields.authors_of(found, publishers)
    yield from page_fields.tags_of(found)
    yield from _description(page, text)
    yield from _image(page)
    language = language_of(text)
    if language:
        yield Evidence("lang", language, "letters and most common words", 0.95)
    if page.address:
        yield Evidence("source_url", page.address, "the page's own address", 0.9)
    if piece.origin.get("captured"):
        yield Evidence("captured", piece.origin["captured"], "the web archive's record", 0.99)
    elif page.capture.moment:
        yield Evidence("captured", page.capture.moment, page.capture.method, 0.95)


def _description(page: Page, text: str) -> Iterator[Evidence]:
    """The line between title and body; what is only the body's beginning again is none."""
    shown = next((block for block in page.blocks if block.role == "description"), None)
    if shown is not None:
        yield Evidence("description", shown.text, "is between title and body", 0.9, (shown.element.sourceline or 0,))
        return
    for one in page_data.values(page.found, "description")[:1]:
        start = key_of(one.value.rstrip(" .…"))[:60]
        if start and start not in key_of(text) and key_of(one.value) != key_of(page.title.value if page.title else ""):
            yield one


def _image(page: Page) -> Iterator[Evidence]:
    """The image above the article where its file came along, else the one that the page declares."""
    main = page.main if page.main is not None else page.document
    figures = [one for one in main.xpath(".//figure[.//img]") if not _NO_PICTURE.search(str(one.get("class") or ""))]
    for figure in figures[:1]:
        image = figure.find(".//img")
        if local(image_of(image)):
            yield Evidence("image", image_of(image), "the first image", 0.85)
            yield Evidence("image_alt", " ".join((image.get("alt") or "").split()), "the first image", 0.8)
        caption = next((own_text(one) for one in figure.iter("figcaption")), "")
        yield Evidence("image_caption", caption, "the caption of the first image", 0.8)
    yield from page_data.values(page.found, "image")[:1]
    yield from page_data.values(page.found, "image_alt")[:1]


def _kept(page: Page) -> str:
    """The article's element without the blocks that are not of the body, as HTML."""
    body = [block.element for block in page.blocks if block.role == "body"]
    keep = set(body)
    holders = {above for element in body for above in element.iterancestors()} | keep
    first, last = _range(page.main, keep)
    mark = "data-warraq-out"
    for index, element in enumerate(page.main.iter(etree.Element)):
        is_image = first <= index <= last and _is_of_image(element)
        if (
            element is not page.main
            and not is_image
            and element not in holders
            and not _is_within(element, keep, page.main)
        ):
            element.set(mark, "")
    clean = copy.deepcopy(page.main)
    for element in page.main.iter(etree.Element):
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


def _range(main: Any, keep: set[Any]) -> tuple[int, int]:
    """From where to where images are the article's: from its first block to its last."""
    indexes = [index for index, element in enumerate(main.iter(etree.Element)) if element in keep]
    return (min(indexes), max(indexes)) if indexes else (0, -1)


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
