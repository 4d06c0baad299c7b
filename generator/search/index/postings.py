"""Which documents hold the forms of a skeleton, and what of them a browser is given.

Postings are kept by form, so that a word's term may change as the archive grows; a shard shows them by term.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence, Set
from itertools import accumulate
from typing import NamedTuple

import msgspec

from generator.search.analysis.analyzer import stem
from generator.search.analysis.lexicon import Lexicon
from generator.search.index.partition import Entry, bits_of
from generator.search.index.posting_codec import COUNT_BITS, FIELD_END, MANY, MOST_TIMES, POSTING_BYTES, documents

FIELDS = {"body": 1, "title": 4, "names": 3}  # with their boosts; most words stand in bodies only
MOST_NUMBERS = 1 << 32 - COUNT_BITS
LONG = 4_000  # letters of postings: a term that takes more has a file of its own, and a mark in its shard
LONGEST_NAME = 40  # letters of a term that a file can be named by


class Postings(msgspec.Struct, frozen=True, array_like=True):
    """Which documents hold each of some forms, in each field.

    Forms in their order; by field how many postings each has, and these, one form's after another's: a document's
    number and how often the form stands there, packed into 32 bits.
    """

    forms: list[str]
    counts: list[bytes]
    values: list[bytes]

    def frequencies(self) -> dict[str, int]:
        """In how many articles each form stands, near enough: nearly all that stands in a title stands in the body."""
        return dict(zip(self.forms, map(max, *map(numbers, self.counts)), strict=True))

    def lists(self, forms: Container[str]) -> Iterator[list[array[int]]]:
        """By field, the postings of each of these forms that has any."""
        for counts, values in zip(self.counts, self.values, strict=True):
            ends = _ends(numbers(counts))
            found = zip(self.forms, ends, ends[1:], strict=False)
            yield [numbers(values[start:end]) for form, start, end in found if start < end and form in forms]

    def revised(self, changes: Mapping[str, Sequence[Posting]]) -> Postings:
        """After the changes of each form; a form that no document holds any more is gone."""
        forms: list[str] = []
        counts: list[list[int]] = [[] for _ in FIELDS]
        pieces: list[list[bytes]] = [[] for _ in FIELDS]
        known = [numbers(values).tolist() for values in self.counts]
        ends = list(map(_ends, known))
        start = 0

        def keep(stop: int) -> None:
            forms.extend(self.forms[start:stop])
            for field, values in enumerate(self.values):
                counts[field] += known[field][start:stop]
                pieces[field].append(values[ends[field][start] : ends[field][stop]])

        for form, changed in sorted(changes.items()):
            place = bisect_left(self.forms, form)
            after = place + (self.forms[place : place + 1] == [form])
            keep(place)
            lists = [numbers(all_[end[place] : end[after]]) for all_, end in zip(self.values, ends, strict=True)]
            _revise(lists, changed)
            if any(lists):
                forms.append(form)
                for field, values in enumerate(lists):
                    counts[field].append(len(values))
                    pieces[field].append(values.tobytes())
            start = after
        keep(len(self.forms))
        return Postings(forms, [numbers(one).tobytes() for one in counts], list(map(b"".join, pieces)))


Posting = tuple[int, int, int]  # field, a document's number, how often a form stands there: 0 takes it away

_encode = msgspec.msgpack.Encoder().encode
_encode_json = msgspec.json.Encoder().encode


class _Term(msgspec.Struct, frozen=True, array_like=True):
    """A term as a shard shows it, from which forms; `length` is what it takes of the entry's data.

    `files` are those that a long term has to itself: "" for its postings, and one for each part of its counts.
    """

    term: str
    forms: list[str]
    length: int
    rank: int
    commonest: str
    aliases: str
    files: list[str]


class _State(msgspec.Struct, frozen=True, array_like=True):
    """What the next change of an entry needs: its postings, and its terms in their order."""

    postings: Postings
    terms: list[_Term]


_NO_STATE = _State(Postings([], [b"" for _ in FIELDS], [b"" for _ in FIELDS]), [])
_decode = msgspec.msgpack.Decoder(_State).decode


# By the key of a long term's file: what it says, None where there is none any more.
Long = dict[str, bytes | None]


class Word(NamedTuple):
    """A term as the vocabulary lists it: `shown` is its commonest form, `rank` the octave of its frequency."""

    term: str
    rank: int
    shown: str


def numbers(values: Iterable[int] | bytes = ()) -> array[int]:
    return array("I", values)


class Said(NamedTuple):
    """What is known of the forms of one skeleton: their postings, and those of a term."""

    postings: Postings
    by_term: Mapping[str, list[str]]


class Shown(NamedTuple):
    """What a shard holds for forms of one skeleton, their words, and what changes of the long ones' files."""

    entry: Entry
    words: list[Word]
    long: Long


def said_of(postings: Postings, lexicon: Lexicon) -> Said:
    by_term: dict[str, list[str]] = {}
    for form, term in lexicon.terms_of(postings.frequencies()).items():
        by_term.setdefault(term, []).append(form)
    return Said(postings, dict(sorted(by_term.items())))


class Before(NamedTuple):
    """What an entry said of each term, the forms that changed since, and whether each stands as often as before."""

    terms: Mapping[str, tuple[_Term, bytes]]
    changed: Set[str]
    is_as_often: bool


NOTHING = Before({}, frozenset(), is_as_often=False)


class Revision(NamedTuple):
    """An entry between what it said and what it will: the postings after the changes, and what was said before them."""

    said: Said
    before: Before
    words: list[Word]

    def stale(self, lexicon: Lexicon) -> dict[str, list[str]]:
        """By term that must be written, its forms."""
        return {
            term: own for term, own in self.said.by_term.items() if not _is_as_before(term, own, self.before, lexicon)
        }


def revision_of(before: Entry | None, changes: Mapping[str, Sequence[Posting]], lexicon: Lexicon) -> Revision:
    state = _decode(before.state) if before else _NO_STATE
    postings = state.postings.revised(changes)
    is_as_often = (postings.forms, postings.counts) == (state.postings.forms, state.postings.counts)
    if is_as_often:  # what decides on terms is as it was
        said = Said(postings, {term.term: term.forms for term in state.terms})
    else:
        said = said_of(postings, lexicon)
    return Revision(said, Before(_known(before, state), changes.keys(), is_as_often), list(map(_word, state.terms)))


def _known(before: Entry | None, state: _State) -> dict[str, tuple[_Term, bytes]]:
    """By term, what the entry said of it."""
    data = before.data if before else b""
    starts = accumulate((term.length + 1 for term in state.terms), initial=0)
    return {
        term.term: (term, data[start : start + term.length]) for term, start in zip(state.terms, starts, strict=False)
    }


def _has_same_aliases(term: str, own: Sequence[str], before: Before, lexicon: Lexicon) -> bool:
    known = before.terms.get(term)
    return known is not None and known[0].forms == own and before.changed.isdisjoint(lexicon.spellings(term))


def _is_as_before(term: str, own: Sequence[str], before: Before, lexicon: Lexicon) -> bool:
    return before.changed.isdisjoint(own) and _has_same_aliases(term, own, before, lexicon)


def shown(said: Said, texts: Mapping[str, str], lexicon: Lexicon, before: Before = NOTHING) -> Shown:
    """`texts` are the postings of the terms to write; the rest stay as they were."""
    terms: list[tuple[_Term, bytes]] = []
    frequencies = {} if before.is_as_often else said.postings.frequencies()
    long: Long = {key: None for one, _ in before.terms.values() for key in _file_keys(one)}
    for term, own in said.by_term.items():
        if term not in texts:
            terms.append(before.terms[term])
            for key in _file_keys(before.terms[term][0]):
                del long[key]
            continue
        text = texts[term]
        files = _files(text) if len(text) > LONG and len(term) <= LONGEST_NAME else {}
        if _has_same_aliases(term, own, before, lexicon):
            aliases = before.terms[term][0].aliases
        else:
            aliases = " ".join(aliases_of(term, own, said.postings.forms, lexicon.spellings(term)))
        commonest = before.terms[term][0].commonest if before.is_as_often else _commonest(own, frequencies)
        count = documents(text)
        data = _encode_json(term) + b":" + _encode_json(_shown_as(count if files else text, aliases))
        terms.append((_Term(term, own, len(data), count.bit_length(), commonest, aliases, list(files)), data))
        long |= zip(_file_keys(terms[-1][0]), map(str.encode, files.values()), strict=True)
    state = _State(said.postings, [term for term, _ in terms])
    entry = Entry(b",".join(data for _, data in terms), _encode(state))
    return Shown(entry, [_word(term) for term, _ in terms], long)


def _shown_as(postings: str | int, aliases: str) -> str | int | list[str | int]:
    """`postings` are how many there are where they stand in files; `aliases` the forms that do not show the term."""
    return [postings, aliases] if aliases else postings


def _commonest(forms: Sequence[str], frequencies: Mapping[str, int]) -> str:
    return max(forms, key=lambda form: (frequencies[form], form)) if len(forms) > 1 else forms[0]


def _files(text: str) -> dict[str, str]:
    """What a long term's own files say: its postings, or these in two tiers."""
    if documents(text.partition(FIELD_END)[0]) < MANY:
        return {"": text}
    from generator.search.index.tiers import files_of  # brings numpy, which the words of a smaller archive do without

    return files_of(text, list(FIELDS.values()))


def _file_keys(term: _Term) -> list[str]:
    return [bits_of(term.term) + part for part in term.files]


def aliases_of(term: str, own: Iterable[str], attested: Container[str], spellings: Iterable[str]) -> list[str]:
    """Forms that mean a term though the plain rule would not say so: its own, and spellings that nobody wrote."""
    meant = (*own, *(form for form in spellings if form not in attested))
    return [form for form in meant if stem(form) != term]


def _word(term: _Term) -> Word:
    return Word(term.term, term.rank, term.commonest)


def _ends(counts: Iterable[int]) -> list[int]:
    """Where the postings of each form begin, and the last ends, in bytes."""
    return [place * POSTING_BYTES for place in accumulate(counts, initial=0)]


def _revise(lists: Sequence[array[int]], changed: Sequence[Posting]) -> None:
    for field, number, times in changed:
        values = lists[field]
        place = bisect_left(values, number << COUNT_BITS)
        if place < len(values) and values[place] >> COUNT_BITS == number:
            del values[place]
        if times:
            values.insert(place, number << COUNT_BITS | min(times, MOST_TIMES))
