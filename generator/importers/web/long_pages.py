"""Pages beyond the limits: too many elements are read as plain text, too long a text is cut into parts."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from html import unescape

import msgspec

from generator.disk.files import fingerprint
from generator.importers.evidence import problem
from generator.importers.piece import Piece, SiteContext
from generator.importers.raw_text import read as raw_text
from generator.model import RawArticle, Source
from generator.text.limits import MAX_BODY, MAX_LINES, MAX_MARKUP, body_excess, markup_in

SPARE = 0.9  # of each limit, for what stands between the paragraphs
_UNSEEN = re.compile(
    r"<(script|style|noscript|template|svg|head)\b[^>]*>.*?</\1\s*>|<!--.*?-->", re.IGNORECASE | re.DOTALL
)
_TITLE = re.compile(r"<title\b[^>]*>([^<]{1,500})", re.IGNORECASE)
_BLOCK = re.compile(
    r"</?(?:p|div|br|h[1-6]|li|ul|ol|tr|td|th|table|section|article|blockquote|pre|hr|dd|dt)\b[^<>]*>", re.IGNORECASE
)
_TAG = re.compile(r"<[^<>]*>")


def as_plain_text(piece: Piece, html: str, limit: str, context: SiteContext) -> Iterator[RawArticle]:
    """The words of the page, block by block, read as a raw text is."""
    title = _TITLE.search(html)
    text = _TAG.sub("", _BLOCK.sub("\n", _UNSEEN.sub(" ", html)))
    lines = (" ".join(line.split()) for line in unescape(f"{title[1] if title else ''}\n{text}").split("\n"))
    plain = "\n\n".join(filter(None, lines))
    what = f"the page {limit}: it was read as plain text"
    note = problem(piece.source, "I163", "warning", what, "compare the article with the page")
    for number, raw in enumerate(raw_text.read_piece(msgspec.structs.replace(piece, data=plain.encode()), context)):
        yield raw if number else msgspec.structs.replace(raw, problems=(*raw.problems, note))


def parts_of(raw: RawArticle) -> Iterable[RawArticle]:
    """An article that is longer than articles may be, as several."""
    if not body_excess(raw.body):
        return [raw]
    bodies = list(_bodies(raw.body))
    what = f"is longer than an article may be: cut into {len(bodies)} parts"
    note = problem(raw.seed, "I163", "warning", what, "split it into articles where they begin")
    first = msgspec.structs.replace(raw, body=bodies[0], problems=(*raw.problems, note))
    return [first, *(_part(raw, body, number) for number, body in enumerate(bodies[1:], 2))]


def _part(raw: RawArticle, body: str, number: int) -> RawArticle:
    """Each is known by its own bytes, so that it stays the same when others change."""
    sha = fingerprint(body.encode())
    fields = {**raw.fields, "title": f"{raw.fields.get('title', '')} ({number})"}
    return msgspec.structs.replace(
        raw, seed=Source(f"{raw.seed.path}#{sha[:12]}", sha), fields=fields, body=body, lines=(), problems=()
    )


def _bodies(body: str) -> Iterator[str]:
    """Cut between paragraphs; one that is too long itself, anywhere."""
    part: list[str] = []
    letters = lines = marks = 0
    for paragraph in body.split("\n\n"):
        for piece in _pieces(paragraph):
            size, rows, signs = len(piece) + 2, piece.count("\n") + 2, markup_in(piece)
            if part and (
                letters + size > SPARE * MAX_BODY
                or lines + rows > SPARE * MAX_LINES
                or marks + signs > SPARE * MAX_MARKUP
            ):
                yield "\n\n".join(part).strip("\n") + "\n"
                part, letters, lines, marks = [], 0, 0, 0
            part.append(piece)
            letters, lines, marks = letters + size, lines + rows, marks + signs
    if part:
        yield "\n\n".join(part).strip("\n") + "\n"


def _pieces(paragraph: str) -> Iterator[str]:
    most = MAX_MARKUP // 2  # a letter is no more than one sign of markup, or one line
    if len(paragraph) <= most:
        yield paragraph
        return
    yield from (paragraph[start : start + most] for start in range(0, len(paragraph), most))
