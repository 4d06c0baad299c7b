"""Postings as the text of a shard: what is written is read again, in letters that JSON takes as they are."""

from __future__ import annotations

from array import array

from hypothesis import example, given, settings
from hypothesis import strategies as st

from generator.search.index.posting_codec import COUNT_BITS, MOST_TIMES, count_postings, fields_text, read_fields

COUNTED = st.dictionaries(st.integers(0, (1 << 25) - 1), st.integers(1, MOST_TIMES), max_size=40)
FIELDS = st.lists(st.lists(COUNTED, max_size=3), min_size=1, max_size=3)


def summed(forms: list[dict[int, int]]) -> list[tuple[int, int]]:
    numbers = sorted({number for form in forms for number in form})
    return [(number, sum(form.get(number, 0) for form in forms)) for number in numbers]


def written(fields: list[list[dict[int, int]]]) -> str:
    return fields_text(
        [array("I", [number << COUNT_BITS | times for number, times in sorted(form.items())]) for form in forms if form]
        for forms in fields
    )


@settings(deadline=None)
@given(FIELDS)
@example([[{0: 1}]])
@example([[], [{0: MOST_TIMES, 77: 1, 155: 4}, {0: MOST_TIMES}]])
def test_what_is_written_is_read_again(fields: list[list[dict[int, int]]]) -> None:
    text, truth = written(fields), [summed(forms) for forms in fields]
    found = read_fields(text)
    assert found + [[]] * (len(truth) - len(found)) == truth
    assert count_postings(text) == sum(map(len, truth))


@settings(deadline=None)
@given(FIELDS)
def test_json_takes_every_letter_as_it_is(fields: list[list[dict[int, int]]]) -> None:
    assert all(33 <= ord(letter) < 127 and letter not in '"\\' for letter in written(fields))


def test_most_documents_take_one_letter() -> None:
    assert written([[dict.fromkeys(range(0, 780, 77), 1)]]) == "#" + "q" * 10
