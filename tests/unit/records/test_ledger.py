"""The ledger's events have one order on every machine, and a withdrawal counts until an undo names it."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.records.ledger import DUPLICATE, NAME, UNDONE, WITHDRAWN, Event, Ledger, flaw_of, read_ledger

FIRST = Event("a", 1, "import", "content/a.md", "2011/a/", "seeds/a.txt", "s1", "c1", "t1")


def after(event: Event, kind: str, number: int, **values: object) -> Event:
    return msgspec.structs.replace(event, event=kind, number=number, **values)


MOVED = after(FIRST, "move", 5, url="2011/b/")
GONE = after(FIRST, WITHDRAWN, 2)
BACK = after(FIRST, UNDONE, 3, undoes=(GONE.short_digest,))
COPY = after(FIRST, DUPLICATE, 9, seed="seeds/copy.txt", seed_sha256="s2")


@pytest.mark.parametrize(
    ("events", "expected"),
    [
        ([FIRST], "import"),
        ([FIRST, MOVED], "move"),
        ([FIRST, GONE], WITHDRAWN),
        ([FIRST, GONE, MOVED], WITHDRAWN),  # of another branch, with a higher number
        ([FIRST, GONE, BACK], UNDONE),
        ([FIRST, GONE, BACK, MOVED], "move"),
        ([FIRST, GONE, BACK, after(FIRST, WITHDRAWN, 2, url="2011/c/")], WITHDRAWN),  # which the undo never saw
        ([FIRST, GONE, BACK, after(FIRST, WITHDRAWN, 4)], WITHDRAWN),
        ([FIRST, BACK], UNDONE),  # before the withdrawal came with a merge
        ([FIRST, COPY], "import"),
        ([FIRST, GONE, COPY], WITHDRAWN),
    ],
)
def test_a_withdrawal_wins_until_an_undo_names_it(events: list[Event], expected: str) -> None:
    latest = Ledger(events).latest("a")
    assert latest is not None and latest.event == expected


EVENTS = st.builds(
    Event,
    id=st.sampled_from("ab"),
    number=st.integers(1, 3),
    event=st.sampled_from(("import", "move", WITHDRAWN, DUPLICATE)),
    path=st.sampled_from(("content/a.md", "content/b.md")),
    url=st.sampled_from(("2011/a/", "2011/b/")),
    seed=st.sampled_from(("", "seeds/a.txt", "seeds/b.txt")),
    seed_sha256=st.sampled_from(("", "s1", "s2")),
    content_sha256=st.sampled_from(("", "c1")),
)


@settings(max_examples=60)
@given(events=st.lists(EVENTS, max_size=8), seed=st.randoms())
def test_the_lines_may_come_in_any_order_and_one_by_one(events: list[Event], seed: object) -> None:
    shuffled = list(events)
    seed.shuffle(shuffled)
    one, other, grown = Ledger(events), Ledger(shuffled), Ledger(())
    for event in shuffled:
        grown.add(event)
    for each in (other, grown):
        assert [each.latest(id_) for id_ in "ab"] == [one.latest(id_) for id_ in "ab"]
        assert each.by_seed() == one.by_seed() and each.by_seed_hash() == one.by_seed_hash()
    for id_ in "ab":
        is_gone = any(event.event == WITHDRAWN and event.id == id_ for event in events)
        assert one.is_withdrawn(id_) == is_gone


@pytest.mark.parametrize("place", ["path", "seed", "url"])
@pytest.mark.parametrize(
    "value",
    [
        "../profile",
        "content/../../profile",
        "/etc/passwd",
        "content//a.md",
        "content/a\0.md",
        "content\\..\\a.md",
        "C:/a.md",
        "content/./a.md",
        "content/\u202ea\n.md",
        f"content/{'ا' * 200}.md",
    ],
)
def test_a_line_that_names_a_place_outside_is_a_problem_with_its_number(tmp_path: Path, place: str, value: str) -> None:
    bad = msgspec.structs.replace(FIRST, **{place: f"{value}\0" if place == "url" else value})
    assert flaw_of(bad) and not flaw_of(FIRST)
    (tmp_path / "content").mkdir()
    (tmp_path / NAME).write_bytes(msgspec.json.encode(FIRST) + b"\n" + msgspec.json.encode(bad) + b"\n")
    ledger = read_ledger(tmp_path)
    assert [(one.path, one.line, one.code) for one in ledger.problems] == [(NAME, 2, "I303")]
    assert ledger.events == {FIRST}


@pytest.mark.parametrize("path", ["site.yaml", "content/ledger.jsonl", "seeds/a.md", "content", "", "contents/a.md"])
def test_an_event_names_a_content_file_only(path: str) -> None:
    assert flaw_of(msgspec.structs.replace(FIRST, path=path))


@settings(max_examples=100)
@given(st.text())
def test_whatever_a_path_says_it_leads_nowhere_else(text: str) -> None:
    for value in (text, f"content/{text}.md"):
        if not flaw_of(msgspec.structs.replace(FIRST, path=value)):
            place = Path("/site") / value
            assert ".." not in place.parts and place.is_relative_to("/site/content") and "\0" not in value
