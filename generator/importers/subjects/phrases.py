"""Phrases of two to four words that a text repeats: names of bodies and events, and subjects.

Verbs look like nouns without their vowels, so a phrase must open with the head of a body's name («وزارة», «كأس»), with
the article in both words («الهجرة السرية»), or with an ending that no verb has («مكافحة الإرهاب»).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import msgspec

from generator.importers.subjects.words import DEFINITE, NOUN, Word, opening
from generator.importers.vocabulary.subject_words import NO_SUBJECT

MOST_WORDS = 4
FREQUENT = 60  # articles of ten thousand: a word in more of them is no subject by itself
OFTEN = 5  # unless its text repeats it this often
COMMON = 200  # a word in as many articles is never a subject


class Phrase(msgspec.Struct, frozen=True):
    """Words that occur together at `positions`, as they are first written."""

    name: str
    words: tuple[str, ...]
    positions: tuple[int, ...]
    has_head: bool


def phrases(words: Sequence[Word], title: int) -> list[Phrase]:
    """Those that recur or are in the title (the first words); of phrases within each other the longest."""
    positions: dict[tuple[str, ...], list[int]] = {}
    for position, keys in _candidates(words):
        for key in keys:
            positions.setdefault(key, []).append(position)
    often = {key: found for key, found in positions.items() if len(found) > 1 or found[0] < title}
    kept = [key for key, found in often.items() if not _is_held(key, len(found), often)]
    return [_phrase(key, often[key], words) for key in kept]


def _candidates(words: Sequence[Word]) -> Iterator[tuple[int, list[tuple[str, ...]]]]:
    """Where a phrase may begin, and all phrases of two words and more that begin there."""
    last = len(words) - 1
    for position, word in enumerate(words):
        if not word.opens or position == last or not _may_open(word.opens, words[position + 1]):
            continue
        keys = []
        run = [word.core if word.is_head else word.folded]
        for follower in words[position + 1 : position + MOST_WORDS]:
            if not _may_follow(follower, run):
                break
            run.append(follower.folded)
            keys.append(tuple(run))
            if follower.starts:
                break
        if keys:
            yield position, keys


def _may_open(opens: int, follower: Word) -> bool:
    folded = follower.folded
    return opens not in (DEFINITE, NOUN) or (folded.startswith("ال") and len(folded) > 4)


def _may_follow(word: Word, run: Sequence[str]) -> bool:
    """The word of an idafa, then words with the article alone."""
    if not word.form.isalpha() or len(word.form) < 3 or word.is_title or word.folded in NO_SUBJECT:
        return False
    if word.folded.startswith("ال"):
        return True
    is_open = len(run) == 1 or not run[-1].startswith("ال")
    return is_open and not run[0].startswith("ال") and not word.is_given and not _is_verb(word)


def _is_verb(word: Word) -> bool:
    """The look of an imperfect: nouns that open so are rarer than the harm."""
    return word.folded[:1] in ("ي", "ت", "س") and not word.form.endswith(("ة", "ات")) and word.articles > 0


def _is_held(key: tuple[str, ...], count: int, often: dict[tuple[str, ...], list[int]]) -> bool:
    """By a longer phrase that comes (nearly) as often."""
    return any(
        len(other) > len(key) and len(found) * 3 >= count * 2 and _holds(other, key) for other, found in often.items()
    )


def _holds(other: tuple[str, ...], key: tuple[str, ...]) -> bool:
    return any(other[start : start + len(key)] == key for start in range(len(other) - len(key) + 1))


def _phrase(key: tuple[str, ...], positions: list[int], words: Sequence[Word]) -> Phrase:
    first = words[positions[0]]
    begun = opening(first) if first.is_head else first.form
    forms = [begun, *(word.form for word in words[positions[0] + 1 : positions[0] + len(key)])]
    return Phrase(" ".join(forms), key, tuple(positions), first.is_head)


class Keyword(msgspec.Struct, frozen=True):
    """A noun in the title, with every position where it occurs, including with attached letters."""

    name: str
    positions: tuple[int, ...]
    articles: int


def keywords(words: Sequence[Word], title: int) -> Iterator[Keyword]:
    """Nouns with the article that are in the title and the body, and in few other articles."""
    wanted = {word.bare: word for word in reversed(words[:title]) if _may_be_keyword(word)}
    if not wanted:
        return
    positions: dict[str, list[int]] = {}
    for position, word in enumerate(words):
        if word.bare in wanted:
            positions.setdefault(word.bare, []).append(position)
    for bare, word in wanted.items():
        if word.articles >= FREQUENT and len(positions[bare]) < OFTEN:
            continue
        yield Keyword(word.form, tuple(positions[bare]), word.articles)


def _may_be_keyword(word: Word) -> bool:
    if word.opens != DEFINITE or len(word.folded) <= 4 or word.articles >= COMMON:
        return False
    return not word.form.endswith(("ية", "يه", "ي"))
