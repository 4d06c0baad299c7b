"""What pages print between the title and the text: days, bylines, decks, counters, buttons, captions."""

from __future__ import annotations

from collections.abc import Mapping

from benchmarks.imports.layouts.above import Make, breadcrumb, promo_above, section, title_said_again
from benchmarks.imports.layouts.composed_text import BYLINE, CAPTION, DATE, DECK, FURNITURE, Part
from benchmarks.imports.layouts.draw import Draw, lines


def published(draw: Draw) -> Part:
    return lines([draw.pick("published")], DATE, "published")


def published_and_updated(draw: Draw) -> Part:
    days = [draw.pick("published"), draw.pick("updated")]
    if draw.chance(0.3):
        return lines([draw.rng.choice((" | ", " - ", " – ", " / ")).join(days)], DATE, "published_and_updated")
    return lines(days[::-1] if draw.chance(0.15) else days, DATE, "published_and_updated")


def byline(draw: Draw) -> Part:
    return lines([draw.pick("byline", draw.author())], BYLINE, "byline")


def byline_date(draw: Draw) -> Part:
    return lines([draw.pick("byline_date", draw.author())], BYLINE, "byline_date")


def date_in_pipes(draw: Draw) -> Part:
    """Section, outlet, day, clock and other things in a row."""
    cells = [draw.pick("sections"), draw.day_printed()]
    if draw.chance(0.5):
        draw.mentions_outlet = True
        cells.insert(draw.rng.randint(0, 1), draw.outlet)
    if draw.chance(0.3):
        cells.append(draw.pick("updated"))
    if draw.chance(0.3):
        cells.append(draw.pick("counters"))
    return lines([draw.rng.choice((" | ", " | ", " · ", " / ", " - ", " • ")).join(cells)], DATE, "date_in_pipes")


def labelled_date(draw: Draw) -> Part:
    day = draw.day_printed()
    label = draw.pick("label_date")
    return lines([label, day] if draw.chance(0.2) else [f"{label} {day}"], DATE, "labelled_date")


def labelled_author(draw: Draw) -> Part:
    label = draw.pick("label_author")
    return lines([f"{label} {draw.author()}"], BYLINE, "labelled_author")


def dateline_line(draw: Draw) -> Part:
    """Town and outlet alone on a line: neither an author nor a sentence."""
    city, source = draw.pick("cities"), draw.outlet if draw.chance(0.6) else draw.pick("agency").strip("() ")
    draw.mentions_outlet = True
    form = draw.rng.choice(("({} - {})", "{} - {}", "{} – {}", "{}: {}", "{} / {}", "({}: {})"))
    return lines([form.format(city, source)], BYLINE, "dateline_line")


def ago(draw: Draw) -> Part:
    return lines([draw.pick("ago")], FURNITURE, "ago")


def deck(draw: Draw) -> Part:
    """A summary: the opening of a later paragraph, so that it speaks of the article."""
    source = (
        draw.article.paragraphs[draw.rng.randrange(1, len(draw.article.paragraphs))]
        if len(draw.article.paragraphs) > 1
        else ""
    )
    words = source.split()[: draw.rng.randint(12, 24)]
    return lines(
        [" ".join(words).rstrip(".,،؛:") + draw.rng.choice(("", "", "."))] if len(words) > 8 else [], DECK, "deck"
    )


def counters(draw: Draw) -> Part:
    found = draw.some("counters", 1, 3)
    return lines([" ".join(found)] if draw.chance(0.3) else found, FURNITURE, "counters")


def share(draw: Draw) -> Part:
    found = draw.some("share", 2, 6)
    return lines([" ".join(found)] if draw.chance(0.3) else found, FURNITURE, "share")


def tools(draw: Draw) -> Part:
    found = draw.some("tools", 1, 4)
    return lines([draw.rng.choice((" ", " | ")).join(found)] if draw.chance(0.3) else found, FURNITURE, "tools")


def hashtags(draw: Draw) -> Part:
    found = draw.some("hashtags", 1, 4)
    return lines([" ".join(found)] if draw.chance(0.7) else found, FURNITURE, "hashtags")


def caption(draw: Draw) -> Part:
    return lines([draw.pick("caption")], CAPTION, "caption")


def credit(draw: Draw) -> Part:
    return lines([draw.pick("credit")], CAPTION, "credit")


def caption_and_credit(draw: Draw) -> Part:
    return lines([draw.pick("caption"), draw.pick("credit")], CAPTION, "caption_and_credit")


def audio(draw: Draw) -> Part:
    return lines([*draw.some("tools", 1, 1), f"{draw.figures('00:00')} / {draw.duration()}"], FURNITURE, "audio")


def newsletter(draw: Draw) -> Part:
    return lines(draw.some("newsletter", 2, 4), FURNITURE, "newsletter")


def contents(draw: Draw) -> Part:
    """A summary in points, as some sites put above the text."""
    return lines([f"- {one}" for one in draw.some("subheads", 2, 3)], FURNITURE, "contents")


UNDER: Mapping[str, Make] = {
    make.__name__: make
    for make in (
        published, published_and_updated, byline, byline_date, date_in_pipes, labelled_date, labelled_author, dateline_line, ago, deck,
        counters, share, tools, hashtags, caption, credit, caption_and_credit, audio, newsletter, contents, section,
        breadcrumb, promo_above, title_said_again,
    )
}  # fmt: skip
