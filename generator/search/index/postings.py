"""Which documents hold the forms of a skeleton, and the entry of a shard made from them.

The cache keeps postings by form, so that a word's term may change as the archive grows; a shard has them by term.
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
from generator.search.index.numpy_parts import numpy_parts
from generator.search.index.partition import Entry, bits_of
from generator.search.index.posting_codec import COUNT_BITS, FIELD_END, MANY, MOST_TIMES, POSTING_BYTES, count_postings

FIELDS = {"body": 1, "title": 4, "names": 3}  # with their boosts; most words are in bodies only
MOST_NUMBERS = 1 << 32 - COUNT_BITS
LONG = 4_000  # letters of postings: a term with more has a file of its own, and only their number in its shard
LONGEST_NAME = 40  # letters of a term that a file can be named by


class Postings(msgspec.Struct, frozen=True, array_like=True):
    """Which documents hold each of some forms, in each field.

    Forms in their order; by field how many postings each has, and these, one form's after another's: a document's
    number and how often the form occurs there, packed into 32 bits.
    """

    forms: list[str]
    counts: list[bytes]
    values: list[bytes]

    def frequencies(self) -> dict[str, int]:
        """In how many articles each form occurs, nearly: most words of a title are in the body too."""
        return dict(zip(self.forms, map(max, *map(numbers, self.counts)), strict=True))

    def lists(self, forms: Container[str]) -> Iterator[list[array[int]]]:
        """By field, the postings of each of these forms that has any."""
        for counts, values in zip(self.counts, self.values, strict=True):
            ends = _ends(numbers(counts))
            found = zip(self.forms, ends, ends[1:], strict=False)
            yield [numbers(values[start:end]) for form, start, end in found if start < end and form in forms]

    def revised(self, changes: Mapping[str, Sequence[Posting]]) -> Postings:
        """The postings after the changes of each form; a form without documents is dropped."""
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
            index = bisect_left(self.forms, form)
            after = index + (self.forms[index : index + 1] == [form])
            keep(index)
            lists = [numbers(all_[end[index] : end[after]]) for all_, end in zip(self.values, ends, strict=True)]
            _revise(lists, changed)
            if any(lists):
                forms.append(form)
                for field, values in enumerate(lists):
                    counts[field].append(len(values))
                    pieces[field].append(values.tobytes())
            start = after
        keep(len(self.forms))
        return Postings(forms, [numbers(one).tobytes() for one in counts], list(map(b"".join, pieces)))


Posting = tuple[int, int, int]  # field, a document's number, how often a form occurs there: 0 removes it

_encode = msgspec.msgpack.Encoder().encode
_encode_json = msgspec.json.Encoder().encode


class _Term(msgspec.Struct, frozen=True, array_like=True):
    """A term of a shard, with its forms; `length` is its share of the entry's data, in bytes.

    `files` are those of a long term: "" for its postings, and one for each part of its counts.
    """

    term: str
    forms: list[str]
    length: int
    rank: int
    commonest: str
    aliases: str
    files: list[str]


class _State(msgspec.Struct, frozen=True, array_like=True):
    """What the next change of an entry needs: its postings, and its terms in order."""

    postings: Postings
    terms: list[_Term]


_NO_STATE = _State(Postings([], [b"" for _ in FIELDS], [b"" for _ in FIELDS]), [])
_decode = msgspec.msgpack.Decoder(_State).decode


# The files of long terms by key: their data, None for one that is to be removed.
LongFiles = dict[str, bytes | None]


class Word(NamedTuple):
    """A term in the vocabulary: `shown` is its commonest form, `rank` the octave of its frequency."""

    term: str
    rank: int
    shown: str


def numbers(values: Iterable[int] | bytes = ()) -> array[int]:
    return array("I", values)


class Grouped(NamedTuple):
    """The postings of the forms of one skeleton, and the forms of each term."""

    postings: Postings
    by_term: Mapping[str, list[str]]


class Written(NamedTuple):
    """A shard's entry for the forms of one skeleton, their words, and changes of long terms' files."""

    entry: Entry
    words: list[Word]
    files: LongFiles


def group(postings: Postings, lexicon: Lexicon) -> Grouped:
    """The forms of each term, as the lexicon decides by how often they occur."""
    by_term: dict[str, list[str]] = {}
    for form, term in lexicon.terms_of(postings.frequencies()).items():
        by_term.setdefault(term, []).append(form)
    return Grouped(postings, dict(sorted(by_term.items())))


class Previous(NamedTuple):
    """The terms of an entry before a change, the forms that change, and whether their frequencies stay."""

    terms: Mapping[str, tuple[_Term, bytes]]
    changed: Set[str]
    has_same_counts: bool


NOTHING = Previous({}, frozenset(), has_same_counts=False)


class Revision(NamedTuple):
    """The postings of an entry after its changes, and its terms and words before them."""

    grouped: Grouped
    previous: Previous
    words: list[Word]

    def stale(self, lexicon: Lexicon) -> dict[str, list[str]]:
        """The terms that must be written anew, with their forms."""
        return {
            term: own for term, own in self.grouped.by_term.items() if not _is_same(term, own, self.previous, lexicon)
        }


def revision_of(before: Entry | None, changes: Mapping[str, Sequence[Posting]], lexicon: Lexicon) -> Revision:
    state = _decode(before.state) if before else _NO_STATE
    postings = state.postings.revised(changes)
    has_same_counts = (postings.forms, postings.counts) == (state.postings.forms, state.postings.counts)
    if has_same_counts:  # terms depend on frequencies alone
        grouped = Grouped(postings, {term.term: term.forms for term in state.terms})
    else:
        grouped = group(postings, lexicon)
    previous = Previous(_terms_of(before, state), changes.keys(), has_same_counts)
    return Revision(grouped, previous, list(map(_word, state.terms)))


def _terms_of(before: Entry | None, state: _State) -> dict[str, tuple[_Term, bytes]]:
    """The terms of an entry, each with its share of the data."""
    data = before.data if before else b""
    starts = accumulate((term.length + 1 for term in state.terms), initial=0)
    return {
        term.term: (term, data[start : start + term.length]) for term, start in zip(state.terms, starts, strict=False)
    }


def _has_same_aliases(term: str, own: Sequence[str], previous: Previous, lexicon: Lexicon) -> bool:
    known = previous.terms.get(term)
    return known is not None and known[0].forms == own and previous.changed.isdisjoint(lexicon.spellings(term))


def _is_same(term: str, own: Sequence[str], previous: Previous, lexicon: Lexicon) -> bool:
    return previous.changed.isdisjoint(own) and _has_same_aliases(term, own, previous, lexicon)


def write_entry(grouped: Grouped, texts: Mapping[str, str], lexicon: Lexicon, previous: Previous = NOTHING) -> Written:
    """`texts` are the postings of the terms to write; the others stay as they were."""
    terms: list[tuple[_Term, bytes]] = []
    frequencies = {} if previous.has_same_counts else grouped.postings.frequencies()
    changed: LongFiles = {key: None for one, _ in previous.terms.values() for key in _file_keys(one)}
    for term, own in grouped.by_term.items():
        if term not in texts:
            terms.append(previous.terms[term])
            for key in _file_keys(previous.terms[term][0]):
                del changed[key]
            continue
        if _has_same_aliases(term, own, previous, lexicon):
            aliases = previous.terms[term][0].aliases
        else:
            aliases = " ".join(aliases_of(term, own, grouped.postings.forms, lexicon.spellings(term)))
        commonest = previous.terms[term][0].commonest if previous.has_same_counts else _commonest(own, frequencies)
        written, data, files = _write_term(term, own, texts[term], aliases, commonest)
        terms.append((written, data))
        changed |= zip(_file_keys(written), map(str.encode, files.values()), strict=True)
    state = _State(grouped.postings, [term for term, _ in terms])
    entry = Entry(b",".join(data for _, data in terms), _encode(state))
    return Written(entry, [_word(term) for term, _ in terms], changed)


def _write_term(
    term: str, own: list[str], text: str, aliases: str, commonest: str
) -> tuple[_Term, bytes, dict[str, str]]:
    """The term, its data in the shard, and its own files where its postings are long: the shard has their number then.

    `aliases` are the forms that mean the term though the plain rule would not give it.
    """
    files = _files(text) if len(text) > LONG and len(term) <= LONGEST_NAME else {}
    count = count_postings(text)
    postings = count if files else text
    data = _encode_json(term) + b":" + _encode_json([postings, aliases] if aliases else postings)
    return _Term(term, own, len(data), count.bit_length(), commonest, aliases, list(files)), data, files


def _commonest(forms: Sequence[str], frequencies: Mapping[str, int]) -> str:
    return max(forms, key=lambda form: (frequencies[form], form)) if len(forms) > 1 else forms[0]


def _files(text: str) -> dict[str, str]:
    """The files of a long term: its postings, or these in two tiers."""
    if count_postings(text.partition(FIELD_END)[0]) < MANY:
        return {"": text}
    return numpy_parts().files_of(text, list(FIELDS.values()))


def _file_keys(term: _Term) -> list[str]:
    return [bits_of(term.term) + part for part in term.files]


def aliases_of(term: str, own: Iterable[str], attested: Container[str], spellings: Iterable[str]) -> list[str]:
    """Forms that mean a term though the plain rule does not give it: its own, and spellings that no article has."""
    meant = (*own, *(form for form in spellings if form not in attested))
    return [form for form in meant if stem(form) != term]


def _word(term: _Term) -> Word:
    return Word(term.term, term.rank, term.commonest)


def _ends(counts: Iterable[int]) -> list[int]:
    """Where the postings of each form begin, and the last ends, in bytes."""
    return [index * POSTING_BYTES for index in accumulate(counts, initial=0)]


def _revise(lists: Sequence[array[int]], changed: Sequence[Posting]) -> None:
    for field, number, times in changed:
        values = lists[field]
        index = bisect_left(values, number << COUNT_BITS)
        if index < len(values) and values[index] >> COUNT_BITS == number:
            del values[index]
        if times:
            values.insert(index, number << COUNT_BITS | min(times, MOST_TIMES))
