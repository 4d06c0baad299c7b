"""What numpy sorts and writes of many articles is what is written of one word's postings."""

from __future__ import annotations

from array import array
from itertools import starmap

from hypothesis import example, given, settings
from hypothesis import strategies as st

from generator.search.index.counts import SearchedText, count_words
from generator.search.index.inversion import Batch, Merged, texts_of
from generator.search.index.posting_codec import COUNT_BITS, MOST_TIMES, fields_text
from generator.search.index.postings import Posting, Postings

FORMS = ("بيت", "بيتا", "البيت", "نص", "gas")
COUNTED = st.dictionaries(st.sampled_from(FORMS), st.integers(1, MOST_TIMES + 9), max_size=4)
ARTICLES = st.dictionaries(st.integers(0, (1 << 25) - 1), st.tuples(COUNTED, COUNTED, COUNTED), min_size=1, max_size=20)

EMPTY: tuple[dict[str, int], dict[str, int], dict[str, int]] = ({}, {}, {})
Articles = dict[int, tuple[dict[str, int], dict[str, int], dict[str, int]]]


def said(counts: dict[str, int]) -> str:
    """Each word as often as it is counted, and signs that are none."""
    return " - ".join(word for word, times in counts.items() for word in [word] * times)


def merged(articles: Articles, batches: int) -> Merged:
    """In one part of the hash space, from several batches."""
    rows = sorted(articles.items())
    size = -(-len(rows) // batches)
    parts = []
    for start in range(0, len(rows), size):
        batch = Batch()
        for number, counts in rows[start : start + size]:
            batch.add(SearchedText(*map(said, counts)), number)
        parts += batch.split(1, lambda form: form[:2], lambda _: 0)[:1]
    return Merged(parts)


def lists(articles: Articles, form: str) -> list[array[int]]:
    return [
        array(
            "I",
            [
                number << COUNT_BITS | min(counts[field][form], MOST_TIMES)
                for number, counts in sorted(articles.items())
                if form in counts[field]
            ],
        )
        for field in range(3)
    ]


def by_form(found: Merged) -> dict[str, list[bytes]]:
    """Each form's postings by field, as its entry keeps them."""
    return {
        form: [one.tobytes() for field in postings.lists({form}) for one in field or [array("I")]]
        for _, postings in found.entries()
        for form in postings.forms
    }


@settings(deadline=None)
@given(ARTICLES, st.integers(1, 3))
@example({0: ({"بيت": 1}, {}, {}), (1 << 25) - 1: ({"بيت": 127, "البيت": 127}, {}, {})}, 2)
def test_each_form_has_its_postings_whatever_the_batches(articles: Articles, batches: int) -> None:
    found = merged(articles, batches)
    forms = {form for counts in articles.values() for field in counts for form in field}
    own = {form: lists(articles, form) for form in forms}
    assert by_form(found) == {form: [values.tobytes() for values in fields] for form, fields in own.items()}
    for key, postings in found.entries():
        assert postings.forms == sorted(form for form in forms if form[:2] == key)
        assert postings.frequencies() == {form: max(map(len, own[form])) for form in postings.forms}


@settings(deadline=None)
@given(ARTICLES, ARTICLES)
def test_postings_after_changes_are_those_of_the_articles_after_them(before: Articles, after: Articles) -> None:
    changes: dict[str, list[Posting]] = {}
    for number in sorted(before.keys() | after.keys()):
        for field in range(3):
            old, new = (articles[number][field] if number in articles else {} for articles in (before, after))
            for form in old.keys() | new.keys():
                changes.setdefault(form, []).append((field, number, new.get(form, 0)))
    nothing = Postings([], [b""] * 3, [b""] * 3)
    first = nothing.revised(
        {form: [(f, n, before.get(n, EMPTY)[f].get(form, 0)) for f, n, _ in own] for form, own in changes.items()}
    )
    wanted = {form: lists(after, form) for form in sorted(changes)}
    wanted = {form: fields for form, fields in wanted.items() if any(fields)}
    found = first.revised(changes)
    assert found.forms == list(wanted)
    for field in range(3):
        assert array("I", found.counts[field]).tolist() == [len(fields[field]) for fields in wanted.values()]
        assert found.values[field] == b"".join(fields[field].tobytes() for fields in wanted.values())


@settings(deadline=None)
@given(ARTICLES)
@example({0: ({"بيت": 1}, {}, {}), (1 << 25) - 1: ({"بيت": 127, "البيت": 127}, {}, {})})
def test_a_term_of_several_forms_is_written_as_a_patch_writes_it(articles: Articles) -> None:
    found = merged(articles, 1)
    terms = sorted({form[:2] for form in found.forms})
    texts = dict(zip(terms, found.texts([terms.index(form[:2]) for form in found.forms], len(terms)), strict=True))
    for term in terms:
        own = [lists(articles, form) for form in found.forms if form[:2] == term]
        assert texts[term] == fields_text([one[field] for one in own if one[field]] for field in range(3))


@settings(deadline=None)
@given(ARTICLES)
def test_much_of_a_patch_is_written_as_a_little_of_it(articles: Articles) -> None:
    entries = [postings for _, postings in merged(articles, 1).entries()]
    terms = [{"البيت", "gas"}, {"نص"}]  # the rest is not to be written
    numbers = {form: number for number, forms in enumerate(terms) for form in forms}
    owned = [(postings, [numbers.get(form, len(terms)) for form in postings.forms]) for postings in entries]
    by_field = [[list(postings.lists(forms)) for postings in entries] for forms in terms]
    little = [fields_text([one for own in lists for one in own[field]] for field in range(3)) for lists in by_field]
    assert list(texts_of(owned, len(terms))) == little


def test_the_parts_of_the_hash_space_hold_each_form_once() -> None:
    batch = Batch()
    batch.add(SearchedText("بيت نص. نص", "بيت", ""), 7)
    batch.add(SearchedText("(نص)", "", "gas " * 300), 9)
    parts = batch.split(2, str, {"بيت": 0, "نص": 3 << 30, "gas": 1 << 30}.__getitem__)
    assert [part.forms for part in parts] == [["بيت"], ["gas"], [], ["نص"]]
    assert array("I", parts[3].values[0]).tolist() == [7 << COUNT_BITS | 2, 9 << COUNT_BITS | 1]
    assert array("I", parts[1].values[2]).tolist() == [9 << COUNT_BITS | MOST_TIMES]


@settings(deadline=None)
@given(st.lists(st.tuples(st.text(), st.text(), st.text()), min_size=1, max_size=8))
@example([("ﷺ a-b\u2028ـ", "", "Ⅸ"), ("", "", "")])
def test_many_articles_at_once_are_counted_as_each_by_itself(texts: list[tuple[str, str, str]]) -> None:
    batch = Batch()
    counted = []
    for number, said in enumerate(starmap(SearchedText, texts)):
        batch.add(said, number)
        counted.append(count_words(said))
    fields = [[getattr(counts, name) for name in SearchedText.__struct_fields__] for counts in counted]
    assert batch.lengths() == [[sum(field.values()) for field in own] for own in fields]
    articles: Articles = {number: (body, title, names) for number, (body, title, names) in enumerate(fields)}
    forms = {form for own in fields for field in own for form in field}
    found = Merged(batch.split(1, str, lambda _: 0)[:1])
    assert by_form(found) == {form: [values.tobytes() for values in lists(articles, form)] for form in forms}
