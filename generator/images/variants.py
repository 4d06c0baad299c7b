"""An image in another width and form, without what a camera noted in it, inside a budget of bytes.

An AVIF, which browsers take first, has to be smaller than the WebP of the same width: else it is made once more, worse.
Plain surfaces alone, of a few hundred bytes in either form, may stay larger.
"""

from __future__ import annotations

from io import BytesIO
from typing import Any

from generator.images.colours import in_standard_colours
from generator.images.decoder import ORIENTATION, UPRIGHT, decoded, is_bounded, load_reduced
from generator.images.examine import BYTES_PER_FILE
from generator.images.formats.kinds import broken, kind_of
from generator.images.strip import stripped

# The first whose file keeps to the budget, else the last. AVIF looks alike at lower numbers.
QUALITIES = {"JPEG": (80, 70, 60, 45), "WEBP": (80, 70, 60, 45), "PNG": (0,), "AVIF": (55, 47, 40, 30)}
_TURNS = {
    2: "FLIP_LEFT_RIGHT",
    3: "ROTATE_180",
    4: "FLIP_TOP_BOTTOM",
    5: "TRANSPOSE",
    6: "ROTATE_270",
    7: "TRANSVERSE",
    8: "ROTATE_90",
}
_EFFORT: dict[str, dict[str, Any]] = {
    "JPEG": {"optimize": True, "progressive": True},
    "WEBP": {"method": 4},
    "PNG": {"optimize": True},
    # Two threads write other bytes than one, and tiles are as many as threads.
    "AVIF": {"speed": 6, "max_threads": 1, "autotiling": False},
}


def variant(data: bytes, width: int, form: str, turn: int = UPRIGHT) -> bytes:
    """`turn` is the EXIF orientation of the image, which is not read again: what is decoded was stripped before."""
    return _encoded(_shown(data, width, form, turn), form)


def corrected(data: bytes, width: int, form: str, turn: int) -> bytes:
    """As `variant`, of an image whose size is its owner's affair: in the best quality, however many bytes it takes."""
    return _saved(_shown(data, width, form, turn), form, QUALITIES[form][0])


def _shown(data: bytes, width: int, form: str, turn: int) -> Any:
    """Upright, in the colours of screens, and no wider than this."""
    kind = kind_of(data)
    if kind is None:
        raise broken("is not an image")
    clean = stripped(data, kind, keeps_profile=True) if kind.is_shown else data
    with decoded(clean, kind) as image:
        upright = _upright(image, _own_turn(image) if kind.name == "AVIF" else turn, width, len(data))
        shown = _in_mode(in_standard_colours(upright, image.info.get("icc_profile")), form)
        sized = _sized(shown, width)
        sized.load()  # while the decoder is open
        return sized


def _own_turn(image: Any) -> int:
    return int(image.getexif().get(ORIENTATION, UPRIGHT))


def _upright(image: Any, turn: int, width: int, size: int) -> Any:
    from PIL.Image import Transpose

    if not is_bounded(image, size):
        is_on_its_side = turn in range(5, 9)
        load_reduced(image, max(1, width * image.width // image.height) if is_on_its_side else width)
    method = _TURNS.get(turn)
    return image.transpose(Transpose[method]) if method else image


def _in_mode(image: Any, form: str) -> Any:
    """Transparency is kept where the form has it, else it is white paper."""
    from PIL import Image

    if form != "JPEG" or image.mode != "RGBA":
        return image
    paper = Image.new("RGB", image.size, "white")
    paper.paste(image, mask=image.getchannel("A"))
    return paper


def _sized(image: Any, width: int) -> Any:
    from PIL import Image

    if image.width <= width:
        return image
    return image.resize((width, max(1, round(image.height * width / image.width))), Image.Resampling.LANCZOS)


def _encoded(image: Any, form: str) -> bytes:
    most = BYTES_PER_FILE if form != "AVIF" else min(BYTES_PER_FILE, len(_encoded(image, "WEBP")) - 1)
    encoded = b""
    for quality in QUALITIES[form]:
        encoded = _saved(image, form, quality)
        if len(encoded) <= most:
            break
    return encoded


def _saved(image: Any, form: str, quality: int) -> bytes:
    stream = BytesIO()
    image.info = {}
    image.save(stream, form, quality=quality, **_EFFORT[form])
    return stream.getvalue()
