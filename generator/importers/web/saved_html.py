"""A saved web page becomes an article: the better of what it declares and what it shows, each with its evidence."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import lxml.html
import msgspec
from lxml import etree

from generator.importers.evidence import about, article, nothing
from generator.importers.language_and_section import language_of
from generator.importers.markup.html_bounds import bounded, flatten
from generator.importers.markup.html_markdown import markdown_of_html
from generator.importers.piece import Piece, SiteContext
from generator.importers.unpacking import TooLargeError
from generator.importers.web.dates.page_dates import date_of
from generator.importers.web.dates.printed_dates import printed_dates
from generator.importers.web.declared import linked_data
from generator.importers.web.declared.web_archives import Capture, capture_of, original, remove_bars
from generator.importers.web.embedded_images import unpacked
from generator.importers.web.long_pages import as_plain_text, parts_of
from generator.importers.web.no_article import reason_against
from generator.importers.web.page.authors import authors_of
from generator.importers.web.page.blocks import blocks_in, key_of
from generator.importers.web.page.body import Head, blocks_of
from generator.importers.web.page.data import candidates, tags_of, values
from generator.importers.web.page.images import images_of
from generator.importers.web.page.markup import body_markup
from generator.importers.web.page.page import Page
from generator.importers.web.page.tidy import tidy
from generator.importers.web.page.titles import title_of
from generator.model import Evidence, RawArticle, RawImage, SeedLine
from generator.text.addresses.absolute import address_parts
from generator.text.dates.day_order import usual_order
from generator.text.dates.machine import machine_date
from generator.text.dates.parse import Order
from generator.text.encodings import decode
from generator.text.limits import MAX_BODY

_CHARSET = re.compile(
    rb"<meta[^>]{0,200}charset\s*=\s*[\"']?\s*([\w-]{3,40})|encoding=[\"']([\w-]{3,40})", re.IGNORECASE
)
_UNREADABLE = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]|&#(?:0*(?:[0-8]|1[1-9]|2\\d|3[01]|11|12);|x0*(?:[0-8bcef]|1[0-9a-f]);)"
)
MAX_DECLARED = 500  # values of one field


def read_piece(piece: Piece, context: SiteContext) -> Iterable[RawArticle]:
    try:
        page = page_of(piece.data, piece.origin.get("source_url", ""), piece.origin.get("charset", ""))
    except TooLargeError as limit:
        yield from as_plain_text(piece, text_of(piece.data, piece.origin.get("charset", "")), str(limit), context)
        return
    against = reason_against(page) if page is not None and page.laid else ""
    if against:
        yield nothing(piece.source, "I107", against, "", level="warning")
    elif page is None or not page.body:
        yield nothing(piece.source, "I102", "contains no article", "an article page has a headline and paragraphs")
    else:
        yield from parts_of(_article(piece, page, context))


def page_of(data: bytes, address: str = "", charset: str = "") -> Page | None:
    text, embedded = unpacked(text_of(data, charset))
    text = bounded(text)
    document = parsed(text)
    if document is None:
        return None
    said = capture_of(text)
    remove_bars(document)
    flatten(document)
    found = tuple(_few(candidates(document)))
    capture = _capture(said, address, found)
    tidy(document)
    laid = list(blocks_in(document))
    title = title_of(found, laid, capture.address)
    names = tuple(one.value for one in found if one.field in ("authors", "section", "publisher"))
    description = next((one.value for one in values(found, "description")), "")
    head = Head(title.value if title else "", description, names, _said(document, found))
    main, blocks = blocks_of(document, laid, head)
    return Page(document, found, title, capture, tuple(blocks), main, laid, embedded)


def _capture(said: Capture, address: str, found: Sequence[Evidence]) -> Capture:
    """Where the page stood and when it was saved: by what brought it, by its own comment, by the address it declares."""
    declared = [original(one.value) for one in values(found, "source_url")]
    known = next((one for one in declared if one.moment), None)
    named = original(address or said.address) if address or said.address else known or next(iter(declared), said)
    if address_parts(named.address).scheme not in ("http", "https"):
        named = Capture("", named.moment, named.method)
    return named if named.moment or not said.moment else Capture(named.address, said.moment, said.method)


def _said(document: Any, found: Sequence[Evidence]) -> str:
    articles = linked_data.articles_among(linked_data.objects_of(document))
    bodies = [one for item in articles if isinstance(one := item.get("articleBody"), str)]
    return key_of("\n".join([*(one.value for one in found if one.field == "description"), *bodies])[:MAX_BODY])


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


def _article(piece: Piece, page: Page, context: SiteContext) -> RawArticle:
    body = markdown_of_html(body_markup(page.main, page.blocks), page.address)
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
    raw = article(piece.source, evidence, body, lines, problems)
    images = tuple(RawImage(one.reference, page.embedded.get(one.reference, b"")) for one in raw.images)
    return msgspec.structs.replace(raw, images=images)


def _draft(piece: Piece) -> Iterator[Evidence]:
    """Medium's export names the pages that were never published so."""
    name = re.split(r"[/#]", piece.source.path)[-1]
    if name.startswith("draft_") and b"medium.com" in piece.data:
        yield Evidence("status", "draft", "the file's name in Medium's export", 0.97)


def _order(page: Page, text: str, context: SiteContext) -> Order:
    """How this page's outlet writes days in numbers, else its language, of the country that the page names."""
    language, declared = language_of(text), str(page.document.get("lang") or "").replace("_", "-")
    of_country = declared if language and declared.partition("-")[0].lower() == language else language
    publishers = [one.value for one in values(page.found, "publisher")]
    return context.outlets.order_of(publishers) or usual_order(of_country)


def _fields(piece: Piece, page: Page, text: str) -> Iterator[Evidence]:
    found = page.found
    if page.title:
        yield page.title
    for field in ("publisher", "section"):
        yield from values(found, field)[:1]
    modified = [
        msgspec.structs.replace(one, value=date.stamp)
        for one in values(found, "lastmod")
        if (date := machine_date(one.value)) is not None
    ]
    yield from modified[:1]
    yield from authors_of(found, page.document, page.laid, page.title.value if page.title else "")
    yield from tags_of(found)
    yield from _description(page, text)
    yield from images_of(page.main, page.document, page.blocks, found)
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
    for one in values(page.found, "description")[:1]:
        start = key_of(one.value.rstrip(" .…"))[:60]
        if start and start not in key_of(text) and key_of(one.value) != key_of(page.title.value if page.title else ""):
            yield one
