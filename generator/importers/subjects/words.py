"""The words of an article as the suggesters look at them: each form is examined once a process, then looked up.

Arabic writes conjunctions and prepositions onto words; a name is looked for with and without them.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

import generator
from generator.disk.files import read_bytes
from generator.importers.subjects.gazetteer import Entry, Gazetteer, gazetteer
from generator.importers.vocabulary import subject_words as known
from generator.text.arabic import fold, one_hamza
from generator.text.words import TOKEN, without_marks

FREQUENCIES = Path(generator.__file__).parent / "search" / "analysis" / "data" / "base_words.txt"
MOST_FORMS = 60_000  # remembered by a process
UNKNOWN = 10_000  # articles: of other languages nothing is counted, so no word of theirs is rare
LEAD = 60  # words at the start of a body, which show its subject
_SHORTEST = 3  # letters that must stay of a form without what is written onto it
_ARABIC, _HEBREW = frozenset({"ar", "ckb", ""}), frozenset({"he", "yi"})


HEAD, DEFINITE, NOUN = 1, 2, 3  # how a phrase may open


class Word(NamedTuple):
    """A form and its uses; `articles` of ten thousand contain it, `starts` names in the gazetteer begin with it.

    `core` is the form without a conjunction and preposition, if the gazetteer or the vocabulary has the rest;
    `bare` is without an article, `tail` without one letter. `opens` is whether and how a phrase may open with it.
    """

    form: str
    folded: str
    core: str
    bare: str
    tail: str
    articles: int
    opens: int
    is_title: bool
    is_given: bool
    is_maybe_given: bool
    is_particle: bool
    is_no_name: bool
    is_head: bool
    is_locative: bool
    is_place_noun: bool
    is_name_like: bool
    starts: tuple[tuple[tuple[str, ...], Entry], ...]


class _Words(dict[str, Word]):
    """Words by their forms, each examined when it is first asked for."""

    def __init__(self, examined: Callable[[str], Word]) -> None:
        self._examined = examined

    def __missing__(self, form: str) -> Word:
        self[form] = word = self._examined(form)
        return word


class Speech:
    """Text to words, in one language."""

    def __init__(self, language: str, names: Gazetteer) -> None:
        self._names = names
        self._is_arabic = language in _ARABIC
        self._letters = "ובכלמשה" if language in _HEBREW else ""
        self._words = _Words(self._examined)

    def words(self, text: str) -> list[Word]:
        """In order; signs are words of their own, since a name does not reach over them."""
        if len(self._words) > MOST_FORMS:
            self._words.clear()
        return list(map(self._words.__getitem__, TOKEN.findall(without_marks(text))))

    def _examined(self, form: str) -> Word:
        folded = fold(form)
        readings = self._readings(folded)
        core = next((one for one in readings if one in self._names), "")
        starts = tuple(self._names.get(core, ()))
        core = core or next((one for one in readings if _is_vocabulary(one)), folded)
        either = {folded, core}
        is_title, is_head = bool(either & known.TITLES), bool(either & known.HEADS)
        is_given, is_maybe = core in known.GIVEN_NAMES, core in known.MAYBE_NAMES and not form.endswith("على")
        is_capital = form[0].isupper()
        is_joined = bool(starts) and folded != core and folded[:1] not in "وف"
        return Word(
            form,
            folded,
            core,
            bare=without_article(folded),
            tail=folded[1:] if folded[:1] in ("و", "ل", "ف", "ب") else folded,
            articles=articles_of(folded) if self._is_arabic else UNKNOWN,
            opens=0 if is_title or is_given or starts else _opens(form, folded, is_head=is_head),
            is_title=is_title,
            is_given=is_given,
            is_maybe_given=is_maybe,
            is_particle=folded in known.PARTICLES,
            is_no_name=bool(either & known.NO_NAME),
            is_head=is_head,
            is_locative=folded in known.LOCATIVES or is_joined,
            is_place_noun=bool(either & known.PLACE_NOUNS),
            is_name_like=is_title or is_given or is_maybe or is_capital or folded in known.COMPOUNDS,
            starts=starts,
        )

    def _readings(self, folded: str) -> list[str]:
        """The form as written, and what remains without letters that may be attached to it."""
        if not self._is_arabic:
            return [folded, *(folded[1:] for letter in self._letters if folded.startswith(letter) and len(folded) > 3)]
        rests = [folded]
        if folded[:1] in ("و", "ف") and len(folded) > _SHORTEST:
            rests.append(folded[1:])
        for rest in rests[:]:
            if rest.startswith("لل") and len(rest) > _SHORTEST + 1:
                rests.append(f"ا{rest[0]}{rest[2:]}")
            if rest[:1] in ("ب", "ل", "ك") and len(rest) > _SHORTEST:
                rests.append(rest[1:])
        return rests


def _opens(form: str, folded: str, *, is_head: bool) -> int:
    """Verbs look like nouns without their vowels, but have neither article nor these endings."""
    if is_head:
        return HEAD
    if not form.isalpha() or len(form) < _SHORTEST or folded in known.NO_SUBJECT:
        return 0
    if folded.startswith("ال"):
        return DEFINITE
    return NOUN if form.endswith(("ة", "ات")) and folded[0] not in "بلوفك" else 0


def opening(word: Word) -> str:
    """The first word of a name as it is written, without what is written onto it."""
    if word.core == word.folded:
        return word.form
    joined = word.folded.find("لل")
    if word.core.startswith("ال") and 0 <= joined < len("وولل") - 1:
        return f"ال{word.form[joined + 2 :]}"
    return word.form[len(word.folded) - len(word.core) :]


@lru_cache(maxsize=8)
def speech(language: str, site_language: str, terms: bytes) -> Speech:
    return Speech(language, gazetteer(language, site_language, terms))


def articles_of(folded: str) -> int:
    """How many of the counted articles hold a word; a name or a rare word none."""
    words = _frequencies()
    found = words.get(one_hamza(folded), 0)
    return found or words.get(one_hamza(without_article(folded)), 0)


def without_article(folded: str) -> str:
    for article in ("وال", "بال", "وبال", "ولل", "كال", "فال", "ال", "لل"):
        if folded.startswith(article) and len(folded) > len(article) + 1:
            return folded[len(article) :]
    return folded


@lru_cache(maxsize=1)
def _frequencies() -> dict[str, int]:
    rows = (line.split("\t") for line in read_bytes(FREQUENCIES).decode().split("\n") if line and line[0] != "#")
    return {word: int(count) for word, count in rows}


def _is_vocabulary(folded: str) -> bool:
    return folded in known.TITLES or folded in known.HEADS or folded in known.GIVEN_NAMES or folded in known.MAYBE_NAMES
