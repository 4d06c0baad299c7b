"""A raw scraped text becomes an article: each line gets a role, each field its evidence, nothing is lost.

First lines that betray themselves get their roles (dates, labels, buttons), then the heaviest stretch is the body,
then what stands around it is told by its place.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from generator.importers.decisions import METHOD, NO_DECISION, Decision
from generator.importers.evidence import MANY, about
from generator.importers.language_and_section import language_of, section_named
from generator.importers.markup.verbatim import markdown_of
from generator.importers.piece import NO_CONTEXT, SiteContext
from generator.importers.raw_text.body import mark_body
from generator.importers.raw_text.dateline import Dateline, dateline_of_line, dateline_of_paragraph, dateline_of_wire
from generator.importers.raw_text.dates import read_dates
from generator.importers.raw_text.header import mark_head
from generator.importers.raw_text.lines import Line, cut
from generator.importers.raw_text.roles import mark_what_betrays_itself
from generator.importers.vocabulary import newsroom
from generator.model import Evidence, Problem, RawArticle, SeedLine, Source
from generator.text.arabic import fold
from generator.text.dates.day_order import usual_order
from generator.text.dates.parse import date_line
from generator.text.encodings import decode

# Roles of lines on their way, and what the report calls them.
_SHOWN = {
    "button": "boilerplate",
    "end": "boilerplate",
    "site talk": "boilerplate",
    "read also": "boilerplate",
    "link": "boilerplate",
}
_NO_REASON = "stands around the article, and nothing tells what it is"
_SHOWN |= {
    "tags label": "boilerplate",
    "visit": "boilerplate",
    "caption": "image_caption",
    "author": "byline",
    "filed": "dateline",
    "issue": "issue_number",
    "signed": "byline",
}


def read_raw_text(source: Source, data: bytes, context: SiteContext = NO_CONTEXT) -> RawArticle:
    """One article from the bytes of one seed; what cannot be told is a problem, never an exception."""
    return read_with_lines(source, data, context)[0]


def read_with_lines(
    source: Source, data: bytes, context: SiteContext, decision: Decision = NO_DECISION
) -> tuple[RawArticle, Iterator[SeedLine]]:
    """The article, and all lines of its seed with their roles."""
    decoded = decode(data)
    if decoded.text is None:
        return _nothing(source, "I101", "cannot be read as text", "save it as UTF-8"), iter(())
    lines = cut(decoded.text)
    mark_what_betrays_itself(lines, context.sections, context.outlets.learned(line.folded for line in lines))
    mark_body(lines)
    mark_head(lines)
    mark_decided(lines, decision)
    raw = _read(source, lines, context, _notes(source, decoded.notes))
    return raw, (shown(line) for line in lines)


def mark_decided(lines: Sequence[Line], decision: Decision) -> None:
    """What a person said of lines by their numbers."""
    for line in lines:
        if line.number in decision.drop:
            line.give("boilerplate", METHOD)
        elif line.number in decision.keep:
            line.give("body", METHOD)


def _read(source: Source, lines: list[Line], context: SiteContext, notes: tuple[Problem, ...]) -> RawArticle:
    if not any(line.role in ("title", "body") for line in lines):
        return _nothing(source, "I102", "holds no article", "a seed has a title and at least one paragraph", lines)
    return article_of(source, lines, context, notes)


def article_of(
    source: Source, lines: list[Line], context: SiteContext, notes: tuple[Problem, ...], known: Sequence[Evidence] = ()
) -> RawArticle:
    """The article of lines that have their roles; what was told of it elsewhere comes first."""
    evidence = [*known, *_evidence(lines, context.sections)]
    body, subheads = markdown_of(lines_of_body(lines)), _texts(lines, "subhead")
    title = next((one.value for one in evidence if one.field == "title"), "")
    text = "\n".join(_texts(lines, "body"))
    language = language_of(f"{title}\n{text}")
    problems = list(notes)
    if not title:
        problems.append(
            Problem(source.path, 1, 0, "I103", "error", "has no title", "put the title on a line of its own")
        )
    order = context.outlets.order_named(line.folded for line in lines) or usual_order(language)
    dated, doubts = read_dates(source, lines, order)
    if any(one.field == "date" for one in known):
        doubts = [one for one in doubts if one.code != "I111"]
    evidence += [Evidence("lang", language, "letters and commonest words", 0.95)] if language else []
    evidence += [*dated, *about(evidence, title, "\n".join(subheads), text, context)]
    return RawArticle(source, _fields(evidence), body, tuple(_kept(lines)), tuple(evidence), (*problems, *doubts))


def lines_of_body(lines: Sequence[Line]) -> list[Line]:
    return [line for line in lines if line.role in ("body", "subhead")]


def _texts(lines: Sequence[Line], role: str) -> list[str]:
    return [line.text for line in lines if line.role == role]


def _evidence(lines: Sequence[Line], sections: Sequence[str]) -> Iterator[Evidence]:
    """A field a line: its value, the rule that gave it, how sure that rule is."""

    def named(text: str) -> str:
        value = newsroom.section_of(text) or newsroom.plain(text)
        return section_named(value, sections) or value

    values: dict[str, tuple[Callable[[str], str], float]] = {
        "kicker": (newsroom.plain, 0.7),
        "description": (newsroom.plain, 0.6),
        "image_alt": (newsroom.plain, 0.75),
        "image_caption": (newsroom.plain, 0.75),
        "publisher": (newsroom.plain, 0.85),
        "editor": (lambda text: newsroom.editor_of(text) or newsroom.plain(text), 0.95),
        "section": (named, 0.95),
        "byline": (lambda text: newsroom.byline_of(text) or "", 0.9),
        "author": (lambda text: newsroom.plain(text).strip("*"), 0.6),
        "issue": (lambda text: "".join(re.findall(r"\d+", fold(text))), 0.9),
        "source": (newsroom.outlet_named_as_source, 0.8),
    }
    names = {"byline": "authors", "author": "authors", "issue": "issue_number", "source": "publisher"}
    value: set[str] = set()
    for line in lines:
        if line.role == "title":
            title, outlet = newsroom.without_outlet(newsroom.plain(line.text))
            if outlet:
                yield Evidence("publisher", outlet, "behind the title", 0.8, (line.number,))
                value.add("publisher")
            yield Evidence("title", title, line.reason, 0.9, (line.number,))
        elif line.role in values:
            value_of, confidence = values[line.role]
            field = names.get(line.role, line.role)
            if not value_of(line.text):
                continue
            if field in value and field != "authors":
                continue
            value.add(field)
            yield Evidence(field, value_of(line.text), line.reason, confidence, (line.number,))
        if line.role == "date" and "publisher" not in value and _outlet_before_date(line.text):
            value.add("publisher")
            yield Evidence("publisher", _outlet_before_date(line.text), "before the date", 0.8, (line.number,))
        if line.role == "tags":
            yield from (
                Evidence("tags", tag, line.reason, 0.95, (line.number,))
                for tag in newsroom.tags_of(line.text) or (newsroom.plain(line.text),)
            )
    yield from _filed(lines)


def _filed(lines: Sequence[Line]) -> Iterator[Evidence]:
    """Place and agency: from their own line, a wire's date line, or the head of the first paragraph."""
    first = next((line for line in lines if line.role == "body"), None)
    ways: list[tuple[Line | None, Callable[[str], Dateline | None], str]] = [
        *((line, dateline_of_line, "the line of who filed it") for line in lines if line.role == "filed"),
        *((line, dateline_of_wire, "a wire's date line") for line in lines if line.role == "date"),
        (first, dateline_of_paragraph, "the head of the first paragraph"),
    ]
    for line, reader, method in ways:
        dateline = reader(line.text) if line is not None else None
        if dateline is None or line is None:
            continue
        if dateline.text:
            yield Evidence("dateline", dateline.text, method, 0.85, (line.number,))
        yield from (Evidence("authors", name, method, 0.75, (line.number,)) for name in dateline.authors)
        return


def _outlet_before_date(text: str) -> str:
    """The outlet's name in «صحيفة … - الخميس 13 فبراير 2025»."""
    name = re.split(r"\s+[-–—|]\s+|[،,]\s", newsroom.plain(text))[0]
    return name if date_line(name) is None and newsroom.looks_like_outlet(name) else ""


def _fields(evidence: Sequence[Evidence]) -> dict[str, str | tuple[str, ...]]:
    fields: dict[str, str | tuple[str, ...]] = {}
    for one in evidence:
        if one.field in MANY:
            known = fields.get(one.field, ())
            assert isinstance(known, tuple)
            fields[one.field] = tuple(dict.fromkeys((*known, one.value)))
        elif one.field != "date_candidate":
            fields.setdefault(one.field, one.value)
    return fields


def _kept(lines: Sequence[Line]) -> Iterator[SeedLine]:
    """Every line outside the body with its role."""
    return (shown(line) for line in lines if line.role not in ("body", "subhead"))


def shown(line: Line) -> SeedLine:
    role = _SHOWN.get(line.role, line.role or "unplaced")
    reason = line.reason or ("" if role in ("body", "subhead") else _NO_REASON)
    return SeedLine(line.number, line.text, role, reason)


def _notes(source: Source, notes: Sequence[str]) -> tuple[Problem, ...]:
    hint = "look at the result; saving the seed as UTF-8 settles it"
    return tuple(Problem(source.path, 0, 0, "I104", "warning", note, hint) for note in notes)


def _nothing(source: Source, code: str, what: str, hint: str, lines: Sequence[Line] = ()) -> RawArticle:
    left = tuple(SeedLine(line.number, line.text, line.role or "unplaced", line.reason) for line in lines)
    return RawArticle(source, {}, "", left, (), (Problem(source.path, 0, 0, code, "error", what, hint),))
