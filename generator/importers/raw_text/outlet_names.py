"""The name of an outlet that nothing labels: a page says it again, behind its title, in its masthead, beside its rights."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from generator.importers.language_and_section import section_named
from generator.importers.raw_text.lines import NAME_WORDS, PARAGRAPH_WORDS, Line, RoledLine, Roles
from generator.importers.raw_text.role import IN_BODY, Role
from generator.importers.vocabulary import newsroom, surroundings
from generator.model import Evidence
from generator.text.arabic import fold
from generator.text.dates.calendars import month_names, weekdays

FEWEST_TITLE_WORDS = 2
ENOUGH = 3  # points of a name
STRONG, WEAK = 2, 1
EDGE = 150  # lines at either end of a page in which its outlet is looked for
HEAD = 3  # lines at the top in which mastheads begin
RECURRING = 0.75  # how sure such a name is
_SIGN = re.compile(r"\s+[-–—|•·/»«›‹<>:]+\s+|\s*[|•›‹]\s*|\s*::\s*")
_RIGHTS = re.compile(r"©|\(c\)|copyright|(?:19|20)\d\d")
_DIGIT = re.compile(r"\d\s?[:.]\s?\d|@|https?:|www\.")
_WORD = re.compile(r"[^\W\d_]{2,}")
_SIGNS = frozenset("-–—|•·/»«›‹<>:")
TAB = "the title with the name of its site"


def assign_tab_titles(lines: Sequence[Line], roles: Roles) -> None:
    """«title | outlet», as tabs and shared links have it: the title is another line, whole."""
    whole = {line.folded for line in lines if line.words >= FEWEST_TITLE_WORDS}
    for line in lines:
        is_short = line.words <= PARAGRAPH_WORDS and not roles[line]
        if (
            is_short
            and not _SIGNS.isdisjoint(line.text)
            and len(parts := _parts(line.text)) > 1
            and _title_part(parts, whole - {line.folded})
        ):
            roles.assign(line, Role.REPEATED, TAB)


def _title_part(parts: Sequence[str], whole: set[str]) -> str:
    return next((part for part in parts if fold(part) in whole and len(part.split()) >= FEWEST_TITLE_WORDS), "")


def recurring_outlet(lines: Sequence[RoledLine], sections: Sequence[str]) -> Iterator[Evidence]:
    """The name with the most points, if it has enough; of equal names the first."""
    title = next((line for line in lines if line.role is Role.TITLE), None)
    points: Counter[str] = Counter()
    strong: set[str] = set()
    written: dict[str, tuple[str, int]] = {}
    edges = [*lines[:EDGE], *lines[max(EDGE, len(lines) - EDGE) :]]
    for line in edges:
        if line.role in IN_BODY or line is title or line.words > 4 * NAME_WORDS:
            continue
        for name, own in _named(line, sections):
            points[fold(name)] += own
            strong |= {fold(name)} if own == STRONG else set()
            written.setdefault(fold(name), (name, line.number))
    rights = [line.folded for line in edges if line.role not in IN_BODY and _RIGHTS.search(line.folded)]
    for name in points:
        has_right = any(name in line and line != name for line in rights)
        points[name] += STRONG if has_right else 0
        strong |= {name} if has_right else set()
    best = max(strong, key=lambda name: (points[name], -written[name][1]), default="")
    if best and points[best] >= ENOUGH and (title is None or best != title.folded):
        name, number = written[best]
        yield Evidence("publisher", name, "the page says it again and again", RECURRING, (number,))


def _named(line: RoledLine, sections: Sequence[str]) -> Iterator[tuple[str, int]]:
    """Names on a line with their points: more at the edge of a tab's title and at the top of a page."""
    parts = _parts(line.text)
    for index, part in enumerate(parts):
        if not _could_be_name(part, sections):
            continue
        is_edge = line.reason == TAB and index in (0, len(parts) - 1)
        is_masthead = line.index < HEAD and index == 0 and len(parts) <= 2
        yield part, STRONG if is_edge or is_masthead else WEAK


def _parts(text: str) -> list[str]:
    return [part.strip(" ،,:-–—\"'") for part in _SIGN.split(newsroom.field_text(text)) if part.strip()]


def _could_be_name(part: str, sections: Sequence[str]) -> bool:
    words = part.split()
    if len(words) > NAME_WORDS or not _WORD.search(part) or _DIGIT.search(part):
        return False
    folded = fold(part)
    if any(word in weekdays() or word in month_names() for word in folded.split()) or newsroom.is_label(folded):
        return False
    is_site = surroundings.is_button(folded, len(words)) or surroundings.ends_article(folded, len(words))
    return not is_site and not section_named(part, sections) and not newsroom.ends_with_stop(part)
