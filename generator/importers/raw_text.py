"""A raw scraped text becomes an article: each line gets a role, each field its evidence, nothing is lost.

A first look gives roles to lines that betray themselves (dates, labels, share buttons); the first paragraph
then divides what stands before it (masthead, title, caption) from the body; the rest is told by its place.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from datetime import timedelta

import msgspec

from generator.importers import newsroom
from generator.importers.naming import language_of, section_for, section_named, tags_for
from generator.importers.verbatim import markdown_of
from generator.model import Evidence, Problem, RawArticle, SeedLine, Source
from generator.text.dates import FoundDate, date_line, stated_weekday
from generator.text.encodings import decode, lines_of

PARAGRAPH_WORDS = 26  # as many words are a paragraph, however the line ends
SENTENCE_WORDS = 8  # and so few, where it ends like a sentence
TITLE_WORDS = 3
NAME_WORDS = 5
SUBHEAD_WORDS = 16
VERSE_LINES = 3  # as many short lines in a row are verse or a list, not subheads
DAYS_BACK = 6  # how far before its print an article can say «today»


class Line(msgspec.Struct):
    """A line on its way to a role; `block` counts the stretches between blank lines."""

    number: int
    text: str
    block: int
    role: str = ""
    reason: str = ""

    @property
    def words(self) -> int:
        return len(self.text.split())


def read_raw_text(source: Source, data: bytes, sections: Sequence[str]) -> RawArticle:
    """One article from the bytes of one seed; what cannot be told is a problem, never an exception."""
    decoded = decode(data)
    if decoded.text is None:
        return _nothing(source, "I101", "cannot be read as text", "save it as UTF-8")
    lines = _lines(decoded.text)
    _mark_what_betrays_itself(lines, sections)
    _mark_body(lines)
    _mark_head(lines)
    if not any(line.role in ("title", "body") for line in lines):
        return _nothing(source, "I102", "holds no article", "a seed has a title and at least one paragraph", lines)
    return _article(source, lines, sections, _notes(source, decoded.notes))


def _lines(text: str) -> list[Line]:
    lines, block, was_blank = [], 0, True
    for number, raw in enumerate(lines_of(text.lstrip("\ufeff")), 1):
        stripped = raw.strip()
        if not newsroom.plain(stripped):
            was_blank = True
            continue
        block += was_blank
        was_blank = False
        lines.append(Line(number, stripped, block))
    return lines


def _mark_what_betrays_itself(lines: list[Line], sections: Sequence[str]) -> None:
    """Labels, dates, buttons and repeats, wherever they stand."""
    is_after_label = False
    for line, before in zip(lines, [None, *lines], strict=False):
        if (
            is_after_label
            and before is not None
            and line.block == before.block
            and not newsroom.ends_sentence(line.text)
        ):
            line.role, line.reason = "boilerplate", "a title of another article"
            continue
        is_after_label = newsroom.is_read_also_label(line.text)
        line.role, line.reason = _betrayed(line, before, sections)
    seen: set[str] = set()
    for line in lines:
        key = newsroom.folded(line.text)
        if line.role in ("", "editor", "editor label", "date") and line.words <= NAME_WORDS and key in seen:
            line.role, line.reason = "repeated", "says again what an earlier line says"
        seen.add(key)


def _betrayed(line: Line, before: Line | None, sections: Sequence[str]) -> tuple[str, str]:
    text = line.text
    if newsroom.is_boilerplate(text):
        return "boilerplate", "words that outlets put around every article"
    if line.words <= SUBHEAD_WORDS and newsroom.is_read_also(text):
        return "boilerplate", "a pointer to other articles"
    if newsroom.is_updated_line(text):
        return "updated", "says when the page was changed"
    if newsroom.editor_of(text) is not None:
        return (
            ("editor", "after its label")
            if newsroom.editor_of(text)
            else ("editor label", "names an office, not a person")
        )
    if before is not None and before.role == "editor label" and line.words <= NAME_WORDS:
        return "editor", "the line after the editor's label"
    if newsroom.tags_of(text):
        return "tags", "after its label"
    if newsroom.section_of(text) or section_named(newsroom.plain(text), sections):
        return "section", "names a section"
    if newsroom.byline_of(text):
        return "byline", "after its label"
    if newsroom.source_of(text):
        return "source", "after its label"
    if line.words < PARAGRAPH_WORDS and date_line(text) is not None:
        return "date", "says hardly more than a date"
    return "", ""


def _mark_body(lines: list[Line]) -> None:
    """From the first paragraph to the last; short lines between them are subheads, verse or lists."""
    paragraphs = [place for place, line in enumerate(lines) if not line.role and _is_paragraph(line, lines)]
    if not paragraphs:
        open_lines = [place for place, line in enumerate(lines) if not line.role]
        paragraphs = open_lines[1:] or open_lines
    first, last = (paragraphs[0], paragraphs[-1]) if paragraphs else (0, -1)
    for line in lines[first : last + 1]:
        if line.role in ("", "repeated", "section"):
            line.role, line.reason = "body", ""
    for line in lines[last + 1 :]:
        if not line.role and not newsroom.looks_like_outlet(line.text) and not _is_in_masthead(line, lines):
            line.role = "body"
    _mark_subheads([line for line in lines if line.role == "body"])


def _is_paragraph(line: Line, lines: Sequence[Line]) -> bool:
    if line.words >= PARAGRAPH_WORDS:
        return True
    if line.text.endswith(("؟", "?", "!")) or not newsroom.ends_sentence(line.text):
        return False
    # The first long line is the title, stop or no stop, unless it goes on as titles do not.
    first = next((one for one in lines if not one.role and one.words > NAME_WORDS), None)
    return line.words >= (2 * SENTENCE_WORDS if line is first else SENTENCE_WORDS)


def _is_in_masthead(line: Line, lines: Sequence[Line]) -> bool:
    """Beside a date or an editor in one block, or next to one where nothing but blank lines parts them."""
    kin = [one for one in lines if one.role in ("date", "editor", "editor label")]
    return line.words <= NAME_WORDS and any(one.block == line.block for one in kin)


def _mark_subheads(body: list[Line]) -> None:
    run: list[Line] = []
    for line in [*body, None]:
        is_short = (
            line is not None and line.words <= SUBHEAD_WORDS and not line.text.endswith((".", "،", ",", ":", "؛", "…"))
        )
        if is_short and line is not None and not newsroom.ends_sentence(line.text.rstrip("؟?!")):
            run.append(line)
            continue
        if run and len(run) < VERSE_LINES and line is not None and run[0] is not body[0]:
            for short in run:
                short.role = "subhead"
        run = []


def _mark_head(lines: list[Line]) -> None:
    """What is left stands around the body: publisher, kicker, title, the picture's words, a deck."""
    open_lines = [line for line in lines if not line.role]
    for line in open_lines:
        if _is_publisher(line, lines, open_lines):
            line.role, line.reason = "publisher", "stands in the masthead"
            break
    rest = [line for line in lines if not line.role]
    title = _title_of(rest)
    if title is None:
        return
    title.role, title.reason = "title", "the headline above the body"
    for line in rest[: rest.index(title)]:
        line.role, line.reason = "kicker", "a short line above the title"
    _mark_picture(title, rest[rest.index(title) + 1 :])


def _is_publisher(line: Line, lines: Sequence[Line], open_lines: Sequence[Line]) -> bool:
    if line.words > NAME_WORDS or newsroom.ends_sentence(line.text):
        return False
    if _is_in_masthead(line, lines) or newsroom.looks_like_outlet(line.text):
        return len(open_lines) > 1 or any(one.role == "body" for one in lines)
    around = [one for one in lines if abs(one.block - line.block) == 1]
    is_alone = sum(one.block == line.block for one in lines) == 1
    follows = [one for one in open_lines if one.number > line.number and one.words > line.words]
    return is_alone and line.words <= 3 and any(one.role == "date" for one in around) and bool(follows)


def _title_of(rest: Sequence[Line]) -> Line | None:
    """The first line long enough, unless a much longer one follows a kicker."""
    candidates = [line for line in rest if line.words >= TITLE_WORDS] or list(rest)
    if len(candidates) > 1 and candidates[0].words <= 4 and candidates[1].words >= 2 * candidates[0].words:
        return candidates[1]
    return candidates[0] if candidates else None


def _mark_picture(title: Line, below: Sequence[Line]) -> None:
    """Two lines in one block are a picture's alternative text and caption; one line is one of them or a deck."""
    if not below:
        return
    first = below[0]
    pair = [line for line in below if line.block == first.block]
    if len(pair) == 2 and first.block != title.block:
        pair[0].role, pair[0].reason = "image_alt", "the first of two lines under the title"
        pair[1].role, pair[1].reason = "image_caption", "the second of two lines under the title"
        below = below[2:]
    for line in below:
        if newsroom.looks_like_caption(line.text) and not any(one.role == "image_caption" for one in pair):
            line.role, line.reason = "image_caption", "speaks of a picture"
        elif line is first and line.words > NAME_WORDS:
            line.role, line.reason = "description", "a line between title and body"
        else:
            line.role, line.reason = "unplaced", "stands around the article, and nothing tells what it is"


def _article(source: Source, lines: list[Line], sections: Sequence[str], notes: tuple[Problem, ...]) -> RawArticle:
    evidence = list(_evidence(lines, sections))
    body, subheads = markdown_of(lines_of_body(lines)), _texts(lines, "subhead")
    title = next(iter(_texts(lines, "title")), "")
    text = "\n".join(_texts(lines, "body"))
    language = language_of(f"{title}\n{text}")
    problems = list(notes)
    if not title:
        problems.append(
            Problem(source.path, 1, 0, "I103", "error", "has no title", "put the title on a line of its own")
        )
    dated, doubts = _dates(source, lines)
    evidence += [*dated, *_about(evidence, title, "\n".join(subheads), text, sections)]
    evidence += [Evidence("lang", language, "letters and commonest words", 0.95)] if language else []
    return RawArticle(source, _fields(evidence), body, tuple(_kept(lines)), tuple(evidence), (*problems, *doubts))


def lines_of_body(lines: Sequence[Line]) -> list[Line]:
    return [line for line in lines if line.role in ("body", "subhead")]


def _texts(lines: Sequence[Line], role: str) -> list[str]:
    return [line.text for line in lines if line.role == role]


def _evidence(lines: Sequence[Line], sections: Sequence[str]) -> Iterator[Evidence]:
    """A field a line: its value, the rule that gave it, how sure that rule is."""

    def named(text: str) -> str:
        said = newsroom.section_of(text) or newsroom.plain(text)
        return section_named(said, sections) or said

    values: dict[str, tuple[Callable[[str], str], float]] = {
        "title": (newsroom.plain, 0.9),
        "kicker": (newsroom.plain, 0.7),
        "description": (newsroom.plain, 0.6),
        "image_alt": (newsroom.plain, 0.75),
        "image_caption": (newsroom.plain, 0.75),
        "publisher": (newsroom.plain, 0.85),
        "editor": (lambda text: newsroom.editor_of(text) or newsroom.plain(text), 0.95),
        "section": (named, 0.95),
        "byline": (lambda text: newsroom.byline_of(text) or "", 0.9),
        "source": (lambda text: newsroom.source_of(text) or "", 0.8),
    }
    names = {"byline": "authors", "source": "publisher"}
    said: set[str] = set()
    for line in lines:
        if line.role in values:
            value_of, confidence = values[line.role]
            field = names.get(line.role, line.role)
            if field in said and field != "authors":
                continue
            said.add(field)
            yield Evidence(field, value_of(line.text), line.reason, confidence, (line.number,))
        if line.role == "date" and "publisher" not in said and _outlet_before_date(line.text):
            said.add("publisher")
            yield Evidence("publisher", _outlet_before_date(line.text), "before the date", 0.8, (line.number,))
        if line.role == "tags":
            yield from (Evidence("tags", tag, line.reason, 0.95, (line.number,)) for tag in newsroom.tags_of(line.text))
    first = next((line for line in lines if line.role == "body"), None)
    if first is not None and newsroom.dateline_of(first.text):
        yield Evidence(
            "dateline", newsroom.dateline_of(first.text), "the head of the first paragraph", 0.85, (first.number,)
        )


def _outlet_before_date(text: str) -> str:
    """The paper's name in «صحيفة … - الخميس 13 فبراير 2025»."""
    name = re.split(r"\s+[-–—|]\s+|[،,]\s", newsroom.plain(text))[0]
    return name if date_line(name) is None and newsroom.looks_like_outlet(name) else ""


def _dates(source: Source, lines: Sequence[Line]) -> tuple[list[Evidence], list[Problem]]:
    """The masthead's date, and whether the article's own words agree with it."""
    dated = next(((line, found) for line in lines if line.role == "date" if (found := date_line(line.text))), None)
    if dated is None:
        hint = "add `date: 2025-02-13` to the content file if you know it"
        return [], [Problem(source.path, 0, 0, "I111", "warning", "no date was found", hint)]
    line, found = dated
    evidence = [Evidence("date", found.value, "the date line", 0.9, (line.number,))]
    other = _contradiction(line, found, lines)
    if other is None:
        return evidence, []
    candidate, where, words = other
    early, late = sorted((candidate, found.value))
    evidence[0] = msgspec.structs.replace(evidence[0], confidence=0.6)
    evidence.append(Evidence("date_candidate", candidate, words, 0.4, (where.number,)))
    evidence.append(
        Evidence(
            "date_range", f"{early}/{late}", "the date line and the text disagree", 0.6, (line.number, where.number)
        )
    )
    what = f"the date is in doubt: the date line says {found.value}, line {where.number} ({words}) says {candidate}"
    hint = "check the original and correct `date`, or leave `date_range` to show the doubt"
    return evidence, [Problem(source.path, line.number, 0, "I110", "warning", what, hint)]


def _contradiction(line: Line, found: FoundDate, lines: Sequence[Line]) -> tuple[str, Line, str] | None:
    """A day that the article's own words give instead: the weekday of the date line, or «today» in the lede."""
    if found.weekday is not None and not found.is_weekday_right:
        back = (found.day.weekday() - found.weekday) % 7
        shift = timedelta(days=-back if back <= 3 else 7 - back)
        return (found.day + shift).isoformat(), line, "its weekday"
    for paragraph in [one for one in lines if one.role == "body"][:2]:
        stated = stated_weekday(paragraph.text)
        if stated is None:
            continue
        weekday, days_before = stated
        # The day of which the text speaks as today lies on the date line or up to six days before it.
        back = (found.day.weekday() - days_before - weekday) % 7
        if 0 < back <= DAYS_BACK:
            return (found.day - timedelta(days=back)).isoformat(), paragraph, "its «today» or «yesterday»"
        return None
    return None


def _about(
    evidence: Sequence[Evidence], title: str, subheads: str, text: str, sections: Sequence[str]
) -> Iterator[Evidence]:
    """Tags and section, where the seed does not name them itself."""
    named = {one.field for one in evidence}
    if "section" not in named:
        section = section_for(f"{title}\n{title}\n{text}", sections)
        if section:
            yield section
    if "tags" not in named:
        yield from tags_for(title, subheads, text)


def _fields(evidence: Sequence[Evidence]) -> dict[str, str | tuple[str, ...]]:
    fields: dict[str, str | tuple[str, ...]] = {}
    for one in evidence:
        if one.field in ("tags", "authors"):
            known = fields.get(one.field, ())
            assert isinstance(known, tuple)
            fields[one.field] = tuple(dict.fromkeys((*known, one.value)))
        elif one.field != "date_candidate":
            fields.setdefault(one.field, one.value)
    return fields


def _kept(lines: Sequence[Line]) -> Iterator[SeedLine]:
    """Every line outside the body with its role."""
    return (
        SeedLine(line.number, line.text, line.role, line.reason)
        for line in lines
        if line.role not in ("body", "subhead")
    )


def _notes(source: Source, notes: Sequence[str]) -> tuple[Problem, ...]:
    hint = "look at the result; saving the seed as UTF-8 settles it"
    return tuple(Problem(source.path, 0, 0, "I104", "warning", note, hint) for note in notes)


def _nothing(source: Source, code: str, what: str, hint: str, lines: Sequence[Line] = ()) -> RawArticle:
    left = tuple(SeedLine(line.number, line.text, line.role or "unplaced", line.reason) for line in lines)
    return RawArticle(source, {}, "", left, (), (Problem(source.path, 0, 0, code, "error", what, hint),))
