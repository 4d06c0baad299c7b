"""The postings of many articles at once: numbers in columns, sorted and written by numpy.

A posting is 64 bits: the form or term, then the document, then the count. Sorted, they are an index. The text is,
letter for letter, what `posting_codec` writes for the postings of one term.
"""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterator, Sequence
from functools import cached_property
from itertools import chain, pairwise
from typing import Any

import msgspec
import numpy as np
from numpy.typing import NDArray

from generator.search.analysis.analyzer import forms_of_each
from generator.search.index.counts import SearchedText
from generator.search.index.posting_codec import (
    ADDS,
    COUNT_BITS,
    FIELD_END,
    LAST,
    LEADS,
    LETTERS,
    MOST_TIMES,
    POSTING_BYTES,
)
from generator.search.index.postings import Postings

FIELD_NAMES = SearchedText.__struct_fields__
_ID = np.uint64(32)
_BELOW = np.uint64((1 << 32) - 1)
_LETTERS = np.frombuffer(LETTERS.encode(), np.uint8)

Numbers = NDArray[Any]


class Part(msgspec.Struct, array_like=True, frozen=True):
    """The postings of some articles in one part of the hash space.

    Forms and their keys; by field how many postings each form has, and these one after another.
    """

    forms: list[str]
    keys: list[str]
    counts: list[bytes]
    values: list[bytes]


class _Indices(dict[str, int]):
    """Each new string gets the next number."""

    def __missing__(self, word: str) -> int:
        index = self[word] = len(self)
        return index


class Batch:
    """Articles as they are read, in the order of their documents' numbers.

    Pieces of text between white space are numbered as they are written; their forms are computed once for all articles.
    """

    def __init__(self) -> None:
        self._chunks = _Indices()
        self._documents = array("I")
        self._sizes = [array("I") for _ in FIELD_NAMES]  # by field, how many chunks each document has
        self._texts = [array("I") for _ in FIELD_NAMES]  # and these, one document after another

    def add(self, text: SearchedText, number: int) -> None:
        self._documents.append(number)
        index_of = self._chunks.__getitem__
        for field, name in enumerate(FIELD_NAMES):
            own: str = getattr(text, name)
            chunks = own.split()
            self._sizes[field].append(len(chunks))
            self._texts[field].extend(map(index_of, chunks))

    @cached_property
    def _forms(self) -> _Forms:
        return _Forms(list(self._chunks))

    def lengths(self) -> list[list[int]]:
        """How many words each document has in each field."""
        count = len(self._documents)
        owners = [np.repeat(np.arange(count), _plain(sizes).astype(np.int64)) for sizes in self._sizes]
        found = [
            np.bincount(owner, self._forms.counts[_plain(chunks)], count).astype(np.int64)
            for owner, chunks in zip(owners, self._texts, strict=True)
        ]
        lengths: list[list[int]] = np.transpose(found).tolist()
        return lengths

    def split(self, depth: int, key_of: Callable[[str], str], hash_of: Callable[[str], int]) -> list[Part]:
        """The postings by form, in 2 ** depth parts of the hash space."""
        forms = self._forms.names
        keys = list(map(key_of, forms))
        part = np.fromiter(map(hash_of, keys), np.uint32, len(forms)) >> np.uint32(32 - depth)
        order = np.argsort(part, kind="stable")
        rank = np.empty(len(forms), np.uint64)
        rank[order] = np.arange(len(forms), dtype=np.uint64)
        columns = [self._column(field, rank) for field in range(len(FIELD_NAMES))]
        counts = [_counts(column, len(forms)) for column in columns]
        ends = [np.concatenate(([0], np.cumsum(count))) for count in counts]
        borders = np.searchsorted(part[order], np.arange((1 << depth) + 1))
        return [
            Part(
                [forms[index] for index in order[first:last]],
                [keys[index] for index in order[first:last]],
                [count[first:last].astype(np.uint32).tobytes() for count in counts],
                [_low(column[end[first] : end[last]]) for column, end in zip(columns, ends, strict=True)],
            )
            for first, last in pairwise(borders)
        ]

    def _column(self, field: int, rank: Numbers) -> Numbers:
        """The postings of a field, sorted: each form once a document, with its count."""
        chunks = _plain(self._texts[field])
        numbers = np.repeat(_plain(self._documents), _plain(self._sizes[field]).astype(np.int64))
        forms = rank[self._forms.of(chunks)] << _ID
        values = _sorted(forms | np.repeat(numbers, self._forms.counts[chunks]) << np.uint64(COUNT_BITS))
        first = _first_of_each(values)
        times = np.minimum(np.diff(first, append=len(values)), MOST_TIMES)
        return values[first] | times.astype(np.uint64)


class _Forms:
    """The forms of pieces of text: `counts` is how many each has, in nearly all cases one."""

    def __init__(self, chunks: Sequence[str]) -> None:
        forms = forms_of_each(chunks)
        indices = _Indices()
        self.counts = np.fromiter(map(len, forms), np.int64, len(forms))
        self._ends = np.cumsum(self.counts)
        self._flat = np.fromiter(map(indices.__getitem__, chain.from_iterable(forms)), np.int64, self.counts.sum())
        self.names = list(indices)

    def of(self, chunks: Numbers) -> Numbers:
        """The indices of the forms of these pieces, one after another."""
        counts = self.counts[chunks]
        ends = np.cumsum(counts)
        last = np.repeat(self._ends[chunks] - ends, counts)
        return self._flat[last + np.arange(len(last))]


class Merged:
    """The postings of a part of the hash space from all batches, in the order of their keys, then of their forms."""

    def __init__(self, parts: Sequence[Part]) -> None:
        keys = {form: key for part in parts for form, key in zip(part.forms, part.keys, strict=True)}
        self.forms = sorted(keys, key=lambda form: (keys[form], form))
        self._keys = [keys[form] for form in self.forms]
        index_of = dict(zip(self.forms, range(len(keys)), strict=True)).__getitem__
        here = [np.fromiter(map(index_of, part.forms), np.uint64, len(part.forms)) for part in parts]
        self._columns = [
            _sorted(np.concatenate([_with_forms(part, field, forms) for part, forms in zip(parts, here, strict=True)]))
            for field in range(len(FIELD_NAMES))
        ]

    def entries(self) -> Iterator[tuple[str, Postings]]:
        """Each key with the postings of its forms."""
        counts = [_counts(column, len(self.forms)) for column in self._columns]
        ends = [[0, *np.cumsum(count * POSTING_BYTES).tolist()] for count in counts]
        counted, kept = [_low(count) for count in counts], [_low(column) for column in self._columns]
        borders = [index for index, key in enumerate(self._keys) if not index or key != self._keys[index - 1]]
        for first, last in pairwise([*borders, len(self.forms)]):
            postings = Postings(
                self.forms[first:last],
                [one[first * POSTING_BYTES : last * POSTING_BYTES] for one in counted],
                [one[end[first] : end[last]] for one, end in zip(kept, ends, strict=True)],
            )
            yield self._keys[first], postings

    def texts(self, term_by_form: Sequence[int], count: int) -> Iterator[str]:
        """The text of each of so many terms, in order; the postings of its forms are summed."""
        terms = np.array(term_by_form, np.uint64) << _ID
        return _by_term([terms[column >> _ID] | column & _BELOW for column in self._columns], count)


def texts_of(entries: Sequence[tuple[Postings, Sequence[int]]], count: int) -> Iterator[str]:
    """The text of each of so many terms. An entry has its postings and the term of each form, `count` for none."""
    terms = np.array([term for _, own in entries for term in own], np.uint64) << _ID
    columns = []
    for field in range(len(FIELD_NAMES)):
        counts = np.frombuffer(b"".join(postings.counts[field] for postings, _ in entries), np.uint32)
        values = np.frombuffer(b"".join(postings.values[field] for postings, _ in entries), np.uint32)
        columns.append(np.repeat(terms, counts) | values)
    return _by_term(columns, count)


def _by_term(columns: Sequence[Numbers], count: int) -> Iterator[str]:
    """`columns` are by field, in any order; a value begins with its term. Terms from `count` on are dropped."""
    further = np.uint64(count) << _ID
    wanted = (column[: np.searchsorted(column, further)] for column in map(_sorted, columns))
    by_field = zip(*(_texts(_of_terms(column), count) for column in wanted), strict=True)
    return (FIELD_END.join(fields).rstrip(FIELD_END) for fields in by_field)


def _sorted(values: Numbers) -> Numbers:
    """By a stable sort, which merges: these values are long sorted runs, and merging takes a fraction of the time."""
    return np.sort(values, kind="stable")


def _plain(numbers: array[int]) -> Numbers:
    return np.frombuffer(numbers, np.uint32).astype(np.uint64) if numbers else np.empty(0, np.uint64)


def _low(column: Numbers) -> bytes:
    return column.astype(np.uint32).tobytes()


def _counts(column: Numbers, most: int) -> Numbers:
    return np.bincount((column >> _ID).astype(np.int64), minlength=most)


def _with_forms(part: Part, field: int, forms: Numbers) -> Numbers:
    counts, values = np.frombuffer(part.counts[field], np.uint32), np.frombuffer(part.values[field], np.uint32)
    return np.repeat(forms, counts) << _ID | values.astype(np.uint64)


def _of_terms(values: Numbers) -> tuple[Numbers, Numbers, Numbers]:
    """Term, document and count of each posting, with those of several forms in one document summed."""
    documents = values >> np.uint64(COUNT_BITS)
    times = (values & np.uint64(MOST_TIMES)).astype(np.int64)
    first = _first_of_each(documents)
    if len(first) != len(values):
        times, documents = np.add.reduceat(times, first), documents[first]
    term = documents >> np.uint64(32 - COUNT_BITS)
    number = documents & np.uint64((1 << 32 - COUNT_BITS) - 1)
    return term.astype(np.int64), number.astype(np.int64), times


def _first_of_each(values: Numbers) -> Numbers:
    """The index at which each of the sorted values comes first."""
    return np.flatnonzero(np.concatenate(([True], values[1:] != values[:-1]))) if len(values) else np.empty(0, int)


def _texts(postings: tuple[Numbers, Numbers, Numbers], count: int) -> Iterator[str]:
    """By term, its postings as `posting_codec` writes them: a distance, its last letter below LAST, and a count."""
    term, number, times = postings
    if not len(term):
        return iter([""] * count)
    gap = np.diff(number, prepend=0)
    begins = np.flatnonzero(np.diff(term, prepend=-1))
    gap[begins] = number[begins]
    many = np.flatnonzero(times > 1)
    threes, rest = np.divmod(times[many] - 1, ADDS)
    leads = _leads(gap)
    length = 1 + leads
    length[many] += threes + (rest > 0)
    end = np.cumsum(length)
    letters = np.full(int(end[-1]), _LETTERS[-1], np.uint8)
    last = end - length + leads
    letters[last] = _LETTERS[gap % LAST]
    left = gap // LAST
    for back in range(1, int(leads.max()) + 1):
        has = np.flatnonzero(left)
        left = left[has] - 1
        last = last[has]
        letters[last - back] = _LETTERS[LAST + left % LEADS]
        left //= LEADS
    ended = many[rest > 0]
    letters[end[ended] - 1] = _LETTERS[LAST + LEADS + rest[rest > 0] - 1]
    text = letters.tobytes().decode("ascii")
    ends = np.concatenate(([0], end))[np.searchsorted(term, np.arange(count + 1))].tolist()
    return (text[start:stop] for start, stop in pairwise(ends))


def _leads(gap: Numbers) -> Numbers:
    """How many letters each distance has before its last."""
    found = np.zeros(len(gap), np.int64)
    left, indices = gap // LAST, np.arange(len(gap))
    while (has := left > 0).any():
        left, indices = left[has], indices[has]
        found[indices] += 1
        left = (left - 1) // LEADS
    return found
