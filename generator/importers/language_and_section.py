"""The language and the section of an article, by rules that do not depend on other articles."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from functools import lru_cache

from generator.importers.vocabulary.labels import labels, pattern
from generator.model import Evidence
from generator.text.arabic import fold

LONGEST_SECTION = 40  # letters
SAMPLE = 2000  # letters are enough to tell a language
MOST_WORDS = 60_000  # remembered by a process
_WORD = re.compile(r"\w+")
_LETTERS = {
    "he": "\u05d0-\u05ea",
    "ar": "\u0621-\u064a",
    "ru": "\u0430-\u044f",
    "el": "\u03b1-\u03c9",
    "ja": "\u3040-\u30ff",
}
_PERSIAN = re.compile("[\u067e\u0686\u0698\u06af\u06a9\u06cc]")
_URDU = re.compile("[\u0679\u0688\u0691\u06ba\u06d2]")
_STOP_WORDS = {
    "en": "the and of to in that is was for with on as by at from",
    "fr": "le la les des et en du une est dans que pour qui sur",
    "es": "el los las de que y en del una por con para se",
    "de": "der die das und ist nicht ein eine mit von den auf",
    "tr": "ve bir bu için ile olarak da de daha sonra olan",
}
# Kinds of sections. The words of their texts are a kind of their own: `text of politics`.
_SECTIONS = ("politics", "economy", "culture", "science", "sport", "society", "opinion")


def language_of(text: str) -> str:
    """A BCP 47 tag by letters, for Latin letters by the commonest words; "" if unknown."""
    lowered = text[:SAMPLE].lower()
    arabic = sum(map(len, re.findall(f"[{_LETTERS['ar']}]+", lowered)))
    if 2 * arabic > len(lowered):  # most texts: no need to count the rest
        return _arabic_script(lowered, arabic)
    counts = {tag: sum(map(len, re.findall(f"[{letters}]+", lowered))) for tag, letters in _LETTERS.items()}
    counts["latin"] = sum(map(len, re.findall("[a-z\u00e0-\u024f]+", lowered)))
    tag = max(counts, key=lambda one: counts[one])
    if not counts[tag]:
        return ""
    if tag == "ar":
        return _arabic_script(lowered, counts["ar"])
    return _latin_script(lowered) if tag == "latin" else tag


def _arabic_script(text: str, letters: int) -> str:
    if len(_URDU.findall(text)) > letters / 60:
        return "ur"
    return "fa" if len(_PERSIAN.findall(text)) > letters / 25 else "ar"


def _latin_script(text: str) -> str:
    found = Counter(re.findall(r"[^\W\d_]+", text))
    scores = {tag: sum(found[word] for word in words.split()) for tag, words in _STOP_WORDS.items()}
    best = max(scores, key=lambda tag: scores[tag])
    return best if scores[best] > 2 else ""


def section_named(text: str, sections: Sequence[str]) -> str:
    """The site's section that a line names, in whatever words or language it does; "" for none."""
    plain = fold(text).strip()
    if len(plain) > LONGEST_SECTION:
        return ""
    return next((section for section, names in _names(tuple(sections)) if names.fullmatch(plain)), "")


@lru_cache(maxsize=8)
def _names(sections: tuple[str, ...]) -> tuple[tuple[str, re.Pattern[str]], ...]:
    """What each section is called: by its own name, and by all that others call the like."""
    return tuple((section, re.compile(f"{re.escape(fold(section))}|{_like(section)[0]}")) for section in sections)


def section_for(text: str, sections: Sequence[str]) -> Evidence | None:
    """One of the site's sections, where its vocabulary clearly leads; how clearly is in the evidence."""
    hits: dict[str, list[str]] = {section: [] for section in sections}
    plain, vocabularies = fold(text), _vocabularies(tuple(sections))
    for found in filter(None, map(vocabularies.__getitem__, _WORD.findall(plain))):
        for section, hit in found:
            hits[section].append(hit)
    for section, phrases, pattern_ in vocabularies.phrases:
        if any(phrase in plain for phrase in phrases):
            hits[section] += pattern_.findall(plain)
    scores = {section: len(set(found)) * 2 + min(len(found), 12) for section, found in hits.items()}
    ranked = sorted(scores, key=lambda section: -scores[section])
    if not ranked or scores[ranked[0]] < 6:
        return None
    ahead = scores[ranked[0]] - (scores[ranked[1]] if len(ranked) > 1 else 0)
    if ahead < 3:
        return None
    return Evidence("section", ranked[0], "vocabulary of the section", min(0.9, 0.5 + ahead / 40))


class _Said(dict[str, tuple[tuple[str, str], ...]]):
    """The sections that a word points to, cached: most words of a text have occurred before."""

    def __init__(self, sections: Sequence[str]) -> None:
        known = [(section, _vocabulary(section)) for section in sections]
        words = ((section, [one for one in vocabulary if " " not in one]) for section, vocabulary in known)
        phrases = ((section, [one for one in vocabulary if " " in one]) for section, vocabulary in known)
        self._words = [(section, _opening(found)) for section, found in words if found]
        self.phrases = [(section, found, _opening(found)) for section, found in phrases if found]

    def __missing__(self, word: str) -> tuple[tuple[str, str], ...]:
        if len(self) >= MOST_WORDS:
            self.clear()
        matches = ((section, pattern_.match(word)) for section, pattern_ in self._words)
        self[word] = found = tuple((section, match.group()) for section, match in matches if match)
        return found


@lru_cache(maxsize=8)
def _vocabularies(sections: tuple[str, ...]) -> _Said:
    return _Said(sections)


def _opening(words: Sequence[str]) -> re.Pattern[str]:
    """What opens with one of these words, and with what Arabic writes onto a word before it."""
    return re.compile(rf"\b(?:و|ف|ب|ل|ال|وال|بال|لل|ولل)?(?:{'|'.join(words)})")


def _vocabulary(section: str) -> Sequence[str]:
    words = _like(section)[1]
    return words.split("|") if words else ()


def _like(section: str) -> tuple[str, str]:
    """What sections like this one are called, and the words that their texts use."""
    own = fold(section)
    known = next((kind for kind in _SECTIONS if re.fullmatch(pattern(kind), own)), "")
    return (pattern(known), labels(f"text of {known}")) if known else (re.escape(own), "")
