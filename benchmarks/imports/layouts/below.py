"""What pages print after a text: signs of its end, tags, authors, related lists, comments, imprints."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta

from benchmarks.imports.layouts.above import Make, cookies, menu_joined, menu_lines, menu_two_languages, ticker_lines
from benchmarks.imports.layouts.composed_text import BYLINE, DATE, FURNITURE, Part
from benchmarks.imports.layouts.draw import Draw, lines
from benchmarks.imports.layouts.under import (
    byline,
    byline_date,
    counters,
    hashtags,
    newsletter,
    published,
    share,
    tools,
)
from benchmarks.imports.layouts.whole import cards_below, footer_long, menu_long, widgets


def end_sign(draw: Draw) -> Part:
    return lines([draw.pick("end")], FURNITURE, "end_sign")


def agency_last(draw: Draw) -> Part:
    return lines([draw.pick("agency")], FURNITURE, "agency_last")


def outlet_last(draw: Draw) -> Part:
    """The outlet alone on the last line of the article."""
    draw.shows_outlet = True
    return lines([draw.outlet], FURNITURE, "outlet_last")


def labelled_source(draw: Draw) -> Part:
    draw.shows_outlet = True
    return lines([f"{draw.pick('label_source')} {draw.outlet}"], FURNITURE, "labelled_source")


def tags(draw: Draw) -> Part:
    found = draw.some("tag", 2, 6)
    if draw.chance(0.4):
        between = draw.rng.choice((" ", "، ", " | ", " - "))
        return lines([f"{draw.pick('tags')} {between.join(found)}"], FURNITURE, "tags")
    return lines([draw.pick("tags"), *found], FURNITURE, "tags")


def author_card(draw: Draw) -> Part:
    found = draw.some("author_card", 1, 3, draw.author())
    return lines([draw.author(), *[one for one in found if one != draw.author()]], FURNITURE, "author_card")


def author_last(draw: Draw) -> Part:
    """The author's name alone under the text, as letters are signed."""
    return lines([draw.author()], BYLINE, "author_last")


def date_last(draw: Draw) -> Part:
    return lines([draw.pick("published")], DATE, "date_last")


def related(draw: Draw) -> Part:
    return lines([draw.pick("related"), *_titles(draw, 2, 6)], FURNITURE, "related")


def related_dated(draw: Draw) -> Part:
    titles = [line for title in _titles(draw, 2, 5) for line in _with_day(draw, title)]
    return lines([draw.pick("related"), *titles], FURNITURE, "related_dated")


def related_headless(draw: Draw) -> Part:
    return lines(_titles(draw, 2, 4), FURNITURE, "related_headless")


def related_sections(draw: Draw) -> Part:
    """Cards: section, title, opening words, day or how long ago."""
    found = [line for title in _titles(draw, 2, 4) for line in (draw.pick("sections"), title, draw.pick("ago"))]
    return lines([draw.pick("related"), *found], FURNITURE, "related_sections")


def related_teasers(draw: Draw) -> Part:
    """Other articles with their opening sentences: the hardest to tell from the text."""
    found: list[str] = []
    for other in draw.rng.sample(list(draw.others), min(2, len(draw.others))):
        found += [other.title, " ".join(other.paragraphs[0].split()[:25]) + " ...", draw.other_day()]
    return lines([draw.pick("related"), *found], FURNITURE, "related_teasers")


def most_read(draw: Draw) -> Part:
    titles = _titles(draw, 3, 6)
    if draw.chance(0.4):
        titles = [f"{draw.figures(str(number))} {title}" for number, title in enumerate(titles, 1)]
    return lines([draw.pick("most_read"), *titles], FURNITURE, "most_read")


def before_and_after(draw: Draw) -> Part:
    arrows = draw.rng.choice((("« ", " »"), ("→ ", " ←"), ("< ", " >"), ("‹ ", " ›")))
    return lines([arrows[0] + draw.headline(), draw.headline() + arrows[1]], FURNITURE, "before_and_after")


def comments(draw: Draw) -> Part:
    """With names, days and answers."""
    found = [draw.pick("comments")]
    day = draw.day
    for _ in range(draw.rng.randint(1, 5)):
        day += timedelta(days=draw.rng.randint(0, 3))
        when = draw.pick("ago") if draw.chance(0.3) else draw.other_day(day)
        head = [f"{draw.name()} - {when}"] if draw.chance(0.3) else [draw.name(), when]
        found += [*head, draw.pick("comment"), *draw.some("comment_tools", 0, 2)]
    return lines(found, FURNITURE, "comments")


def comment_form(draw: Draw) -> Part:
    return lines(draw.some("comment_form", 1, 4), FURNITURE, "comment_form")


def footer(draw: Draw) -> Part:
    return lines(draw.some("footer", 2, 7), FURNITURE, "footer")


def copyright_line(draw: Draw) -> Part:
    draw.mentions_outlet = True
    year = draw.figures(str(draw.visited.year))
    return lines([f"© {year} {draw.outlet}"], FURNITURE, "copyright_line")


def promo_below(draw: Draw) -> Part:
    return lines(draw.some("promo", 1, 3), FURNITURE, "promo_below")


def updated_last(draw: Draw) -> Part:
    """The day of a change under the text, where the day of publication stands above it."""
    return lines([draw.pick("updated")] if draw.shows_day else [], DATE, "updated_last")


def _titles(draw: Draw, least: int, most: int) -> list[str]:
    bullet = draw.rng.choice(("", "", "", "- ", "• ", "* ", "» "))
    clock = draw.chance(0.15)
    found = dict.fromkeys(draw.headline() for _ in range(draw.rng.randint(least, most)))
    return [f"{draw.clock()} {title}" if clock else bullet + title for title in found]


def _with_day(draw: Draw, title: str) -> list[str]:
    if draw.chance(0.3):
        return [f"{title} {draw.other_day()}"]
    return [draw.other_day(), title] if draw.chance(0.2) else [title, draw.other_day()]


BELOW: Mapping[str, Make] = {
    make.__name__: make
    for make in (
        end_sign, agency_last, outlet_last, labelled_source, tags, author_card, author_last, date_last, related,
        related_dated, related_headless, related_sections, related_teasers, most_read, before_and_after, comments,
        comment_form, footer, copyright_line, promo_below, updated_last, menu_lines, menu_joined, menu_two_languages,
        cookies, share, tools, counters, hashtags, newsletter, ticker_lines, byline, byline_date, published, cards_below, footer_long, menu_long, widgets,
    )
}  # fmt: skip
