"""What a line looks like, as short words that the line model has weights for: its form, its place, what its rules say.

No word of a text is among them, so that a language that nobody trained on is read by its form.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Mapping, Sequence, Set
from typing import NamedTuple

from generator.importers.raw_text.lines import LEAD_WORDS, PARAGRAPH_WORDS, Line, Roles
from generator.importers.raw_text.role import DATED, NOISE, OPEN, Role
from generator.importers.vocabulary.newsroom import ends_with_stop

SENTENCE_WORDS = 8  # as few are a paragraph, where it ends like a sentence
HEAVIEST = 60  # words of a line that count for the stretch it is in
SHORT = 5
LONG = 10
LEAST_ECHO = 8  # signs of a line that is looked for in others
TITLE_WORDS = range(2, 30)
_WORDS = (2, 3, 4, 5, 6, 8, 10, 13, 19, 26, 40, 80)
_COUNTS = (1, 2, 3, 5, 8, 13, 21, 40)
_DISTANCES = (-20, -8, -4, -2, -1, 0, 1, 2, 3, 5, 9, 20)
_SHARES = (0.01, 0.2, 0.4, 0.6, 0.8, 0.99)
_WORD = re.compile(r"[^\W\d_]{3,}")
_UNSPACED = re.compile("(?=([\u3040-\u30ff\u4e00-\u9fff][\u3040-\u30ff\u4e00-\u9fff]))")
_LETTER = re.compile(r"[^\W\d_]")
_ENDS = {
    **dict.fromkeys(".。۔", "stop"),
    **dict.fromkeys("!！", "call"),
    **dict.fromkeys("?؟？", "asks"),
    **dict.fromkeys(":：", "colon"),
    **dict.fromkeys(",،;؛、", "comma"),
    **dict.fromkeys("\"'”’»)]」』）", "closed"),
    **dict.fromkeys("…>»|›", "more"),
}
_STARTS = {
    **dict.fromkeys("-–—•*·▪●", "item"),
    **dict.fromkeys("\"'“„‘«「『", "quote"),
    **dict.fromkeys("([（【", "paren"),
    **dict.fromkeys("#@©", "sign"),
    **dict.fromkeys("|/>›»", "mark"),
}
_SEPARATORS = re.compile(r"\s[|»>›/·•]\s?|[|•·›»]\s")
_DASH = re.compile(r"\s[-–—]\s")
_STOP = re.compile(r"[.!?؟۔。！？،,؛;][\s»”\"')]|[.!?؟۔。！？»”\"')]$")
_ROW = re.compile(r"\s[|*•·/»>«‹›–—-]\s|\s{2,}|[|•]")
_LETTERS = re.compile(r"[^\W\d_]+")
_FIGURES = re.compile(r"\d+(?:[.,:/]\d+)*%?")
_SAME = re.compile(r"([a9])(?:\s+\1)+")
_DIGITS = re.compile(r"\d+")
_YEAR = re.compile(r"(?<!\d)\d{4}(?!\d)")
# As a weight of the heaviest stretch: what betrays that the article is over, or has not begun.
_AGAINST = {
    Role.END: -25,
    Role.SITE_TALK: -20,
    **dict.fromkeys((*DATED, Role.CAPTURED, Role.ISSUE, Role.PUBLISHER, Role.EDITOR, Role.EDITOR_LABEL), -8),
    **dict.fromkeys((Role.READ_ALSO, Role.LINK, Role.TAGS), -6),
}


class Features(NamedTuple):
    """`near` count for the lines around this one too, `own` for it alone."""

    near: tuple[str, ...]
    own: tuple[str, ...]


class Page:
    """The lines of a text with what is counted once for all of them."""

    def __init__(self, lines: Sequence[Line], roles: Roles) -> None:
        self.lines, self.roles = lines, roles
        self.words = [_words(line.folded) for line in lines]
        self.sizes = Counter(line.block for line in lines)
        self.times = Counter(line.folded for line in lines)
        self.first, self.last = heaviest(lines, roles)
        self.echoes = _echoes(lines)
        self.runs = _runs(lines)
        told = [line for line in lines[self.first : self.last + 1] if line.words > SENTENCE_WORDS]
        self.said = self.shares_said(lines, told)
        self.ranks = self._ranks()
        self.size = str(bisect_right(_COUNTS, sum(line.words <= SHORT for line in lines)))
        self.noise = str(bisect_right(_COUNTS, sum(roles[line] in NOISE for line in lines)))
        self.features = [self._features(line) for line in lines]

    def shares_said(self, lines: Sequence[Line], told: Sequence[Line]) -> list[float]:
        """How many of a line's words these paragraphs say, itself left out; words that most of them have do not count."""
        counts: Counter[str] = Counter()
        for line in told:
            counts.update(self.words[line.index])
        own, most = {line.index for line in told}, max(3, len(told) // 3)
        return [
            1.0
            if line.words > PARAGRAPH_WORDS
            else _share_said(self.words[line.index], counts, line.index in own, most)
            for line in lines
        ]

    def _ranks(self) -> dict[int, str]:
        """The likeliest titles above the end of the heaviest stretch, and whether the first of them is far ahead."""
        scores = {line.index: self._score(line) for line in self.lines[: self.last + 1] if self._may_be_title(line)}
        order = sorted(scores, key=lambda index: (-scores[index], index))[:4]
        ranks = {index: str(rank) for rank, index in enumerate(order)}
        if order and (len(order) == 1 or scores[order[0]] - scores[order[1]] > 1):
            ranks[order[0]] = "best"
        return ranks

    def _may_be_title(self, line: Line) -> bool:
        return self.roles[line] in OPEN and line.words in TITLE_WORDS and bool(_LETTER.search(line.folded))

    def _score(self, line: Line) -> float:
        distance = max(0, self.lines[self.first].block - line.block)
        alone = self.sizes[line.block] <= 2
        return 3 * self.said[line.index] + min(line.words, 12) / 6 + alone - 0.15 * distance - ends_with_stop(line.text)

    def _features(self, line: Line) -> Features:
        index, text, role = line.index, line.text, self.roles[line] or "none"
        words, size = str(bisect_right(_WORDS, line.words)), min(self.sizes[line.block], 9)
        end, start = _end(text), _start(text)
        place = "before" if index < self.first else "in" if index <= self.last else "after"
        says = str(bisect_right(_SHARES, self.said[index]))
        rank = self.ranks.get(index, "no")
        near = (f"w{words}{end}", f"r{role}", f"p{place}", f"s{says}", f"k{rank}", f"b{size}", f"f{_form(line)}")
        from_first, to_last = bisect_right(_DISTANCES, index - self.first), bisect_right(_DISTANCES, index - self.last)
        from_top = bisect_right(_COUNTS, index)
        to_end = bisect_right(_COUNTS, len(self.lines) - 1 - index)
        return Features(
            near,
            (
                f"w{words}",
                f"e{end}",
                f"st{start}",
                f"ca{_capitals(text)}",
                f"di{_digits(text)}",
                f"df{from_first}",
                f"dl{to_last}",
                f"ft{from_top}",
                f"te{to_end}",
                f"re{min(3, self.echoes[index])}{min(4, line.words // 3)}{place}",
                f"sd{_density(line)}{place}",
                f"ru{self.runs[index]}{place}",
                f"wp{words}{place}{size == 1}",
                f"kp{rank}{says}{place}",
                f"rp{role}{place}",
                f"wa{words}{self.size}{place}",
                f"np{self.noise}{place}{min(4, line.words // 4)}",
                f"kt{rank}{min(4, from_top)}{self.size}",
                f"we{words}{place}{to_end}",
                f"es{end}{start}{place}",
            ),
        )


def _echoes(lines: Sequence[Line]) -> list[int]:
    """How often short lines say what this one says, alone or among other words: tabs and breadcrumbs repeat a title."""
    short = "\n".join(line.folded for line in lines if line.words <= PARAGRAPH_WORDS)
    return [
        short.count(line.folded) if len(line.folded) >= LEAST_ECHO and line.words < LEAD_WORDS else 0 for line in lines
    ]


def _runs(lines: Sequence[Line]) -> list[str]:
    """How many lines of one shape follow each other, and whether it has figures: rows of a table, items of a list, menus."""
    shapes = [_shape(line) for line in lines]
    found = [""] * len(lines)
    start = 0
    for index in range(1, len(lines) + 1):
        if index == len(lines) or not shapes[index] or shapes[index] != shapes[start]:
            if index - start > 1:
                run = f"{min(5, index - start)}{'9' in shapes[start]}{len(shapes[start]) > 1}"
                found[start:index] = [run] * (index - start)
            start = index
    return found


def _shape(line: Line) -> str:
    """Words as `a`, figures as `9`, what stands between them; of a line of words alone whether it opens with a sign."""
    if line.words >= LEAD_WORDS:
        return ""
    shape = _FIGURES.sub("9", _LETTERS.sub("a", line.text))
    return _SAME.sub(r"\1", shape)[:12]


def heaviest(lines: Sequence[Line], roles: Roles) -> tuple[int, int]:
    """The first and last line of the stretch whose paragraphs weigh most."""
    best, span, weight, start = 0, (0, len(lines) - 1), 0, 0
    for index, line in enumerate(lines):
        own = _weight(line, roles[line])
        if weight <= 0:
            weight, start = 0, index
        weight += own
        if weight > best and own > 0:
            best, span = weight, (start, index)
    return span


def _weight(line: Line, role: Role) -> int:
    if role not in OPEN:
        return _AGAINST.get(role, -3)
    if line.words >= PARAGRAPH_WORDS or (line.words >= SENTENCE_WORDS and ends_with_stop(line.text)):
        return min(line.words, HEAVIEST)
    return -2 if line.words <= SHORT else -4


def _words(folded: str) -> frozenset[str]:
    """For comparing: of scripts without spaces, pairs of signs."""
    pairs = () if folded.isascii() else _UNSPACED.findall(folded)
    return frozenset(pairs or _WORD.findall(folded))


def _share_said(words: Set[str], counts: Mapping[str, int], is_told: bool, most: int) -> float:
    said = [counts[word] for word in words]
    telling = [count for count in said if count <= most]
    return sum(count > is_told for count in telling) / len(telling) if telling else 0.0


def _end(text: str) -> str:
    last = _ENDS.get(text[-1], "")
    return "stop" if last == "closed" and ends_with_stop(text) else last


def _start(text: str) -> str:
    first = text[0]
    if first.isdigit():
        return "digit"
    return _STARTS.get(first) or ("lower" if first.islower() else "")


def _form(line: Line) -> str:
    text = line.text
    sign = "bar" if _SEPARATORS.search(text) else "dash" if _DASH.search(text) else ""
    colon = ":" in text[1:-1]
    return (
        f"{sign}{'colon' if colon else ''}{'year' if _YEAR.search(text) else ''}{'' if _LETTER.search(text) else '0'}"
    )


def _density(line: Line) -> str:
    """Words by sentence, and links in a row, of a line as long as a paragraph."""
    if line.words < LONG:
        return ""
    stops, rows = len(_STOP.findall(line.text)), len(_ROW.findall(line.text))
    return (
        f"{bisect_right((6, 12, 20, 35, 60), line.words // (stops + 1))}{min(2, stops)}{bisect_right((1, 3, 5), rows)}"
    )


def _digits(text: str) -> int:
    digits = len("".join(_DIGITS.findall(text)))
    return bisect_right((0.01, 0.1, 0.3, 0.6), digits / len(text)) if digits else 0


def _capitals(text: str) -> str:
    """Whether words are written with capitals, in scripts that have them."""
    if len(text) > 300:
        return ""
    words = [word for word in text.split() if word[0].isalpha()]
    upper = sum(word[0].isupper() for word in words)
    if not upper:
        return "none" if any(word[0].islower() for word in words) else ""
    if text.isupper():
        return "all"
    return f"s{bisect_right((0.25, 0.5, 0.75, 1.0), upper / len(words))}"
