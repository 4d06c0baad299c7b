"""The one module that decodes images: only kinds that are published or converted, in bounded memory."""

from __future__ import annotations

import struct
import warnings
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from typing import Any

from generator.images.formats.kinds import KIND_BY_NAME, FlawedImageError, Kind, broken

# Pillow's readers fail in as many ways as there are broken files.
_FAILURES = (
    OSError,
    SyntaxError,
    ValueError,
    TypeError,
    LookupError,
    ArithmeticError,
    AttributeError,
    RuntimeError,
    EOFError,
    MemoryError,
    AssertionError,
    struct.error,
    zlib.error,
)
ORIENTATION = 0x0112
UPRIGHT = 1
# Numbers of one byte that a decoded image may take: 50 megapixels in colour, 150 of a scanned page in grey. A file that
# packs many into few bytes (a plain surface, or a trap) gets as many as one of a megabyte.
MAX_SAMPLES = 150_000_000
SMALL_SAMPLES = 64_000_000
SAMPLES_PER_BYTE = 64
_DEPTH = {"1": 1, "L": 1, "LA": 2, "RGB": 3, "YCbCr": 3, "LAB": 3}
_COPIES = {"WEBP": 2}  # its decoder holds the frame before and the one that it makes
_WIDEST = 4  # of all other modes: with transparency, four inks, sixteen bits, colours of a palette


@contextmanager
def decoded(data: bytes, kind: Kind) -> Iterator[Any]:
    """The opened image; whatever goes wrong with it is a FlawedImageError, and no warning reaches a terminal."""
    from PIL.Image import DecompressionBombError
    from PIL.Image import open as decoder

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            with decoder(BytesIO(data), formats=_formats(kind)) as image:
                yield image
        except DecompressionBombError as problem:
            raise too_large() from problem
        except FlawedImageError:
            raise
        except _FAILURES as problem:
            raise broken(f"cannot be read as {kind.name}: it is cut off or damaged") from problem


def _formats(kind: Kind) -> list[str]:
    return [kind.pillow, "DIB"] if kind.name == "BMP" else [kind.pillow]


def can_decode(kind: Kind) -> bool:
    """AVIF and JPEG 2000 depend on how Pillow was built."""
    from PIL import features

    if kind.name in ("AVIF", "JPEG 2000"):
        return bool(features.check("avif" if kind.name == "AVIF" else "jpg_2000"))
    return bool(kind.pillow)


def load_reduced(image: Any, width: int) -> None:
    """Decode at the smallest scale that is wide enough: a large photograph is never in memory as a whole."""
    if image.format == "JPEG":
        image.draft(image.mode, (width, max(1, image.height * width // image.width)))
    image.load()


def is_bounded(image: Any, size: int) -> bool:
    """Whether decoding the whole image keeps to the limits, by its head alone; `size` is the file's."""
    copies = _COPIES.get(image.format, 1)
    samples: int = image.width * image.height * _DEPTH.get(image.mode, _WIDEST) * copies
    return samples <= min(MAX_SAMPLES, max(SMALL_SAMPLES, size * SAMPLES_PER_BYTE))


def is_bounded_reduced(image: Any, kind: Kind) -> bool:
    """Whether a photograph may be decoded at an eighth of its size, which keeps only that in memory."""
    is_reducible = kind.name == "JPEG" and not image.info.get("progressive")
    return is_reducible and bool(image.width * image.height * _WIDEST <= MAX_SAMPLES * 64)


def too_large() -> FlawedImageError:
    hint = "save it in a smaller size: readers see at most 1600 pixels of its width"
    return FlawedImageError("E215", "has more pixels than can be decoded safely", hint)


def prove(data: bytes, kind: Kind) -> None:
    """Decode what will be published once, at an eighth of its size where the format allows."""
    with decoded(data, kind) as image:
        if kind is KIND_BY_NAME["JPEG"]:
            image.draft(image.mode, (max(1, image.width // 8), max(1, image.height // 8)))
        image.load()
