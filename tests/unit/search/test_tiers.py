"""The postings of a word that very many articles repeat are written in two tiers, from which all can be read again."""

from __future__ import annotations

import random
from array import array

import pytest

from generator.search.answer.tiers import read_cells, read_tiers
from generator.search.index import tiers
from generator.search.index.posting_codec import COUNT_BITS, fields_text, read_fields
from generator.search.index.postings import FIELDS
from generator.search.index.tiers import files_of

BOOSTS = list(FIELDS.values())
Counts = dict[int, int]


@pytest.fixture(autouse=True)
def _few_are_many(monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in {"MANY": 200, "FIRST": 30, "PART": 64}.items():
        monkeypatch.setattr(tiers, name, value)


def postings(seed: int, count: int = 1000, most: int = 40) -> tuple[Counts, Counts, Counts]:
    chance = random.Random(seed)
    numbers = sorted(chance.sample(range(1 << chance.randint(11, 25)), count))
    body = {number: min(127, 1 + int(chance.expovariate(1 / most))) for number in numbers}
    title = {number: chance.randint(1, 3) for number in numbers if chance.random() < 0.2}
    names = {number + 1: 1 for number in numbers if chance.random() < 0.05}
    return body, title, names if seed % 2 else {}


def written(fields: tuple[Counts, ...]) -> str:
    packed = ([number << COUNT_BITS | times for number, times in sorted(field.items())] for field in fields)
    return fields_text([array("I", values)] if values else [] for values in packed)


def stands_in(number: int, part: str) -> bool:
    return f"{number:0{tiers.NUMBER_BITS}b}".startswith(part)


@pytest.mark.parametrize("seed", range(12))
def test_both_tiers_together_say_what_one_file_would(seed: int) -> None:
    text = written(postings(seed, most=1 + 3 * seed))
    files = files_of(text, BOOSTS)
    assert len(files) > 8
    assert read_tiers(files.pop(""), files.__getitem__) == read_fields(text)


def test_the_first_tier_knows_what_titles_and_repeating_bodies_may_bring_first() -> None:
    body, title, _ = postings(3)
    low, high, _, cells, _, _ = files_of(written((body, title, {})), BOOSTS)[""].split(" ")
    known = {number for number, is_open in read_cells(cells) if not is_open}
    assert {number for number, times in title.items() if times == 3 and body[number] > 40} & known
    assert {number for number, times in body.items() if not int(low) <= times <= int(high)} <= known
    assert len(known) < len(body) / 10


def test_parts_are_cut_by_their_own_numbers_alone() -> None:
    body, title, names = postings(5)
    before = files_of(written((body, title, names)), BOOSTS)
    parts = sorted(part for part in before if part)
    assert all(sum(stands_in(number, part) for number in body) <= tiers.PART for part in parts)
    assert sum(stands_in(number, part) for number in body for part in parts) == len(body)
    low, high = map(int, before[""].split(" ")[:2])
    number = next(one for one, times in body.items() if low < times < high and one not in title)
    after = files_of(written((body | {number: body[number] + 1}, title, names)), BOOSTS)
    assert [part for part in parts if before[part] != after[part]] == [
        part for part in parts if stands_in(number, part)
    ]


def test_a_word_that_few_repeat_has_one_file() -> None:
    text = written((dict.fromkeys(range(1000), 1), {}, {}))
    assert files_of(text, BOOSTS) == {"": text}
