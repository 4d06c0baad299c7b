"""The roles of a wire's lines: what is above its text and below, and the paragraphs of the text, whole again."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

import msgspec

from generator.importers.agency.fields import is_initials
from generator.importers.paragraphs import paragraphs
from generator.importers.raw_text import names
from generator.importers.raw_text.dateline import dateline_of_line, dateline_of_paragraph
from generator.importers.raw_text.dates import kind_of_date_line
from generator.importers.raw_text.lines import LEAD_WORDS, Line, RoledLine, Roles, cut
from generator.importers.raw_text.role import Role
from generator.importers.vocabulary import newsroom
from generator.importers.vocabulary.labels import pattern, pattern_as_written
from generator.importers.wire.message import Message, is_urgent, kind_of, label_of, urgent_mark
from generator.importers.wire.stamps import dated_dateline, hour_in, stamp_in
from generator.importers.wire.takes import is_keywords, is_more, is_take, without_marks
from generator.text.arabic import fold
from generator.text.dates.parse import dates_in_line

MORE = "says that more follows"
LAST = 6  # lines at the end that can be the wire's own
_EDITORS = re.compile(rf"\(?(?:{pattern('note to editors')})\b.*", re.IGNORECASE)
_PHOTOS = re.compile(
    rf"(?:ap|afp|epa|dpa) (?:{pattern('wire photo')})\b.*|(?:{pattern('wire photos label')})\s*:.*"
    rf"|(?:{pattern('photos attached')})\b.*",
    re.IGNORECASE,
)
_END = re.compile(rf"[-\s/#(*\[.]*(?:30|{pattern('wire end')})?[-\s/#)*\].]*(?P<rest>.*)", re.IGNORECASE)
_END_WORD = re.compile(
    rf"-\s?30\s?-|#{{3}}|\b(?:{pattern('wire end word')})\b|{pattern('wire end inside')}", re.IGNORECASE
)
_END_INSIDE = re.compile(
    rf"\s*(?:\((?:{pattern_as_written('wire end in brackets')})\)"
    rf"|/{{1,2}}\s*(?:{pattern_as_written('wire end in slashes')})\s*/{{1,2}}|-30-)\s*(?P<rest>.{{0,24}})$"
)
_AGENCY_SIGNED = re.compile(r"[-–—\s]*[(/][^()/]{2,20}[)/][-–—\s]*(?P<rest>.{0,24})")
_RULE = re.compile(r"[\s_ـ\-–—*=.]{2,}")
_MARKED = re.compile(r"^\^|[<=]!?\s*$|\s*\.=!\s*$")
# How wires write signs that their seven bits lacked.
_SIGNS = (("``", "“"), ("''", "”"), (" _ ", " — "))


def lines_of_message(message: Message, *, is_first: bool) -> list[RoledLine]:
    """The lines of a message with their roles, those of a paragraph as one; of a later take no title."""
    is_american = any(kind_of(line.strip()).startswith("anpa") for _, line in message.head)
    head = [_roled(line, *_role_in_head(line)) for line in _cut(message.head)]
    tail = [_roled(line, Role.BOILERPLATE, "is after the end of the message") for line in _cut(message.tail)]
    text, written = _cut(message.text), dict(message.text)
    roles = Roles(len(text))
    _assign_top(text, written, message, roles, is_first=is_first)
    if not roles.without_role(text):
        for line in roles.with_role(text, Role.TITLE):
            roles.assign(line, Role.NONE, roles.reason(line))  # a flash: its title is its text
    text, parted = _part_end(text, roles)
    _assign_end([line for line in text if roles[line] in (Role.NONE, Role.DATE)], roles)
    body = roles.without_role(text)
    others = [roles.of(line) for line in text if roles[line]]
    return sorted(
        [*head, *others, *parted, *_paragraphs(body, written, is_american=is_american), *tail],
        key=lambda one: one.number,
    )


def _roled(line: Line, role: Role, reason: str) -> RoledLine:
    return RoledLine(line.number, line.text, line.block, line.folded, line.words, line.index, line.last, role, reason)


def _cut(numbered: Sequence[tuple[int, str]]) -> list[Line]:
    """Each line by itself, with its number in the file."""
    found: list[Line] = []
    for number, text in numbered:
        value = _MARKED.sub("", text.rstrip())
        mark = urgent_mark(value)
        for line in (*cut(mark), *cut(value.removeprefix(mark))):
            found.append(msgspec.structs.replace(line, number=number, block=number, index=len(found)))
    return found


def _role_in_head(line: Line) -> tuple[Role, str]:
    if label_of(line.text) == "date" and dates_in_line(line.text):
        return Role.DATE, "after its label in the header"
    text = kind_of(line.text) or label_of(line.text) or ("priority" if is_urgent(line.text) else "slug")
    return Role.BOILERPLATE, f"the header of the wire ({text})"


def _assign_top(
    lines: Sequence[Line], written: Mapping[int, str], message: Message, roles: Roles, *, is_first: bool
) -> None:
    """From above, until the first line of the text."""
    has_title, before = not is_first, Role.NONE
    for line in lines:
        is_marked = bool(_MARKED.search(written[line.number].rstrip()))
        role = _role_at_top(line, message, before)
        if role is None and not has_title and _can_be_title(line, written[line.number], is_marked=is_marked):
            role, has_title = (Role.TITLE, "the first line of the text"), True
        elif role is None and is_first is False and _says_title(line, message):
            role = (Role.BOILERPLATE, "repeats the title")
        elif role is None and is_marked and line.words < LEAD_WORDS:
            role = (Role.UNPLACED, "a marked line above the text")
        if role is None:
            return
        roles.assign(line, *role)
        before = role[0]


def _role_at_top(line: Line, message: Message, before: Role) -> tuple[Role, str] | None:
    text, folded = line.text.strip(), fold(line.text.strip())
    if is_keywords(text) or (text == message.fields.get("slug") and len(message.text) > 1):
        return Role.BOILERPLATE, "the keywords of the wire"
    if is_urgent(text):
        return Role.BOILERPLATE, "how urgent the wire is"
    if is_take(text):
        return Role.BOILERPLATE, "which part of the story follows"
    if label_of(text) and line.words <= LEAD_WORDS:
        return _role_in_head(line)
    is_note = text.startswith("(") or ":" in text or line.words <= 2
    if _PHOTOS.fullmatch(folded) or (is_note and _EDITORS.fullmatch(folded)):
        return Role.UNPLACED, "a note to editors"
    is_label = ":" in text or "/" in text or text[:1].isascii()  # «تقرير أممي يحذر …» is a title
    if is_label and names.byline_of(text) and line.words <= LEAD_WORDS and not newsroom.ends_with_stop(text):
        return Role.SIGNED, "after its label"
    if before is Role.SIGNED and line.words <= 5 and not newsroom.ends_with_stop(text):
        return Role.UNPLACED, "the author's office or agency"
    if kind_of_date_line(line.folded) and line.words <= 8:
        return Role.DATE, "contains little more than a date"
    return (Role.DATELINE, "says who filed it, and from where") if dateline_of_line(text) else None


def _can_be_title(line: Line, written: str, *, is_marked: bool) -> bool:
    if is_marked:
        return True
    is_indented = written[:1] in ("\t", "\u00a0") or written.startswith("  ")
    opens = dateline_of_paragraph(line.text) is not None or dated_dateline(line)[1] is not None
    return not is_indented and not opens and line.words < LEAD_WORDS and not newsroom.ends_with_stop(line.text)


def _says_title(line: Line, message: Message) -> bool:
    """A later take repeats the slug or the title of the first, with or without the mark of its part."""
    text = without_marks(line.text)
    return line.words < LEAD_WORDS and (text != line.text or text == without_marks(message.fields.get("slug", "")))


def _part_end(lines: list[Line], roles: Roles) -> tuple[list[Line], list[RoledLine]]:
    """«… . (النهاية) ف س»: the wire's own words behind the last sentence become a line of their own."""
    last = next((line for line in reversed(lines) if not roles[line]), None)
    match = _END_INSIDE.search(last.text) if last is not None else None
    if last is None or match is None or not match.start():
        return lines, []
    end = match.group()
    rest = (last.number, end.strip(), last.block, fold(end), len(end.split()), last.index)
    text = last.text[: match.start()]
    before = msgspec.structs.replace(last, text=text, folded=newsroom.folded(text), words=len(text.split()))
    kept = [before if line is last else line for line in lines]
    return kept, [RoledLine(*rest, role=Role.BOILERPLATE, reason="the end of the wire")]


def _assign_end(lines: Sequence[Line], roles: Roles) -> None:
    """From below, until a line of the text."""
    for line in list(reversed(lines))[:LAST]:
        reason = _reason_at_end(line)
        if not reason:
            return
        if kind_of_date_line(line.folded):
            roles.assign(line, Role.DATE, "contains little more than a date")
        else:
            roles.assign(line, Role.BOILERPLATE, reason)


def _reason_at_end(line: Line) -> str:
    text, folded = line.text.strip(), fold(line.text.strip())
    end = _END.fullmatch(folded)
    if _END_WORD.search(folded) and end and (not end["rest"] or len(end["rest"]) <= 24) and line.words <= 6:
        return "the end of the wire"
    if is_more(text):
        return MORE
    signed = _AGENCY_SIGNED.fullmatch(text)
    if is_initials(text) or _RULE.fullmatch(text) or (signed and line.words <= 6 and not newsroom.ends_with_stop(text)):
        return "marks from the news desk"
    has_stamp = bool(list(stamp_in([(line.number, text)])) or hour_in(text) or kind_of_date_line(line.folded))
    return "when the wire was sent" if has_stamp and line.words <= 8 else ""


def _paragraphs(body: Sequence[Line], written: Mapping[int, str], *, is_american: bool) -> Iterator[RoledLine]:
    """Paragraphs from lines that were cut to the width of the wire."""
    known: dict[int, list[str]] = {}
    for line in body:
        known.setdefault(line.number, []).append(line.text)
    texts = [written[number] if number in known else "" for number in sorted(written)]
    numbers = sorted(written)
    for indexes in paragraphs(texts):
        text = " ".join(value for index in indexes for value in known[numbers[index]])
        for coded, sign in _SIGNS if is_american else ():
            text = text.replace(coded, sign)
        number = numbers[indexes[0]]
        yield RoledLine(number, text, number, newsroom.folded(text), len(text.split()), role=Role.BODY)
