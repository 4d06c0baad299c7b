"""A raw text becomes an article: each line gets a role, each field its evidence, nothing is lost.

First the lines whose own words give their role (dates, labels, buttons), then the body, which is the heaviest stretch,
then what is around it, by its position.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

import msgspec

from generator.disk.files import fingerprint
from generator.importers.decisions import METHOD, NO_DECISION, Decision
from generator.importers.evidence import about, fields_of, no_title, problem, title_of_text
from generator.importers.language_and_section import language_of
from generator.importers.markup.verbatim import markdown_of
from generator.importers.piece import NO_CONTEXT, Piece, SiteContext
from generator.importers.raw_text.body import Doubt, assign_title_and_body
from generator.importers.raw_text.content_rules import UNREADABLE, assign_by_content
from generator.importers.raw_text.dates import read_dates
from generator.importers.raw_text.fields import evidence_of
from generator.importers.raw_text.header import assign_header
from generator.importers.raw_text.labelling.model import line_model
from generator.importers.raw_text.lines import Line, RoledLine, Roles, cut
from generator.importers.raw_text.long_texts import continuation, is_long, parts_of
from generator.importers.raw_text.named import assign_names
from generator.importers.raw_text.outlets import Outlets
from generator.importers.raw_text.role import IN_BODY, SHOWN, Role
from generator.importers.raw_text.second_article import REASON as SECOND
from generator.importers.raw_text.second_article import assign_second_article
from generator.model import Evidence, Problem, RawArticle, SeedLine, Source
from generator.text.dates.day_order import usual_order
from generator.text.encodings import Decoded, decode, lines_of

SURE_TITLE = 0.9
SURE_BODY = 0.9
_NO_REASON = "is outside the article, and it is unclear what it is"


def read_piece(piece: Piece, context: SiteContext) -> Iterable[RawArticle]:
    """The articles of a text: mostly one; a second that follows it, and the parts of one beyond the limits."""
    source, decision, decoded = piece.source, piece.decision, decode(piece.data)
    parts = parts_of(decoded.text) if decoded.text is not None and is_long(decoded.text) else [decoded.text]
    first, rest = _read(source, decoded._replace(text=parts[0]), context, decision)
    if len(parts) > 1:
        what = f"is longer than an article may be: cut into {len(parts)} parts"
        note = problem(source, "I163", "warning", what, "split it into articles where they begin")
        first = msgspec.structs.replace(first, problems=(*first.problems, note))
    yield first
    while rest:
        source = Source(f"{piece.source.path}#{fingerprint(rest.encode())[:12]}", fingerprint(rest.encode()))
        article, rest = _read(source, Decoded(rest, decoded.encoding), context, NO_DECISION)
        yield article
    for number, part in enumerate(parts[1:], 2):
        yield continuation(first, part or "", number)


def read_raw_text(
    source: Source, data: bytes, context: SiteContext = NO_CONTEXT, decision: Decision = NO_DECISION
) -> RawArticle:
    """One article from the bytes of one seed. If something cannot be read, that is a problem, never an exception."""
    return _read(source, decode(data), context, decision)[0]


def _read(source: Source, decoded: Decoded, context: SiteContext, decision: Decision) -> tuple[RawArticle, str]:
    """The first article of a text, and the text from a second one on."""
    if decoded.text is None:
        flaw = Problem(source.path, 0, 0, "I101", "error", "cannot be read as text", "save it as UTF-8")
        return RawArticle(source, {}, "", problems=(flaw,)), ""
    found, doubt = _with_roles(cut(decoded.text), context, source.path)
    lines = with_decision(found, decision)
    lost = sum(line.reason == UNREADABLE for line in lines)
    notes = _notes(source, (*decoded.notes, *([f"{lost} lines cannot be read and were left out"] if lost else [])))
    if not any(line.role in (Role.TITLE, Role.BODY) for line in lines):
        return _no_article(source, lines, context), ""
    notes = (*notes, *_doubts(source, lines, doubt))
    second = next((line for line in lines if line.reason == SECOND), None)
    if second is None:
        return article_of(source, lines, context, notes), ""
    what = f"contains a second article from line {second.number} on: «{second.text[:40]}»"
    told = Problem(source.path, second.number, 0, "I113", "warning", what, "check where each of them ends")
    rest = "\n".join(lines_of(decoded.text)[second.number - 1 :])
    return article_of(source, lines, context, (*notes, told)), rest


def is_read_alike(seed: str, data: bytes, before: Outlets, after: Outlets) -> bool:
    """Whether what was learned of outlets changes nothing in how a text is read."""
    lines = [line.folded for line in cut(decode(data).text or "")]
    if before.learned(lines, seed) != after.learned(lines, seed):
        return False
    return before.order_named(lines) == after.order_named(lines)


def _with_roles(lines: Sequence[Line], context: SiteContext, seed: str) -> tuple[list[RoledLine], Doubt]:
    roles = Roles(len(lines))
    learned = context.outlets.learned((line.folded for line in lines), seed)
    assign_by_content(lines, roles, context.sections, learned)
    first = lines[: assign_second_article(lines, roles)]
    model = line_model()
    doubt = assign_title_and_body(first, roles, model)
    named = assign_names(first, roles, context.sections, model)
    assign_header(lines, roles)
    found = [msgspec.structs.replace(roles.of(line), names=named.get(line.index, ())) for line in lines]
    title = next((line for line in found if line.role is Role.TITLE), None)
    if title is not None:
        found[title.index] = msgspec.structs.replace(title, sure=doubt.title)
    return found, doubt


def with_decision(lines: list[RoledLine], decision: Decision) -> list[RoledLine]:
    """What a person decided on lines, by their numbers; of a paragraph of several lines the first that is named counts."""
    decided = {**dict.fromkeys(decision.keep, Role.BODY), **dict.fromkeys(decision.drop, Role.BOILERPLATE)}
    return [_decided(line, decided) for line in lines] if decided else lines


def _decided(line: RoledLine, decided: Mapping[int, Role]) -> RoledLine:
    number = next((one for one in range(line.number, max(line.number, line.last) + 1) if one in decided), None)
    return line if number is None else msgspec.structs.replace(line, role=decided[number], reason=METHOD)


def article_of(
    source: Source,
    lines: Sequence[RoledLine],
    context: SiteContext,
    notes: tuple[Problem, ...],
    known: Sequence[Evidence] = (),
) -> RawArticle:
    """The article of lines that have their roles; evidence from elsewhere (`known`) comes first."""
    evidence = [*known, *evidence_of(lines, context.sections)]
    body, subheads = markdown_of(lines_of_body(lines)), _texts(lines, Role.SUBHEAD)
    has_title = any(one.field == "title" for one in evidence)
    evidence += [] if has_title else title_of_text(body)
    title = next((one.value for one in evidence if one.field == "title"), "")
    text = "\n".join(_texts(lines, Role.BODY))
    language = language_of(f"{title}\n{text}")
    problems = list(notes)
    if not has_title:
        hint = "put the title on a line of its own, or set it in seeds/decisions.yaml"
        problems.append(no_title(source, 1, hint, has_text=bool(body)))
    order = context.outlets.order_named(line.folded for line in lines) or usual_order(language)
    dates = read_dates(source, lines, order, language)
    has_date = any(one.field == "date" for one in known)
    problems += [one for one in dates.problems if not (has_date and one.code == "I111")]
    evidence += [Evidence("lang", language, "letters and most common words", 0.95)] if language else []
    evidence += [*dates.evidence, *about(evidence, title, "\n".join(subheads), text, context)]
    around = tuple(shown(line) for line in dates.lines if line.role not in IN_BODY)
    whole = tuple(map(shown, dates.lines)) if context.keeps_lines else ()
    return RawArticle(source, fields_of(evidence), body, around, tuple(evidence), tuple(problems), source_lines=whole)


def lines_of_body(lines: Sequence[RoledLine]) -> list[RoledLine]:
    return [line for line in lines if line.role in IN_BODY]


def _texts(lines: Sequence[RoledLine], role: Role) -> list[str]:
    return [line.text for line in lines if line.role is role]


def shown(line: RoledLine) -> SeedLine:
    """A line as the report shows it."""
    reason = line.reason or ("" if line.role in IN_BODY else _NO_REASON)
    return SeedLine(line.number, line.text, SHOWN[line.role], reason)


def _notes(source: Source, notes: Sequence[str]) -> tuple[Problem, ...]:
    hint = "check the result, or save the seed as UTF-8"
    return tuple(Problem(source.path, 0, 0, "I104", "warning", note, hint) for note in notes)


def _doubts(source: Source, lines: Sequence[RoledLine], doubt: Doubt) -> Iterator[Problem]:
    title = next((line for line in lines if line.role is Role.TITLE), None)
    if title is not None and doubt.title < SURE_TITLE:
        what = f"it is not sure that this line is the title ({doubt.title:.0%})"
        hint = "compare it with the original; `title` in seeds/decisions.yaml settles it"
        yield Problem(source.path, title.number, 0, "I114", "warning", what, hint)
    if doubt.body < SURE_BODY:
        what = f"it is not sure which lines are the article's ({doubt.body:.0%})"
        hint = "compare it with the original; `keep` and `drop` in seeds/decisions.yaml settle it"
        yield Problem(source.path, 0, 0, "I115", "warning", what, hint)


def _no_article(source: Source, lines: Sequence[RoledLine], context: SiteContext) -> RawArticle:
    hint = "a seed has a title and at least one paragraph"
    problem = Problem(source.path, 0, 0, "I102", "error", "contains no article", hint)
    whole = tuple(map(shown, lines)) if context.keeps_lines else ()
    return RawArticle(source, {}, "", tuple(_with_own_role(lines)), (), (problem,), source_lines=whole)


def _with_own_role(lines: Sequence[RoledLine]) -> Iterator[SeedLine]:
    return (SeedLine(line.number, line.text, line.role.value or "unplaced", line.reason) for line in lines)
