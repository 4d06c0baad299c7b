"""A picture in another width and form, without what a camera noted in it, inside a budget of bytes.

An AVIF, which browsers take first, has to be smaller than the WebP of the same width: else it is made once more, worse.
Plain surfaces alone, of a few hundred bytes in either form, may stay larger.
"""

from __future__ import annotations

from io import BytesIO
from typing import Any

from generator.images.measure import BYTES_PER_FILE

# The first whose file keeps to the budget, else the last. AVIF looks alike at lower numbers.
QUALITIES = {"JPEG": (80, 70, 60, 45), "WEBP": (80, 70, 60, 45), "PNG": (0,), "AVIF": (55, 47, 40, 30)}
_EFFORT: dict[str, dict[str, Any]] = {
    "JPEG": {"optimize": True, "progressive": True},
    "WEBP": {"method": 4},
    "PNG": {"optimize": True},
    # Two threads write other bytes than one, and tiles are as many as threads.
    "AVIF": {"speed": 6, "max_threads": 1, "autotiling": False},
}


def variant(data: bytes, width: int, form: str) -> bytes:
    """What cannot be decoded is given back: browsers look at the bytes, not at the name."""
    from PIL.Image import open as decoder
    from PIL.ImageOps import exif_transpose

    try:
        with decoder(BytesIO(data)) as image:
            upright = exif_transpose(image)
            return _encoded(_sized(_in_mode(upright, form), width), form, image.info.get("icc_profile"))
    except ImportError:  # of the installation, see installation.py
        raise
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
    most = BYTES_PER_FILE if form != "AVIF" else min(BYTES_PER_FILE, len(_encoded(image, "WEBP", profile)) - 1)
    encoded = b""
    for quality in QUALITIES[form]:
        stream = BytesIO()
        image.info = {}
        image.save(stream, form, quality=quality, **_EFFORT[form], **own)
        encoded = stream.getvalue()
        if len(encoded) <= most:
            break
    return encoded
