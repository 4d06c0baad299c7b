"""The fields that lines with roles give an article, each with its evidence."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from generator.importers.language_and_section import section_named
from generator.importers.raw_text import names
from generator.importers.raw_text.dateline import (
    Dateline,
    dateline_of_line,
    dateline_of_paragraph,
    dateline_of_wire,
    who_beside,
)
from generator.importers.raw_text.lines import RoledLine
from generator.importers.raw_text.role import Role
from generator.importers.vocabulary import newsroom
from generator.model import Evidence
from generator.text.arabic import fold

_ValueOf = Callable[[str], str]
# How sure an outlet's name in another line is, and tags.
OUTLET, TAGS = 0.8, 0.95
# By role: the field, how a line's text becomes its value, and how sure that is.
_FIELDS: dict[Role, tuple[str, _ValueOf, float]] = {
    Role.KICKER: ("kicker", newsroom.field_text, 0.7),
    Role.DESCRIPTION: ("description", newsroom.field_text, 0.6),
    Role.IMAGE_ALT: ("image_alt", newsroom.field_text, 0.75),
    Role.IMAGE_CAPTION: ("image_caption", newsroom.field_text, 0.75),
    Role.PUBLISHER: ("publisher", newsroom.field_text, 0.85),
    Role.EDITOR: ("editor", names.editor_name, 0.95),
    Role.SECTION: ("section", lambda text: newsroom.section_of(text) or newsroom.field_text(text), 0.95),
    Role.BYLINE: ("authors", lambda text: names.byline_of(text) or "", 0.9),
    Role.AUTHOR: ("authors", names.author_name, 0.6),
    Role.ISSUE: ("issue_number", lambda text: "".join(re.findall(r"\d+", fold(text))), 0.9),
    Role.SOURCE: ("publisher", newsroom.outlet_named_as_source, 0.8),
}
# What such a line names was compared with all that the text names, where that was done.
_NAMING = frozenset((Role.PUBLISHER, Role.BYLINE, Role.AUTHOR, Role.SOURCE))
_WITH_FIELDS = frozenset((Role.TITLE, Role.DATE, Role.TAGS, *_FIELDS))


def evidence_of(lines: Sequence[RoledLine], sections: Sequence[str]) -> Iterator[Evidence]:
    """Of a field that several lines name the first counts, but every author and tag, and the outlet behind a title."""
    found: set[str] = set()
    for line in lines:
        for one in line.names or ():
            found.add(one.field)
            yield one
    for line in (one for one in lines if one.role in _WITH_FIELDS):
        for one in _evidence(line, sections):
            if line.role is Role.TITLE or one.field in ("authors", "tags") or one.field not in found:
                found.add(one.field)
                yield one
    yield from _dateline(lines)


def _evidence(line: RoledLine, sections: Sequence[str]) -> Iterator[Evidence]:
    number = (line.number,)
    if line.role is Role.TITLE:
        written = newsroom.title_behind_label(line.text) or newsroom.field_text(line.text)
        title, outlet = newsroom.without_outlet(written)
        if outlet:
            yield Evidence("publisher", outlet, "after the title", OUTLET, number)
        yield Evidence("title", title, line.reason, line.sure, number)
    elif line.role is Role.TAGS:
        for tag in newsroom.tags_of(line.text) or (newsroom.field_text(line.text),):
            yield Evidence("tags", tag, line.reason, TAGS, number)
    elif line.role in _FIELDS and not (line.role in _NAMING and line.names is not None):
        field, value_of, confidence = _FIELDS[line.role]
        value = value_of(line.text)
        if value and line.role is Role.SECTION:
            value = section_named(value, sections) or value
        if value:
            yield Evidence(field, value, line.reason, confidence, number)


def _dateline(lines: Sequence[RoledLine]) -> Iterator[Evidence]:
    """Place and agency: from their own line, a wire's date line, or the start of the first paragraph."""
    first = next((line for line in lines if line.role is Role.BODY), None)
    title = next((line.number for line in lines if line.role is Role.TITLE), 0)
    ways: list[tuple[RoledLine | None, Callable[[str], Dateline | None], str]] = [
        *((line, dateline_of_line, "the line that says who filed it") for line in lines if line.role is Role.DATELINE),
        *((line, dateline_of_wire, "a wire's date line") for line in lines if line.role is Role.DATE),
        *((line, who_beside, "beside the date") for line in lines if line.role is Role.DATE and line.number > title),
        (first, dateline_of_paragraph, "the start of the first paragraph"),
    ]
    for line, reader, method in ways:
        dateline = reader(line.text) if line is not None else None
        if dateline is None or line is None:
            continue
        if dateline.text:
            yield Evidence("dateline", dateline.text, method, 0.85, (line.number,))
        if line.names is None or line is first:
            yield from (Evidence("authors", name, method, 0.75, (line.number,)) for name in dateline.authors)
        return
