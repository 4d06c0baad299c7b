"""Composes texts: an article of the corpora, a layout, and chance with a seed. The same arguments give the same bytes."""

from __future__ import annotations

import random
from collections.abc import Collection, Iterator, Sequence
from datetime import date
from functools import cache
from typing import Any

import msgspec

from benchmarks.imports.layouts.above import ABOVE
from benchmarks.imports.layouts.among import AMONG
from benchmarks.imports.layouts.below import BELOW
from benchmarks.imports.layouts.bodies import GENRES, plain
from benchmarks.imports.layouts.composed_text import BODY, BYLINE, DATE, FURNITURE, TITLE, Composed, ComposedLine, Part
from benchmarks.imports.layouts.damage import DAMAGES, ONLY_ARABIC
from benchmarks.imports.layouts.draw import Draw, lines
from benchmarks.imports.layouts.layout import Layout, all_kinds, drawn_layout
from benchmarks.imports.layouts.named import NAMED
from benchmarks.imports.layouts.printed_dates import MONTHS, printer
from benchmarks.imports.layouts.printed_dates import STYLES as DATES
from benchmarks.imports.layouts.sources import LANGUAGES, Article, articles
from benchmarks.imports.layouts.styles import STYLES
from benchmarks.imports.layouts.under import UNDER

NAMED_SHARE = 0.5  # of the texts are set in a named layout, the others in one that chance draws
ARABIC_SHARE = 0.4
SHORT_SHARE = 0.08  # of the titles are a few words
_SEPARATORS = ("* * *", "-----", "==========", "***", "* * * * *", "________", "~~~~")


class Wanted(msgspec.Struct, frozen=True):
    """Which texts: of articles set aside or of open ones; all with a kind or a layout, or none with some kinds."""

    is_set_aside: bool = False
    language: str = ""
    kind: str = ""
    layout: str = ""
    without: Collection[str] = ()
    without_languages: Collection[str] = ()


def composed(count: int, seed: int = 1, **choices: Any) -> Iterator[Composed]:
    """`count` texts, by the choices that `Wanted` names; with another seed they are others."""
    wanted = Wanted(**choices)
    languages = [wanted.language] if wanted.language else LANGUAGES
    languages = [one for one in languages if one not in wanted.without_languages]
    for index in range(count):
        rng = random.Random(f"{seed}:{index}:{wanted.is_set_aside}:{wanted.language}:{wanted.kind}:{wanted.layout}")
        chosen = _layout(rng, wanted).without(wanted.without)
        article, others = _article(rng, chosen.languages, languages, wanted.is_set_aside)
        if rng.random() < SHORT_SHARE:
            article = _short_titled(article, rng)
        dates = printer(article.language, rng, chosen.date, wanted.without)
        yield compose(f"{seed}-{index}", chosen, Draw(rng, article, others, dates, wanted.is_set_aside))


def compose(name: str, layout: Layout, draw: Draw) -> Composed:
    """One text; `draw` holds its article and gathers what was printed."""
    article = draw.article
    parts = _parts(draw, layout)
    style = STYLES[layout.style]
    found = _trimmed(style(draw, [part for part in parts if part]))
    damage = layout.damage if article.language == "ar" or layout.damage not in ONLY_ARABIC else ""
    text = "\n".join(line.text for line in found) + "\n"
    is_titled = layout.style != "one_line" and "untitled" not in layout.forms
    kinds = {line.kind for line in found}.intersection(all_kinds())
    kinds |= {*draw.kinds, *layout.genres, *layout.forms, layout.style, *([damage] if damage else [])}
    return Composed(
        f"{name}.txt", DAMAGES[damage](text) if damage else text.encode(), tuple(found),
        article.title if is_titled else "", article.title, _authors(draw, found),
        draw.day.isoformat() if draw.shows_day else "", draw.bare_visit,
        draw.outlet if draw.shows_outlet else None if draw.mentions_outlet else "",
        tuple(draw.without_dateline(line) for part in parts for line in part if line.role == BODY), article.language,
        tuple(sorted(kinds)), layout.name, article.name, draw.is_aside,
    )  # fmt: skip


def open_articles(language: str) -> Sequence[Article]:
    return _articles_of(language, False)


def _layout(rng: random.Random, wanted: Wanted) -> Layout:
    if wanted.layout:
        return NAMED[wanted.layout]
    drawn = rng.choice(list(NAMED.values())) if rng.random() < NAMED_SHARE else drawn_layout(rng)
    return drawn.having(wanted.kind, rng) if wanted.kind else drawn


def _article(
    rng: random.Random, wanted: Sequence[str], languages: Sequence[str], is_aside: bool
) -> tuple[Article, Sequence[Article]]:
    """An article, and others of its language for the lists of related ones."""
    fit = [one for one in languages if one in wanted] or list(languages) if wanted else list(languages)
    language = "ar" if "ar" in fit and rng.random() < ARABIC_SHARE else rng.choice(fit)
    found = _articles_of(language, is_aside)
    article = rng.choice(found)
    return article, [one for one in rng.choices(found, k=8) if one.title != article.title]


def _short_titled(article: Article, rng: random.Random) -> Article:
    words = article.title.split()
    return msgspec.structs.replace(article, title=" ".join(words[: rng.randint(2, 4)]).rstrip(" .،,:؛-–«\"'"))


@cache
def _articles_of(language: str, is_aside: bool) -> Sequence[Article]:
    found = articles()[language]
    return [one for one in found if one.is_set_aside == is_aside] or found


def _parts(draw: Draw, layout: Layout) -> list[Part]:
    """The page from top to bottom."""
    parts: list[Part] = [ABOVE[kind](draw) for kind in layout.above]
    parts += _title(draw, layout)
    parts += [UNDER[kind](draw) for kind in layout.under]
    if "date_without_year" in layout.forms and draw.language in MONTHS and not draw.shows_day:
        parts.append(_day_without_year(draw))
    if "labelled_title" in layout.forms and draw.chance(0.5):
        parts.append(lines([draw.pick("label_text")], FURNITURE, "label_text"))
    parts += _body(draw, layout)
    parts += [BELOW[kind](draw) for kind in layout.below]
    if "two_articles" in layout.forms and draw.others:
        parts += _second_article(draw)
    return parts


def _title(draw: Draw, layout: Layout) -> list[Part]:
    if "untitled" in layout.forms:
        return []
    label = f"{draw.pick('label_title')} " if "labelled_title" in layout.forms else ""
    return [[ComposedLine(label + draw.article.title, TITLE, "labelled_title" if label else "title")]]


def _body(draw: Draw, layout: Layout) -> list[Part]:
    parts = plain(draw)
    for genre in layout.genres:
        parts = GENRES[genre](draw, parts)
    for kind in layout.among if len(parts) > 1 else ():
        parts.insert(draw.rng.randint(1, len(parts) - 1), AMONG[kind](draw))
    return parts


def _day_without_year(draw: Draw) -> Part:
    """The year stands in the copyright line alone."""
    draw.visited, draw.shows_day = draw.day, True
    text = DATES[draw.language]["solar" if draw.language == "fa" else "worded"](draw.day)
    text = text.replace(text.split()[-1] if not text.endswith("г.") else "", "").strip(" ,،").removesuffix(" de")
    return lines([f"{draw.figures(text)}, {draw.clock()}"], DATE, "date_without_year")


def _second_article(draw: Draw) -> list[Part]:
    other = draw.rng.choice(list(draw.others))
    separator = [draw.rng.choice(_SEPARATORS)] if draw.chance(0.7) else []
    day = [draw.other_day(date.fromisoformat(other.date))] if other.date and draw.shows_day else []
    texts = [[*separator], [other.title], day, *([one] for one in other.paragraphs[:6])]
    return [lines(found, FURNITURE, "second_article") for found in texts]


def _authors(draw: Draw, found: Sequence[ComposedLine]) -> tuple[str, ...] | None:
    names = tuple(dict.fromkeys(draw.authors))
    if any(name in line.text for line in found if line.role == BYLINE for name in names):
        return names
    return None if names else ()


def _trimmed(found: list[ComposedLine]) -> list[ComposedLine]:
    while found and not found[-1].text:
        found.pop()
    return found
