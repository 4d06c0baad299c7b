"""What a picture is before it is decoded: its size as shown, and what is to be made of it."""

from __future__ import annotations

from io import BytesIO
from typing import Any

from generator.model import Picture

WIDTHS = (480, 960, 1600)  # of variants: a phone's column, that of a sharp phone, that of a sharp desk
FALLBACK_WIDTH = 1280  # for browsers without WebP, and for cards of shared links
SMALL_WIDTH = 320  # signatures and icons: one file is enough
MAX_PIXELS = 50_000_000
BYTES_PER_FILE = 250_000  # the budget of a file; see variants.py
_ROTATED = range(5, 9)  # EXIF orientations that lie on their side
_ORIENTATION = 0x0112
_REWRITTEN = ("JPEG", "PNG", "WEBP")
_PHOTOGRAPH = "JPEG"  # drawings are often smaller, and always quicker made, as WebP
_PRIVATE = ("exif", "xmp", "comment", "photoshop", "XML:com.adobe.xmp")


def measured(name: str, data: bytes, *, is_avif_wanted: bool = False) -> Picture:
    """A picture that nobody can read, or that moves, is shown as it is; of photographs there may be an AVIF."""
    from PIL.Image import open as decoder

    try:
        with decoder(BytesIO(data)) as image:
            return _picture(name, data, image, is_avif_wanted=is_avif_wanted)
    except ImportError:  # of the installation, see installation.py
        raise
    except Exception:  # Pillow's readers fail in as many ways as there are broken files
        return Picture(name)


def _picture(name: str, data: bytes, image: Any, *, is_avif_wanted: bool) -> Picture:
    turned = image.getexif().get(_ORIENTATION) in _ROTATED
    width, height = image.size[::-1] if turned else image.size
    is_moving = getattr(image, "n_frames", 1) > 1
    if is_moving or not width or not height or width * height > MAX_PIXELS:
        return Picture(name, width, height)
    is_private = any(key in image.info for key in _PRIVATE) or bool(getattr(image, "text", None))
    is_heavy = len(data) > BYTES_PER_FILE or width > FALLBACK_WIDTH
    form = image.format if image.format in _REWRITTEN and (is_private or is_heavy or turned) else ""
    widths = _widths(width)
    has_avif = is_avif_wanted and bool(widths) and image.format == _PHOTOGRAPH
    return Picture(name, width, height, widths, form, has_avif)


def _widths(width: int) -> tuple[int, ...]:
    """Steps that are worth a file of their own, and the picture's own width."""
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
