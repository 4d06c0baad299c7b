"""The words of a URL: readable, permanent, and a valid file name on every disk."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Container
from hashlib import sha256

from generator.text.addresses.relative_path import DEVICE_NAMES
from generator.text.arabic import TATWEEL

MAX_BYTES = 180
_MARKS = "\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed"  # tashkeel and Quranic signs
_INVISIBLE = "\u00ad\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff"
_DROPPED = re.compile(f"[{_MARKS}{TATWEEL}{_INVISIBLE}]")
_JOINERS = re.compile("[\u200c\u200d]")  # joiners belong to the spelling inside a word, but not at its ends
_BREAKS = re.compile(r"[^\w\u200c\u200d]+|_+")


def slug(title: str, max_bytes: int = MAX_BYTES) -> str:
    """Letters and digits of a title with hyphens between its words, cut at a word; never empty."""
    plain = unicodedata.normalize("NFC", _DROPPED.sub("", unicodedata.normalize("NFKC", title)))
    words = [_JOINERS.sub("", word) if _is_edged(word) else word for word in _BREAKS.split(plain.lower())]
    kept = _cut([word for word in words if word], max_bytes)
    if not kept or kept in DEVICE_NAMES:
        kept = f"{kept or 'x'}-{sha256(title.encode('utf-8', 'surrogatepass')).hexdigest()[:8]}"
    return kept


def _is_edged(word: str) -> bool:
    return word[:1] in ("\u200c", "\u200d") or word[-1:] in ("\u200c", "\u200d")


def _cut(words: list[str], max_bytes: int) -> str:
    kept = ""
    for word in words:
        longer = f"{kept}-{word}" if kept else word
        if len(longer.encode()) > max_bytes:
            return kept or word.encode()[:max_bytes].decode(errors="ignore")
        kept = longer
    return kept


def unique(wanted: str, taken: Container[str], max_bytes: int = MAX_BYTES) -> str:
    """The slug, or the first of `-2`, `-3`, … whose case-folded form is not in `taken`."""
    if wanted.casefold() not in taken:
        return wanted
    number = 2
    while True:
        tail = f"-{number}"
        candidate = wanted.encode()[: max_bytes - len(tail)].decode(errors="ignore").rstrip("-") + tail
        if candidate.casefold() not in taken:
            return candidate
        number += 1
