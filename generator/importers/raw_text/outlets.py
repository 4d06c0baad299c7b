"""What recurs across one outlet's files is its boilerplate: learned, kept in seeds/outlets.yaml, edited by people.

outlets:
  صحيفة المنارة:
    boilerplate: [للاطلاع على النسخة الورقية اضغط هنا]   # left out of articles, and reported
    article: [خلفية]                                     # recurs and yet belongs to them: never learned
    numeric_dates: day first                             # 03/04/2021 is the third of April; else `month first`
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import msgspec
import yaml

from generator.importers.vocabulary.newsroom import field_text
from generator.model import RawArticle
from generator.text.arabic import fold
from generator.text.dates.day_order import order_among, usual_order
from generator.text.dates.parse import FoundDate, Order, dates_in_line
from generator.text.yaml.safe import safe_load

OUTLETS = "seeds/outlets.yaml"
LEAST_FILES = 5  # of fewer files nothing is learned
LEAST_SHARE = 0.2  # in as many of an outlet's files a line must recur
MOST_WORDS = 25  # a longer line is a paragraph, and an outlet does not print the same one every day
NAMING_WORDS = 12  # a line as long may name the outlet; a longer one speaks of it
_COUNTED = frozenset("unplaced kicker description image_alt image_caption tags".split())


class Outlet(msgspec.Struct, frozen=True):
    """Lines as printed: `boilerplate` is no part of an article, `article` recurs and is.

    `numeric_dates` says how 03/04/2021 is meant, where the language alone does not.
    """

    boilerplate: tuple[str, ...] = ()
    article: tuple[str, ...] = ()
    numeric_dates: Order = ""


class Outlets(msgspec.Struct, frozen=True):
    by_name: Mapping[str, Outlet] = {}

    def learned(self, folded_lines: Iterable[str]) -> frozenset[str]:
        """The folded boilerplate of the outlets that a short line names."""
        return frozenset(fold(field_text(line)) for one in self._named(folded_lines) for line in one.boilerplate)

    def order_named(self, folded_lines: Iterable[str]) -> Order:
        """How the outlet that a short line names writes days in numbers."""
        return _agreed(one.numeric_dates for one in self._named(folded_lines))

    def order_of(self, publishers: Iterable[str]) -> Order:
        wanted = {fold(name) for name in publishers} if self.by_name else set()
        return _agreed(one.numeric_dates for name, one in self.by_name.items() if fold(name) in wanted)

    def _named(self, folded_lines: Iterable[str]) -> list[Outlet]:
        if not self.by_name:
            return []
        naming = [line for line in folded_lines if len(line.split()) <= NAMING_WORDS]
        return [one for name, one in self.by_name.items() if any(fold(name) in line for line in naming)]


def _agreed(orders: Iterable[Order]) -> Order:
    found = {order for order in orders if order}
    return found.pop() if len(found) == 1 else ""


NO_OUTLETS = Outlets()


def learn(articles: Iterable[RawArticle], known: Outlets = NO_OUTLETS) -> Outlets:
    """What is known, and what recurs in these articles beside; what people say is the article's stays so."""
    files: Counter[str] = Counter()
    counts: dict[str, Counter[str]] = {}
    dates: dict[str, list[FoundDate]] = {}
    for article in articles:
        name = str(article.fields.get("publisher", ""))
        if name:
            files[name] += 1
            dates.setdefault(name, []).extend(_numeric_dates(article))
            counts.setdefault(name, Counter()).update(sorted(set(_short_lines(article))))
    found = dict(known.by_name)
    for name in sorted(counts):
        outlet = found.get(name, Outlet())
        kept = {fold(line) for line in (*outlet.boilerplate, *outlet.article)}
        least = max(LEAST_FILES, LEAST_SHARE * files[name])
        new = [line for line, count in counts[name].items() if count >= least and fold(line) not in kept]
        order = outlet.numeric_dates or order_among(dates[name])
        if new or order != outlet.numeric_dates:
            boilerplate = (*outlet.boilerplate, *sorted(new))
            found[name] = msgspec.structs.replace(outlet, boilerplate=boilerplate, numeric_dates=order)
    return Outlets(found)


def _numeric_dates(article: RawArticle) -> Iterator[FoundDate]:
    """Of date lines, in languages that leave open which number is the day."""
    if not usual_order(str(article.fields.get("lang", ""))):
        for line in article.lines:
            yield from dates_in_line(line.text) if line.role in ("date", "updated") else ()


def _short_lines(article: RawArticle) -> Iterator[str]:
    body = (line.removeprefix("## ").replace("\\", "") for line in article.body.split("\n"))
    around = (line.text for line in article.lines if line.role in _COUNTED)
    for line in (*body, *around):
        text = field_text(line)
        if text and len(text.split()) <= MOST_WORDS:
            yield text


def parse_outlets(text: str) -> Outlets:
    """seeds/outlets.yaml as people left it; raises ValueError where it cannot be understood."""
    try:
        value: Any = safe_load(text) or {}
        by_name = msgspec.convert(value.get("outlets") or {}, dict[str, Outlet], str_keys=True)
    except (yaml.YAMLError, msgspec.ValidationError, AttributeError) as problem:
        raise ValueError(f"{OUTLETS} cannot be read: {problem}") from problem
    return Outlets(by_name)
