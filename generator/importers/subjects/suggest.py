"""What an article is about: tags, people and places, three to eight, suggested once when it is imported.

The site's authority comes first, then names of places, names after titles, and repeated phrases. A name counts by its
position: in the title, in a subhead, in the first words of the body, or further on. Nothing here looks at
other articles, so that a suggestion does not depend on what is imported with it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

import msgspec

from generator.importers.subjects.gazetteer import IN_PLACE, SAID, Entry
from generator.importers.subjects.people import Person, people
from generator.importers.subjects.phrases import keywords, phrases
from generator.importers.subjects.words import LEAD, Word, speech, without_article
from generator.model import Evidence
from generator.text.arabic import fold
from generator.text.words import words_of

SUGGESTED = ("tags", "people", "places")
MOST, FEWEST = 8, 3
MOST_OF_A_FIELD = 4
LONGEST = 20_000  # letters of a body that are examined
TITLE, SUBHEAD, OPENING, FURTHER = 3.0, 2.0, 1.5, 1.0
ENOUGH, LITTLE = 3.0, 1.0
OFTEN, MOST_OF_A_WORD = 4, 5.0  # mentions of a single word, and what they can be worth
A_PLACE, A_NAME, AFTER_TITLE = "a place listed in CLDR or GeoNames", "a person's name", "the name after a title"
AGAIN, IN_TITLE, RARE_WORD = "occurs repeatedly", "is in the title", "a rare word from the title that occurs again"


class Text(msgspec.Struct, frozen=True):
    """The text to examine; `language` is the article's, "" for the site's."""

    title: str
    subheads: str
    body: str
    language: str = ""


class Found(NamedTuple):
    """A subject with how much speaks for it."""

    field: str
    name: str
    score: float
    method: str
    is_known: bool = False


def subjects(text: Text, site_language: str, terms: bytes, given: Iterable[str] = ()) -> tuple[Evidence, ...]:
    """Suggestions by field, the strongest first; what the source itself names (`given`) is not said again."""
    language = text.language or site_language
    spoken = speech(language, site_language, terms)
    parts = [spoken.words(f"{part}\n") for part in (text.title, text.subheads, text.body[:LONGEST])]
    words = [word for part in parts for word in part]
    weights = _weights(*map(len, parts))
    named = list(_entries(words))
    title = len(parts[0])
    spoken_of = [*_known(named, words, weights), *_people(words, weights, named)]
    held = {position for _, start, end in named if end - start > 1 for position in range(start, end)}
    phrases = list(_phrases(words, weights, title, held))
    in_phrases = {word for one in phrases for word in words_of(one.name)}
    found = [
        *spoken_of,
        *phrases,
        *(one for one in _keywords(words, weights, title) if fold(one.name) not in in_phrases),
    ]
    return tuple(_chosen(found, list(given)))


def _weights(title: int, subheads: int, body: int) -> list[float]:
    opening = min(body, LEAD)
    return [TITLE] * title + [SUBHEAD] * subheads + [OPENING] * opening + [FURTHER] * (body - opening)


class Mention(NamedTuple):
    entry: Entry
    start: int
    end: int


def _entries(words: Sequence[Word]) -> Iterator[Mention]:
    """Names of the gazetteer by position, the longest at each."""
    end = 0
    for position, word in enumerate(words):
        if not word.starts or position < end:
            continue
        for rest, entry in word.starts:
            behind = words[position + 1 : position + 1 + len(rest)]
            if len(behind) == len(rest) and all(one.folded == folded for one, folded in zip(behind, rest, strict=True)):
                end = position + 1 + len(rest)
                yield Mention(entry, position, end)
                break


def _known(named: Sequence[Mention], words: Sequence[Word], weights: Sequence[float]) -> Iterator[Found]:
    scores: dict[Entry, float] = {}
    sure: set[tuple[str, str]] = set()
    for entry, position, _ in named:
        scores[entry] = scores.get(entry, 0.0) + weights[position] * _worth(entry, position, words)
        if _is_sure(entry, position, words):
            sure.add((entry.field, entry.name))
    joined: dict[tuple[str, str], Found] = {}
    for entry, score in scores.items():
        key = entry.field, entry.name
        before = joined[key].score if key in joined else 0.0
        method = "a name of terms.yaml" if entry.is_known else A_PLACE
        joined[key] = Found(*key, before + score, method, entry.is_known)
    yield from (found for key, found in joined.items() if key in sure and found.field)


def _is_sure(entry: Entry, position: int, words: Sequence[Word]) -> bool:
    if entry.need == SAID:
        return position > 0 and words[position - 1].is_place_noun
    if entry.need == IN_PLACE:
        return _is_in_place(position, words)
    return True


def _is_in_place(position: int, words: Sequence[Word]) -> bool:
    before = words[position - 1] if position else None
    return before is not None and (before.is_locative or before.is_place_noun or words[position].is_locative)


def _worth(entry: Entry, position: int, words: Sequence[Word]) -> float:
    """A place in a dateline, or within another name, is hardly the subject."""
    if entry.is_known:
        return 1.0
    before, behind = words[position - 1] if position else None, words[position + 1 : position + 6]
    is_dateline = (before is None or before.form == "\n") and any(one.form in "-–—" for one in behind)
    is_part_of_name = before is not None and (before.is_head or before.is_given or before.is_particle)
    return 0.5 if is_dateline or is_part_of_name else 1.0


def _people(words: Sequence[Word], weights: Sequence[float], named: Sequence[Mention]) -> Iterator[Found]:
    """Whole names, except those that the authority has by their last word."""
    taken = {position for entry, start, end in named if entry.is_known for position in range(start, end)}
    by_surname: dict[str, list[Person]] = {}
    for person in people(words):
        if not taken.intersection(range(person.start, person.end)):
            by_surname.setdefault(person.surname, []).append(person)
    surnames = _places_of(by_surname, words)
    for surname, all_named in by_surname.items():
        inside = {position for person in all_named for position in range(person.start, person.end)}
        alone = [position for position in surnames.get(surname, ()) if position not in inside]
        yield from _person(all_named, alone, weights)


def _person(named: Sequence[Person], alone: Sequence[int], weights: Sequence[float]) -> Iterator[Found]:
    """A person named in full also counts by the last name; a Latin name without one is that of a body."""
    first = max(named, key=lambda person: (person.has_title, person.end - person.start, -person.start))
    has_title, mentions = any(person.has_title for person in named), len(named) + len(alone)
    score = sum(weights[person.start] for person in named) + sum(weights[position] for position in alone)
    if first.is_latin and not has_title:
        is_whole = len(named) > 1 or not first.is_first
        if mentions > 1 and is_whole:
            yield Found("people" if alone else "tags", first.name, score, A_NAME if alone else AGAIN)
    elif score > FURTHER or (has_title and not (first.is_foreign and mentions < 2)):
        method = AFTER_TITLE if has_title else A_NAME
        yield Found("people", first.name, score + (0.5 if has_title else 0.0), method)


def _places_of(surnames: Iterable[str], words: Sequence[Word]) -> dict[str, list[int]]:
    wanted = dict.fromkeys(surnames)
    positions: dict[str, list[int]] = {}
    if not wanted:
        return positions
    for position, word in enumerate(words):
        if word.folded in wanted:
            positions.setdefault(word.folded, []).append(position)
        elif word.tail in wanted:
            positions.setdefault(word.tail, []).append(position)
    return positions


def _phrases(words: Sequence[Word], weights: Sequence[float], title: int, held: set[int]) -> Iterator[Found]:
    """A phrase of the title that does not come again only fills up; a part of a place's name is none."""
    for phrase in phrases(words, title):
        if held.issuperset(phrase.positions):
            continue
        score = sum(weights[position] for position in phrase.positions)
        if len(phrase.positions) == 1:
            yield Found("tags", phrase.name, 2 * LITTLE if phrase.has_head else 1.5 * LITTLE, IN_TITLE)
        elif score >= (ENOUGH if phrase.has_head else ENOUGH + 1):
            yield Found("tags", phrase.name, score - (0.0 if phrase.has_head else 0.5), AGAIN)


def _keywords(words: Sequence[Word], weights: Sequence[float], title: int) -> Iterator[Found]:
    """Single words are weak: unless they are frequent, they only fill up the list."""
    for keyword in keywords(words, title):
        if len(keyword.positions) >= OFTEN:
            yield Found(
                "tags",
                keyword.name,
                min(sum(weights[position] for position in keyword.positions) - 2, MOST_OF_A_WORD),
                RARE_WORD,
            )
        elif len(keyword.positions) > 1:
            yield Found("tags", keyword.name, LITTLE, RARE_WORD)


def _chosen(found: Sequence[Found], given: Sequence[str]) -> Iterator[Evidence]:
    """The strong ones, filled up with weaker ones where they are fewer than three."""
    taken = [words_of(name) for name in given]
    counts: dict[str, int] = {}
    chosen: list[Found] = []
    ranked = sorted(found, key=lambda one: (-one.score, not one.is_known, one.field, one.name))
    for one in ranked:
        total = len(chosen) + len(given)
        is_wanted = one.score >= ENOUGH or one.is_known or (one.score >= LITTLE and total < FEWEST)
        own = words_of(one.name)
        if total >= MOST or not is_wanted or counts.get(one.field, 0) >= MOST_OF_A_FIELD or _is_said(own, taken):
            continue
        counts[one.field] = counts.get(one.field, 0) + 1
        taken.append(own)
        chosen.append(one)
    return (Evidence(one.field, one.name, one.method, min(0.95, 0.5 + one.score / 20)) for one in chosen)


def _is_said(words: tuple[str, ...], taken: Sequence[tuple[str, ...]]) -> bool:
    """By a name that is chosen already, or as a part of one."""
    bare = set(map(without_article, words))
    others = [set(map(without_article, other)) for other in taken]
    return any(bare <= other or (len(other) > 1 and other <= bare) for other in others)
