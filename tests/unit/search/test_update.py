"""An index patched article by article is the index made anew, also where words become common or rare."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, nullcontext
from typing import Any

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support.partition import Table

from generator.search.index import postings, tiers
from generator.search.index.counts import SearchedText
from generator.search.index.inputs import Inputs
from generator.search.index.numbering import Month, MonthLengths, Shape
from generator.search.index.partition import bits_of
from generator.search.index.posting_codec import read_fields
from generator.search.index.postings import LONG
from generator.search.index.update import update

FULL = 127  # repeats, which a shard writes in 43 letters
AT_THE_BORDER = LONG // 43 - 1  # articles that hold the word so often: one more, and it is long


class InMemory:
    """An index that is remembered nowhere else."""

    def __init__(self) -> None:
        self._empty(None)
        self.cleared = 0

    def _empty(self, shape: Shape | None) -> None:
        self.shards, self.terms, self.vocabulary = Table(), Table(), Table()
        self._shape = shape
        self._months: dict[str, MonthLengths] = {}
        self._held: dict[int, dict[int, bytes]] = {}

    def shape(self) -> Shape | None:
        return self._shape

    def months(self) -> dict[str, MonthLengths]:
        return dict(self._months)

    def put_month(self, name: str, lengths: MonthLengths | None) -> None:
        self._months.pop(name, None)
        if lengths is not None:
            self._months[name] = lengths

    def clear(self, shape: Shape) -> None:
        self._empty(shape)
        self.cleared = 1

    def hold(self, batch: int, parts: Sequence[bytes]) -> None:
        for part, rows in enumerate(parts):
            self._held.setdefault(part, {})[batch] = rows

    def held(self, part: int) -> list[bytes]:
        return [rows for _, rows in sorted(self._held.pop(part, {}).items())]

    def transaction(self) -> AbstractContextManager[None]:
        return nullcontext()

    def says(self) -> list[dict[str, bytes]]:
        return [
            {prefix: leaf.data for prefix, leaf in table.leaves.items()}
            for table in (self.shards, self.terms, self.vocabulary)
        ]


def one_by_one(task: Callable[..., Any], batches: Iterable[tuple[Any, ...]], *_: Any, **__: Any) -> Iterator[Any]:
    return (task(*batch) for batch in batches)


INPUTS = Inputs(lambda digests: digests, one_by_one, (), b"code")  # the digest of an article is its text


def bring_up_to_date(index: InMemory, months: Sequence[Month]) -> None:
    if write := update(index, months, INPUTS):
        write()


def article(**body: int) -> bytes:
    return encoded(body, {})


def encoded(body: Mapping[str, int], title: Mapping[str, int]) -> bytes:
    """Each word as often as it is counted."""
    texts = (" ".join(word for word, times in field.items() for word in [word] * times) for field in (body, title))
    return msgspec.msgpack.encode(SearchedText(*texts, ""))


def months(articles: Sequence[bytes]) -> list[Month]:
    return [Month("2025-01", tuple(articles[:60])), Month("2025-02", tuple(articles[60:]))]


def indexed(articles: Sequence[bytes]) -> InMemory:
    index = InMemory()
    bring_up_to_date(index, months(articles))
    return index


def repeating(count: int, more: Sequence[bytes] = ()) -> list[bytes]:
    return [*(article(قرنبيط=FULL, لفت=1) for _ in range(count)), *more]


def test_a_long_word_has_a_file_and_its_shard_says_how_many_hold_it() -> None:
    index = indexed(repeating(AT_THE_BORDER + 1))
    assert list(index.terms.leaves) == [bits_of("قرنبيط")]
    entries: dict[str, Any] = {}
    for leaf in index.shards.leaves.values():
        entries |= msgspec.json.decode(b"{" + leaf.data + b"}")
    assert entries["قرنبيط"] == AT_THE_BORDER + 1
    assert isinstance(entries["لفت"], str)


def test_one_article_less_takes_the_word_back_into_its_shard() -> None:
    index = indexed(repeating(AT_THE_BORDER + 1))
    index.cleared = 0
    bring_up_to_date(index, months(repeating(AT_THE_BORDER)))
    assert index.cleared == 0
    assert index.terms.leaves == {}
    assert index.says() == indexed(repeating(AT_THE_BORDER)).says()


def test_an_article_without_the_word_leaves_its_file_alone() -> None:
    index = indexed(repeating(AT_THE_BORDER + 9))
    index.terms.written.clear()
    bring_up_to_date(index, months(repeating(AT_THE_BORDER + 9, [article(جزر=2)])))
    assert index.terms.written == set()
    assert index.says() == indexed(repeating(AT_THE_BORDER + 9, [article(جزر=2)])).says()


def test_a_form_more_of_a_long_word_rewrites_its_file() -> None:
    index = indexed(repeating(AT_THE_BORDER + 9))
    index.terms.written.clear()
    articles = repeating(AT_THE_BORDER + 9, [article(القرنبيط=2, وقرنبيط=1)])
    bring_up_to_date(index, months(articles))
    assert index.terms.written == {bits_of("قرنبيط")}
    assert index.says() == indexed(articles).says()


@settings(max_examples=25, deadline=None)
@given(st.lists(st.integers(-6, 6), max_size=8))
def test_patches_across_the_border_end_where_a_new_index_begins(steps: list[int]) -> None:
    count = AT_THE_BORDER
    index = indexed(repeating(count))
    for step in steps:
        count += step
        bring_up_to_date(index, months(repeating(count)))
        assert index.says() == indexed(repeating(count)).says()


@settings(max_examples=15, deadline=None)
@given(st.integers(0, 99), st.lists(st.integers(-9, 9), min_size=1, max_size=5))
def test_patches_of_a_word_in_two_tiers_end_where_a_new_index_begins(seed: int, steps: list[int]) -> None:
    """Also where it ceases to be one that many repeat, and back."""
    count = 40
    with pytest.MonkeyPatch.context() as patch:
        for where, what in ((postings, {"LONG": 300, "MANY": 40}), (tiers, {"MANY": 40, "FIRST": 8, "PART": 16})):
            for name, value in what.items():
                patch.setattr(where, name, value)
        index = indexed(telling(count, seed))
        for step in steps:
            count += step
            bring_up_to_date(index, months(telling(count, seed)))
            assert index.says() == indexed(telling(count, seed)).says()
            assert (len(index.terms.leaves) > 1) == (count >= 40)


def telling(count: int, seed: int) -> list[bytes]:
    """Articles that say a word often, and some of them in the title."""
    chance = random.Random(seed)
    said = [
        ({"قرنبيط": chance.randint(90, FULL)}, {"قرنبيط": 1} if chance.random() < 0.3 else {}) for _ in range(count)
    ]
    others = [({"لفت": 1}, {}) for _ in range(60)]
    return [encoded(body, title) for body, title in (*said, *others)]


def test_an_old_article_reaches_beyond_its_month_only_by_deciding_what_a_word_is() -> None:
    """The third that holds a word tells that و was written onto it elsewhere: those postings change their term."""
    january, february = [article(قرنبيط=1, جزر=1)] * 2, [article(وقرنبيط=1, جزر=1)] * 2
    index = InMemory()
    bring_up_to_date(index, [Month("2025-01", tuple(january)), Month("2025-02", tuple(february))])
    before = later_documents(index)
    bring_up_to_date(index, [Month("2025-01", (*january, january[0])), Month("2025-02", tuple(february))])
    after = later_documents(index)
    assert before["جزر"] == after["جزر"]
    assert (len(before["وقرنبيط"]), len(before["قرنبيط"])) == (2, 0)
    assert after == {"جزر": before["جزر"], "قرنبيط": before["وقرنبيط"]}


def later_documents(index: InMemory) -> dict[str, list[int]]:
    """By term, the documents of February."""
    shape = index.shape()
    assert shape is not None
    first = shape.first_number("2025-02")
    found: dict[str, list[int]] = {}
    for leaf in index.shards.leaves.values():
        for term, text in msgspec.json.decode(b"{" + leaf.data + b"}").items():
            postings_text = text if isinstance(text, str) else text[0]
            found[term] = [number for number, _ in read_fields(postings_text)[0] if number >= first]
    return found
