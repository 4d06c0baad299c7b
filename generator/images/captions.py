"""The caption and the credit in an image file, read before they are stripped."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple

MAX_LENGTH = 1_000
_DESCRIPTION, _ARTIST, _COPYRIGHT = 0x010E, 0x013B, 0x8298  # of EXIF
# Of IPTC-IIM, record 2.
_BYLINE, _CREDIT, _RIGHTS, _CAPTION = 80, 110, 116, 120
_XMP = ("xmp", "XML:com.adobe.xmp")
_DC, _PHOTOSHOP = "{http://purl.org/dc/elements/1.1/}", "{http://ns.adobe.com/photoshop/1.0/}"
_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufffd\ud800-\udfff]+")
_SPACE = re.compile(r"\s+")
# What cameras and programs write where a person could have written a caption.
_FILLING = re.compile(
    r"(?:olympus|minolta|kodak|sony|nikon|canon|samsung|konica|pentax|fuji\w*|exif|sanyo|vivitar|hp|ricoh)?\s*"
    r"(?:digital (?:still )?camera|dsc|picture|image|jpeg|exif_jpeg_picture)"
    r"|(?:dcim|img|dsc\w?|pict|mvc|screenshot)[\w \-./]*\d|created (?:with|by) .*|default|untitled|edited with .*|"
    r"[\w-]+\.(?:jpe?g|png|tiff?)|lead technologies.*|ascii|\W*",
    re.IGNORECASE,
)


class Caption(NamedTuple):
    """Plain text, "" where the image has none."""

    text: str = ""
    credit: str = ""


def caption_of(image: Any) -> Caption:
    """The caption in an opened image: from IPTC, else XMP, else EXIF, else the text of a PNG."""
    exif, words, iptc, xmp = image.getexif(), _words_of_png(image), _iptc_of(image), _xmp_of(image)
    texts = (iptc.get("caption"), xmp.get("caption"), exif.get(_DESCRIPTION), words.get("caption"))
    makers = (iptc.get("maker"), xmp.get("maker"), exif.get(_ARTIST), words.get("maker"))
    credits = (iptc.get("credit"), xmp.get("credit"))
    rights = (iptc.get("rights"), xmp.get("rights"), exif.get(_COPYRIGHT), words.get("rights"))
    named = dict.fromkeys(filter(None, (_first(makers), _first(credits))))
    return Caption(_first(texts), " / ".join(named) or _first(rights))


def _first(values: Iterable[object]) -> str:
    return next(filter(None, map(_plain, values)), "")


def _plain(value: object) -> str:
    """One line of text; "" for what cameras and programs fill in."""
    if isinstance(value, bytes):
        value = _decoded(value)
    if not isinstance(value, str):
        return ""
    text = _SPACE.sub(" ", _CONTROL.sub(" ", _repaired(value)))[:MAX_LENGTH].strip()
    return "" if _FILLING.fullmatch(text) else text


def _repaired(text: str) -> str:
    """EXIF is decoded as Latin-1, and written as UTF-8 or in the Arabic code page."""
    try:
        return _decoded(text.encode("latin-1")) if not text.isascii() else text
    except UnicodeEncodeError:
        return text


def _decoded(data: bytes) -> str:
    """UTF-8, else the Arabic code page, which holds the letters of French too."""
    try:
        return data.decode()
    except UnicodeDecodeError:
        return data.decode("cp1256", "replace")


def _iptc_of(image: Any) -> Mapping[str, object]:
    from PIL.IptcImagePlugin import getiptcinfo

    found: Mapping[Any, Any] = getiptcinfo(image) or {}
    makers, credit = found.get((2, _BYLINE)), found.get((2, _CREDIT))
    named = {
        "caption": found.get((2, _CAPTION)),
        "maker": _joined(makers),
        "credit": _joined(credit),
        "rights": found.get((2, _RIGHTS)),
    }
    return {key: value for key, value in named.items() if value}


def _joined(values: object) -> object:
    return b", ".join(values) if isinstance(values, list) else values


def _words_of_png(image: Any) -> Mapping[str, object]:
    words = {str(key).lower(): value for key, value in image.info.items() if isinstance(value, str)}
    return {
        "caption": words.get("description") or words.get("caption"),
        "maker": words.get("author") or words.get("artist"),
        "rights": words.get("copyright"),
    }


def _xmp_of(image: Any) -> Mapping[str, str]:
    packet = next((image.info[key] for key in _XMP if image.info.get(key)), None)
    data = packet.encode() if isinstance(packet, str) else packet
    if not isinstance(data, bytes) or b"<!" in data:
        return {}
    return _fields_of_xmp(data)


def _fields_of_xmp(data: bytes) -> Mapping[str, str]:
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, remove_pis=True)
    try:
        root = etree.fromstring(data.strip(b"\0 \t\r\n"), parser)
    except (etree.XMLSyntaxError, ValueError):
        return {}
    return {
        "caption": _value(root, f"{_DC}description"),
        "maker": _value(root, f"{_DC}creator"),
        "credit": _value(root, f"{_PHOTOSHOP}Credit"),
        "rights": _value(root, f"{_DC}rights"),
    }


def _value(root: Any, name: str) -> str:
    """A property is an attribute, an element's text, or a list in it, of which the first counts but for makers."""
    for holder in root.iter():
        if isinstance(holder.tag, str) and holder.get(name):
            return str(holder.get(name))
    for element in root.iter(name):
        texts = list(_texts(element))
        if texts:
            return ", ".join(texts) if name.endswith("creator") else texts[0]
    return ""


def _texts(element: Any) -> Iterator[str]:
    for one in element.iter():
        if isinstance(one.tag, str) and one.text and one.text.strip():
            yield one.text
