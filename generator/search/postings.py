"""Which documents hold the forms of a skeleton, and what of them a browser is given.

Postings are kept by form, so that a word's term may change as the archive grows; a shard shows them by term.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import Container, Iterable, Mapping, Sequence, Set
from itertools import accumulate
from typing import NamedTuple

import msgspec

from generator.search.analysis import stem
from generator.search.gaps import COUNT_BITS, FIELD_END, MANY, MOST_TIMES, POSTING_BYTES, documents, fields_text
from generator.search.leaves import Entry, bits_of
from generator.search.lexicon import Lexicon

FIELDS = {"body": 1, "title": 4, "names": 3}  # with their boosts; most words stand in bodies only
MOST_NUMBERS = 1 << 32 - COUNT_BITS
LONG = 4_000  # letters of postings: a term that takes more has a file of its own, and a mark in its shard
LONGEST_NAME = 40  # letters of a term that a file can be named by

# By field: a document's number and how often the form stands in it, packed into 32 bits, in order.
Lists = list["array[int]"]

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
    files: list[str]


class _State(msgspec.Struct, frozen=True, array_like=True):
    """What the next change of an entry needs: postings by form and field, and the terms in their order."""

    forms: dict[str, list[bytes]]
    terms: list[_Term]


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
    """What is known of the forms of one skeleton: their postings, how many articles hold each, and those of a term."""

    postings: dict[str, list[bytes]]
    frequencies: dict[str, int]
    by_term: Mapping[str, list[str]]


class Shown(NamedTuple):
    """What a shard holds for forms of one skeleton, their words, and what changes of the long ones' files."""

    entry: Entry
    words: list[Word]
    long: Long


def said_of(postings: Mapping[str, list[bytes]], frequencies: dict[str, int], lexicon: Lexicon) -> Said:
    by_term: dict[str, list[str]] = {}
    for form, term in sorted(lexicon.terms_of(frequencies).items()):
        by_term.setdefault(term, []).append(form)
    return Said(dict(sorted(postings.items())), frequencies, dict(sorted(by_term.items())))


class Before(NamedTuple):
    """What an entry said of each term, and the forms that changed since."""

    terms: Mapping[str, tuple[_Term, bytes]]
    changed: Set[str]


NOTHING = Before({}, frozenset())


class Revision(NamedTuple):
    """An entry between what it said and what it will: the postings after the changes, and what was said before them."""

    said: Said
    before: Before
    words: list[Word]

    def stale(self, lexicon: Lexicon) -> dict[str, list[list[bytes]]]:
        """By term that must be written, the postings of its forms."""
        return {
            term: [self.said.postings[form] for form in own]
            for term, own in self.said.by_term.items()
            if not _is_as_before(term, own, self.before, lexicon)
        }


def revision_of(
    before: Entry | None, changes: Mapping[str, Sequence[tuple[int, int, int]]], lexicon: Lexicon
) -> Revision:
    """After (field, number, times) for each form, times of 0 taking a document away."""
    state = _decode(before.state) if before else _State({}, [])
    postings = dict(state.forms)
    for form, changed in changes.items():
        lists = [numbers(values) for values in postings.pop(form, ())] or [numbers() for _ in FIELDS]
        _revise(lists, changed)
        if any(lists):
            postings[form] = [values.tobytes() for values in lists]
    known = {form: _frequency(state.forms[form]) for form in changes if form in state.forms}
    after = {form: _frequency(lists) for form, lists in postings.items()}
    if known == {form: after[form] for form in changes if form in after}:
        # What decides on terms is as it was.
        said = Said(dict(sorted(postings.items())), after, {term.term: term.forms for term in state.terms})
    else:
        said = said_of(postings, after, lexicon)
    return Revision(said, Before(_known(before, state), changes.keys()), [_word(term) for term in state.terms])


def text_of(forms: Iterable[Sequence[bytes]]) -> str:
    """What a shard says of a term with these forms."""
    own = list(forms)
    return fields_text([numbers(lists[field]) for lists in own if lists[field]] for field in range(len(FIELDS)))


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
    """`texts` are the terms' postings; a term whose forms did not change is not written again."""
    terms: list[tuple[_Term, bytes]] = []
    long: Long = {key: None for one, _ in before.terms.values() for key in _file_keys(one)}
    for term, own in said.by_term.items():
        if _is_as_before(term, own, before, lexicon):
            terms.append(before.terms[term])
            for key in _file_keys(before.terms[term][0]):
                del long[key]
            continue
        text = texts[term]
        if _has_same_aliases(term, own, before, lexicon):
            aliases = _aliases_in(before.terms[term][1])
        else:
            aliases = " ".join(aliases_of(term, own, said.postings, lexicon.spellings(term)))
        files = _files(text) if len(text) > LONG and len(term) <= LONGEST_NAME else {}
        terms.append(_written(said, term, documents(text) if files else text, aliases, list(files)))
        long |= zip(_file_keys(terms[-1][0]), map(str.encode, files.values()), strict=True)
    state = _State(said.postings, [term for term, _ in terms])
    entry = Entry(b",".join(data for _, data in terms), _encode(state))
    return Shown(entry, [_word(term) for term, _ in terms], long)


def _files(text: str) -> dict[str, str]:
    """What a long term's own files say: its postings, or these in two tiers."""
    if documents(text.partition(FIELD_END)[0]) < MANY:
        return {"": text}
    from generator.search.tiers import files_of  # brings numpy, which the words of a smaller archive do without

    return files_of(text, list(FIELDS.values()))


def _file_keys(term: _Term) -> list[str]:
    return [bits_of(term.term) + part for part in term.files]


def _written(said: Said, term: str, postings: str | int, aliases: str, files: list[str]) -> tuple[_Term, bytes]:
    """`postings` are how many there are where they stand in files; `aliases` the forms that do not show the term."""
    own = said.by_term[term]
    data = _encode_json(term) + b":" + _encode_json([postings, aliases] if aliases else postings)
    count = documents(postings) if isinstance(postings, str) else postings
    commonest = max(own, key=lambda form: (said.frequencies[form], form)) if len(own) > 1 else own[0]
    return _Term(term, own, len(data), count.bit_length(), commonest, files), data


def _aliases_in(data: bytes) -> str:
    """As `_written` put them."""
    says = msgspec.json.decode(b"{" + data + b"}", type=dict[str, int | str | list[int | str]])
    return next((str(value[1]) for value in says.values() if isinstance(value, list)), "")


def aliases_of(term: str, own: Iterable[str], attested: Container[str], spellings: Iterable[str]) -> list[str]:
    """Forms that mean a term though the plain rule would not say so: its own, and spellings that nobody wrote."""
    meant = (*own, *(form for form in spellings if form not in attested))
    return [form for form in meant if stem(form) != term]


def _word(term: _Term) -> Word:
    return Word(term.term, term.rank, term.commonest)


def _revise(lists: Lists, changed: Sequence[tuple[int, int, int]]) -> None:
    for field, number, times in changed:
        values = lists[field]
        place = bisect_left(values, number << COUNT_BITS)
        if place < len(values) and values[place] >> COUNT_BITS == number:
            del values[place]
        if times:
            values.insert(place, number << COUNT_BITS | min(times, MOST_TIMES))


def _frequency(lists: Sequence[bytes]) -> int:
    """In how many articles a form stands, near enough: nearly all that stands in a title stands in the body."""
    return max(map(len, lists)) // POSTING_BYTES
