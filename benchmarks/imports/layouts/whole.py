"""What whole pages hold beside the article when everything is copied: menus of a hundred lines, widgets, cards, imprints."""

from __future__ import annotations

from collections.abc import Iterator

from benchmarks.imports.layouts.composed_text import FURNITURE, Part
from benchmarks.imports.layouts.draw import Draw, lines

WHOLE = frozenset("menu_long widgets notices teasers_above cards_among cards_below footer_long".split())
_POOL = ("sections", "menu", "tag", "cities", "hashtags", "share", "rows", "teams")


def menu_long(draw: Draw) -> Part:
    """The menu with all that opens under it, sometimes twice, as pages for wide and narrow screens have it."""
    found = [draw.pick("home"), *_pool(draw, 25, 90)]
    if draw.chance(0.25):
        found += found
    return lines(found, FURNITURE, "menu_long")


def widgets(draw: Draw) -> Part:
    """Weather by town, prices, scores: figures beside names."""
    form = draw.rng.choice(("{} {}°C", "{}{} °C", "{} {}", "{}: {}", "{} +{}%", "{} {}°"))
    keys = draw.rng.choice((("cities",), ("rows",), ("teams",), ("cities", "rows")))
    found = [form.format(name, draw.number(40)) for key in keys for name in draw.some(key, 3, 8)]
    return lines(found, FURNITURE, "widgets")


def notices(draw: Draw) -> Part:
    """Notices of a service, in sentences: what an article begins with comes later."""
    found = [line for _ in range(draw.rng.randint(1, 4)) for line in (draw.pick("cities"), _sentence(draw, "items"))]
    return lines(found, FURNITURE, "notices")


def teasers_above(draw: Draw) -> Part:
    """Other articles with their opening words, before the one that the page is about."""
    return lines(list(_cards(draw, draw.rng.randint(1, 3), has_teasers=True)), FURNITURE, "teasers_above")


def cards_among(draw: Draw) -> Part:
    """Cards of related articles among the paragraphs: head, title, opening words, section, how long ago."""
    head = [draw.pick("related")] if draw.chance(0.5) else []
    return lines([*head, *_cards(draw, draw.rng.randint(1, 3), has_teasers=draw.chance(0.7))], FURNITURE, "cards_among")


def cards_below(draw: Draw) -> Part:
    head = [draw.pick(draw.rng.choice(("most_read", "related")))]
    return lines(
        [*head, *_cards(draw, draw.rng.randint(4, 15), has_teasers=draw.chance(0.5))], FURNITURE, "cards_below"
    )


def footer_long(draw: Draw) -> Part:
    found = [*_pool(draw, 15, 50), *draw.some("footer", 3, 9), *draw.some("cookies", 0, 2)]
    return lines(found, FURNITURE, "footer_long")


def _pool(draw: Draw, least: int, most: int) -> list[str]:
    found = [word for key in _POOL for word in draw.some(key, 2, 30)]
    if draw.chance(0.5):
        draw.rng.shuffle(found)
    return found[: draw.rng.randint(least, most)]


def _cards(draw: Draw, count: int, *, has_teasers: bool) -> Iterator[str]:
    """In one order on one page."""
    order = draw.rng.sample(("section", "title", "teaser", "author", "ago", "day"), 6)
    shown = {"title", *draw.rng.sample(order, 3), *(["teaser"] if has_teasers else [])} - (
        {"teaser"} if not has_teasers else set()
    )
    for _ in range(count):
        other = draw.rng.choice(list(draw.others)) if draw.others else draw.article
        for part in order:
            if part in shown:
                yield _part(draw, part, other.title, other.paragraphs[0])


def _part(draw: Draw, part: str, title: str, opening: str) -> str:
    match part:
        case "title":
            return title if draw.chance(0.4) else draw.pick("headlines")
        case "teaser":
            words = opening.split()[: draw.rng.randint(12, 45)]
            return " ".join(words) + draw.rng.choice(("...", " …", "", "."))
        case "author":
            return draw.name()
        case "day":
            return draw.other_day()
        case "section":
            return draw.pick("sections")
        case _:
            return draw.pick("ago")


def _sentence(draw: Draw, key: str) -> str:
    """Items strung together to something that ends as sentences do."""
    found = draw.some(key, 2, 3)
    return ("، " if draw.language in ("ar", "fa", "ur") else ", ").join(found) + (
        "。" if draw.language == "ja" else "."
    )
