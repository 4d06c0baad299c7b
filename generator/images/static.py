"""Images of static/ and of themes: their addresses are their owner's, so each is stripped under its name, or refused.

Drawings (SVG) are the owner's own code, as scripts and styles beside them are, and stay as they are.
"""

from __future__ import annotations

import msgspec

from generator.images.decoder import UPRIGHT
from generator.images.examine import MAX_BYTES, examined
from generator.images.formats.ico import stripped_ico
from generator.images.formats.kinds import KINDS, Flaw, FlawedImageError, Kind, kind_of
from generator.images.strip import save_as

HEAD = 512  # bytes, by which a file that is not named as an image may turn out to be one
_DRAWINGS = ("SVG", "compressed SVG")
_ICONS = ("ICO", "cursor")
_UNSURE = (*_DRAWINGS, *_ICONS, "BMP", "JPEG XL")  # texts and data may begin like these
_SUFFIXES = (".dib", ".mpo", *(suffix for kind in KINDS if kind.name not in _DRAWINGS for suffix in kind.suffixes))


class StaticImage(msgspec.Struct, frozen=True, omit_defaults=True):
    """With a `form` it is written anew in it, turned by its EXIF orientation; with a `flaw` it is not published.

    A file that is not an image (`is_image`) is published byte by byte.
    """

    is_image: bool = True
    form: str = ""
    width: int = 0
    turn: int = UPRIGHT
    flaw: Flaw | None = None


NO_IMAGE = StaticImage(is_image=False)


def is_named_as_image(name: str) -> bool:
    return name.lower().endswith(_SUFFIXES)


def is_surely_image(head: bytes) -> bool:
    """Whatever its name: no other file begins like this."""
    kind = kind_of(head)
    return kind is not None and kind.name not in _UNSURE


def static_image(data: bytes) -> StaticImage:
    """What is published of a file that is an image, or should be one; a flaw is part of the answer."""
    try:
        return _static_image(data)
    except FlawedImageError as problem:
        return StaticImage(flaw=problem.flaw)


def _static_image(data: bytes) -> StaticImage:
    kind = kind_of(data)
    if kind is not None and len(data) <= MAX_BYTES:
        if kind.name in _ICONS:
            stripped_ico(data)
            return StaticImage()
        if kind.name in _DRAWINGS or not kind.is_shown:
            raise _unfit(kind)
    found = examined(data)
    form = found.form if found.corrected_width else ""
    return StaticImage(form=form, width=found.corrected_width, turn=found.turn, flaw=found.flaw)


def _unfit(kind: Kind) -> FlawedImageError:
    if kind.name in _DRAWINGS:
        hint = f"rename it with the suffix {kind.suffixes[0]}"
        return FlawedImageError("E210", f"is a drawing ({kind.name}), but its name does not say so", hint)
    return FlawedImageError("E213", f"is {kind.name}, whose metadata cannot be removed", save_as())
