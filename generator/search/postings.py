"""Which documents hold the forms of a skeleton, and what of them a browser is given.

Postings are kept by form, so that a word's term may change as the archive grows; a shard shows them by term.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence, Set
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


class _Shown(msgspec.Struct, frozen=True, array_like=True):
    """What a shard says of a term, from which forms."""

    forms: list[str]
    data: bytes
    rank: int
    commonest: str


class _State(msgspec.Struct, frozen=True, array_like=True):
    """What the next change of an entry needs: postings by form and field, and the terms as they are written."""

    forms: dict[str, list[bytes]]
    terms: dict[str, _Shown]


_decode = msgspec.msgpack.Decoder(_State).decode


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


def entry_of(forms: Forms, lexicon: Lexicon) -> tuple[Entry, list[Word]]:
    """What a shard holds for the forms of one skeleton, and its words."""
    return _entry(forms, _shown(forms, lexicon, {}, set()))


def revised(
    before: Entry | None, changes: Mapping[str, Sequence[tuple[int, int, int]]], lexicon: Lexicon
) -> tuple[Entry | None, list[Word], list[Word]]:
    """The entry after (field, number, times) for each form, times of 0 taking a document away; words before and now."""
    state = _decode(before.state) if before else _State({}, {})
    forms = {form: [array("Q", values) for values in lists] for form, lists in state.forms.items()}
    for form, changed in changes.items():
        _revise(forms.setdefault(form, [array("Q") for _ in FIELDS]), changed)
        if not any(forms[form]):
            del forms[form]
    gone = [_word(term, shown) for term, shown in state.terms.items()]
    if not forms:
        return None, gone, []
    entry, words = _entry(forms, _shown(forms, lexicon, state.terms, changes.keys()))
    return entry, gone, words


def _shown(forms: Forms, lexicon: Lexicon, known: Mapping[str, _Shown], changed: Set[str]) -> dict[str, _Shown]:
    """Each term with what a shard says of it; one whose forms did not change is not written again."""
    by_term: dict[str, list[str]] = {}
    for form, term in sorted(terms_of(forms, lexicon).items()):
        by_term.setdefault(term, []).append(form)
    shown = {}
    for term, own in sorted(by_term.items()):
        before = known.get(term)
        if before is not None and before.forms == own and changed.isdisjoint(own):
            shown[term] = before
            continue
        lists = [packed([values for form in own if (values := forms[form][field])]) for field in range(len(FIELDS))]
        aliases = " ".join(form for form in own if stem(form) != term)
        data = _encode_json(term) + b":" + _encode_json([*_shortened(lists), *([aliases] if aliases else [])])
        commonest = max(own, key=lambda form: (_frequency(forms[form]), form))
        shown[term] = _Shown(own, data, sum(map(len, lists)).bit_length(), commonest)
    return shown


def _entry(forms: Forms, shown: dict[str, _Shown]) -> tuple[Entry, list[Word]]:
    state = _State({form: [values.tobytes() for values in forms[form]] for form in sorted(forms)}, shown)
    words = [_word(term, one) for term, one in shown.items()]
    return Entry(b",".join(one.data for one in shown.values()), _encode(state)), words


def _word(term: str, shown: _Shown) -> Word:
    return Word(term, shown.rank, shown.commonest)


def _revise(lists: Lists, changed: Sequence[tuple[int, int, int]]) -> None:
    for field, number, times in changed:
        values = lists[field]
        place = bisect_left(values, number << COUNT_BITS)
        if place < len(values) and values[place] >> COUNT_BITS == number:
            del values[place]
        if times:
            values.insert(place, number << COUNT_BITS | min(times, MOST_TIMES))


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
