"""What recurs across one outlet's files is its boilerplate: learned, kept in seeds/outlets.yaml, edited by people.

outlets:
  صحيفة المنارة:
    boilerplate: [للاطلاع على النسخة الورقية اضغط هنا]   # left out of articles, and reported
    article: [خلفية]                                     # recurs and yet belongs to them: never learned
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import msgspec

from generator.importers.newsroom import plain
from generator.model import RawArticle
from generator.text.arabic import fold

PLACE = "seeds/outlets.yaml"
LEAST_FILES = 5  # of fewer files nothing is learned
LEAST_SHARE = 0.2  # in as many of an outlet's files a line must recur
MOST_WORDS = 25  # a longer line is a paragraph, and an outlet does not print the same one every day
NAMING_WORDS = 12  # a line as long may name the outlet; a longer one speaks of it
_COUNTED = frozenset("unplaced kicker description image_alt image_caption tags".split())


class Outlet(msgspec.Struct, frozen=True):
    """Lines as printed: `boilerplate` is no part of an article, `article` recurs and is."""

    boilerplate: tuple[str, ...] = ()
    article: tuple[str, ...] = ()


class Outlets(msgspec.Struct, frozen=True):
    by_name: Mapping[str, Outlet] = {}

    def learned(self, folded_lines: Iterable[str]) -> frozenset[str]:
        """The folded boilerplate of the outlets that a short line names."""
        if not self.by_name:
            return frozenset()
        naming = [line for line in folded_lines if len(line.split()) <= NAMING_WORDS]
        named = [one for name, one in self.by_name.items() if any(fold(name) in line for line in naming)]
        return frozenset(fold(plain(line)) for one in named for line in one.boilerplate)


NO_OUTLETS = Outlets()


def learn(articles: Iterable[RawArticle], known: Outlets = NO_OUTLETS) -> Outlets:
    """What is known, and what recurs in these articles beside; what people say is the article's stays so."""
    files: Counter[str] = Counter()
    counts: dict[str, Counter[str]] = {}
    for article in articles:
        name = str(article.fields.get("publisher", ""))
        if name:
            files[name] += 1
            counts.setdefault(name, Counter()).update(sorted(set(_short_lines(article))))
    found = dict(known.by_name)
    for name in sorted(counts):
        outlet = found.get(name, Outlet())
        kept = {fold(line) for line in (*outlet.boilerplate, *outlet.article)}
        least = max(LEAST_FILES, LEAST_SHARE * files[name])
        new = [line for line, count in counts[name].items() if count >= least and fold(line) not in kept]
        if new:
            found[name] = msgspec.structs.replace(outlet, boilerplate=(*outlet.boilerplate, *sorted(new)))
    return Outlets(found)


def _short_lines(article: RawArticle) -> Iterator[str]:
    body = (line.removeprefix("## ").replace("\\", "") for line in article.body.split("\n"))
    around = (line.text for line in article.lines if line.role in _COUNTED)
    for line in (*body, *around):
        said = plain(line)
        if said and len(said.split()) <= MOST_WORDS:
            yield said


def parse_outlets(text: str) -> Outlets:
    """seeds/outlets.yaml as people left it; raises ValueError where it cannot be understood."""
    import yaml

    try:
        said: Any = yaml.safe_load(text) or {}
        by_name = msgspec.convert(said.get("outlets") or {}, dict[str, Outlet], str_keys=True)
    except (yaml.YAMLError, msgspec.ValidationError, AttributeError) as problem:
        raise ValueError(f"{PLACE} cannot be read: {problem}") from problem
    return Outlets(by_name)


def dump_outlets(outlets: Outlets) -> str:
    import yaml

    head = (
        "# What outlets print around their articles, learned from their files. Import leaves `boilerplate` out;\n"
        "# move a line to `article` where it belongs to the texts.\n"
    )
    names = {name: msgspec.to_builtins(outlet) for name, outlet in sorted(outlets.by_name.items())}
    said = {name: {key: list(lines) for key, lines in one.items() if lines} for name, one in names.items()}
    return head + yaml.safe_dump({"outlets": said}, allow_unicode=True, sort_keys=False, width=4096)
