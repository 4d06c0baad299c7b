"""A story of a wire becomes an article: its lines get the roles that wires give them, the rest is as of a raw text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date as day

import msgspec

from generator.importers import newsroom
from generator.importers.agency_fields import is_initials, section
from generator.importers.assembly import own_section
from generator.importers.dating import kind_of_date_line
from generator.importers.filed import filed_of, head_of
from generator.importers.lines import LEAD_WORDS, Line, cut
from generator.importers.paragraphs import paragraphs
from generator.importers.pieces import Paper, Piece
from generator.importers.raw_text import article_of, mark_decided, shown
from generator.importers.typed_dates import DOUBTED, HINT
from generator.importers.wire_message import Message, is_urgent, kind_of, label_of, message_of, urgent_mark
from generator.importers.wire_stamps import head_of_wire, hour_in, stamp_in
from generator.importers.wire_takes import is_keywords, is_more, is_take, without_marks
from generator.model import Evidence, Problem, RawArticle
from generator.text.arabic import fold
from generator.text.dates import dates_in_line
from generator.text.encodings import lines_of

LAST = 6  # lines at the end that can be the wire's own
_EDITORS = re.compile(
    r"\(?(?:eds|editors|note to editors|attention|achtung|with|ملاحظه للمحررين|الي المحررين|تنويه للمحررين|للمحررين)\b.*",
    re.IGNORECASE,
)
_PHOTOS = re.compile(
    r"(?:(?:ap|afp|epa|dpa) (?:photos?|graphics?|video)|photos?|graphics?|صور|صوره|مرفق صور)\b.*", re.IGNORECASE
)
_END = re.compile(
    r"[-\s/#(*\[.]*(?:30|end|ends|endit|انتهي|النهايه|نهايه الخبر|انتهت النشره)?[-\s/#)*\].]*(?P<rest>.*)",
    re.IGNORECASE,
)
_END_WORD = re.compile(r"-\s?30\s?-|#{3}|\b(?:ends?|endit)\b|انتهي|النهايه|انتهت", re.IGNORECASE)
_END_INSIDE = re.compile(
    r"\s*(?:\((?:النهاية|انتهى|إنتهى|END|end|ENDS)\)|/{1,2}\s*(?:انتهى|إنتهى)\s*/{1,2}|-30-)\s*(?P<rest>.{0,24})$"
)
_AGENCY_SIGNED = re.compile(r"[-–—\s]*[(/][^()/]{2,20}[)/][-–—\s]*(?P<rest>.{0,24})")
_RULE = re.compile(r"[\s_ـ\-–—*=.]{2,}")
_MARKED = re.compile(r"^\^|[<=]!?\s*$|\s*\.=!\s*$")
# How wires write what their seven bits had no signs for.
_SIGNS = (("``", "“"), ("''", "”"), (" _ ", " — "))
_CATEGORIES = {
    "s": "sports", "f": "economy", "p": "politics", "e": "culture", "sp": "sports", "wi": "economy", "pl": "politics", "ku": "culture",
}  # fmt: skip
_AGENCIES = frozenset(
    "KUNA QNA SANA WAFA PETRA SPA WAM BNA MENA INA NNA APS TAP MAP LANA SUNA ONA AFP DPA EFE ANSA".split()
)


def read_piece(piece: Piece, paper: Paper) -> Iterable[RawArticle]:
    messages = list(_messages(piece))
    lines = [line for number, message in enumerate(messages) for line in _lines(message, is_first=number == 0)]
    mark_decided(lines, piece.decision)
    told = list(_told(messages, lines, paper))
    problems = tuple(_unfinished(piece, lines))
    raw = _checked(article_of(piece.source, lines, paper, problems, [one for one in told if one.value]))
    yield msgspec.structs.replace(raw, source_lines=tuple(map(shown, lines))) if paper.keeps_lines else raw


def _checked(raw: RawArticle) -> RawArticle:
    """Where the wire and its text name days that are further apart than two clocks can be, both are told."""
    dates = [one for one in raw.evidence if one.field == "date" and len(one.value) >= 10]
    days = sorted(day.fromisoformat(one.value[:10]) for one in dates)
    if len(days) < 2 or (days[-1] - days[0]).days <= 1 or "date_range" in raw.fields:
        return raw
    said = f"{days[0].isoformat()}/{days[-1].isoformat()}"
    doubt = Evidence("date_range", said, "the wire and its text disagree", DOUBTED)
    what = f"the date is in doubt: {dates[0].method} says {dates[0].value[:10]}, others {said}"
    problem = Problem(raw.seed.path, dates[0].lines[0] if dates[0].lines else 0, 0, "I110", "warning", what, HINT)
    fields = {**raw.fields, "date_range": said}
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


def _lines(message: Message, *, is_first: bool) -> list[Line]:
    """The lines of a message with their roles, those of a paragraph as one; of a later take no title."""
    is_american = any(kind_of(line.strip()).startswith("anpa") for _, line in message.head)
    head, tail = _cut(message.head), _cut(message.tail)
    for line in head:
        line.give(*_role_in_head(line))
    for line in tail:
        line.give("boilerplate", "stands behind the end of the message")
    text = _cut(message.text)
    written = dict(message.text)
    _mark_top(text, written, message, is_first=is_first)
    if not any(not line.role for line in text):
        for line in text:
            line.give("" if line.role == "title" else line.role, line.reason)  # a flash: its title is its text
    parted = _part_end(text)
    _mark_end([line for line in text if line.role in ("", "date")])
    body = [line for line in text if not line.role]
    told = [line for line in text if line.role]
    return sorted(
        [*head, *told, *parted, *_paragraphs(body, written, is_american=is_american), *tail], key=lambda one: one.number
    )


def _cut(numbered: Sequence[tuple[int, str]]) -> list[Line]:
    """Each line by itself, with its number in the file."""
    found = []
    for number, text in numbered:
        said = _MARKED.sub("", text.rstrip())
        mark = urgent_mark(said)
        for line in (*cut(mark), *cut(said.removeprefix(mark))):
            line.number = line.block = number
            found.append(line)
    return found


def _role_in_head(line: Line) -> tuple[str, str]:
    if label_of(line.text) == "date" and dates_in_line(line.text):
        return "date", "after its label in the head"
    said = kind_of(line.text) or label_of(line.text) or ("priority" if is_urgent(line.text) else "slug")
    return "boilerplate", f"the head of the wire ({said})"


def _mark_top(lines: Sequence[Line], written: dict[int, str], message: Message, *, is_first: bool) -> None:
    """From above, until the first line that tells the story."""
    has_title, before = not is_first, ""
    for line in lines:
        is_marked = bool(_MARKED.search(written[line.number].rstrip()))
        role = _role_at_top(line, message, before)
        if role is None and not has_title and _can_be_title(line, written[line.number], is_marked=is_marked):
            role, has_title = ("title", "the first line of the text"), True
        elif role is None and is_first is False and _says_title(line, message):
            role = ("boilerplate", "says the title again")
        elif role is None and is_marked and line.words < LEAD_WORDS:
            role = ("unplaced", "a marked line above the text")
        if role is None:
            return
        line.give(*role)
        before = role[0]


def _role_at_top(line: Line, message: Message, before: str) -> tuple[str, str] | None:
    said, folded = line.text.strip(), fold(line.text.strip())
    if is_keywords(said) or (said == message.said.get("slug") and len(message.text) > 1):
        return "boilerplate", "the keywords of the wire"
    if is_urgent(said):
        return "boilerplate", "how urgent the wire is"
    if is_take(said):
        return "boilerplate", "which part of the story follows"
    if label_of(said) and line.words <= LEAD_WORDS:
        return _role_in_head(line)
    if (
        _EDITORS.fullmatch(folded)
        and (said.startswith("(") or ":" in said or line.words <= 2)
        or _PHOTOS.fullmatch(folded)
    ):
        return "unplaced", "a note to editors"
    if newsroom.byline_of(said) and line.words <= LEAD_WORDS and not newsroom.ends_with_stop(said):
        return "byline", "after its label"
    if before == "byline" and line.words <= 5 and not newsroom.ends_with_stop(said):
        return "unplaced", "the office or the agency of who wrote it"
    if kind_of_date_line(line.text, line.folded) and line.words <= 8:
        return "date", "says hardly more than a date"
    return ("filed", "says who filed it, and from where") if filed_of(said) else None


def _can_be_title(line: Line, written: str, *, is_marked: bool) -> bool:
    if is_marked:
        return True
    is_indented = written[:1] in ("\t", "\u00a0") or written.startswith("  ")
    opens = head_of(line.text) is not None or head_of_wire(line)[1] is not None
    return not is_indented and not opens and line.words < LEAD_WORDS and not newsroom.ends_with_stop(line.text)


def _says_title(line: Line, message: Message) -> bool:
    """Above a later take stands the slug or the title of the first, with or without the mark of its part."""
    said = without_marks(line.text)
    return line.words < LEAD_WORDS and (said != line.text or said == without_marks(message.said.get("slug", "")))


def _part_end(lines: Sequence[Line]) -> list[Line]:
    """«… . (النهاية) ف س»: the wire's own words behind the last sentence become a line of their own."""
    last = next((line for line in reversed(lines) if not line.role), None)
    match = _END_INSIDE.search(last.text) if last is not None else None
    if last is None or match is None or not match.start():
        return []
    rest = Line(last.number, match.group().strip(), last.block, fold(match.group()), len(match.group().split()))
    rest.give("boilerplate", "the end of the wire")
    last.text = last.text[: match.start()]
    last.folded, last.words = newsroom.folded(last.text), len(last.text.split())
    return [rest]


def _mark_end(lines: Sequence[Line]) -> None:
    """From below, until a line of the story."""
    for line in list(reversed(lines))[:LAST]:
        reason = _reason_at_end(line)
        if not reason:
            return
        if kind_of_date_line(line.text, line.folded):
            line.give("date", "says hardly more than a date")
        else:
            line.give("boilerplate", reason)


def _reason_at_end(line: Line) -> str:
    said, folded = line.text.strip(), fold(line.text.strip())
    end = _END.fullmatch(folded)
    if _END_WORD.search(folded) and end and (not end["rest"] or len(end["rest"]) <= 24) and line.words <= 6:
        return "the end of the wire"
    if is_more(said):
        return "says that more follows"
    signed = _AGENCY_SIGNED.fullmatch(said)
    if is_initials(said) or _RULE.fullmatch(said) or (signed and line.words <= 6 and not newsroom.ends_with_stop(said)):
        return "signs of the desk"
    has_stamp = bool(
        list(stamp_in([(line.number, said)])) or hour_in(said) or kind_of_date_line(line.text, line.folded)
    )
    return "when the wire was sent" if has_stamp and line.words <= 8 else ""


def _paragraphs(body: Sequence[Line], written: dict[int, str], *, is_american: bool) -> Iterator[Line]:
    """Lines that were cut to the width of the wire, whole again."""
    known = {line.number: line for line in body}
    texts = [written[number] if number in known else "" for number in sorted(written)]
    numbers = sorted(written)
    for places in paragraphs(texts):
        text = " ".join(known[numbers[place]].text for place in places)
        for coded, sign in _SIGNS if is_american else ():
            text = text.replace(coded, sign)
        number = numbers[places[0]]
        yield Line(number, text, number, newsroom.folded(text), len(text.split()), "body")


def _told(messages: Sequence[Message], lines: Sequence[Line], paper: Paper) -> Iterator[Evidence]:
    """What the envelope and the first words say; of dates the surest first."""
    said, numbers = messages[0].said, tuple(number for number, line in messages[0].head if line.strip())
    ends = [
        one for message in messages for one in (*message.tail, *[one for one in message.text if one[1].strip()][-LAST:])
    ]
    body = [line for line in lines if line.role == "body"]
    stated, filed = head_of_wire(body[0]) if body else ("", None)
    yield from stamp_in(ends)
    yield from _from_head(said, [hour_in(line) for _, line in (*messages[0].head, *ends)], numbers)
    hour = next(filter(None, (hour_in(line) for _, line in (*messages[0].head, *ends))), "")
    yield from (Evidence("date", stated + hour, "the day in the dateline", 0.92, (body[0].number,)),) if stated else ()
    yield from (
        (Evidence("dateline", filed.dateline, "the head of the first paragraph", 0.87, (body[0].number,)),)
        if filed
        else ()
    )
    yield from _section(said.get("category", ""), paper, numbers)
    yield from (
        Evidence("tags", tag, "the keywords of the wire", 0.9, numbers)
        for tag in re.split(r"[،,؛;]\s*", said.get("tags", ""))
    )
    service = said.get("service", "")
    if service.upper() in _AGENCIES or (len(service) > 1 and not service.isascii()):
        yield Evidence(
            "publisher", service.upper() if service.isascii() else service, "the service of the wire", 0.7, numbers
        )
    if not any(line.role == "title" for line in lines):
        yield from _stand_ins(said.get("slug", ""), body)


def _section(category: str, paper: Paper, numbers: tuple[int, ...]) -> Iterator[Evidence]:
    """Written out it is the section as it stands; a code only where the site has such a section."""
    if len(category) > 3:
        yield Evidence("section", own_section(category, paper), _CATEGORY, 0.9, numbers)
    else:
        yield from section([_CATEGORIES.get(category.lower(), category)], _CATEGORY, paper)


_CATEGORY = "the category of the wire"


def _from_head(said: dict[str, str], hours: Sequence[str], numbers: tuple[int, ...]) -> Iterator[Evidence]:
    """A labelled day, with the hour in Greenwich time where one is said."""
    found = dates_in_line(said.get("date", ""))
    hour = next(filter(None, hours), "")
    if found and not found[0].other and hour:
        yield Evidence("date", found[0].value + hour, "the head of the wire", 0.93, numbers)


def _stand_ins(slug: str, body: Sequence[Line]) -> Iterator[Evidence]:
    """A flash has no headline: a short text is its own, of a long one the slug or the first words are the title."""
    words = body[0].text.split() if body else []
    is_flash = len(body) == 1 and len(words) < LEAD_WORDS
    yield Evidence("title", " ".join(words) if is_flash else "", "the text of a flash", 0.8)
    yield Evidence("title", without_marks(slug), "the slug of the wire", 0.5)
    yield Evidence("title", f"{' '.join(words[:12])} …" if words else "", "the first words", 0.5)


def _unfinished(piece: Piece, lines: Sequence[Line]) -> Iterator[Problem]:
    told = [line for line in lines if line.role == "body" or line.reason == "says that more follows"]
    if told and told[-1].role != "body":
        what = "says that more follows, and nothing does in this file"
        yield Problem(
            piece.source.path, told[-1].number, 0, "I156", "warning", what, "put all takes of a story into one file"
        )
