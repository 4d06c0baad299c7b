"""How files are made that are stored whole, copied, or drawn: the search index, static files, images."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import msgspec

from generator.disk.files import read_bytes
from generator.engine.plan.target import RenderContext, Target
from generator.errors import WarraqError
from generator.images.formats.kinds import FlawedImageError
from generator.images.social_cards import CardText, social_card
from generator.images.strip import published_image
from generator.images.variants import corrected, variant
from generator.theme.filters import filters_for


def make_json(context: RenderContext, target: Target, bodies: Mapping[str, str]) -> bytes:
    return msgspec.json.encode(target.inputs["rows"])


def make_bytes(context: RenderContext, target: Target, bodies: Mapping[str, str]) -> bytes:
    held: bytes = target.inputs["data"]
    return held


def make_shard(context: RenderContext, target: Target, bodies: Mapping[str, str]) -> bytes:
    """Entries of the search index between brackets."""
    opening, closing = target.inputs["brackets"]
    return f"{opening}{bodies[target.bodies[0]]}{closing}".encode()


def make_file(context: RenderContext, target: Target, bodies: Mapping[str, str]) -> bytes:
    """A static file that is no image, and its owner's own affair."""
    return read_bytes(Path(target.inputs["file"]))


def make_image(context: RenderContext, target: Target, bodies: Mapping[str, str]) -> bytes:
    """An image as it is beside its article, in static/ or in the theme, without what was noted in the file."""
    with _changed_meanwhile(target):
        return published_image(read_bytes(Path(target.inputs["file"])))


@contextmanager
def _changed_meanwhile(target: Target) -> Iterator[None]:
    """What was examined was fit to be published: these are other bytes."""
    try:
        yield
    except FlawedImageError as problem:
        what = f"`{target.inputs['file']}` was changed while the site was being built, and {problem}"
        raise WarraqError(what, "build again") from problem


def make_social_card(context: RenderContext, target: Target, bodies: Mapping[str, str]) -> bytes:
    inputs = target.inputs
    date = filters_for(context.theme.messages, context.site)["date"](inputs["date"])
    foot = [one for one in (context.site.title, inputs["publisher"], date) if one]
    text = CardText(inputs["title"], inputs["kicker"], " · ".join(foot), inputs["dir"])
    arabic, latin = (read_bytes(Path(face)) for face in inputs["faces"])
    return social_card(text, (arabic, latin))


def make_variant(context: RenderContext, target: Target, bodies: Mapping[str, str]) -> bytes:
    """An image in another width or form."""
    inputs = target.inputs
    with _changed_meanwhile(target):
        return variant(read_bytes(Path(inputs["file"])), inputs["width"], inputs["form"], inputs["turn"])


def make_corrected(context: RenderContext, target: Target, bodies: Mapping[str, str]) -> bytes:
    """An image of static/ or the theme that would show wrong without what was noted in it."""
    inputs = target.inputs
    with _changed_meanwhile(target):
        return corrected(read_bytes(Path(inputs["file"])), inputs["width"], inputs["form"], inputs["turn"])
