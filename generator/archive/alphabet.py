"""The order of names on A–Z pages, and the letter of each, as in the index of a book.

The article «ال» does not count, as in libraries, and alefs with and without hamza are one letter.
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache

from generator.text.arabic import without_tatweel

ARABIC = "ابپتٹثجچحخدڈذرڑزژسشصضطظعغفڤقكگلمنهوي"
# Languages whose letters have another order, or another form, than in Arabic.
ALPHABETS = {
    "fa": "ابپتثجچحخدذرزژسشصضطظعغفقکگلمنوهی",
    "ur": "ابپتٹثجچحخدڈذرڑزژسشصضطظعغفقکگلمنوہی",
    "he": "אבגדהוזחטיכלמנסעפצקרשת",
}
_ONE_LETTER = str.maketrans("آأإٱءىئؤةکہھۂۃیےۓںךםןףץ", "اااااييوهكههههييينכמנפצ")
_OWN = {letter: own for own in "کیہ" for letter in own.translate(_ONE_LETTER)}
NO_LETTER = "0"


@lru_cache(maxsize=65536)
def letter_of(name: str, language: str) -> str:
    """One small letter of the language's alphabet or another; `0` where a name opens with a digit or a sign."""
    first = _sorted_by(name)[:1]
    if not first.isalpha():
        return NO_LETTER
    alphabet = ALPHABETS.get(language.partition("-")[0], ARABIC)
    own = _OWN.get(first, first)
    return own if own in alphabet else first


@lru_cache(maxsize=65536)
def alphabetical(name: str, language: str) -> tuple[tuple[int, ...], str]:
    """What to sort names by: signs and digits, the language's letters, then all others."""
    alphabet = ALPHABETS.get(language.partition("-")[0], ARABIC).translate(_ONE_LETTER)
    ranks = {letter: rank for rank, letter in enumerate(alphabet, 128)}
    return tuple(ranks.get(letter, _rank(letter)) for letter in _sorted_by(name)), name


def _rank(letter: str) -> int:
    return ord(letter) if ord(letter) < 65 else ord(letter) + 256


def _sorted_by(name: str) -> str:
    """Small, without marks and accents, and without the article where a word is left after it."""
    plain = without_tatweel(unicodedata.normalize("NFKC", name)).strip(" «»\"'()")
    bare = plain.removeprefix("ال") if len(plain) > len("الله") else plain
    parts = unicodedata.normalize("NFD", bare.translate(_ONE_LETTER).lower())
    return "".join(char for char in parts if not unicodedata.combining(char))
