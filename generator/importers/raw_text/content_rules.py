"""Lines whose role their own words give, wherever they are: labels, dates, buttons, captions, repeats."""

from __future__ import annotations

import re
from collections.abc import Sequence, Set
from itertools import pairwise

from generator.importers.language_and_section import section_named
from generator.importers.raw_text import names
from generator.importers.raw_text.dates import kind_of_date_line
from generator.importers.raw_text.furniture import (
    assign_tab_titles,
    assign_titles_begun,
    assign_titles_said_again,
    furniture,
    is_of_signs,
)
from generator.importers.raw_text.lines import NAME_WORDS, PARAGRAPH_WORDS, SUBHEAD_WORDS, Line, Roles, blocks_of
from generator.importers.raw_text.role import MAY_BE_CAPTION, Role
from generator.importers.vocabulary import newsroom, surroundings
from generator.importers.vocabulary.labels import pattern
from generator.text.dates.parse import dates_of_folded_line, words_beside
from generator.text.mojibake import is_unreadable

UNREADABLE = "cannot be read: its letters were lost, or are of an encoding that is not known"
FORMULA_WORDS = 8
FORMULA_TIMES = 3
HEAD_LINES = 20  # in which a label of the title is looked for: below the text it is one of an address
NEAR_REPEAT = 8  # lines within which an image's words are said twice
_LENGTH = re.compile(r"\d{1,2}[:.]\d\d(?:[:.]\d\d)?(?:\s*(?:ت م|[صم]|[ap]\.?m\.?|صباحا|مساء|gmt))?")
_ISSUE = re.compile(
    rf"(?:(?:{pattern('number of')}) )?(?:{pattern('issue', 'issue label', 'issue in a word')})"
    r"\s*[:.\[(№]*\s*\d{1,6}[\])]?"
)
LINKS = 3  # make a row of them
_ROW_OF_LINKS = re.compile(rf"(?:[^|•·]{{1,40}}[|•·]){{{LINKS}}}")
_SEPARATED = re.compile(r"[-–—|:،,/]")
_LINK = re.compile(r"(?:https?://|www\.)\S+|[\w.+-]+@[\w-]+\.[\w.]+|@\w+", re.IGNORECASE)
_FILM = "an hour or the length of a film"
_UNDER_TAGS = "under the label of the tags"
_ABOUT_SITE = "text that outlets put around every article"


def assign_by_content(lines: Sequence[Line], roles: Roles, sections: Sequence[str], learned: Set[str]) -> None:
    before: Line | None = None
    under_label = False
    for line in lines:
        is_below = before is not None and line.block == before.block and line.words < PARAGRAPH_WORDS
        if under_label and is_below and not line.text.endswith((".", "۔", "。")):
            roles.assign(line, Role.BOILERPLATE, "a title of another article")
        else:
            roles.assign(line, *_role_of(line, before, sections, learned, roles))
            under_label = roles[line] is Role.READ_ALSO and newsroom.is_read_also_label(line.text)
        before = line
    _assign_captions(lines, roles)
    assign_titles_begun(lines, roles)
    assign_titles_said_again(lines, roles)
    assign_tab_titles(lines, roles)
    _free_programmes(lines, roles)
    _free_titles_that_name_a_day(lines, roles)


def _role_of(
    line: Line, before: Line | None, sections: Sequence[str], learned: Set[str], roles: Roles
) -> tuple[Role, str]:
    if is_unreadable(line.text):
        return Role.UNPLACED, UNREADABLE
    if line.words >= PARAGRAPH_WORDS:
        return _long(line)
    if is_of_signs(line):
        return Role.UNPLACED, "signs alone"
    if line.folded in learned:
        return Role.BUTTON, "recurs in articles from this outlet"
    return _of_site(line) or _of_newsroom(line, before, sections, roles) or _dated(line) or (Role.NONE, "")


def _long(line: Line) -> tuple[Role, str]:
    if surroundings.is_site_talk(line.folded, line.words):
        return Role.SITE_TALK, "text about the site itself"
    if newsroom.is_read_also(line.text) and ":" in line.text[:24] and not newsroom.ends_with_stop(line.text):
        return Role.READ_ALSO, "a pointer to other articles"
    return (Role.CAPTION, "is about a picture") if newsroom.is_caption(line.text, line.words) else (Role.NONE, "")


def _of_site(line: Line) -> tuple[Role, str] | None:
    is_row = sum(map(line.text.count, "|•·")) >= LINKS and _ROW_OF_LINKS.search(line.text)
    if is_row and not dates_of_folded_line(line.folded):
        return Role.BUTTON, "a row of links"
    if "©" in line.text or surroundings.ends_article(line.folded, line.words):
        return Role.END, "is a heading for what follows the article"
    if surroundings.is_button(line.folded, line.words):
        return Role.BUTTON, _ABOUT_SITE
    if line.words <= SUBHEAD_WORDS and newsroom.is_read_also(line.text):
        return Role.READ_ALSO, "a pointer to other articles"
    formed = furniture(line)
    if formed:
        return formed
    if surroundings.is_promo(line.folded, line.words):
        return Role.SITE_TALK, _ABOUT_SITE
    if _LENGTH.fullmatch(line.folded):
        return Role.BUTTON, _FILM
    if _LINK.fullmatch(line.folded):
        return Role.LINK, "an address"
    return (
        (Role.SITE_TALK, "text about the site itself") if surroundings.is_site_talk(line.folded, line.words) else None
    )


def _of_newsroom(line: Line, before: Line | None, sections: Sequence[str], roles: Roles) -> tuple[Role, str] | None:
    text, folded = line.text, line.folded
    editor = names.editor_of(text)
    if editor is not None:
        return (Role.EDITOR, "after its label") if editor else (Role.EDITOR_LABEL, "names an office, not a person")
    if before is not None and roles[before] is Role.EDITOR_LABEL and line.words <= NAME_WORDS:
        return Role.EDITOR, "the line after the editor's label"
    if (
        before is not None
        and (roles[before] is Role.TAGS_LABEL or roles.reason(before) == _UNDER_TAGS)
        and line.words <= NAME_WORDS
        and line.block - before.block <= 1
    ):
        return Role.TAGS, _UNDER_TAGS
    if line.index < HEAD_LINES and newsroom.title_behind_label(text):
        return Role.TITLE, "after its label"
    if newsroom.is_body_label(folded):
        return Role.UNPLACED, "is a label of the text"
    if _ISSUE.fullmatch(folded):
        return Role.ISSUE, "the issue number"
    if newsroom.is_tags_label(folded):
        return Role.TAGS_LABEL, "is a heading for the tags"
    if newsroom.tags_of(text):
        return Role.TAGS, "after its label"
    if newsroom.section_of(text) or section_named(newsroom.field_text(text), sections):
        return Role.SECTION, "names a section"
    if names.byline_of(text) and not dates_of_folded_line(folded):
        return Role.BYLINE, "after its label"
    return (Role.SOURCE, "after its label") if newsroom.source_of(text) else None


def _dated(line: Line) -> tuple[Role, str] | None:
    kind = kind_of_date_line(line.folded)
    return (kind, _DATED[kind]) if kind else None


_DATED = {
    Role.DATE: "contains little more than a date",
    Role.UPDATED: "says when the page was changed",
    Role.CAPTURED: "says when the page was fetched",
    Role.VISIT: "gives the day of the visit",
}


def _assign_captions(lines: Sequence[Line], roles: Roles) -> None:
    """An image's words: they name a photographer or an agency, or the line below does."""
    for index, line in enumerate(lines):
        if roles[line] not in MAY_BE_CAPTION:
            continue
        if newsroom.is_credit(line.text):
            roles.assign(line, Role.CAPTION, "names the photographer")
        elif newsroom.is_caption(line.text, line.words):
            roles.assign(line, Role.CAPTION, "is about a picture")
        elif index and roles.reason(lines[index - 1]) == _FILM and line.block == lines[index - 1].block:
            roles.assign(line, Role.CAPTION, "is about a film")


def _free_programmes(lines: Sequence[Line], roles: Roles) -> None:
    """Days one below the other under a paragraph are those of a programme, not of the article."""
    for block in blocks_of(lines).values():
        days = [
            one[0].value for line in block if roles[line] is Role.DATE and (one := dates_of_folded_line(line.folded))
        ]
        above = lines[block[0].index - 1] if block[0].index else None
        is_row = len(days) == len(block) > 1 and sorted(set(days)) == days
        if is_row and above is not None and above.words > SUBHEAD_WORDS:
            for line in block:
                roles.assign(line, Role.NONE)


def _free_titles_that_name_a_day(lines: Sequence[Line], roles: Roles) -> None:
    """«أبرز أخبار السبت 11 مارس 2017» above the date line is the title of a daily round-up."""
    dated = [line for line in lines if roles[line] is Role.DATE]
    for line, following in pairwise(dated):
        found = dates_of_folded_line(line.folded)
        is_phrase = (
            bool(found)
            and len(words_beside(line.folded, found)) > 1
            and not _SEPARATED.search(line.folded[: found[0].start])
        )
        is_near = following.number - line.number <= NEAR_REPEAT
        if is_phrase and is_near and not newsroom.looks_like_outlet(line.text) and not newsroom.is_label(line.folded):
            roles.assign(line, Role.NONE)
