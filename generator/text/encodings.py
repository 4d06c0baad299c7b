"""Decode bytes of unknown origin, with notes on what was guessed."""

from __future__ import annotations

import codecs
import re
import unicodedata
from typing import NamedTuple

from generator.text.mixed_bytes import code_page_of, decoded_in_parts
from generator.text.mojibake import mended

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_ARABIC_CODECS = ("cp1256", "iso8859_6")
_COMMON_ARABIC = frozenset("اليوموبترمنسهعدكقفحجخ")
_LINE_END = re.compile(r"\r\n|\n|\r")
# Arabic presentation forms of single letters and of lam-alef; whole words in one character (ﷺ) are kept.
_SHAPED = re.compile("[\ufb50-\ufbb1\ufbd3-\ufbff\ufe80-\ufefc]+")
CONTROLS_REMOVED = "control characters removed"  # a note that wires leave out: their envelopes are full of them
_CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")


class Decoded(NamedTuple):
    """`notes` describe what was guessed or repaired; `text` is None if no encoding fits."""

    text: str | None
    encoding: str
    notes: tuple[str, ...] = ()


def decode(data: bytes) -> Decoded:
    """Decode as UTF-8 or UTF-16 by byte order mark or pattern, then as an Arabic code page, then by best guess."""
    found = _by_byte_order_mark(data) or _by_pattern(data)
    if found is None or found.text is None:
        return Decoded(None, "")
    text, encoding, notes = found.text, found.encoding, found.notes
    if _CONTROLS.search(text):
        text, notes = _CONTROLS.sub("", text), (*notes, CONTROLS_REMOVED)
    text, repairs = mended(text)
    notes = (*notes, *repairs)
    if _SHAPED.search(text):
        text, notes = (
            _SHAPED.sub(_plain_letters, text),
            (*notes, "presentation forms replaced by plain letters"),
        )
    if "\ufffd" in text:
        notes = (*notes, f"{text.count(chr(0xFFFD))} characters cannot be read and appear as \ufffd")
    return Decoded(text, encoding, notes)


def _plain_letters(match: re.Match[str]) -> str:
    return unicodedata.normalize("NFKC", match.group())


def lines_of(text: str) -> list[str]:
    """Split only at LF, CR LF or CR, because U+2028 and U+0085 occur inside real articles."""
    return _LINE_END.split(text)


def _by_byte_order_mark(data: bytes) -> Decoded | None:
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            try:
                return Decoded(data.decode(encoding), encoding)
            except UnicodeDecodeError:
                return Decoded(data.decode(encoding, "replace"), encoding, ("broken characters replaced",))
    return None


def _by_pattern(data: bytes) -> Decoded | None:
    if b"\0" in data[:4096]:
        wide = _utf16(data)
        if wide:
            return wide
    try:
        return Decoded(data.decode("utf-8"), "utf-8")
    except UnicodeDecodeError:
        mixed = decoded_in_parts(data)
        return Decoded(mixed[0], "utf-8", mixed[1]) if mixed else _code_page(data)


def _utf16(data: bytes) -> Decoded | None:
    """UTF-16 without a byte order mark: the byte order that gives more spaces, line ends and Arabic letters."""
    readings = [(encoding, data.decode(encoding, "replace")) for encoding in ("utf-16-le", "utf-16-be")]
    encoding, text = max(readings, key=lambda reading: _plausible(reading[1]))
    if _plausible(text) < len(text) / 2:
        return None
    return Decoded(text, encoding, (f"read as {encoding}",))


def _plausible(text: str) -> int:
    return sum(char in " \n" or "\u0600" <= char <= "\u06ff" or "!" <= char <= "~" for char in text)


def _code_page(data: bytes) -> Decoded | None:
    name = code_page_of(data)
    if name:
        return Decoded(data.decode(name, "replace"), name, (f"read as {name}",))
    readings = [(encoding, _try(data, encoding)) for encoding in _ARABIC_CODECS]
    scored = [(_arabic_share(text), encoding, text) for encoding, text in readings if text is not None]
    best = max(scored, default=(0.0, "", ""))
    if best[0] > 0.5:
        return Decoded(best[2], best[1], (f"read as {best[1]}",))
    from charset_normalizer import from_bytes

    guess = from_bytes(data).best()
    return Decoded(str(guess), guess.encoding, (f"read as {guess.encoding}",)) if guess else None


def _try(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        return None


def _arabic_share(text: str) -> float:
    """The share of common Arabic letters among characters outside ASCII."""
    foreign = [char for char in text if char > "\x7f"]
    return sum(char in _COMMON_ARABIC for char in foreign) / len(foreign) if foreign else 0.0
