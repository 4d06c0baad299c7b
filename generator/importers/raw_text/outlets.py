"""What recurs across one outlet's files is its boilerplate: learned, kept in seeds/outlets.yaml, edited by people.

outlets:
  صحيفة المنارة:
    boilerplate: [للاطلاع على النسخة الورقية اضغط هنا]   # left out of articles, and reported
    article: [خلفية]                                     # recurs and yet belongs to them: never learned
    numeric_dates: day first                             # 03/04/2021 is the third of April; else `month first`
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
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
FOLDER_SHARE = 0.5  # and in as many of the files of a folder, which may be of several outlets
MOST_WORDS = 30  # a longer line is a paragraph, and an outlet does not print the same one every day
SHORT_WORDS = 12  # in a headline at most
MOST_SHARE = 0.3  # of a file's words that long lines which recur may have
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

    def learned(self, folded_lines: Iterable[str], seed: str = "") -> frozenset[str]:
        """The folded boilerplate of the outlets that a short line names, and of the seed's folder."""
        of_folder = self.by_name.get(folder_of(seed)) if seed else None
        outlets = [*self._named(folded_lines), *([of_folder] if of_folder else [])]
        return frozenset(fold(field_text(line)) for one in outlets for line in one.boilerplate)

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


def folder_of(seed: str) -> str:
    """The folder of a seed, or of a member of an archive: it ends with a slash, as no outlet's name does."""
    return seed.rpartition("/")[0] + "/"


class _Count(msgspec.Struct):
    """What was counted of an outlet, or of a folder: an article that lies there several times counts once."""

    articles: set[tuple[str, str]] = msgspec.field(default_factory=set)  # by title and longest paragraph
    lines: Counter[str] = msgspec.field(default_factory=Counter)
    files: list[frozenset[str]] = msgspec.field(default_factory=list)  # the lines of each
    dates: list[FoundDate] = msgspec.field(default_factory=list)

    def add(self, title: str, lines: Collection[str], dates: Iterable[FoundDate]) -> None:
        self.dates.extend(dates)
        article = (title, max(lines, key=lambda line: (len(line), line), default=""))
        if article not in self.articles:
            self.articles.add(article)
            self.files.append(frozenset(lines))
            self.lines.update(sorted(self.files[-1]))

    def recurring(self, share: float) -> list[str]:
        """Lines in as many files; long ones only where they do not make up the texts, as they do in versions of one."""
        least = max(LEAST_FILES, share * len(self.files))
        found = {line for line, count in self.lines.items() if count >= least}
        long = {line for line in found if len(line.split()) > SHORT_WORDS}
        texts = Counter(line for file in self.files for line in long & file if _share(long & file, file) > MOST_SHARE)
        return sorted(line for line in found if not texts[line])


def _share(some: Collection[str], lines: Collection[str]) -> float:
    """How much of the words of a file's lines some of them have."""
    return sum(len(line.split()) for line in some) / sum(len(line.split()) for line in lines)


def learn(articles: Iterable[RawArticle], known: Outlets = NO_OUTLETS) -> Outlets:
    """What is known, and what recurs in these articles beside; what people say is the article's stays so.

    It recurs in the files of an outlet that they name, or in those of a folder.
    """
    outlets: dict[str, _Count] = {}
    folders: dict[str, _Count] = {}
    for article in articles:
        if not article.body:
            continue
        lines, title = set(_lines(article)), str(article.fields.get("title", ""))
        name, folder = str(article.fields.get("publisher", "")), folder_of(article.seed.path)
        if name:
            outlets.setdefault(name, _Count()).add(title, lines, _numeric_dates(article))
        folders.setdefault(folder, _Count()).add(title, lines, ())
    found = dict(known.by_name)
    for name in sorted(outlets):
        found |= _learned(name, outlets[name], LEAST_SHARE, found.get(name, Outlet()), ())
    of_outlets = frozenset(fold(line) for one in found.values() for line in (*one.boilerplate, *one.article))
    for name in sorted(folders):
        found |= _learned(name, folders[name], FOLDER_SHARE, found.get(name, Outlet()), of_outlets)
    return Outlets(found)


def _learned(name: str, count: _Count, share: float, outlet: Outlet, others: Collection[str]) -> dict[str, Outlet]:
    """An outlet with what recurs in its files; nothing where nothing new does."""
    kept = {fold(line) for line in (*outlet.boilerplate, *outlet.article)}.union(others)
    new = [line for line in count.recurring(share) if len(line.split()) <= MOST_WORDS and fold(line) not in kept]
    order = outlet.numeric_dates or order_among(count.dates)
    if not new and order == outlet.numeric_dates:
        return {}
    boilerplate = (*outlet.boilerplate, *new)
    return {name: msgspec.structs.replace(outlet, boilerplate=boilerplate, numeric_dates=order)}


def _numeric_dates(article: RawArticle) -> Iterator[FoundDate]:
    """Of date lines, in languages that leave open which number is the day."""
    if not usual_order(str(article.fields.get("lang", ""))):
        for line in article.lines:
            yield from dates_in_line(line.text) if line.role in ("date", "updated") else ()


def _lines(article: RawArticle) -> Iterator[str]:
    body = (line.removeprefix("## ").replace("\\", "") for line in article.body.split("\n"))
    around = (line.text for line in article.lines if line.role in _COUNTED)
    title = str(article.fields.get("title", ""))
    for line in (title, *body, *around):
        text = field_text(line)
        if text:
            yield text


def parse_outlets(text: str) -> Outlets:
    """seeds/outlets.yaml as people left it; raises ValueError where it cannot be understood."""
    try:
        value: Any = safe_load(text) or {}
        by_name = msgspec.convert(value.get("outlets") or {}, dict[str, Outlet], str_keys=True)
    except (yaml.YAMLError, msgspec.ValidationError, AttributeError) as problem:
        raise ValueError(f"{OUTLETS} cannot be read: {problem}") from problem
    return Outlets(by_name)
