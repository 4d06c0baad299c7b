"""Which letters of an Arabic form are written onto a word, decided by what occurs elsewhere without them.

A single و ف ب ل ك س is removed only where the rest is commoner than the form, in the archive or in the word list of the
package: وزير stays, ووزير is وزير. A decision looks at forms of one skeleton alone, so that an edited article reopens
only the skeletons that it gained or lost. Browsers do not run this: a shard lists the forms whose term is not the plain
rule's, and client/analysis/lexicon.js reads that list.
"""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence, Set
from functools import cache, lru_cache
from pathlib import Path

from generator.disk.files import read_bytes
from generator.search.analysis.analyzer import (
    ARABIC,
    readings,
    skeleton,
    stem,
    tokens,
    without_article,
    without_each_ending,
    without_ending,
    without_letters,
)

DATA = Path(__file__).parent / "data"
ATTESTED = 3  # articles that must hold what would be left of a form
MOST_KEYS = 200_000  # kept by a process that makes an index, since a form returns in every batch of articles
CONJUNCTION = 0.25  # و is by far the commonest letter written on: a quarter of the form's articles is enough

Attested = Callable[[str], int]  # articles that hold a word, with or without its article
Synonyms = tuple[tuple[str, ...], ...]  # groups of names for one thing


class Lexicon:
    """Terms and shard keys of forms, by the package's word lists and a site's own synonyms.

    The package joins only spellings of one word. A broken plural is another word, and without vowels often a third one
    (كتب are books, and "he wrote"): a site that wants the two joined lists both.
    """

    def __init__(self, synonyms: Synonyms = ()) -> None:
        """Names of several words are left to phrases."""
        spellings = [words for group in (*packaged_spellings(), *synonyms) if (words := _words(group))]
        self._protected = packaged_words().union(*spellings)
        self._term_by_spelling = _first_of_each([without_ending(word) for word in group] for group in spellings)
        self._redirects = dict(self._redirected(spellings))
        self._redirected_skeletons = frozenset(map(skeleton, self._redirects))
        self._keys: dict[str, str] = {}
        self._spellings = self._by_term({word for group in spellings for word in group})

    def _redirected(self, groups: Sequence[Sequence[str]]) -> Iterator[tuple[str, str]]:
        key_by_term: dict[str, str] = {}
        for group in groups:
            key = key_by_term.setdefault(self._spelled(without_ending(group[0])), skeleton(group[0]))
            terms = dict.fromkeys(map(without_ending, group))
            yield from ((term, key) for term in terms if skeleton(term) != key)

    def _by_term(self, words: Set[str]) -> dict[str, list[str]]:
        """Words, with and without an ending, by the term that the package's lists alone give them."""
        found: dict[str, list[str]] = {}
        for form in sorted(words | set(map(without_ending, words))):
            found.setdefault(self.terms_of({form: 0})[form], []).append(form)
        return found

    def skeleton(self, form: str) -> str:
        """The key of a form and all its synonyms; its twin is `keyOf` in client/analysis/lexicon.js."""
        key = self._keys.get(form)
        if key is None:
            key = skeleton(form)
            if key in self._redirected_skeletons:
                key = next((self._redirects[term] for term in readings(form) if term in self._redirects), key)
            if len(self._keys) >= MOST_KEYS:
                self._keys.clear()
            self._keys[form] = key
        return key

    def spellings(self, term: str) -> Sequence[str]:
        """All spellings of a term that has several: a query finds it by those too that no article has."""
        return self._spellings.get(term, ())

    def redirects(self) -> dict[str, str]:
        """Term -> key, where the key is not the term's skeleton: all that a browser needs to find synonyms."""
        return self._redirects

    def terms_of(self, frequencies: Mapping[str, int]) -> dict[str, str]:
        """Form -> term, for the forms of one key; `frequencies` is how many articles hold each form."""
        base, protected = packaged_frequencies(), self._protected

        def attested(word: str) -> int:
            packaged = base.get(word, 0) + (ATTESTED if word in protected else 0)
            return frequencies.get(word, 0) + frequencies.get("ال" + word, 0) + packaged

        key = self.skeleton(next(iter(frequencies), ""))
        return {form: self._term(form, attested, key, frequencies) for form in frequencies}

    def _term(self, form: str, attested: Attested, key: str, of_key: Container[str]) -> str:
        if not ARABIC.fullmatch(form):
            return self._spelled(form)
        word = core(form, attested, self._protected)
        # A term needs the key of its forms: where that without its ending has another (لبن of لبنان), the word does.
        for term in (self._spelled(without_ending(word)), word):
            if term in of_key or self.skeleton(term) == key:
                return term
        return form

    def _spelled(self, term: str) -> str:
        return self._term_by_spelling.get(term, term)


def terms_of(frequencies: Mapping[str, int]) -> dict[str, str]:
    """Form -> term by the package's lists alone, for the forms of one skeleton."""
    return lexicon_of().terms_of(frequencies)


def core(form: str, attested: Attested, protected: Set[str]) -> str:
    """An Arabic form without all that is written before the word."""
    if form in protected:
        return form
    rests = without_article(form)
    if rests == [form]:
        return _without_attested_letters(form, attested, protected)
    best = max(rests, key=attested)
    wholes = [whole for whole in (form, "ال" + rests[0]) if _weight(whole, attested, protected) > attested(best)]
    return wholes[0] if wholes else best


def _without_attested_letters(form: str, attested: Attested, protected: Set[str]) -> str:
    common = [rest for rest in without_letters(form) if attested(rest) >= ATTESTED]
    rests = [rest for rest in common if skeleton(rest) == skeleton(form)]
    if not rests:
        return form
    best = max(rests, key=attested)
    needed = attested(form) * (CONJUNCTION if form[0] == "و" else 1) + _weight(form, attested, protected)
    return best if attested(best) >= needed else form


def _weight(form: str, attested: Attested, protected: Set[str]) -> int:
    """How well a word is attested that is protected, or of which it is a form with an ending; 0 for others."""
    bare = without_each_ending(form)
    return max((attested(word) for rest in bare for word in (rest, rest + "ه") if word in protected), default=0)


def term_for(form: str, terms: Mapping[str, int], aliases: Mapping[str, str]) -> str:
    """The term that a form of a query means; `terms` is how many postings each has, `aliases` are form -> term.

    A form that the archive lacks takes the reading with the most postings. Its twin is `termFor` in
    client/analysis/lexicon.js.
    """
    if form in aliases:
        return aliases[form]
    plain = stem(form)
    if plain in terms:
        return plain
    candidates = [aliases.get(reading, reading) for reading in (*readings(form), *without_article(form), form)]
    return max((term for term in candidates if term in terms), key=lambda term: terms[term], default=plain)


def _words(group: Iterable[str]) -> list[str]:
    """Folded forms of a group; a last hamza falls unless an ending follows it (وزراء، وزراؤهم), so both are listed."""
    words: list[str] = []
    for name in group:
        forms = tokens(name)
        if len(forms) == 1:
            word = without_article(forms[0])[0]
            words += [word, word + "\u0621"] if name.endswith("ء") else [word]
    return words


def _first_of_each(groups: Iterable[Sequence[str]]) -> dict[str, str]:
    """Member -> the first member of its group; groups that share a member are one."""
    before: dict[str, str] = {}

    def head(member: str) -> str:
        while (earlier := before.setdefault(member, member)) != member:
            member = earlier
        return member

    for group in groups:
        for member in group[1:]:
            before[head(member)] = head(group[0])
    return {member: head(member) for member in before}


@lru_cache(maxsize=2)
def lexicon_of(synonyms: Synonyms = ()) -> Lexicon:
    """Made once a process."""
    return Lexicon(synonyms)


@cache
def packaged_words() -> frozenset[str]:
    """Words that begin with letters that look written on: ولاية، فكرة، كمان."""
    return frozenset(form for line in _lines("whole_words.txt") for form in tokens(line))


@cache
def packaged_frequencies() -> dict[str, int]:
    """Word -> articles of 9,962 that hold it, with or without its article."""
    return {word: int(count) for word, count in (line.split("\t") for line in _lines("base_words.txt"))}


@cache
def packaged_spellings() -> tuple[tuple[str, ...], ...]:
    """Names that newspapers spell in several ways."""
    return tuple(tuple(line.split()) for line in _lines("spellings.txt"))


def _lines(name: str) -> list[str]:
    text = read_bytes(DATA / name).decode("utf-8")
    return [line for line in text.split("\n") if line and not line.startswith("#")]
