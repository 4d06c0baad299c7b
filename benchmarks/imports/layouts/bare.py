"""Articles with hardly anything around them, as people type or paste them: a masthead somewhere, a byline, verse, tags."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence

from benchmarks.imports.layouts.composed_text import (
    BODY,
    BYLINE,
    CAPTION,
    DATE,
    FURNITURE,
    KICKER,
    TITLE,
    Composed,
    ComposedLine,
    Part,
)
from benchmarks.imports.layouts.draw import Draw, lines
from benchmarks.imports.layouts.printed_dates import printer
from benchmarks.imports.layouts.sources import articles

MOST_LINES = 60  # of a text that says its paragraphs again and again


def bare(count: int, seed: int) -> Iterator[Composed]:
    """`count` texts of open articles; the same arguments give the same texts."""
    by_language = {language: [one for one in found if not one.is_set_aside] for language, found in articles().items()}
    languages = sorted(one for one, found in by_language.items() if found)
    for index in range(count):
        chance = random.Random(f"bare:{seed}:{index}")
        language = chance.choice(["ar", "ar", "ar", *languages])
        article = chance.choice(by_language[language])
        others = [article, *chance.sample(by_language[language], min(8, len(by_language[language])))]
        draw = Draw(chance, article, others, printer(language, chance, "worded"), is_aside=False)
        yield _text(f"bare/{seed}-{index}", draw, chance.choice(("\n\n", "\n\n", "\n\n", "\n")))


def _text(name: str, draw: Draw, between: str) -> Composed:
    parts = [part for part in _parts(draw) if part]
    blank = [ComposedLine("")] if between == "\n\n" else []
    found = [line for part in parts for line in (*part, *blank)]
    while not found[-1].text:
        found.pop()
    article = draw.article
    paragraphs = tuple(line.text for line in found if line.role == BODY)
    named = any(line.role == BYLINE for line in found)
    return Composed(
        name, ("\n".join(line.text for line in found) + "\n").encode(), tuple(found), article.title, article.title,
        tuple(dict.fromkeys(draw.authors)) if named else (), draw.day.isoformat() if draw.shows_day else "", "",
        draw.outlet if draw.shows_outlet else None if draw.mentions_outlet else "", paragraphs, article.language, ("bare",), "bare", article.name, draw.is_aside,
    )  # fmt: skip


def _parts(draw: Draw) -> list[Part]:
    body = _body(draw)
    title = lines([draw.article.title], TITLE, "title")
    masthead, filed = _masthead(draw), _filed(draw)
    place = draw.rng.choice(("first", "first", "under", "under", "last", "none"))
    above = [_menu(draw)] if draw.chance(0.12) else []
    above += [masthead] if place == "first" else []
    above += [lines([draw.pick("kicker")], KICKER, "kicker")] if draw.chance(0.1) else []
    under = [masthead] if place == "under" else []
    under += [filed] if draw.chance(0.5) else []
    under += [_picture(draw)] if draw.chance(0.25) else []
    if draw.chance(0.15):
        draw.rng.shuffle(under)
    below = [_tags(draw)] if draw.chance(0.2) else []
    below += [filed] if filed not in under and draw.chance(0.2) else []
    below += [masthead] if place == "last" else []
    below += _foot(draw) if draw.chance(0.3) else []
    return [*above, title, *under, *body, *below]


def _masthead(draw: Draw) -> Part:
    """Outlet, day and editor in any order, all or some of them, on lines of their own or on one."""
    if draw.chance(0.15):
        draw.shows_outlet = True
        sign = draw.rng.choice((" | ", " - ", "، " if draw.language == "ar" else ", "))
        return lines([sign.join((draw.outlet, draw.day_printed()))], DATE, "masthead")
    found: Part = []
    if draw.chance(0.8):
        draw.shows_outlet = True
        found += lines([draw.outlet], FURNITURE, "masthead")
    if draw.chance(0.75):
        found += lines([draw.day_printed()], DATE, "published")
    draw.rng.shuffle(found)
    if draw.language == "ar" and draw.chance(0.35):
        found += lines(
            draw.rng.choice(([f"رئيس التحرير: {draw.name()}"], ["رئيس التحرير", draw.name()])), FURNITURE, "editor"
        )
    return found


def _filed(draw: Draw) -> Part:
    """Who wrote it, and when where no masthead says so."""
    found = lines([draw.pick("byline", draw.author())], BYLINE, "byline")
    if not draw.shows_day and draw.chance(0.6):
        found += lines([draw.pick("published")], DATE, "published")
        if draw.chance(0.3):
            found.reverse()
    return found


def _menu(draw: Draw) -> Part:
    return lines(draw.some("menu", 4, 9), FURNITURE, "menu")


def _foot(draw: Draw) -> list[Part]:
    """What a little of the page came along with the text: a button, titles of other articles, with their days or not."""
    if draw.chance(0.5):
        return [lines(draw.some("share", 1, 3), FURNITURE, "share")]
    titles = [one.title for one in draw.others[1:] if one.title != draw.article.title][: draw.rng.randint(3, 6)]
    head = [lines([draw.pick("most_read")], FURNITURE, "head")] if draw.chance(0.4) else []
    dated = draw.chance(0.3)
    rows = [lines([one, *([draw.other_day()] if dated else [])], FURNITURE, "related") for one in titles]
    return [*head, *rows]


def _picture(draw: Draw) -> Part:
    """What an image is called and what it shows: a few words of the text or the title, and some more."""
    words = draw.rng.choice((draw.article.title, *draw.article.paragraphs[:3])).split()
    start = draw.rng.randrange(max(1, len(words) - 8))
    short, long = draw.rng.randint(2, 4), draw.rng.randint(4, 9)
    found = [" ".join(words[start : start + short]), " ".join(words[start : start + long])]
    if draw.chance(0.3):
        found[1] = draw.pick("caption")
    return lines([one.strip(" .،,:؛\"'") for one in found], CAPTION, "picture")


def _tags(draw: Draw) -> Part:
    found = draw.some("tag", 1, 4)
    return lines([draw.pick("tags"), *found] if draw.chance(0.5) else found, FURNITURE, "tags")


def _body(draw: Draw) -> list[Part]:
    texts = list(draw.article.paragraphs[: draw.rng.choice((1, 2, 2, 3, 4, 8, 16))])
    if draw.chance(0.1):  # a lead that no full stop ends
        texts[0] = texts[0].rstrip(" .。۔")
    if draw.chance(0.1):
        texts.append(draw.rng.choice(texts))
    elif draw.chance(0.04):
        texts = (texts * MOST_LINES)[:MOST_LINES]
    parts = [lines([one], BODY, "paragraph") for one in texts]
    if len(parts) > 1 and draw.chance(0.2):
        heads = lines([draw.pick("subheads")], BODY, "subhead")
        parts.insert(draw.rng.randrange(1, len(parts)), heads)
    for one in draw.others[1:] if len(parts) > 1 and draw.chance(0.3) else ():  # subheads as long as titles
        if draw.chance(0.25) and one.title != draw.article.title:
            parts.insert(draw.rng.randrange(1, len(parts)), lines([one.title], BODY, "subhead"))
    if len(parts) > 1 and draw.chance(0.25):
        parts.insert(draw.rng.randrange(1, len(parts)), _promo(draw))
    if draw.chance(0.15):
        parts.append(lines(_verse(draw, texts), BODY, "verse"))
    return parts


def _promo(draw: Draw) -> Part:
    draw.mentions_outlet = True
    return lines([draw.pick(draw.rng.choice(("promo", "promo", "read_also")))], FURNITURE, "promo")


def _verse(draw: Draw, texts: Sequence[str]) -> list[str]:
    """Verses, or words of the text cut to the length of verses."""
    if draw.has("verses") and draw.chance(0.6):
        return draw.halves()[: 2 * draw.rng.randint(1, 4)]
    words = draw.rng.choice(texts).split()
    step = draw.rng.randint(3, 6)
    found = [" ".join(words[at : at + step]).strip(" .،,") for at in range(0, min(len(words) - step, 6 * step), step)]
    return found if len(found) > 1 else []
