"""Colours as screens take them: in sRGB, whatever profile, inks or depth an image was saved with."""

from __future__ import annotations

from io import BytesIO
from typing import Any

_INKS = ("CMYK", "LAB", "YCbCr", "HSV")
_SRGB = (b"sRGB", "sRGB".encode("utf-16-be"))
_DEEP = ("I", "I;16", "I;16L", "I;16B", "I;16N", "F")
_TRANSPARENT = ("RGBA", "LA", "PA", "RGBa", "La")


def is_standard(mode: str, profile: object) -> bool:
    """Whether browsers show the right colours without any profile."""
    if not isinstance(profile, bytes) or not profile:
        return mode not in _INKS
    return mode not in _INKS and any(name in profile for name in _SRGB)


def in_standard_colours(image: Any, profile: bytes | None) -> Any:
    """The image in L, RGB or RGBA of sRGB."""
    alpha = _alpha_of(image)
    plain = _eight_bits(image) if image.mode in _DEEP else _without_alpha(image)
    if not is_standard(plain.mode, profile) and profile:
        plain = _converted(plain, profile)
    if plain.mode not in ("L", "RGB"):
        plain = plain.convert("L" if plain.mode == "1" else "RGB")
    if alpha is not None:
        plain = plain.convert("RGB") if plain.mode != "RGB" else plain
        plain.putalpha(alpha)
    return plain


def _alpha_of(image: Any) -> Any:
    if image.mode in _TRANSPARENT or ("transparency" in image.info and image.mode not in _DEEP):
        return image.convert("RGBA").getchannel("A")
    return None


def _without_alpha(image: Any) -> Any:
    if image.mode in ("LA", "La"):
        return image.convert("LA").getchannel("L")
    if image.mode in ("P", "PA", "RGBA", "RGBa"):
        return image.convert("RGBA").convert("RGB")
    return image


def _eight_bits(image: Any) -> Any:
    """Sixteen bits by their upper half; Pillow would cut off all that is brighter than the darkest 256 steps."""
    import numpy as np
    from PIL import Image

    values = np.asarray(image)
    if image.mode == "F":
        low, high = float(np.nanmin(values)), float(np.nanmax(values))
        scaled = (np.nan_to_num(values) - low) * (255 / (high - low) if high > low else 0)
        return Image.fromarray(scaled.clip(0, 255).astype(np.uint8))
    is_wide = image.mode != "I" or int(values.max(initial=0)) > 255
    return Image.fromarray((values.clip(0, 65_535) >> (8 if is_wide else 0)).astype(np.uint8))


def _converted(image: Any, profile: bytes) -> Any:
    """By the profile; one that cannot be used counts as none."""
    from PIL import ImageCms

    try:
        own = ImageCms.ImageCmsProfile(BytesIO(profile))
        return ImageCms.profileToProfile(image, own, ImageCms.createProfile("sRGB"), outputMode="RGB") or image
    except (ImageCms.PyCMSError, OSError, ValueError, TypeError, ImportError):
        return image
