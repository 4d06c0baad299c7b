"""The text of an article as parts, a paragraph each: plain, or with what some kinds of articles hold beside paragraphs."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import timedelta

import msgspec

from benchmarks.imports.layouts.composed_text import BODY, FURNITURE, ComposedLine, Part
from benchmarks.imports.layouts.draw import Draw, lines

Parts = list[Part]
Genre = Callable[[Draw, Parts], Parts]


def plain(draw: Draw) -> Parts:
    """The paragraphs; one in four articles is cut short."""
    paragraphs = draw.article.paragraphs[:30]
    if draw.chance(0.25):
        paragraphs = paragraphs[: draw.rng.randint(2, 5)]
    return [[ComposedLine(text, BODY, "paragraph")] for text in paragraphs]


def dateline(draw: Draw, parts: Parts) -> Parts:
    """Town or agency before the first sentence. It may stay in the body or become a field."""
    first = parts[0][0]
    draw.dateline = draw.pick("dateline")
    return [[ComposedLine(draw.dateline + first.text, BODY, "dateline")], *parts[1:]]


def subheads(draw: Draw, parts: Parts) -> Parts:
    heads = draw.some("subheads", 2, 4)
    places = sorted(draw.rng.sample(range(1, len(parts)), min(len(heads), len(parts) - 1))) if len(parts) > 1 else []
    for head, place in zip(heads, reversed(places), strict=False):
        parts.insert(place, lines([head], BODY, "subhead"))
    return parts


def interview(draw: Draw, parts: Parts) -> Parts:
    """Questions before the paragraphs, under labels or without."""
    asks, answers = draw.pick("question_label"), draw.pick("answer_label")
    found: Parts = parts[:1]
    questions = draw.some("questions", 3, 6)
    for part in parts[1:]:
        if questions:
            found.append(lines([asks + questions.pop()], BODY, "question"))
            found.append([ComposedLine(answers + part[0].text, BODY, "answer")])
        else:
            found.append(part)
    return found


def poem(draw: Draw, parts: Parts) -> Parts:
    """Verses of two halves, parted as print and web part them."""
    between = draw.rng.choice(("\n", " ... ", " *** ", " … ", "\t", "        ", " // ", " * "))
    verses = [
        [ComposedLine(half.strip(), BODY, "verse") for half in "".join(pair).split("\n")]
        for pair in _verses(draw, between)
    ]
    joined: Parts = verses if draw.chance(0.4) else [[line for verse in verses for line in verse]]
    return _in_the_middle(draw, parts, joined)


def poem_between_signs(draw: Draw, parts: Parts) -> Parts:
    """Verses on lines of their own, each pair after a lone sign, as from a quoted mail."""
    sign = ComposedLine(draw.rng.choice((">", ">", "*", "~")), FURNITURE, "lone_sign")
    found: Part = [sign]
    for pair in _verses(draw, "\n"):
        found += [*(ComposedLine(half, BODY, "verse") for half in "".join(pair).split("\n")), sign]
    return _in_the_middle(draw, parts, [found])


def points(draw: Draw, parts: Parts) -> Parts:
    bullet = draw.rng.choice(("- ", "• ", "* ", "– ", "#"))
    items = draw.some("items", 3, 6)
    numbered = [f"{draw.figures(str(number))}{draw.rng.choice(('. ', '- ', ') '))}" for number in range(1, 9)]
    texts = [f"{numbered[index] if bullet == '#' else bullet}{item}" for index, item in enumerate(items)]
    return _in_the_middle(draw, parts, [lines(texts, BODY, "item")])


def table(draw: Draw, parts: Parts) -> Parts:
    between = draw.rng.choice(("\t", " | ", "    ", " : "))
    rows = [f"{name}{between}{draw.number(900)}{between}{draw.number(99)}%" for name in draw.some("rows", 3, 7)]
    return _in_the_middle(draw, parts, [lines(rows, BODY, "row")])


def results(draw: Draw, parts: Parts) -> Parts:
    """Columns of results, often one cell a line."""
    teams = draw.some("teams", 4, 6)
    found: list[str] = []
    for home, guest in zip(teams[::2], teams[1::2], strict=False):
        score = [draw.number(5), draw.number(5)]
        found += [home, *score, guest] if draw.chance(0.5) else [f"{home} - {guest} {score[0]}-{score[1]}"]
    return _in_the_middle(draw, parts, [lines(found, BODY, "result")])


def programme(draw: Draw, parts: Parts) -> Parts:
    """Days of events in the text: none of them is the day of publication."""
    days = [draw.day + timedelta(days=7 + step) for step in range(draw.rng.randint(2, 5))]
    items = [draw.clock() for _ in days] if draw.chance(0.4) else draw.some("items", 5, 6)
    between = ("- ", ": ", "")
    texts = [f"{draw.other_day(day)} {draw.rng.choice(between)}{item}" for day, item in zip(days, items, strict=False)]
    return _in_the_middle(draw, parts, [lines(texts, BODY, "programme_day")])


def _verses(draw: Draw, between: str) -> list[tuple[str, str, str]]:
    """Pairs of halves; in the lists of words the halves of a verse follow each other."""
    halves = draw.halves()
    pairs = list(zip(halves[::2], halves[1::2], strict=False))
    chosen = draw.rng.sample(pairs, min(len(pairs), draw.rng.randint(3, 6)))
    return [(first, between, second) for first, second in chosen]


def _in_the_middle(draw: Draw, parts: Parts, inserted: Parts) -> Parts:
    place = draw.rng.randint(1, max(1, len(parts) - 1))
    above = parts[:place]
    if above and above[-1] and draw.chance(0.4):  # the paragraph leads to what follows it
        last = above[-1][-1]
        leading = msgspec.structs.replace(last, text=last.text.rstrip(" .،,:؛۔") + ":")
        above[-1] = [*above[-1][:-1], leading]
    return [*above, *inserted, *parts[place:]]


GENRES: Mapping[str, Genre] = {
    make.__name__: make
    for make in (dateline, subheads, interview, poem, poem_between_signs, points, table, results, programme)
}
