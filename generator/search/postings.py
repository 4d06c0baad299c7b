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
from generator.search.counts import WordCounts
from generator.search.leaves import Entry
from generator.search.lexicon import Lexicon

FIELDS = {"body": 1, "title": 4, "names": 3}  # with their boosts; most words stand in bodies only
COUNT_BITS = 7
MOST_TIMES = (1 << COUNT_BITS) - 1  # a word that an article repeats more often counts as this often
MOST_NUMBERS = 1 << 32 - COUNT_BITS

# By field: a document's number and how often the form stands in it, packed into 32 bits, in order.
Lists = list["array[int]"]
Forms = dict[str, Lists]

_encode = msgspec.msgpack.Encoder().encode
_encode_json = msgspec.json.Encoder().encode


class _Term(msgspec.Struct, frozen=True, array_like=True):
    """A term as a shard shows it, from which forms; `length` is what it takes of the entry's data."""

    term: str
    forms: list[str]
    length: int
    rank: int
    commonest: str


class _State(msgspec.Struct, frozen=True, array_like=True):
    """What the next change of an entry needs: postings by form and field, and the terms in their order."""

    forms: dict[str, list[bytes]]
    terms: list[_Term]


_decode = msgspec.msgpack.Decoder(_State).decode


class Word(NamedTuple):
    """A term as the vocabulary lists it: `shown` is its commonest form, `rank` the octave of its frequency."""

    term: str
    rank: int
    shown: str


def numbers(values: Iterable[int] | bytes = ()) -> array[int]:
    return array("I", values)


NONE = numbers()  # for the many forms that a field lacks; never changed


class _ByForm(dict[str, "array[int]"]):
    def __missing__(self, form: str) -> array[int]:
        values = self[form] = array("I")
        return values


class Postings:
    """The forms of all documents by field, which come in the order of their numbers."""

    def __init__(self) -> None:
        self.fields: list[dict[str, array[int]]] = [_ByForm() for _ in FIELDS]

    def add(self, counts: WordCounts, number: int) -> None:
        high = number << COUNT_BITS
        for lists, name in zip(self.fields, FIELDS, strict=True):
            for form, times in getattr(counts, name).items():
                lists[form].append(high | (times if times < MOST_TIMES else MOST_TIMES))

    def by_form(self) -> Forms:
        forms = dict.fromkeys(form for lists in self.fields for form in lists)
        return {form: [lists.get(form, NONE) for lists in self.fields] for form in forms}


def entry_of(forms: Forms, lexicon: Lexicon) -> tuple[Entry, list[Word]]:
    """What a shard holds for the forms of one skeleton, and its words."""
    return _entry(forms, _forms_by_term(forms, lexicon), _Before({}, set()), lexicon)


def revised(
    before: Entry | None, changes: Mapping[str, Sequence[tuple[int, int, int]]], lexicon: Lexicon
) -> tuple[Entry | None, list[Word], list[Word]]:
    """The entry after (field, number, times) for each form, times of 0 taking a document away; words before and now."""
    state = _decode(before.state) if before else _State({}, [])
    forms = {form: [numbers(values) for values in lists] for form, lists in state.forms.items()}
    frequencies = {form: _frequency(forms[form]) for form in changes if form in forms}
    for form, changed in changes.items():
        _revise(forms.setdefault(form, [numbers() for _ in FIELDS]), changed)
        if not any(forms[form]):
            del forms[form]
    gone = [_word(term) for term in state.terms]
    if not forms:
        return None, gone, []
    if frequencies == {form: _frequency(forms[form]) for form in changes if form in forms}:
        by_term = {term.term: term.forms for term in state.terms}  # What decides on terms is as it was.
    else:
        by_term = _forms_by_term(forms, lexicon)
    entry, words = _entry(forms, by_term, _Before(_known(before, state), changes.keys()), lexicon)
    return entry, gone, words


class _Before(NamedTuple):
    """What an entry said of each term, and the forms that changed since."""

    terms: Mapping[str, tuple[_Term, bytes]]
    changed: Set[str]


def _known(before: Entry | None, state: _State) -> dict[str, tuple[_Term, bytes]]:
    """By term, what the entry said of it."""
    data = before.data if before else b""
    starts = accumulate((term.length + 1 for term in state.terms), initial=0)
    return {
        term.term: (term, data[start : start + term.length]) for term, start in zip(state.terms, starts, strict=False)
    }


def _forms_by_term(forms: Forms, lexicon: Lexicon) -> dict[str, list[str]]:
    by_term: dict[str, list[str]] = {}
    for form, term in sorted(terms_of(forms, lexicon).items()):
        by_term.setdefault(term, []).append(form)
    return dict(sorted(by_term.items()))


def _entry(
    forms: Forms, by_term: Mapping[str, list[str]], before: _Before, lexicon: Lexicon
) -> tuple[Entry, list[Word]]:
    """A term whose forms did not change is not written again."""
    shown = []
    for term, own in by_term.items():
        known, spellings = before.terms.get(term), lexicon.spellings(term)
        is_same = known is not None and known[0].forms == own and before.changed.isdisjoint((*own, *spellings))
        shown.append(known if known and is_same else _shown(term, own, forms, spellings))
    postings = {form: [values.tobytes() for values in forms[form]] for form in sorted(forms)}
    state = _State(postings, [term for term, _ in shown])
    return Entry(b",".join(data for _, data in shown), _encode(state)), [_word(term) for term, _ in shown]


def _shown(term: str, own: list[str], forms: Forms, spellings: Sequence[str]) -> tuple[_Term, bytes]:
    """`own` are the term's forms: a shard adds up their postings."""
    lists = [packed([values for form in own if (values := forms[form][field])]) for field in range(len(FIELDS))]
    aliases = " ".join(aliases_of(term, own, forms, spellings))
    data = _encode_json(term) + b":" + _encode_json([*_shortened(lists), *([aliases] if aliases else [])])
    commonest = max(own, key=lambda form: (_frequency(forms[form]), form)) if len(own) > 1 else own[0]
    return _Term(term, own, len(data), sum(map(len, lists)).bit_length(), commonest), data


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


def terms_of(forms: Mapping[str, Lists], lexicon: Lexicon) -> dict[str, str]:
    """The term of each form of one skeleton."""
    return lexicon.terms_of({form: _frequency(lists) for form, lists in forms.items()})


def _frequency(lists: Lists) -> int:
    """In how many articles a form stands, near enough: nearly all that stands in a title stands in the body."""
    return max(map(len, lists))


def packed(several: Sequence[array[int]]) -> list[int]:
    """Postings of one or more forms together: distances between documents, minus the count where it is above one."""
    found: list[int] = []
    last = 0
    # Written out twice, for this is what indexing spends its time on: nearly all terms have postings of one form.
    if len(several) == 1:
        for value in several[0]:
            number = value >> COUNT_BITS
            found.append(number - last)
            last = number
            if value & MOST_TIMES != 1:
                found.append(-(value & MOST_TIMES))
        return found
    times, values = 0, numbers()
    for one in several:
        values.extend(one)
    for value in sorted(values):
        number = value >> COUNT_BITS
        if number == last and times:
            times += value & MOST_TIMES
            continue
        if times > 1:
            found.append(-times)
        found.append(number - last)
        last, times = number, value & MOST_TIMES
    if times > 1:
        found.append(-times)
    return found


def _shortened(lists: list[list[int]]) -> list[list[int]]:
    """Empty lists at the end say nothing."""
    while lists and not lists[-1]:
        lists = lists[:-1]
    return lists
