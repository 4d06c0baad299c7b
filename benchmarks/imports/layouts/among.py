"""What pages print between the paragraphs of a text."""

from __future__ import annotations

from collections.abc import Mapping

from benchmarks.imports.layouts.above import Make
from benchmarks.imports.layouts.composed_text import CAPTION, FURNITURE, Part
from benchmarks.imports.layouts.draw import Draw, lines
from benchmarks.imports.layouts.whole import cards_among


def read_also(draw: Draw) -> Part:
    return lines([draw.pick("read_also")], FURNITURE, "read_also")


def related_among(draw: Draw) -> Part:
    return lines([draw.pick("related"), *_titles(draw, 1, 3)], FURNITURE, "related_among")


def related_among_dated(draw: Draw) -> Part:
    titles = [line for title in _titles(draw, 1, 3) for line in (title, draw.other_day())]
    head = [draw.pick("related")] if draw.chance(0.6) else []
    return lines([*head, *titles], FURNITURE, "related_among_dated")


def related_among_headless(draw: Draw) -> Part:
    return lines(_titles(draw, 2, 3), FURNITURE, "related_among_headless")


def promo_among(draw: Draw) -> Part:
    return lines(draw.some("promo", 1, 2), FURNITURE, "promo_among")


def newsletter_among(draw: Draw) -> Part:
    return lines(draw.some("newsletter", 2, 4), FURNITURE, "newsletter_among")


def tweet(draw: Draw) -> Part:
    """An embedded message with its sender, handle and day."""
    signed = f"— {draw.name()} (@{draw.handle()}) {draw.other_day()}"
    if draw.chance(0.5):
        return lines([draw.pick("tweet"), signed], FURNITURE, "tweet")
    head = [draw.name(), f"@{draw.handle()}"]
    tail = [f"{draw.clock()} · {draw.other_day()}"]
    return lines([*head, draw.pick("tweet"), *tail, *draw.some("counters", 0, 1)], FURNITURE, "tweet")


def caption_among(draw: Draw) -> Part:
    found = draw.pick("caption")
    return lines([f"{found} {draw.pick('credit')}"] if draw.chance(0.4) else [found], CAPTION, "caption_among")


def credit_among(draw: Draw) -> Part:
    return lines([draw.pick("credit")], CAPTION, "credit_among")


def video(draw: Draw) -> Part:
    return lines([draw.headline(), draw.duration(), *draw.some("share", 0, 2)], FURNITURE, "video")


def _titles(draw: Draw, least: int, most: int) -> list[str]:
    bullet = draw.rng.choice(("", "", "- ", "• ", "» "))
    found = dict.fromkeys(draw.headline() for _ in range(draw.rng.randint(least, most)))
    return [bullet + title for title in found]


AMONG: Mapping[str, Make] = {
    make.__name__: make
    for make in (
        read_also, related_among, related_among_dated, related_among_headless, promo_among, newsletter_among, tweet,
        caption_among, credit_among, video, cards_among,
    )
}  # fmt: skip
