"""Text becomes search words: fold the spelling, cut into tokens, take off what Arabic writes onto a word.

client/analysis.js is the same in JavaScript: index and query must agree letter for letter, and one file of
vectors drives the tests of both. Rules and measurements: fold first, a light stem second, never a root.
"""

from __future__ import annotations

import re
from collections import Counter
from functools import lru_cache

from generator.text.arabic import fold

# Letters and numbers by Unicode category: Python's \w and JavaScript's differ on marks and joiners.
_TOKEN = re.compile(r"[^\W_]+")
ARABIC = re.compile("[\u0621-\u064a]+")


def tokens(text: str) -> list[str]:
    """Folded words in the order of the text."""
    return [_one_hamza(token) for token in _TOKEN.findall(fold(text))]


_HAMZAS = re.compile("[\u0621\u0624\u0626]")
_SEATED = str.maketrans({"\u0624": "\u0621", "\u0626": "\u0621"})


def _one_hamza(token: str) -> str:
    """Medial ؤ ئ ء are one letter (مسؤول، مسئول); at the end ئ is ي, ؤ is و, and ء falls."""
    if not _HAMZAS.search(token):
        return token
    if token[-1] == "\u0626":
        token = token[:-1] + "\u064a"
    elif token[-1] == "\u0624":
        token = token[:-1] + "\u0648"
    token = token.translate(_SEATED)
    return token[:-1] if token[-1] == "\u0621" and len(token) > 2 else token


# The article with what is written onto it, longest first, and endings in the order in which one is tried.
_ARTICLES = ("وبال", "فبال", "وكال", "ولل", "فلل", "وال", "فال", "بال", "كال", "ال", "لل")
_SHORT_ARTICLES = ("ال", "لل")
_ENDINGS = (
    "هما كما اتهم اتها اته اتنا تهم تها تنا تين تان يات يون يين ياه ات ان ون ين ها هم هن كم نا يه يا ته وا ه ي ت ا"
).split()
_SHORTEST_STEM = 3


@lru_cache(maxsize=400_000)
def stem(token: str) -> str:
    """A folded token without article and one ending; other scripts stay as they are."""
    if not ARABIC.fullmatch(token):
        return token
    return _without_ending(without_article(token))


def without_article(token: str) -> str:
    for article in _ARTICLES:
        rest = token[len(article) :]
        if token.startswith(article) and (len(rest) > 2 or (len(rest) == 2 and article in _SHORT_ARTICLES)):
            return rest
    return token


def _without_ending(token: str) -> str:
    for ending in _ENDINGS:
        if token.endswith(ending) and len(token) - len(ending) >= _SHORTEST_STEM:
            token = token[: -len(ending)]
            break
    return token[:-1] if len(token) > _SHORTEST_STEM and token[-1] == "\u0621" else token


def words(text: str) -> list[str]:
    """Search words of a text, in order."""
    return [word for chunk in text.split() for word in _words_of(chunk)]


def count(text: str) -> dict[str, int]:
    """How often each search word stands in a text: what is written alike is analysed once a process."""
    counts: dict[str, int] = {}
    for chunk, times in Counter(text.split()).items():
        for word in _words_of(chunk):
            counts[word] = counts.get(word, 0) + times
    return counts


@lru_cache(maxsize=400_000)
def _words_of(chunk: str) -> tuple[str, ...]:
    """Folding never reaches across white space, so a text's words are those of its chunks."""
    return tuple(map(stem, tokens(chunk)))


_LEADING, _TRAILING = frozenset("وفبكلسا"), frozenset("هانويتكم")


@lru_cache(maxsize=400_000)
def skeleton(form: str) -> str:
    """What is left of a form under all that may be written onto a word: it and its term stand in one shard."""
    word = stem(form)
    if not ARABIC.fullmatch(word):
        return word
    word = word.replace("\u0621", "") or word
    start, end = 0, len(word)
    while end - start > _SHORTEST_STEM and word[start] in _LEADING:
        start += 1
    while end - start > _SHORTEST_STEM and word[end - 1] in _TRAILING:
        end -= 1
    return word[start:end]


def count_forms(text: str) -> dict[str, int]:
    """How often each form stands in a text: what is written alike is analysed once a process."""
    counts: dict[str, int] = {}
    for chunk, times in Counter(text.split()).items():
        for form in _forms_of(chunk):
            counts[form] = counts.get(form, 0) + times
    return counts


@lru_cache(maxsize=400_000)
def _forms_of(chunk: str) -> tuple[str, ...]:
    """Folding never reaches across white space, so a text's forms are those of its chunks."""
    return tuple(tokens(chunk))
