"""A picture in another width and form, without what a camera noted in it, inside a budget of bytes."""

from __future__ import annotations

from io import BytesIO
from typing import Any

from generator.images.measure import BYTES_PER_FILE

QUALITIES = (80, 70, 60, 45)  # the first whose file keeps to the budget, else the last
_EFFORT: dict[str, dict[str, Any]] = {
    "JPEG": {"optimize": True, "progressive": True},
    "WEBP": {"method": 4},
    "PNG": {"optimize": True},
}


def variant(data: bytes, width: int, form: str) -> bytes:
    """What cannot be decoded is given back: browsers look at the bytes, not at the name."""
    from PIL.Image import open as decoder
    from PIL.ImageOps import exif_transpose

    try:
        with decoder(BytesIO(data)) as image:
            upright = exif_transpose(image)
            return _encoded(_sized(_in_mode(upright, form), width), form, image.info.get("icc_profile"))
    except Exception:  # as in measure.py
        return data


def _in_mode(image: Any, form: str) -> Any:
    """Modes that every encoder knows; transparency is kept where the form has it."""
    if form != "JPEG" and (image.mode in ("RGBA", "LA", "PA") or "transparency" in image.info):
        return image.convert("RGBA")
    return image if image.mode in ("L", "RGB") else image.convert("RGB")


def _sized(image: Any, width: int) -> Any:
    from PIL import Image

    if image.width <= width:
        return image
    return image.resize((width, max(1, round(image.height * width / image.width))), Image.Resampling.LANCZOS)


def _encoded(image: Any, form: str, profile: bytes | None) -> bytes:
    own = {"icc_profile": profile} if profile and image.mode != "L" else {}
    encoded = b""
    for quality in QUALITIES:
        stream = BytesIO()
        image.info = {}
        image.save(stream, form, quality=quality, **_EFFORT[form], **own)
        encoded = stream.getvalue()
        if len(encoded) <= BYTES_PER_FILE or form == "PNG":
            break
    return encoded
