"""What an image is, what is made of it, and the caption in its file; or why it cannot be published."""

from __future__ import annotations

from typing import Any, NamedTuple

import msgspec

from generator.images.captions import Caption, caption_of
from generator.images.colours import is_standard
from generator.images.decoder import (
    ORIENTATION,
    UPRIGHT,
    can_decode,
    decoded,
    is_bounded,
    is_bounded_reduced,
    prove,
    too_large,
)
from generator.images.formats.kinds import Flaw, FlawedImageError, Kind, broken, kind_of
from generator.images.strip import is_moving, save_as, stripped

WIDTHS = (480, 960, 1600)  # of variants: a phone's column, that of a sharp phone, that of a sharp desk
FALLBACK_WIDTH = 1280  # for browsers without WebP, and for cards of shared links
SMALL_WIDTH = 320  # signatures and icons: one file is enough
BYTES_PER_FILE = 250_000  # the budget of a file; see variants.py
MAX_BYTES = 64 << 20
_ON_ITS_SIDE = range(5, 9)  # EXIF orientations whose width is shown as height
_REWRITTEN = ("JPEG", "PNG", "WEBP")
_PHOTOGRAPH = "JPEG"  # drawings are often smaller, and always quicker made, as WebP
_TURNED_BY_DECODER = ("TIFF",)
_FLAT = ("1", "P", "PA", "LA", "RGBA", "RGBa", "La")  # of converted images those that JPEG would spoil


class Examined(msgspec.Struct, frozen=True, omit_defaults=True):
    """`form` is the format to convert the image to, "" to only strip it; `turn` is its EXIF orientation.

    With a `flaw` it is not published. `suffixes` are those that its published name may have. One that would show wrong
    if it was only stripped (turned by its camera, in other colours) is to be written anew in its `corrected_width`.
    """

    suffixes: tuple[str, ...] = ()
    width: int = 0
    height: int = 0
    widths: tuple[int, ...] = ()
    form: str = ""
    turn: int = UPRIGHT
    corrected_width: int = 0
    is_photograph: bool = False
    caption: str = ""
    credit: str = ""
    flaw: Flaw | None = None


class _Notes(NamedTuple):
    caption: Caption = Caption()
    turn: int = UPRIGHT
    has_own_colours: bool = False


def examined(data: bytes) -> Examined:
    """Reads the whole image once; a flaw is part of the answer."""
    try:
        return _examined(data)
    except FlawedImageError as problem:
        return Examined(flaw=problem.flaw)


def caption_noted(data: bytes, kind: Kind) -> Caption:
    """The caption in an image's header; a header that cannot be read has none."""
    if not kind.pillow or not can_decode(kind):
        return Caption()
    try:
        with decoded(data, kind) as image:
            return caption_of(image)
    except FlawedImageError:
        return Caption()


def _examined(data: bytes) -> Examined:
    kind = _known_kind(data)
    clean = stripped(data, kind) if kind.is_shown else data
    if not kind.pillow or not can_decode(kind):
        return Examined(kind.suffixes)
    notes = _notes(data, kind)
    with decoded(clean, kind) as image:
        found = _measured(data, kind, image, notes)
        is_readable = is_bounded(image, len(data))
    if is_readable:
        prove(clean, kind)
    return found


def _known_kind(data: bytes) -> Kind:
    if len(data) > MAX_BYTES:
        what = f"is larger than {MAX_BYTES >> 20} MiB"
        raise FlawedImageError("E215", what, "save it in a smaller size: readers see at most 1600 pixels of its width")
    kind = kind_of(data)
    if kind is None:
        raise broken("is not an image, despite its name" if data else "is empty")
    if not kind.is_shown and not can_decode(kind):
        raise FlawedImageError("E213", f"is {kind.name}, which browsers do not show", save_as())
    return kind


def _notes(data: bytes, kind: Kind) -> _Notes:
    """Read apart from each other: a broken caption must not leave an image on its side."""
    caption = caption_noted(data, kind)
    try:
        with decoded(data, kind) as image:
            own = not is_standard(image.mode, image.info.get("icc_profile"))
            turn = UPRIGHT if kind.name in _TURNED_BY_DECODER else image.getexif().get(ORIENTATION)
            return _Notes(caption, turn if turn in range(1, 9) else UPRIGHT, own)
    except FlawedImageError:
        return _Notes(caption)


def _measured(data: bytes, kind: Kind, image: Any, notes: _Notes) -> Examined:
    width, height = image.size[::-1] if notes.turn in _ON_ITS_SIDE else image.size
    caption, credit = notes.caption
    found = Examined(kind.suffixes, width, height, caption=caption, credit=credit, turn=notes.turn)
    if is_moving(data, kind):
        return found
    form = _form(data, kind, image, notes, width)
    if not is_bounded(image, len(data)) and not is_bounded_reduced(image, kind):
        if not kind.is_shown or notes.turn != UPRIGHT or notes.has_own_colours:
            raise too_large()
        return found
    suffixes = kind.suffixes if kind.is_shown else (".png",) if form == "PNG" else (".jpg",)
    is_photograph = kind.pillow == _PHOTOGRAPH
    replace = msgspec.structs.replace
    found = replace(found, suffixes=suffixes, widths=_widths(width), form=form, is_photograph=is_photograph)
    if notes.turn == UPRIGHT and not notes.has_own_colours:
        return found
    return replace(found, corrected_width=width if is_bounded(image, len(data)) else WIDTHS[-1])


def _form(data: bytes, kind: Kind, image: Any, notes: _Notes, width: int) -> str:
    if not kind.is_shown:
        return "PNG" if image.mode in _FLAT else "JPEG"
    is_heavy = len(data) > BYTES_PER_FILE or width > FALLBACK_WIDTH
    is_changed = is_heavy or notes.turn != UPRIGHT or notes.has_own_colours
    return kind.pillow if kind.pillow in _REWRITTEN and is_changed else ""


def _widths(width: int) -> tuple[int, ...]:
    """Steps that are worth a file of their own, and the image's own width."""
    if width <= SMALL_WIDTH:
        return ()
    most = min(width, WIDTHS[-1])
    return (*(step for step in WIDTHS if step < most * 0.9), most)


def encoder() -> str:
    """Part of the digest of all that is encoded: another Pillow makes other bytes."""
    from PIL import __version__

    return __version__


def avif_encoder() -> str:
    """As `encoder`, of AVIF; "" where Pillow was built without."""
    from PIL import features

    return f"{encoder()} {features.version('avif')}" if features.check("avif") else ""
