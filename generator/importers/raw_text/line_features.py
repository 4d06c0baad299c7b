"""What a line looks like, as short words that the line model has weights for: its form, its place, what its rules say.

No word of a text is among them, so that a language that nobody trained on is read by its form.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import chain
from typing import NamedTuple

from generator.importers.raw_text.lines import PARAGRAPH_WORDS, Line, Roles
from generator.importers.raw_text.role import DATED, NOISE, OPEN, Role
from generator.importers.vocabulary.newsroom import ends_with_stop

SENTENCE_WORDS = 8  # as few are a paragraph, where it ends like a sentence
HEAVIEST = 60  # words of a line that count for the stretch it is in
SHORT = 5
TITLE_WORDS = range(2, 30)
_WORDS = (2, 3, 4, 5, 6, 8, 10, 13, 19, 26, 40, 80)
_COUNTS = (1, 2, 3, 5, 8, 13, 21, 40)
_DISTANCES = (-20, -8, -4, -2, -1, 0, 1, 2, 3, 5, 9, 20)
_SHARES = (0.01, 0.2, 0.4, 0.6, 0.8, 0.99)
_WORD = re.compile(r"[^\W\d_]{3,}")
_UNSPACED = re.compile("(?=([\u3040-\u30ff\u4e00-\u9fff]{2}))")
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
_BEHIND = re.compile(r"\s(?:[-–—|»>/]|::)\s")
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


def features_of(lines: Sequence[Line], roles: Roles) -> list[Features]:
    if not lines:
        return []
    page = _Page(lines, roles)
    return [page.features(line) for line in lines]


class _Page:
    """What is counted once for all lines of a text."""

    def __init__(self, lines: Sequence[Line], roles: Roles) -> None:
        self.lines, self.roles = lines, roles
        self.sizes = Counter(line.block for line in lines)
        self.times = Counter(line.folded for line in lines)
        self.first, self.last = heaviest(lines, roles)
        told = [line for line in lines[self.first : self.last + 1] if line.words > SENTENCE_WORDS]
        self.said = shares_said(lines, told)
        self.ranks = self._ranks()
        self.size = str(bisect_right(_COUNTS, sum(line.words <= SHORT for line in lines)))
        self.noise = str(bisect_right(_COUNTS, sum(roles[line] in NOISE for line in lines)))
        self.texts = self.times.keys()

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

    def features(self, line: Line) -> Features:
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
                f"re{self._repeated(line)}{min(4, line.words // 3)}{place}",
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

    def _repeated(self, line: Line) -> str:
        if self.times[line.folded] > 1:
            return str(min(3, self.times[line.folded]))
        head = _BEHIND.split(line.folded)
        return "part" if len(head) > 1 and (head[0] in self.texts or head[-1] in self.texts) else "no"


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


def words_of(line: Line) -> set[str]:
    """For comparing: of scripts without spaces, pairs of signs."""
    return set(_WORD.findall(line.folded)) if line.folded.isascii() or not (pairs := _UNSPACED.findall(line.folded)) else set(pairs)


def shares_said(lines: Sequence[Line], told: Sequence[Line]) -> list[float]:
    """How many of a line's words these paragraphs say, itself left out; words that most of them have do not count."""
    said = {line.index: words_of(line) for line in told}
    counts = Counter(chain.from_iterable(said.values()))
    most = max(3, len(told) // 3)
    return [1.0 if line.words > PARAGRAPH_WORDS else _share_said(line, said.get(line.index), counts, most) for line in lines]


def _share_said(line: Line, own: set[str] | None, counts: Mapping[str, int], most: int) -> float:
    words = [word for word in (own if own is not None else words_of(line)) if counts[word] <= most]
    least = 1 if own is not None else 0
    return sum(counts[word] > least for word in words) / len(words) if words else 0.0


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
    return f"{sign}{'colon' if colon else ''}{'year' if _YEAR.search(text) else ''}{'' if _LETTER.search(text) else '0'}"


def _digits(text: str) -> int:
    digits = sum(map(text.count, "0123456789")) if text.isascii() else sum(map(str.isdigit, text))
    return bisect_right((0.01, 0.1, 0.3, 0.6), digits / len(text))


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
