"""Folding: one spelling of Arabic for comparing and searching. Displayed text never changes.

Names of authors and editors lose their tatweel in importers/raw_text/names.py.
"""

from __future__ import annotations

import re
import unicodedata

TATWEEL = "\u0640"


def _table() -> dict[int, str]:
    forms = {
        "\u0622\u0623\u0625\u0671\u0672\u0673\u0675": "\u0627",  # alefs with hamza, madda, wasla
        "\u0649\u06cc\u06d2\u06d3\u06d0\u06cd\u0678": "\u064a",  # alef maqsura, Persian and Urdu ya
        "\u0629\u06c3\u06d5\u06c0\u06c1\u06c2\u06be": "\u0647",  # ta marbuta, Persian, Urdu and Kurdish ha
        "\u06a9\u06aa\u06ad\u06ac": "\u0643",  # Persian kaf and variants
        "\u06af": "\u063a",  # gaf: غوغل and گوگل
        "\u06ba": "\u0646",  # Urdu nun without its dot
        "\u06a4": "\u0641",  # ve
        "\u067e": "\u0628",  # pe
        "\u0686": "\u062c",  # che
    }
    table = {ord(char): plain for chars, plain in forms.items() for char in chars}
    for digit in range(10):
        table[0x660 + digit] = table[0x6F0 + digit] = str(digit)
    return table


# Hebrew points, tashkeel, Quranic signs, joiners, direction marks: they change how a word looks, not its meaning.
_POINTS = ((0x591, 0x5BD), (0x5C1, 0x5C2), (0x5C4, 0x5C5), (0x610, 0x61A), (0x64B, 0x65F), (0x6D6, 0x6ED))
_DROPPED_RANGES = (*_POINTS, (0x200B, 0x200F), (0x202A, 0x202E), (0x2060, 0x2069))
_DROPPED = (0x5BF, 0x5C7, ord(TATWEEL), 0x670, 0xFEFF, 0xAD, 0x61C)
DROPPED = {code: "" for first, last in _DROPPED_RANGES for code in range(first, last + 1)} | dict.fromkeys(_DROPPED, "")
FOLD = DROPPED | _table()
_PLAIN = {chr(code): plain for code, plain in FOLD.items()}
_COMMON = tuple(
    (letter, _PLAIN[letter]) for letter in "أةىإآیک"
)  # replaced one by one, because most texts contain them
_RARE = re.compile(f"[{''.join(sorted(_PLAIN.keys() - dict(_COMMON).keys()))}\u00c0-\u024f\u1e00-\u1eff]+")


def fold(text: str) -> str:
    """The text in one spelling for searching."""
    lowered = unicodedata.normalize("NFKC", text).lower()
    if lowered.isascii():
        return lowered
    for letter, plain in _COMMON:
        lowered = lowered.replace(letter, plain)
    return _RARE.sub(_folded, lowered)


def _folded(match: re.Match[str]) -> str:
    return "".join(_PLAIN[char] if char in _PLAIN else _without_accents(char) for char in match.group())


def _without_accents(letter: str) -> str:
    return "".join(char for char in unicodedata.normalize("NFD", letter) if not unicodedata.combining(char))


def without_tatweel(text: str) -> str:
    """The text without the stroke that stretches letters, in display too."""
    return text.replace(TATWEEL, "")


_HAMZAS = re.compile("[\u0621\u0624\u0626]")
_SEATED = str.maketrans({"\u0624": "\u0621", "\u0626": "\u0621"})


def one_hamza(token: str) -> str:
    """Treat medial ؤ ئ ء as one letter (مسؤول، مسئول); at the end ئ becomes ي, ؤ becomes و, and ء is dropped."""
    if not _HAMZAS.search(token):
        return token
    if token[-1] == "\u0626":
        token = token[:-1] + "\u064a"
    elif token[-1] == "\u0624":
        token = token[:-1] + "\u0648"
    token = token.translate(_SEATED)
    return token[:-1] if token[-1] == "\u0621" and len(token) > 2 else token
