"""Which documents hold the forms of a skeleton, and what of them a browser is given.

Postings are kept by form, so that a word's term may change as the archive grows; a shard shows them by term.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

import msgspec

from generator.search.analysis import stem
from generator.search.counts import WordCounts
from generator.search.leaves import Entry
from generator.search.lexicon import Lexicon

FIELDS = {"body": 1, "title": 4, "names": 3}  # with their boosts; most words stand in bodies only
COUNT_BITS = 8
MOST_TIMES = (1 << COUNT_BITS) - 1  # a word that an article repeats more often counts as this often

# By field: a document's number and how often the form stands in it, packed into one integer, in order.
Lists = list["array[int]"]
Forms = dict[str, Lists]

_encode = msgspec.msgpack.Encoder().encode
_encode_json = msgspec.json.Encoder().encode
_decode = msgspec.msgpack.Decoder(dict[str, list[bytes]]).decode


class Word(NamedTuple):
    """A term as the vocabulary lists it: `shown` is its commonest form, `rank` the octave of its frequency."""

    term: str
    rank: int
    shown: str


class Postings:
    """The forms of all documents, which come in the order of their numbers."""

    def __init__(self) -> None:
        self._fields: list[dict[str, array[int]]] = [{} for _ in FIELDS]

    def add(self, counts: WordCounts, number: int) -> None:
        high = number << COUNT_BITS
        for lists, name in zip(self._fields, FIELDS, strict=True):
            for form, times in getattr(counts, name).items():
                value = high | (times if times < MOST_TIMES else MOST_TIMES)
                try:
                    lists[form].append(value)
                except KeyError:
                    lists[form] = array("Q", (value,))

    def forms(self) -> list[str]:
        return list(dict.fromkeys(form for lists in self._fields for form in lists))

    def pop(self, form: str) -> Lists:
        return [lists.pop(form) if form in lists else array("Q") for lists in self._fields]


def entry_of(forms: Mapping[str, Lists], lexicon: Lexicon) -> tuple[Entry, list[Word]]:
    """What a shard holds for the forms of one skeleton, and its words."""
    by_term: dict[str, list[str]] = {}
    for form, term in sorted(terms_of(forms, lexicon).items()):
        by_term.setdefault(term, []).append(form)
    shown, words = [], []
    for term, own in sorted(by_term.items()):
        lists = [packed([values for form in own if (values := forms[form][field])]) for field in range(len(FIELDS))]
        aliases = " ".join(form for form in own if stem(form) != term)
        shown.append(_encode_json(term) + b":" + _encode_json([*_shortened(lists), *([aliases] if aliases else [])]))
        commonest = max(own, key=lambda form: (_frequency(forms[form]), form))
        words.append(Word(term, sum(map(len, lists)).bit_length(), commonest))
    state = {form: [values.tobytes() for values in lists] for form, lists in sorted(forms.items())}
    return Entry(b",".join(shown), _encode(state)), words


def forms_of(entry: Entry) -> Forms:
    return {form: [array("Q", values) for values in lists] for form, lists in _decode(entry.state).items()}


def revise(forms: Forms, changes: Mapping[str, Sequence[tuple[int, int, int]]]) -> None:
    """Apply (field, number, times) to each form; times of 0 take the document away."""
    for form, changed in changes.items():
        lists = forms.setdefault(form, [array("Q") for _ in FIELDS])
        for field in range(len(FIELDS)):
            times = {number: count for place, number, count in changed if place == field}
            if times:
                kept = {value >> COUNT_BITS: value & MOST_TIMES for value in lists[field]} | times
                lists[field] = array("Q", sorted(n << COUNT_BITS | min(c, MOST_TIMES) for n, c in kept.items() if c))
        if not any(lists):
            del forms[form]


def terms_of(forms: Mapping[str, Lists], lexicon: Lexicon) -> dict[str, str]:
    """The term of each form, which stands with the forms of its own skeleton: else the form is its own term."""
    found = lexicon.terms_of({form: _frequency(lists) for form, lists in forms.items()})
    skeleton = lexicon.skeleton(next(iter(forms)))
    return {form: term if term == form or lexicon.skeleton(term) == skeleton else form for form, term in found.items()}


def _frequency(lists: Lists) -> int:
    """In how many articles a form stands, near enough: nearly all that stands in a title stands in the body."""
    return max(map(len, lists))


def packed(several: Sequence[Iterable[int]]) -> list[int]:
    """Postings of one or more forms together: distances between documents, minus the count where it is above one."""
    if not several:
        return []
    values = several[0] if len(several) == 1 else sorted(value for values in several for value in values)
    found: list[int] = []
    last, times = 0, 0
    for value in values:
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
