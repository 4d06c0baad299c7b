"""Title and body of a raw text: the line model decides them for all lines together, rules name what lies between them."""

from __future__ import annotations

import re
from collections.abc import Sequence

import msgspec

from generator.importers.raw_text.labelling.features import Page
from generator.importers.raw_text.labelling.model import (
    BELOW,
    BODY,
    LIST,
    Model,
    Row,
    body_chance,
    factors,
    marginals,
    titled,
)
from generator.importers.raw_text.labelling.titles import title_of
from generator.importers.raw_text.lines import LETTERS, PARAGRAPH_WORDS, SUBHEAD_WORDS, VERSE_LINES, Line, Roles
from generator.importers.raw_text.role import MAY_BE_FURNITURE, OF_SITE, OPEN, Role
from generator.importers.vocabulary import newsroom

LIKELY = 0.5
_SIGN = re.compile(r"[^\W_]")  # a letter or a figure: rulers and lost letters say nothing
LISTED = 0.8
WHOLE_TEXT = 400  # words: whatever such a line looks like, it is a text, and no text is thrown away
TAG_WORDS, FEWEST_TAGS = 3, 2
LABELLED = 0.98  # how sure a title is that its label names


class Doubt(msgspec.Struct, frozen=True):
    """How sure the title is, and what share of the words that may be the body's are sure to be, or not to be."""

    title: float = 0.0
    body: float = 0.0


def assign_title_and_body(lines: Sequence[Line], roles: Roles, model: Model) -> Doubt:
    page = Page(lines, roles)
    rows = factors(page.features, model)
    likely = marginals(rows, model)
    labelled = _labelled(lines, roles, likely)
    title, sure = (labelled, LABELLED) if labelled else title_of(page, likely, model.titles)
    likely = marginals(titled(rows, title.index if title else -1), model)
    body = _body(lines, likely, roles, title)
    if title is not None and title is not labelled:
        roles.assign(title, Role.TITLE, "the headline above the body")
    for line in body:
        roles.assign(line, Role.BODY)
    _assign_subheads(body, roles)
    _assign_tags(lines, body, roles)
    _assign_furniture(lines, body, roles)
    return Doubt(round(sure, 2) if title else 0.0, round(_sureness(lines, likely), 2))


def _labelled(lines: Sequence[Line], roles: Roles, likely: Sequence[Row]) -> Line | None:
    """The line whose label says that it is the title; below the text the same word may label an address."""
    found = list(roles.with_role(lines, Role.TITLE))
    title = next((line for line in found if likely[line.index][BELOW] < LIKELY), None)
    for line in found:
        if line is not title:
            roles.assign(line, Role.NONE)
    return title


def _body(lines: Sequence[Line], likely: Sequence[Row], roles: Roles, title: Line | None) -> list[Line]:
    """The lines that are likelier the article's than not; where none is, the likeliest: no text is thrown away."""
    may_be = [line for line in lines if line is not title and _SIGN.search(line.text) and not _is_of_site(line, roles)]
    found = [line for line in may_be if body_chance(likely[line.index]) > LIKELY or line.words >= WHOLE_TEXT]
    if found:
        return _without_titles_below(found, likely)
    may_be = [line for line in may_be if roles[line] in OPEN and LETTERS.search(line.folded)]
    most = max((body_chance(likely[line.index]) for line in may_be), default=0.0)
    return [line for line in may_be if body_chance(likely[line.index]) * 2 >= most]


def _without_titles_below(body: list[Line], likely: Sequence[Row]) -> list[Line]:
    """Short lines below the last paragraph are a list that belongs to it only where that is sure: titles look the same."""
    paragraphs = [at for at, line in enumerate(body) if likely[line.index][BODY] >= likely[line.index][LIST]]
    last = max(paragraphs, default=-1)
    below = [line for line in body[last + 1 :] if last < 0 or body_chance(likely[line.index]) > LISTED]
    return body[: last + 1] + below


def _is_of_site(line: Line, roles: Roles) -> bool:
    """What is said of the site itself is never the article's, unless it is as long as a paragraph."""
    return roles[line] in OF_SITE and line.words < PARAGRAPH_WORDS


def _sureness(lines: Sequence[Line], likely: Sequence[Row]) -> float:
    """By words: of what the body would hold, as much as is right."""
    right = whole = 0.0
    for line in lines:
        chance = body_chance(likely[line.index])
        if chance > LIKELY:
            right += chance * line.words
            whole += line.words
        else:
            whole += chance * line.words
    return right / whole if whole else 0.0


def _assign_tags(lines: Sequence[Line], body: Sequence[Line], roles: Roles) -> None:
    """Short lines right under the text that say words of it are its tags."""
    said = "\n".join(line.folded for line in body)
    found: list[Line] = []
    for line in lines[body[-1].index + 1 :] if body else ():
        if roles[line] is not Role.NONE or line.words > TAG_WORDS or line.folded not in said:
            break
        found.append(line)
    if len(found) >= FEWEST_TAGS:
        for line in found:
            roles.assign(line, Role.TAGS, "words of the text, right under it")


def _assign_furniture(lines: Sequence[Line], body: Sequence[Line], roles: Roles) -> None:
    """What is between the paragraphs and below them; what is above them has rules of its own."""
    if not body:
        return
    for line in lines[body[0].index + 1 :]:
        if roles[line] in MAY_BE_FURNITURE:
            where = "among" if line.index < body[-1].index else "below"
            roles.assign(line, Role.UNPLACED, f"is {where} the paragraphs and is likely not theirs")


def _assign_subheads(body: Sequence[Line], roles: Roles) -> None:
    """Short lines between paragraphs; more of them in a row are verse or a list."""
    run: list[Line] = []
    for line in [*body, None]:
        if line is not None and _could_be_subhead(line):
            run.append(line)
            continue
        if run and len(run) < VERSE_LINES and line is not None and run[0] is not body[0]:
            for short in run:
                roles.assign(short, Role.SUBHEAD, roles.reason(short))
        run = []


def _could_be_subhead(line: Line) -> bool:
    is_short = line.words <= SUBHEAD_WORDS and not line.text.endswith((".", "،", ",", ":", "؛", "…"))
    return is_short and not newsroom.ends_sentence(line.text.rstrip("؟?!"))
