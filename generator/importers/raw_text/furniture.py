"""Lines of a page's furniture that their form gives away in any language: paths of sections, rows of share buttons,
signs alone, phone numbers, a title begun elsewhere."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import islice

from generator.importers.raw_text.dateline import names_who_filed
from generator.importers.raw_text.lines import PARAGRAPH_WORDS, SUBHEAD_WORDS, Line, Roles
from generator.importers.raw_text.role import Role
from generator.importers.vocabulary import newsroom, surroundings
from generator.text.arabic import fold
from generator.text.dates.parse import dates_of_folded

CRUMBS = 3  # make a path; «a / b» may be a title
CRUMB_WORDS = 3  # in each but the last, which may be the title
PHONE_WORDS = 14
LINK_LETTERS = 3  # in words that link others
TIMES = 3  # a word so often in a short line is on buttons: «share on …, share on …, share on …»
FEWEST_TITLE_WORDS = 2
PREFIX_WORDS = 2  # before a title that a ticker says again
MOST_BEGUN = 20  # of such lines that are looked for
FEWEST_BEGUN = 3  # words of a title that is cut off with dots
_CRUMB_SIGN = re.compile(r"\s*[›→]+\s*|\s+[»«>/\\|<]+\s+")
_PATH_SIGNS = frozenset("»«›>→/\\|<")
_PHONE = re.compile(r"(?<![\d/.\-:])\+?\(?\d[\d\s()\-.]{5,17}\d(?![\d/.\-:])")
_DOTS = re.compile(r"\s*(?:\.{2,}|…)\s*$")
_WORD = re.compile(r"[^\W\d_]+")
_LETTER_OR_DIGIT = re.compile(r"[^\W_]")
_TAB_SIGN = re.compile(r"\s+[-–—|•·/»«›‹<>:]+\s+|\s*[|•›‹]\s*|\s*::\s*")
_TAB_SIGNS = frozenset("-–—|•·/»«›‹<>:")
TAB = "the title with the name of its site"
Found = tuple[Role, str]


def furniture(line: Line) -> Found | None:
    """The role that the form of a short line gives it."""
    if dates_of_folded(line.folded):
        return None
    if line.words <= 2 * SUBHEAD_WORDS and _is_path(line):
        return Role.BUTTON, "a path of sections"
    if TIMES < line.words <= SUBHEAD_WORDS + 2 and _is_row_of_buttons(line):
        return Role.BUTTON, "repeats a word as buttons do"
    if line.words <= PHONE_WORDS and _is_phone(line):
        return Role.SITE_TALK, "a phone number"
    return None


def is_of_signs(line: Line) -> bool:
    return not _LETTER_OR_DIGIT.search(line.folded)


def _is_path(line: Line) -> bool:
    if _PATH_SIGNS.isdisjoint(line.text):
        return False
    parts = [part for part in _CRUMB_SIGN.split(line.text.strip("»«›> ")) if part]
    if {"«", "»"} <= set(line.text) or len(parts) < CRUMBS or not all(_WORD.search(part) for part in parts):
        return False
    if any(len(part.split()) > CRUMB_WORDS for part in parts[:-1]) or newsroom.ends_with_stop(_DOTS.sub("", line.text)):
        return False
    return not names_who_filed(line.text)


def _is_row_of_buttons(line: Line) -> bool:
    words = _WORD.findall(line.folded)
    often = max(Counter(word for word in words if len(word) > LINK_LETTERS).values(), default=0)
    return often >= TIMES and 3 * often >= len(words) and not newsroom.ends_with_stop(line.text)


def _is_phone(line: Line) -> bool:
    """A number to call, behind its label or beside another."""
    return bool(_PHONE.search(line.folded)) and (
        surroundings.is_contact(line.folded) or len(_WORD.findall(line.folded)) <= 2
    )


def assign_titles_said_again(lines: Sequence[Line], roles: Roles) -> None:
    """«11:05 wall to be repaired», «breaking: wall to be repaired», where the title is another line, whole."""
    whole = {line.folded for line in lines if FEWEST_BEGUN <= line.words <= 2 * SUBHEAD_WORDS}
    for line in lines:
        if roles[line] or not FEWEST_BEGUN < line.words <= 2 * SUBHEAD_WORDS:
            continue
        words = line.folded.split(maxsplit=PREFIX_WORDS)
        rests = (line.folded.split(maxsplit=count)[-1] for count in range(1, min(PREFIX_WORDS, len(words) - 1) + 1))
        if any(rest in whole for rest in rests):
            roles.assign(line, Role.REPEATED, "repeats the title behind a word or an hour")


def assign_titles_begun(lines: Sequence[Line], roles: Roles) -> None:
    """«Wall to be repaired in …» in a path or a tab: the whole title is another line."""
    short = (line for line in lines if FEWEST_BEGUN <= line.words <= SUBHEAD_WORDS and not roles[line])
    for line in islice((line for line in short if _DOTS.search(line.text)), MOST_BEGUN):
        begun = _DOTS.sub("", line.folded)
        if any(other.folded.startswith(begun) and other.words > line.words for other in lines):
            roles.assign(line, Role.REPEATED, "begins a title that another line has whole")


def assign_tab_titles(lines: Sequence[Line], roles: Roles) -> None:
    """«title | outlet», as tabs and shared links have it: the title is another line, whole."""
    whole = {line.folded for line in lines if line.words >= FEWEST_TITLE_WORDS}
    for line in lines:
        is_short = line.words <= PARAGRAPH_WORDS and not roles[line]
        if (
            is_short
            and not _TAB_SIGNS.isdisjoint(line.text)
            and len(parts := _parts(line.text)) > 1
            and _title_part(parts, whole - {line.folded})
        ):
            roles.assign(line, Role.REPEATED, TAB)


def _title_part(parts: Sequence[str], whole: set[str]) -> str:
    return next((part for part in parts if fold(part) in whole and len(part.split()) >= FEWEST_TITLE_WORDS), "")


def _parts(text: str) -> list[str]:
    return [part.strip(" ،,:-–—\"'") for part in _TAB_SIGN.split(newsroom.field_text(text)) if part.strip()]
