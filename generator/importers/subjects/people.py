"""People that a text names: behind a title («المدرب نبيل معلول»), by a given name, in Latin script by two capitals.

A name goes by its last word: a person named in full once is also counted where only that word occurs.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

import msgspec

from generator.importers.subjects.words import Word, articles_of, opening
from generator.importers.vocabulary.subject_words import BETWEEN, COMPOUNDS, NAMED_AFTER, SHORT_TITLES

MOST_WORDS = 7
MOST_BETWEEN = 6  # words from a title to its name
NOBODY = range(0)
OF = frozenset("of de du di da del do".split())
SENTENCE_ENDS = frozenset(".!?؟\n:")
ENDINGS = ("نا", "ها", "هم", "ات", "يه", "ته", "را", "دا")
ARTICLES = ("ال", "وال", "بال", "لل", "كال")
SONS = frozenset("بن بنت ابن".split())
# «يقلد», «تجلس», «يطلقان»: the look of verbs, which follow a given name where a sentence goes on.
_VERB = re.compile("[يت][^اويى]{3}|ي.{2,4}(?:ان|ون)")
RARE = 40  # articles of ten thousand: a word in more is hardly half of a foreign name


class Person(msgspec.Struct, frozen=True):
    """A name as the text writes it, from `start` to before `end`; `surname` is its last word, folded.

    A Latin name at the beginning of a sentence (`is_first`) may be the sentence's own first word and a name.
    """

    name: str
    surname: str
    start: int
    end: int
    has_title: bool
    is_foreign: bool = False
    is_latin: bool = False
    is_first: bool = False


def people(words: Sequence[Word]) -> Iterator[Person]:
    """Every whole name, in the order of the text."""
    end = 0
    for position, word in enumerate(words):
        if position < end or not word.is_name_like:
            continue
        span = _behind_title(words, position) if word.is_title and not word.is_given else NOBODY
        span = span or _named(words, position, has_title=False)
        if not span:
            continue
        end = span.stop
        if not _bears_the_name(words, span.start):
            named = words[span.start : span.stop]
            is_foreign = not _is_given(words, span.start, has_title=True)
            is_latin = named[0].form[0].isupper()
            is_first = is_latin and (span.start == 0 or words[span.start - 1].form in SENTENCE_ENDS)
            spans = span.start, span.stop
            yield Person(_shown(named), named[-1].folded, *spans, word.is_title, is_foreign, is_latin, is_first)


def _behind_title(words: Sequence[Word], position: int) -> range:
    """The name that a title belongs to, past adjectives and names of bodies."""
    reach = 1 if words[position].folded in SHORT_TITLES else MOST_BETWEEN
    for start in range(position + 1, min(position + 1 + reach, len(words))):
        word = words[start]
        if word.is_title and not word.is_given:
            return NOBODY  # its own turn comes
        found = _named(words, start, has_title=True)
        if found or word.form in SENTENCE_ENDS or not _may_stand_between(word):
            return found
    return NOBODY


def _named(words: Sequence[Word], position: int, *, has_title: bool) -> range:
    return _latin(words, position) if words[position].form[0].isupper() else _arabic(words, position, has_title)


def _bears_the_name(words: Sequence[Word], position: int) -> bool:
    """«مدرسة أسامة بن زيد» is a school, «جامعة الملك عبدالعزيز» a university."""
    before = [{word.folded, word.core} & NAMED_AFTER for word in words[max(0, position - 2) : position]]
    return bool(before) and bool(before[-1] or (words[position - 1].is_title and before[0]))


def _arabic(words: Sequence[Word], position: int, has_title: bool) -> range:
    """Given names and particles, and the first other word as the family's."""
    if not _is_given(words, position, has_title=has_title):
        return _foreign(words, position) if has_title else NOBODY
    end, names = position + 1, 1
    while end < len(words) and end - position < MOST_WORDS:
        word = words[end]
        is_more = word.is_particle or _is_compound(words, end - 1) or _is_given_behind(word) or word.folded == "الله"
        is_calling = names == 1 and word.is_title and word.folded.startswith("ال")  # «مروان الكاتب»
        if not is_more and not is_calling and not (_is_family(word) and (names == 1 or word.articles < RARE)):
            break
        names += not (word.is_particle or _is_compound(words, end - 1))
        end += 1
        if not is_more and not (_is_compound(words, end) and words[end].folded == "عبد") and not _goes_on(words, end):
            break
    while end > position and words[end - 1].is_particle:
        end -= 1
    is_two = names > 1 or end - position > 3
    return range(position, end) if is_two and end - position > 1 else NOBODY


def _goes_on(words: Sequence[Word], end: int) -> bool:
    """Behind a family's name «بن» and a father, or where the family comes from: «قايد السبسي»."""
    if end + 1 >= len(words):
        return False
    word, behind = words[end], words[end + 1]
    if word.folded in SONS:
        return behind.is_given or behind.is_maybe_given
    is_origin = word.folded.startswith("ال") and word.folded.endswith("ي") and word.articles < RARE
    return is_origin and not words[end - 1].folded.startswith("ال") and not word.is_title


def _is_given(words: Sequence[Word], position: int, *, has_title: bool) -> bool:
    first = words[position]
    if first.is_given or first.form[0].isupper() or _is_compound(words, position):
        return True
    behind = words[position + 1] if position + 1 < len(words) else first
    return first.is_maybe_given and (
        has_title or _has_son(words, position) or (behind.is_given and behind.core == behind.folded)
    )


def _has_son(words: Sequence[Word], position: int) -> bool:
    """«تركي بن سعود»: a name follows such a word."""
    return position + 1 < len(words) and words[position + 1].folded in SONS


def _is_given_behind(word: Word) -> bool:
    return (word.is_given or word.is_maybe_given) and word.core == word.folded


def _is_compound(words: Sequence[Word], position: int) -> bool:
    """عبد، أبو and the word that they need."""
    if position < 0 or position + 1 >= len(words) or words[position].folded not in COMPOUNDS:
        return False
    behind = words[position + 1]
    return behind.form.isalpha() and (words[position].folded == "عبد" or not behind.is_no_name)


def _is_family(word: Word) -> bool:
    if not word.form.isalpha() or len(word.form) < 3 or word.is_no_name or word.is_title or word.is_head:
        return False
    if word.is_locative or word.folded in BETWEEN or word.folded.startswith("لل") or _VERB.fullmatch(word.folded):
        return False
    if word.folded.startswith("بال") and word.articles:
        return False  # «بالميدالية»; «بالأكحل» is a family
    is_joined = (word.core != word.folded and not word.starts) or (
        word.folded[0] in "بلكوف" and articles_of(word.folded[1:]) > word.articles
    )
    if word.form.endswith("ا") and articles_of(word.folded[:-1]) > word.articles:
        return False  # «مديرا» is an office, not a person
    return not is_joined and not (word.folded.startswith("ال") and word.form.endswith(("ية", "يه")))


def _foreign(words: Sequence[Word], position: int) -> range:
    """Two rare words behind a title that are no names of places."""
    pair = words[position : position + 2]
    is_name = len(pair) == 2 and all(map(_is_rare, pair)) and not pair[0].articles * pair[1].articles
    return range(position, position + 2) if is_name else NOBODY


def _is_rare(word: Word) -> bool:
    """What has endings and beginnings that words of the language have is most often one of them."""
    folded = word.folded
    if not _is_family(word) or word.articles >= RARE or word.starts or len(folded) < 4:
        return False
    if folded.startswith(("ال", "وال", "بال", "لل", "كال")) or folded.endswith(
        ("نا", "ها", "هم", "ات", "يه", "ته", "را", "دا")
    ):
        return False
    return not (folded[0] in "وفبلكيتنس" and (word.articles or articles_of(folded[1:])))


def _may_stand_between(word: Word) -> bool:
    """Adjectives and names of bodies and countries: «وزير الخارجية الروسي …»."""
    return word.folded.startswith(("ال", "لل")) or word.folded in BETWEEN or bool(word.starts) or word.is_title


def _latin(words: Sequence[Word], position: int) -> range:
    """Two to four capitalised words in a row that do not open with a place."""
    if words[position].starts:
        return NOBODY
    end = position
    while end < len(words) and end - position < MOST_WORDS and _is_latin_name(words[end], is_first=end == position):
        end += 1
    while end > position and words[end - 1].is_particle:
        end -= 1
    is_name = end - position > 1 and not any(one.starts or one.folded in OF for one in words[position : position + 2])
    return range(position, end) if is_name else NOBODY


def _is_latin_name(word: Word, *, is_first: bool) -> bool:
    if word.is_particle and not is_first:
        return True
    return word.form[:1].isupper() and len(word.form) > 1 and not word.form.isupper() and not word.is_no_name


def _shown(found: Sequence[Word]) -> str:
    """As it is written, without a conjunction before it."""
    return " ".join([opening(found[0]), *(one.form for one in found[1:])])
