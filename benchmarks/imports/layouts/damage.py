"""What happens to the bytes of a text on its way: old encodings, letters read in the wrong one, stray signs."""

from __future__ import annotations

from collections.abc import Callable, Mapping

Damage = Callable[[str], bytes]


def windows_1256(text: str) -> bytes:
    return text.encode("cp1256", errors="xmlcharrefreplace")


def latin_1_gibberish(text: str) -> bytes:
    """Bytes of windows-1256 that were read as Latin-1 and saved as UTF-8."""
    return text.encode("cp1256", errors="replace").decode("latin-1").encode()


def mac_roman_gibberish(text: str) -> bytes:
    return text.encode("cp1256", errors="replace").decode("mac_roman").encode()


def double_utf_8(text: str) -> bytes:
    return text.encode().decode("latin-1").encode()


def utf_16(text: str) -> bytes:
    return text.encode("utf-16")


def byte_order_mark(text: str) -> bytes:
    return text.encode("utf-8-sig")


def marks_on_blank_lines(text: str) -> bytes:
    """Paragraphs that are nothing but U+FEFF, as from old editors."""
    return text.replace("\n\n", "\n\ufeff\n").encode()


def carriage_returns(text: str) -> bytes:
    return text.replace("\n", "\r\n").encode()


ARABIC_SCRIPT = ("ar", "fa", "ur")
DAMAGES: Mapping[str, Damage] = {
    make.__name__: make
    for make in (
        windows_1256, latin_1_gibberish, mac_roman_gibberish, double_utf_8, utf_16, byte_order_mark,
        marks_on_blank_lines, carriage_returns,
    )
}  # fmt: skip
ONLY_ARABIC = frozenset(("windows_1256", "latin_1_gibberish", "mac_roman_gibberish"))
