"""Seeded chance: what one composed text draws its words, names, days and figures from."""

from __future__ import annotations

import random
import re
from collections.abc import Sequence
from datetime import date, timedelta

from benchmarks.imports.layouts.composed_text import ComposedLine, Part
from benchmarks.imports.layouts.printed_dates import DatePrinter
from benchmarks.imports.layouts.sources import Article
from benchmarks.imports.layouts.words import all_variants, outlets, variants

_SLOT = re.compile(r"\{(\w+)\}")
_DIGITS = {"arabic": str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩"), "persian": str.maketrans("0123456789", "۰۱۲۳۴۵۶۷۸۹")}
_LETTERS = "abcdefghiklmnoprstuw"


class Draw:
    """The state of one composition. What it printed (outlet, authors, date) is gathered on the way for the gold."""

    def __init__(
        self, rng: random.Random, article: Article, others: Sequence[Article], printer: DatePrinter, is_aside: bool
    ) -> None:
        self.rng, self.article, self.others, self.is_aside = rng, article, others, is_aside
        self.language = article.language
        self.outlet = rng.choice(outlets(self.language, is_aside))
        self.domain = "".join(rng.choices(_LETTERS, k=rng.randint(5, 9))) + rng.choice(
            (".com", ".net", ".org", ".info")
        )
        self.digits = self._digits()
        self.day = date.fromisoformat(article.date) if article.date else _some_day(rng)
        self.visited = self.day + timedelta(days=rng.choice((0, 0, 1, 2, 30, 200, 900)))
        self.printer = printer
        self.authors: list[str] = []
        self._day_text = self.dateline = ""
        self.shows_outlet = self.mentions_outlet = self.shows_day = False
        self.kinds: set[str] = set()
        self.bare_visit, self.has_issue = "", False

    def chance(self, share: float) -> bool:
        return self.rng.random() < share

    def has(self, key: str) -> bool:
        return bool(variants(self.language, key, self.is_aside))

    def pick(self, key: str, name: str = "") -> str:
        """A variant with its slots filled; `{name}` with this name where one is given."""
        found = variants(self.language, key, self.is_aside)
        return self.fill(self.rng.choice(found), name) if found else ""

    def some(self, key: str, least: int, most: int, name: str = "") -> list[str]:
        """Several variants, each once, with their slots filled."""
        found = variants(self.language, key, self.is_aside)
        count = min(len(found), self.rng.randint(least, most))
        return [self.fill(one, name) for one in self.rng.sample(list(found), count)]

    def fill(self, template: str, name: str = "") -> str:
        if "{" not in template:
            return template
        return _SLOT.sub(lambda found: name if name and found[1] == "name" else self._slot(found[1]), template)

    def figures(self, text: str) -> str:
        """With the digits of this text."""
        return text.translate(_DIGITS[self.digits]) if self.digits != "latin" else text

    def number(self, most: int) -> str:
        return self.figures(str(self.rng.randint(1, most)))

    def name(self) -> str:
        first, family = (variants(self.language, key, self.is_aside) for key in ("first", "family"))
        given, surname = self.rng.choice(first), self.rng.choice(family)
        return f"{surname}{given}" if self.language in ("ko", "ja") else f"{given} {surname}"

    def author(self) -> str:
        """Who is printed as the author: the article's own, or invented; always the same in one text."""
        if not self.authors:
            self.authors.append(self.rng.choice(self.article.authors) if self.article.authors else self.name())
        return self.authors[0]

    def halves(self) -> list[str]:
        """The halves of verses, in order: no chance, or the first would lose its second."""
        return [half.strip() for half in all_variants(self.language, "verses")]

    def without_dateline(self, line: ComposedLine) -> str:
        """A dateline may stay in the body or become a field: the gold has none."""
        return line.text.removeprefix(self.dateline) if line.kind == "dateline" else line.text

    def second_author(self) -> str:
        self.author()
        self.authors.append(self.name())
        return self.authors[-1]

    def headline(self) -> str:
        """The title of another article."""
        if self.others and self.chance(0.5):
            return self.rng.choice(self.others).title
        return self.pick("headlines")

    def day_printed(self) -> str:
        """The article's day as this text prints it, often with a clock, and always alike."""
        if not self._day_text:
            self.kinds.update(self.printer.kinds)
            self._day_text = self.figures(self.printer.printed(self.day, self.rng, has_clock=self.chance(0.45)))
        self.shows_day = True
        return self._day_text

    def other_day(self, day: date | None = None) -> str:
        """A day that is not the article's, in the same style."""
        day = day or self.day - timedelta(days=self.rng.randint(1, 500))
        return self.figures(self.printer.plain(day, self.rng))

    def visit(self) -> str:
        """The masthead's line with the day of the visit, which may look like the day of an issue."""
        text = self.pick("visit")
        if text[:6] == self.other_day(self.visited)[:6] or self.has_issue:
            self.bare_visit = self.visited.isoformat()
        return text

    def later_day(self) -> str:
        day = self.day + timedelta(days=self.rng.choice((0, 0, 1, 3, 40)))
        return self.figures(self.printer.printed(day, self.rng, has_clock=self.chance(0.5)))

    def clock(self) -> str:
        return self.figures(f"{self.rng.randint(0, 23):02}:{self.rng.randint(0, 59):02}")

    def duration(self) -> str:
        return self.figures(f"{self.rng.randint(0, 59):02}:{self.rng.randint(0, 59):02}")

    def handle(self) -> str:
        return "".join(self.rng.choices(_LETTERS, k=self.rng.randint(5, 10)))

    def _slot(self, name: str) -> str:  # noqa: C901, PLR0911, PLR0912
        match name:
            case "n":
                return self.number(9000)
            case "m":
                return self.figures(str(self.rng.randint(2, 60)))
            case "name":
                return self.name()
            case "name2":
                return self.second_author()
            case "title":
                return self.headline()
            case "own_title":
                return self.article.title
            case "outlet":
                self.mentions_outlet = True
                return self.outlet
            case "day":
                return self.day_printed()
            case "later":
                return self.later_day()
            case "date":
                return self.other_day(self.visited)
            case "time":
                return self.clock()
            case "year":
                return self.figures(str(self.visited.year))
            case "phone":
                return self.figures("".join(self.rng.choices("0123456789", k=self.rng.choice((8, 10)))))
            case "domain":
                return self.domain
            case "handle":
                return self.handle()
            case "city":
                return self.pick("cities")
            case "section":
                return self.pick("sections")
            case "family":
                return self.author().split()[-1]
            case _:
                raise KeyError(name)

    def _digits(self) -> str:
        if self.language == "ar":
            return self.rng.choices(("latin", "arabic"), (5, 1))[0]
        return "persian" if self.language == "fa" and self.chance(0.8) else "latin"


def lines(texts: Sequence[str], role: str, kind: str) -> Part:
    return [ComposedLine(text, role, kind) for text in texts if text]


def _some_day(rng: random.Random) -> date:
    return date(2003, 1, 1) + timedelta(days=rng.randint(0, 8300))
