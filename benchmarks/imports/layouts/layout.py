"""A layout: which furniture stands where, how lines are broken, what the article is like; named or drawn by chance."""

from __future__ import annotations

import random
from collections.abc import Collection, Mapping, Sequence
from functools import lru_cache
from typing import Any

import msgspec

from benchmarks.imports.layouts.above import ABOVE
from benchmarks.imports.layouts.among import AMONG
from benchmarks.imports.layouts.below import BELOW
from benchmarks.imports.layouts.bodies import GENRES
from benchmarks.imports.layouts.damage import DAMAGES, ONLY_ARABIC
from benchmarks.imports.layouts.printed_dates import STYLES as DATES
from benchmarks.imports.layouts.styles import ORDINARY, STYLES
from benchmarks.imports.layouts.under import UNDER

WHOLE_SHARE = 0.15  # of the drawn layouts are whole pages with all their menus and cards
FORMS = ("labelled_title", "untitled", "two_articles", "date_without_year")
DATED = (
    "published",
    "published",
    "published",
    "published_and_updated",
    "byline_date",
    "date_in_pipes",
    "labelled_date",
)
_BY_PLACE = {"above": ABOVE, "under": UNDER, "among": AMONG, "below": BELOW}
# What few pages have, beside what most have: the others count three.
_RARE = frozenset(
    "ticker_with_own_title title_said_again title_reworded published_above cookies promo_above agency_first issue account contents audio breadcrumb ago "
    "related_among_headless video related_headless related_teasers outlet_last menu_long notices teasers_above widgets cards_below footer_long cards_among date_last dateline_line".split()
)
_DAYS = frozenset((*DATED, "date_last"))
_ONCE = frozenset(
    "published published_and_updated byline_date date_in_pipes labelled_date byline labelled_author".split()
)


class Layout(msgspec.Struct, frozen=True):
    """Kinds by place. `date` is a style of printed dates, "" for any of the language."""

    name: str
    style: str
    above: tuple[str, ...] = ()
    under: tuple[str, ...] = ()
    among: tuple[str, ...] = ()
    below: tuple[str, ...] = ()
    genres: tuple[str, ...] = ()
    forms: tuple[str, ...] = ()
    date: str = ""
    damage: str = ""
    languages: tuple[str, ...] = ()

    def without(self, kinds: Collection[str]) -> Layout:
        """Without some kinds; a style that is left out becomes the usual one."""
        if not kinds:
            return self
        places = {place: _but(getattr(self, place), kinds) for place in (*_BY_PLACE, "genres", "forms")}
        style = "loose" if self.style in kinds else self.style
        damage = "" if self.damage in kinds else self.damage
        date = "" if f"date:{self.date}" in kinds else self.date
        return msgspec.structs.replace(self, **places, style=style, damage=damage, date=date)

    def having(self, kind: str, rng: random.Random) -> Layout:
        """With a kind at a place where it occurs."""
        change: dict[str, Any] = {}
        if kind in STYLES:
            change = {"style": kind}
        elif kind in DAMAGES:
            change = {"damage": kind, "languages": languages_of(kind)}
        elif kind in GENRES:
            change = {"genres": (kind,)}
        elif kind in FORMS:
            change = {"forms": (kind,)}
        elif kind.startswith("date:"):
            under = self.under if any(one in _DAYS for one in self.under) else ("published", *self.under)
            change = {"date": kind[5:], "under": under, "languages": languages_of(kind)}
        if kind == "date_without_year":
            change |= {"under": _but(self.under, _DAYS), "below": _but(self.below, _DAYS)}
        return msgspec.structs.replace(self, **change) if change else self._with_furniture(kind, rng)

    def _with_furniture(self, kind: str, rng: random.Random) -> Layout:
        places = [place for place, table in _BY_PLACE.items() if kind in table]
        if not places:
            raise ValueError(f"`{kind}` is no kind of furniture")
        place = rng.choice(places)
        there: tuple[str, ...] = getattr(self, place)
        return self if kind in there else msgspec.structs.replace(self, **{place: (*there, kind)})


@lru_cache(maxsize=1)
def all_kinds() -> Sequence[str]:
    places = [kind for table in _BY_PLACE.values() for kind in table]
    dates = {f"date:{style}" for styles in DATES.values() for style in styles}
    return sorted({*places, *GENRES, *FORMS, *STYLES, *DAMAGES, *dates})


def languages_of(kind: str) -> tuple[str, ...]:
    """Those in which a kind can be printed; none means all."""
    if kind.startswith("date:"):
        return tuple(language for language, styles in DATES.items() if kind[5:] in styles)
    return ("ar",) if kind in ONLY_ARABIC else ()


def drawn_layout(rng: random.Random, place_of_dates: Sequence[str] = DATED) -> Layout:
    """A layout by chance alone: a third of the pages rich in furniture, a third poor."""
    rich = rng.choice((0.5, 1, 1.8))
    under = [*([rng.choice(place_of_dates)] if rng.random() < 0.8 else [])]
    under += [kind for kind in _some(rng, UNDER, 1.6 * rich) if kind not in _ONCE]
    if rng.random() < 0.4 and "byline_date" not in under:
        under.append(rng.choice(("byline", "byline", "labelled_author")))
    rng.shuffle(under)
    above, below = _some(rng, ABOVE, 2.5 * rich), [one for one in _some(rng, BELOW, 2.5 * rich) if one not in _ONCE]
    is_whole = rng.random() < WHOLE_SHARE
    if is_whole:
        above, below = (
            ["menu_long", *above],
            [*below, rng.choice(("cards_below", "related", "most_read")), "footer_long"],
        )
    style = (
        "blank_after_each"
        if is_whole and rng.random() < 0.7
        else rng.choice(ORDINARY)
        if rng.random() < 0.88
        else rng.choice(list(STYLES))
    )
    genres = tuple(rng.sample(list(GENRES), 1)) if rng.random() < 0.35 else ()
    return Layout(
        "drawn", style, tuple(above), tuple(under), tuple(_some(rng, AMONG, 0.6 * rich)),
        tuple(below), genres,
        (rng.choice(FORMS),) if rng.random() < 0.06 else (),
        damage=rng.choice(list(DAMAGES)) if rng.random() < 0.04 else "",
    )  # fmt: skip


def _some(rng: random.Random, table: Mapping[str, object], mean: float) -> list[str]:
    count = min(len(table), int(rng.expovariate(1 / mean) + 0.5))
    kinds = list(table)
    weights = [1 if kind in _RARE else 3 for kind in kinds]
    return list(dict.fromkeys(rng.choices(kinds, weights, k=count)))


def _but(kinds: tuple[str, ...], others: Collection[str]) -> tuple[str, ...]:
    return tuple(kind for kind in kinds if kind not in others)
