"""The messages of one article become that article: wires have roles of their own, the rest is as of a raw text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date as day

import msgspec

from generator.importers.agency.fields import names_of, section
from generator.importers.evidence import own_section
from generator.importers.language_and_section import language_of
from generator.importers.piece import Piece, SiteContext
from generator.importers.raw_text.lines import LEAD_WORDS, RoledLine
from generator.importers.raw_text.read import article_of, with_decision
from generator.importers.raw_text.role import Role
from generator.importers.typed_dates import DOUBTED, HINT, doubts, either
from generator.importers.wire.message import Message, message_of
from generator.importers.wire.roles import LAST, MORE, lines_of_message
from generator.importers.wire.stamps import dated_dateline, hour_in, stamp_in
from generator.importers.wire.takes import without_marks
from generator.model import Evidence, Problem, RawArticle
from generator.text.dates.day_order import settled, usual_order
from generator.text.dates.parse import dates_in_line
from generator.text.encodings import lines_of

# Codes of ANPA 1312 and of those who use IPTC 7901, by the section that they mean.
_CATEGORIES = {
    **dict.fromkeys("s sp spo".split(), "sports"),
    **dict.fromkeys("f wi eco".split(), "economy"),
    **dict.fromkeys("p pl pol".split(), "politics"),
    **dict.fromkeys("e ku cul".split(), "culture"),
}
_AGENCIES = frozenset(
    "KUNA QNA SANA WAFA PETRA SPA WAM BNA MENA INA NNA APS TAP MAP LANA SUNA ONA AFP DPA EFE ANSA".split()
)


def read_piece(piece: Piece, context: SiteContext) -> Iterable[RawArticle]:
    messages = list(_messages(piece))
    lines = [
        line for number, message in enumerate(messages) for line in lines_of_message(message, is_first=number == 0)
    ]
    lines = with_decision(lines, piece.decision)
    found = list(_evidence(messages, lines, context))
    problems = (*_unfinished(piece, lines), *doubts(piece.source, found))
    yield _checked(article_of(piece.source, lines, context, problems, [one for one in found if one.value]))


def _checked(raw: RawArticle) -> RawArticle:
    """With a range and a problem, if the days in the wire and in its text are further apart than time zones explain."""
    dates = [one for one in raw.evidence if one.field == "date" and len(one.value) >= 10]
    days = sorted(day.fromisoformat(one.value[:10]) for one in dates)
    if len(days) < 2 or (days[-1] - days[0]).days <= 1 or "date_range" in raw.fields:
        return raw
    text = f"{days[0].isoformat()}/{days[-1].isoformat()}"
    doubt = Evidence("date_range", text, "the wire and its text disagree", DOUBTED)
    what = f"the date is uncertain: {dates[0].method} says {dates[0].value[:10]}, but other sources say {text}"
    problem = Problem(raw.seed.path, dates[0].lines[0] if dates[0].lines else 0, 0, "I110", "warning", what, HINT)
    fields = {**raw.fields, "date_range": text}
    return msgspec.structs.replace(
        raw, fields=fields, evidence=(*raw.evidence, doubt), problems=(*raw.problems, problem)
    )


def _messages(piece: Piece) -> Iterator[Message]:
    """The messages of a piece with the numbers that their lines have in the file."""
    lines = lines_of(piece.data.decode("utf-8"))
    spans = [tuple(map(int, span.split(":"))) for span in piece.origin.get("spans", f"0:{len(lines)}").split()]
    at = 0
    for first, stop in spans:
        yield message_of(first + 1, lines[at : at + stop - first])
        at += stop - first


def _evidence(messages: Sequence[Message], lines: Sequence[RoledLine], context: SiteContext) -> Iterator[Evidence]:
    """Evidence from the envelope and the first words; of dates the surest first."""
    fields, numbers = messages[0].fields, tuple(number for number, line in messages[0].head if line.strip())
    ends = [one for message in messages for one in (*message.tail, *_last(message.text))]
    body = [line for line in lines if line.role is Role.BODY]
    yield from stamp_in(ends)
    yield from _days(messages[0], ends, body)
    for line in lines:
        if line.role is Role.SIGNED:
            yield from (Evidence("authors", name, line.reason, 0.9, (line.number,)) for name in names_of(line.text))
    yield from _section(fields.get("category", ""), context, numbers)
    for tag in re.split(r"[،,؛;]\s*", fields.get("tags", "")):
        yield Evidence("tags", tag, "the keywords of the wire", 0.9, numbers)
    service = fields.get("service", "")
    if service.upper() in _AGENCIES or (len(service) > 1 and not service.isascii()):
        name = service.upper() if service.isascii() else service
        yield Evidence("publisher", name, "the service of the wire", 0.7, numbers)
    if not any(line.role is Role.TITLE for line in lines):
        yield from _stand_ins(fields.get("slug", ""), body)


def _last(text: Sequence[tuple[int, str]]) -> list[tuple[int, str]]:
    return [one for one in text if one[1].strip()][-LAST:]


def _days(message: Message, ends: Sequence[tuple[int, str]], body: Sequence[RoledLine]) -> Iterator[Evidence]:
    """A labelled day and that of the dateline, with the hour in Greenwich time where one is said."""
    hour = next(filter(None, (hour_in(line) for _, line in (*message.head, *ends))), "")
    order = usual_order(language_of(" ".join(line.text for line in body)))
    labelled = [settled(one, order) for one in dates_in_line(message.fields.get("date", ""))]
    if labelled and not labelled[0].other and hour:
        numbers = tuple(number for number, line in message.head if line.strip())
        yield Evidence("date", labelled[0].value + hour, "the header of the wire", 0.93, numbers)
    found, dateline = dated_dateline(body[0]) if body else (None, None)
    if dateline is not None:
        yield Evidence("dateline", dateline.text, "the start of the first paragraph", 0.87, (body[0].number,))
    if found is not None:
        known, method = settled(found, order), "the day in the dateline"
        clear = Evidence("date", known.value + hour, method, 0.92, (body[0].number,))
        yield from either("date", known.value, known.other, method) if known.other else [clear]


def _section(category: str, context: SiteContext, numbers: tuple[int, ...]) -> Iterator[Evidence]:
    """A name is the section as written; a code only counts if the site has such a section."""
    if len(category) > 3:
        yield Evidence("section", own_section(category, context), _CATEGORY, 0.9, numbers)
    else:
        yield from section([_CATEGORIES.get(category.lower(), category)], _CATEGORY, context)


_CATEGORY = "the category of the wire"


def _stand_ins(slug: str, body: Sequence[RoledLine]) -> Iterator[Evidence]:
    """A flash has no headline: a short text is its own, of a long one the slug or the first words are the title."""
    words = body[0].text.split() if body else []
    is_flash = len(body) == 1 and len(words) < LEAD_WORDS
    yield Evidence("title", " ".join(words) if is_flash else "", "the text of a flash", 0.8)
    yield Evidence("title", without_marks(slug), "the slug of the wire", 0.5)
    yield Evidence("title", f"{' '.join(words[:12])} …" if words else "", "the first words", 0.5)


def _unfinished(piece: Piece, lines: Sequence[RoledLine]) -> Iterator[Problem]:
    found = [line for line in lines if line.role is Role.BODY or line.reason == MORE]
    if found and found[-1].role is not Role.BODY:
        what = "says that more follows, but nothing follows in this file"
        yield Problem(
            piece.source.path, found[-1].number, 0, "I156", "warning", what, "put all takes of an article into one file"
        )
