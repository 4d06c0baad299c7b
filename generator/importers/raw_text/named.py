"""Whom a page names as its outlet and its authors: lines and parts of lines are compared with each other.

Title and body are known here. No rule says alone what a name is of: labels, signs, dates and other names beside it, its
place, and that the page says it again, are words that weights are for, as with titles.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from generator.importers.language_and_section import section_named
from generator.importers.raw_text import names
from generator.importers.raw_text.dateline import is_place
from generator.importers.raw_text.furniture import TAB
from generator.importers.raw_text.labelling.model import Model
from generator.importers.raw_text.labelling.titles import Candidate, chances
from generator.importers.raw_text.lines import PARAGRAPH_WORDS, Line, Roles
from generator.importers.raw_text.role import IN_BODY, Role
from generator.importers.vocabulary import newsroom, surroundings
from generator.importers.vocabulary.labels import pattern
from generator.model import Evidence
from generator.text.arabic import fold
from generator.text.dates.calendars import month_names, weekdays
from generator.text.dates.parse import dates_in_line

MOST_WORDS = 6  # of a name
OUTLET_WORD = 2  # times as likely is a name that says itself what it is: «جريدة …», «… Daily»
LINE_WORDS = 24  # a longer line names nobody by itself
MOST_PARTS = 12  # a line of more is a menu
_NEAR = ((-8, 10), (-8, 1), (-1, 8))  # lines around the title, the first paragraph and the last one
_HEAD, _FOOT = 14, 12
_COUNTS = (1, 2, 3, 5, 8, 14, 30)
_DISTANCES = (-12, -5, -3, -2, -1, 0, 1, 2, 3, 5, 9, 20)
_SIGN = re.compile(
    r"\s+[-–—«»‹›<>/=]+\s+|\s*[|•·›‹°*=]+\s*|\s*::\s*|\s*[,،؛;:：/]\s+|[:：](?=\D)|\s*[()\[\]«»]+\s*|\s+[-–—]|[-–—]\s+"
)
_NAME = re.compile(r"[^\W\d_]{2,}")
_ADDRESS = re.compile(r"@|https?:|www\.|\.com\b|\.net\b|\.org\b")
_METHODS = {"publisher": "the likeliest name of an outlet", "authors": "the likeliest name of who wrote it"}
_NAMELESS = frozenset({Role.NONE, Role.REPEATED, Role.UNPLACED, Role.BODY})
_RIGHTS = re.compile(r"©|\(c\)|copyright")
_OVER = re.compile(rf"(?:{pattern('name is over')})")
_AND = re.compile(rf"\s(?:{pattern('and between names')})\s|\s&\s")


class Named(NamedTuple):
    """A name, how sure it is, its line, and whether it is all that the line says."""

    value: str
    sure: float
    line: Line
    is_whole: bool


def assign_names(
    lines: Sequence[Line], roles: Roles, sections: Sequence[str], model: Model
) -> Mapping[int, tuple[Evidence, ...]]:
    """What lines name, by their index; a line that is nothing but a name gets its role."""
    around = Surroundings(lines, roles, sections)
    publisher = best_of(publishers_of(around), model.publishers)
    author = best_of(authors_of(around), model.authors)
    for one, role, reason in (
        (publisher, Role.PUBLISHER, "names the outlet"),
        (author, Role.AUTHOR, "names who wrote it"),
    ):
        if one and one.is_whole and roles[one.line] in _NAMELESS:
            roles.assign(one.line, role, reason)
    found: dict[int, tuple[Evidence, ...]] = {}
    for field, best in (("publisher", publisher), ("authors", author)):
        for value in _values_of(field, best) if best else ():
            sure = round(best.sure, 2) if best else 0.0
            number = best.line.number if best else 0
            index = best.line.index if best else 0
            found[index] = (*found.get(index, ()), Evidence(field, value, _METHODS[field], sure, (number,)))
    return found


def _values_of(field: str, best: Named) -> tuple[str, ...]:
    return separate(best.value) if field == "authors" else (best.value,)


class Part(NamedTuple):
    """What a line says between two signs, or of that what is not a label, a date or a word beside a name."""

    text: str
    folded: str
    line: Line
    words: tuple[str, ...]


class Surroundings:
    """The lines of a text whose title and body are known, with what is counted once for all parts of them."""

    def __init__(self, lines: Sequence[Line], roles: Roles, sections: Sequence[str] = ()) -> None:
        self.lines, self.roles, self.sections = lines, roles, sections
        self.title = next((line.index for line in lines if roles[line] is Role.TITLE), -1)
        body = [line.index for line in lines if roles[line] in IN_BODY]
        self.first, self.last = (body[0], body[-1]) if body else (len(lines), len(lines) - 1)
        self.said = "\n".join(lines[index].folded for index in body)
        others = [line.folded for line in lines if roles[line] not in IN_BODY]
        self.around = "\n".join(others)
        self.rights = "\n".join(one for one in others if _RIGHTS.search(one))
        self.tabs = "\n".join(line.folded for line in lines if roles.reason(line) == TAB)
        self.is_latin = self.said[:200].isascii()
        self.parts = [part for line in self._near() for part in self._parts(line)]

    def _near(self) -> Iterator[Line]:
        count = len(self.lines)
        near = {*range(_HEAD), *range(count - _FOOT, count)}
        for index, (before, after) in zip((self.title, self.first, self.last), _NEAR, strict=True):
            near.update(range(index + before, index + after + 1))
        for index in sorted(near):
            line = self.lines[index] if 0 <= index < count else None
            if line is not None and self._may_name(line):
                yield line

    def _may_name(self, line: Line) -> bool:
        if self.roles[line] is Role.TITLE or not 0 < line.words <= LINE_WORDS:
            return False
        return self.roles[line] not in IN_BODY or (line.index == self.last and line.words <= MOST_WORDS)

    def _parts(self, line: Line) -> Iterator[Part]:
        text = newsroom.field_text(line.text)
        pieces = [(match_.strip(" .,،:-–—*\"'"), sign) for match_, sign in _cut(text)]
        pieces = [(piece, sign) for piece, sign in pieces if piece]
        if not pieces or len(pieces) > MOST_PARTS:
            return
        common = self._of_line(line)
        count = min(4, len(pieces))
        has_date = self.roles[line] in (Role.DATE, Role.UPDATED) or any(_is_day(piece) for piece, _ in pieces)
        for at, (piece, sign) in enumerate(pieces):
            after = pieces[at + 1][1] if at + 1 < len(pieces) else ""
            before = pieces[at - 1][0] if at else ""
            place = f"{count}{'first' if not at else 'last' if at == len(pieces) - 1 else 'mid'}"
            own = (
                f"pc{place}{has_date}",
                f"sg{sign}{after}",
                f"bf{_kind(before)}{sign}",
                f"af{_kind(pieces[at + 1][0]) if after else ''}{after}",
            )
            for kind, value in _values(piece, text if count == 1 else ""):
                if _could_be_name(value):
                    words = (*common, *own, *self._of_value(value, kind, line, count, place))
                    yield Part(value, fold(value), line, words)

    def _of_line(self, line: Line) -> tuple[str, ...]:
        index, roles = line.index, self.roles
        above = self.lines[index - 1] if index else None
        below = self.lines[index + 1] if index + 1 < len(self.lines) else None
        role = roles[line] or "none"
        up = "edge" if above is None else roles[above] or "none"
        down = "edge" if below is None else roles[below] or "none"
        alone = (above is None or above.block != line.block, below is None or below.block != line.block)
        place = self.place(index)
        return (
            f"r{role}",
            f"rp{role}{place}",
            f"u{up}{role}",
            f"dn{down}{role}",
            f"ud{up}{down}{place}",
            f"al{alone[0]}{alone[1]}{place}",
            f"cl{above is not None and above.text.endswith((':', '：'))}",
            f"ft{bisect_right(_COUNTS, index)}{place}",
            f"te{bisect_right(_COUNTS, len(self.lines) - 1 - index)}{place}",
            f"dt{bisect_right(_DISTANCES, index - self.title)}",
            f"df{bisect_right(_DISTANCES, index - self.first)}",
            f"dl{bisect_right(_DISTANCES, index - self.last)}",
            f"lw{bisect_right((2, 3, 4, 6, 9, 14), line.words)}{place}",
        )

    def place(self, index: int) -> str:
        if index >= self.last:
            return "below"
        if index > self.first:
            return "in"
        return "under" if index > self.title >= 0 else "above"

    def _of_value(self, value: str, kind: str, line: Line, count: int, at: str) -> tuple[str, ...]:
        folded, words, place = fold(value), len(value.split()), self.place(line.index)
        again = min(4, self.around.count(folded) - line.folded.count(folded))
        said = min(2, self.said.count(folded))
        signs = (
            f"{newsroom.looks_like_outlet(value):d}{names.is_name(value):d}{is_place(folded):d}"
            f"{_is_site(folded, words, self.sections):d}"
        )
        form = f"{_capitals(value)}{value.isascii() and not self.is_latin:d}"
        right, tab = folded in self.rights and folded != self.rights, folded in self.tabs
        return (
            f"k{kind}",
            f"w{words}{form}",
            f"x{signs}",
            f"xw{signs}{min(words, 4)}{place}",
            f"xf{signs}{form}{at}",
            f"kx{kind}{signs}{place}",
            f"kw{kind}{min(words, 4)}{place}{count}",
            f"ag{again}{place}{min(words, 4)}",
            f"ar{again}{right:d}{tab:d}",
            f"sa{said}{place}{min(words, 4)}",
            f"as{again}{said}{signs}",
            f"kr{kind}{self.roles[line] or 'none'}{at}",
        )


def _cut(text: str) -> Iterator[tuple[str, str]]:
    """The parts of a text with the sign before each."""
    start, sign = 0, ""
    for match in _SIGN.finditer(text):
        yield text[start : match.start()], sign
        start, sign = match.end(), match.group().strip()[:1]
    yield text[start:], sign


def _values(piece: str, whole: str) -> Iterator[tuple[str, str]]:
    """A part; what its label names; what is left without days and the words beside a name."""
    yield "all", piece
    named = names.byline_of(whole or piece) or ""
    if named and named != piece:
        yield "by", named
    for label, text in (("", piece), ("by", named if named != piece else "")):
        rest = _without_days(text)
        if rest and rest != text:
            yield f"cut{label}", rest


def _without_days(text: str) -> str:
    """The longest run of words that are no days, figures or words that stand beside names."""
    best: list[str] = []
    run: list[str] = []
    for word in text.split():
        if _is_day(word) or (not word[0].isupper() and _OVER.fullmatch(fold(word))):
            run = []
        else:
            run.append(word)
            best = run[:] if len(run) > len(best) else best
    return " ".join(best).strip(" .,،:-–—")


@lru_cache(maxsize=1 << 11)
def _is_day(text: str) -> bool:
    return any(
        any(sign.isdigit() for sign in word) or word.strip(".,،") in weekdays() or word.strip(".,،") in month_names()
        for word in fold(text).split()
    )


def _kind(piece: str) -> str:
    """What stands beside a part: a label, a day, a place, a short or a long one."""
    if not piece:
        return ""
    if _is_day(piece):
        return "day"
    folded = fold(piece)
    if newsroom.looks_like_outlet(piece):
        return "outlet"
    if newsroom.is_label(folded):
        return "label"
    return "place" if is_place(folded) else str(min(4, len(piece.split())))


def _could_be_name(value: str) -> bool:
    words = value.split()
    return 0 < len(words) <= MOST_WORDS and bool(_NAME.search(value)) and not _ADDRESS.search(value)


def _is_site(folded: str, words: int, sections: Sequence[str]) -> bool:
    return (
        surroundings.is_button(folded, words)
        or surroundings.ends_article(folded, words)
        or bool(section_named(folded, sections))
    )


def _capitals(value: str) -> str:
    words = [word for word in value.split() if word[0].isalpha()]
    upper = sum(word[0].isupper() for word in words)
    if not upper:
        return "l" if any(word[0].islower() for word in words) else ""
    return "A" if value.isupper() else "C" if upper == len(words) else "c"


def _could_be_outlet(part: Part) -> bool:
    """Not a button, a day, or agencies that nobody names."""
    if newsroom.are_unnamed_agencies(part.folded) or part.folded in weekdays():
        return False
    return not surroundings.is_button(part.folded, len(part.text.split())) and not dates_in_line(part.text)


def publishers_of(around: Surroundings) -> list[tuple[Part | None, Candidate]]:
    """Of a name that is said several times all that is known of each time; and that none is the outlet."""
    by_name: dict[str, list[Part]] = {}
    for part in around.parts:
        if part.line.words <= PARAGRAPH_WORDS and _could_be_outlet(part):
            by_name.setdefault(part.folded, []).append(part)
    found: list[tuple[Part | None, Candidate]] = [
        (
            parts[0],
            Candidate(parts[0].line, tuple(dict.fromkeys(word for part in parts[:4] for word in part.words))),
        )
        for parts in by_name.values()
    ]
    return [*found, (None, _none(around, len(found)))]


def authors_of(around: Surroundings) -> list[tuple[Part | None, Candidate]]:
    found: list[tuple[Part | None, Candidate]] = [(part, Candidate(part.line, part.words)) for part in around.parts]
    return [*found, (None, _none(around, len(found)))]


def _none(around: Surroundings, count: int) -> Candidate:
    size = bisect_right(_COUNTS, len(around.lines))
    return Candidate(None, ("none", f"none{min(4, count)}", f"none{size}", f"none{bisect_right(_COUNTS, count)}"))


def best_of(found: Sequence[tuple[Part | None, Candidate]], weights: Mapping[str, int]) -> Named | None:
    """The likeliest name; None where it is likelier that there is none. The same name elsewhere makes it surer."""
    odds = chances([candidate for _, candidate in found], weights)
    sums: dict[str, float] = {}
    for (part, _), chance in zip(found, odds, strict=True):
        name = part.folded if part else ""
        sums[name] = sums.get(name, 0.0) + chance
    best = max(sums, key=lambda name: (sums[name] * (OUTLET_WORD if _has_outlet_word(name) else 1), name))
    if not best:
        return None
    at = max((at for at, (part, _) in enumerate(found) if part and part.folded == best), key=odds.__getitem__)
    part = found[at][0]
    if part is None:
        return None
    is_whole = part.folded == fold(newsroom.field_text(part.line.text)).strip(" .,:-*")
    return Named(part.text, sums[best], part.line, is_whole)


def _has_outlet_word(name: str) -> bool:
    return bool(name) and newsroom.looks_like_outlet(name)


def separate(name: str) -> tuple[str, ...]:
    """«… and …» are two."""
    parts = [part.strip() for part in _AND.split(name)]
    return tuple(parts) if len(parts) > 1 and all(" " in part for part in parts) else (name,)
