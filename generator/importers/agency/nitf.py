"""NITF of news agencies: head, headlines and text become an article."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import IO, Any

import msgspec

from generator.importers.agency.fields import (
    STATUSES,
    SURE,
    dateline_in,
    first_of_each,
    is_initials,
    is_later,
    left,
    moment,
    names_of,
    of_day,
    section,
)
from generator.importers.agency.items import items_in, piece_of
from generator.importers.agency.markup import figures_in, html_of
from generator.importers.evidence import about, article, nothing, problem
from generator.importers.language_and_section import language_of
from generator.importers.markup.html_markdown import markdown_of_html
from generator.importers.markup.safe_xml import child, given, local, parse, words
from generator.importers.piece import Piece, SiteContext
from generator.model import Evidence, Problem, RawArticle, SeedLine
from generator.text.markup import tagless

_NO_FIELD = "no field for this"


class Nitf(msgspec.Struct, frozen=True):
    """The text of a document as HTML, without the image that has a field."""

    evidence: tuple[Evidence, ...]
    html: str
    lines: tuple[SeedLine, ...]
    status: str = ""


def split(stream: IO[bytes], name: str) -> Iterator[Piece | Problem]:
    found = items_in(stream, name, ("nitf",), "NITF article")
    for root in found.whole:
        key = given(child(root, "head", "docdata", "doc-id"), "id-string")
        yield piece_of(name, key[:300], "nitf", root)
    yield from found.problems


def read_piece(piece: Piece, context: SiteContext) -> Iterable[RawArticle]:
    root = parse(piece.data)
    content = nitf_of(root, context)
    body = markdown_of_html(content.html)
    if not body:
        yield nothing(piece.source, "I102", "contains no text", "nothing in it can become an article")
        return
    text = tagless(content.html)
    evidence = first_of_each(content.evidence, dateline_in(text))
    title = next((one.value for one in evidence if one.field == "title"), "")
    language = language_of(f"{title}\n{text}")
    evidence += [Evidence("lang", language, "letters and most common words", 0.95)] if language else []
    evidence += about(evidence, title, "", text, context)
    yield article(piece.source, evidence, body, content.lines, status_problems(piece, content.status))


def status_problems(piece: Piece, status: str) -> Iterator[Problem]:
    """What became of an item that its provider holds back or has taken back."""
    if STATUSES.get(status) == "draft":
        text = "was withdrawn by its provider" if status == "canceled" else "is held back by its provider"
        hint = "withdraw it if you have published it" if status == "canceled" else "publish it when it is released"
        yield problem(piece.source, "I155", "warning", f"{text} (`{status}`): kept as a draft", hint)


def nitf_of(root: Any, context: SiteContext) -> Nitf:
    head, body = child(root, "head"), child(root, "body")
    content, end = child(body, "body.content"), child(body, "body.end")
    top = child(body, "body.head")
    images = list(figures_in(content))[:1] if content is not None else []
    evidence = [*_of_docdata(child(head, "docdata"), head), *_headlines(root, top, head), *_of_image(images)]
    evidence += [*_subjects(head, context), *_of_publication(child(head, "pubdata"), context)]
    shown = "".join(html_of(part, [media for media, _ in images]) for part in (content, end) if part is not None)
    found = tuple(one for one in evidence if one.value)
    status = given(child(head, "docdata"), "management-status").lower()
    return Nitf(found, shown, tuple(_left(head, top, found)), status)


def _headlines(root: Any, top: Any, head: Any) -> Iterator[Evidence]:
    keywords = {given(one, "key").casefold() for one in _named(head, "keyword")}
    title = words(child(top, "hedline", "hl1"))
    yield Evidence("title", title, "hedline/hl1", 0.95)
    yield Evidence("title", words(child(head, "title")), "head/title", 0.85)
    deck = words(child(top, "hedline", "hl2"))
    if deck != title and deck.casefold() not in keywords:
        yield Evidence("description", deck, "hedline/hl2", 0.85)
    yield Evidence("description", words(child(top, "abstract")), "abstract", 0.85)
    yield from _authors(child(top, "byline"))
    yield Evidence("publisher", words(child(top, "distributor")), "distributor", 0.85)
    yield Evidence("dateline", _place(child(top, "dateline")), "dateline", 0.9)
    yield Evidence("rights_holder", words(child(top, "rights", "rights.owner")), "rights.owner", 0.9)
    yield Evidence("lang", given(root, "baselang"), "baselang", 0.6)
    yield Evidence("date", _norm(child(top, "dateline", "story.date")), "story.date", 0.85)


def _authors(byline: Any) -> Iterator[Evidence]:
    if byline is None:
        return
    people = [words(one) for one in byline if local(one) == "person"]
    title = words(child(byline, "byttl"))
    printed = words(byline).removesuffix(title).rstrip(" ,،") if title else words(byline)
    for name in people or names_of(printed):
        if is_initials(name):
            continue
        yield Evidence("authors", name, "byline", 0.92 if people else 0.88)


def _place(dateline: Any) -> str:
    """As printed, without the time in it, which is for machines."""
    if dateline is None:
        return ""
    parts = [dateline.text or ""]
    for one in dateline:
        parts += ["" if local(one) == "story.date" else words(one), one.tail or ""]
    return " ".join("".join(parts).split()).strip(" ,-–—")


def _norm(element: Any) -> str:
    return moment(given(element, "norm"))


def _of_docdata(docdata: Any, head: Any) -> Iterator[Evidence]:
    yield from _dates(docdata, head)
    status = given(docdata, "management-status").lower()
    yield Evidence("status", STATUSES.get(status, ""), "management-status", 0.95)
    yield Evidence("rights_holder", given(child(docdata, "doc.copyright"), "holder"), "doc.copyright", 0.9)
    yield Evidence("rights", given(child(docdata, "doc.rights"), "limitations"), "doc.rights", 0.8)
    yield Evidence("collections", given(child(docdata, "series"), "series.name"), "series", 0.85)
    for one in _named(docdata, *_CONTENT):
        yield Evidence(_CONTENT[local(one)], words(one), "identified-content", 0.85)
    for one in _named(docdata, "keyword"):
        yield Evidence("tags", given(one, "key"), "key-list", 0.92)


_CONTENT = {"person": "people", "location": "places", "org": "tags"}


def _dates(docdata: Any, head: Any) -> Iterator[Evidence]:
    """Released after it was sent, it was public from then on; else the edition's day, or when it was sent."""
    issued, released = _norm(child(docdata, "date.issue")), _norm(child(docdata, "date.release"))
    printed = of_day(moment(given(child(head, "pubdata"), "date.publication")))
    is_held = bool(issued and released) and is_later(released, issued)
    ways = [("date.release", released if is_held else ""), ("date.publication", printed), ("date.issue", issued)]
    found = [Evidence("date", value, method, SURE) for method, value in (*ways, ("date.release", released)) if value]
    yield from found[:1]
    revised = max((_norm(one) for one in _named(head, "revision-history")), default="")
    if revised and found and is_later(revised, found[0].value):
        yield Evidence("lastmod", revised, "revision-history", 0.9)


def _subjects(head: Any, context: SiteContext) -> Iterator[Evidence]:
    names = [
        given(one, f"tobject.subject.{key}")
        for one in _named(head, "tobject.subject")
        for key in ("type", "matter", "detail")
    ]
    yield from section(names, "tobject.subject", context)
    yield from (Evidence("tags", name, "tobject.subject", 0.85) for name in names if ":" not in name)


def _of_publication(pubdata: Any, context: SiteContext) -> Iterator[Evidence]:
    yield Evidence("publisher", given(pubdata, "name"), "pubdata/name", 0.85)
    yield Evidence("issue_number", given(pubdata, "issue"), "pubdata/issue", 0.9)
    yield Evidence("edition", given(pubdata, "edition.name"), "pubdata/edition.name", 0.9)
    yield from section([given(pubdata, "position.section")], "pubdata/position.section", context)


def _of_image(images: list[Any]) -> Iterator[Evidence]:
    for _, figure in images:
        yield Evidence("image", figure.address, "media-reference", 0.93)
        yield Evidence("image_alt", figure.alt, "alternate-text", 0.93)
        yield Evidence("image_caption", figure.caption, "media-caption", 0.93)
        yield Evidence("image_credit", figure.credit, "media-producer", 0.9)


def _named(element: Any, *names: str) -> list[Any]:
    return [one for one in element.iter() if local(one) in names] if element is not None else []


_TAKEN = frozenset(
    "docdata tobject pubdata key-list series doc.copyright date.issue date.release tobject.subject hedline hl1 byline "
    "distributor dateline identified-content".split()
)
_ONE_OF_MANY = frozenset("title hl2 abstract rights doc.rights".split())


def _left(head: Any, top: Any, evidence: Iterable[Evidence]) -> Iterator[SeedLine]:
    """The lines in the head and above the text that are no field."""
    taken = {one.field: one.value for one in reversed(list(evidence))}.values()
    content = child(head, "docdata", "identified-content")
    for part in (head, child(head, "docdata"), content, child(head, "tobject"), top, child(top, "hedline")):
        for one in part if part is not None else ():
            is_field = local(one) in _CONTENT and bool(words(one))
            is_shown = local(one) in _ONE_OF_MANY and words(one) in (*taken, "")
            line = None if is_field or is_shown or local(one) in _TAKEN else left(one, _NO_FIELD)
            yield from (line,) if line is not None else ()
    byline, title = words(child(top, "byline")), words(child(top, "byline", "byttl"))
    yield from (
        (SeedLine(0, f"byline: {byline}", "unplaced", "initials from the news desk"),) if is_initials(byline) else ()
    )
    yield from (SeedLine(0, f"byttl: {title}", "unplaced", "the author's office"),) if title else ()
