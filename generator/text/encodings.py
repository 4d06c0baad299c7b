"""Bytes of unknown origin become text, with word of what was guessed."""

from __future__ import annotations

import codecs
import re
from typing import NamedTuple

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_ARABIC_CODECS = ("cp1256", "iso8859_6")
_COMMON_ARABIC = frozenset("اليوموبترمنسهعدكقفحجخ")
# What the first bytes of UTF-8 Arabic look like when they were read as windows-1252.
_MOJIBAKE = re.compile("[\u00d8\u00d9\u00da\u00db][\u0080-\u00ff\u0152-\u017e\u02c6-\u2122]")
_LINE_END = re.compile(r"\r\n|\n|\r")
_CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")


class Decoded(NamedTuple):
    """`notes` says in words what was guessed or mended; `text` is None where nothing fits."""

    text: str | None
    encoding: str
    notes: tuple[str, ...] = ()


def decode(data: bytes) -> Decoded:
    """UTF-8 and UTF-16 by their marks or patterns, then the Arabic code pages, then the best guess."""
    found = _by_mark(data) or _by_pattern(data)
    if found is None or found.text is None:
        return Decoded(None, "")
    text, encoding, notes = found.text, found.encoding, found.notes
    if _CONTROLS.search(text):
        text, notes = _CONTROLS.sub("", text), (*notes, "control characters left out")
    mended = _unmangled(text)
    if mended is not None:
        text, notes = mended, (*notes, "UTF-8 that was read as windows-1252 repaired")
    return Decoded(text, encoding, notes)


def lines_of(text: str) -> list[str]:
    """Lines end at LF, CR LF or CR alone: U+2028 and U+0085 stand inside real articles."""
    return _LINE_END.split(text)


def _by_mark(data: bytes) -> Decoded | None:
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
        return _code_page(data)


def _utf16(data: bytes) -> Decoded | None:
    """Without a mark: of the two byte orders the one that gives more spaces, line ends and Arabic letters."""
    readings = [(encoding, data.decode(encoding, "replace")) for encoding in ("utf-16-le", "utf-16-be")]
    encoding, text = max(readings, key=lambda reading: _plausible(reading[1]))
    if _plausible(text) < len(text) / 2:
        return None
    return Decoded(text, encoding, (f"taken for {encoding}",))


def _plausible(text: str) -> int:
    return sum(char in " \n" or "\u0600" <= char <= "\u06ff" or "!" <= char <= "~" for char in text)


def _code_page(data: bytes) -> Decoded | None:
    readings = [(encoding, _try(data, encoding)) for encoding in _ARABIC_CODECS]
    scored = [(_arabic_share(text), encoding, text) for encoding, text in readings if text is not None]
    best = max(scored, default=(0.0, "", ""))
    if best[0] > 0.5:
        return Decoded(best[2], best[1], (f"taken for {best[1]}",))
    from charset_normalizer import from_bytes

    guess = from_bytes(data).best()
    return Decoded(str(guess), guess.encoding, (f"taken for {guess.encoding}",)) if guess else None


def _try(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        return None


def _arabic_share(text: str) -> float:
    """How much of what is not ASCII is among the commonest letters of Arabic."""
    foreign = [char for char in text if char > "\x7f"]
    return sum(char in _COMMON_ARABIC for char in foreign) / len(foreign) if foreign else 0.0


def _unmangled(text: str) -> str | None:
    if len(_MOJIBAKE.findall(text)) < 8:
        return None
    for encoding in ("cp1252", "latin-1"):
        try:
            # Bytes that windows-1252 leaves undefined come through as the C1 controls of the same number.
            data = b"".join(_byte(char, encoding) for char in text)
            return data.decode("utf-8")
        except (UnicodeDecodeError, UnicodeEncodeError):
            continue
    return None


def _byte(char: str, encoding: str) -> bytes:
    return bytes((ord(char),)) if "\x80" <= char <= "\x9f" else char.encode(encoding)
