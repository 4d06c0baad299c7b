"""The kind of an image by its bytes, whatever its name, and what is done with images of that kind."""

from __future__ import annotations

import re
from typing import NamedTuple

import msgspec


class Kind(NamedTuple):
    """`suffixes` are those of its files, the usual one first; `pillow` is what the decoder calls it, "" if it cannot.

    An image of a kind that browsers show is published in it, others are converted where they can be decoded.
    """

    name: str
    suffixes: tuple[str, ...]
    pillow: str
    is_shown: bool = True


KINDS = (
    Kind("JPEG", (".jpg", ".jpeg", ".jfif", ".pjpeg", ".pjpg", ".pjp", ".jpe"), "JPEG"),
    Kind("PNG", (".png", ".apng"), "PNG"),
    Kind("GIF", (".gif",), "GIF"),
    Kind("WebP", (".webp",), "WEBP"),
    Kind("AVIF", (".avif",), "AVIF"),
    Kind("SVG", (".svg",), ""),
    Kind("BMP", (".bmp",), "BMP", is_shown=False),
    Kind("ICO", (".ico",), "ICO", is_shown=False),
    Kind("cursor", (".cur",), "", is_shown=False),
    Kind("TIFF", (".tif", ".tiff"), "TIFF", is_shown=False),
    Kind("JPEG 2000", (".jp2",), "JPEG2000", is_shown=False),
    Kind("HEIC", (".heic", ".heif"), "", is_shown=False),
    Kind("JPEG XL", (".jxl",), "", is_shown=False),
    Kind("Photoshop", (".psd",), "", is_shown=False),
    Kind("raw photograph", (".raf", ".orf", ".rw2", ".cr3"), "", is_shown=False),  # those of others are TIFF
    Kind("compressed SVG", (".svgz",), "", is_shown=False),
)
KIND_BY_NAME = {kind.name: kind for kind in KINDS}
_SIGNATURES = (
    (b"\xff\xd8\xff", "JPEG"),
    (b"\x89PNG", "PNG"),
    (b"GIF8", "GIF"),
    (b"BM", "BMP"),
    (b"II*\0", "TIFF"),
    (b"MM\0*", "TIFF"),
    (b"II+\0", "TIFF"),
    (b"MM\0+", "TIFF"),
    (b"\0\0\1\0", "ICO"),
    (b"\0\0\0\x0cjP  \r\n\x87\n", "JPEG 2000"),
    (b"\xff\x4f\xff\x51", "JPEG 2000"),
    (b"\0\0\0\x0cJXL \r\n\x87\n", "JPEG XL"),
    (b"\xff\x0a", "JPEG XL"),
    (b"8BPS", "Photoshop"),
    (b"FUJIFILMCCD-RAW", "raw photograph"),
    (b"IIRO", "raw photograph"),
    (b"IIRS", "raw photograph"),
    (b"MMOR", "raw photograph"),
    (b"IIU\0", "raw photograph"),
    (b"\x1f\x8b", "compressed SVG"),
)
_AVIF_BRANDS = {b"avif", b"avis"}
_HEIC_BRANDS = {b"heic", b"heix", b"hevc", b"hevx", b"heim", b"heis", b"mif1", b"msf1"}
_SVG_ROOT = re.compile(r"<(?:[\w.-]+:)?svg[\s/>]")
_SVG_START = re.compile(r"\s*<")
_UTF16 = (b"\xff\xfe", b"\xfe\xff", b"<\0", b"\0<")
_SEARCHED = 65_536  # a comment with a licence may precede the root


class FlawedImageError(Exception):
    """Why an image cannot be published: a code of codes.yaml, words for people, the line of a text image (else 0)."""

    def __init__(self, code: str, what: str, hint: str, line: int = 0) -> None:
        super().__init__(what)
        self.flaw = Flaw(code, what, hint, line)


class Flaw(msgspec.Struct, frozen=True, omit_defaults=True):
    """As the error, to be remembered."""

    code: str
    what: str
    hint: str
    line: int = 0


def broken(reason: str) -> FlawedImageError:
    """An image that is cut off or damaged."""
    return FlawedImageError("E210", reason, "get the file again from its source, or remove it")


def kind_of(data: bytes) -> Kind | None:
    """None for an unknown kind, and for what is not an image."""
    name = next((name for signature, name in _SIGNATURES if data.startswith(signature)), "")
    if not name and data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        name = "WebP"
    if not name and data[:4] == b"\0\0\2\0" and data[4:6] != b"\0\0":  # else it may be a Targa
        name = "cursor"
    if not name and data[4:8] == b"ftyp":
        name = _by_brands(data)
    if not name and _is_svg(data):
        name = "SVG"
    return KIND_BY_NAME.get(name)


def _by_brands(data: bytes) -> str:
    size = min(max(int.from_bytes(data[:4], "big"), 16), 512)
    brands = {data[8:12], *(data[at : at + 4] for at in range(16, size, 4))}
    if data[8:12] == b"crx ":
        return "raw photograph"
    return "AVIF" if brands & _AVIF_BRANDS else "HEIC" if brands & _HEIC_BRANDS else ""


def _is_svg(data: bytes) -> bool:
    head = data[:_SEARCHED]
    if head.startswith(_UTF16):
        text = head.decode("utf-16-be" if head[0] in (0, 0xFE) else "utf-16-le", "replace").lstrip("\ufeff")
    else:
        text = head.removeprefix(b"\xef\xbb\xbf").decode("latin-1")
    return bool(_SVG_START.match(text) and _SVG_ROOT.search(text) and "<html" not in text[:512].lower())
