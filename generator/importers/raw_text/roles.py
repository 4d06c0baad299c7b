"""Lines that betray themselves, wherever they stand: labels, dates, buttons, captions, repeats."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence, Set
from itertools import pairwise

from generator.importers.language_and_section import section_named
from generator.importers.raw_text.dates import kind_of_date_line
from generator.importers.raw_text.lines import NAME_WORDS, PARAGRAPH_WORDS, SUBHEAD_WORDS, Line
from generator.importers.vocabulary import newsroom, surroundings
from generator.text.dates.parse import dates_of_folded, words_beside

FORMULA_WORDS = 8
FORMULA_TIMES = 3
NEAR_REPEAT = 8  # lines within which an image's words are said twice
_LENGTH = re.compile(r"\d{1,2}[:.]\d\d(?:[:.]\d\d)?(?:\s*(?:ت م|[صم]|[ap]\.?m\.?|صباحا|مساء|gmt))?")
_ISSUE = re.compile(r"(?:رقم )?(?:العدد|عدد|issue|no|شماره|גיליון|сайт №|№)\s*[:.\[(№]*\s*\d{1,6}[\])]?")
LINKS = 3  # make a row of them
_ROW_OF_LINKS = re.compile(rf"(?:[^|•·]{{1,40}}[|•·]){{{LINKS}}}")
_SEPARATED = re.compile(r"[-–—|:،,/]")
_LINK = re.compile(r"(?:https?://|www\.)\S+|[\w.+-]+@[\w-]+\.[\w.]+|@\w+", re.IGNORECASE)
_UNDER_TAGS = "under the label of the tags"
_ABOUT_SITE = "words that outlets put around every article"


def mark_what_betrays_itself(lines: Sequence[Line], sections: Sequence[str], learned: Set[str]) -> None:
    before: Line | None = None
    under_label = False
    for line in lines:
        is_below = before is not None and line.block == before.block and line.words < PARAGRAPH_WORDS
        if under_label and is_below and not line.text.endswith((".", "۔", "。")):
            line.give("boilerplate", "a title of another article")
        else:
            line.give(*_betrayed(line, before, sections, learned))
            under_label = line.role == "read also" and newsroom.is_read_also_label(line.text)
        before = line
    _mark_captions(lines)
    _mark_repeats(lines)
    _mark_formulas(lines)
    _free_titles_that_name_a_day(lines)
    _free_what_stands_between_paragraphs(lines)


def _betrayed(line: Line, before: Line | None, sections: Sequence[str], learned: Set[str]) -> tuple[str, str]:
    if line.words >= PARAGRAPH_WORDS:
        return _long(line)
    if line.folded in learned:
        return "button", "recurs in what this outlet prints"
    return _of_site(line) or _of_newsroom(line, before, sections) or _dated(line) or ("", "")


def _long(line: Line) -> tuple[str, str]:
    if surroundings.is_site_talk(line.folded, line.words):
        return "site talk", "the site speaks of itself"
    if newsroom.is_read_also(line.text) and ":" in line.text[:24] and not newsroom.ends_with_stop(line.text):
        return "read also", "a pointer to other articles"
    return ("caption", "speaks of a picture") if newsroom.is_caption(line.text, line.words) else ("", "")


def _of_site(line: Line) -> tuple[str, str] | None:
    if sum(map(line.text.count, "|•·")) >= LINKS and _ROW_OF_LINKS.search(line.text):
        return "button", "a row of links"
    if "©" in line.text or surroundings.ends_article(line.folded, line.words):
        return "end", "heads what follows articles"
    if surroundings.is_button(line.folded, line.words):
        return "button", _ABOUT_SITE
    if line.words <= SUBHEAD_WORDS and newsroom.is_read_also(line.text):
        return "read also", "a pointer to other articles"
    if _LENGTH.fullmatch(line.folded):
        return "button", "an hour or the length of a film"
    if _LINK.fullmatch(line.folded):
        return "link", "an address"
    return ("site talk", "the site speaks of itself") if surroundings.is_site_talk(line.folded, line.words) else None


def _of_newsroom(line: Line, before: Line | None, sections: Sequence[str]) -> tuple[str, str] | None:
    text, folded = line.text, line.folded
    editor = newsroom.editor_of(text)
    if editor is not None:
        return ("editor", "after its label") if editor else ("editor label", "names an office, not a person")
    if before is not None and before.role == "editor label" and line.words <= NAME_WORDS:
        return "editor", "the line after the editor's label"
    if (
        before is not None
        and (before.role == "tags label" or before.reason == _UNDER_TAGS)
        and line.words <= NAME_WORDS
        and line.block - before.block <= 1
    ):
        return "tags", _UNDER_TAGS
    if _ISSUE.fullmatch(folded):
        return "issue", "the number of the issue"
    if newsroom.is_tags_label(folded):
        return "tags label", "heads the tags"
    if newsroom.tags_of(text):
        return "tags", "after its label"
    if newsroom.section_of(text) or section_named(newsroom.plain(text), sections):
        return "section", "names a section"
    if newsroom.byline_of(text):
        return "byline", "after its label"
    return ("source", "after its label") if newsroom.source_of(text) else None


def _dated(line: Line) -> tuple[str, str] | None:
    kind = kind_of_date_line(line.text, line.folded)
    return (kind, _DATED[kind]) if kind else None


_DATED = {
    "date": "says hardly more than a date",
    "updated": "says when the page was changed",
    "captured": "says when the page was fetched",
    "visit": "says the day of the visit",
}


def _mark_captions(lines: Sequence[Line]) -> None:
    """An image's words: they name a photographer or an agency, or the line below does."""
    for index, line in enumerate(lines):
        if line.role not in ("", "source"):
            continue
        if newsroom.is_credit(line.text):
            line.give("caption", "names the photographer")
            above = lines[index - 1] if index else None
            if above is not None and not above.role and above.words < PARAGRAPH_WORDS and line.block - above.block <= 1:
                above.give("caption", "stands above the photographer's name")
        elif newsroom.is_caption(line.text, line.words):
            line.give("caption", "speaks of a picture")
        elif (
            index
            and lines[index - 1].reason == "an hour or the length of a film"
            and line.block == lines[index - 1].block
        ):
            line.give("caption", "speaks of a film")


def _free_titles_that_name_a_day(lines: Sequence[Line]) -> None:
    """«أبرز أخبار السبت 11 مارس 2017» above the date line is the title of a daily round-up."""
    dated = [line for line in lines if line.role == "date"]
    for line, following in pairwise(dated):
        found = dates_of_folded(line.folded)
        is_phrase = len(words_beside(line.folded, found)) > 1 and not _SEPARATED.search(line.folded[: found[0].start])
        is_near = following.number - line.number <= NEAR_REPEAT
        if is_phrase and is_near and not newsroom.looks_like_outlet(line.text) and not newsroom.is_label(line.folded):
            line.give("", "")


def _mark_formulas(lines: Sequence[Line]) -> None:
    """Long lines that differ in a name alone are a site's formula: «in partnership with …, produced by …»."""
    endings_by_line = [_ending(line) for line in lines]
    long = {
        (ending, line.block) for ending, line in zip(endings_by_line, lines, strict=True) if line.words >= FORMULA_WORDS
    }
    endings = Counter(ending for ending, _ in long)
    # Lines of a list end alike too, but follow each other.
    endings.subtract(ending for ending, following in pairwise(endings_by_line) if ending == following)
    for ending, line in zip(endings_by_line, lines, strict=True):
        if not line.role and line.words >= FORMULA_WORDS and endings[ending] >= FORMULA_TIMES:
            line.give("site talk", "a formula that the page says again and again")


def _ending(line: Line) -> str:
    return " ".join(line.folded.rsplit(maxsplit=FORMULA_WORDS - 2)[2 - FORMULA_WORDS :])


def _free_what_stands_between_paragraphs(lines: Sequence[Line]) -> None:
    """An article may speak of newsletters and cookies; a site does not speak of itself in the middle of one."""
    for before, line, after in zip(lines, lines[1:], lines[2:], strict=False):
        if line.role == "site talk" and line.words >= PARAGRAPH_WORDS and _is_told(before) and _is_told(after):
            line.give("", "")


def _is_told(line: Line) -> bool:
    return not line.role and line.words > NAME_WORDS and newsroom.ends_with_stop(line.text)


def _mark_repeats(lines: Sequence[Line]) -> None:
    seen: dict[str, int] = {}
    for index, line in enumerate(lines):
        last = seen.get(line.folded)
        is_short = line.role in ("", "editor", "editor label", "date") and line.words <= NAME_WORDS
        is_near = line.role == "" and last is not None and index - last <= NEAR_REPEAT
        if last is not None and (is_short or is_near) and not newsroom.ends_sentence(line.text):
            line.give("repeated", "says again what an earlier line says")
        seen[line.folded] = index
