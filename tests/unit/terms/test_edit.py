"""terms.yaml changed by a command: what was meant is there, and nothing else of the user's is touched."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.errors import RefusedError
from generator.records.authority import Authority, parse_authority
from generator.terms.edit import entry_of, merged, renamed

FILE = """\
# Names of our paper. Ask the desk before you change them.
terms:
  - id: russia          # a country
    kind: place
    name:
      ar: روسيا
      en: "Russia"
  # The city, not the river.
  - id: moscow
    name: {ar: موسكو}
    variants:
      - Moscow   # English
      - 'Moskva'
    broader: russia
  -
    id: putin
    # Checked in 2024.
    kind: person
    name:
      ar: فلاديمير بوتين  # in full
    variants: [بوتين, "Putin",]
    sameAs: [https://www.wikidata.org/entity/Q7747]

# The end.
"""


def read(text: str) -> Authority:
    authority, problems = parse_authority(text)
    assert problems == ()
    return authority


def lost(before: str, after: str) -> list[str]:
    """Lines of which nothing is left as it was."""
    kept = after.split("\n")
    return [line for line in before.split("\n") if line not in kept]


@pytest.mark.parametrize(
    ("kept", "gone", "changed"),
    [("روسيا", "Russland", 0), ("موسكو", "Moskau", 0), ("بوتين", "بوتن", 1), ("putin", "بوتن", 1), ("جديد", "حديث", 0)],
)
def test_a_name_that_no_entry_has_is_one_more_variant(kept: str, gone: str, changed: int) -> None:
    after = merged(FILE, kept, gone, "ar", "topic")
    entry = entry_of(read(after), gone)
    assert entry is not None and kept in (*entry.names, entry.id) and gone in entry.variants
    assert len(lost(FILE, after)) == changed


def test_two_entries_become_one_and_every_comment_stays() -> None:
    after = merged(FILE, "بوتين", "موسكو", "ar", "topic")
    (russia, putin) = read(after).terms
    assert set(putin.variants) == {"بوتين", "Putin", "موسكو", "Moscow", "Moskva"} and russia.id == "russia"
    assert [remark for remark in FILE.split("#")[1:] if remark.split("\n")[0] not in after] == []


def test_what_stood_under_a_lost_entry_stands_under_the_other() -> None:
    after = read(merged(FILE, "بوتين", "روسيا", "ar", "topic"))
    assert [(term.id, term.broader) for term in after.terms] == [("moscow", "putin"), ("putin", "")]
    circle = read(merged(FILE, "موسكو", "روسيا", "ar", "topic"))
    assert [(term.id, term.broader) for term in circle.terms] == [("moscow", ""), ("putin", "")]


def test_a_new_name_is_shown_and_the_old_one_still_means_the_term() -> None:
    after = renamed(FILE, "بوتين", "ف. بوتين", "ar")
    entry = entry_of(read(after), "فلاديمير بوتين")
    assert entry is not None and entry.name["ar"] == "ف. بوتين" and "فلاديمير بوتين" in entry.variants
    assert "ar: ف. بوتين  # in full" in after
    other = entry_of(read(renamed(FILE, "موسكو", "Moscou", "fr")), "موسكو")
    assert other is not None and other.name == {"ar": "موسكو", "fr": "Moscou"}


@pytest.mark.parametrize("text", ["", "# only a comment\n", "terms:\n", "terms: []\n", "terms: # none yet\n"])
def test_a_file_without_entries_gets_its_first(text: str) -> None:
    after = merged(text, "أمريكا", "أميركا", "ar", "place")
    (entry,) = read(after).terms
    assert (entry.kind, entry.name, entry.variants) == ("place", {"ar": "أمريكا"}, ("أميركا",))
    assert all(line in after for line in text.split("\n") if line.startswith("#"))


def test_names_of_one_entry_are_not_merged_again() -> None:
    with pytest.raises(RefusedError, match="already one term"):
        merged(FILE, "موسكو", "Moscow", "ar", "topic")


@pytest.mark.parametrize(
    "written",
    ["[بوتين, # by hand\n      Putin # in English\n    ]", "[بوتين, # by hand\n      Putin, # in English\n    ]"],
)
def test_comments_inside_a_list_in_brackets_stay(written: str) -> None:
    before = FILE.replace('[بوتين, "Putin",]', written)
    after = merged(before, "putin", "بوتن", "ar", "topic")
    assert "# by hand" in after and "# in English" in after
    entry = entry_of(read(after), "putin")
    assert entry is not None and {"بوتين", "Putin", "بوتن"} <= set(entry.names)


def test_a_file_with_mistakes_is_left_alone() -> None:
    with pytest.raises(RefusedError):
        merged(FILE.replace("kind: person", "kind: human"), "موسكو", "x", "ar", "topic")


NAMES = st.text(alphabet="ابت: #'\"[]{}-,&*!|>%@`no\\\té😀", min_size=1, max_size=12).filter(
    lambda name: name.strip(" \t") == name
)


@given(NAMES, st.sampled_from(["روسيا", "موسكو", "putin"]))
@settings(max_examples=200, deadline=None)
def test_any_name_is_written_so_that_it_is_read_back(name: str, kept: str) -> None:
    try:
        after = merged(FILE, kept, name, "ar", "topic")
    except RefusedError:
        return
    entry = entry_of(read(after), kept)
    assert entry is not None and name in entry.names
